from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SupportedRejectionType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownSupportedRejectionType: _ClassVar[SupportedRejectionType]
    TypeSpecificRejection: _ClassVar[SupportedRejectionType]
    UniversalMessage: _ClassVar[SupportedRejectionType]
UnknownSupportedRejectionType: SupportedRejectionType
TypeSpecificRejection: SupportedRejectionType
UniversalMessage: SupportedRejectionType

class DocumentFunctionV2(_message.Message):
    __slots__ = ("Name", "Versions")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    Name: str
    Versions: _containers.RepeatedCompositeFieldContainer[DocumentVersionV2]
    def __init__(self, Name: _Optional[str] = ..., Versions: _Optional[_Iterable[_Union[DocumentVersionV2, _Mapping]]] = ...) -> None: ...

class DocumentMetadataItemV2(_message.Message):
    __slots__ = ("Id", "Type", "IsRequired", "Source")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    ISREQUIRED_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    Id: str
    Type: int
    IsRequired: bool
    Source: int
    def __init__(self, Id: _Optional[str] = ..., Type: _Optional[int] = ..., IsRequired: _Optional[bool] = ..., Source: _Optional[int] = ...) -> None: ...

class DocumentTitleV2(_message.Message):
    __slots__ = ("IsFormal", "XsdUrl", "MetadataItems", "EncryptedMetadataItems", "UserDataXsdUrl", "SignerInfo", "Index")
    ISFORMAL_FIELD_NUMBER: _ClassVar[int]
    XSDURL_FIELD_NUMBER: _ClassVar[int]
    METADATAITEMS_FIELD_NUMBER: _ClassVar[int]
    ENCRYPTEDMETADATAITEMS_FIELD_NUMBER: _ClassVar[int]
    USERDATAXSDURL_FIELD_NUMBER: _ClassVar[int]
    SIGNERINFO_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    IsFormal: bool
    XsdUrl: str
    MetadataItems: _containers.RepeatedCompositeFieldContainer[DocumentMetadataItemV2]
    EncryptedMetadataItems: _containers.RepeatedCompositeFieldContainer[DocumentMetadataItemV2]
    UserDataXsdUrl: str
    SignerInfo: SignerInfoV2
    Index: int
    def __init__(self, IsFormal: _Optional[bool] = ..., XsdUrl: _Optional[str] = ..., MetadataItems: _Optional[_Iterable[_Union[DocumentMetadataItemV2, _Mapping]]] = ..., EncryptedMetadataItems: _Optional[_Iterable[_Union[DocumentMetadataItemV2, _Mapping]]] = ..., UserDataXsdUrl: _Optional[str] = ..., SignerInfo: _Optional[_Union[SignerInfoV2, _Mapping]] = ..., Index: _Optional[int] = ...) -> None: ...

class DocumentTypeDescriptionV2(_message.Message):
    __slots__ = ("Name", "Title", "SupportedDocflows", "RequiresFnsRegistration", "Functions")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SUPPORTEDDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    REQUIRESFNSREGISTRATION_FIELD_NUMBER: _ClassVar[int]
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    Name: str
    Title: str
    SupportedDocflows: _containers.RepeatedScalarFieldContainer[int]
    RequiresFnsRegistration: bool
    Functions: _containers.RepeatedCompositeFieldContainer[DocumentFunctionV2]
    def __init__(self, Name: _Optional[str] = ..., Title: _Optional[str] = ..., SupportedDocflows: _Optional[_Iterable[int]] = ..., RequiresFnsRegistration: _Optional[bool] = ..., Functions: _Optional[_Iterable[_Union[DocumentFunctionV2, _Mapping]]] = ...) -> None: ...

class DocumentTypeDescriptionV3(_message.Message):
    __slots__ = ("Name", "Title", "SupportedDocflows", "RequiresFnsRegistration", "Functions", "UniversalMessagesStartDate")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SUPPORTEDDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    REQUIRESFNSREGISTRATION_FIELD_NUMBER: _ClassVar[int]
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGESSTARTDATE_FIELD_NUMBER: _ClassVar[int]
    Name: str
    Title: str
    SupportedDocflows: _containers.RepeatedScalarFieldContainer[int]
    RequiresFnsRegistration: bool
    Functions: _containers.RepeatedCompositeFieldContainer[DocumentFunctionV2]
    UniversalMessagesStartDate: str
    def __init__(self, Name: _Optional[str] = ..., Title: _Optional[str] = ..., SupportedDocflows: _Optional[_Iterable[int]] = ..., RequiresFnsRegistration: _Optional[bool] = ..., Functions: _Optional[_Iterable[_Union[DocumentFunctionV2, _Mapping]]] = ..., UniversalMessagesStartDate: _Optional[str] = ...) -> None: ...

class DocumentVersionV2(_message.Message):
    __slots__ = ("Version", "SupportsContentPatching", "SupportsEncrypting", "Titles", "IsActual", "Workflows", "SupportsPredefinedRecipientTitle", "SupportsAmendmentRequest", "RejectionType")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    SUPPORTSCONTENTPATCHING_FIELD_NUMBER: _ClassVar[int]
    SUPPORTSENCRYPTING_FIELD_NUMBER: _ClassVar[int]
    TITLES_FIELD_NUMBER: _ClassVar[int]
    ISACTUAL_FIELD_NUMBER: _ClassVar[int]
    WORKFLOWS_FIELD_NUMBER: _ClassVar[int]
    SUPPORTSPREDEFINEDRECIPIENTTITLE_FIELD_NUMBER: _ClassVar[int]
    SUPPORTSAMENDMENTREQUEST_FIELD_NUMBER: _ClassVar[int]
    REJECTIONTYPE_FIELD_NUMBER: _ClassVar[int]
    Version: str
    SupportsContentPatching: bool
    SupportsEncrypting: bool
    Titles: _containers.RepeatedCompositeFieldContainer[DocumentTitleV2]
    IsActual: bool
    Workflows: _containers.RepeatedCompositeFieldContainer[DocumentWorkflowV2]
    SupportsPredefinedRecipientTitle: bool
    SupportsAmendmentRequest: bool
    RejectionType: SupportedRejectionType
    def __init__(self, Version: _Optional[str] = ..., SupportsContentPatching: _Optional[bool] = ..., SupportsEncrypting: _Optional[bool] = ..., Titles: _Optional[_Iterable[_Union[DocumentTitleV2, _Mapping]]] = ..., IsActual: _Optional[bool] = ..., Workflows: _Optional[_Iterable[_Union[DocumentWorkflowV2, _Mapping]]] = ..., SupportsPredefinedRecipientTitle: _Optional[bool] = ..., SupportsAmendmentRequest: _Optional[bool] = ..., RejectionType: _Optional[_Union[SupportedRejectionType, str]] = ...) -> None: ...

class DocumentWorkflowV2(_message.Message):
    __slots__ = ("Id", "IsDefault")
    ID_FIELD_NUMBER: _ClassVar[int]
    ISDEFAULT_FIELD_NUMBER: _ClassVar[int]
    Id: int
    IsDefault: bool
    def __init__(self, Id: _Optional[int] = ..., IsDefault: _Optional[bool] = ...) -> None: ...

class GetDocumentTypesResponseV2(_message.Message):
    __slots__ = ("DocumentTypes",)
    DOCUMENTTYPES_FIELD_NUMBER: _ClassVar[int]
    DocumentTypes: _containers.RepeatedCompositeFieldContainer[DocumentTypeDescriptionV2]
    def __init__(self, DocumentTypes: _Optional[_Iterable[_Union[DocumentTypeDescriptionV2, _Mapping]]] = ...) -> None: ...

class GetDocumentTypesResponseV3(_message.Message):
    __slots__ = ("DocumentTypes",)
    DOCUMENTTYPES_FIELD_NUMBER: _ClassVar[int]
    DocumentTypes: _containers.RepeatedCompositeFieldContainer[DocumentTypeDescriptionV3]
    def __init__(self, DocumentTypes: _Optional[_Iterable[_Union[DocumentTypeDescriptionV3, _Mapping]]] = ...) -> None: ...

class SignerInfoV2(_message.Message):
    __slots__ = ("SignerType", "ExtendedDocumentTitleType", "SignerUserDataXsdUrl")
    SIGNERTYPE_FIELD_NUMBER: _ClassVar[int]
    EXTENDEDDOCUMENTTITLETYPE_FIELD_NUMBER: _ClassVar[int]
    SIGNERUSERDATAXSDURL_FIELD_NUMBER: _ClassVar[int]
    SignerType: int
    ExtendedDocumentTitleType: int
    SignerUserDataXsdUrl: str
    def __init__(self, SignerType: _Optional[int] = ..., ExtendedDocumentTitleType: _Optional[int] = ..., SignerUserDataXsdUrl: _Optional[str] = ...) -> None: ...

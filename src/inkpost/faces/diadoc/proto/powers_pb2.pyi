from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PowerOfAttorneyValidationCheckStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownCheckStatus: _ClassVar[PowerOfAttorneyValidationCheckStatus]
    Ok: _ClassVar[PowerOfAttorneyValidationCheckStatus]
    Warning: _ClassVar[PowerOfAttorneyValidationCheckStatus]
    Error: _ClassVar[PowerOfAttorneyValidationCheckStatus]

class PowerOfAttorneyValidationStatusNamedId(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownStatus: _ClassVar[PowerOfAttorneyValidationStatusNamedId]
    CanNotBeValidated: _ClassVar[PowerOfAttorneyValidationStatusNamedId]
    IsValid: _ClassVar[PowerOfAttorneyValidationStatusNamedId]
    IsNotValid: _ClassVar[PowerOfAttorneyValidationStatusNamedId]
    ValidationError: _ClassVar[PowerOfAttorneyValidationStatusNamedId]
    IsNotAttached: _ClassVar[PowerOfAttorneyValidationStatusNamedId]
    HasWarnings: _ClassVar[PowerOfAttorneyValidationStatusNamedId]
UnknownCheckStatus: PowerOfAttorneyValidationCheckStatus
Ok: PowerOfAttorneyValidationCheckStatus
Warning: PowerOfAttorneyValidationCheckStatus
Error: PowerOfAttorneyValidationCheckStatus
UnknownStatus: PowerOfAttorneyValidationStatusNamedId
CanNotBeValidated: PowerOfAttorneyValidationStatusNamedId
IsValid: PowerOfAttorneyValidationStatusNamedId
IsNotValid: PowerOfAttorneyValidationStatusNamedId
ValidationError: PowerOfAttorneyValidationStatusNamedId
IsNotAttached: PowerOfAttorneyValidationStatusNamedId
HasWarnings: PowerOfAttorneyValidationStatusNamedId

class PowerOfAttorneySendingTypeValues(_message.Message):
    __slots__ = ()
    class PowerOfAttorneySendingType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType]
        Metadata: _ClassVar[PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType]
        File: _ClassVar[PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType]
        DocumentContent: _ClassVar[PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType]
    Unknown: PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType
    Metadata: PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType
    File: PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType
    DocumentContent: PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType
    def __init__(self) -> None: ...

class StatusNameValues(_message.Message):
    __slots__ = ()
    class StatusName(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[StatusNameValues.StatusName]
        PowerOfAttorneyAttached: _ClassVar[StatusNameValues.StatusName]
        PowerOfAttorneyNotRequired: _ClassVar[StatusNameValues.StatusName]
        PowerOfAttorneyRequired: _ClassVar[StatusNameValues.StatusName]
    Unknown: StatusNameValues.StatusName
    PowerOfAttorneyAttached: StatusNameValues.StatusName
    PowerOfAttorneyNotRequired: StatusNameValues.StatusName
    PowerOfAttorneyRequired: StatusNameValues.StatusName
    def __init__(self) -> None: ...

class PowerOfAttorneyAttachmentStatus(_message.Message):
    __slots__ = ("StatusName", "Comment")
    STATUSNAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    StatusName: StatusNameValues.StatusName
    Comment: str
    def __init__(self, StatusName: _Optional[_Union[StatusNameValues.StatusName, str]] = ..., Comment: _Optional[str] = ...) -> None: ...

class PowerOfAttorneyFullId(_message.Message):
    __slots__ = ("RegistrationNumber", "IssuerInn", "RepresentativeInn")
    REGISTRATIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    ISSUERINN_FIELD_NUMBER: _ClassVar[int]
    REPRESENTATIVEINN_FIELD_NUMBER: _ClassVar[int]
    RegistrationNumber: str
    IssuerInn: str
    RepresentativeInn: str
    def __init__(self, RegistrationNumber: _Optional[str] = ..., IssuerInn: _Optional[str] = ..., RepresentativeInn: _Optional[str] = ...) -> None: ...

class PowerOfAttorneyInfo(_message.Message):
    __slots__ = ("FullId", "Status", "RoamingSendingStatus", "SendingType")
    FULLID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    ROAMINGSENDINGSTATUS_FIELD_NUMBER: _ClassVar[int]
    SENDINGTYPE_FIELD_NUMBER: _ClassVar[int]
    FullId: PowerOfAttorneyFullId
    Status: PowerOfAttorneyValidationStatus
    RoamingSendingStatus: _basics_pb2.RoamingSendingStatus
    SendingType: PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType
    def __init__(self, FullId: _Optional[_Union[PowerOfAttorneyFullId, _Mapping]] = ..., Status: _Optional[_Union[PowerOfAttorneyValidationStatus, _Mapping]] = ..., RoamingSendingStatus: _Optional[_Union[_basics_pb2.RoamingSendingStatus, _Mapping]] = ..., SendingType: _Optional[_Union[PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType, str]] = ...) -> None: ...

class PowerOfAttorneySignedContent(_message.Message):
    __slots__ = ("Content", "Signature")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    Content: _basics_pb2.Content_v3
    Signature: _basics_pb2.Content_v3
    def __init__(self, Content: _Optional[_Union[_basics_pb2.Content_v3, _Mapping]] = ..., Signature: _Optional[_Union[_basics_pb2.Content_v3, _Mapping]] = ...) -> None: ...

class PowerOfAttorneyToPost(_message.Message):
    __slots__ = ("FullId", "UseDefault", "Content", "SendAsFile", "Contents", "UseDocumentContent")
    FULLID_FIELD_NUMBER: _ClassVar[int]
    USEDEFAULT_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    SENDASFILE_FIELD_NUMBER: _ClassVar[int]
    CONTENTS_FIELD_NUMBER: _ClassVar[int]
    USEDOCUMENTCONTENT_FIELD_NUMBER: _ClassVar[int]
    FullId: PowerOfAttorneyFullId
    UseDefault: bool
    Content: PowerOfAttorneySignedContent
    SendAsFile: bool
    Contents: _containers.RepeatedCompositeFieldContainer[PowerOfAttorneySignedContent]
    UseDocumentContent: bool
    def __init__(self, FullId: _Optional[_Union[PowerOfAttorneyFullId, _Mapping]] = ..., UseDefault: _Optional[bool] = ..., Content: _Optional[_Union[PowerOfAttorneySignedContent, _Mapping]] = ..., SendAsFile: _Optional[bool] = ..., Contents: _Optional[_Iterable[_Union[PowerOfAttorneySignedContent, _Mapping]]] = ..., UseDocumentContent: _Optional[bool] = ...) -> None: ...

class PowerOfAttorneyValidationError(_message.Message):
    __slots__ = ("Code", "Text")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    Code: str
    Text: str
    def __init__(self, Code: _Optional[str] = ..., Text: _Optional[str] = ...) -> None: ...

class PowerOfAttorneyValidationStatus(_message.Message):
    __slots__ = ("Severity", "StatusNamedId", "StatusText", "Errors", "ValidationProtocol", "OperationError")
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    STATUSNAMEDID_FIELD_NUMBER: _ClassVar[int]
    STATUSTEXT_FIELD_NUMBER: _ClassVar[int]
    ERRORS_FIELD_NUMBER: _ClassVar[int]
    VALIDATIONPROTOCOL_FIELD_NUMBER: _ClassVar[int]
    OPERATIONERROR_FIELD_NUMBER: _ClassVar[int]
    Severity: _basics_pb2.Severity
    StatusNamedId: PowerOfAttorneyValidationStatusNamedId
    StatusText: str
    Errors: _containers.RepeatedCompositeFieldContainer[PowerOfAttorneyValidationError]
    ValidationProtocol: ValidationProtocol
    OperationError: PowerOfAttorneyValidationError
    def __init__(self, Severity: _Optional[_Union[_basics_pb2.Severity, str]] = ..., StatusNamedId: _Optional[_Union[PowerOfAttorneyValidationStatusNamedId, str]] = ..., StatusText: _Optional[str] = ..., Errors: _Optional[_Iterable[_Union[PowerOfAttorneyValidationError, _Mapping]]] = ..., ValidationProtocol: _Optional[_Union[ValidationProtocol, _Mapping]] = ..., OperationError: _Optional[_Union[PowerOfAttorneyValidationError, _Mapping]] = ...) -> None: ...

class ValidationCheckResult(_message.Message):
    __slots__ = ("Status", "Name", "Error")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    Status: PowerOfAttorneyValidationCheckStatus
    Name: str
    Error: PowerOfAttorneyValidationError
    def __init__(self, Status: _Optional[_Union[PowerOfAttorneyValidationCheckStatus, str]] = ..., Name: _Optional[str] = ..., Error: _Optional[_Union[PowerOfAttorneyValidationError, _Mapping]] = ...) -> None: ...

class ValidationProtocol(_message.Message):
    __slots__ = ("CheckResults",)
    CHECKRESULTS_FIELD_NUMBER: _ClassVar[int]
    CheckResults: _containers.RepeatedCompositeFieldContainer[ValidationCheckResult]
    def __init__(self, CheckResults: _Optional[_Iterable[_Union[ValidationCheckResult, _Mapping]]] = ...) -> None: ...

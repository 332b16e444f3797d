from inkpost.faces.diadoc.proto import powers_pb2 as _powers_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SignerPowers(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SignerPowersUnspecified: _ClassVar[SignerPowers]
    InvoiceSigner: _ClassVar[SignerPowers]
    PersonMadeOperation: _ClassVar[SignerPowers]
    MadeAndSignOperation: _ClassVar[SignerPowers]
    PersonDocumentedOperation: _ClassVar[SignerPowers]
    MadeOperationAndSignedInvoice: _ClassVar[SignerPowers]
    MadeAndResponsibleForOperationAndSignedInvoice: _ClassVar[SignerPowers]
    ResponsibleForOperationAndSignerForInvoice: _ClassVar[SignerPowers]
    ChairmanCommission: _ClassVar[SignerPowers]
    MemberCommission: _ClassVar[SignerPowers]
    PersonApprovedDocument: _ClassVar[SignerPowers]
    PersonConfirmedDocument: _ClassVar[SignerPowers]
    PersonAgreedOnDocument: _ClassVar[SignerPowers]
    PersonOtherPower: _ClassVar[SignerPowers]

class SignerStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SignerStatusUnspecified: _ClassVar[SignerStatus]
    SellerEmployee: _ClassVar[SignerStatus]
    InformationCreatorEmployee: _ClassVar[SignerStatus]
    OtherOrganizationEmployee: _ClassVar[SignerStatus]
    AuthorizedPerson: _ClassVar[SignerStatus]
    BuyerEmployee: _ClassVar[SignerStatus]
    InformationCreatorBuyerEmployee: _ClassVar[SignerStatus]

class SignerType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SignerTypeUnspecified: _ClassVar[SignerType]
    LegalEntity: _ClassVar[SignerType]
    IndividualEntity: _ClassVar[SignerType]
    PhysicalPerson: _ClassVar[SignerType]
SignerPowersUnspecified: SignerPowers
InvoiceSigner: SignerPowers
PersonMadeOperation: SignerPowers
MadeAndSignOperation: SignerPowers
PersonDocumentedOperation: SignerPowers
MadeOperationAndSignedInvoice: SignerPowers
MadeAndResponsibleForOperationAndSignedInvoice: SignerPowers
ResponsibleForOperationAndSignerForInvoice: SignerPowers
ChairmanCommission: SignerPowers
MemberCommission: SignerPowers
PersonApprovedDocument: SignerPowers
PersonConfirmedDocument: SignerPowers
PersonAgreedOnDocument: SignerPowers
PersonOtherPower: SignerPowers
SignerStatusUnspecified: SignerStatus
SellerEmployee: SignerStatus
InformationCreatorEmployee: SignerStatus
OtherOrganizationEmployee: SignerStatus
AuthorizedPerson: SignerStatus
BuyerEmployee: SignerStatus
InformationCreatorBuyerEmployee: SignerStatus
SignerTypeUnspecified: SignerType
LegalEntity: SignerType
IndividualEntity: SignerType
PhysicalPerson: SignerType

class ExtendedSigner(_message.Message):
    __slots__ = ("BoxId", "SignerCertificate", "SignerCertificateThumbprint", "SignerDetails", "PowerOfAttorney")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    SIGNERCERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    SIGNERCERTIFICATETHUMBPRINT_FIELD_NUMBER: _ClassVar[int]
    SIGNERDETAILS_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEY_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    SignerCertificate: bytes
    SignerCertificateThumbprint: str
    SignerDetails: ExtendedSignerDetails
    PowerOfAttorney: _powers_pb2.PowerOfAttorneyToPost
    def __init__(self, BoxId: _Optional[str] = ..., SignerCertificate: _Optional[bytes] = ..., SignerCertificateThumbprint: _Optional[str] = ..., SignerDetails: _Optional[_Union[ExtendedSignerDetails, _Mapping]] = ..., PowerOfAttorney: _Optional[_Union[_powers_pb2.PowerOfAttorneyToPost, _Mapping]] = ...) -> None: ...

class ExtendedSignerDetails(_message.Message):
    __slots__ = ("Surname", "FirstName", "Patronymic", "JobTitle", "Inn", "RegistrationCertificate", "SignerType", "SignerOrganizationName", "SignerInfo", "SignerPowers", "SignerStatus", "SignerPowersBase", "SignerOrgPowersBase")
    SURNAME_FIELD_NUMBER: _ClassVar[int]
    FIRSTNAME_FIELD_NUMBER: _ClassVar[int]
    PATRONYMIC_FIELD_NUMBER: _ClassVar[int]
    JOBTITLE_FIELD_NUMBER: _ClassVar[int]
    INN_FIELD_NUMBER: _ClassVar[int]
    REGISTRATIONCERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    SIGNERTYPE_FIELD_NUMBER: _ClassVar[int]
    SIGNERORGANIZATIONNAME_FIELD_NUMBER: _ClassVar[int]
    SIGNERINFO_FIELD_NUMBER: _ClassVar[int]
    SIGNERPOWERS_FIELD_NUMBER: _ClassVar[int]
    SIGNERSTATUS_FIELD_NUMBER: _ClassVar[int]
    SIGNERPOWERSBASE_FIELD_NUMBER: _ClassVar[int]
    SIGNERORGPOWERSBASE_FIELD_NUMBER: _ClassVar[int]
    Surname: str
    FirstName: str
    Patronymic: str
    JobTitle: str
    Inn: str
    RegistrationCertificate: str
    SignerType: SignerType
    SignerOrganizationName: str
    SignerInfo: str
    SignerPowers: SignerPowers
    SignerStatus: SignerStatus
    SignerPowersBase: str
    SignerOrgPowersBase: str
    def __init__(self, Surname: _Optional[str] = ..., FirstName: _Optional[str] = ..., Patronymic: _Optional[str] = ..., JobTitle: _Optional[str] = ..., Inn: _Optional[str] = ..., RegistrationCertificate: _Optional[str] = ..., SignerType: _Optional[_Union[SignerType, str]] = ..., SignerOrganizationName: _Optional[str] = ..., SignerInfo: _Optional[str] = ..., SignerPowers: _Optional[_Union[SignerPowers, str]] = ..., SignerStatus: _Optional[_Union[SignerStatus, str]] = ..., SignerPowersBase: _Optional[str] = ..., SignerOrgPowersBase: _Optional[str] = ...) -> None: ...

class InvoiceCorrectionRequestGenerationRequestV2(_message.Message):
    __slots__ = ("ErrorMessage", "MessageId", "AttachmentId", "SignerContent")
    ERRORMESSAGE_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTID_FIELD_NUMBER: _ClassVar[int]
    SIGNERCONTENT_FIELD_NUMBER: _ClassVar[int]
    ErrorMessage: str
    MessageId: str
    AttachmentId: str
    SignerContent: bytes
    def __init__(self, ErrorMessage: _Optional[str] = ..., MessageId: _Optional[str] = ..., AttachmentId: _Optional[str] = ..., SignerContent: _Optional[bytes] = ...) -> None: ...

class InvoiceCorrectionRequestInfo(_message.Message):
    __slots__ = ("ErrorMessage", "Signer")
    ERRORMESSAGE_FIELD_NUMBER: _ClassVar[int]
    SIGNER_FIELD_NUMBER: _ClassVar[int]
    ErrorMessage: str
    Signer: Signer
    def __init__(self, ErrorMessage: _Optional[str] = ..., Signer: _Optional[_Union[Signer, _Mapping]] = ...) -> None: ...

class ReceiptGenerationRequestV2(_message.Message):
    __slots__ = ("MessageId", "AttachmentId", "SignerContent")
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTID_FIELD_NUMBER: _ClassVar[int]
    SIGNERCONTENT_FIELD_NUMBER: _ClassVar[int]
    MessageId: str
    AttachmentId: str
    SignerContent: bytes
    def __init__(self, MessageId: _Optional[str] = ..., AttachmentId: _Optional[str] = ..., SignerContent: _Optional[bytes] = ...) -> None: ...

class RevocationRequestInfo(_message.Message):
    __slots__ = ("Comment", "Signer")
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    SIGNER_FIELD_NUMBER: _ClassVar[int]
    Comment: str
    Signer: Signer
    def __init__(self, Comment: _Optional[str] = ..., Signer: _Optional[_Union[Signer, _Mapping]] = ...) -> None: ...

class SignatureRejectionGenerationRequestV2(_message.Message):
    __slots__ = ("ErrorMessage", "MessageId", "AttachmentId", "SignerContent")
    ERRORMESSAGE_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTID_FIELD_NUMBER: _ClassVar[int]
    SIGNERCONTENT_FIELD_NUMBER: _ClassVar[int]
    ErrorMessage: str
    MessageId: str
    AttachmentId: str
    SignerContent: bytes
    def __init__(self, ErrorMessage: _Optional[str] = ..., MessageId: _Optional[str] = ..., AttachmentId: _Optional[str] = ..., SignerContent: _Optional[bytes] = ...) -> None: ...

class SignatureRejectionInfo(_message.Message):
    __slots__ = ("ErrorMessage", "Signer")
    ERRORMESSAGE_FIELD_NUMBER: _ClassVar[int]
    SIGNER_FIELD_NUMBER: _ClassVar[int]
    ErrorMessage: str
    Signer: Signer
    def __init__(self, ErrorMessage: _Optional[str] = ..., Signer: _Optional[_Union[Signer, _Mapping]] = ...) -> None: ...

class Signer(_message.Message):
    __slots__ = ("SignerCertificate", "SignerDetails", "SignerCertificateThumbprint")
    SIGNERCERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    SIGNERDETAILS_FIELD_NUMBER: _ClassVar[int]
    SIGNERCERTIFICATETHUMBPRINT_FIELD_NUMBER: _ClassVar[int]
    SignerCertificate: bytes
    SignerDetails: SignerDetails
    SignerCertificateThumbprint: str
    def __init__(self, SignerCertificate: _Optional[bytes] = ..., SignerDetails: _Optional[_Union[SignerDetails, _Mapping]] = ..., SignerCertificateThumbprint: _Optional[str] = ...) -> None: ...

class SignerDetails(_message.Message):
    __slots__ = ("Surname", "FirstName", "Patronymic", "JobTitle", "Inn", "SoleProprietorRegistrationCertificate")
    SURNAME_FIELD_NUMBER: _ClassVar[int]
    FIRSTNAME_FIELD_NUMBER: _ClassVar[int]
    PATRONYMIC_FIELD_NUMBER: _ClassVar[int]
    JOBTITLE_FIELD_NUMBER: _ClassVar[int]
    INN_FIELD_NUMBER: _ClassVar[int]
    SOLEPROPRIETORREGISTRATIONCERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    Surname: str
    FirstName: str
    Patronymic: str
    JobTitle: str
    Inn: str
    SoleProprietorRegistrationCertificate: str
    def __init__(self, Surname: _Optional[str] = ..., FirstName: _Optional[str] = ..., Patronymic: _Optional[str] = ..., JobTitle: _Optional[str] = ..., Inn: _Optional[str] = ..., SoleProprietorRegistrationCertificate: _Optional[str] = ...) -> None: ...

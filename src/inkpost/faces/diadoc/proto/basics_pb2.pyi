from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DocumentDirection(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownDocumentDirection: _ClassVar[DocumentDirection]
    Inbound: _ClassVar[DocumentDirection]
    Outbound: _ClassVar[DocumentDirection]
    Internal: _ClassVar[DocumentDirection]

class DocumentType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownDocumentType: _ClassVar[DocumentType]
    Nonformalized: _ClassVar[DocumentType]
    Invoice: _ClassVar[DocumentType]
    TrustConnectionRequest: _ClassVar[DocumentType]
    Torg12: _ClassVar[DocumentType]
    InvoiceRevision: _ClassVar[DocumentType]
    InvoiceCorrection: _ClassVar[DocumentType]
    InvoiceCorrectionRevision: _ClassVar[DocumentType]
    AcceptanceCertificate: _ClassVar[DocumentType]
    ProformaInvoice: _ClassVar[DocumentType]
    XmlTorg12: _ClassVar[DocumentType]
    XmlAcceptanceCertificate: _ClassVar[DocumentType]
    PriceList: _ClassVar[DocumentType]
    PriceListAgreement: _ClassVar[DocumentType]
    CertificateRegistry: _ClassVar[DocumentType]
    ReconciliationAct: _ClassVar[DocumentType]
    Contract: _ClassVar[DocumentType]
    Torg13: _ClassVar[DocumentType]
    ServiceDetails: _ClassVar[DocumentType]
    SupplementaryAgreement: _ClassVar[DocumentType]
    UniversalTransferDocument: _ClassVar[DocumentType]
    UniversalTransferDocumentRevision: _ClassVar[DocumentType]
    MesNotification: _ClassVar[DocumentType]
    UniversalCorrectionDocument: _ClassVar[DocumentType]
    UniversalCorrectionDocumentRevision: _ClassVar[DocumentType]

class LockMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    Unknown: _ClassVar[LockMode]
    Send: _ClassVar[LockMode]
    Full: _ClassVar[LockMode]

class ResolutionAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownAction: _ClassVar[ResolutionAction]
    ApproveAction: _ClassVar[ResolutionAction]
    DisapproveAction: _ClassVar[ResolutionAction]
    SignWithApprovementSignature: _ClassVar[ResolutionAction]
    SignWithPrimarySignature: _ClassVar[ResolutionAction]
    DenySignatureRequest: _ClassVar[ResolutionAction]
    RejectSigning: _ClassVar[ResolutionAction]

class ResolutionRequestType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownResolutionRequestType: _ClassVar[ResolutionRequestType]
    ApprovementRequest: _ClassVar[ResolutionRequestType]
    SignatureRequest: _ClassVar[ResolutionRequestType]
    ApprovementSignatureRequest: _ClassVar[ResolutionRequestType]
    Custom: _ClassVar[ResolutionRequestType]

class ResolutionType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownResolutionType: _ClassVar[ResolutionType]
    UndefinedResolutionType: _ClassVar[ResolutionType]
    Approve: _ClassVar[ResolutionType]
    Disapprove: _ClassVar[ResolutionType]

class RoamingSendingStatusNamedId(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownStatus: _ClassVar[RoamingSendingStatusNamedId]
    IsSent: _ClassVar[RoamingSendingStatusNamedId]
    SendingError: _ClassVar[RoamingSendingStatusNamedId]

class Severity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownSeverity: _ClassVar[Severity]
    Info: _ClassVar[Severity]
    Success: _ClassVar[Severity]
    Warning: _ClassVar[Severity]
    Error: _ClassVar[Severity]

class SortDirection(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownSortDirection: _ClassVar[SortDirection]
    Ascending: _ClassVar[SortDirection]
    Descending: _ClassVar[SortDirection]

class TotalCountType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownCountType: _ClassVar[TotalCountType]
    Equal: _ClassVar[TotalCountType]
    GreaterThanOrEqual: _ClassVar[TotalCountType]

class TtGisFixationCancellationStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TtGisFixationCancellationStatusNone: _ClassVar[TtGisFixationCancellationStatus]
    HaveToCreateTtGisFixationCancellationRequest: _ClassVar[TtGisFixationCancellationStatus]
    TtGisFixationCancellationRequestSigned: _ClassVar[TtGisFixationCancellationStatus]
UnknownDocumentDirection: DocumentDirection
Inbound: DocumentDirection
Outbound: DocumentDirection
Internal: DocumentDirection
UnknownDocumentType: DocumentType
Nonformalized: DocumentType
Invoice: DocumentType
TrustConnectionRequest: DocumentType
Torg12: DocumentType
InvoiceRevision: DocumentType
InvoiceCorrection: DocumentType
InvoiceCorrectionRevision: DocumentType
AcceptanceCertificate: DocumentType
ProformaInvoice: DocumentType
XmlTorg12: DocumentType
XmlAcceptanceCertificate: DocumentType
PriceList: DocumentType
PriceListAgreement: DocumentType
CertificateRegistry: DocumentType
ReconciliationAct: DocumentType
Contract: DocumentType
Torg13: DocumentType
ServiceDetails: DocumentType
SupplementaryAgreement: DocumentType
UniversalTransferDocument: DocumentType
UniversalTransferDocumentRevision: DocumentType
MesNotification: DocumentType
UniversalCorrectionDocument: DocumentType
UniversalCorrectionDocumentRevision: DocumentType
Unknown: LockMode
Send: LockMode
Full: LockMode
UnknownAction: ResolutionAction
ApproveAction: ResolutionAction
DisapproveAction: ResolutionAction
SignWithApprovementSignature: ResolutionAction
SignWithPrimarySignature: ResolutionAction
DenySignatureRequest: ResolutionAction
RejectSigning: ResolutionAction
UnknownResolutionRequestType: ResolutionRequestType
ApprovementRequest: ResolutionRequestType
SignatureRequest: ResolutionRequestType
ApprovementSignatureRequest: ResolutionRequestType
Custom: ResolutionRequestType
UnknownResolutionType: ResolutionType
UndefinedResolutionType: ResolutionType
Approve: ResolutionType
Disapprove: ResolutionType
UnknownStatus: RoamingSendingStatusNamedId
IsSent: RoamingSendingStatusNamedId
SendingError: RoamingSendingStatusNamedId
UnknownSeverity: Severity
Info: Severity
Success: Severity
Warning: Severity
Error: Severity
UnknownSortDirection: SortDirection
Ascending: SortDirection
Descending: SortDirection
UnknownCountType: TotalCountType
Equal: TotalCountType
GreaterThanOrEqual: TotalCountType
TtGisFixationCancellationStatusNone: TtGisFixationCancellationStatus
HaveToCreateTtGisFixationCancellationRequest: TtGisFixationCancellationStatus
TtGisFixationCancellationRequestSigned: TtGisFixationCancellationStatus

class AsyncMethodResult(_message.Message):
    __slots__ = ("TaskId",)
    TASKID_FIELD_NUMBER: _ClassVar[int]
    TaskId: str
    def __init__(self, TaskId: _Optional[str] = ...) -> None: ...

class Content(_message.Message):
    __slots__ = ("Size", "Data")
    SIZE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    Size: int
    Data: bytes
    def __init__(self, Size: _Optional[int] = ..., Data: _Optional[bytes] = ...) -> None: ...

class Content_v2(_message.Message):
    __slots__ = ("Content", "NameOnShelf", "PatchedContentId", "DocumentId")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    NAMEONSHELF_FIELD_NUMBER: _ClassVar[int]
    PATCHEDCONTENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    Content: bytes
    NameOnShelf: str
    PatchedContentId: str
    DocumentId: DocumentIdEx
    def __init__(self, Content: _Optional[bytes] = ..., NameOnShelf: _Optional[str] = ..., PatchedContentId: _Optional[str] = ..., DocumentId: _Optional[_Union[DocumentIdEx, _Mapping]] = ...) -> None: ...

class Content_v3(_message.Message):
    __slots__ = ("Content", "NameOnShelf", "EntityId", "PatchedContentId")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    NAMEONSHELF_FIELD_NUMBER: _ClassVar[int]
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    PATCHEDCONTENTID_FIELD_NUMBER: _ClassVar[int]
    Content: bytes
    NameOnShelf: str
    EntityId: DocumentId
    PatchedContentId: str
    def __init__(self, Content: _Optional[bytes] = ..., NameOnShelf: _Optional[str] = ..., EntityId: _Optional[_Union[DocumentId, _Mapping]] = ..., PatchedContentId: _Optional[str] = ...) -> None: ...

class CustomDataItem(_message.Message):
    __slots__ = ("Key", "Value")
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    Key: str
    Value: str
    def __init__(self, Key: _Optional[str] = ..., Value: _Optional[str] = ...) -> None: ...

class DocumentId(_message.Message):
    __slots__ = ("MessageId", "EntityId")
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    MessageId: str
    EntityId: str
    def __init__(self, MessageId: _Optional[str] = ..., EntityId: _Optional[str] = ...) -> None: ...

class DocumentIdEx(_message.Message):
    __slots__ = ("MessageId", "EntityId", "BoxId")
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    BOXID_FIELD_NUMBER: _ClassVar[int]
    MessageId: str
    EntityId: str
    BoxId: str
    def __init__(self, MessageId: _Optional[str] = ..., EntityId: _Optional[str] = ..., BoxId: _Optional[str] = ...) -> None: ...

class FullVersion(_message.Message):
    __slots__ = ("TypeNamedId", "Function", "Version")
    TYPENAMEDID_FIELD_NUMBER: _ClassVar[int]
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TypeNamedId: str
    Function: str
    Version: str
    def __init__(self, TypeNamedId: _Optional[str] = ..., Function: _Optional[str] = ..., Version: _Optional[str] = ...) -> None: ...

class LoginPassword(_message.Message):
    __slots__ = ("Login", "Password")
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    Login: str
    Password: str
    def __init__(self, Login: _Optional[str] = ..., Password: _Optional[str] = ...) -> None: ...

class MetadataItem(_message.Message):
    __slots__ = ("Key", "Value")
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    Key: str
    Value: str
    def __init__(self, Key: _Optional[str] = ..., Value: _Optional[str] = ...) -> None: ...

class ResolutionTarget(_message.Message):
    __slots__ = ("Department", "DepartmentId", "User", "UserId")
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    USERID_FIELD_NUMBER: _ClassVar[int]
    Department: str
    DepartmentId: str
    User: str
    UserId: str
    def __init__(self, Department: _Optional[str] = ..., DepartmentId: _Optional[str] = ..., User: _Optional[str] = ..., UserId: _Optional[str] = ...) -> None: ...

class RoamingNotification(_message.Message):
    __slots__ = ("Success", "Description")
    SUCCESS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    Success: bool
    Description: str
    def __init__(self, Success: _Optional[bool] = ..., Description: _Optional[str] = ...) -> None: ...

class RoamingSendingError(_message.Message):
    __slots__ = ("Code", "Text")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    Code: str
    Text: str
    def __init__(self, Code: _Optional[str] = ..., Text: _Optional[str] = ...) -> None: ...

class RoamingSendingStatus(_message.Message):
    __slots__ = ("Severity", "StatusNamedId", "StatusText", "Errors")
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    STATUSNAMEDID_FIELD_NUMBER: _ClassVar[int]
    STATUSTEXT_FIELD_NUMBER: _ClassVar[int]
    ERRORS_FIELD_NUMBER: _ClassVar[int]
    Severity: Severity
    StatusNamedId: RoamingSendingStatusNamedId
    StatusText: str
    Errors: _containers.RepeatedCompositeFieldContainer[RoamingSendingError]
    def __init__(self, Severity: _Optional[_Union[Severity, str]] = ..., StatusNamedId: _Optional[_Union[RoamingSendingStatusNamedId, str]] = ..., StatusText: _Optional[str] = ..., Errors: _Optional[_Iterable[_Union[RoamingSendingError, _Mapping]]] = ...) -> None: ...

class TimeBasedFilter(_message.Message):
    __slots__ = ("FromTimestamp", "ToTimestamp", "SortDirection")
    FROMTIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    TOTIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    SORTDIRECTION_FIELD_NUMBER: _ClassVar[int]
    FromTimestamp: Timestamp
    ToTimestamp: Timestamp
    SortDirection: SortDirection
    def __init__(self, FromTimestamp: _Optional[_Union[Timestamp, _Mapping]] = ..., ToTimestamp: _Optional[_Union[Timestamp, _Mapping]] = ..., SortDirection: _Optional[_Union[SortDirection, str]] = ...) -> None: ...

class Timestamp(_message.Message):
    __slots__ = ("Ticks",)
    TICKS_FIELD_NUMBER: _ClassVar[int]
    Ticks: int
    def __init__(self, Ticks: _Optional[int] = ...) -> None: ...

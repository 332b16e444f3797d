from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import docflow_common_pb2 as _docflow_common_pb2
from inkpost.faces.diadoc.proto import docflow_v3_pb2 as _docflow_v3_pb2
from inkpost.faces.diadoc.proto import documents_pb2 as _documents_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AmendmentRequestDocflowV4(_message.Message):
    __slots__ = ("IsFinished", "AmendmentRequest", "SentAt", "DeliveredAt", "Receipt", "AmendmentFlags", "PlainText", "ConfirmationDocflow", "UniversalMessage")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUEST_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    PLAINTEXT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDOCFLOW_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGE_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    AmendmentRequest: _docflow_common_pb2.SignedAttachmentV3
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    Receipt: ReceiptDocflowV4
    AmendmentFlags: int
    PlainText: str
    ConfirmationDocflow: ConfirmationDocflowV4
    UniversalMessage: _docflow_common_pb2.UniversalMessageAttachmentDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., AmendmentRequest: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Receipt: _Optional[_Union[ReceiptDocflowV4, _Mapping]] = ..., AmendmentFlags: _Optional[int] = ..., PlainText: _Optional[str] = ..., ConfirmationDocflow: _Optional[_Union[ConfirmationDocflowV4, _Mapping]] = ..., UniversalMessage: _Optional[_Union[_docflow_common_pb2.UniversalMessageAttachmentDocflow, _Mapping]] = ...) -> None: ...

class ConfirmationDocflowV4(_message.Message):
    __slots__ = ("IsFinished", "ConfirmationAttachment", "ConfirmedAt", "Receipt", "RoamingConfirmation")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMEDAT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    ROAMINGCONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ConfirmationAttachment: _docflow_common_pb2.SignedAttachmentV3
    ConfirmedAt: _basics_pb2.Timestamp
    Receipt: ReceiptDocflowV4
    RoamingConfirmation: _docflow_v3_pb2.OperatorConfirmationDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., ConfirmationAttachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., ConfirmedAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Receipt: _Optional[_Union[ReceiptDocflowV4, _Mapping]] = ..., RoamingConfirmation: _Optional[_Union[_docflow_v3_pb2.OperatorConfirmationDocflow, _Mapping]] = ...) -> None: ...

class DocflowEventV4(_message.Message):
    __slots__ = ("EventId", "Timestamp", "DocumentId", "IndexKey", "Document", "PreviousEventId", "PreviousDocumentState")
    EVENTID_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    PREVIOUSEVENTID_FIELD_NUMBER: _ClassVar[int]
    PREVIOUSDOCUMENTSTATE_FIELD_NUMBER: _ClassVar[int]
    EventId: str
    Timestamp: _basics_pb2.Timestamp
    DocumentId: _basics_pb2.DocumentId
    IndexKey: bytes
    Document: DocumentWithDocflowV4
    PreviousEventId: str
    PreviousDocumentState: DocumentWithDocflowV4
    def __init__(self, EventId: _Optional[str] = ..., Timestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., IndexKey: _Optional[bytes] = ..., Document: _Optional[_Union[DocumentWithDocflowV4, _Mapping]] = ..., PreviousEventId: _Optional[str] = ..., PreviousDocumentState: _Optional[_Union[DocumentWithDocflowV4, _Mapping]] = ...) -> None: ...

class DocflowV4(_message.Message):
    __slots__ = ("SenderTitle", "Confirmation", "RecipientReceipt", "RecipientResponse", "AmendmentRequest", "Revocation", "SenderReceipt", "Resolution", "ResolutionEntities", "ProxyResponse", "OuterDocflows", "OuterDocflowEntities", "DocflowStatus", "TtGisFixation")
    SENDERTITLE_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    RECIPIENTRECEIPT_FIELD_NUMBER: _ClassVar[int]
    RECIPIENTRESPONSE_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUEST_FIELD_NUMBER: _ClassVar[int]
    REVOCATION_FIELD_NUMBER: _ClassVar[int]
    SENDERRECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONENTITIES_FIELD_NUMBER: _ClassVar[int]
    PROXYRESPONSE_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOWENTITIES_FIELD_NUMBER: _ClassVar[int]
    DOCFLOWSTATUS_FIELD_NUMBER: _ClassVar[int]
    TTGISFIXATION_FIELD_NUMBER: _ClassVar[int]
    SenderTitle: _docflow_v3_pb2.SenderTitleDocflow
    Confirmation: ConfirmationDocflowV4
    RecipientReceipt: ReceiptDocflowV4
    RecipientResponse: ParticipantResponseDocflowV4
    AmendmentRequest: AmendmentRequestDocflowV4
    Revocation: RevocationDocflowV4
    SenderReceipt: ReceiptDocflowV4
    Resolution: _docflow_common_pb2.ResolutionDocflowV3
    ResolutionEntities: _docflow_common_pb2.ResolutionEntitiesV3
    ProxyResponse: ParticipantResponseDocflowV4
    OuterDocflows: _containers.RepeatedCompositeFieldContainer[_docflow_v3_pb2.OuterDocflow]
    OuterDocflowEntities: _containers.RepeatedCompositeFieldContainer[_docflow_v3_pb2.OuterDocflowEntities]
    DocflowStatus: _documents_pb2.DocflowStatusV3
    TtGisFixation: _docflow_v3_pb2.TtGisFixationDocflow
    def __init__(self, SenderTitle: _Optional[_Union[_docflow_v3_pb2.SenderTitleDocflow, _Mapping]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflowV4, _Mapping]] = ..., RecipientReceipt: _Optional[_Union[ReceiptDocflowV4, _Mapping]] = ..., RecipientResponse: _Optional[_Union[ParticipantResponseDocflowV4, _Mapping]] = ..., AmendmentRequest: _Optional[_Union[AmendmentRequestDocflowV4, _Mapping]] = ..., Revocation: _Optional[_Union[RevocationDocflowV4, _Mapping]] = ..., SenderReceipt: _Optional[_Union[ReceiptDocflowV4, _Mapping]] = ..., Resolution: _Optional[_Union[_docflow_common_pb2.ResolutionDocflowV3, _Mapping]] = ..., ResolutionEntities: _Optional[_Union[_docflow_common_pb2.ResolutionEntitiesV3, _Mapping]] = ..., ProxyResponse: _Optional[_Union[ParticipantResponseDocflowV4, _Mapping]] = ..., OuterDocflows: _Optional[_Iterable[_Union[_docflow_v3_pb2.OuterDocflow, _Mapping]]] = ..., OuterDocflowEntities: _Optional[_Iterable[_Union[_docflow_v3_pb2.OuterDocflowEntities, _Mapping]]] = ..., DocflowStatus: _Optional[_Union[_documents_pb2.DocflowStatusV3, _Mapping]] = ..., TtGisFixation: _Optional[_Union[_docflow_v3_pb2.TtGisFixationDocflow, _Mapping]] = ...) -> None: ...

class DocumentWithDocflowV4(_message.Message):
    __slots__ = ("DocumentId", "LastEvent", "DocumentInfo", "Docflow")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    LASTEVENT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTINFO_FIELD_NUMBER: _ClassVar[int]
    DOCFLOW_FIELD_NUMBER: _ClassVar[int]
    DocumentId: _basics_pb2.DocumentId
    LastEvent: _docflow_common_pb2.LastEvent
    DocumentInfo: _docflow_common_pb2.DocumentInfoV3
    Docflow: DocflowV4
    def __init__(self, DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., LastEvent: _Optional[_Union[_docflow_common_pb2.LastEvent, _Mapping]] = ..., DocumentInfo: _Optional[_Union[_docflow_common_pb2.DocumentInfoV3, _Mapping]] = ..., Docflow: _Optional[_Union[DocflowV4, _Mapping]] = ...) -> None: ...

class FetchedDocumentV4(_message.Message):
    __slots__ = ("Document", "IndexKey")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    Document: DocumentWithDocflowV4
    IndexKey: bytes
    def __init__(self, Document: _Optional[_Union[DocumentWithDocflowV4, _Mapping]] = ..., IndexKey: _Optional[bytes] = ...) -> None: ...

class GetDocflowBatchResponseV4(_message.Message):
    __slots__ = ("Documents",)
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[DocumentWithDocflowV4]
    def __init__(self, Documents: _Optional[_Iterable[_Union[DocumentWithDocflowV4, _Mapping]]] = ...) -> None: ...

class GetDocflowEventsResponseV4(_message.Message):
    __slots__ = ("TotalCount", "Events", "TotalCountType")
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNTTYPE_FIELD_NUMBER: _ClassVar[int]
    TotalCount: int
    Events: _containers.RepeatedCompositeFieldContainer[DocflowEventV4]
    TotalCountType: _basics_pb2.TotalCountType
    def __init__(self, TotalCount: _Optional[int] = ..., Events: _Optional[_Iterable[_Union[DocflowEventV4, _Mapping]]] = ..., TotalCountType: _Optional[_Union[_basics_pb2.TotalCountType, str]] = ...) -> None: ...

class GetDocflowsByPacketIdResponseV4(_message.Message):
    __slots__ = ("Documents", "NextPageIndexKey")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXTPAGEINDEXKEY_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[FetchedDocumentV4]
    NextPageIndexKey: bytes
    def __init__(self, Documents: _Optional[_Iterable[_Union[FetchedDocumentV4, _Mapping]]] = ..., NextPageIndexKey: _Optional[bytes] = ...) -> None: ...

class ParticipantResponseDocflowV4(_message.Message):
    __slots__ = ("IsFinished", "Signature", "Title", "Rejection", "SentAt", "DeliveredAt", "ResponseStatus", "Confirmation", "OutOfWorkflowUniversalMessageDocflow")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    REJECTION_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    RESPONSESTATUS_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    OUTOFWORKFLOWUNIVERSALMESSAGEDOCFLOW_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    Signature: _docflow_common_pb2.SignatureV3
    Title: _docflow_common_pb2.SignedAttachmentV3
    Rejection: SignatureRejectionDocflowV4
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    ResponseStatus: _documents_pb2.RecipientResponseStatus
    Confirmation: ConfirmationDocflowV4
    OutOfWorkflowUniversalMessageDocflow: _docflow_common_pb2.OutOfWorkflowUniversalMessageDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., Signature: _Optional[_Union[_docflow_common_pb2.SignatureV3, _Mapping]] = ..., Title: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., Rejection: _Optional[_Union[SignatureRejectionDocflowV4, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., ResponseStatus: _Optional[_Union[_documents_pb2.RecipientResponseStatus, str]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflowV4, _Mapping]] = ..., OutOfWorkflowUniversalMessageDocflow: _Optional[_Union[_docflow_common_pb2.OutOfWorkflowUniversalMessageDocflow, _Mapping]] = ...) -> None: ...

class ReceiptDocflowV4(_message.Message):
    __slots__ = ("IsFinished", "ReceiptAttachment", "SentAt", "DeliveredAt", "Confirmation", "Status", "UniversalMessage")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    RECEIPTATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGE_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ReceiptAttachment: _docflow_common_pb2.SignedAttachmentV3
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    Confirmation: ConfirmationDocflowV4
    Status: _documents_pb2.GeneralReceiptStatus
    UniversalMessage: _docflow_common_pb2.UniversalMessageAttachmentDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., ReceiptAttachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflowV4, _Mapping]] = ..., Status: _Optional[_Union[_documents_pb2.GeneralReceiptStatus, str]] = ..., UniversalMessage: _Optional[_Union[_docflow_common_pb2.UniversalMessageAttachmentDocflow, _Mapping]] = ...) -> None: ...

class RevocationDocflowV4(_message.Message):
    __slots__ = ("IsFinished", "RevocationRequest", "RevocationResponse", "InitiatorBoxId", "RevocationStatus", "ResolutionEntities", "OuterDocflowEntities")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONREQUEST_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONRESPONSE_FIELD_NUMBER: _ClassVar[int]
    INITIATORBOXID_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONENTITIES_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOWENTITIES_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    RevocationRequest: _docflow_v3_pb2.RevocationRequestDocflow
    RevocationResponse: RevocationResponseDocflowV4
    InitiatorBoxId: str
    RevocationStatus: _documents_pb2.RevocationStatus
    ResolutionEntities: _docflow_common_pb2.ResolutionEntitiesV3
    OuterDocflowEntities: _containers.RepeatedCompositeFieldContainer[_docflow_v3_pb2.OuterDocflowEntities]
    def __init__(self, IsFinished: _Optional[bool] = ..., RevocationRequest: _Optional[_Union[_docflow_v3_pb2.RevocationRequestDocflow, _Mapping]] = ..., RevocationResponse: _Optional[_Union[RevocationResponseDocflowV4, _Mapping]] = ..., InitiatorBoxId: _Optional[str] = ..., RevocationStatus: _Optional[_Union[_documents_pb2.RevocationStatus, str]] = ..., ResolutionEntities: _Optional[_Union[_docflow_common_pb2.ResolutionEntitiesV3, _Mapping]] = ..., OuterDocflowEntities: _Optional[_Iterable[_Union[_docflow_v3_pb2.OuterDocflowEntities, _Mapping]]] = ...) -> None: ...

class RevocationResponseDocflowV4(_message.Message):
    __slots__ = ("RecipientSignature", "SignatureRejection")
    RECIPIENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREREJECTION_FIELD_NUMBER: _ClassVar[int]
    RecipientSignature: _docflow_common_pb2.SignatureV3
    SignatureRejection: SignatureRejectionDocflowV4
    def __init__(self, RecipientSignature: _Optional[_Union[_docflow_common_pb2.SignatureV3, _Mapping]] = ..., SignatureRejection: _Optional[_Union[SignatureRejectionDocflowV4, _Mapping]] = ...) -> None: ...

class SearchDocflowsResponseV4(_message.Message):
    __slots__ = ("Documents", "HaveMoreDocuments")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    HAVEMOREDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[DocumentWithDocflowV4]
    HaveMoreDocuments: bool
    def __init__(self, Documents: _Optional[_Iterable[_Union[DocumentWithDocflowV4, _Mapping]]] = ..., HaveMoreDocuments: _Optional[bool] = ...) -> None: ...

class SignatureRejectionDocflowV4(_message.Message):
    __slots__ = ("SignatureRejection", "IsFormal", "DeliveredAt", "PlainText", "UniversalMessage")
    SIGNATUREREJECTION_FIELD_NUMBER: _ClassVar[int]
    ISFORMAL_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    PLAINTEXT_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGE_FIELD_NUMBER: _ClassVar[int]
    SignatureRejection: _docflow_common_pb2.SignedAttachmentV3
    IsFormal: bool
    DeliveredAt: _basics_pb2.Timestamp
    PlainText: str
    UniversalMessage: _docflow_common_pb2.UniversalMessageAttachmentDocflow
    def __init__(self, SignatureRejection: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., IsFormal: _Optional[bool] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., PlainText: _Optional[str] = ..., UniversalMessage: _Optional[_Union[_docflow_common_pb2.UniversalMessageAttachmentDocflow, _Mapping]] = ...) -> None: ...

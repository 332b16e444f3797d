from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import docflow_common_pb2 as _docflow_common_pb2
from inkpost.faces.diadoc.proto import documents_pb2 as _documents_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AmendmentRequestDocflow(_message.Message):
    __slots__ = ("IsFinished", "AmendmentRequest", "SentAt", "DeliveredAt", "Receipt", "AmendmentFlags", "PlainText", "ConfirmationDocflow")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUEST_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    PLAINTEXT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDOCFLOW_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    AmendmentRequest: _docflow_common_pb2.SignedAttachmentV3
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    Receipt: ReceiptDocflowV3
    AmendmentFlags: int
    PlainText: str
    ConfirmationDocflow: ConfirmationDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., AmendmentRequest: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Receipt: _Optional[_Union[ReceiptDocflowV3, _Mapping]] = ..., AmendmentFlags: _Optional[int] = ..., PlainText: _Optional[str] = ..., ConfirmationDocflow: _Optional[_Union[ConfirmationDocflow, _Mapping]] = ...) -> None: ...

class ConfirmationDocflow(_message.Message):
    __slots__ = ("IsFinished", "ConfirmationAttachment", "ConfirmedAt", "Receipt", "RoamingConfirmation")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMEDAT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    ROAMINGCONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ConfirmationAttachment: _docflow_common_pb2.SignedAttachmentV3
    ConfirmedAt: _basics_pb2.Timestamp
    Receipt: ReceiptDocflowV3
    RoamingConfirmation: OperatorConfirmationDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., ConfirmationAttachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., ConfirmedAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Receipt: _Optional[_Union[ReceiptDocflowV3, _Mapping]] = ..., RoamingConfirmation: _Optional[_Union[OperatorConfirmationDocflow, _Mapping]] = ...) -> None: ...

class DocflowEventV3(_message.Message):
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
    Document: DocumentWithDocflowV3
    PreviousEventId: str
    PreviousDocumentState: DocumentWithDocflowV3
    def __init__(self, EventId: _Optional[str] = ..., Timestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., IndexKey: _Optional[bytes] = ..., Document: _Optional[_Union[DocumentWithDocflowV3, _Mapping]] = ..., PreviousEventId: _Optional[str] = ..., PreviousDocumentState: _Optional[_Union[DocumentWithDocflowV3, _Mapping]] = ...) -> None: ...

class DocflowV3(_message.Message):
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
    SenderTitle: SenderTitleDocflow
    Confirmation: ConfirmationDocflow
    RecipientReceipt: ReceiptDocflowV3
    RecipientResponse: ParticipantResponseDocflow
    AmendmentRequest: AmendmentRequestDocflow
    Revocation: RevocationDocflowV3
    SenderReceipt: ReceiptDocflowV3
    Resolution: _docflow_common_pb2.ResolutionDocflowV3
    ResolutionEntities: _docflow_common_pb2.ResolutionEntitiesV3
    ProxyResponse: ParticipantResponseDocflow
    OuterDocflows: _containers.RepeatedCompositeFieldContainer[OuterDocflow]
    OuterDocflowEntities: _containers.RepeatedCompositeFieldContainer[OuterDocflowEntities]
    DocflowStatus: _documents_pb2.DocflowStatusV3
    TtGisFixation: TtGisFixationDocflow
    def __init__(self, SenderTitle: _Optional[_Union[SenderTitleDocflow, _Mapping]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflow, _Mapping]] = ..., RecipientReceipt: _Optional[_Union[ReceiptDocflowV3, _Mapping]] = ..., RecipientResponse: _Optional[_Union[ParticipantResponseDocflow, _Mapping]] = ..., AmendmentRequest: _Optional[_Union[AmendmentRequestDocflow, _Mapping]] = ..., Revocation: _Optional[_Union[RevocationDocflowV3, _Mapping]] = ..., SenderReceipt: _Optional[_Union[ReceiptDocflowV3, _Mapping]] = ..., Resolution: _Optional[_Union[_docflow_common_pb2.ResolutionDocflowV3, _Mapping]] = ..., ResolutionEntities: _Optional[_Union[_docflow_common_pb2.ResolutionEntitiesV3, _Mapping]] = ..., ProxyResponse: _Optional[_Union[ParticipantResponseDocflow, _Mapping]] = ..., OuterDocflows: _Optional[_Iterable[_Union[OuterDocflow, _Mapping]]] = ..., OuterDocflowEntities: _Optional[_Iterable[_Union[OuterDocflowEntities, _Mapping]]] = ..., DocflowStatus: _Optional[_Union[_documents_pb2.DocflowStatusV3, _Mapping]] = ..., TtGisFixation: _Optional[_Union[TtGisFixationDocflow, _Mapping]] = ...) -> None: ...

class DocumentWithDocflowV3(_message.Message):
    __slots__ = ("DocumentId", "LastEvent", "DocumentInfo", "Docflow")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    LASTEVENT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTINFO_FIELD_NUMBER: _ClassVar[int]
    DOCFLOW_FIELD_NUMBER: _ClassVar[int]
    DocumentId: _basics_pb2.DocumentId
    LastEvent: _docflow_common_pb2.LastEvent
    DocumentInfo: _docflow_common_pb2.DocumentInfoV3
    Docflow: DocflowV3
    def __init__(self, DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., LastEvent: _Optional[_Union[_docflow_common_pb2.LastEvent, _Mapping]] = ..., DocumentInfo: _Optional[_Union[_docflow_common_pb2.DocumentInfoV3, _Mapping]] = ..., Docflow: _Optional[_Union[DocflowV3, _Mapping]] = ...) -> None: ...

class FetchedDocumentV3(_message.Message):
    __slots__ = ("Document", "IndexKey")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    Document: DocumentWithDocflowV3
    IndexKey: bytes
    def __init__(self, Document: _Optional[_Union[DocumentWithDocflowV3, _Mapping]] = ..., IndexKey: _Optional[bytes] = ...) -> None: ...

class GetDocflowBatchResponseV3(_message.Message):
    __slots__ = ("Documents",)
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[DocumentWithDocflowV3]
    def __init__(self, Documents: _Optional[_Iterable[_Union[DocumentWithDocflowV3, _Mapping]]] = ...) -> None: ...

class GetDocflowEventsResponseV3(_message.Message):
    __slots__ = ("TotalCount", "Events", "TotalCountType")
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNTTYPE_FIELD_NUMBER: _ClassVar[int]
    TotalCount: int
    Events: _containers.RepeatedCompositeFieldContainer[DocflowEventV3]
    TotalCountType: _basics_pb2.TotalCountType
    def __init__(self, TotalCount: _Optional[int] = ..., Events: _Optional[_Iterable[_Union[DocflowEventV3, _Mapping]]] = ..., TotalCountType: _Optional[_Union[_basics_pb2.TotalCountType, str]] = ...) -> None: ...

class GetDocflowsByPacketIdResponseV3(_message.Message):
    __slots__ = ("Documents", "NextPageIndexKey")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXTPAGEINDEXKEY_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[FetchedDocumentV3]
    NextPageIndexKey: bytes
    def __init__(self, Documents: _Optional[_Iterable[_Union[FetchedDocumentV3, _Mapping]]] = ..., NextPageIndexKey: _Optional[bytes] = ...) -> None: ...

class OperatorConfirmationDocflow(_message.Message):
    __slots__ = ("ConfirmationAttachment", "ConfirmedAt")
    CONFIRMATIONATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMEDAT_FIELD_NUMBER: _ClassVar[int]
    ConfirmationAttachment: _docflow_common_pb2.SignedAttachmentV3
    ConfirmedAt: _basics_pb2.Timestamp
    def __init__(self, ConfirmationAttachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., ConfirmedAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class OuterDocflow(_message.Message):
    __slots__ = ("DocflowNamedId", "ParentEntityId", "OuterDocflowEntityId")
    DOCFLOWNAMEDID_FIELD_NUMBER: _ClassVar[int]
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOWENTITYID_FIELD_NUMBER: _ClassVar[int]
    DocflowNamedId: str
    ParentEntityId: str
    OuterDocflowEntityId: str
    def __init__(self, DocflowNamedId: _Optional[str] = ..., ParentEntityId: _Optional[str] = ..., OuterDocflowEntityId: _Optional[str] = ...) -> None: ...

class OuterDocflowEntities(_message.Message):
    __slots__ = ("DocflowNamedId", "DocflowFriendlyName", "StatusEntities")
    DOCFLOWNAMEDID_FIELD_NUMBER: _ClassVar[int]
    DOCFLOWFRIENDLYNAME_FIELD_NUMBER: _ClassVar[int]
    STATUSENTITIES_FIELD_NUMBER: _ClassVar[int]
    DocflowNamedId: str
    DocflowFriendlyName: str
    StatusEntities: _containers.RepeatedCompositeFieldContainer[StatusEntity]
    def __init__(self, DocflowNamedId: _Optional[str] = ..., DocflowFriendlyName: _Optional[str] = ..., StatusEntities: _Optional[_Iterable[_Union[StatusEntity, _Mapping]]] = ...) -> None: ...

class ParticipantResponseDocflow(_message.Message):
    __slots__ = ("IsFinished", "Signature", "Title", "Rejection", "SentAt", "DeliveredAt", "ResponseStatus", "Confirmation")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    REJECTION_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    RESPONSESTATUS_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    Signature: _docflow_common_pb2.SignatureV3
    Title: _docflow_common_pb2.SignedAttachmentV3
    Rejection: SignatureRejectionDocflow
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    ResponseStatus: _documents_pb2.RecipientResponseStatus
    Confirmation: ConfirmationDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., Signature: _Optional[_Union[_docflow_common_pb2.SignatureV3, _Mapping]] = ..., Title: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., Rejection: _Optional[_Union[SignatureRejectionDocflow, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., ResponseStatus: _Optional[_Union[_documents_pb2.RecipientResponseStatus, str]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflow, _Mapping]] = ...) -> None: ...

class ReceiptDocflowV3(_message.Message):
    __slots__ = ("IsFinished", "ReceiptAttachment", "SentAt", "DeliveredAt", "Confirmation", "Status")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    RECEIPTATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ReceiptAttachment: _docflow_common_pb2.SignedAttachmentV3
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    Confirmation: ConfirmationDocflow
    Status: _documents_pb2.GeneralReceiptStatus
    def __init__(self, IsFinished: _Optional[bool] = ..., ReceiptAttachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflow, _Mapping]] = ..., Status: _Optional[_Union[_documents_pb2.GeneralReceiptStatus, str]] = ...) -> None: ...

class RevocationDocflowV3(_message.Message):
    __slots__ = ("IsFinished", "RevocationRequest", "RevocationResponse", "InitiatorBoxId", "RevocationStatus", "ResolutionEntities", "OuterDocflowEntities")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONREQUEST_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONRESPONSE_FIELD_NUMBER: _ClassVar[int]
    INITIATORBOXID_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONENTITIES_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOWENTITIES_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    RevocationRequest: RevocationRequestDocflow
    RevocationResponse: RevocationResponseDocflow
    InitiatorBoxId: str
    RevocationStatus: _documents_pb2.RevocationStatus
    ResolutionEntities: _docflow_common_pb2.ResolutionEntitiesV3
    OuterDocflowEntities: _containers.RepeatedCompositeFieldContainer[OuterDocflowEntities]
    def __init__(self, IsFinished: _Optional[bool] = ..., RevocationRequest: _Optional[_Union[RevocationRequestDocflow, _Mapping]] = ..., RevocationResponse: _Optional[_Union[RevocationResponseDocflow, _Mapping]] = ..., InitiatorBoxId: _Optional[str] = ..., RevocationStatus: _Optional[_Union[_documents_pb2.RevocationStatus, str]] = ..., ResolutionEntities: _Optional[_Union[_docflow_common_pb2.ResolutionEntitiesV3, _Mapping]] = ..., OuterDocflowEntities: _Optional[_Iterable[_Union[OuterDocflowEntities, _Mapping]]] = ...) -> None: ...

class RevocationRequestDocflow(_message.Message):
    __slots__ = ("RevocationRequest", "SentAt", "DeliveredAt", "RoamingNotification", "PlainText")
    REVOCATIONREQUEST_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    ROAMINGNOTIFICATION_FIELD_NUMBER: _ClassVar[int]
    PLAINTEXT_FIELD_NUMBER: _ClassVar[int]
    RevocationRequest: _docflow_common_pb2.SignedAttachmentV3
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    RoamingNotification: _docflow_common_pb2.RoamingNotification
    PlainText: str
    def __init__(self, RevocationRequest: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., RoamingNotification: _Optional[_Union[_docflow_common_pb2.RoamingNotification, _Mapping]] = ..., PlainText: _Optional[str] = ...) -> None: ...

class RevocationResponseDocflow(_message.Message):
    __slots__ = ("RecipientSignature", "SignatureRejection")
    RECIPIENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREREJECTION_FIELD_NUMBER: _ClassVar[int]
    RecipientSignature: _docflow_common_pb2.SignatureV3
    SignatureRejection: SignatureRejectionDocflow
    def __init__(self, RecipientSignature: _Optional[_Union[_docflow_common_pb2.SignatureV3, _Mapping]] = ..., SignatureRejection: _Optional[_Union[SignatureRejectionDocflow, _Mapping]] = ...) -> None: ...

class SearchDocflowsResponseV3(_message.Message):
    __slots__ = ("Documents", "HaveMoreDocuments")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    HAVEMOREDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[DocumentWithDocflowV3]
    HaveMoreDocuments: bool
    def __init__(self, Documents: _Optional[_Iterable[_Union[DocumentWithDocflowV3, _Mapping]]] = ..., HaveMoreDocuments: _Optional[bool] = ...) -> None: ...

class SenderTitleDocflow(_message.Message):
    __slots__ = ("IsFinished", "Attachment", "SentAt", "DeliveredAt", "RoamingNotification", "SenderSignatureStatus", "OutOfWorkflowUniversalMessageDocflow")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    ROAMINGNOTIFICATION_FIELD_NUMBER: _ClassVar[int]
    SENDERSIGNATURESTATUS_FIELD_NUMBER: _ClassVar[int]
    OUTOFWORKFLOWUNIVERSALMESSAGEDOCFLOW_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    Attachment: _docflow_common_pb2.SignedAttachmentV3
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    RoamingNotification: _docflow_common_pb2.RoamingNotification
    SenderSignatureStatus: _documents_pb2.SenderSignatureStatus
    OutOfWorkflowUniversalMessageDocflow: _docflow_common_pb2.OutOfWorkflowUniversalMessageDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., Attachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., RoamingNotification: _Optional[_Union[_docflow_common_pb2.RoamingNotification, _Mapping]] = ..., SenderSignatureStatus: _Optional[_Union[_documents_pb2.SenderSignatureStatus, str]] = ..., OutOfWorkflowUniversalMessageDocflow: _Optional[_Union[_docflow_common_pb2.OutOfWorkflowUniversalMessageDocflow, _Mapping]] = ...) -> None: ...

class SignatureRejectionDocflow(_message.Message):
    __slots__ = ("SignatureRejection", "IsFormal", "DeliveredAt", "PlainText")
    SIGNATUREREJECTION_FIELD_NUMBER: _ClassVar[int]
    ISFORMAL_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    PLAINTEXT_FIELD_NUMBER: _ClassVar[int]
    SignatureRejection: _docflow_common_pb2.SignedAttachmentV3
    IsFormal: bool
    DeliveredAt: _basics_pb2.Timestamp
    PlainText: str
    def __init__(self, SignatureRejection: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., IsFormal: _Optional[bool] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., PlainText: _Optional[str] = ...) -> None: ...

class StatusEntity(_message.Message):
    __slots__ = ("Attachment", "Status")
    ATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    Attachment: _docflow_common_pb2.SignedAttachmentV3
    Status: _documents_pb2.Status
    def __init__(self, Attachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., Status: _Optional[_Union[_documents_pb2.Status, _Mapping]] = ...) -> None: ...

class TtGisFixationCancellation(_message.Message):
    __slots__ = ("Entity", "Signature")
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    Entity: _docflow_common_pb2.Entity
    Signature: _docflow_common_pb2.SignatureV3
    def __init__(self, Entity: _Optional[_Union[_docflow_common_pb2.Entity, _Mapping]] = ..., Signature: _Optional[_Union[_docflow_common_pb2.SignatureV3, _Mapping]] = ...) -> None: ...

class TtGisFixationDocflow(_message.Message):
    __slots__ = ("CancellationStatus", "Cancellation")
    CANCELLATIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    CANCELLATION_FIELD_NUMBER: _ClassVar[int]
    CancellationStatus: _basics_pb2.TtGisFixationCancellationStatus
    Cancellation: TtGisFixationCancellation
    def __init__(self, CancellationStatus: _Optional[_Union[_basics_pb2.TtGisFixationCancellationStatus, str]] = ..., Cancellation: _Optional[_Union[TtGisFixationCancellation, _Mapping]] = ...) -> None: ...

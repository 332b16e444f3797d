from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import docflow_common_pb2 as _docflow_common_pb2
from inkpost.faces.diadoc.proto import docflow_v3_pb2 as _docflow_v3_pb2
from inkpost.faces.diadoc.proto import docflow_v4_pb2 as _docflow_v4_pb2
from inkpost.faces.diadoc.proto import documents_pb2 as _documents_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DeliveryStatusV5(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DeliveryStatusUnknown: _ClassVar[DeliveryStatusV5]
    DeliveryStatusNotReady: _ClassVar[DeliveryStatusV5]
    DeliveryStatusDelivered: _ClassVar[DeliveryStatusV5]
    DeliveryStatusFailed: _ClassVar[DeliveryStatusV5]

class TitleAuthorStatusV5(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TitleAuthorStatusUnknown: _ClassVar[TitleAuthorStatusV5]
    TitleAuthorStatusWaiting: _ClassVar[TitleAuthorStatusV5]
    TitleAuthorStatusNotReadyToSign: _ClassVar[TitleAuthorStatusV5]
    TitleAuthorStatusVerifying: _ClassVar[TitleAuthorStatusV5]
    TitleAuthorStatusSigned: _ClassVar[TitleAuthorStatusV5]
    TitleAuthorStatusInvalidSignature: _ClassVar[TitleAuthorStatusV5]

class TitleParticipantResponseStatusV5(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TitleParticipantResponseStatusUnknown: _ClassVar[TitleParticipantResponseStatusV5]
    TitleParticipantResponseStatusNotAcceptable: _ClassVar[TitleParticipantResponseStatusV5]
    TitleParticipantResponseStatusWaiting: _ClassVar[TitleParticipantResponseStatusV5]
    TitleParticipantResponseStatusVerifying: _ClassVar[TitleParticipantResponseStatusV5]
    TitleParticipantResponseStatusSigned: _ClassVar[TitleParticipantResponseStatusV5]
    TitleParticipantResponseStatusSignatureRejected: _ClassVar[TitleParticipantResponseStatusV5]
    TitleParticipantResponseStatusInvalidSignature: _ClassVar[TitleParticipantResponseStatusV5]

class TitleVersionStatusV5(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TitleVersionStatusUnknown: _ClassVar[TitleVersionStatusV5]
    TitleVersionStatusCurrent: _ClassVar[TitleVersionStatusV5]
    TitleVersionStatusPending: _ClassVar[TitleVersionStatusV5]
    TitleVersionStatusHistorical: _ClassVar[TitleVersionStatusV5]

class WellKnownTitleOperationResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WellKnownTitleOperationResultUnknown: _ClassVar[WellKnownTitleOperationResult]
    WellKnownTitleOperationResultSigned: _ClassVar[WellKnownTitleOperationResult]
    WellKnownTitleOperationResultPartiallySigned: _ClassVar[WellKnownTitleOperationResult]
    WellKnownTitleOperationResultRejected: _ClassVar[WellKnownTitleOperationResult]
DeliveryStatusUnknown: DeliveryStatusV5
DeliveryStatusNotReady: DeliveryStatusV5
DeliveryStatusDelivered: DeliveryStatusV5
DeliveryStatusFailed: DeliveryStatusV5
TitleAuthorStatusUnknown: TitleAuthorStatusV5
TitleAuthorStatusWaiting: TitleAuthorStatusV5
TitleAuthorStatusNotReadyToSign: TitleAuthorStatusV5
TitleAuthorStatusVerifying: TitleAuthorStatusV5
TitleAuthorStatusSigned: TitleAuthorStatusV5
TitleAuthorStatusInvalidSignature: TitleAuthorStatusV5
TitleParticipantResponseStatusUnknown: TitleParticipantResponseStatusV5
TitleParticipantResponseStatusNotAcceptable: TitleParticipantResponseStatusV5
TitleParticipantResponseStatusWaiting: TitleParticipantResponseStatusV5
TitleParticipantResponseStatusVerifying: TitleParticipantResponseStatusV5
TitleParticipantResponseStatusSigned: TitleParticipantResponseStatusV5
TitleParticipantResponseStatusSignatureRejected: TitleParticipantResponseStatusV5
TitleParticipantResponseStatusInvalidSignature: TitleParticipantResponseStatusV5
TitleVersionStatusUnknown: TitleVersionStatusV5
TitleVersionStatusCurrent: TitleVersionStatusV5
TitleVersionStatusPending: TitleVersionStatusV5
TitleVersionStatusHistorical: TitleVersionStatusV5
WellKnownTitleOperationResultUnknown: WellKnownTitleOperationResult
WellKnownTitleOperationResultSigned: WellKnownTitleOperationResult
WellKnownTitleOperationResultPartiallySigned: WellKnownTitleOperationResult
WellKnownTitleOperationResultRejected: WellKnownTitleOperationResult

class AmendmentRequestDocflowV5(_message.Message):
    __slots__ = ("Requester", "RecipientDocflows", "IsFinished", "AmendmentRequest", "AmendmentFlags", "PlainText", "UniversalMessage", "TargetEntityId")
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    RECIPIENTDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUEST_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    PLAINTEXT_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGE_FIELD_NUMBER: _ClassVar[int]
    TARGETENTITYID_FIELD_NUMBER: _ClassVar[int]
    Requester: _documents_pb2.DocumentParticipantV2
    RecipientDocflows: _containers.RepeatedCompositeFieldContainer[AmendmentRequestRecipientDocflow]
    IsFinished: bool
    AmendmentRequest: _docflow_common_pb2.SignedAttachmentV3
    AmendmentFlags: int
    PlainText: str
    UniversalMessage: _docflow_common_pb2.UniversalMessageAttachmentDocflow
    TargetEntityId: str
    def __init__(self, Requester: _Optional[_Union[_documents_pb2.DocumentParticipantV2, _Mapping]] = ..., RecipientDocflows: _Optional[_Iterable[_Union[AmendmentRequestRecipientDocflow, _Mapping]]] = ..., IsFinished: _Optional[bool] = ..., AmendmentRequest: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., AmendmentFlags: _Optional[int] = ..., PlainText: _Optional[str] = ..., UniversalMessage: _Optional[_Union[_docflow_common_pb2.UniversalMessageAttachmentDocflow, _Mapping]] = ..., TargetEntityId: _Optional[str] = ...) -> None: ...

class AmendmentRequestRecipientDocflow(_message.Message):
    __slots__ = ("Recipient", "Receipt", "Delivery", "Confirmation")
    RECIPIENT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    DELIVERY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    Recipient: _documents_pb2.DocumentParticipantV2
    Receipt: ReceiptDocflowV5
    Delivery: DeliveryDocflowV5
    Confirmation: ConfirmationDocflowV5
    def __init__(self, Recipient: _Optional[_Union[_documents_pb2.DocumentParticipantV2, _Mapping]] = ..., Receipt: _Optional[_Union[ReceiptDocflowV5, _Mapping]] = ..., Delivery: _Optional[_Union[DeliveryDocflowV5, _Mapping]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflowV5, _Mapping]] = ...) -> None: ...

class ConfirmationDocflowV5(_message.Message):
    __slots__ = ("IsFinished", "ConfirmationAttachment", "ConfirmedAt", "Receipt", "RoamingConfirmation")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMEDAT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    ROAMINGCONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ConfirmationAttachment: _docflow_common_pb2.SignedAttachmentV3
    ConfirmedAt: _basics_pb2.Timestamp
    Receipt: ReceiptDocflowV5
    RoamingConfirmation: _docflow_v3_pb2.OperatorConfirmationDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., ConfirmationAttachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., ConfirmedAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Receipt: _Optional[_Union[ReceiptDocflowV5, _Mapping]] = ..., RoamingConfirmation: _Optional[_Union[_docflow_v3_pb2.OperatorConfirmationDocflow, _Mapping]] = ...) -> None: ...

class DeliveryDocflowV5(_message.Message):
    __slots__ = ("Status", "SentAt", "DeliveredAt")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    Status: DeliveryStatusV5
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    def __init__(self, Status: _Optional[_Union[DeliveryStatusV5, str]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DocflowEventV5(_message.Message):
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
    Document: DocumentWithDocflowV5
    PreviousEventId: str
    PreviousDocumentState: DocumentWithDocflowV5
    def __init__(self, EventId: _Optional[str] = ..., Timestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., IndexKey: _Optional[bytes] = ..., Document: _Optional[_Union[DocumentWithDocflowV5, _Mapping]] = ..., PreviousEventId: _Optional[str] = ..., PreviousDocumentState: _Optional[_Union[DocumentWithDocflowV5, _Mapping]] = ...) -> None: ...

class DocflowV5(_message.Message):
    __slots__ = ("Titles", "AmendmentRequests", "Revocation", "OuterDocflows", "DocflowStatus", "TtGisFixation", "Resolution")
    TITLES_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUESTS_FIELD_NUMBER: _ClassVar[int]
    REVOCATION_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    DOCFLOWSTATUS_FIELD_NUMBER: _ClassVar[int]
    TTGISFIXATION_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    Titles: _containers.RepeatedCompositeFieldContainer[TitleDocflow]
    AmendmentRequests: _containers.RepeatedCompositeFieldContainer[AmendmentRequestDocflowV5]
    Revocation: RevocationDocflowV5
    OuterDocflows: _containers.RepeatedCompositeFieldContainer[OuterDocflowV5]
    DocflowStatus: _documents_pb2.DocflowStatusV3
    TtGisFixation: _docflow_v3_pb2.TtGisFixationDocflow
    Resolution: ResolutionDocflowV5
    def __init__(self, Titles: _Optional[_Iterable[_Union[TitleDocflow, _Mapping]]] = ..., AmendmentRequests: _Optional[_Iterable[_Union[AmendmentRequestDocflowV5, _Mapping]]] = ..., Revocation: _Optional[_Union[RevocationDocflowV5, _Mapping]] = ..., OuterDocflows: _Optional[_Iterable[_Union[OuterDocflowV5, _Mapping]]] = ..., DocflowStatus: _Optional[_Union[_documents_pb2.DocflowStatusV3, _Mapping]] = ..., TtGisFixation: _Optional[_Union[_docflow_v3_pb2.TtGisFixationDocflow, _Mapping]] = ..., Resolution: _Optional[_Union[ResolutionDocflowV5, _Mapping]] = ...) -> None: ...

class DocumentInfoV5(_message.Message):
    __slots__ = ("FullVersion", "MessageType", "WorkflowId", "Participants", "DocumentDirection", "DepartmentId", "CustomDocumentId", "Metadata", "CustomData", "DocumentLinks", "PacketInfo", "IsRead", "IsDeleted", "IsInvitation", "LetterInfo", "DraftInfo", "TemplateInfo", "Origin", "EditingSettingId", "HasUnreadOutOfWorkflowUniversalMessages")
    FULLVERSION_FIELD_NUMBER: _ClassVar[int]
    MESSAGETYPE_FIELD_NUMBER: _ClassVar[int]
    WORKFLOWID_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDIRECTION_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTLINKS_FIELD_NUMBER: _ClassVar[int]
    PACKETINFO_FIELD_NUMBER: _ClassVar[int]
    ISREAD_FIELD_NUMBER: _ClassVar[int]
    ISDELETED_FIELD_NUMBER: _ClassVar[int]
    ISINVITATION_FIELD_NUMBER: _ClassVar[int]
    LETTERINFO_FIELD_NUMBER: _ClassVar[int]
    DRAFTINFO_FIELD_NUMBER: _ClassVar[int]
    TEMPLATEINFO_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    EDITINGSETTINGID_FIELD_NUMBER: _ClassVar[int]
    HASUNREADOUTOFWORKFLOWUNIVERSALMESSAGES_FIELD_NUMBER: _ClassVar[int]
    FullVersion: _basics_pb2.FullVersion
    MessageType: _documents_pb2.MessageType
    WorkflowId: int
    Participants: _documents_pb2.DocumentParticipantsV2
    DocumentDirection: _basics_pb2.DocumentDirection
    DepartmentId: str
    CustomDocumentId: str
    Metadata: _containers.RepeatedCompositeFieldContainer[_basics_pb2.MetadataItem]
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    DocumentLinks: _docflow_common_pb2.DocumentLinks
    PacketInfo: _docflow_common_pb2.PacketInfo
    IsRead: bool
    IsDeleted: bool
    IsInvitation: bool
    LetterInfo: _docflow_common_pb2.DocumentLetterInfo
    DraftInfo: _docflow_common_pb2.DocumentDraftInfo
    TemplateInfo: DocumentTemplateInfoV2
    Origin: _documents_pb2.Origin
    EditingSettingId: str
    HasUnreadOutOfWorkflowUniversalMessages: bool
    def __init__(self, FullVersion: _Optional[_Union[_basics_pb2.FullVersion, _Mapping]] = ..., MessageType: _Optional[_Union[_documents_pb2.MessageType, str]] = ..., WorkflowId: _Optional[int] = ..., Participants: _Optional[_Union[_documents_pb2.DocumentParticipantsV2, _Mapping]] = ..., DocumentDirection: _Optional[_Union[_basics_pb2.DocumentDirection, str]] = ..., DepartmentId: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., Metadata: _Optional[_Iterable[_Union[_basics_pb2.MetadataItem, _Mapping]]] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ..., DocumentLinks: _Optional[_Union[_docflow_common_pb2.DocumentLinks, _Mapping]] = ..., PacketInfo: _Optional[_Union[_docflow_common_pb2.PacketInfo, _Mapping]] = ..., IsRead: _Optional[bool] = ..., IsDeleted: _Optional[bool] = ..., IsInvitation: _Optional[bool] = ..., LetterInfo: _Optional[_Union[_docflow_common_pb2.DocumentLetterInfo, _Mapping]] = ..., DraftInfo: _Optional[_Union[_docflow_common_pb2.DocumentDraftInfo, _Mapping]] = ..., TemplateInfo: _Optional[_Union[DocumentTemplateInfoV2, _Mapping]] = ..., Origin: _Optional[_Union[_documents_pb2.Origin, _Mapping]] = ..., EditingSettingId: _Optional[str] = ..., HasUnreadOutOfWorkflowUniversalMessages: _Optional[bool] = ...) -> None: ...

class DocumentTemplateInfoV2(_message.Message):
    __slots__ = ("LetterParticipants", "TransformedToLetterIds", "TemplateTransformationInfos", "TemplateRefusalInfo", "IsReusable")
    LETTERPARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    TRANSFORMEDTOLETTERIDS_FIELD_NUMBER: _ClassVar[int]
    TEMPLATETRANSFORMATIONINFOS_FIELD_NUMBER: _ClassVar[int]
    TEMPLATEREFUSALINFO_FIELD_NUMBER: _ClassVar[int]
    ISREUSABLE_FIELD_NUMBER: _ClassVar[int]
    LetterParticipants: _documents_pb2.DocumentParticipantsV2
    TransformedToLetterIds: _containers.RepeatedScalarFieldContainer[str]
    TemplateTransformationInfos: _containers.RepeatedCompositeFieldContainer[_docflow_common_pb2.TemplateTransformationInfo]
    TemplateRefusalInfo: _docflow_common_pb2.TemplateRefusalInfo
    IsReusable: bool
    def __init__(self, LetterParticipants: _Optional[_Union[_documents_pb2.DocumentParticipantsV2, _Mapping]] = ..., TransformedToLetterIds: _Optional[_Iterable[str]] = ..., TemplateTransformationInfos: _Optional[_Iterable[_Union[_docflow_common_pb2.TemplateTransformationInfo, _Mapping]]] = ..., TemplateRefusalInfo: _Optional[_Union[_docflow_common_pb2.TemplateRefusalInfo, _Mapping]] = ..., IsReusable: _Optional[bool] = ...) -> None: ...

class DocumentWithDocflowV5(_message.Message):
    __slots__ = ("DocumentId", "LastEvent", "DocumentInfo", "Docflow")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    LASTEVENT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTINFO_FIELD_NUMBER: _ClassVar[int]
    DOCFLOW_FIELD_NUMBER: _ClassVar[int]
    DocumentId: _basics_pb2.DocumentId
    LastEvent: _docflow_common_pb2.LastEvent
    DocumentInfo: DocumentInfoV5
    Docflow: DocflowV5
    def __init__(self, DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., LastEvent: _Optional[_Union[_docflow_common_pb2.LastEvent, _Mapping]] = ..., DocumentInfo: _Optional[_Union[DocumentInfoV5, _Mapping]] = ..., Docflow: _Optional[_Union[DocflowV5, _Mapping]] = ...) -> None: ...

class FetchedDocumentV5(_message.Message):
    __slots__ = ("Document", "IndexKey")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    Document: DocumentWithDocflowV5
    IndexKey: bytes
    def __init__(self, Document: _Optional[_Union[DocumentWithDocflowV5, _Mapping]] = ..., IndexKey: _Optional[bytes] = ...) -> None: ...

class GetDocflowBatchResponseV5(_message.Message):
    __slots__ = ("Documents",)
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[DocumentWithDocflowV5]
    def __init__(self, Documents: _Optional[_Iterable[_Union[DocumentWithDocflowV5, _Mapping]]] = ...) -> None: ...

class GetDocflowEventsResponseV5(_message.Message):
    __slots__ = ("TotalCount", "Events", "TotalCountType")
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNTTYPE_FIELD_NUMBER: _ClassVar[int]
    TotalCount: int
    Events: _containers.RepeatedCompositeFieldContainer[DocflowEventV5]
    TotalCountType: _basics_pb2.TotalCountType
    def __init__(self, TotalCount: _Optional[int] = ..., Events: _Optional[_Iterable[_Union[DocflowEventV5, _Mapping]]] = ..., TotalCountType: _Optional[_Union[_basics_pb2.TotalCountType, str]] = ...) -> None: ...

class GetDocflowsByPacketIdResponseV5(_message.Message):
    __slots__ = ("Documents", "NextPageIndexKey")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXTPAGEINDEXKEY_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[FetchedDocumentV5]
    NextPageIndexKey: bytes
    def __init__(self, Documents: _Optional[_Iterable[_Union[FetchedDocumentV5, _Mapping]]] = ..., NextPageIndexKey: _Optional[bytes] = ...) -> None: ...

class OuterDocflowV5(_message.Message):
    __slots__ = ("DocflowNamedId", "ParentEntityId", "LatestStatusEntityId", "DocflowFriendlyName", "StatusEntities")
    DOCFLOWNAMEDID_FIELD_NUMBER: _ClassVar[int]
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    LATESTSTATUSENTITYID_FIELD_NUMBER: _ClassVar[int]
    DOCFLOWFRIENDLYNAME_FIELD_NUMBER: _ClassVar[int]
    STATUSENTITIES_FIELD_NUMBER: _ClassVar[int]
    DocflowNamedId: str
    ParentEntityId: str
    LatestStatusEntityId: str
    DocflowFriendlyName: str
    StatusEntities: _containers.RepeatedCompositeFieldContainer[_docflow_v3_pb2.StatusEntity]
    def __init__(self, DocflowNamedId: _Optional[str] = ..., ParentEntityId: _Optional[str] = ..., LatestStatusEntityId: _Optional[str] = ..., DocflowFriendlyName: _Optional[str] = ..., StatusEntities: _Optional[_Iterable[_Union[_docflow_v3_pb2.StatusEntity, _Mapping]]] = ...) -> None: ...

class ReceiptDocflowV5(_message.Message):
    __slots__ = ("IsFinished", "ReceiptAttachment", "SentAt", "DeliveredAt", "Status", "Confirmation", "UniversalMessage")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    RECEIPTATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    SENTAT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGE_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ReceiptAttachment: _docflow_common_pb2.SignedAttachmentV3
    SentAt: _basics_pb2.Timestamp
    DeliveredAt: _basics_pb2.Timestamp
    Status: _documents_pb2.GeneralReceiptStatus
    Confirmation: ConfirmationDocflowV5
    UniversalMessage: _docflow_common_pb2.UniversalMessageAttachmentDocflow
    def __init__(self, IsFinished: _Optional[bool] = ..., ReceiptAttachment: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., SentAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Status: _Optional[_Union[_documents_pb2.GeneralReceiptStatus, str]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflowV5, _Mapping]] = ..., UniversalMessage: _Optional[_Union[_docflow_common_pb2.UniversalMessageAttachmentDocflow, _Mapping]] = ...) -> None: ...

class ResolutionDocflowV5(_message.Message):
    __slots__ = ("IsFinished", "ResolutionStatus", "CurrentResolutionEntityId", "ResolutionEntities")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    CURRENTRESOLUTIONENTITYID_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONENTITIES_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ResolutionStatus: _docflow_common_pb2.ResolutionStatus
    CurrentResolutionEntityId: str
    ResolutionEntities: _docflow_common_pb2.ResolutionEntitiesV3
    def __init__(self, IsFinished: _Optional[bool] = ..., ResolutionStatus: _Optional[_Union[_docflow_common_pb2.ResolutionStatus, str]] = ..., CurrentResolutionEntityId: _Optional[str] = ..., ResolutionEntities: _Optional[_Union[_docflow_common_pb2.ResolutionEntitiesV3, _Mapping]] = ...) -> None: ...

class RevocationDocflowV5(_message.Message):
    __slots__ = ("IsFinished", "RevocationRequest", "RevocationResponse", "Initiator", "RevocationStatus", "Resolution", "OuterDocflows")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONREQUEST_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONRESPONSE_FIELD_NUMBER: _ClassVar[int]
    INITIATOR_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    RevocationRequest: RevocationRequestDocflowV5
    RevocationResponse: _containers.RepeatedCompositeFieldContainer[RevocationResponseDocflowV5]
    Initiator: _documents_pb2.DocumentParticipantV2
    RevocationStatus: _documents_pb2.RevocationStatus
    Resolution: ResolutionDocflowV5
    OuterDocflows: _containers.RepeatedCompositeFieldContainer[OuterDocflowV5]
    def __init__(self, IsFinished: _Optional[bool] = ..., RevocationRequest: _Optional[_Union[RevocationRequestDocflowV5, _Mapping]] = ..., RevocationResponse: _Optional[_Iterable[_Union[RevocationResponseDocflowV5, _Mapping]]] = ..., Initiator: _Optional[_Union[_documents_pb2.DocumentParticipantV2, _Mapping]] = ..., RevocationStatus: _Optional[_Union[_documents_pb2.RevocationStatus, str]] = ..., Resolution: _Optional[_Union[ResolutionDocflowV5, _Mapping]] = ..., OuterDocflows: _Optional[_Iterable[_Union[OuterDocflowV5, _Mapping]]] = ...) -> None: ...

class RevocationRequestDocflowV5(_message.Message):
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

class RevocationResponseDocflowV5(_message.Message):
    __slots__ = ("Participant", "IsFinished", "Signature", "Rejection")
    PARTICIPANT_FIELD_NUMBER: _ClassVar[int]
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    REJECTION_FIELD_NUMBER: _ClassVar[int]
    Participant: _documents_pb2.DocumentParticipantV2
    IsFinished: bool
    Signature: _docflow_common_pb2.SignatureV3
    Rejection: _docflow_v4_pb2.SignatureRejectionDocflowV4
    def __init__(self, Participant: _Optional[_Union[_documents_pb2.DocumentParticipantV2, _Mapping]] = ..., IsFinished: _Optional[bool] = ..., Signature: _Optional[_Union[_docflow_common_pb2.SignatureV3, _Mapping]] = ..., Rejection: _Optional[_Union[_docflow_v4_pb2.SignatureRejectionDocflowV4, _Mapping]] = ...) -> None: ...

class SearchDocflowsResponseV5(_message.Message):
    __slots__ = ("Documents", "HaveMoreDocuments")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    HAVEMOREDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    Documents: _containers.RepeatedCompositeFieldContainer[DocumentWithDocflowV5]
    HaveMoreDocuments: bool
    def __init__(self, Documents: _Optional[_Iterable[_Union[DocumentWithDocflowV5, _Mapping]]] = ..., HaveMoreDocuments: _Optional[bool] = ...) -> None: ...

class TitleAuthorDocflow(_message.Message):
    __slots__ = ("IsFinished", "Status", "Title", "OperationResult")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OPERATIONRESULT_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    Status: TitleAuthorStatusV5
    Title: _docflow_common_pb2.SignedAttachmentV3
    OperationResult: TitleOperationResultV5
    def __init__(self, IsFinished: _Optional[bool] = ..., Status: _Optional[_Union[TitleAuthorStatusV5, str]] = ..., Title: _Optional[_Union[_docflow_common_pb2.SignedAttachmentV3, _Mapping]] = ..., OperationResult: _Optional[_Union[TitleOperationResultV5, _Mapping]] = ...) -> None: ...

class TitleDeliveryDocflowV5(_message.Message):
    __slots__ = ("Delivery", "Confirmation", "RoamingNotification")
    DELIVERY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    ROAMINGNOTIFICATION_FIELD_NUMBER: _ClassVar[int]
    Delivery: DeliveryDocflowV5
    Confirmation: ConfirmationDocflowV5
    RoamingNotification: _docflow_common_pb2.RoamingNotification
    def __init__(self, Delivery: _Optional[_Union[DeliveryDocflowV5, _Mapping]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflowV5, _Mapping]] = ..., RoamingNotification: _Optional[_Union[_docflow_common_pb2.RoamingNotification, _Mapping]] = ...) -> None: ...

class TitleDocflow(_message.Message):
    __slots__ = ("TitleIndex", "Version", "Author", "AuthorSigning", "ParticipantDocflows", "OutOfWorkflowUniversalMessageDocflow")
    TITLEINDEX_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    AUTHORSIGNING_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    OUTOFWORKFLOWUNIVERSALMESSAGEDOCFLOW_FIELD_NUMBER: _ClassVar[int]
    TitleIndex: int
    Version: TitleVersionV5
    Author: _documents_pb2.DocumentParticipantV2
    AuthorSigning: TitleAuthorDocflow
    ParticipantDocflows: _containers.RepeatedCompositeFieldContainer[TitleParticipantDocflow]
    OutOfWorkflowUniversalMessageDocflow: _docflow_common_pb2.OutOfWorkflowUniversalMessageDocflow
    def __init__(self, TitleIndex: _Optional[int] = ..., Version: _Optional[_Union[TitleVersionV5, _Mapping]] = ..., Author: _Optional[_Union[_documents_pb2.DocumentParticipantV2, _Mapping]] = ..., AuthorSigning: _Optional[_Union[TitleAuthorDocflow, _Mapping]] = ..., ParticipantDocflows: _Optional[_Iterable[_Union[TitleParticipantDocflow, _Mapping]]] = ..., OutOfWorkflowUniversalMessageDocflow: _Optional[_Union[_docflow_common_pb2.OutOfWorkflowUniversalMessageDocflow, _Mapping]] = ...) -> None: ...

class TitleOperationResultV5(_message.Message):
    __slots__ = ("WellKnown",)
    WELLKNOWN_FIELD_NUMBER: _ClassVar[int]
    WellKnown: WellKnownTitleOperationResult
    def __init__(self, WellKnown: _Optional[_Union[WellKnownTitleOperationResult, str]] = ...) -> None: ...

class TitleParticipantDocflow(_message.Message):
    __slots__ = ("Participant", "TitleDelivery", "Response", "Receipt")
    PARTICIPANT_FIELD_NUMBER: _ClassVar[int]
    TITLEDELIVERY_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    Participant: _documents_pb2.DocumentParticipantV2
    TitleDelivery: TitleDeliveryDocflowV5
    Response: TitleParticipantResponseDocflow
    Receipt: ReceiptDocflowV5
    def __init__(self, Participant: _Optional[_Union[_documents_pb2.DocumentParticipantV2, _Mapping]] = ..., TitleDelivery: _Optional[_Union[TitleDeliveryDocflowV5, _Mapping]] = ..., Response: _Optional[_Union[TitleParticipantResponseDocflow, _Mapping]] = ..., Receipt: _Optional[_Union[ReceiptDocflowV5, _Mapping]] = ...) -> None: ...

class TitleParticipantResponseDocflow(_message.Message):
    __slots__ = ("IsFinished", "Status", "Signature", "Rejection", "Confirmation", "Delivery")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    REJECTION_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    DELIVERY_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    Status: TitleParticipantResponseStatusV5
    Signature: _docflow_common_pb2.SignatureV3
    Rejection: _docflow_v4_pb2.SignatureRejectionDocflowV4
    Confirmation: ConfirmationDocflowV5
    Delivery: DeliveryDocflowV5
    def __init__(self, IsFinished: _Optional[bool] = ..., Status: _Optional[_Union[TitleParticipantResponseStatusV5, str]] = ..., Signature: _Optional[_Union[_docflow_common_pb2.SignatureV3, _Mapping]] = ..., Rejection: _Optional[_Union[_docflow_v4_pb2.SignatureRejectionDocflowV4, _Mapping]] = ..., Confirmation: _Optional[_Union[ConfirmationDocflowV5, _Mapping]] = ..., Delivery: _Optional[_Union[DeliveryDocflowV5, _Mapping]] = ...) -> None: ...

class TitleVersionV5(_message.Message):
    __slots__ = ("EntityId", "Revision", "Status", "PreviousVersionEntityId")
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PREVIOUSVERSIONENTITYID_FIELD_NUMBER: _ClassVar[int]
    EntityId: str
    Revision: int
    Status: TitleVersionStatusV5
    PreviousVersionEntityId: str
    def __init__(self, EntityId: _Optional[str] = ..., Revision: _Optional[int] = ..., Status: _Optional[_Union[TitleVersionStatusV5, str]] = ..., PreviousVersionEntityId: _Optional[str] = ...) -> None: ...

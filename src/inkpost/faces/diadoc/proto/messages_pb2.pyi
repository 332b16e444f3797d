from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import documents_pb2 as _documents_pb2
from inkpost.faces.diadoc.proto import powers_pb2 as _powers_pb2
from inkpost.faces.diadoc.proto import resolutions_pb2 as _resolutions_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AttachmentType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownAttachmentType: _ClassVar[AttachmentType]
    Nonformalized: _ClassVar[AttachmentType]
    Invoice: _ClassVar[AttachmentType]
    InvoiceReceipt: _ClassVar[AttachmentType]
    InvoiceConfirmation: _ClassVar[AttachmentType]
    InvoiceCorrectionRequest: _ClassVar[AttachmentType]
    AttachmentComment: _ClassVar[AttachmentType]
    DeliveryFailureNotification: _ClassVar[AttachmentType]
    EancomInvoic: _ClassVar[AttachmentType]
    SignatureRequestRejection: _ClassVar[AttachmentType]
    EcrCatConformanceCertificateMetadata: _ClassVar[AttachmentType]
    SignatureVerificationReport: _ClassVar[AttachmentType]
    TrustConnectionRequest: _ClassVar[AttachmentType]
    Torg12: _ClassVar[AttachmentType]
    InvoiceRevision: _ClassVar[AttachmentType]
    InvoiceCorrection: _ClassVar[AttachmentType]
    InvoiceCorrectionRevision: _ClassVar[AttachmentType]
    AcceptanceCertificate: _ClassVar[AttachmentType]
    StructuredData: _ClassVar[AttachmentType]
    ProformaInvoice: _ClassVar[AttachmentType]
    XmlTorg12: _ClassVar[AttachmentType]
    XmlAcceptanceCertificate: _ClassVar[AttachmentType]
    XmlTorg12BuyerTitle: _ClassVar[AttachmentType]
    XmlAcceptanceCertificateBuyerTitle: _ClassVar[AttachmentType]
    Resolution: _ClassVar[AttachmentType]
    ResolutionRequest: _ClassVar[AttachmentType]
    ResolutionRequestDenial: _ClassVar[AttachmentType]
    PriceList: _ClassVar[AttachmentType]
    Receipt: _ClassVar[AttachmentType]
    XmlSignatureRejection: _ClassVar[AttachmentType]
    RevocationRequest: _ClassVar[AttachmentType]
    PriceListAgreement: _ClassVar[AttachmentType]
    CertificateRegistry: _ClassVar[AttachmentType]
    ReconciliationAct: _ClassVar[AttachmentType]
    Contract: _ClassVar[AttachmentType]
    Torg13: _ClassVar[AttachmentType]
    ServiceDetails: _ClassVar[AttachmentType]
    RoamingNotification: _ClassVar[AttachmentType]
    SupplementaryAgreement: _ClassVar[AttachmentType]
    UniversalTransferDocument: _ClassVar[AttachmentType]
    UniversalTransferDocumentBuyerTitle: _ClassVar[AttachmentType]
    UniversalTransferDocumentRevision: _ClassVar[AttachmentType]
    UniversalCorrectionDocument: _ClassVar[AttachmentType]
    UniversalCorrectionDocumentRevision: _ClassVar[AttachmentType]
    UniversalCorrectionDocumentBuyerTitle: _ClassVar[AttachmentType]
    CustomData: _ClassVar[AttachmentType]
    MoveDocument: _ClassVar[AttachmentType]
    ResolutionRouteAssignmentAttachment: _ClassVar[AttachmentType]
    ResolutionRouteRemovalAttachment: _ClassVar[AttachmentType]
    Title: _ClassVar[AttachmentType]
    Cancellation: _ClassVar[AttachmentType]
    Edition: _ClassVar[AttachmentType]
    DeletionRestoration: _ClassVar[AttachmentType]
    TemplateTransformation: _ClassVar[AttachmentType]
    TemplateRefusal: _ClassVar[AttachmentType]
    OuterDocflow: _ClassVar[AttachmentType]
    RoamingConfirmation: _ClassVar[AttachmentType]
    PowerOfAttorney: _ClassVar[AttachmentType]
    PowerOfAttorneyStatus: _ClassVar[AttachmentType]
    UniversalMessage: _ClassVar[AttachmentType]
    TtGisFixationCancellationRequest: _ClassVar[AttachmentType]
    TemplateTransformationChange: _ClassVar[AttachmentType]

class EntityType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownEntityType: _ClassVar[EntityType]
    Attachment: _ClassVar[EntityType]
    Signature: _ClassVar[EntityType]

class TemplateRefusalType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownTemplateRefusalType: _ClassVar[TemplateRefusalType]
    Refusal: _ClassVar[TemplateRefusalType]
    Withdrawal: _ClassVar[TemplateRefusalType]
UnknownAttachmentType: AttachmentType
Nonformalized: AttachmentType
Invoice: AttachmentType
InvoiceReceipt: AttachmentType
InvoiceConfirmation: AttachmentType
InvoiceCorrectionRequest: AttachmentType
AttachmentComment: AttachmentType
DeliveryFailureNotification: AttachmentType
EancomInvoic: AttachmentType
SignatureRequestRejection: AttachmentType
EcrCatConformanceCertificateMetadata: AttachmentType
SignatureVerificationReport: AttachmentType
TrustConnectionRequest: AttachmentType
Torg12: AttachmentType
InvoiceRevision: AttachmentType
InvoiceCorrection: AttachmentType
InvoiceCorrectionRevision: AttachmentType
AcceptanceCertificate: AttachmentType
StructuredData: AttachmentType
ProformaInvoice: AttachmentType
XmlTorg12: AttachmentType
XmlAcceptanceCertificate: AttachmentType
XmlTorg12BuyerTitle: AttachmentType
XmlAcceptanceCertificateBuyerTitle: AttachmentType
Resolution: AttachmentType
ResolutionRequest: AttachmentType
ResolutionRequestDenial: AttachmentType
PriceList: AttachmentType
Receipt: AttachmentType
XmlSignatureRejection: AttachmentType
RevocationRequest: AttachmentType
PriceListAgreement: AttachmentType
CertificateRegistry: AttachmentType
ReconciliationAct: AttachmentType
Contract: AttachmentType
Torg13: AttachmentType
ServiceDetails: AttachmentType
RoamingNotification: AttachmentType
SupplementaryAgreement: AttachmentType
UniversalTransferDocument: AttachmentType
UniversalTransferDocumentBuyerTitle: AttachmentType
UniversalTransferDocumentRevision: AttachmentType
UniversalCorrectionDocument: AttachmentType
UniversalCorrectionDocumentRevision: AttachmentType
UniversalCorrectionDocumentBuyerTitle: AttachmentType
CustomData: AttachmentType
MoveDocument: AttachmentType
ResolutionRouteAssignmentAttachment: AttachmentType
ResolutionRouteRemovalAttachment: AttachmentType
Title: AttachmentType
Cancellation: AttachmentType
Edition: AttachmentType
DeletionRestoration: AttachmentType
TemplateTransformation: AttachmentType
TemplateRefusal: AttachmentType
OuterDocflow: AttachmentType
RoamingConfirmation: AttachmentType
PowerOfAttorney: AttachmentType
PowerOfAttorneyStatus: AttachmentType
UniversalMessage: AttachmentType
TtGisFixationCancellationRequest: AttachmentType
TemplateTransformationChange: AttachmentType
UnknownEntityType: EntityType
Attachment: EntityType
Signature: EntityType
UnknownTemplateRefusalType: TemplateRefusalType
Refusal: TemplateRefusalType
Withdrawal: TemplateRefusalType

class BoxEvent(_message.Message):
    __slots__ = ("EventId", "Message", "Patch", "IndexKey")
    EVENTID_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    PATCH_FIELD_NUMBER: _ClassVar[int]
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    EventId: str
    Message: Message
    Patch: MessagePatch
    IndexKey: str
    def __init__(self, EventId: _Optional[str] = ..., Message: _Optional[_Union[Message, _Mapping]] = ..., Patch: _Optional[_Union[MessagePatch, _Mapping]] = ..., IndexKey: _Optional[str] = ...) -> None: ...

class BoxEventList(_message.Message):
    __slots__ = ("Events", "TotalCount", "TotalCountType")
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    TOTALCOUNTTYPE_FIELD_NUMBER: _ClassVar[int]
    Events: _containers.RepeatedCompositeFieldContainer[BoxEvent]
    TotalCount: int
    TotalCountType: _basics_pb2.TotalCountType
    def __init__(self, Events: _Optional[_Iterable[_Union[BoxEvent, _Mapping]]] = ..., TotalCount: _Optional[int] = ..., TotalCountType: _Optional[_Union[_basics_pb2.TotalCountType, str]] = ...) -> None: ...

class Entity(_message.Message):
    __slots__ = ("EntityType", "EntityId", "ParentEntityId", "Content", "AttachmentType", "FileName", "NeedRecipientSignature", "SignerBoxId", "NotDeliveredEventId", "DocumentInfo", "RawCreationDate", "ResolutionInfo", "SignerDepartmentId", "ResolutionRequestInfo", "ResolutionRequestDenialInfo", "NeedReceipt", "PacketId", "IsApprovementSignature", "IsEncryptedContent", "AttachmentVersion", "ResolutionRouteAssignmentInfo", "ResolutionRouteRemovalInfo", "CancellationInfo", "Labels", "Version", "TemplateTransformationInfo", "TemplateRefusalInfo", "OuterDocflow", "RevocationRequestInfo", "ContentTypeId", "PowerOfAttorneyInfo", "AuthorUserId", "MoveDocumentInfo", "PowerOfAttorneyAttachmentStatus", "UniversalMessageInfo", "TemplateTransformationChangeInfo")
    ENTITYTYPE_FIELD_NUMBER: _ClassVar[int]
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTTYPE_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    NEEDRECIPIENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    SIGNERBOXID_FIELD_NUMBER: _ClassVar[int]
    NOTDELIVEREDEVENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTINFO_FIELD_NUMBER: _ClassVar[int]
    RAWCREATIONDATE_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONINFO_FIELD_NUMBER: _ClassVar[int]
    SIGNERDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTINFO_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTDENIALINFO_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    PACKETID_FIELD_NUMBER: _ClassVar[int]
    ISAPPROVEMENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    ISENCRYPTEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTVERSION_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONROUTEASSIGNMENTINFO_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONROUTEREMOVALINFO_FIELD_NUMBER: _ClassVar[int]
    CANCELLATIONINFO_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TEMPLATETRANSFORMATIONINFO_FIELD_NUMBER: _ClassVar[int]
    TEMPLATEREFUSALINFO_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOW_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONREQUESTINFO_FIELD_NUMBER: _ClassVar[int]
    CONTENTTYPEID_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEYINFO_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    MOVEDOCUMENTINFO_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEYATTACHMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGEINFO_FIELD_NUMBER: _ClassVar[int]
    TEMPLATETRANSFORMATIONCHANGEINFO_FIELD_NUMBER: _ClassVar[int]
    EntityType: EntityType
    EntityId: str
    ParentEntityId: str
    Content: _basics_pb2.Content
    AttachmentType: AttachmentType
    FileName: str
    NeedRecipientSignature: bool
    SignerBoxId: str
    NotDeliveredEventId: str
    DocumentInfo: _documents_pb2.Document
    RawCreationDate: int
    ResolutionInfo: _resolutions_pb2.ResolutionInfo
    SignerDepartmentId: str
    ResolutionRequestInfo: _resolutions_pb2.ResolutionRequestInfo
    ResolutionRequestDenialInfo: _resolutions_pb2.ResolutionRequestDenialInfo
    NeedReceipt: bool
    PacketId: str
    IsApprovementSignature: bool
    IsEncryptedContent: bool
    AttachmentVersion: str
    ResolutionRouteAssignmentInfo: _resolutions_pb2.ResolutionRouteAssignmentInfo
    ResolutionRouteRemovalInfo: _resolutions_pb2.ResolutionRouteRemovalInfo
    CancellationInfo: _resolutions_pb2.CancellationInfo
    Labels: _containers.RepeatedScalarFieldContainer[str]
    Version: str
    TemplateTransformationInfo: TemplateTransformationInfo
    TemplateRefusalInfo: TemplateRefusalInfo
    OuterDocflow: _documents_pb2.OuterDocflowInfo
    RevocationRequestInfo: _resolutions_pb2.RevocationRequestInfo
    ContentTypeId: str
    PowerOfAttorneyInfo: _powers_pb2.PowerOfAttorneyInfo
    AuthorUserId: str
    MoveDocumentInfo: MoveDocumentInfo
    PowerOfAttorneyAttachmentStatus: _powers_pb2.PowerOfAttorneyAttachmentStatus
    UniversalMessageInfo: _documents_pb2.UniversalMessageInfo
    TemplateTransformationChangeInfo: TemplateTransformationChangeInfo
    def __init__(self, EntityType: _Optional[_Union[EntityType, str]] = ..., EntityId: _Optional[str] = ..., ParentEntityId: _Optional[str] = ..., Content: _Optional[_Union[_basics_pb2.Content, _Mapping]] = ..., AttachmentType: _Optional[_Union[AttachmentType, str]] = ..., FileName: _Optional[str] = ..., NeedRecipientSignature: _Optional[bool] = ..., SignerBoxId: _Optional[str] = ..., NotDeliveredEventId: _Optional[str] = ..., DocumentInfo: _Optional[_Union[_documents_pb2.Document, _Mapping]] = ..., RawCreationDate: _Optional[int] = ..., ResolutionInfo: _Optional[_Union[_resolutions_pb2.ResolutionInfo, _Mapping]] = ..., SignerDepartmentId: _Optional[str] = ..., ResolutionRequestInfo: _Optional[_Union[_resolutions_pb2.ResolutionRequestInfo, _Mapping]] = ..., ResolutionRequestDenialInfo: _Optional[_Union[_resolutions_pb2.ResolutionRequestDenialInfo, _Mapping]] = ..., NeedReceipt: _Optional[bool] = ..., PacketId: _Optional[str] = ..., IsApprovementSignature: _Optional[bool] = ..., IsEncryptedContent: _Optional[bool] = ..., AttachmentVersion: _Optional[str] = ..., ResolutionRouteAssignmentInfo: _Optional[_Union[_resolutions_pb2.ResolutionRouteAssignmentInfo, _Mapping]] = ..., ResolutionRouteRemovalInfo: _Optional[_Union[_resolutions_pb2.ResolutionRouteRemovalInfo, _Mapping]] = ..., CancellationInfo: _Optional[_Union[_resolutions_pb2.CancellationInfo, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ..., Version: _Optional[str] = ..., TemplateTransformationInfo: _Optional[_Union[TemplateTransformationInfo, _Mapping]] = ..., TemplateRefusalInfo: _Optional[_Union[TemplateRefusalInfo, _Mapping]] = ..., OuterDocflow: _Optional[_Union[_documents_pb2.OuterDocflowInfo, _Mapping]] = ..., RevocationRequestInfo: _Optional[_Union[_resolutions_pb2.RevocationRequestInfo, _Mapping]] = ..., ContentTypeId: _Optional[str] = ..., PowerOfAttorneyInfo: _Optional[_Union[_powers_pb2.PowerOfAttorneyInfo, _Mapping]] = ..., AuthorUserId: _Optional[str] = ..., MoveDocumentInfo: _Optional[_Union[MoveDocumentInfo, _Mapping]] = ..., PowerOfAttorneyAttachmentStatus: _Optional[_Union[_powers_pb2.PowerOfAttorneyAttachmentStatus, _Mapping]] = ..., UniversalMessageInfo: _Optional[_Union[_documents_pb2.UniversalMessageInfo, _Mapping]] = ..., TemplateTransformationChangeInfo: _Optional[_Union[TemplateTransformationChangeInfo, _Mapping]] = ...) -> None: ...

class EntityPatch(_message.Message):
    __slots__ = ("EntityId", "DocumentIsDeleted", "MovedToDepartment", "DocumentIsRestored", "ContentIsPatched", "ForwardedToBoxId")
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTISDELETED_FIELD_NUMBER: _ClassVar[int]
    MOVEDTODEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTISRESTORED_FIELD_NUMBER: _ClassVar[int]
    CONTENTISPATCHED_FIELD_NUMBER: _ClassVar[int]
    FORWARDEDTOBOXID_FIELD_NUMBER: _ClassVar[int]
    EntityId: str
    DocumentIsDeleted: bool
    MovedToDepartment: str
    DocumentIsRestored: bool
    ContentIsPatched: bool
    ForwardedToBoxId: str
    def __init__(self, EntityId: _Optional[str] = ..., DocumentIsDeleted: _Optional[bool] = ..., MovedToDepartment: _Optional[str] = ..., DocumentIsRestored: _Optional[bool] = ..., ContentIsPatched: _Optional[bool] = ..., ForwardedToBoxId: _Optional[str] = ...) -> None: ...

class Message(_message.Message):
    __slots__ = ("MessageId", "TimestampTicks", "LastPatchTimestampTicks", "FromBoxId", "FromTitle", "ToBoxId", "ToTitle", "Entities", "IsDraft", "DraftIsLocked", "DraftIsRecycled", "CreatedFromDraftId", "DraftIsTransformedToMessageIdList", "IsDeleted", "IsTest", "IsInternal", "IsProxified", "ProxyBoxId", "ProxyTitle", "PacketIsLocked", "LockMode", "MessageType", "TemplateToLetterTransformationInfo", "IsReusable")
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    LASTPATCHTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    FROMBOXID_FIELD_NUMBER: _ClassVar[int]
    FROMTITLE_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    TOTITLE_FIELD_NUMBER: _ClassVar[int]
    ENTITIES_FIELD_NUMBER: _ClassVar[int]
    ISDRAFT_FIELD_NUMBER: _ClassVar[int]
    DRAFTISLOCKED_FIELD_NUMBER: _ClassVar[int]
    DRAFTISRECYCLED_FIELD_NUMBER: _ClassVar[int]
    CREATEDFROMDRAFTID_FIELD_NUMBER: _ClassVar[int]
    DRAFTISTRANSFORMEDTOMESSAGEIDLIST_FIELD_NUMBER: _ClassVar[int]
    ISDELETED_FIELD_NUMBER: _ClassVar[int]
    ISTEST_FIELD_NUMBER: _ClassVar[int]
    ISINTERNAL_FIELD_NUMBER: _ClassVar[int]
    ISPROXIFIED_FIELD_NUMBER: _ClassVar[int]
    PROXYBOXID_FIELD_NUMBER: _ClassVar[int]
    PROXYTITLE_FIELD_NUMBER: _ClassVar[int]
    PACKETISLOCKED_FIELD_NUMBER: _ClassVar[int]
    LOCKMODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGETYPE_FIELD_NUMBER: _ClassVar[int]
    TEMPLATETOLETTERTRANSFORMATIONINFO_FIELD_NUMBER: _ClassVar[int]
    ISREUSABLE_FIELD_NUMBER: _ClassVar[int]
    MessageId: str
    TimestampTicks: int
    LastPatchTimestampTicks: int
    FromBoxId: str
    FromTitle: str
    ToBoxId: str
    ToTitle: str
    Entities: _containers.RepeatedCompositeFieldContainer[Entity]
    IsDraft: bool
    DraftIsLocked: bool
    DraftIsRecycled: bool
    CreatedFromDraftId: str
    DraftIsTransformedToMessageIdList: _containers.RepeatedScalarFieldContainer[str]
    IsDeleted: bool
    IsTest: bool
    IsInternal: bool
    IsProxified: bool
    ProxyBoxId: str
    ProxyTitle: str
    PacketIsLocked: bool
    LockMode: _basics_pb2.LockMode
    MessageType: _documents_pb2.MessageType
    TemplateToLetterTransformationInfo: TemplateToLetterTransformationInfo
    IsReusable: bool
    def __init__(self, MessageId: _Optional[str] = ..., TimestampTicks: _Optional[int] = ..., LastPatchTimestampTicks: _Optional[int] = ..., FromBoxId: _Optional[str] = ..., FromTitle: _Optional[str] = ..., ToBoxId: _Optional[str] = ..., ToTitle: _Optional[str] = ..., Entities: _Optional[_Iterable[_Union[Entity, _Mapping]]] = ..., IsDraft: _Optional[bool] = ..., DraftIsLocked: _Optional[bool] = ..., DraftIsRecycled: _Optional[bool] = ..., CreatedFromDraftId: _Optional[str] = ..., DraftIsTransformedToMessageIdList: _Optional[_Iterable[str]] = ..., IsDeleted: _Optional[bool] = ..., IsTest: _Optional[bool] = ..., IsInternal: _Optional[bool] = ..., IsProxified: _Optional[bool] = ..., ProxyBoxId: _Optional[str] = ..., ProxyTitle: _Optional[str] = ..., PacketIsLocked: _Optional[bool] = ..., LockMode: _Optional[_Union[_basics_pb2.LockMode, str]] = ..., MessageType: _Optional[_Union[_documents_pb2.MessageType, str]] = ..., TemplateToLetterTransformationInfo: _Optional[_Union[TemplateToLetterTransformationInfo, _Mapping]] = ..., IsReusable: _Optional[bool] = ...) -> None: ...

class MessagePatch(_message.Message):
    __slots__ = ("MessageId", "TimestampTicks", "Entities", "ForDraft", "DraftIsRecycled", "DraftIsTransformedToMessageIdList", "DraftIsLocked", "MessageIsDeleted", "EntityPatches", "MessageIsRestored", "MessageIsDelivered", "DeliveredPatchId", "PatchId", "NotDeliveredEventId", "MessageType")
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    ENTITIES_FIELD_NUMBER: _ClassVar[int]
    FORDRAFT_FIELD_NUMBER: _ClassVar[int]
    DRAFTISRECYCLED_FIELD_NUMBER: _ClassVar[int]
    DRAFTISTRANSFORMEDTOMESSAGEIDLIST_FIELD_NUMBER: _ClassVar[int]
    DRAFTISLOCKED_FIELD_NUMBER: _ClassVar[int]
    MESSAGEISDELETED_FIELD_NUMBER: _ClassVar[int]
    ENTITYPATCHES_FIELD_NUMBER: _ClassVar[int]
    MESSAGEISRESTORED_FIELD_NUMBER: _ClassVar[int]
    MESSAGEISDELIVERED_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDPATCHID_FIELD_NUMBER: _ClassVar[int]
    PATCHID_FIELD_NUMBER: _ClassVar[int]
    NOTDELIVEREDEVENTID_FIELD_NUMBER: _ClassVar[int]
    MESSAGETYPE_FIELD_NUMBER: _ClassVar[int]
    MessageId: str
    TimestampTicks: int
    Entities: _containers.RepeatedCompositeFieldContainer[Entity]
    ForDraft: bool
    DraftIsRecycled: bool
    DraftIsTransformedToMessageIdList: _containers.RepeatedScalarFieldContainer[str]
    DraftIsLocked: bool
    MessageIsDeleted: bool
    EntityPatches: _containers.RepeatedCompositeFieldContainer[EntityPatch]
    MessageIsRestored: bool
    MessageIsDelivered: bool
    DeliveredPatchId: str
    PatchId: str
    NotDeliveredEventId: str
    MessageType: _documents_pb2.MessageType
    def __init__(self, MessageId: _Optional[str] = ..., TimestampTicks: _Optional[int] = ..., Entities: _Optional[_Iterable[_Union[Entity, _Mapping]]] = ..., ForDraft: _Optional[bool] = ..., DraftIsRecycled: _Optional[bool] = ..., DraftIsTransformedToMessageIdList: _Optional[_Iterable[str]] = ..., DraftIsLocked: _Optional[bool] = ..., MessageIsDeleted: _Optional[bool] = ..., EntityPatches: _Optional[_Iterable[_Union[EntityPatch, _Mapping]]] = ..., MessageIsRestored: _Optional[bool] = ..., MessageIsDelivered: _Optional[bool] = ..., DeliveredPatchId: _Optional[str] = ..., PatchId: _Optional[str] = ..., NotDeliveredEventId: _Optional[str] = ..., MessageType: _Optional[_Union[_documents_pb2.MessageType, str]] = ...) -> None: ...

class MoveDocumentInfo(_message.Message):
    __slots__ = ("MovedFromDepartment", "MovedToDepartment")
    MOVEDFROMDEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    MOVEDTODEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    MovedFromDepartment: str
    MovedToDepartment: str
    def __init__(self, MovedFromDepartment: _Optional[str] = ..., MovedToDepartment: _Optional[str] = ...) -> None: ...

class Template(_message.Message):
    __slots__ = ("MessageId", "TimestampTicks", "FromBoxId", "ToBoxId", "MessageFromBoxId", "MessageToBoxId", "Entities", "IsDeleted", "MessageToDepartmentId", "LockMode", "MessageProxyBoxId", "MessageProxyDepartmentId", "IsReusable")
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    FROMBOXID_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEFROMBOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGETOBOXID_FIELD_NUMBER: _ClassVar[int]
    ENTITIES_FIELD_NUMBER: _ClassVar[int]
    ISDELETED_FIELD_NUMBER: _ClassVar[int]
    MESSAGETODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    LOCKMODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGEPROXYBOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEPROXYDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISREUSABLE_FIELD_NUMBER: _ClassVar[int]
    MessageId: str
    TimestampTicks: int
    FromBoxId: str
    ToBoxId: str
    MessageFromBoxId: str
    MessageToBoxId: str
    Entities: _containers.RepeatedCompositeFieldContainer[Entity]
    IsDeleted: bool
    MessageToDepartmentId: str
    LockMode: _basics_pb2.LockMode
    MessageProxyBoxId: str
    MessageProxyDepartmentId: str
    IsReusable: bool
    def __init__(self, MessageId: _Optional[str] = ..., TimestampTicks: _Optional[int] = ..., FromBoxId: _Optional[str] = ..., ToBoxId: _Optional[str] = ..., MessageFromBoxId: _Optional[str] = ..., MessageToBoxId: _Optional[str] = ..., Entities: _Optional[_Iterable[_Union[Entity, _Mapping]]] = ..., IsDeleted: _Optional[bool] = ..., MessageToDepartmentId: _Optional[str] = ..., LockMode: _Optional[_Union[_basics_pb2.LockMode, str]] = ..., MessageProxyBoxId: _Optional[str] = ..., MessageProxyDepartmentId: _Optional[str] = ..., IsReusable: _Optional[bool] = ...) -> None: ...

class TemplateRefusalInfo(_message.Message):
    __slots__ = ("Type", "BoxId", "Author", "Comment")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    BOXID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    Type: TemplateRefusalType
    BoxId: str
    Author: str
    Comment: str
    def __init__(self, Type: _Optional[_Union[TemplateRefusalType, str]] = ..., BoxId: _Optional[str] = ..., Author: _Optional[str] = ..., Comment: _Optional[str] = ...) -> None: ...

class TemplateToLetterTransformationInfo(_message.Message):
    __slots__ = ("LetterFromBoxId", "LetterToBoxId", "LetterFromDepartmentId", "LetterToDepartmentId", "LetterProxyBoxId", "LetterProxyDepartmentId")
    LETTERFROMBOXID_FIELD_NUMBER: _ClassVar[int]
    LETTERTOBOXID_FIELD_NUMBER: _ClassVar[int]
    LETTERFROMDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    LETTERTODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    LETTERPROXYBOXID_FIELD_NUMBER: _ClassVar[int]
    LETTERPROXYDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    LetterFromBoxId: str
    LetterToBoxId: str
    LetterFromDepartmentId: str
    LetterToDepartmentId: str
    LetterProxyBoxId: str
    LetterProxyDepartmentId: str
    def __init__(self, LetterFromBoxId: _Optional[str] = ..., LetterToBoxId: _Optional[str] = ..., LetterFromDepartmentId: _Optional[str] = ..., LetterToDepartmentId: _Optional[str] = ..., LetterProxyBoxId: _Optional[str] = ..., LetterProxyDepartmentId: _Optional[str] = ...) -> None: ...

class TemplateTransformationChangeInfo(_message.Message):
    __slots__ = ("ChangeType", "ChangeInitiatorBoxId", "Author")
    CHANGETYPE_FIELD_NUMBER: _ClassVar[int]
    CHANGEINITIATORBOXID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    ChangeType: _documents_pb2.TemplateTransformationChangeType
    ChangeInitiatorBoxId: str
    Author: str
    def __init__(self, ChangeType: _Optional[_Union[_documents_pb2.TemplateTransformationChangeType, str]] = ..., ChangeInitiatorBoxId: _Optional[str] = ..., Author: _Optional[str] = ...) -> None: ...

class TemplateTransformationInfo(_message.Message):
    __slots__ = ("TransformedToDocumentId", "Author")
    TRANSFORMEDTODOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TransformedToDocumentId: _basics_pb2.DocumentId
    Author: str
    def __init__(self, TransformedToDocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., Author: _Optional[str] = ...) -> None: ...

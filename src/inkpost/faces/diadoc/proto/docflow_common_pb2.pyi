from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import documents_pb2 as _documents_pb2
from inkpost.faces.diadoc.proto import powers_pb2 as _powers_pb2
from inkpost.faces.diadoc.proto import signatures_pb2 as _signatures_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ResolutionStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownStatus: _ClassVar[ResolutionStatus]
    Approved: _ClassVar[ResolutionStatus]
    Disapproved: _ClassVar[ResolutionStatus]
    ApprovementRequested: _ClassVar[ResolutionStatus]
    ApprovementSignatureRequested: _ClassVar[ResolutionStatus]
    PrimarySignatureRequested: _ClassVar[ResolutionStatus]
    SignatureRequestRejected: _ClassVar[ResolutionStatus]
    SignedWithApprovingSignature: _ClassVar[ResolutionStatus]
    SignedWithPrimarySignature: _ClassVar[ResolutionStatus]
    PrimarySignatureRejected: _ClassVar[ResolutionStatus]
    ActionsRequested: _ClassVar[ResolutionStatus]

class SearchScope(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SearchScopeAny: _ClassVar[SearchScope]
    SearchScopeIncoming: _ClassVar[SearchScope]
    SearchScopeOutgoing: _ClassVar[SearchScope]
    SearchScopeDeleted: _ClassVar[SearchScope]
    SearchScopeInternal: _ClassVar[SearchScope]

class SignatureType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownSignatureType: _ClassVar[SignatureType]
    OnVerification: _ClassVar[SignatureType]
    Qualified: _ClassVar[SignatureType]
    NonQualified: _ClassVar[SignatureType]
UnknownStatus: ResolutionStatus
Approved: ResolutionStatus
Disapproved: ResolutionStatus
ApprovementRequested: ResolutionStatus
ApprovementSignatureRequested: ResolutionStatus
PrimarySignatureRequested: ResolutionStatus
SignatureRequestRejected: ResolutionStatus
SignedWithApprovingSignature: ResolutionStatus
SignedWithPrimarySignature: ResolutionStatus
PrimarySignatureRejected: ResolutionStatus
ActionsRequested: ResolutionStatus
SearchScopeAny: SearchScope
SearchScopeIncoming: SearchScope
SearchScopeOutgoing: SearchScope
SearchScopeDeleted: SearchScope
SearchScopeInternal: SearchScope
UnknownSignatureType: SignatureType
OnVerification: SignatureType
Qualified: SignatureType
NonQualified: SignatureType

class ApprovementSignatureV3(_message.Message):
    __slots__ = ("Signature", "ResolutionRequestId", "AuthorUserId")
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTID_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    Signature: SignatureV3
    ResolutionRequestId: str
    AuthorUserId: str
    def __init__(self, Signature: _Optional[_Union[SignatureV3, _Mapping]] = ..., ResolutionRequestId: _Optional[str] = ..., AuthorUserId: _Optional[str] = ...) -> None: ...

class Attachment(_message.Message):
    __slots__ = ("Entity", "AttachmentFilename", "DisplayFilename")
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTFILENAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAYFILENAME_FIELD_NUMBER: _ClassVar[int]
    Entity: Entity
    AttachmentFilename: str
    DisplayFilename: str
    def __init__(self, Entity: _Optional[_Union[Entity, _Mapping]] = ..., AttachmentFilename: _Optional[str] = ..., DisplayFilename: _Optional[str] = ...) -> None: ...

class DocumentDateAndNumber(_message.Message):
    __slots__ = ("DocumentDate", "DocumentNumber")
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    DocumentDate: str
    DocumentNumber: str
    def __init__(self, DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ...) -> None: ...

class DocumentDraftInfo(_message.Message):
    __slots__ = ("IsRecycled", "IsLocked", "TransformedToLetterIds")
    ISRECYCLED_FIELD_NUMBER: _ClassVar[int]
    ISLOCKED_FIELD_NUMBER: _ClassVar[int]
    TRANSFORMEDTOLETTERIDS_FIELD_NUMBER: _ClassVar[int]
    IsRecycled: bool
    IsLocked: bool
    TransformedToLetterIds: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, IsRecycled: _Optional[bool] = ..., IsLocked: _Optional[bool] = ..., TransformedToLetterIds: _Optional[_Iterable[str]] = ...) -> None: ...

class DocumentInfoV3(_message.Message):
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
    Participants: DocumentParticipants
    DocumentDirection: _basics_pb2.DocumentDirection
    DepartmentId: str
    CustomDocumentId: str
    Metadata: _containers.RepeatedCompositeFieldContainer[_basics_pb2.MetadataItem]
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    DocumentLinks: DocumentLinks
    PacketInfo: PacketInfo
    IsRead: bool
    IsDeleted: bool
    IsInvitation: bool
    LetterInfo: DocumentLetterInfo
    DraftInfo: DocumentDraftInfo
    TemplateInfo: DocumentTemplateInfo
    Origin: _documents_pb2.Origin
    EditingSettingId: str
    HasUnreadOutOfWorkflowUniversalMessages: bool
    def __init__(self, FullVersion: _Optional[_Union[_basics_pb2.FullVersion, _Mapping]] = ..., MessageType: _Optional[_Union[_documents_pb2.MessageType, str]] = ..., WorkflowId: _Optional[int] = ..., Participants: _Optional[_Union[DocumentParticipants, _Mapping]] = ..., DocumentDirection: _Optional[_Union[_basics_pb2.DocumentDirection, str]] = ..., DepartmentId: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., Metadata: _Optional[_Iterable[_Union[_basics_pb2.MetadataItem, _Mapping]]] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ..., DocumentLinks: _Optional[_Union[DocumentLinks, _Mapping]] = ..., PacketInfo: _Optional[_Union[PacketInfo, _Mapping]] = ..., IsRead: _Optional[bool] = ..., IsDeleted: _Optional[bool] = ..., IsInvitation: _Optional[bool] = ..., LetterInfo: _Optional[_Union[DocumentLetterInfo, _Mapping]] = ..., DraftInfo: _Optional[_Union[DocumentDraftInfo, _Mapping]] = ..., TemplateInfo: _Optional[_Union[DocumentTemplateInfo, _Mapping]] = ..., Origin: _Optional[_Union[_documents_pb2.Origin, _Mapping]] = ..., EditingSettingId: _Optional[str] = ..., HasUnreadOutOfWorkflowUniversalMessages: _Optional[bool] = ...) -> None: ...

class DocumentLetterInfo(_message.Message):
    __slots__ = ("IsEncrypted", "ForwardDocumentEvents", "IsTest")
    ISENCRYPTED_FIELD_NUMBER: _ClassVar[int]
    FORWARDDOCUMENTEVENTS_FIELD_NUMBER: _ClassVar[int]
    ISTEST_FIELD_NUMBER: _ClassVar[int]
    IsEncrypted: bool
    ForwardDocumentEvents: _containers.RepeatedCompositeFieldContainer[_documents_pb2.ForwardDocumentEvent]
    IsTest: bool
    def __init__(self, IsEncrypted: _Optional[bool] = ..., ForwardDocumentEvents: _Optional[_Iterable[_Union[_documents_pb2.ForwardDocumentEvent, _Mapping]]] = ..., IsTest: _Optional[bool] = ...) -> None: ...

class DocumentLinks(_message.Message):
    __slots__ = ("InitialIds", "SubordinateIds")
    INITIALIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEIDS_FIELD_NUMBER: _ClassVar[int]
    InitialIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    def __init__(self, InitialIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ...) -> None: ...

class DocumentParticipant(_message.Message):
    __slots__ = ("BoxId", "DepartmentId", "IsRoaming")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISROAMING_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    DepartmentId: str
    IsRoaming: bool
    def __init__(self, BoxId: _Optional[str] = ..., DepartmentId: _Optional[str] = ..., IsRoaming: _Optional[bool] = ...) -> None: ...

class DocumentParticipants(_message.Message):
    __slots__ = ("Sender", "Proxy", "Recipient", "IsInternal", "IsCrossBorder")
    SENDER_FIELD_NUMBER: _ClassVar[int]
    PROXY_FIELD_NUMBER: _ClassVar[int]
    RECIPIENT_FIELD_NUMBER: _ClassVar[int]
    ISINTERNAL_FIELD_NUMBER: _ClassVar[int]
    ISCROSSBORDER_FIELD_NUMBER: _ClassVar[int]
    Sender: DocumentParticipant
    Proxy: DocumentParticipant
    Recipient: DocumentParticipant
    IsInternal: bool
    IsCrossBorder: bool
    def __init__(self, Sender: _Optional[_Union[DocumentParticipant, _Mapping]] = ..., Proxy: _Optional[_Union[DocumentParticipant, _Mapping]] = ..., Recipient: _Optional[_Union[DocumentParticipant, _Mapping]] = ..., IsInternal: _Optional[bool] = ..., IsCrossBorder: _Optional[bool] = ...) -> None: ...

class DocumentTemplateInfo(_message.Message):
    __slots__ = ("LetterParticipants", "TransformedToLetterIds", "TemplateTransformationInfos", "TemplateRefusalInfo", "IsReusable")
    LETTERPARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    TRANSFORMEDTOLETTERIDS_FIELD_NUMBER: _ClassVar[int]
    TEMPLATETRANSFORMATIONINFOS_FIELD_NUMBER: _ClassVar[int]
    TEMPLATEREFUSALINFO_FIELD_NUMBER: _ClassVar[int]
    ISREUSABLE_FIELD_NUMBER: _ClassVar[int]
    LetterParticipants: DocumentParticipants
    TransformedToLetterIds: _containers.RepeatedScalarFieldContainer[str]
    TemplateTransformationInfos: _containers.RepeatedCompositeFieldContainer[TemplateTransformationInfo]
    TemplateRefusalInfo: TemplateRefusalInfo
    IsReusable: bool
    def __init__(self, LetterParticipants: _Optional[_Union[DocumentParticipants, _Mapping]] = ..., TransformedToLetterIds: _Optional[_Iterable[str]] = ..., TemplateTransformationInfos: _Optional[_Iterable[_Union[TemplateTransformationInfo, _Mapping]]] = ..., TemplateRefusalInfo: _Optional[_Union[TemplateRefusalInfo, _Mapping]] = ..., IsReusable: _Optional[bool] = ...) -> None: ...

class Entity(_message.Message):
    __slots__ = ("EntityId", "CreationTimestamp", "Content")
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    CREATIONTIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    EntityId: str
    CreationTimestamp: _basics_pb2.Timestamp
    Content: _basics_pb2.Content
    def __init__(self, EntityId: _Optional[str] = ..., CreationTimestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., Content: _Optional[_Union[_basics_pb2.Content, _Mapping]] = ...) -> None: ...

class GetDocflowBatchRequest(_message.Message):
    __slots__ = ("Requests",)
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    Requests: _containers.RepeatedCompositeFieldContainer[GetDocflowRequest]
    def __init__(self, Requests: _Optional[_Iterable[_Union[GetDocflowRequest, _Mapping]]] = ...) -> None: ...

class GetDocflowEventsRequest(_message.Message):
    __slots__ = ("Filter", "AfterIndexKey", "PopulateDocuments", "InjectEntityContent", "PopulatePreviousDocumentStates", "MessageTypes", "DocumentDirections", "DepartmentId", "TypeNamedIds", "CounteragentBoxId", "Limit")
    FILTER_FIELD_NUMBER: _ClassVar[int]
    AFTERINDEXKEY_FIELD_NUMBER: _ClassVar[int]
    POPULATEDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    INJECTENTITYCONTENT_FIELD_NUMBER: _ClassVar[int]
    POPULATEPREVIOUSDOCUMENTSTATES_FIELD_NUMBER: _ClassVar[int]
    MESSAGETYPES_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDIRECTIONS_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    TYPENAMEDIDS_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENTBOXID_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    Filter: _basics_pb2.TimeBasedFilter
    AfterIndexKey: bytes
    PopulateDocuments: bool
    InjectEntityContent: bool
    PopulatePreviousDocumentStates: bool
    MessageTypes: _containers.RepeatedScalarFieldContainer[str]
    DocumentDirections: _containers.RepeatedScalarFieldContainer[str]
    DepartmentId: str
    TypeNamedIds: _containers.RepeatedScalarFieldContainer[str]
    CounteragentBoxId: str
    Limit: int
    def __init__(self, Filter: _Optional[_Union[_basics_pb2.TimeBasedFilter, _Mapping]] = ..., AfterIndexKey: _Optional[bytes] = ..., PopulateDocuments: _Optional[bool] = ..., InjectEntityContent: _Optional[bool] = ..., PopulatePreviousDocumentStates: _Optional[bool] = ..., MessageTypes: _Optional[_Iterable[str]] = ..., DocumentDirections: _Optional[_Iterable[str]] = ..., DepartmentId: _Optional[str] = ..., TypeNamedIds: _Optional[_Iterable[str]] = ..., CounteragentBoxId: _Optional[str] = ..., Limit: _Optional[int] = ...) -> None: ...

class GetDocflowRequest(_message.Message):
    __slots__ = ("DocumentId", "LastEventId", "InjectEntityContent")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    LASTEVENTID_FIELD_NUMBER: _ClassVar[int]
    INJECTENTITYCONTENT_FIELD_NUMBER: _ClassVar[int]
    DocumentId: _basics_pb2.DocumentId
    LastEventId: str
    InjectEntityContent: bool
    def __init__(self, DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., LastEventId: _Optional[str] = ..., InjectEntityContent: _Optional[bool] = ...) -> None: ...

class GetDocflowsByPacketIdRequest(_message.Message):
    __slots__ = ("PacketId", "Count", "InjectEntityContent", "AfterIndexKey")
    PACKETID_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    INJECTENTITYCONTENT_FIELD_NUMBER: _ClassVar[int]
    AFTERINDEXKEY_FIELD_NUMBER: _ClassVar[int]
    PacketId: str
    Count: int
    InjectEntityContent: bool
    AfterIndexKey: bytes
    def __init__(self, PacketId: _Optional[str] = ..., Count: _Optional[int] = ..., InjectEntityContent: _Optional[bool] = ..., AfterIndexKey: _Optional[bytes] = ...) -> None: ...

class LastEvent(_message.Message):
    __slots__ = ("EventId", "Timestamp")
    EVENTID_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    EventId: str
    Timestamp: _basics_pb2.Timestamp
    def __init__(self, EventId: _Optional[str] = ..., Timestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class NonQualifiedDetails(_message.Message):
    __slots__ = ("SignatureSource",)
    class NonQualifiedSignatureSource(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Default: _ClassVar[NonQualifiedDetails.NonQualifiedSignatureSource]
        GosKey: _ClassVar[NonQualifiedDetails.NonQualifiedSignatureSource]
    Default: NonQualifiedDetails.NonQualifiedSignatureSource
    GosKey: NonQualifiedDetails.NonQualifiedSignatureSource
    SIGNATURESOURCE_FIELD_NUMBER: _ClassVar[int]
    SignatureSource: NonQualifiedDetails.NonQualifiedSignatureSource
    def __init__(self, SignatureSource: _Optional[_Union[NonQualifiedDetails.NonQualifiedSignatureSource, str]] = ...) -> None: ...

class OutOfWorkflowUniversalMessageDocflow(_message.Message):
    __slots__ = ("Messages",)
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    Messages: _containers.RepeatedCompositeFieldContainer[UniversalMessageAttachmentDocflow]
    def __init__(self, Messages: _Optional[_Iterable[_Union[UniversalMessageAttachmentDocflow, _Mapping]]] = ...) -> None: ...

class PacketInfo(_message.Message):
    __slots__ = ("LockMode", "PacketId", "AddedAt")
    LOCKMODE_FIELD_NUMBER: _ClassVar[int]
    PACKETID_FIELD_NUMBER: _ClassVar[int]
    ADDEDAT_FIELD_NUMBER: _ClassVar[int]
    LockMode: _basics_pb2.LockMode
    PacketId: str
    AddedAt: _basics_pb2.Timestamp
    def __init__(self, LockMode: _Optional[_Union[_basics_pb2.LockMode, str]] = ..., PacketId: _Optional[str] = ..., AddedAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PowerOfAttorneyStatusChange(_message.Message):
    __slots__ = ("Entity", "PowerOfAttorneyStatus")
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEYSTATUS_FIELD_NUMBER: _ClassVar[int]
    Entity: Entity
    PowerOfAttorneyStatus: _powers_pb2.PowerOfAttorneyValidationStatus
    def __init__(self, Entity: _Optional[_Union[Entity, _Mapping]] = ..., PowerOfAttorneyStatus: _Optional[_Union[_powers_pb2.PowerOfAttorneyValidationStatus, _Mapping]] = ...) -> None: ...

class QualifiedDetails(_message.Message):
    __slots__ = ("SignatureSource",)
    class QualifiedSignatureSource(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Default: _ClassVar[QualifiedDetails.QualifiedSignatureSource]
    Default: QualifiedDetails.QualifiedSignatureSource
    SIGNATURESOURCE_FIELD_NUMBER: _ClassVar[int]
    SignatureSource: QualifiedDetails.QualifiedSignatureSource
    def __init__(self, SignatureSource: _Optional[_Union[QualifiedDetails.QualifiedSignatureSource, str]] = ...) -> None: ...

class ResolutionDocflowV3(_message.Message):
    __slots__ = ("IsFinished", "ParentEntityId", "ResolutionStatus", "ResolutionEntityId")
    ISFINISHED_FIELD_NUMBER: _ClassVar[int]
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONENTITYID_FIELD_NUMBER: _ClassVar[int]
    IsFinished: bool
    ParentEntityId: str
    ResolutionStatus: ResolutionStatus
    ResolutionEntityId: str
    def __init__(self, IsFinished: _Optional[bool] = ..., ParentEntityId: _Optional[str] = ..., ResolutionStatus: _Optional[_Union[ResolutionStatus, str]] = ..., ResolutionEntityId: _Optional[str] = ...) -> None: ...

class ResolutionEntitiesV3(_message.Message):
    __slots__ = ("Requests", "Resolutions", "ApprovementSignatures", "SignatureDenials")
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONS_FIELD_NUMBER: _ClassVar[int]
    APPROVEMENTSIGNATURES_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREDENIALS_FIELD_NUMBER: _ClassVar[int]
    Requests: _containers.RepeatedCompositeFieldContainer[ResolutionRequestV3]
    Resolutions: _containers.RepeatedCompositeFieldContainer[ResolutionV3]
    ApprovementSignatures: _containers.RepeatedCompositeFieldContainer[ApprovementSignatureV3]
    SignatureDenials: _containers.RepeatedCompositeFieldContainer[SignatureDenialV3]
    def __init__(self, Requests: _Optional[_Iterable[_Union[ResolutionRequestV3, _Mapping]]] = ..., Resolutions: _Optional[_Iterable[_Union[ResolutionV3, _Mapping]]] = ..., ApprovementSignatures: _Optional[_Iterable[_Union[ApprovementSignatureV3, _Mapping]]] = ..., SignatureDenials: _Optional[_Iterable[_Union[SignatureDenialV3, _Mapping]]] = ...) -> None: ...

class ResolutionRequestV3(_message.Message):
    __slots__ = ("Entity", "Target", "AuthorUserId", "RequestType", "ResolvedWith", "Actions")
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    REQUESTTYPE_FIELD_NUMBER: _ClassVar[int]
    RESOLVEDWITH_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    Entity: Entity
    Target: _basics_pb2.ResolutionTarget
    AuthorUserId: str
    RequestType: _basics_pb2.ResolutionRequestType
    ResolvedWith: str
    Actions: _containers.RepeatedScalarFieldContainer[_basics_pb2.ResolutionAction]
    def __init__(self, Entity: _Optional[_Union[Entity, _Mapping]] = ..., Target: _Optional[_Union[_basics_pb2.ResolutionTarget, _Mapping]] = ..., AuthorUserId: _Optional[str] = ..., RequestType: _Optional[_Union[_basics_pb2.ResolutionRequestType, str]] = ..., ResolvedWith: _Optional[str] = ..., Actions: _Optional[_Iterable[_Union[_basics_pb2.ResolutionAction, str]]] = ...) -> None: ...

class ResolutionV3(_message.Message):
    __slots__ = ("Entity", "ResolutionRequestId", "AuthorUserId", "ResolutionType")
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTID_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONTYPE_FIELD_NUMBER: _ClassVar[int]
    Entity: Entity
    ResolutionRequestId: str
    AuthorUserId: str
    ResolutionType: _basics_pb2.ResolutionType
    def __init__(self, Entity: _Optional[_Union[Entity, _Mapping]] = ..., ResolutionRequestId: _Optional[str] = ..., AuthorUserId: _Optional[str] = ..., ResolutionType: _Optional[_Union[_basics_pb2.ResolutionType, str]] = ...) -> None: ...

class RoamingNotification(_message.Message):
    __slots__ = ("Notification", "IsSuccess")
    NOTIFICATION_FIELD_NUMBER: _ClassVar[int]
    ISSUCCESS_FIELD_NUMBER: _ClassVar[int]
    Notification: Entity
    IsSuccess: bool
    def __init__(self, Notification: _Optional[_Union[Entity, _Mapping]] = ..., IsSuccess: _Optional[bool] = ...) -> None: ...

class SearchDocflowsRequest(_message.Message):
    __slots__ = ("QueryString", "Count", "FirstIndex", "Scope", "InjectEntityContent")
    QUERYSTRING_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    FIRSTINDEX_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    INJECTENTITYCONTENT_FIELD_NUMBER: _ClassVar[int]
    QueryString: str
    Count: int
    FirstIndex: int
    Scope: SearchScope
    InjectEntityContent: bool
    def __init__(self, QueryString: _Optional[str] = ..., Count: _Optional[int] = ..., FirstIndex: _Optional[int] = ..., Scope: _Optional[_Union[SearchScope, str]] = ..., InjectEntityContent: _Optional[bool] = ...) -> None: ...

class SignatureDenialV3(_message.Message):
    __slots__ = ("Entity", "ResolutionRequestId", "AuthorUserId")
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTID_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    Entity: Entity
    ResolutionRequestId: str
    AuthorUserId: str
    def __init__(self, Entity: _Optional[_Union[Entity, _Mapping]] = ..., ResolutionRequestId: _Optional[str] = ..., AuthorUserId: _Optional[str] = ...) -> None: ...

class SignaturePowerOfAttorney(_message.Message):
    __slots__ = ("Entity", "FullId", "Status", "StatusChanges", "RoamingSendingStatus", "SendingType")
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    FULLID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    STATUSCHANGES_FIELD_NUMBER: _ClassVar[int]
    ROAMINGSENDINGSTATUS_FIELD_NUMBER: _ClassVar[int]
    SENDINGTYPE_FIELD_NUMBER: _ClassVar[int]
    Entity: Entity
    FullId: _powers_pb2.PowerOfAttorneyFullId
    Status: _powers_pb2.PowerOfAttorneyValidationStatus
    StatusChanges: _containers.RepeatedCompositeFieldContainer[PowerOfAttorneyStatusChange]
    RoamingSendingStatus: _basics_pb2.RoamingSendingStatus
    SendingType: _powers_pb2.PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType
    def __init__(self, Entity: _Optional[_Union[Entity, _Mapping]] = ..., FullId: _Optional[_Union[_powers_pb2.PowerOfAttorneyFullId, _Mapping]] = ..., Status: _Optional[_Union[_powers_pb2.PowerOfAttorneyValidationStatus, _Mapping]] = ..., StatusChanges: _Optional[_Iterable[_Union[PowerOfAttorneyStatusChange, _Mapping]]] = ..., RoamingSendingStatus: _Optional[_Union[_basics_pb2.RoamingSendingStatus, _Mapping]] = ..., SendingType: _Optional[_Union[_powers_pb2.PowerOfAttorneySendingTypeValues.PowerOfAttorneySendingType, str]] = ...) -> None: ...

class SignatureTypeInfo(_message.Message):
    __slots__ = ("SignatureType", "QualifiedDetails", "NonQualifiedDetails")
    SIGNATURETYPE_FIELD_NUMBER: _ClassVar[int]
    QUALIFIEDDETAILS_FIELD_NUMBER: _ClassVar[int]
    NONQUALIFIEDDETAILS_FIELD_NUMBER: _ClassVar[int]
    SignatureType: SignatureType
    QualifiedDetails: QualifiedDetails
    NonQualifiedDetails: NonQualifiedDetails
    def __init__(self, SignatureType: _Optional[_Union[SignatureType, str]] = ..., QualifiedDetails: _Optional[_Union[QualifiedDetails, _Mapping]] = ..., NonQualifiedDetails: _Optional[_Union[NonQualifiedDetails, _Mapping]] = ...) -> None: ...

class SignatureV3(_message.Message):
    __slots__ = ("Cms", "CadesT", "SignerBoxId", "SignerDepartmentId", "IsValid", "VerificationResult", "DeliveredAt", "PowerOfAttorney", "PowerOfAttorneyAttachmentStatus", "SignatureTypeInfo")
    CMS_FIELD_NUMBER: _ClassVar[int]
    CADEST_FIELD_NUMBER: _ClassVar[int]
    SIGNERBOXID_FIELD_NUMBER: _ClassVar[int]
    SIGNERDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISVALID_FIELD_NUMBER: _ClassVar[int]
    VERIFICATIONRESULT_FIELD_NUMBER: _ClassVar[int]
    DELIVEREDAT_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEY_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEYATTACHMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURETYPEINFO_FIELD_NUMBER: _ClassVar[int]
    Cms: Entity
    CadesT: Entity
    SignerBoxId: str
    SignerDepartmentId: str
    IsValid: bool
    VerificationResult: _signatures_pb2.SignatureVerificationResult
    DeliveredAt: _basics_pb2.Timestamp
    PowerOfAttorney: SignaturePowerOfAttorney
    PowerOfAttorneyAttachmentStatus: _powers_pb2.PowerOfAttorneyAttachmentStatus
    SignatureTypeInfo: SignatureTypeInfo
    def __init__(self, Cms: _Optional[_Union[Entity, _Mapping]] = ..., CadesT: _Optional[_Union[Entity, _Mapping]] = ..., SignerBoxId: _Optional[str] = ..., SignerDepartmentId: _Optional[str] = ..., IsValid: _Optional[bool] = ..., VerificationResult: _Optional[_Union[_signatures_pb2.SignatureVerificationResult, _Mapping]] = ..., DeliveredAt: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., PowerOfAttorney: _Optional[_Union[SignaturePowerOfAttorney, _Mapping]] = ..., PowerOfAttorneyAttachmentStatus: _Optional[_Union[_powers_pb2.PowerOfAttorneyAttachmentStatus, _Mapping]] = ..., SignatureTypeInfo: _Optional[_Union[SignatureTypeInfo, _Mapping]] = ...) -> None: ...

class SignedAttachmentV3(_message.Message):
    __slots__ = ("Attachment", "Signature", "Comment", "ContentTypeId")
    ATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    CONTENTTYPEID_FIELD_NUMBER: _ClassVar[int]
    Attachment: Attachment
    Signature: SignatureV3
    Comment: Entity
    ContentTypeId: str
    def __init__(self, Attachment: _Optional[_Union[Attachment, _Mapping]] = ..., Signature: _Optional[_Union[SignatureV3, _Mapping]] = ..., Comment: _Optional[_Union[Entity, _Mapping]] = ..., ContentTypeId: _Optional[str] = ...) -> None: ...

class TemplateRefusalInfo(_message.Message):
    __slots__ = ("BoxId", "AuthorUserId", "Comment")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    AuthorUserId: str
    Comment: str
    def __init__(self, BoxId: _Optional[str] = ..., AuthorUserId: _Optional[str] = ..., Comment: _Optional[str] = ...) -> None: ...

class TemplateTransformationChangeInfo(_message.Message):
    __slots__ = ("ChangeId", "ChangeType", "ChangeInitiatorBoxId", "AuthorUserId")
    CHANGEID_FIELD_NUMBER: _ClassVar[int]
    CHANGETYPE_FIELD_NUMBER: _ClassVar[int]
    CHANGEINITIATORBOXID_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    ChangeId: str
    ChangeType: _documents_pb2.TemplateTransformationChangeType
    ChangeInitiatorBoxId: str
    AuthorUserId: str
    def __init__(self, ChangeId: _Optional[str] = ..., ChangeType: _Optional[_Union[_documents_pb2.TemplateTransformationChangeType, str]] = ..., ChangeInitiatorBoxId: _Optional[str] = ..., AuthorUserId: _Optional[str] = ...) -> None: ...

class TemplateTransformationInfo(_message.Message):
    __slots__ = ("TransformationId", "TransformedToDocumentId", "AuthorUserId", "Changes")
    TRANSFORMATIONID_FIELD_NUMBER: _ClassVar[int]
    TRANSFORMEDTODOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    TransformationId: str
    TransformedToDocumentId: _basics_pb2.DocumentId
    AuthorUserId: str
    Changes: _containers.RepeatedCompositeFieldContainer[TemplateTransformationChangeInfo]
    def __init__(self, TransformationId: _Optional[str] = ..., TransformedToDocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., AuthorUserId: _Optional[str] = ..., Changes: _Optional[_Iterable[_Union[TemplateTransformationChangeInfo, _Mapping]]] = ...) -> None: ...

class UniversalMessageAttachmentDocflow(_message.Message):
    __slots__ = ("Attachment", "MessageInfo", "ContentTypeId", "IsRead")
    ATTACHMENT_FIELD_NUMBER: _ClassVar[int]
    MESSAGEINFO_FIELD_NUMBER: _ClassVar[int]
    CONTENTTYPEID_FIELD_NUMBER: _ClassVar[int]
    ISREAD_FIELD_NUMBER: _ClassVar[int]
    Attachment: Attachment
    MessageInfo: _documents_pb2.UniversalMessageInfo
    ContentTypeId: str
    IsRead: bool
    def __init__(self, Attachment: _Optional[_Union[Attachment, _Mapping]] = ..., MessageInfo: _Optional[_Union[_documents_pb2.UniversalMessageInfo, _Mapping]] = ..., ContentTypeId: _Optional[str] = ..., IsRead: _Optional[bool] = ...) -> None: ...

from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import document_metadata_pb2 as _document_metadata_pb2
from inkpost.faces.diadoc.proto import powers_pb2 as _powers_pb2
from inkpost.faces.diadoc.proto import workflows_pb2 as _workflows_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GeneralReceiptStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GeneralReceiptStatusUnknown: _ClassVar[GeneralReceiptStatus]
    GeneralReceiptStatusNotAcceptable: _ClassVar[GeneralReceiptStatus]
    HaveToCreateReceipt: _ClassVar[GeneralReceiptStatus]
    WaitingForReceipt: _ClassVar[GeneralReceiptStatus]
    Finished: _ClassVar[GeneralReceiptStatus]

class MessageType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    Unknown: _ClassVar[MessageType]
    Letter: _ClassVar[MessageType]
    Draft: _ClassVar[MessageType]
    Template: _ClassVar[MessageType]

class OuterStatusType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownStatus: _ClassVar[OuterStatusType]
    Normal: _ClassVar[OuterStatusType]
    Success: _ClassVar[OuterStatusType]
    Warning: _ClassVar[OuterStatusType]
    Error: _ClassVar[OuterStatusType]

class ProxySignatureStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownProxySignatureStatus: _ClassVar[ProxySignatureStatus]
    ProxySignatureStatusNone: _ClassVar[ProxySignatureStatus]
    WaitingForProxySignature: _ClassVar[ProxySignatureStatus]
    WithProxySignature: _ClassVar[ProxySignatureStatus]
    ProxySignatureRejected: _ClassVar[ProxySignatureStatus]
    InvalidProxySignature: _ClassVar[ProxySignatureStatus]

class RecipientResponseStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RecipientResponseStatusUnknown: _ClassVar[RecipientResponseStatus]
    RecipientResponseStatusNotAcceptable: _ClassVar[RecipientResponseStatus]
    WaitingForRecipientSignature: _ClassVar[RecipientResponseStatus]
    WithRecipientSignature: _ClassVar[RecipientResponseStatus]
    RecipientSignatureRequestRejected: _ClassVar[RecipientResponseStatus]
    InvalidRecipientSignature: _ClassVar[RecipientResponseStatus]
    WithRecipientPartiallySignature: _ClassVar[RecipientResponseStatus]

class ResolutionStatusType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownResolutionStatus: _ClassVar[ResolutionStatusType]
    Approved: _ClassVar[ResolutionStatusType]
    Disapproved: _ClassVar[ResolutionStatusType]
    ApprovementRequested: _ClassVar[ResolutionStatusType]
    SignatureRequested: _ClassVar[ResolutionStatusType]
    SignatureDenied: _ClassVar[ResolutionStatusType]
    ActionsRequested: _ClassVar[ResolutionStatusType]

class RevocationStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownRevocationStatus: _ClassVar[RevocationStatus]
    RevocationStatusNone: _ClassVar[RevocationStatus]
    RevocationIsRequestedByMe: _ClassVar[RevocationStatus]
    RequestsMyRevocation: _ClassVar[RevocationStatus]
    RevocationAccepted: _ClassVar[RevocationStatus]
    RevocationRejected: _ClassVar[RevocationStatus]

class RoamingNotificationStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownRoamingNotificationStatus: _ClassVar[RoamingNotificationStatus]
    RoamingNotificationStatusNone: _ClassVar[RoamingNotificationStatus]
    RoamingNotificationStatusSuccess: _ClassVar[RoamingNotificationStatus]
    RoamingNotificationStatusError: _ClassVar[RoamingNotificationStatus]

class SenderSignatureStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownSenderSignatureStatus: _ClassVar[SenderSignatureStatus]
    WaitingForSenderSignature: _ClassVar[SenderSignatureStatus]
    SenderSignatureUnchecked: _ClassVar[SenderSignatureStatus]
    SenderSignatureCheckedAndValid: _ClassVar[SenderSignatureStatus]
    SenderSignatureCheckedAndInvalid: _ClassVar[SenderSignatureStatus]

class TemplateTransformationChangeType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownTemplateTransformationChange: _ClassVar[TemplateTransformationChangeType]
    SignatureRejection: _ClassVar[TemplateTransformationChangeType]

class UniversalMessageBehaviour(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    Undefined: _ClassVar[UniversalMessageBehaviour]
    AffectsWorkflow: _ClassVar[UniversalMessageBehaviour]
    DoesNotAffectWorkflow: _ClassVar[UniversalMessageBehaviour]

class UniversalMessageCodeGroup(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownUniversalMessageCodeGroup: _ClassVar[UniversalMessageCodeGroup]
    Receipt: _ClassVar[UniversalMessageCodeGroup]
    AmendmentRequest: _ClassVar[UniversalMessageCodeGroup]
    Rejection: _ClassVar[UniversalMessageCodeGroup]
    InformationMessage: _ClassVar[UniversalMessageCodeGroup]
GeneralReceiptStatusUnknown: GeneralReceiptStatus
GeneralReceiptStatusNotAcceptable: GeneralReceiptStatus
HaveToCreateReceipt: GeneralReceiptStatus
WaitingForReceipt: GeneralReceiptStatus
Finished: GeneralReceiptStatus
Unknown: MessageType
Letter: MessageType
Draft: MessageType
Template: MessageType
UnknownStatus: OuterStatusType
Normal: OuterStatusType
Success: OuterStatusType
Warning: OuterStatusType
Error: OuterStatusType
UnknownProxySignatureStatus: ProxySignatureStatus
ProxySignatureStatusNone: ProxySignatureStatus
WaitingForProxySignature: ProxySignatureStatus
WithProxySignature: ProxySignatureStatus
ProxySignatureRejected: ProxySignatureStatus
InvalidProxySignature: ProxySignatureStatus
RecipientResponseStatusUnknown: RecipientResponseStatus
RecipientResponseStatusNotAcceptable: RecipientResponseStatus
WaitingForRecipientSignature: RecipientResponseStatus
WithRecipientSignature: RecipientResponseStatus
RecipientSignatureRequestRejected: RecipientResponseStatus
InvalidRecipientSignature: RecipientResponseStatus
WithRecipientPartiallySignature: RecipientResponseStatus
UnknownResolutionStatus: ResolutionStatusType
Approved: ResolutionStatusType
Disapproved: ResolutionStatusType
ApprovementRequested: ResolutionStatusType
SignatureRequested: ResolutionStatusType
SignatureDenied: ResolutionStatusType
ActionsRequested: ResolutionStatusType
UnknownRevocationStatus: RevocationStatus
RevocationStatusNone: RevocationStatus
RevocationIsRequestedByMe: RevocationStatus
RequestsMyRevocation: RevocationStatus
RevocationAccepted: RevocationStatus
RevocationRejected: RevocationStatus
UnknownRoamingNotificationStatus: RoamingNotificationStatus
RoamingNotificationStatusNone: RoamingNotificationStatus
RoamingNotificationStatusSuccess: RoamingNotificationStatus
RoamingNotificationStatusError: RoamingNotificationStatus
UnknownSenderSignatureStatus: SenderSignatureStatus
WaitingForSenderSignature: SenderSignatureStatus
SenderSignatureUnchecked: SenderSignatureStatus
SenderSignatureCheckedAndValid: SenderSignatureStatus
SenderSignatureCheckedAndInvalid: SenderSignatureStatus
UnknownTemplateTransformationChange: TemplateTransformationChangeType
SignatureRejection: TemplateTransformationChangeType
Undefined: UniversalMessageBehaviour
AffectsWorkflow: UniversalMessageBehaviour
DoesNotAffectWorkflow: UniversalMessageBehaviour
UnknownUniversalMessageCodeGroup: UniversalMessageCodeGroup
Receipt: UniversalMessageCodeGroup
AmendmentRequest: UniversalMessageCodeGroup
Rejection: UniversalMessageCodeGroup
InformationMessage: UniversalMessageCodeGroup

class AmendmentRequestMetadata(_message.Message):
    __slots__ = ("AmendmentFlags", "ReceiptStatus")
    AMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    AmendmentFlags: int
    ReceiptStatus: GeneralReceiptStatus
    def __init__(self, AmendmentFlags: _Optional[int] = ..., ReceiptStatus: _Optional[_Union[GeneralReceiptStatus, str]] = ...) -> None: ...

class ConfirmationMetadata(_message.Message):
    __slots__ = ("ReceiptStatus", "DateTimeTicks")
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    ReceiptStatus: GeneralReceiptStatus
    DateTimeTicks: int
    def __init__(self, ReceiptStatus: _Optional[_Union[GeneralReceiptStatus, str]] = ..., DateTimeTicks: _Optional[int] = ...) -> None: ...

class DepartmentFilter(_message.Message):
    __slots__ = ("DepartmentId", "ExcludeSubdepartments")
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    EXCLUDESUBDEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    DepartmentId: str
    ExcludeSubdepartments: bool
    def __init__(self, DepartmentId: _Optional[str] = ..., ExcludeSubdepartments: _Optional[bool] = ...) -> None: ...

class DocflowStatusModelV3(_message.Message):
    __slots__ = ("Severity", "StatusText")
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    STATUSTEXT_FIELD_NUMBER: _ClassVar[int]
    Severity: str
    StatusText: str
    def __init__(self, Severity: _Optional[str] = ..., StatusText: _Optional[str] = ...) -> None: ...

class DocflowStatusV3(_message.Message):
    __slots__ = ("PrimaryStatus", "SecondaryStatus", "PowerOfAttorneyGeneralStatus", "GeneralRoamingSendingStatus")
    PRIMARYSTATUS_FIELD_NUMBER: _ClassVar[int]
    SECONDARYSTATUS_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEYGENERALSTATUS_FIELD_NUMBER: _ClassVar[int]
    GENERALROAMINGSENDINGSTATUS_FIELD_NUMBER: _ClassVar[int]
    PrimaryStatus: DocflowStatusModelV3
    SecondaryStatus: DocflowStatusModelV3
    PowerOfAttorneyGeneralStatus: _powers_pb2.PowerOfAttorneyValidationStatus
    GeneralRoamingSendingStatus: _basics_pb2.RoamingSendingStatus
    def __init__(self, PrimaryStatus: _Optional[_Union[DocflowStatusModelV3, _Mapping]] = ..., SecondaryStatus: _Optional[_Union[DocflowStatusModelV3, _Mapping]] = ..., PowerOfAttorneyGeneralStatus: _Optional[_Union[_powers_pb2.PowerOfAttorneyValidationStatus, _Mapping]] = ..., GeneralRoamingSendingStatus: _Optional[_Union[_basics_pb2.RoamingSendingStatus, _Mapping]] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("IndexKey", "MessageId", "EntityId", "CreationTimestampTicks", "CounteragentBoxId", "DocumentType", "InitialDocumentIds", "SubordinateDocumentIds", "Content", "FileName", "DocumentDate", "DocumentNumber", "NonformalizedDocumentMetadata", "InvoiceMetadata", "TrustConnectionRequestMetadata", "Torg12Metadata", "InvoiceRevisionMetadata", "InvoiceCorrectionMetadata", "InvoiceCorrectionRevisionMetadata", "AcceptanceCertificateMetadata", "ProformaInvoiceMetadata", "XmlTorg12Metadata", "XmlAcceptanceCertificateMetadata", "IsDeleted", "DepartmentId", "IsTest", "FromDepartmentId", "ToDepartmentId", "PriceListMetadata", "CustomDocumentId", "ResolutionStatus", "RevocationStatus", "SendTimestampTicks", "DeliveryTimestampTicks", "ForwardDocumentEvents", "ReconciliationActMetadata", "ContractMetadata", "Torg13Metadata", "ServiceDetailsMetadata", "RoamingNotificationStatus", "HasCustomPrintForm", "CustomData", "PacketId", "DocumentDirection", "LastModificationTimestampTicks", "IsEncryptedContent", "SenderSignatureStatus", "SupplementaryAgreementMetadata", "IsRead", "RoamingNotificationStatusDescription", "PacketIsLocked", "PriceListAgreementMetadata", "CertificateRegistryMetadata", "UniversalTransferDocumentMetadata", "UniversalTransferDocumentRevisionMetadata", "UniversalCorrectionDocumentMetadata", "UniversalCorrectionDocumentRevisionMetadata", "ResolutionRouteId", "AttachmentVersion", "ProxySignatureStatus", "TypeNamedId", "Function", "WorkflowId", "Title", "Metadata", "RecipientReceiptMetadata", "ConfirmationMetadata", "RecipientResponseStatus", "AmendmentRequestMetadata", "Origin", "EditingSettingId", "LockMode", "SenderReceiptMetadata", "Version", "LastOuterDocflows", "ProxyBoxId", "ProxyDepartmentId", "DocflowStatus", "TtGisFixationCancellationStatus", "HasUnreadOutOfWorkflowUniversalMessages")
    INDEXKEY_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    ENTITYID_FIELD_NUMBER: _ClassVar[int]
    CREATIONTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    COUNTERAGENTBOXID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTTYPE_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    NONFORMALIZEDDOCUMENTMETADATA_FIELD_NUMBER: _ClassVar[int]
    INVOICEMETADATA_FIELD_NUMBER: _ClassVar[int]
    TRUSTCONNECTIONREQUESTMETADATA_FIELD_NUMBER: _ClassVar[int]
    TORG12METADATA_FIELD_NUMBER: _ClassVar[int]
    INVOICEREVISIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    INVOICECORRECTIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    INVOICECORRECTIONREVISIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    ACCEPTANCECERTIFICATEMETADATA_FIELD_NUMBER: _ClassVar[int]
    PROFORMAINVOICEMETADATA_FIELD_NUMBER: _ClassVar[int]
    XMLTORG12METADATA_FIELD_NUMBER: _ClassVar[int]
    XMLACCEPTANCECERTIFICATEMETADATA_FIELD_NUMBER: _ClassVar[int]
    ISDELETED_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISTEST_FIELD_NUMBER: _ClassVar[int]
    FROMDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    TODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    PRICELISTMETADATA_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    SENDTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    DELIVERYTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    FORWARDDOCUMENTEVENTS_FIELD_NUMBER: _ClassVar[int]
    RECONCILIATIONACTMETADATA_FIELD_NUMBER: _ClassVar[int]
    CONTRACTMETADATA_FIELD_NUMBER: _ClassVar[int]
    TORG13METADATA_FIELD_NUMBER: _ClassVar[int]
    SERVICEDETAILSMETADATA_FIELD_NUMBER: _ClassVar[int]
    ROAMINGNOTIFICATIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    HASCUSTOMPRINTFORM_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    PACKETID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDIRECTION_FIELD_NUMBER: _ClassVar[int]
    LASTMODIFICATIONTIMESTAMPTICKS_FIELD_NUMBER: _ClassVar[int]
    ISENCRYPTEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    SENDERSIGNATURESTATUS_FIELD_NUMBER: _ClassVar[int]
    SUPPLEMENTARYAGREEMENTMETADATA_FIELD_NUMBER: _ClassVar[int]
    ISREAD_FIELD_NUMBER: _ClassVar[int]
    ROAMINGNOTIFICATIONSTATUSDESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    PACKETISLOCKED_FIELD_NUMBER: _ClassVar[int]
    PRICELISTAGREEMENTMETADATA_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATEREGISTRYMETADATA_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALTRANSFERDOCUMENTMETADATA_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALTRANSFERDOCUMENTREVISIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALCORRECTIONDOCUMENTMETADATA_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALCORRECTIONDOCUMENTREVISIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONROUTEID_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTVERSION_FIELD_NUMBER: _ClassVar[int]
    PROXYSIGNATURESTATUS_FIELD_NUMBER: _ClassVar[int]
    TYPENAMEDID_FIELD_NUMBER: _ClassVar[int]
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    WORKFLOWID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    RECIPIENTRECEIPTMETADATA_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    RECIPIENTRESPONSESTATUS_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUESTMETADATA_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    EDITINGSETTINGID_FIELD_NUMBER: _ClassVar[int]
    LOCKMODE_FIELD_NUMBER: _ClassVar[int]
    SENDERRECEIPTMETADATA_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    LASTOUTERDOCFLOWS_FIELD_NUMBER: _ClassVar[int]
    PROXYBOXID_FIELD_NUMBER: _ClassVar[int]
    PROXYDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    DOCFLOWSTATUS_FIELD_NUMBER: _ClassVar[int]
    TTGISFIXATIONCANCELLATIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    HASUNREADOUTOFWORKFLOWUNIVERSALMESSAGES_FIELD_NUMBER: _ClassVar[int]
    IndexKey: str
    MessageId: str
    EntityId: str
    CreationTimestampTicks: int
    CounteragentBoxId: str
    DocumentType: _basics_pb2.DocumentType
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    Content: _basics_pb2.Content
    FileName: str
    DocumentDate: str
    DocumentNumber: str
    NonformalizedDocumentMetadata: _document_metadata_pb2.NonformalizedDocumentMetadata
    InvoiceMetadata: _document_metadata_pb2.InvoiceMetadata
    TrustConnectionRequestMetadata: _document_metadata_pb2.TrustConnectionRequestMetadata
    Torg12Metadata: _document_metadata_pb2.BasicDocumentMetadata
    InvoiceRevisionMetadata: _document_metadata_pb2.InvoiceRevisionMetadata
    InvoiceCorrectionMetadata: _document_metadata_pb2.InvoiceCorrectionMetadata
    InvoiceCorrectionRevisionMetadata: _document_metadata_pb2.InvoiceCorrectionRevisionMetadata
    AcceptanceCertificateMetadata: _document_metadata_pb2.AcceptanceCertificateMetadata
    ProformaInvoiceMetadata: _document_metadata_pb2.ProformaInvoiceMetadata
    XmlTorg12Metadata: _document_metadata_pb2.BasicDocumentMetadata
    XmlAcceptanceCertificateMetadata: _document_metadata_pb2.BasicDocumentMetadata
    IsDeleted: bool
    DepartmentId: str
    IsTest: bool
    FromDepartmentId: str
    ToDepartmentId: str
    PriceListMetadata: _document_metadata_pb2.PriceListMetadata
    CustomDocumentId: str
    ResolutionStatus: ResolutionStatus
    RevocationStatus: RevocationStatus
    SendTimestampTicks: int
    DeliveryTimestampTicks: int
    ForwardDocumentEvents: _containers.RepeatedCompositeFieldContainer[ForwardDocumentEvent]
    ReconciliationActMetadata: _document_metadata_pb2.BilateralDocumentMetadata
    ContractMetadata: _document_metadata_pb2.ContractMetadata
    Torg13Metadata: _document_metadata_pb2.BasicDocumentMetadata
    ServiceDetailsMetadata: _document_metadata_pb2.ServiceDetailsMetadata
    RoamingNotificationStatus: RoamingNotificationStatus
    HasCustomPrintForm: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    PacketId: str
    DocumentDirection: _basics_pb2.DocumentDirection
    LastModificationTimestampTicks: int
    IsEncryptedContent: bool
    SenderSignatureStatus: SenderSignatureStatus
    SupplementaryAgreementMetadata: _document_metadata_pb2.SupplementaryAgreementMetadata
    IsRead: bool
    RoamingNotificationStatusDescription: str
    PacketIsLocked: bool
    PriceListAgreementMetadata: _document_metadata_pb2.NonformalizedDocumentMetadata
    CertificateRegistryMetadata: _document_metadata_pb2.NonformalizedDocumentMetadata
    UniversalTransferDocumentMetadata: _document_metadata_pb2.UniversalTransferDocumentMetadata
    UniversalTransferDocumentRevisionMetadata: _document_metadata_pb2.UniversalTransferDocumentRevisionMetadata
    UniversalCorrectionDocumentMetadata: _document_metadata_pb2.UniversalCorrectionDocumentMetadata
    UniversalCorrectionDocumentRevisionMetadata: _document_metadata_pb2.UniversalCorrectionDocumentRevisionMetadata
    ResolutionRouteId: str
    AttachmentVersion: str
    ProxySignatureStatus: ProxySignatureStatus
    TypeNamedId: str
    Function: str
    WorkflowId: int
    Title: str
    Metadata: _containers.RepeatedCompositeFieldContainer[_basics_pb2.MetadataItem]
    RecipientReceiptMetadata: RecipientReceiptMetadata
    ConfirmationMetadata: ConfirmationMetadata
    RecipientResponseStatus: RecipientResponseStatus
    AmendmentRequestMetadata: AmendmentRequestMetadata
    Origin: Origin
    EditingSettingId: str
    LockMode: _basics_pb2.LockMode
    SenderReceiptMetadata: SenderReceiptMetadata
    Version: str
    LastOuterDocflows: _containers.RepeatedCompositeFieldContainer[LastOuterDocflow]
    ProxyBoxId: str
    ProxyDepartmentId: str
    DocflowStatus: DocflowStatusV3
    TtGisFixationCancellationStatus: _basics_pb2.TtGisFixationCancellationStatus
    HasUnreadOutOfWorkflowUniversalMessages: bool
    def __init__(self, IndexKey: _Optional[str] = ..., MessageId: _Optional[str] = ..., EntityId: _Optional[str] = ..., CreationTimestampTicks: _Optional[int] = ..., CounteragentBoxId: _Optional[str] = ..., DocumentType: _Optional[_Union[_basics_pb2.DocumentType, str]] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., Content: _Optional[_Union[_basics_pb2.Content, _Mapping]] = ..., FileName: _Optional[str] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., NonformalizedDocumentMetadata: _Optional[_Union[_document_metadata_pb2.NonformalizedDocumentMetadata, _Mapping]] = ..., InvoiceMetadata: _Optional[_Union[_document_metadata_pb2.InvoiceMetadata, _Mapping]] = ..., TrustConnectionRequestMetadata: _Optional[_Union[_document_metadata_pb2.TrustConnectionRequestMetadata, _Mapping]] = ..., Torg12Metadata: _Optional[_Union[_document_metadata_pb2.BasicDocumentMetadata, _Mapping]] = ..., InvoiceRevisionMetadata: _Optional[_Union[_document_metadata_pb2.InvoiceRevisionMetadata, _Mapping]] = ..., InvoiceCorrectionMetadata: _Optional[_Union[_document_metadata_pb2.InvoiceCorrectionMetadata, _Mapping]] = ..., InvoiceCorrectionRevisionMetadata: _Optional[_Union[_document_metadata_pb2.InvoiceCorrectionRevisionMetadata, _Mapping]] = ..., AcceptanceCertificateMetadata: _Optional[_Union[_document_metadata_pb2.AcceptanceCertificateMetadata, _Mapping]] = ..., ProformaInvoiceMetadata: _Optional[_Union[_document_metadata_pb2.ProformaInvoiceMetadata, _Mapping]] = ..., XmlTorg12Metadata: _Optional[_Union[_document_metadata_pb2.BasicDocumentMetadata, _Mapping]] = ..., XmlAcceptanceCertificateMetadata: _Optional[_Union[_document_metadata_pb2.BasicDocumentMetadata, _Mapping]] = ..., IsDeleted: _Optional[bool] = ..., DepartmentId: _Optional[str] = ..., IsTest: _Optional[bool] = ..., FromDepartmentId: _Optional[str] = ..., ToDepartmentId: _Optional[str] = ..., PriceListMetadata: _Optional[_Union[_document_metadata_pb2.PriceListMetadata, _Mapping]] = ..., CustomDocumentId: _Optional[str] = ..., ResolutionStatus: _Optional[_Union[ResolutionStatus, _Mapping]] = ..., RevocationStatus: _Optional[_Union[RevocationStatus, str]] = ..., SendTimestampTicks: _Optional[int] = ..., DeliveryTimestampTicks: _Optional[int] = ..., ForwardDocumentEvents: _Optional[_Iterable[_Union[ForwardDocumentEvent, _Mapping]]] = ..., ReconciliationActMetadata: _Optional[_Union[_document_metadata_pb2.BilateralDocumentMetadata, _Mapping]] = ..., ContractMetadata: _Optional[_Union[_document_metadata_pb2.ContractMetadata, _Mapping]] = ..., Torg13Metadata: _Optional[_Union[_document_metadata_pb2.BasicDocumentMetadata, _Mapping]] = ..., ServiceDetailsMetadata: _Optional[_Union[_document_metadata_pb2.ServiceDetailsMetadata, _Mapping]] = ..., RoamingNotificationStatus: _Optional[_Union[RoamingNotificationStatus, str]] = ..., HasCustomPrintForm: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ..., PacketId: _Optional[str] = ..., DocumentDirection: _Optional[_Union[_basics_pb2.DocumentDirection, str]] = ..., LastModificationTimestampTicks: _Optional[int] = ..., IsEncryptedContent: _Optional[bool] = ..., SenderSignatureStatus: _Optional[_Union[SenderSignatureStatus, str]] = ..., SupplementaryAgreementMetadata: _Optional[_Union[_document_metadata_pb2.SupplementaryAgreementMetadata, _Mapping]] = ..., IsRead: _Optional[bool] = ..., RoamingNotificationStatusDescription: _Optional[str] = ..., PacketIsLocked: _Optional[bool] = ..., PriceListAgreementMetadata: _Optional[_Union[_document_metadata_pb2.NonformalizedDocumentMetadata, _Mapping]] = ..., CertificateRegistryMetadata: _Optional[_Union[_document_metadata_pb2.NonformalizedDocumentMetadata, _Mapping]] = ..., UniversalTransferDocumentMetadata: _Optional[_Union[_document_metadata_pb2.UniversalTransferDocumentMetadata, _Mapping]] = ..., UniversalTransferDocumentRevisionMetadata: _Optional[_Union[_document_metadata_pb2.UniversalTransferDocumentRevisionMetadata, _Mapping]] = ..., UniversalCorrectionDocumentMetadata: _Optional[_Union[_document_metadata_pb2.UniversalCorrectionDocumentMetadata, _Mapping]] = ..., UniversalCorrectionDocumentRevisionMetadata: _Optional[_Union[_document_metadata_pb2.UniversalCorrectionDocumentRevisionMetadata, _Mapping]] = ..., ResolutionRouteId: _Optional[str] = ..., AttachmentVersion: _Optional[str] = ..., ProxySignatureStatus: _Optional[_Union[ProxySignatureStatus, str]] = ..., TypeNamedId: _Optional[str] = ..., Function: _Optional[str] = ..., WorkflowId: _Optional[int] = ..., Title: _Optional[str] = ..., Metadata: _Optional[_Iterable[_Union[_basics_pb2.MetadataItem, _Mapping]]] = ..., RecipientReceiptMetadata: _Optional[_Union[RecipientReceiptMetadata, _Mapping]] = ..., ConfirmationMetadata: _Optional[_Union[ConfirmationMetadata, _Mapping]] = ..., RecipientResponseStatus: _Optional[_Union[RecipientResponseStatus, str]] = ..., AmendmentRequestMetadata: _Optional[_Union[AmendmentRequestMetadata, _Mapping]] = ..., Origin: _Optional[_Union[Origin, _Mapping]] = ..., EditingSettingId: _Optional[str] = ..., LockMode: _Optional[_Union[_basics_pb2.LockMode, str]] = ..., SenderReceiptMetadata: _Optional[_Union[SenderReceiptMetadata, _Mapping]] = ..., Version: _Optional[str] = ..., LastOuterDocflows: _Optional[_Iterable[_Union[LastOuterDocflow, _Mapping]]] = ..., ProxyBoxId: _Optional[str] = ..., ProxyDepartmentId: _Optional[str] = ..., DocflowStatus: _Optional[_Union[DocflowStatusV3, _Mapping]] = ..., TtGisFixationCancellationStatus: _Optional[_Union[_basics_pb2.TtGisFixationCancellationStatus, str]] = ..., HasUnreadOutOfWorkflowUniversalMessages: _Optional[bool] = ...) -> None: ...

class DocumentList(_message.Message):
    __slots__ = ("TotalCount", "Documents", "HasMoreResults")
    TOTALCOUNT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    HASMORERESULTS_FIELD_NUMBER: _ClassVar[int]
    TotalCount: int
    Documents: _containers.RepeatedCompositeFieldContainer[Document]
    HasMoreResults: bool
    def __init__(self, TotalCount: _Optional[int] = ..., Documents: _Optional[_Iterable[_Union[Document, _Mapping]]] = ..., HasMoreResults: _Optional[bool] = ...) -> None: ...

class DocumentParticipantFlags(_message.Message):
    __slots__ = ("IsRoaming", "IsCrossborder", "IsForeign")
    ISROAMING_FIELD_NUMBER: _ClassVar[int]
    ISCROSSBORDER_FIELD_NUMBER: _ClassVar[int]
    ISFOREIGN_FIELD_NUMBER: _ClassVar[int]
    IsRoaming: bool
    IsCrossborder: bool
    IsForeign: bool
    def __init__(self, IsRoaming: _Optional[bool] = ..., IsCrossborder: _Optional[bool] = ..., IsForeign: _Optional[bool] = ...) -> None: ...

class DocumentParticipantV2(_message.Message):
    __slots__ = ("BoxId", "DepartmentId", "Role", "Flags", "Type", "IsCurrentBox")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    FLAGS_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    ISCURRENTBOX_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    DepartmentId: str
    Role: str
    Flags: DocumentParticipantFlags
    Type: _workflows_pb2.ParticipantTypeValues.ParticipantType
    IsCurrentBox: bool
    def __init__(self, BoxId: _Optional[str] = ..., DepartmentId: _Optional[str] = ..., Role: _Optional[str] = ..., Flags: _Optional[_Union[DocumentParticipantFlags, _Mapping]] = ..., Type: _Optional[_Union[_workflows_pb2.ParticipantTypeValues.ParticipantType, str]] = ..., IsCurrentBox: _Optional[bool] = ...) -> None: ...

class DocumentParticipantsV2(_message.Message):
    __slots__ = ("Participants",)
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    Participants: _containers.RepeatedCompositeFieldContainer[DocumentParticipantV2]
    def __init__(self, Participants: _Optional[_Iterable[_Union[DocumentParticipantV2, _Mapping]]] = ...) -> None: ...

class DocumentsMoveOperation(_message.Message):
    __slots__ = ("BoxId", "ToDepartmentId", "DocumentIds")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    TODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    ToDepartmentId: str
    DocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    def __init__(self, BoxId: _Optional[str] = ..., ToDepartmentId: _Optional[str] = ..., DocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ...) -> None: ...

class ForwardDocumentEvent(_message.Message):
    __slots__ = ("Timestamp", "ToBoxId")
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    Timestamp: _basics_pb2.Timestamp
    ToBoxId: str
    def __init__(self, Timestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., ToBoxId: _Optional[str] = ...) -> None: ...

class GetDocumentsV4Request(_message.Message):
    __slots__ = ("CounteragentBoxIds", "FromDepartmentIds", "ToDepartmentIds", "Departments", "DocumentTypeNamedIds", "DocumentCategory", "DocumentStatuses", "FileNames", "DocumentNumbers", "FromDocumentDate", "ToDocumentDate", "FromTimestamp", "ToTimestamp", "TotalSums", "ToTotalSum", "FromTotalSum", "CustomData", "SortDirection", "Count", "AfterIndexKey")
    COUNTERAGENTBOXIDS_FIELD_NUMBER: _ClassVar[int]
    FROMDEPARTMENTIDS_FIELD_NUMBER: _ClassVar[int]
    TODEPARTMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTTYPENAMEDIDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTCATEGORY_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTSTATUSES_FIELD_NUMBER: _ClassVar[int]
    FILENAMES_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBERS_FIELD_NUMBER: _ClassVar[int]
    FROMDOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    TODOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    FROMTIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    TOTIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    TOTALSUMS_FIELD_NUMBER: _ClassVar[int]
    TOTOTALSUM_FIELD_NUMBER: _ClassVar[int]
    FROMTOTALSUM_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SORTDIRECTION_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    AFTERINDEXKEY_FIELD_NUMBER: _ClassVar[int]
    CounteragentBoxIds: _containers.RepeatedScalarFieldContainer[str]
    FromDepartmentIds: _containers.RepeatedScalarFieldContainer[str]
    ToDepartmentIds: _containers.RepeatedScalarFieldContainer[str]
    Departments: _containers.RepeatedCompositeFieldContainer[DepartmentFilter]
    DocumentTypeNamedIds: _containers.RepeatedScalarFieldContainer[str]
    DocumentCategory: str
    DocumentStatuses: _containers.RepeatedScalarFieldContainer[str]
    FileNames: _containers.RepeatedScalarFieldContainer[str]
    DocumentNumbers: _containers.RepeatedScalarFieldContainer[str]
    FromDocumentDate: str
    ToDocumentDate: str
    FromTimestamp: _basics_pb2.Timestamp
    ToTimestamp: _basics_pb2.Timestamp
    TotalSums: _containers.RepeatedScalarFieldContainer[str]
    ToTotalSum: str
    FromTotalSum: str
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    SortDirection: _basics_pb2.SortDirection
    Count: int
    AfterIndexKey: str
    def __init__(self, CounteragentBoxIds: _Optional[_Iterable[str]] = ..., FromDepartmentIds: _Optional[_Iterable[str]] = ..., ToDepartmentIds: _Optional[_Iterable[str]] = ..., Departments: _Optional[_Iterable[_Union[DepartmentFilter, _Mapping]]] = ..., DocumentTypeNamedIds: _Optional[_Iterable[str]] = ..., DocumentCategory: _Optional[str] = ..., DocumentStatuses: _Optional[_Iterable[str]] = ..., FileNames: _Optional[_Iterable[str]] = ..., DocumentNumbers: _Optional[_Iterable[str]] = ..., FromDocumentDate: _Optional[str] = ..., ToDocumentDate: _Optional[str] = ..., FromTimestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., ToTimestamp: _Optional[_Union[_basics_pb2.Timestamp, _Mapping]] = ..., TotalSums: _Optional[_Iterable[str]] = ..., ToTotalSum: _Optional[str] = ..., FromTotalSum: _Optional[str] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ..., SortDirection: _Optional[_Union[_basics_pb2.SortDirection, str]] = ..., Count: _Optional[int] = ..., AfterIndexKey: _Optional[str] = ...) -> None: ...

class LastOuterDocflow(_message.Message):
    __slots__ = ("ParentEntityId", "OuterDocflow")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    OUTERDOCFLOW_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    OuterDocflow: OuterDocflowInfo
    def __init__(self, ParentEntityId: _Optional[str] = ..., OuterDocflow: _Optional[_Union[OuterDocflowInfo, _Mapping]] = ...) -> None: ...

class Origin(_message.Message):
    __slots__ = ("MessageType", "MessageId")
    MESSAGETYPE_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    MessageType: MessageType
    MessageId: str
    def __init__(self, MessageType: _Optional[_Union[MessageType, str]] = ..., MessageId: _Optional[str] = ...) -> None: ...

class OuterDocflowInfo(_message.Message):
    __slots__ = ("DocflowNamedId", "DocflowFriendlyName", "Status")
    DOCFLOWNAMEDID_FIELD_NUMBER: _ClassVar[int]
    DOCFLOWFRIENDLYNAME_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DocflowNamedId: str
    DocflowFriendlyName: str
    Status: Status
    def __init__(self, DocflowNamedId: _Optional[str] = ..., DocflowFriendlyName: _Optional[str] = ..., Status: _Optional[_Union[Status, _Mapping]] = ...) -> None: ...

class RecipientReceiptMetadata(_message.Message):
    __slots__ = ("ReceiptStatus", "ConfirmationMetadata")
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    ReceiptStatus: GeneralReceiptStatus
    ConfirmationMetadata: ConfirmationMetadata
    def __init__(self, ReceiptStatus: _Optional[_Union[GeneralReceiptStatus, str]] = ..., ConfirmationMetadata: _Optional[_Union[ConfirmationMetadata, _Mapping]] = ...) -> None: ...

class ResolutionStatus(_message.Message):
    __slots__ = ("Type", "Target", "AuthorUserId", "AuthorFIO")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    AUTHORUSERID_FIELD_NUMBER: _ClassVar[int]
    AUTHORFIO_FIELD_NUMBER: _ClassVar[int]
    Type: ResolutionStatusType
    Target: _basics_pb2.ResolutionTarget
    AuthorUserId: str
    AuthorFIO: str
    def __init__(self, Type: _Optional[_Union[ResolutionStatusType, str]] = ..., Target: _Optional[_Union[_basics_pb2.ResolutionTarget, _Mapping]] = ..., AuthorUserId: _Optional[str] = ..., AuthorFIO: _Optional[str] = ...) -> None: ...

class SenderReceiptMetadata(_message.Message):
    __slots__ = ("ReceiptStatus",)
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    ReceiptStatus: GeneralReceiptStatus
    def __init__(self, ReceiptStatus: _Optional[_Union[GeneralReceiptStatus, str]] = ...) -> None: ...

class Status(_message.Message):
    __slots__ = ("NamedId", "FriendlyName", "Type", "Description", "Details")
    NAMEDID_FIELD_NUMBER: _ClassVar[int]
    FRIENDLYNAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    NamedId: str
    FriendlyName: str
    Type: OuterStatusType
    Description: str
    Details: _containers.RepeatedCompositeFieldContainer[StatusDetail]
    def __init__(self, NamedId: _Optional[str] = ..., FriendlyName: _Optional[str] = ..., Type: _Optional[_Union[OuterStatusType, str]] = ..., Description: _Optional[str] = ..., Details: _Optional[_Iterable[_Union[StatusDetail, _Mapping]]] = ...) -> None: ...

class StatusDetail(_message.Message):
    __slots__ = ("Code", "Text")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    Code: str
    Text: str
    def __init__(self, Code: _Optional[str] = ..., Text: _Optional[str] = ...) -> None: ...

class UniversalMessageCreator(_message.Message):
    __slots__ = ("BoxId", "DepartmentId")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    DepartmentId: str
    def __init__(self, BoxId: _Optional[str] = ..., DepartmentId: _Optional[str] = ...) -> None: ...

class UniversalMessageEvent(_message.Message):
    __slots__ = ("StatusCode", "PlainText")
    STATUSCODE_FIELD_NUMBER: _ClassVar[int]
    PLAINTEXT_FIELD_NUMBER: _ClassVar[int]
    StatusCode: int
    PlainText: str
    def __init__(self, StatusCode: _Optional[int] = ..., PlainText: _Optional[str] = ...) -> None: ...

class UniversalMessageInfo(_message.Message):
    __slots__ = ("CodeGroup", "Events", "UniversalMessageCreator", "IsOutOfWorkflow")
    CODEGROUP_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGECREATOR_FIELD_NUMBER: _ClassVar[int]
    ISOUTOFWORKFLOW_FIELD_NUMBER: _ClassVar[int]
    CodeGroup: UniversalMessageCodeGroup
    Events: _containers.RepeatedCompositeFieldContainer[UniversalMessageEvent]
    UniversalMessageCreator: UniversalMessageCreator
    IsOutOfWorkflow: bool
    def __init__(self, CodeGroup: _Optional[_Union[UniversalMessageCodeGroup, str]] = ..., Events: _Optional[_Iterable[_Union[UniversalMessageEvent, _Mapping]]] = ..., UniversalMessageCreator: _Optional[_Union[UniversalMessageCreator, _Mapping]] = ..., IsOutOfWorkflow: _Optional[bool] = ...) -> None: ...

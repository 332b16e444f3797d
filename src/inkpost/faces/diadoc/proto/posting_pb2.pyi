from inkpost.faces.diadoc.proto import attachments_pb2 as _attachments_pb2
from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import generation_pb2 as _generation_pb2
from inkpost.faces.diadoc.proto import powers_pb2 as _powers_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CustomDataPatchOperation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    Set: _ClassVar[CustomDataPatchOperation]
    Remove: _ClassVar[CustomDataPatchOperation]
Set: CustomDataPatchOperation
Remove: CustomDataPatchOperation

class ContentToPatch(_message.Message):
    __slots__ = ("TypeNamedId", "Function", "Version", "Content", "ToBoxId", "Signer", "ExtendedSigner", "SignerContent")
    TYPENAMEDID_FIELD_NUMBER: _ClassVar[int]
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    SIGNER_FIELD_NUMBER: _ClassVar[int]
    EXTENDEDSIGNER_FIELD_NUMBER: _ClassVar[int]
    SIGNERCONTENT_FIELD_NUMBER: _ClassVar[int]
    TypeNamedId: str
    Function: str
    Version: str
    Content: _attachments_pb2.UnsignedContent
    ToBoxId: str
    Signer: _generation_pb2.Signer
    ExtendedSigner: _containers.RepeatedCompositeFieldContainer[_generation_pb2.ExtendedSigner]
    SignerContent: bytes
    def __init__(self, TypeNamedId: _Optional[str] = ..., Function: _Optional[str] = ..., Version: _Optional[str] = ..., Content: _Optional[_Union[_attachments_pb2.UnsignedContent, _Mapping]] = ..., ToBoxId: _Optional[str] = ..., Signer: _Optional[_Union[_generation_pb2.Signer, _Mapping]] = ..., ExtendedSigner: _Optional[_Iterable[_Union[_generation_pb2.ExtendedSigner, _Mapping]]] = ..., SignerContent: _Optional[bytes] = ...) -> None: ...

class CustomDataPatch(_message.Message):
    __slots__ = ("ParentEntityId", "Operation", "Key", "Value")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    OPERATION_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    Operation: CustomDataPatchOperation
    Key: str
    Value: str
    def __init__(self, ParentEntityId: _Optional[str] = ..., Operation: _Optional[_Union[CustomDataPatchOperation, str]] = ..., Key: _Optional[str] = ..., Value: _Optional[str] = ...) -> None: ...

class DocumentPatchedContent(_message.Message):
    __slots__ = ("DocumentId", "PatchedContentId", "Content")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    PATCHEDCONTENTID_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    DocumentId: _basics_pb2.DocumentId
    PatchedContentId: str
    Content: bytes
    def __init__(self, DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., PatchedContentId: _Optional[str] = ..., Content: _Optional[bytes] = ...) -> None: ...

class DocumentSenderSignature(_message.Message):
    __slots__ = ("ParentEntityId", "Signature", "SignWithTestSignature", "PatchedContentId", "PowerOfAttorney")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    SIGNWITHTESTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    PATCHEDCONTENTID_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEY_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    Signature: bytes
    SignWithTestSignature: bool
    PatchedContentId: str
    PowerOfAttorney: _powers_pb2.PowerOfAttorneyToPost
    def __init__(self, ParentEntityId: _Optional[str] = ..., Signature: _Optional[bytes] = ..., SignWithTestSignature: _Optional[bool] = ..., PatchedContentId: _Optional[str] = ..., PowerOfAttorney: _Optional[_Union[_powers_pb2.PowerOfAttorneyToPost, _Mapping]] = ...) -> None: ...

class DocumentSignature(_message.Message):
    __slots__ = ("ParentEntityId", "Signature", "SignWithTestSignature", "IsApprovementSignature", "SignatureNameOnShelf", "PatchedContentId", "Labels", "PowerOfAttorney")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    SIGNWITHTESTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    ISAPPROVEMENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    SIGNATURENAMEONSHELF_FIELD_NUMBER: _ClassVar[int]
    PATCHEDCONTENTID_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEY_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    Signature: bytes
    SignWithTestSignature: bool
    IsApprovementSignature: bool
    SignatureNameOnShelf: str
    PatchedContentId: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    PowerOfAttorney: _powers_pb2.PowerOfAttorneyToPost
    def __init__(self, ParentEntityId: _Optional[str] = ..., Signature: _Optional[bytes] = ..., SignWithTestSignature: _Optional[bool] = ..., IsApprovementSignature: _Optional[bool] = ..., SignatureNameOnShelf: _Optional[str] = ..., PatchedContentId: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ..., PowerOfAttorney: _Optional[_Union[_powers_pb2.PowerOfAttorneyToPost, _Mapping]] = ...) -> None: ...

class DocumentToPatch(_message.Message):
    __slots__ = ("DocumentId", "Signer", "ExtendedSigner", "SignerContent")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    SIGNER_FIELD_NUMBER: _ClassVar[int]
    EXTENDEDSIGNER_FIELD_NUMBER: _ClassVar[int]
    SIGNERCONTENT_FIELD_NUMBER: _ClassVar[int]
    DocumentId: _basics_pb2.DocumentId
    Signer: _generation_pb2.Signer
    ExtendedSigner: _containers.RepeatedCompositeFieldContainer[_generation_pb2.ExtendedSigner]
    SignerContent: bytes
    def __init__(self, DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., Signer: _Optional[_Union[_generation_pb2.Signer, _Mapping]] = ..., ExtendedSigner: _Optional[_Iterable[_Union[_generation_pb2.ExtendedSigner, _Mapping]]] = ..., SignerContent: _Optional[bytes] = ...) -> None: ...

class DocumentTransformation(_message.Message):
    __slots__ = ("DocumentId", "CustomDocumentId")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    DocumentId: str
    CustomDocumentId: str
    def __init__(self, DocumentId: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ...) -> None: ...

class DraftDocumentToPatch(_message.Message):
    __slots__ = ("DocumentId", "ToBoxId", "Signer", "ExtendedSigner", "SignerContent")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    SIGNER_FIELD_NUMBER: _ClassVar[int]
    EXTENDEDSIGNER_FIELD_NUMBER: _ClassVar[int]
    SIGNERCONTENT_FIELD_NUMBER: _ClassVar[int]
    DocumentId: _basics_pb2.DocumentId
    ToBoxId: str
    Signer: _generation_pb2.Signer
    ExtendedSigner: _containers.RepeatedCompositeFieldContainer[_generation_pb2.ExtendedSigner]
    SignerContent: bytes
    def __init__(self, DocumentId: _Optional[_Union[_basics_pb2.DocumentId, _Mapping]] = ..., ToBoxId: _Optional[str] = ..., Signer: _Optional[_Union[_generation_pb2.Signer, _Mapping]] = ..., ExtendedSigner: _Optional[_Iterable[_Union[_generation_pb2.ExtendedSigner, _Mapping]]] = ..., SignerContent: _Optional[bytes] = ...) -> None: ...

class DraftToSend(_message.Message):
    __slots__ = ("BoxId", "DraftId", "ToBoxId", "ToDepartmentId", "DocumentSignatures", "ProxyBoxId", "ProxyDepartmentId")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    DRAFTID_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    TODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTSIGNATURES_FIELD_NUMBER: _ClassVar[int]
    PROXYBOXID_FIELD_NUMBER: _ClassVar[int]
    PROXYDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    DraftId: str
    ToBoxId: str
    ToDepartmentId: str
    DocumentSignatures: _containers.RepeatedCompositeFieldContainer[DocumentSenderSignature]
    ProxyBoxId: str
    ProxyDepartmentId: str
    def __init__(self, BoxId: _Optional[str] = ..., DraftId: _Optional[str] = ..., ToBoxId: _Optional[str] = ..., ToDepartmentId: _Optional[str] = ..., DocumentSignatures: _Optional[_Iterable[_Union[DocumentSenderSignature, _Mapping]]] = ..., ProxyBoxId: _Optional[str] = ..., ProxyDepartmentId: _Optional[str] = ...) -> None: ...

class EditDocumentPacketCommand(_message.Message):
    __slots__ = ("DocumentId", "AddDocumentsToPacket", "RemoveDocumentsFromPacket")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    ADDDOCUMENTSTOPACKET_FIELD_NUMBER: _ClassVar[int]
    REMOVEDOCUMENTSFROMPACKET_FIELD_NUMBER: _ClassVar[int]
    DocumentId: str
    AddDocumentsToPacket: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    RemoveDocumentsFromPacket: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    def __init__(self, DocumentId: _Optional[str] = ..., AddDocumentsToPacket: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., RemoveDocumentsFromPacket: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ...) -> None: ...

class EditingPatch(_message.Message):
    __slots__ = ("ParentEntityId", "Content", "Labels")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    Content: _attachments_pb2.UnsignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ParentEntityId: _Optional[str] = ..., Content: _Optional[_Union[_attachments_pb2.UnsignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class MessagePatchToPost(_message.Message):
    __slots__ = ("BoxId", "MessageId", "Receipts", "CorrectionRequests", "Signatures", "RequestedSignatureRejections", "XmlTorg12BuyerTitles", "XmlAcceptanceCertificateBuyerTitles", "Resolutions", "ResolutionRequests", "ResolutionRequestCancellations", "ResolutionRequestDenials", "ResolutionRequestDenialCancellations", "RevocationRequests", "XmlSignatureRejections", "CustomDataPatches", "ResolutionRouteAssignments", "SignatureVerifications", "EditDocumentPacketCommands", "UniversalTransferDocumentBuyerTitles", "ResolutionRouteRemovals", "RecipientTitles", "EditingPatches", "TtGisFixationCancellationRequests")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    RECEIPTS_FIELD_NUMBER: _ClassVar[int]
    CORRECTIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURES_FIELD_NUMBER: _ClassVar[int]
    REQUESTEDSIGNATUREREJECTIONS_FIELD_NUMBER: _ClassVar[int]
    XMLTORG12BUYERTITLES_FIELD_NUMBER: _ClassVar[int]
    XMLACCEPTANCECERTIFICATEBUYERTITLES_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTCANCELLATIONS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTDENIALS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTDENIALCANCELLATIONS_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    XMLSIGNATUREREJECTIONS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATAPATCHES_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONROUTEASSIGNMENTS_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREVERIFICATIONS_FIELD_NUMBER: _ClassVar[int]
    EDITDOCUMENTPACKETCOMMANDS_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALTRANSFERDOCUMENTBUYERTITLES_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONROUTEREMOVALS_FIELD_NUMBER: _ClassVar[int]
    RECIPIENTTITLES_FIELD_NUMBER: _ClassVar[int]
    EDITINGPATCHES_FIELD_NUMBER: _ClassVar[int]
    TTGISFIXATIONCANCELLATIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    MessageId: str
    Receipts: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ReceiptAttachment]
    CorrectionRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.CorrectionRequestAttachment]
    Signatures: _containers.RepeatedCompositeFieldContainer[DocumentSignature]
    RequestedSignatureRejections: _containers.RepeatedCompositeFieldContainer[RequestedSignatureRejection]
    XmlTorg12BuyerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.RecipientTitleAttachment]
    XmlAcceptanceCertificateBuyerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.RecipientTitleAttachment]
    Resolutions: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionAttachment]
    ResolutionRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestAttachment]
    ResolutionRequestCancellations: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestCancellationAttachment]
    ResolutionRequestDenials: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestDenialAttachment]
    ResolutionRequestDenialCancellations: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestDenialCancellationAttachment]
    RevocationRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.RevocationRequestAttachment]
    XmlSignatureRejections: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.XmlSignatureRejectionAttachment]
    CustomDataPatches: _containers.RepeatedCompositeFieldContainer[CustomDataPatch]
    ResolutionRouteAssignments: _containers.RepeatedCompositeFieldContainer[ResolutionRouteAssignment]
    SignatureVerifications: _containers.RepeatedCompositeFieldContainer[SignatureVerification]
    EditDocumentPacketCommands: _containers.RepeatedCompositeFieldContainer[EditDocumentPacketCommand]
    UniversalTransferDocumentBuyerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.RecipientTitleAttachment]
    ResolutionRouteRemovals: _containers.RepeatedCompositeFieldContainer[ResolutionRouteRemoval]
    RecipientTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.RecipientTitleAttachment]
    EditingPatches: _containers.RepeatedCompositeFieldContainer[EditingPatch]
    TtGisFixationCancellationRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.TtGisFixationCancellationRequestAttachment]
    def __init__(self, BoxId: _Optional[str] = ..., MessageId: _Optional[str] = ..., Receipts: _Optional[_Iterable[_Union[_attachments_pb2.ReceiptAttachment, _Mapping]]] = ..., CorrectionRequests: _Optional[_Iterable[_Union[_attachments_pb2.CorrectionRequestAttachment, _Mapping]]] = ..., Signatures: _Optional[_Iterable[_Union[DocumentSignature, _Mapping]]] = ..., RequestedSignatureRejections: _Optional[_Iterable[_Union[RequestedSignatureRejection, _Mapping]]] = ..., XmlTorg12BuyerTitles: _Optional[_Iterable[_Union[_attachments_pb2.RecipientTitleAttachment, _Mapping]]] = ..., XmlAcceptanceCertificateBuyerTitles: _Optional[_Iterable[_Union[_attachments_pb2.RecipientTitleAttachment, _Mapping]]] = ..., Resolutions: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionAttachment, _Mapping]]] = ..., ResolutionRequests: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestAttachment, _Mapping]]] = ..., ResolutionRequestCancellations: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestCancellationAttachment, _Mapping]]] = ..., ResolutionRequestDenials: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestDenialAttachment, _Mapping]]] = ..., ResolutionRequestDenialCancellations: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestDenialCancellationAttachment, _Mapping]]] = ..., RevocationRequests: _Optional[_Iterable[_Union[_attachments_pb2.RevocationRequestAttachment, _Mapping]]] = ..., XmlSignatureRejections: _Optional[_Iterable[_Union[_attachments_pb2.XmlSignatureRejectionAttachment, _Mapping]]] = ..., CustomDataPatches: _Optional[_Iterable[_Union[CustomDataPatch, _Mapping]]] = ..., ResolutionRouteAssignments: _Optional[_Iterable[_Union[ResolutionRouteAssignment, _Mapping]]] = ..., SignatureVerifications: _Optional[_Iterable[_Union[SignatureVerification, _Mapping]]] = ..., EditDocumentPacketCommands: _Optional[_Iterable[_Union[EditDocumentPacketCommand, _Mapping]]] = ..., UniversalTransferDocumentBuyerTitles: _Optional[_Iterable[_Union[_attachments_pb2.RecipientTitleAttachment, _Mapping]]] = ..., ResolutionRouteRemovals: _Optional[_Iterable[_Union[ResolutionRouteRemoval, _Mapping]]] = ..., RecipientTitles: _Optional[_Iterable[_Union[_attachments_pb2.RecipientTitleAttachment, _Mapping]]] = ..., EditingPatches: _Optional[_Iterable[_Union[EditingPatch, _Mapping]]] = ..., TtGisFixationCancellationRequests: _Optional[_Iterable[_Union[_attachments_pb2.TtGisFixationCancellationRequestAttachment, _Mapping]]] = ...) -> None: ...

class MessagePatchToPostV2(_message.Message):
    __slots__ = ("BoxId", "MessageId", "Receipts", "CorrectionRequests", "Signatures", "Resolutions", "ResolutionRequests", "ResolutionRequestCancellations", "ResolutionRequestDenials", "ResolutionRequestDenialCancellations", "RevocationRequests", "XmlSignatureRejections", "CustomDataPatches", "ResolutionRouteAssignments", "SignatureVerifications", "EditDocumentPacketCommands", "ResolutionRouteRemovals", "RecipientTitles", "EditingPatches", "UniversalMessages", "TtGisFixationCancellationRequests")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    RECEIPTS_FIELD_NUMBER: _ClassVar[int]
    CORRECTIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURES_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTCANCELLATIONS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTDENIALS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONREQUESTDENIALCANCELLATIONS_FIELD_NUMBER: _ClassVar[int]
    REVOCATIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    XMLSIGNATUREREJECTIONS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATAPATCHES_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONROUTEASSIGNMENTS_FIELD_NUMBER: _ClassVar[int]
    SIGNATUREVERIFICATIONS_FIELD_NUMBER: _ClassVar[int]
    EDITDOCUMENTPACKETCOMMANDS_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONROUTEREMOVALS_FIELD_NUMBER: _ClassVar[int]
    RECIPIENTTITLES_FIELD_NUMBER: _ClassVar[int]
    EDITINGPATCHES_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGES_FIELD_NUMBER: _ClassVar[int]
    TTGISFIXATIONCANCELLATIONREQUESTS_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    MessageId: str
    Receipts: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ReceiptAttachment]
    CorrectionRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.CorrectionRequestAttachment]
    Signatures: _containers.RepeatedCompositeFieldContainer[DocumentSignature]
    Resolutions: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionAttachment]
    ResolutionRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestAttachment]
    ResolutionRequestCancellations: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestCancellationAttachment]
    ResolutionRequestDenials: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestDenialAttachment]
    ResolutionRequestDenialCancellations: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ResolutionRequestDenialCancellationAttachment]
    RevocationRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.RevocationRequestAttachment]
    XmlSignatureRejections: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.XmlSignatureRejectionAttachment]
    CustomDataPatches: _containers.RepeatedCompositeFieldContainer[CustomDataPatch]
    ResolutionRouteAssignments: _containers.RepeatedCompositeFieldContainer[ResolutionRouteAssignment]
    SignatureVerifications: _containers.RepeatedCompositeFieldContainer[SignatureVerification]
    EditDocumentPacketCommands: _containers.RepeatedCompositeFieldContainer[EditDocumentPacketCommand]
    ResolutionRouteRemovals: _containers.RepeatedCompositeFieldContainer[ResolutionRouteRemoval]
    RecipientTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.RecipientTitleAttachment]
    EditingPatches: _containers.RepeatedCompositeFieldContainer[EditingPatch]
    UniversalMessages: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.UniversalMessageAttachment]
    TtGisFixationCancellationRequests: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.TtGisFixationCancellationRequestAttachment]
    def __init__(self, BoxId: _Optional[str] = ..., MessageId: _Optional[str] = ..., Receipts: _Optional[_Iterable[_Union[_attachments_pb2.ReceiptAttachment, _Mapping]]] = ..., CorrectionRequests: _Optional[_Iterable[_Union[_attachments_pb2.CorrectionRequestAttachment, _Mapping]]] = ..., Signatures: _Optional[_Iterable[_Union[DocumentSignature, _Mapping]]] = ..., Resolutions: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionAttachment, _Mapping]]] = ..., ResolutionRequests: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestAttachment, _Mapping]]] = ..., ResolutionRequestCancellations: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestCancellationAttachment, _Mapping]]] = ..., ResolutionRequestDenials: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestDenialAttachment, _Mapping]]] = ..., ResolutionRequestDenialCancellations: _Optional[_Iterable[_Union[_attachments_pb2.ResolutionRequestDenialCancellationAttachment, _Mapping]]] = ..., RevocationRequests: _Optional[_Iterable[_Union[_attachments_pb2.RevocationRequestAttachment, _Mapping]]] = ..., XmlSignatureRejections: _Optional[_Iterable[_Union[_attachments_pb2.XmlSignatureRejectionAttachment, _Mapping]]] = ..., CustomDataPatches: _Optional[_Iterable[_Union[CustomDataPatch, _Mapping]]] = ..., ResolutionRouteAssignments: _Optional[_Iterable[_Union[ResolutionRouteAssignment, _Mapping]]] = ..., SignatureVerifications: _Optional[_Iterable[_Union[SignatureVerification, _Mapping]]] = ..., EditDocumentPacketCommands: _Optional[_Iterable[_Union[EditDocumentPacketCommand, _Mapping]]] = ..., ResolutionRouteRemovals: _Optional[_Iterable[_Union[ResolutionRouteRemoval, _Mapping]]] = ..., RecipientTitles: _Optional[_Iterable[_Union[_attachments_pb2.RecipientTitleAttachment, _Mapping]]] = ..., EditingPatches: _Optional[_Iterable[_Union[EditingPatch, _Mapping]]] = ..., UniversalMessages: _Optional[_Iterable[_Union[_attachments_pb2.UniversalMessageAttachment, _Mapping]]] = ..., TtGisFixationCancellationRequests: _Optional[_Iterable[_Union[_attachments_pb2.TtGisFixationCancellationRequestAttachment, _Mapping]]] = ...) -> None: ...

class MessageToPost(_message.Message):
    __slots__ = ("FromBoxId", "ToBoxId", "Invoices", "NonformalizedDocuments", "Torg12Documents", "AcceptanceCertificates", "StructuredDataAttachments", "ProformaInvoices", "XmlTorg12SellerTitles", "XmlAcceptanceCertificateSellerTitles", "ToDepartmentId", "IsDraft", "LockDraft", "StrictDraftValidation", "IsInternal", "FromDepartmentId", "DelaySend", "PriceLists", "PriceListAgreements", "CertificateRegistries", "ReconciliationActs", "Contracts", "Torg13Documents", "ServiceDetailsDocuments", "ProxyBoxId", "ProxyDepartmentId", "EncryptedInvoices", "EncryptedXmlTorg12SellerTitles", "EncryptedXmlAcceptanceCertificateSellerTitles", "SupplementaryAgreements", "LockPacket", "UniversalTransferDocumentSellerTitles", "DocumentAttachments", "LockMode")
    FROMBOXID_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    INVOICES_FIELD_NUMBER: _ClassVar[int]
    NONFORMALIZEDDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    TORG12DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    ACCEPTANCECERTIFICATES_FIELD_NUMBER: _ClassVar[int]
    STRUCTUREDDATAATTACHMENTS_FIELD_NUMBER: _ClassVar[int]
    PROFORMAINVOICES_FIELD_NUMBER: _ClassVar[int]
    XMLTORG12SELLERTITLES_FIELD_NUMBER: _ClassVar[int]
    XMLACCEPTANCECERTIFICATESELLERTITLES_FIELD_NUMBER: _ClassVar[int]
    TODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISDRAFT_FIELD_NUMBER: _ClassVar[int]
    LOCKDRAFT_FIELD_NUMBER: _ClassVar[int]
    STRICTDRAFTVALIDATION_FIELD_NUMBER: _ClassVar[int]
    ISINTERNAL_FIELD_NUMBER: _ClassVar[int]
    FROMDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    DELAYSEND_FIELD_NUMBER: _ClassVar[int]
    PRICELISTS_FIELD_NUMBER: _ClassVar[int]
    PRICELISTAGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATEREGISTRIES_FIELD_NUMBER: _ClassVar[int]
    RECONCILIATIONACTS_FIELD_NUMBER: _ClassVar[int]
    CONTRACTS_FIELD_NUMBER: _ClassVar[int]
    TORG13DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    SERVICEDETAILSDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    PROXYBOXID_FIELD_NUMBER: _ClassVar[int]
    PROXYDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ENCRYPTEDINVOICES_FIELD_NUMBER: _ClassVar[int]
    ENCRYPTEDXMLTORG12SELLERTITLES_FIELD_NUMBER: _ClassVar[int]
    ENCRYPTEDXMLACCEPTANCECERTIFICATESELLERTITLES_FIELD_NUMBER: _ClassVar[int]
    SUPPLEMENTARYAGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    LOCKPACKET_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALTRANSFERDOCUMENTSELLERTITLES_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTATTACHMENTS_FIELD_NUMBER: _ClassVar[int]
    LOCKMODE_FIELD_NUMBER: _ClassVar[int]
    FromBoxId: str
    ToBoxId: str
    Invoices: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.XmlDocumentAttachment]
    NonformalizedDocuments: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.NonformalizedAttachment]
    Torg12Documents: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.BasicDocumentAttachment]
    AcceptanceCertificates: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.AcceptanceCertificateAttachment]
    StructuredDataAttachments: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.StructuredDataAttachment]
    ProformaInvoices: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.BasicDocumentAttachment]
    XmlTorg12SellerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.XmlDocumentAttachment]
    XmlAcceptanceCertificateSellerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.XmlDocumentAttachment]
    ToDepartmentId: str
    IsDraft: bool
    LockDraft: bool
    StrictDraftValidation: bool
    IsInternal: bool
    FromDepartmentId: str
    DelaySend: bool
    PriceLists: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.PriceListAttachment]
    PriceListAgreements: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.NonformalizedAttachment]
    CertificateRegistries: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.NonformalizedAttachment]
    ReconciliationActs: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ReconciliationActAttachment]
    Contracts: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ContractAttachment]
    Torg13Documents: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.Torg13Attachment]
    ServiceDetailsDocuments: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.ServiceDetailsAttachment]
    ProxyBoxId: str
    ProxyDepartmentId: str
    EncryptedInvoices: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.EncryptedInvoiceAttachment]
    EncryptedXmlTorg12SellerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.EncryptedXmlDocumentAttachment]
    EncryptedXmlAcceptanceCertificateSellerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.EncryptedXmlDocumentAttachment]
    SupplementaryAgreements: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.SupplementaryAgreementAttachment]
    LockPacket: bool
    UniversalTransferDocumentSellerTitles: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.XmlDocumentAttachment]
    DocumentAttachments: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.DocumentAttachment]
    LockMode: _basics_pb2.LockMode
    def __init__(self, FromBoxId: _Optional[str] = ..., ToBoxId: _Optional[str] = ..., Invoices: _Optional[_Iterable[_Union[_attachments_pb2.XmlDocumentAttachment, _Mapping]]] = ..., NonformalizedDocuments: _Optional[_Iterable[_Union[_attachments_pb2.NonformalizedAttachment, _Mapping]]] = ..., Torg12Documents: _Optional[_Iterable[_Union[_attachments_pb2.BasicDocumentAttachment, _Mapping]]] = ..., AcceptanceCertificates: _Optional[_Iterable[_Union[_attachments_pb2.AcceptanceCertificateAttachment, _Mapping]]] = ..., StructuredDataAttachments: _Optional[_Iterable[_Union[_attachments_pb2.StructuredDataAttachment, _Mapping]]] = ..., ProformaInvoices: _Optional[_Iterable[_Union[_attachments_pb2.BasicDocumentAttachment, _Mapping]]] = ..., XmlTorg12SellerTitles: _Optional[_Iterable[_Union[_attachments_pb2.XmlDocumentAttachment, _Mapping]]] = ..., XmlAcceptanceCertificateSellerTitles: _Optional[_Iterable[_Union[_attachments_pb2.XmlDocumentAttachment, _Mapping]]] = ..., ToDepartmentId: _Optional[str] = ..., IsDraft: _Optional[bool] = ..., LockDraft: _Optional[bool] = ..., StrictDraftValidation: _Optional[bool] = ..., IsInternal: _Optional[bool] = ..., FromDepartmentId: _Optional[str] = ..., DelaySend: _Optional[bool] = ..., PriceLists: _Optional[_Iterable[_Union[_attachments_pb2.PriceListAttachment, _Mapping]]] = ..., PriceListAgreements: _Optional[_Iterable[_Union[_attachments_pb2.NonformalizedAttachment, _Mapping]]] = ..., CertificateRegistries: _Optional[_Iterable[_Union[_attachments_pb2.NonformalizedAttachment, _Mapping]]] = ..., ReconciliationActs: _Optional[_Iterable[_Union[_attachments_pb2.ReconciliationActAttachment, _Mapping]]] = ..., Contracts: _Optional[_Iterable[_Union[_attachments_pb2.ContractAttachment, _Mapping]]] = ..., Torg13Documents: _Optional[_Iterable[_Union[_attachments_pb2.Torg13Attachment, _Mapping]]] = ..., ServiceDetailsDocuments: _Optional[_Iterable[_Union[_attachments_pb2.ServiceDetailsAttachment, _Mapping]]] = ..., ProxyBoxId: _Optional[str] = ..., ProxyDepartmentId: _Optional[str] = ..., EncryptedInvoices: _Optional[_Iterable[_Union[_attachments_pb2.EncryptedInvoiceAttachment, _Mapping]]] = ..., EncryptedXmlTorg12SellerTitles: _Optional[_Iterable[_Union[_attachments_pb2.EncryptedXmlDocumentAttachment, _Mapping]]] = ..., EncryptedXmlAcceptanceCertificateSellerTitles: _Optional[_Iterable[_Union[_attachments_pb2.EncryptedXmlDocumentAttachment, _Mapping]]] = ..., SupplementaryAgreements: _Optional[_Iterable[_Union[_attachments_pb2.SupplementaryAgreementAttachment, _Mapping]]] = ..., LockPacket: _Optional[bool] = ..., UniversalTransferDocumentSellerTitles: _Optional[_Iterable[_Union[_attachments_pb2.XmlDocumentAttachment, _Mapping]]] = ..., DocumentAttachments: _Optional[_Iterable[_Union[_attachments_pb2.DocumentAttachment, _Mapping]]] = ..., LockMode: _Optional[_Union[_basics_pb2.LockMode, str]] = ...) -> None: ...

class MessageToSend(_message.Message):
    __slots__ = ("BoxId", "MessageId", "DocumentSignatures")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTSIGNATURES_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    MessageId: str
    DocumentSignatures: _containers.RepeatedCompositeFieldContainer[DocumentSignature]
    def __init__(self, BoxId: _Optional[str] = ..., MessageId: _Optional[str] = ..., DocumentSignatures: _Optional[_Iterable[_Union[DocumentSignature, _Mapping]]] = ...) -> None: ...

class PrepareDocumentsToSignRequest(_message.Message):
    __slots__ = ("BoxId", "DraftDocuments", "Documents", "Contents")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    DRAFTDOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    CONTENTS_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    DraftDocuments: _containers.RepeatedCompositeFieldContainer[DraftDocumentToPatch]
    Documents: _containers.RepeatedCompositeFieldContainer[DocumentToPatch]
    Contents: _containers.RepeatedCompositeFieldContainer[ContentToPatch]
    def __init__(self, BoxId: _Optional[str] = ..., DraftDocuments: _Optional[_Iterable[_Union[DraftDocumentToPatch, _Mapping]]] = ..., Documents: _Optional[_Iterable[_Union[DocumentToPatch, _Mapping]]] = ..., Contents: _Optional[_Iterable[_Union[ContentToPatch, _Mapping]]] = ...) -> None: ...

class PrepareDocumentsToSignResponse(_message.Message):
    __slots__ = ("DocumentPatchedContents",)
    DOCUMENTPATCHEDCONTENTS_FIELD_NUMBER: _ClassVar[int]
    DocumentPatchedContents: _containers.RepeatedCompositeFieldContainer[DocumentPatchedContent]
    def __init__(self, DocumentPatchedContents: _Optional[_Iterable[_Union[DocumentPatchedContent, _Mapping]]] = ...) -> None: ...

class RequestedSignatureRejection(_message.Message):
    __slots__ = ("ParentEntityId", "SignedContent", "Labels")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    SignedContent: _attachments_pb2.SignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ParentEntityId: _Optional[str] = ..., SignedContent: _Optional[_Union[_attachments_pb2.SignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class ResolutionRouteAssignment(_message.Message):
    __slots__ = ("InitialDocumentId", "RouteId", "Comment", "Labels")
    INITIALDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    ROUTEID_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    InitialDocumentId: str
    RouteId: str
    Comment: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, InitialDocumentId: _Optional[str] = ..., RouteId: _Optional[str] = ..., Comment: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class ResolutionRouteRemoval(_message.Message):
    __slots__ = ("ParentEntityId", "RouteId", "Comment", "Labels")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    ROUTEID_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    RouteId: str
    Comment: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ParentEntityId: _Optional[str] = ..., RouteId: _Optional[str] = ..., Comment: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class RoamingNotificationToPost(_message.Message):
    __slots__ = ("BoxId", "EventId", "Success", "Description", "MessageId", "NotifiableEntityIds")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    EVENTID_FIELD_NUMBER: _ClassVar[int]
    SUCCESS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    MESSAGEID_FIELD_NUMBER: _ClassVar[int]
    NOTIFIABLEENTITYIDS_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    EventId: str
    Success: bool
    Description: str
    MessageId: str
    NotifiableEntityIds: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, BoxId: _Optional[str] = ..., EventId: _Optional[str] = ..., Success: _Optional[bool] = ..., Description: _Optional[str] = ..., MessageId: _Optional[str] = ..., NotifiableEntityIds: _Optional[_Iterable[str]] = ...) -> None: ...

class SignatureVerification(_message.Message):
    __slots__ = ("InitialDocumentId", "IsValid", "ErrorMessage", "Labels")
    INITIALDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    ISVALID_FIELD_NUMBER: _ClassVar[int]
    ERRORMESSAGE_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    InitialDocumentId: str
    IsValid: bool
    ErrorMessage: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, InitialDocumentId: _Optional[str] = ..., IsValid: _Optional[bool] = ..., ErrorMessage: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class TemplatePatchToPost(_message.Message):
    __slots__ = ("Refusals",)
    REFUSALS_FIELD_NUMBER: _ClassVar[int]
    Refusals: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.TemplateRefusalAttachment]
    def __init__(self, Refusals: _Optional[_Iterable[_Union[_attachments_pb2.TemplateRefusalAttachment, _Mapping]]] = ...) -> None: ...

class TemplateToPost(_message.Message):
    __slots__ = ("FromBoxId", "ToBoxId", "MessageFromBoxId", "MessageToBoxId", "MessageToDepartmentId", "DocumentAttachments", "LockMode", "FromDepartmentId", "ToDepartmentId", "MessageProxyBoxId", "MessageProxyDepartmentId", "IsReusable")
    FROMBOXID_FIELD_NUMBER: _ClassVar[int]
    TOBOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEFROMBOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGETOBOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGETODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTATTACHMENTS_FIELD_NUMBER: _ClassVar[int]
    LOCKMODE_FIELD_NUMBER: _ClassVar[int]
    FROMDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    TODEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEPROXYBOXID_FIELD_NUMBER: _ClassVar[int]
    MESSAGEPROXYDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    ISREUSABLE_FIELD_NUMBER: _ClassVar[int]
    FromBoxId: str
    ToBoxId: str
    MessageFromBoxId: str
    MessageToBoxId: str
    MessageToDepartmentId: str
    DocumentAttachments: _containers.RepeatedCompositeFieldContainer[_attachments_pb2.TemplateDocumentAttachment]
    LockMode: _basics_pb2.LockMode
    FromDepartmentId: str
    ToDepartmentId: str
    MessageProxyBoxId: str
    MessageProxyDepartmentId: str
    IsReusable: bool
    def __init__(self, FromBoxId: _Optional[str] = ..., ToBoxId: _Optional[str] = ..., MessageFromBoxId: _Optional[str] = ..., MessageToBoxId: _Optional[str] = ..., MessageToDepartmentId: _Optional[str] = ..., DocumentAttachments: _Optional[_Iterable[_Union[_attachments_pb2.TemplateDocumentAttachment, _Mapping]]] = ..., LockMode: _Optional[_Union[_basics_pb2.LockMode, str]] = ..., FromDepartmentId: _Optional[str] = ..., ToDepartmentId: _Optional[str] = ..., MessageProxyBoxId: _Optional[str] = ..., MessageProxyDepartmentId: _Optional[str] = ..., IsReusable: _Optional[bool] = ...) -> None: ...

class TemplateTransformationToPost(_message.Message):
    __slots__ = ("BoxId", "TemplateId", "DocumentTransformations")
    BOXID_FIELD_NUMBER: _ClassVar[int]
    TEMPLATEID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTTRANSFORMATIONS_FIELD_NUMBER: _ClassVar[int]
    BoxId: str
    TemplateId: str
    DocumentTransformations: _containers.RepeatedCompositeFieldContainer[DocumentTransformation]
    def __init__(self, BoxId: _Optional[str] = ..., TemplateId: _Optional[str] = ..., DocumentTransformations: _Optional[_Iterable[_Union[DocumentTransformation, _Mapping]]] = ...) -> None: ...

from inkpost.faces.diadoc.proto import basics_pb2 as _basics_pb2
from inkpost.faces.diadoc.proto import docflow_common_pb2 as _docflow_common_pb2
from inkpost.faces.diadoc.proto import documents_pb2 as _documents_pb2
from inkpost.faces.diadoc.proto import powers_pb2 as _powers_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AcceptanceCertificateAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "DocumentDate", "DocumentNumber", "Total", "CustomDocumentId", "Vat", "Grounds", "NeedReceipt", "NeedRecipientSignature", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    NEEDRECIPIENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    DocumentDate: str
    DocumentNumber: str
    Total: str
    CustomDocumentId: str
    Vat: str
    Grounds: str
    NeedReceipt: bool
    NeedRecipientSignature: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., Total: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., Vat: _Optional[str] = ..., Grounds: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., NeedRecipientSignature: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class BasicDocumentAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "DocumentDate", "DocumentNumber", "Total", "CustomDocumentId", "Vat", "Grounds", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    DocumentDate: str
    DocumentNumber: str
    Total: str
    CustomDocumentId: str
    Vat: str
    Grounds: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., Total: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., Vat: _Optional[str] = ..., Grounds: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class ContractAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "CustomDocumentId", "DocumentDate", "DocumentNumber", "ContractPrice", "ContractType", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    CONTRACTPRICE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTTYPE_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    CustomDocumentId: str
    DocumentDate: str
    DocumentNumber: str
    ContractPrice: str
    ContractType: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., CustomDocumentId: _Optional[str] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., ContractPrice: _Optional[str] = ..., ContractType: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class CorrectionRequestAttachment(_message.Message):
    __slots__ = ("ParentEntityId", "SignedContent", "Labels")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    SignedContent: SignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ParentEntityId: _Optional[str] = ..., SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class DocumentAttachment(_message.Message):
    __slots__ = ("SignedContent", "Comment", "NeedRecipientSignature", "InitialDocumentIds", "SubordinateDocumentIds", "CustomDocumentId", "NeedReceipt", "CustomData", "TypeNamedId", "Function", "Version", "Metadata", "WorkflowId", "IsEncrypted", "EditingSettingId")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    NEEDRECIPIENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    TYPENAMEDID_FIELD_NUMBER: _ClassVar[int]
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    WORKFLOWID_FIELD_NUMBER: _ClassVar[int]
    ISENCRYPTED_FIELD_NUMBER: _ClassVar[int]
    EDITINGSETTINGID_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    Comment: str
    NeedRecipientSignature: bool
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    CustomDocumentId: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    TypeNamedId: str
    Function: str
    Version: str
    Metadata: _containers.RepeatedCompositeFieldContainer[_basics_pb2.MetadataItem]
    WorkflowId: int
    IsEncrypted: bool
    EditingSettingId: str
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Comment: _Optional[str] = ..., NeedRecipientSignature: _Optional[bool] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., CustomDocumentId: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ..., TypeNamedId: _Optional[str] = ..., Function: _Optional[str] = ..., Version: _Optional[str] = ..., Metadata: _Optional[_Iterable[_Union[_basics_pb2.MetadataItem, _Mapping]]] = ..., WorkflowId: _Optional[int] = ..., IsEncrypted: _Optional[bool] = ..., EditingSettingId: _Optional[str] = ...) -> None: ...

class EncryptedDocumentMetadata(_message.Message):
    __slots__ = ("FileId", "BuyerFnsParticipantId", "SenderFnsParticipantId", "DocumentDateAndNumber")
    FILEID_FIELD_NUMBER: _ClassVar[int]
    BUYERFNSPARTICIPANTID_FIELD_NUMBER: _ClassVar[int]
    SENDERFNSPARTICIPANTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATEANDNUMBER_FIELD_NUMBER: _ClassVar[int]
    FileId: str
    BuyerFnsParticipantId: str
    SenderFnsParticipantId: str
    DocumentDateAndNumber: _docflow_common_pb2.DocumentDateAndNumber
    def __init__(self, FileId: _Optional[str] = ..., BuyerFnsParticipantId: _Optional[str] = ..., SenderFnsParticipantId: _Optional[str] = ..., DocumentDateAndNumber: _Optional[_Union[_docflow_common_pb2.DocumentDateAndNumber, _Mapping]] = ...) -> None: ...

class EncryptedInvoiceAttachment(_message.Message):
    __slots__ = ("SignedContent", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "CustomDocumentId", "CustomData", "Metadata", "InvoiceMetadata", "InvoiceCorrectionMetadata")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    INVOICEMETADATA_FIELD_NUMBER: _ClassVar[int]
    INVOICECORRECTIONMETADATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    CustomDocumentId: str
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    Metadata: EncryptedDocumentMetadata
    InvoiceMetadata: EncryptedInvoiceMetadata
    InvoiceCorrectionMetadata: EncryptedInvoiceCorrectionMetadata
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., CustomDocumentId: _Optional[str] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ..., Metadata: _Optional[_Union[EncryptedDocumentMetadata, _Mapping]] = ..., InvoiceMetadata: _Optional[_Union[EncryptedInvoiceMetadata, _Mapping]] = ..., InvoiceCorrectionMetadata: _Optional[_Union[EncryptedInvoiceCorrectionMetadata, _Mapping]] = ...) -> None: ...

class EncryptedInvoiceCorrectionMetadata(_message.Message):
    __slots__ = ("OriginalInvoiceDateAndNumber", "OriginalInvoiceRevisionDateAndNumber", "InvoiceCorrectionRevisionDateAndNumber")
    ORIGINALINVOICEDATEANDNUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONDATEANDNUMBER_FIELD_NUMBER: _ClassVar[int]
    INVOICECORRECTIONREVISIONDATEANDNUMBER_FIELD_NUMBER: _ClassVar[int]
    OriginalInvoiceDateAndNumber: _docflow_common_pb2.DocumentDateAndNumber
    OriginalInvoiceRevisionDateAndNumber: _docflow_common_pb2.DocumentDateAndNumber
    InvoiceCorrectionRevisionDateAndNumber: _docflow_common_pb2.DocumentDateAndNumber
    def __init__(self, OriginalInvoiceDateAndNumber: _Optional[_Union[_docflow_common_pb2.DocumentDateAndNumber, _Mapping]] = ..., OriginalInvoiceRevisionDateAndNumber: _Optional[_Union[_docflow_common_pb2.DocumentDateAndNumber, _Mapping]] = ..., InvoiceCorrectionRevisionDateAndNumber: _Optional[_Union[_docflow_common_pb2.DocumentDateAndNumber, _Mapping]] = ...) -> None: ...

class EncryptedInvoiceMetadata(_message.Message):
    __slots__ = ("RevisionDateAndNumber",)
    REVISIONDATEANDNUMBER_FIELD_NUMBER: _ClassVar[int]
    RevisionDateAndNumber: _docflow_common_pb2.DocumentDateAndNumber
    def __init__(self, RevisionDateAndNumber: _Optional[_Union[_docflow_common_pb2.DocumentDateAndNumber, _Mapping]] = ...) -> None: ...

class EncryptedXmlBasicDocumentMetadata(_message.Message):
    __slots__ = ("FormationDate", "FormationTime", "DocumentName")
    FORMATIONDATE_FIELD_NUMBER: _ClassVar[int]
    FORMATIONTIME_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNAME_FIELD_NUMBER: _ClassVar[int]
    FormationDate: str
    FormationTime: str
    DocumentName: str
    def __init__(self, FormationDate: _Optional[str] = ..., FormationTime: _Optional[str] = ..., DocumentName: _Optional[str] = ...) -> None: ...

class EncryptedXmlDocumentAttachment(_message.Message):
    __slots__ = ("SignedContent", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "CustomDocumentId", "CustomData", "Metadata", "XmlBasicMetadata")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    XMLBASICMETADATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    CustomDocumentId: str
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    Metadata: EncryptedDocumentMetadata
    XmlBasicMetadata: EncryptedXmlBasicDocumentMetadata
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., CustomDocumentId: _Optional[str] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ..., Metadata: _Optional[_Union[EncryptedDocumentMetadata, _Mapping]] = ..., XmlBasicMetadata: _Optional[_Union[EncryptedXmlBasicDocumentMetadata, _Mapping]] = ...) -> None: ...

class NonformalizedAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "NeedRecipientSignature", "InitialDocumentIds", "SubordinateDocumentIds", "DocumentDate", "DocumentNumber", "CustomDocumentId", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    NEEDRECIPIENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    NeedRecipientSignature: bool
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    DocumentDate: str
    DocumentNumber: str
    CustomDocumentId: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., NeedRecipientSignature: _Optional[bool] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class PredefinedRecipientTitle(_message.Message):
    __slots__ = ("UnsignedContent",)
    UNSIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    UnsignedContent: UnsignedContent
    def __init__(self, UnsignedContent: _Optional[_Union[UnsignedContent, _Mapping]] = ...) -> None: ...

class PriceListAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "CustomDocumentId", "DocumentDate", "DocumentNumber", "PriceListEffectiveDate", "ContractDocumentDate", "ContractDocumentNumber", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    PRICELISTEFFECTIVEDATE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTDOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTDOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    CustomDocumentId: str
    DocumentDate: str
    DocumentNumber: str
    PriceListEffectiveDate: str
    ContractDocumentDate: str
    ContractDocumentNumber: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., CustomDocumentId: _Optional[str] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., PriceListEffectiveDate: _Optional[str] = ..., ContractDocumentDate: _Optional[str] = ..., ContractDocumentNumber: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class ReceiptAttachment(_message.Message):
    __slots__ = ("ParentEntityId", "SignedContent", "Labels")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    SignedContent: SignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ParentEntityId: _Optional[str] = ..., SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class RecipientTitleAttachment(_message.Message):
    __slots__ = ("ParentEntityId", "SignedContent", "Labels", "NeedReceipt", "TitleIndex")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    TITLEINDEX_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    SignedContent: SignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    NeedReceipt: bool
    TitleIndex: int
    def __init__(self, ParentEntityId: _Optional[str] = ..., SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ..., NeedReceipt: _Optional[bool] = ..., TitleIndex: _Optional[int] = ...) -> None: ...

class ReconciliationActAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "DocumentDate", "DocumentNumber", "CustomDocumentId", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    DocumentDate: str
    DocumentNumber: str
    CustomDocumentId: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class ResolutionAttachment(_message.Message):
    __slots__ = ("InitialDocumentId", "ResolutionType", "Comment", "Labels")
    INITIALDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    RESOLUTIONTYPE_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    InitialDocumentId: str
    ResolutionType: _basics_pb2.ResolutionType
    Comment: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, InitialDocumentId: _Optional[str] = ..., ResolutionType: _Optional[_Union[_basics_pb2.ResolutionType, str]] = ..., Comment: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class ResolutionRequestAttachment(_message.Message):
    __slots__ = ("InitialDocumentId", "Type", "TargetUserId", "TargetDepartmentId", "Comment", "Labels")
    INITIALDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TARGETUSERID_FIELD_NUMBER: _ClassVar[int]
    TARGETDEPARTMENTID_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    InitialDocumentId: str
    Type: _basics_pb2.ResolutionRequestType
    TargetUserId: str
    TargetDepartmentId: str
    Comment: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, InitialDocumentId: _Optional[str] = ..., Type: _Optional[_Union[_basics_pb2.ResolutionRequestType, str]] = ..., TargetUserId: _Optional[str] = ..., TargetDepartmentId: _Optional[str] = ..., Comment: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class ResolutionRequestCancellationAttachment(_message.Message):
    __slots__ = ("InitialResolutionRequestId", "Comment", "Labels")
    INITIALRESOLUTIONREQUESTID_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    InitialResolutionRequestId: str
    Comment: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, InitialResolutionRequestId: _Optional[str] = ..., Comment: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class ResolutionRequestDenialAttachment(_message.Message):
    __slots__ = ("InitialResolutionRequestId", "Comment", "Labels")
    INITIALRESOLUTIONREQUESTID_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    InitialResolutionRequestId: str
    Comment: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, InitialResolutionRequestId: _Optional[str] = ..., Comment: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class ResolutionRequestDenialCancellationAttachment(_message.Message):
    __slots__ = ("InitialResolutionRequestDenialId",)
    INITIALRESOLUTIONREQUESTDENIALID_FIELD_NUMBER: _ClassVar[int]
    InitialResolutionRequestDenialId: str
    def __init__(self, InitialResolutionRequestDenialId: _Optional[str] = ...) -> None: ...

class RevocationRequestAttachment(_message.Message):
    __slots__ = ("ParentEntityId", "SignedContent", "Labels")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    SignedContent: SignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ParentEntityId: _Optional[str] = ..., SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class ServiceDetailsAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "DocumentDate", "DocumentNumber", "CustomDocumentId", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    DocumentDate: str
    DocumentNumber: str
    CustomDocumentId: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class SignedContent(_message.Message):
    __slots__ = ("Content", "Signature", "NameOnShelf", "SignWithTestSignature", "SignatureNameOnShelf", "PowerOfAttorney")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    NAMEONSHELF_FIELD_NUMBER: _ClassVar[int]
    SIGNWITHTESTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    SIGNATURENAMEONSHELF_FIELD_NUMBER: _ClassVar[int]
    POWEROFATTORNEY_FIELD_NUMBER: _ClassVar[int]
    Content: bytes
    Signature: bytes
    NameOnShelf: str
    SignWithTestSignature: bool
    SignatureNameOnShelf: str
    PowerOfAttorney: _powers_pb2.PowerOfAttorneyToPost
    def __init__(self, Content: _Optional[bytes] = ..., Signature: _Optional[bytes] = ..., NameOnShelf: _Optional[str] = ..., SignWithTestSignature: _Optional[bool] = ..., SignatureNameOnShelf: _Optional[str] = ..., PowerOfAttorney: _Optional[_Union[_powers_pb2.PowerOfAttorneyToPost, _Mapping]] = ...) -> None: ...

class StructuredDataAttachment(_message.Message):
    __slots__ = ("Content", "FileName", "ParentCustomDocumentId")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    PARENTCUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    Content: bytes
    FileName: str
    ParentCustomDocumentId: str
    def __init__(self, Content: _Optional[bytes] = ..., FileName: _Optional[str] = ..., ParentCustomDocumentId: _Optional[str] = ...) -> None: ...

class SupplementaryAgreementAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "CustomDocumentId", "DocumentDate", "DocumentNumber", "Total", "ContractNumber", "ContractDate", "ContractType", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    CONTRACTNUMBER_FIELD_NUMBER: _ClassVar[int]
    CONTRACTDATE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTTYPE_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    CustomDocumentId: str
    DocumentDate: str
    DocumentNumber: str
    Total: str
    ContractNumber: str
    ContractDate: str
    ContractType: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., CustomDocumentId: _Optional[str] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., Total: _Optional[str] = ..., ContractNumber: _Optional[str] = ..., ContractDate: _Optional[str] = ..., ContractType: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class TemplateDocumentAttachment(_message.Message):
    __slots__ = ("UnsignedContent", "Comment", "TypeNamedId", "Function", "Version", "Metadata", "WorkflowId", "CustomDocumentId", "EditingSettingId", "NeedRecipientSignature", "PredefinedRecipientTitle", "RefusalDisabled", "CustomData")
    UNSIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    TYPENAMEDID_FIELD_NUMBER: _ClassVar[int]
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    WORKFLOWID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    EDITINGSETTINGID_FIELD_NUMBER: _ClassVar[int]
    NEEDRECIPIENTSIGNATURE_FIELD_NUMBER: _ClassVar[int]
    PREDEFINEDRECIPIENTTITLE_FIELD_NUMBER: _ClassVar[int]
    REFUSALDISABLED_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    UnsignedContent: UnsignedContent
    Comment: str
    TypeNamedId: str
    Function: str
    Version: str
    Metadata: _containers.RepeatedCompositeFieldContainer[_basics_pb2.MetadataItem]
    WorkflowId: int
    CustomDocumentId: str
    EditingSettingId: str
    NeedRecipientSignature: bool
    PredefinedRecipientTitle: PredefinedRecipientTitle
    RefusalDisabled: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, UnsignedContent: _Optional[_Union[UnsignedContent, _Mapping]] = ..., Comment: _Optional[str] = ..., TypeNamedId: _Optional[str] = ..., Function: _Optional[str] = ..., Version: _Optional[str] = ..., Metadata: _Optional[_Iterable[_Union[_basics_pb2.MetadataItem, _Mapping]]] = ..., WorkflowId: _Optional[int] = ..., CustomDocumentId: _Optional[str] = ..., EditingSettingId: _Optional[str] = ..., NeedRecipientSignature: _Optional[bool] = ..., PredefinedRecipientTitle: _Optional[_Union[PredefinedRecipientTitle, _Mapping]] = ..., RefusalDisabled: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class TemplateRefusalAttachment(_message.Message):
    __slots__ = ("DocumentId", "Comment", "Labels")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    DocumentId: str
    Comment: str
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, DocumentId: _Optional[str] = ..., Comment: _Optional[str] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

class Torg13Attachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "DocumentDate", "DocumentNumber", "Total", "CustomDocumentId", "Grounds", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    DocumentDate: str
    DocumentNumber: str
    Total: str
    CustomDocumentId: str
    Grounds: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., DocumentDate: _Optional[str] = ..., DocumentNumber: _Optional[str] = ..., Total: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., Grounds: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class TrustConnectionRequestAttachment(_message.Message):
    __slots__ = ("SignedContent", "FileName", "Comment", "CustomDocumentId", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    FILENAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    FileName: str
    Comment: str
    CustomDocumentId: str
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., FileName: _Optional[str] = ..., Comment: _Optional[str] = ..., CustomDocumentId: _Optional[str] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class TtGisFixationCancellationRequestAttachment(_message.Message):
    __slots__ = ("DocumentId", "SignedContent")
    DOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    DocumentId: str
    SignedContent: SignedContent
    def __init__(self, DocumentId: _Optional[str] = ..., SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ...) -> None: ...

class UniversalMessageAttachment(_message.Message):
    __slots__ = ("ParentEntityId", "CodeGroup", "UniversalMessageContent", "Labels", "Behaviour")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    CODEGROUP_FIELD_NUMBER: _ClassVar[int]
    UNIVERSALMESSAGECONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    BEHAVIOUR_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    CodeGroup: _documents_pb2.UniversalMessageCodeGroup
    UniversalMessageContent: UnsignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    Behaviour: _documents_pb2.UniversalMessageBehaviour
    def __init__(self, ParentEntityId: _Optional[str] = ..., CodeGroup: _Optional[_Union[_documents_pb2.UniversalMessageCodeGroup, str]] = ..., UniversalMessageContent: _Optional[_Union[UnsignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ..., Behaviour: _Optional[_Union[_documents_pb2.UniversalMessageBehaviour, str]] = ...) -> None: ...

class UnsignedContent(_message.Message):
    __slots__ = ("Content", "NameOnShelf")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    NAMEONSHELF_FIELD_NUMBER: _ClassVar[int]
    Content: bytes
    NameOnShelf: str
    def __init__(self, Content: _Optional[bytes] = ..., NameOnShelf: _Optional[str] = ...) -> None: ...

class XmlDocumentAttachment(_message.Message):
    __slots__ = ("SignedContent", "Comment", "InitialDocumentIds", "SubordinateDocumentIds", "CustomDocumentId", "NeedReceipt", "CustomData")
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    INITIALDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    SUBORDINATEDOCUMENTIDS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDOCUMENTID_FIELD_NUMBER: _ClassVar[int]
    NEEDRECEIPT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMDATA_FIELD_NUMBER: _ClassVar[int]
    SignedContent: SignedContent
    Comment: str
    InitialDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    SubordinateDocumentIds: _containers.RepeatedCompositeFieldContainer[_basics_pb2.DocumentId]
    CustomDocumentId: str
    NeedReceipt: bool
    CustomData: _containers.RepeatedCompositeFieldContainer[_basics_pb2.CustomDataItem]
    def __init__(self, SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Comment: _Optional[str] = ..., InitialDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., SubordinateDocumentIds: _Optional[_Iterable[_Union[_basics_pb2.DocumentId, _Mapping]]] = ..., CustomDocumentId: _Optional[str] = ..., NeedReceipt: _Optional[bool] = ..., CustomData: _Optional[_Iterable[_Union[_basics_pb2.CustomDataItem, _Mapping]]] = ...) -> None: ...

class XmlSignatureRejectionAttachment(_message.Message):
    __slots__ = ("ParentEntityId", "SignedContent", "Labels")
    PARENTENTITYID_FIELD_NUMBER: _ClassVar[int]
    SIGNEDCONTENT_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    ParentEntityId: str
    SignedContent: SignedContent
    Labels: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ParentEntityId: _Optional[str] = ..., SignedContent: _Optional[_Union[SignedContent, _Mapping]] = ..., Labels: _Optional[_Iterable[str]] = ...) -> None: ...

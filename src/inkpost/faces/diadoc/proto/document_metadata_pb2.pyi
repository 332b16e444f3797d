from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReceiptStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UnknownReceiptStatus: _ClassVar[ReceiptStatus]
    ReceiptStatusNone: _ClassVar[ReceiptStatus]
    ReceiptStatusFinished: _ClassVar[ReceiptStatus]
    ReceiptStatusHaveToCreateReceipt: _ClassVar[ReceiptStatus]
    ReceiptStatusWaitingForReceipt: _ClassVar[ReceiptStatus]
UnknownReceiptStatus: ReceiptStatus
ReceiptStatusNone: ReceiptStatus
ReceiptStatusFinished: ReceiptStatus
ReceiptStatusHaveToCreateReceipt: ReceiptStatus
ReceiptStatusWaitingForReceipt: ReceiptStatus

class AcceptanceCertificateDocumentStatusValues(_message.Message):
    __slots__ = ()
    class AcceptanceCertificateDocumentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        UnknownAcceptanceCertificateDocumentStatus: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        OutboundWaitingForRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        OutboundWithRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        OutboundWithRecipientPartiallySignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        OutboundRecipientSignatureRequestRejected: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        OutboundWaitingForSenderSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        OutboundInvalidSenderSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        OutboundNoRecipientSignatureRequest: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InboundWaitingForRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InboundWithRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InboundWithRecipientPartiallySignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InboundRecipientSignatureRequestRejected: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InboundInvalidRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InboundNoRecipientSignatureRequest: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalWaitingForRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalWithRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalWithRecipientPartiallySignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalRecipientSignatureRequestRejected: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalWaitingForSenderSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalInvalidSenderSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalInvalidRecipientSignature: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
        InternalNoRecipientSignatureRequest: _ClassVar[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus]
    UnknownAcceptanceCertificateDocumentStatus: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    OutboundWaitingForRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    OutboundWithRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    OutboundWithRecipientPartiallySignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    OutboundRecipientSignatureRequestRejected: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    OutboundWaitingForSenderSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    OutboundInvalidSenderSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    OutboundNoRecipientSignatureRequest: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InboundWaitingForRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InboundWithRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InboundWithRecipientPartiallySignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InboundRecipientSignatureRequestRejected: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InboundInvalidRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InboundNoRecipientSignatureRequest: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalWaitingForRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalWithRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalWithRecipientPartiallySignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalRecipientSignatureRequestRejected: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalWaitingForSenderSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalInvalidSenderSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalInvalidRecipientSignature: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    InternalNoRecipientSignatureRequest: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    def __init__(self) -> None: ...

class BilateralDocumentStatusValues(_message.Message):
    __slots__ = ()
    class BilateralDocumentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        UnknownBilateralDocumentStatus: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        OutboundWaitingForRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        OutboundWithRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        OutboundWithRecipientPartiallySignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        OutboundRecipientSignatureRequestRejected: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        OutboundWaitingForSenderSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        OutboundInvalidSenderSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InboundWaitingForRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InboundWithRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InboundWithRecipientPartiallySignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InboundRecipientSignatureRequestRejected: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InboundInvalidRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InternalWaitingForRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InternalWithRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InternalWithRecipientPartiallySignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InternalRecipientSignatureRequestRejected: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InternalWaitingForSenderSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InternalInvalidSenderSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
        InternalInvalidRecipientSignature: _ClassVar[BilateralDocumentStatusValues.BilateralDocumentStatus]
    UnknownBilateralDocumentStatus: BilateralDocumentStatusValues.BilateralDocumentStatus
    OutboundWaitingForRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    OutboundWithRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    OutboundWithRecipientPartiallySignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    OutboundRecipientSignatureRequestRejected: BilateralDocumentStatusValues.BilateralDocumentStatus
    OutboundWaitingForSenderSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    OutboundInvalidSenderSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InboundWaitingForRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InboundWithRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InboundWithRecipientPartiallySignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InboundRecipientSignatureRequestRejected: BilateralDocumentStatusValues.BilateralDocumentStatus
    InboundInvalidRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InternalWaitingForRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InternalWithRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InternalWithRecipientPartiallySignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InternalRecipientSignatureRequestRejected: BilateralDocumentStatusValues.BilateralDocumentStatus
    InternalWaitingForSenderSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InternalInvalidSenderSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    InternalInvalidRecipientSignature: BilateralDocumentStatusValues.BilateralDocumentStatus
    def __init__(self) -> None: ...

class InvoiceStatusValues(_message.Message):
    __slots__ = ()
    class InvoiceStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        UnknownInvoiceStatus: _ClassVar[InvoiceStatusValues.InvoiceStatus]
        OutboundWaitingForInvoiceReceipt: _ClassVar[InvoiceStatusValues.InvoiceStatus]
        OutboundNotFinished: _ClassVar[InvoiceStatusValues.InvoiceStatus]
        OutboundFinished: _ClassVar[InvoiceStatusValues.InvoiceStatus]
        OutboundWaitingForSenderSignature: _ClassVar[InvoiceStatusValues.InvoiceStatus]
        OutboundInvalidSenderSignature: _ClassVar[InvoiceStatusValues.InvoiceStatus]
        InboundNotFinished: _ClassVar[InvoiceStatusValues.InvoiceStatus]
        InboundFinished: _ClassVar[InvoiceStatusValues.InvoiceStatus]
    UnknownInvoiceStatus: InvoiceStatusValues.InvoiceStatus
    OutboundWaitingForInvoiceReceipt: InvoiceStatusValues.InvoiceStatus
    OutboundNotFinished: InvoiceStatusValues.InvoiceStatus
    OutboundFinished: InvoiceStatusValues.InvoiceStatus
    OutboundWaitingForSenderSignature: InvoiceStatusValues.InvoiceStatus
    OutboundInvalidSenderSignature: InvoiceStatusValues.InvoiceStatus
    InboundNotFinished: InvoiceStatusValues.InvoiceStatus
    InboundFinished: InvoiceStatusValues.InvoiceStatus
    def __init__(self) -> None: ...

class NonformalizedDocumentStatusValues(_message.Message):
    __slots__ = ()
    class NonformalizedDocumentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        UnknownNonformalizedDocumentStatus: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        OutboundNoRecipientSignatureRequest: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        OutboundWaitingForRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        OutboundWithRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        OutboundRecipientSignatureRequestRejected: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        OutboundWaitingForSenderSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        OutboundInvalidSenderSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InboundNoRecipientSignatureRequest: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InboundWaitingForRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InboundWithRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InboundRecipientSignatureRequestRejected: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InboundInvalidRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InternalNoRecipientSignatureRequest: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InternalWaitingForRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InternalWithRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InternalRecipientSignatureRequestRejected: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InternalWaitingForSenderSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InternalInvalidSenderSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
        InternalInvalidRecipientSignature: _ClassVar[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus]
    UnknownNonformalizedDocumentStatus: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    OutboundNoRecipientSignatureRequest: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    OutboundWaitingForRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    OutboundWithRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    OutboundRecipientSignatureRequestRejected: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    OutboundWaitingForSenderSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    OutboundInvalidSenderSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InboundNoRecipientSignatureRequest: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InboundWaitingForRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InboundWithRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InboundRecipientSignatureRequestRejected: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InboundInvalidRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InternalNoRecipientSignatureRequest: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InternalWaitingForRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InternalWithRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InternalRecipientSignatureRequestRejected: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InternalWaitingForSenderSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InternalInvalidSenderSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    InternalInvalidRecipientSignature: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    def __init__(self) -> None: ...

class UnilateralDocumentStatusValues(_message.Message):
    __slots__ = ()
    class UnilateralDocumentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        UnknownUnilateralDocumentStatus: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
        Outbound: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
        OutboundWaitingForSenderSignature: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
        OutboundInvalidSenderSignature: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
        Inbound: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
        Internal: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
        InternalWaitingForSenderSignature: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
        InternalInvalidSenderSignature: _ClassVar[UnilateralDocumentStatusValues.UnilateralDocumentStatus]
    UnknownUnilateralDocumentStatus: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    Outbound: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    OutboundWaitingForSenderSignature: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    OutboundInvalidSenderSignature: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    Inbound: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    Internal: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    InternalWaitingForSenderSignature: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    InternalInvalidSenderSignature: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    def __init__(self) -> None: ...

class UniversalTransferDocumentStatusValues(_message.Message):
    __slots__ = ()
    class UniversalTransferDocumentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        UnknownDocumentStatus: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundWaitingForSenderSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundWaitingForInvoiceReceiptAndRecipientSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundWaitingForInvoiceReceipt: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundWaitingForRecipientSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundWithRecipientSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundRecipientSignatureRequestRejected: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundInvalidSenderSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundNotFinished: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        OutboundFinished: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        InboundWaitingForRecipientSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        InboundWithRecipientSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        InboundRecipientSignatureRequestRejected: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        InboundInvalidRecipientSignature: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        InboundNotFinished: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
        InboundFinished: _ClassVar[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus]
    UnknownDocumentStatus: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundWaitingForSenderSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundWaitingForInvoiceReceiptAndRecipientSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundWaitingForInvoiceReceipt: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundWaitingForRecipientSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundWithRecipientSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundRecipientSignatureRequestRejected: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundInvalidSenderSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundNotFinished: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    OutboundFinished: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    InboundWaitingForRecipientSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    InboundWithRecipientSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    InboundRecipientSignatureRequestRejected: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    InboundInvalidRecipientSignature: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    InboundNotFinished: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    InboundFinished: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    def __init__(self) -> None: ...

class AcceptanceCertificateMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "Total", "Vat", "Grounds", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus
    Total: str
    Vat: str
    Grounds: str
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[AcceptanceCertificateDocumentStatusValues.AcceptanceCertificateDocumentStatus, str]] = ..., Total: _Optional[str] = ..., Vat: _Optional[str] = ..., Grounds: _Optional[str] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class BasicDocumentMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "Total", "Vat", "Grounds", "ReceiptStatus", "RevisionDate", "RevisionNumber")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    REVISIONDATE_FIELD_NUMBER: _ClassVar[int]
    REVISIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: BilateralDocumentStatusValues.BilateralDocumentStatus
    Total: str
    Vat: str
    Grounds: str
    ReceiptStatus: ReceiptStatus
    RevisionDate: str
    RevisionNumber: str
    def __init__(self, DocumentStatus: _Optional[_Union[BilateralDocumentStatusValues.BilateralDocumentStatus, str]] = ..., Total: _Optional[str] = ..., Vat: _Optional[str] = ..., Grounds: _Optional[str] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ..., RevisionDate: _Optional[str] = ..., RevisionNumber: _Optional[str] = ...) -> None: ...

class BilateralDocumentMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: BilateralDocumentStatusValues.BilateralDocumentStatus
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[BilateralDocumentStatusValues.BilateralDocumentStatus, str]] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class ContractMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "ContractPrice", "ContractType", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    CONTRACTPRICE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTTYPE_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: BilateralDocumentStatusValues.BilateralDocumentStatus
    ContractPrice: str
    ContractType: str
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[BilateralDocumentStatusValues.BilateralDocumentStatus, str]] = ..., ContractPrice: _Optional[str] = ..., ContractType: _Optional[str] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class InvoiceCorrectionMetadata(_message.Message):
    __slots__ = ("InvoiceCorrectionStatus", "OriginalInvoiceNumber", "OriginalInvoiceDate", "OriginalInvoiceRevisionNumber", "OriginalInvoiceRevisionDate", "TotalInc", "TotalDec", "VatInc", "VatDec", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags")
    INVOICECORRECTIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICENUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEDATE_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONDATE_FIELD_NUMBER: _ClassVar[int]
    TOTALINC_FIELD_NUMBER: _ClassVar[int]
    TOTALDEC_FIELD_NUMBER: _ClassVar[int]
    VATINC_FIELD_NUMBER: _ClassVar[int]
    VATDEC_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    InvoiceCorrectionStatus: InvoiceStatusValues.InvoiceStatus
    OriginalInvoiceNumber: str
    OriginalInvoiceDate: str
    OriginalInvoiceRevisionNumber: str
    OriginalInvoiceRevisionDate: str
    TotalInc: str
    TotalDec: str
    VatInc: str
    VatDec: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    def __init__(self, InvoiceCorrectionStatus: _Optional[_Union[InvoiceStatusValues.InvoiceStatus, str]] = ..., OriginalInvoiceNumber: _Optional[str] = ..., OriginalInvoiceDate: _Optional[str] = ..., OriginalInvoiceRevisionNumber: _Optional[str] = ..., OriginalInvoiceRevisionDate: _Optional[str] = ..., TotalInc: _Optional[str] = ..., TotalDec: _Optional[str] = ..., VatInc: _Optional[str] = ..., VatDec: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ...) -> None: ...

class InvoiceCorrectionRevisionMetadata(_message.Message):
    __slots__ = ("InvoiceCorrectionRevisionStatus", "OriginalInvoiceNumber", "OriginalInvoiceDate", "OriginalInvoiceRevisionNumber", "OriginalInvoiceRevisionDate", "OriginalInvoiceCorrectionNumber", "OriginalInvoiceCorrectionDate", "TotalInc", "TotalDec", "VatInc", "VatDec", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags")
    INVOICECORRECTIONREVISIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICENUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEDATE_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONDATE_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICECORRECTIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICECORRECTIONDATE_FIELD_NUMBER: _ClassVar[int]
    TOTALINC_FIELD_NUMBER: _ClassVar[int]
    TOTALDEC_FIELD_NUMBER: _ClassVar[int]
    VATINC_FIELD_NUMBER: _ClassVar[int]
    VATDEC_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    InvoiceCorrectionRevisionStatus: InvoiceStatusValues.InvoiceStatus
    OriginalInvoiceNumber: str
    OriginalInvoiceDate: str
    OriginalInvoiceRevisionNumber: str
    OriginalInvoiceRevisionDate: str
    OriginalInvoiceCorrectionNumber: str
    OriginalInvoiceCorrectionDate: str
    TotalInc: str
    TotalDec: str
    VatInc: str
    VatDec: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    def __init__(self, InvoiceCorrectionRevisionStatus: _Optional[_Union[InvoiceStatusValues.InvoiceStatus, str]] = ..., OriginalInvoiceNumber: _Optional[str] = ..., OriginalInvoiceDate: _Optional[str] = ..., OriginalInvoiceRevisionNumber: _Optional[str] = ..., OriginalInvoiceRevisionDate: _Optional[str] = ..., OriginalInvoiceCorrectionNumber: _Optional[str] = ..., OriginalInvoiceCorrectionDate: _Optional[str] = ..., TotalInc: _Optional[str] = ..., TotalDec: _Optional[str] = ..., VatInc: _Optional[str] = ..., VatDec: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ...) -> None: ...

class InvoiceMetadata(_message.Message):
    __slots__ = ("InvoiceStatus", "Total", "Vat", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags")
    INVOICESTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    InvoiceStatus: InvoiceStatusValues.InvoiceStatus
    Total: str
    Vat: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    def __init__(self, InvoiceStatus: _Optional[_Union[InvoiceStatusValues.InvoiceStatus, str]] = ..., Total: _Optional[str] = ..., Vat: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ...) -> None: ...

class InvoiceRevisionMetadata(_message.Message):
    __slots__ = ("InvoiceRevisionStatus", "OriginalInvoiceNumber", "OriginalInvoiceDate", "Total", "Vat", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags")
    INVOICEREVISIONSTATUS_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICENUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEDATE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    InvoiceRevisionStatus: InvoiceStatusValues.InvoiceStatus
    OriginalInvoiceNumber: str
    OriginalInvoiceDate: str
    Total: str
    Vat: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    def __init__(self, InvoiceRevisionStatus: _Optional[_Union[InvoiceStatusValues.InvoiceStatus, str]] = ..., OriginalInvoiceNumber: _Optional[str] = ..., OriginalInvoiceDate: _Optional[str] = ..., Total: _Optional[str] = ..., Vat: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ...) -> None: ...

class NonformalizedDocumentMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: NonformalizedDocumentStatusValues.NonformalizedDocumentStatus
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[NonformalizedDocumentStatusValues.NonformalizedDocumentStatus, str]] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class PriceListMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "PriceListEffectiveDate", "ContractDocumentDate", "ContractDocumentNumber", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    PRICELISTEFFECTIVEDATE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTDOCUMENTDATE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTDOCUMENTNUMBER_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: BilateralDocumentStatusValues.BilateralDocumentStatus
    PriceListEffectiveDate: str
    ContractDocumentDate: str
    ContractDocumentNumber: str
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[BilateralDocumentStatusValues.BilateralDocumentStatus, str]] = ..., PriceListEffectiveDate: _Optional[str] = ..., ContractDocumentDate: _Optional[str] = ..., ContractDocumentNumber: _Optional[str] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class ProformaInvoiceMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "Total", "Vat", "Grounds", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    Total: str
    Vat: str
    Grounds: str
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[UnilateralDocumentStatusValues.UnilateralDocumentStatus, str]] = ..., Total: _Optional[str] = ..., Vat: _Optional[str] = ..., Grounds: _Optional[str] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class ServiceDetailsMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: UnilateralDocumentStatusValues.UnilateralDocumentStatus
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[UnilateralDocumentStatusValues.UnilateralDocumentStatus, str]] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class SupplementaryAgreementMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "Total", "ContractType", "ContractNumber", "ContractDate", "ReceiptStatus")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    CONTRACTTYPE_FIELD_NUMBER: _ClassVar[int]
    CONTRACTNUMBER_FIELD_NUMBER: _ClassVar[int]
    CONTRACTDATE_FIELD_NUMBER: _ClassVar[int]
    RECEIPTSTATUS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: BilateralDocumentStatusValues.BilateralDocumentStatus
    Total: str
    ContractType: str
    ContractNumber: str
    ContractDate: str
    ReceiptStatus: ReceiptStatus
    def __init__(self, DocumentStatus: _Optional[_Union[BilateralDocumentStatusValues.BilateralDocumentStatus, str]] = ..., Total: _Optional[str] = ..., ContractType: _Optional[str] = ..., ContractNumber: _Optional[str] = ..., ContractDate: _Optional[str] = ..., ReceiptStatus: _Optional[_Union[ReceiptStatus, str]] = ...) -> None: ...

class TrustConnectionRequestMetadata(_message.Message):
    __slots__ = ("TrustConnectionRequestStatus",)
    TRUSTCONNECTIONREQUESTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TrustConnectionRequestStatus: BilateralDocumentStatusValues.BilateralDocumentStatus
    def __init__(self, TrustConnectionRequestStatus: _Optional[_Union[BilateralDocumentStatusValues.BilateralDocumentStatus, str]] = ...) -> None: ...

class UniversalCorrectionDocumentMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "TotalInc", "TotalDec", "VatInc", "VatDec", "Grounds", "DocumentFunction", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags", "OriginalInvoiceNumber", "OriginalInvoiceDate", "OriginalInvoiceRevisionNumber", "OriginalInvoiceRevisionDate")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTALINC_FIELD_NUMBER: _ClassVar[int]
    TOTALDEC_FIELD_NUMBER: _ClassVar[int]
    VATINC_FIELD_NUMBER: _ClassVar[int]
    VATDEC_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTFUNCTION_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICENUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEDATE_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONDATE_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    TotalInc: str
    TotalDec: str
    VatInc: str
    VatDec: str
    Grounds: str
    DocumentFunction: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    OriginalInvoiceNumber: str
    OriginalInvoiceDate: str
    OriginalInvoiceRevisionNumber: str
    OriginalInvoiceRevisionDate: str
    def __init__(self, DocumentStatus: _Optional[_Union[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus, str]] = ..., TotalInc: _Optional[str] = ..., TotalDec: _Optional[str] = ..., VatInc: _Optional[str] = ..., VatDec: _Optional[str] = ..., Grounds: _Optional[str] = ..., DocumentFunction: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ..., OriginalInvoiceNumber: _Optional[str] = ..., OriginalInvoiceDate: _Optional[str] = ..., OriginalInvoiceRevisionNumber: _Optional[str] = ..., OriginalInvoiceRevisionDate: _Optional[str] = ...) -> None: ...

class UniversalCorrectionDocumentRevisionMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "TotalInc", "TotalDec", "VatInc", "VatDec", "Grounds", "DocumentFunction", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags", "OriginalInvoiceNumber", "OriginalInvoiceDate", "OriginalInvoiceRevisionNumber", "OriginalInvoiceRevisionDate", "OriginalInvoiceCorrectionNumber", "OriginalInvoiceCorrectionDate")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTALINC_FIELD_NUMBER: _ClassVar[int]
    TOTALDEC_FIELD_NUMBER: _ClassVar[int]
    VATINC_FIELD_NUMBER: _ClassVar[int]
    VATDEC_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTFUNCTION_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICENUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEDATE_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEREVISIONDATE_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICECORRECTIONNUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICECORRECTIONDATE_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    TotalInc: str
    TotalDec: str
    VatInc: str
    VatDec: str
    Grounds: str
    DocumentFunction: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    OriginalInvoiceNumber: str
    OriginalInvoiceDate: str
    OriginalInvoiceRevisionNumber: str
    OriginalInvoiceRevisionDate: str
    OriginalInvoiceCorrectionNumber: str
    OriginalInvoiceCorrectionDate: str
    def __init__(self, DocumentStatus: _Optional[_Union[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus, str]] = ..., TotalInc: _Optional[str] = ..., TotalDec: _Optional[str] = ..., VatInc: _Optional[str] = ..., VatDec: _Optional[str] = ..., Grounds: _Optional[str] = ..., DocumentFunction: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ..., OriginalInvoiceNumber: _Optional[str] = ..., OriginalInvoiceDate: _Optional[str] = ..., OriginalInvoiceRevisionNumber: _Optional[str] = ..., OriginalInvoiceRevisionDate: _Optional[str] = ..., OriginalInvoiceCorrectionNumber: _Optional[str] = ..., OriginalInvoiceCorrectionDate: _Optional[str] = ...) -> None: ...

class UniversalTransferDocumentMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "Total", "Vat", "Grounds", "DocumentFunction", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTFUNCTION_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    Total: str
    Vat: str
    Grounds: str
    DocumentFunction: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    def __init__(self, DocumentStatus: _Optional[_Union[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus, str]] = ..., Total: _Optional[str] = ..., Vat: _Optional[str] = ..., Grounds: _Optional[str] = ..., DocumentFunction: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ...) -> None: ...

class UniversalTransferDocumentRevisionMetadata(_message.Message):
    __slots__ = ("DocumentStatus", "Total", "Vat", "Grounds", "DocumentFunction", "Currency", "ConfirmationDateTimeTicks", "InvoiceAmendmentFlags", "OriginalInvoiceNumber", "OriginalInvoiceDate")
    DOCUMENTSTATUS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    VAT_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENTFUNCTION_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONDATETIMETICKS_FIELD_NUMBER: _ClassVar[int]
    INVOICEAMENDMENTFLAGS_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICENUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINALINVOICEDATE_FIELD_NUMBER: _ClassVar[int]
    DocumentStatus: UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus
    Total: str
    Vat: str
    Grounds: str
    DocumentFunction: str
    Currency: int
    ConfirmationDateTimeTicks: int
    InvoiceAmendmentFlags: int
    OriginalInvoiceNumber: str
    OriginalInvoiceDate: str
    def __init__(self, DocumentStatus: _Optional[_Union[UniversalTransferDocumentStatusValues.UniversalTransferDocumentStatus, str]] = ..., Total: _Optional[str] = ..., Vat: _Optional[str] = ..., Grounds: _Optional[str] = ..., DocumentFunction: _Optional[str] = ..., Currency: _Optional[int] = ..., ConfirmationDateTimeTicks: _Optional[int] = ..., InvoiceAmendmentFlags: _Optional[int] = ..., OriginalInvoiceNumber: _Optional[str] = ..., OriginalInvoiceDate: _Optional[str] = ...) -> None: ...

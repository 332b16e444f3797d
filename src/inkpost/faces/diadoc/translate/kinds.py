"""What the vendor's older clients read of a document by its type: sums, and a status in one word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from inkpost.engines.docflow import ReceiptStanding, Response, View
from inkpost.faces.diadoc import proto as pb
from inkpost.model.docflow import Check, DocumentClass
from inkpost.model.exchange import DocumentView, ticks

MOSCOW: Final = timedelta(hours=3)
RECEIPTS: Final = {
    ReceiptStanding.NOT_ACCEPTABLE: "ReceiptStatusNone",
    ReceiptStanding.FINISHED: "ReceiptStatusFinished",
    ReceiptStanding.HAVE_TO_CREATE: "ReceiptStatusHaveToCreateReceipt",
    ReceiptStanding.WAITING: "ReceiptStatusWaitingForReceipt",
}
_WORDS: Final = {
    Response.NOT_ASKED: "NoRecipientSignatureRequest",
    Response.WAITING: "WaitingForRecipientSignature",
    Response.SIGNED: "WithRecipientSignature",
    Response.SIGNED_PARTIALLY: "WithRecipientPartiallySignature",
    Response.REFUSED: "RecipientSignatureRequestRejected",
    Response.INVALID: "InvalidRecipientSignature",
}
_DIRECTIONS: Final = {
    DocumentClass.INBOUND: "Inbound",
    DocumentClass.PROXY: "Inbound",
    DocumentClass.OUTBOUND: "Outbound",
    DocumentClass.INTERNAL: "Internal",
}
RUBLE: Final = 643


def kind_metadata(view: DocumentView, said: View) -> Mapping[str, Any]:
    """The one field that a document of this type has, by its name; none for types without one."""
    name = view.document.type_name
    make = _KINDS.get(name)
    field = "NonformalizedDocumentMetadata" if name == "Nonformalized" else f"{name}Metadata"
    return {field: make(view, said, dict(view.document.metadata))} if make else {}


def _bilateral(said: View, statuses: Any, unknown: str) -> str:
    """A status of the families that the recipient signs; a word that the family lacks is unknown."""
    direction = _DIRECTIONS[said.seen.document_class]
    word = _unsent(said) or _WORDS[said.response]
    known = frozenset(statuses.keys())
    fitting = (each for each in (direction + word, direction + word.replace("Partially", "")) if each in known)
    return next(fitting, unknown)


def _unsent(said: View) -> str:
    if said.sender_check is None:
        return "WaitingForSenderSignature"
    return "InvalidSenderSignature" if said.sender_check is Check.INVALID else ""


def _nonformalized(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    statuses = pb.NonformalizedDocumentStatus
    return pb.NonformalizedDocumentMetadata(
        DocumentStatus=_bilateral(said, statuses, "UnknownNonformalizedDocumentStatus"),
        ReceiptStatus=RECEIPTS[said.receipts.title],
    )


def _contract(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    made = pb.ContractMetadata(
        DocumentStatus=_bilateral(said, pb.BilateralDocumentStatus, "UnknownBilateralDocumentStatus"),
        ReceiptStatus=RECEIPTS[said.receipts.title],
    )
    for name in ("ContractPrice", "ContractType"):
        if name in given:
            setattr(made, name, given[name])
    return made


def _acceptance(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    statuses = pb.AcceptanceCertificateDocumentStatus
    return pb.AcceptanceCertificateMetadata(
        DocumentStatus=_bilateral(said, statuses, "UnknownAcceptanceCertificateDocumentStatus"),
        ReceiptStatus=RECEIPTS[said.receipts.title],
        **_sums(given),
    )


def _proforma(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    return pb.ProformaInvoiceMetadata(
        DocumentStatus=_DIRECTIONS[said.seen.document_class] + _unsent(said),
        ReceiptStatus=RECEIPTS[said.receipts.title],
        **_sums(given),
    )


def _invoice(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    return pb.InvoiceMetadata(
        InvoiceStatus=_invoice_status(said),
        Total=given.get("TotalSum", ""),
        Vat=given.get("TotalVat", ""),
        Currency=_currency(given),
        ConfirmationDateTimeTicks=_confirmed(view),
        InvoiceAmendmentFlags=int(said.amendment_requested),
    )


def _invoice_status(said: View) -> str:
    outbound = said.seen.document_class in (DocumentClass.OUTBOUND, DocumentClass.INTERNAL)
    direction = "Outbound" if outbound else "Inbound"
    if outbound and _unsent(said):
        return direction + _unsent(said)
    if outbound and said.waiting_for_receipt:
        return "OutboundWaitingForInvoiceReceipt"
    return direction + ("Finished" if said.finished else "NotFinished")


def _transfer(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    return pb.UniversalTransferDocumentMetadata(
        DocumentStatus=_transfer_status(said),
        DocumentFunction=view.document.function,
        Currency=_currency(given),
        ConfirmationDateTimeTicks=_confirmed(view),
        InvoiceAmendmentFlags=int(said.amendment_requested),
        **_sums(given),
    )


def _transfer_status(said: View) -> str:
    outbound = said.seen.document_class in (DocumentClass.OUTBOUND, DocumentClass.INTERNAL)
    direction = "Outbound" if outbound else "Inbound"
    if outbound and _unsent(said):
        return direction + _unsent(said)
    waits = outbound and said.seen.is_invoice and said.waiting_for_receipt
    if waits:
        return "OutboundWaitingForInvoiceReceipt" + (
            "AndRecipientSignature" if said.response is Response.WAITING else ""
        )
    if said.response is Response.NOT_ASKED:
        return direction + ("Finished" if said.finished else "NotFinished")
    word = _WORDS[said.response].replace("Partially", "")
    return f"{direction}{word}" if not outbound or said.response is not Response.INVALID else "OutboundNotFinished"


def _confirmed(view: DocumentView) -> int:
    sent = view.held.sent_at
    return ticks(sent + MOSCOW) if sent else 0


def _currency(given: Mapping[str, str]) -> int:
    code = given.get("CurrencyCode", "")
    return int(code) if code.isascii() and code.isdigit() and len(code) == 3 else RUBLE


def _sums(given: Mapping[str, str]) -> dict[str, str]:
    found = {"Total": given.get("TotalSum", ""), "Grounds": given.get("Grounds", "")}
    return found | ({"Vat": given["TotalVat"]} if "TotalVat" in given else {})


_KINDS: Final[Mapping[str, Callable[[DocumentView, View, Mapping[str, str]], Any]]] = {
    "Nonformalized": _nonformalized,
    "Contract": _contract,
    "AcceptanceCertificate": _acceptance,
    "ProformaInvoice": _proforma,
    "Invoice": _invoice,
    "UniversalTransferDocument": _transfer,
}

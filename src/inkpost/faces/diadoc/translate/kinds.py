"""What the vendor's older clients read of a document by its type: sums, and a status in one word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from inkpost.engines.docflow import Family, ReceiptStanding, Summary, View, summary
from inkpost.faces.diadoc import proto as pb
from inkpost.model.docflow import DocumentClass
from inkpost.model.exchange import DocumentView, ticks

MOSCOW: Final = timedelta(hours=3)
RECEIPTS: Final = {
    ReceiptStanding.NOT_ACCEPTABLE: "ReceiptStatusNone",
    ReceiptStanding.FINISHED: "ReceiptStatusFinished",
    ReceiptStanding.HAVE_TO_CREATE: "ReceiptStatusHaveToCreateReceipt",
    ReceiptStanding.WAITING: "ReceiptStatusWaitingForReceipt",
}
_DIRECTIONS: Final = {
    DocumentClass.INBOUND: "Inbound",
    DocumentClass.PROXY: "Inbound",
    DocumentClass.OUTBOUND: "Outbound",
    DocumentClass.INTERNAL: "Internal",
}
RUBLE: Final = 643
_UNSENT: Final = frozenset({Summary.WAITING_FOR_SENDER_SIGNATURE, Summary.INVALID_SENDER_SIGNATURE})
_MEANWHILE: Final = {
    Family.UNILATERAL: Summary.PLAIN,
    Family.INVOICE: Summary.NOT_FINISHED,
    Family.TRANSFER: Summary.NOT_FINISHED,
}


def kind_metadata(view: DocumentView, said: View) -> Mapping[str, Any]:
    """The one field that a document of this type has, by its name; none for types without one."""
    name = view.document.type_name
    make = _KINDS.get(name)
    field = "NonformalizedDocumentMetadata" if name == "Nonformalized" else f"{name}Metadata"
    return {field: make(view, said, dict(view.document.metadata))} if make else {}


def _bilateral(said: View, statuses: Any, unknown: str) -> str:
    """A status of the families that the recipient signs; a word that the family lacks is unknown."""
    direction = _DIRECTIONS[said.seen.document_class]
    word = _word(said, Family.BILATERAL)
    known = frozenset(statuses.keys())
    fitting = (each for each in (direction + word, direction + word.replace("Partially", "")) if each in known)
    return next(fitting, unknown)


def _word(said: View, family: Family) -> str:
    """A document's status in one word, as the vendor spells it, without the direction."""
    told = summary(said, family)
    if told in _UNSENT and _DIRECTIONS[said.seen.document_class] == "Inbound":
        # It came before its sender's signature did, and these families have no word for that.
        told = _MEANWHILE.get(family, told)
    return "" if told is Summary.PLAIN else "".join(part.capitalize() for part in told.split("_"))


def _invoice_status(said: View, family: Family) -> str:
    """These families know two directions: an internal document is told as an outbound one."""
    outbound = said.seen.document_class in (DocumentClass.OUTBOUND, DocumentClass.INTERNAL)
    return ("Outbound" if outbound else "Inbound") + _word(said, family)


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
        DocumentStatus=_DIRECTIONS[said.seen.document_class] + _word(said, Family.UNILATERAL),
        ReceiptStatus=RECEIPTS[said.receipts.title],
        **_sums(given),
    )


def _invoice(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    return pb.InvoiceMetadata(
        InvoiceStatus=_invoice_status(said, Family.INVOICE),
        Total=given.get("TotalSum", ""),
        Vat=given.get("TotalVat", ""),
        Currency=_currency(given),
        ConfirmationDateTimeTicks=_confirmed(view),
        InvoiceAmendmentFlags=amendment_flags(said),
    )


def _transfer(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    return pb.UniversalTransferDocumentMetadata(
        DocumentStatus=_invoice_status(said, Family.TRANSFER),
        DocumentFunction=view.document.function,
        Currency=_currency(given),
        ConfirmationDateTimeTicks=_confirmed(view),
        InvoiceAmendmentFlags=amendment_flags(said),
        **_sums(given),
    )


def _invoice_amended(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    """Revisions and corrections of invoices: the status is named after the type."""
    name = view.document.type_name
    sums = {"Total": "TotalSum", "Vat": "TotalVat"} if name == "InvoiceRevision" else _CHANGES
    return getattr(pb, f"{name}Metadata")(
        **{f"{name}Status": _invoice_status(said, Family.INVOICE)},
        **{field: given.get(key, "") for field, key in sums.items()},
        Currency=_currency(given),
        ConfirmationDateTimeTicks=_confirmed(view),
        InvoiceAmendmentFlags=amendment_flags(said),
        **_originals(name, given),
    )


def _transfer_amended(view: DocumentView, said: View, given: Mapping[str, str]) -> Any:
    """Revisions and corrections of transfer documents."""
    name = view.document.type_name
    sums = _sums(given) if name == "UniversalTransferDocumentRevision" else _changes(given)
    return getattr(pb, f"{name}Metadata")(
        DocumentStatus=_invoice_status(said, Family.TRANSFER),
        DocumentFunction=view.document.function,
        Currency=_currency(given),
        ConfirmationDateTimeTicks=_confirmed(view),
        InvoiceAmendmentFlags=amendment_flags(said),
        **sums,
        **_originals(name, given),
    )


_CHANGES: Final = {each: each for each in ("TotalInc", "TotalDec", "VatInc", "VatDec")}
_OF_ALL: Final = ("OriginalInvoiceNumber", "OriginalInvoiceDate")
_OF_CORRECTION_REVISIONS: Final = ("OriginalInvoiceCorrectionNumber", "OriginalInvoiceCorrectionDate")
_WHERE_GIVEN: Final = ("OriginalInvoiceRevisionNumber", "OriginalInvoiceRevisionDate")


def _changes(given: Mapping[str, str]) -> dict[str, str]:
    return {field: given.get(key, "") for field, key in _CHANGES.items()} | {"Grounds": given.get("Grounds", "")}


def _originals(name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Which documents it amends; those that the type must name are empty where the content does not say."""
    must = _OF_ALL + (_OF_CORRECTION_REVISIONS if "Correction" in name and name.endswith("Revision") else ())
    return {each: given.get(each, "") for each in must} | {each: given[each] for each in _WHERE_GIVEN if each in given}


def amendment_flags(said: View) -> int:
    """What became of an invoice: asked to be amended, revised, corrected; a bit each."""
    return int(said.amendment_requested) | int(said.seen.revised) << 1 | int(said.seen.corrected) << 2


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
    "InvoiceRevision": _invoice_amended,
    "InvoiceCorrection": _invoice_amended,
    "InvoiceCorrectionRevision": _invoice_amended,
    "UniversalTransferDocument": _transfer,
    "UniversalTransferDocumentRevision": _transfer_amended,
    "UniversalCorrectionDocument": _transfer_amended,
    "UniversalCorrectionDocumentRevision": _transfer_amended,
}

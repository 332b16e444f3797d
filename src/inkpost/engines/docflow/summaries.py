"""A document's status in one word, as older programs read it; what may be said depends on the document's family.

The word is neutral of the class: a wire puts the class before it. The rules are the documentation's, save those marked.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from inkpost.engines.docflow.facts import WANTED, Response
from inkpost.engines.docflow.seen import ReceiptStanding, View
from inkpost.model.docflow import Check, DocumentClass


class Family(StrEnum):
    """Which words a document's status is told in."""

    BILATERAL = "bilateral"  # nonformalized ones too
    UNILATERAL = "unilateral"
    INVOICE = "invoice"
    TRANSFER = "transfer"  # transfer and correction documents, whatever their function


class Summary(StrEnum):
    """One word for where a document stands."""

    PLAIN = "plain"  # of a unilateral document that was sent: nothing but its class
    WAITING_FOR_SENDER_SIGNATURE = "waiting_for_sender_signature"
    INVALID_SENDER_SIGNATURE = "invalid_sender_signature"
    NO_RECIPIENT_SIGNATURE_REQUEST = "no_recipient_signature_request"
    WAITING_FOR_RECIPIENT_SIGNATURE = "waiting_for_recipient_signature"
    WITH_RECIPIENT_SIGNATURE = "with_recipient_signature"
    WITH_RECIPIENT_PARTIALLY_SIGNATURE = "with_recipient_partially_signature"
    RECIPIENT_SIGNATURE_REQUEST_REJECTED = "recipient_signature_request_rejected"
    INVALID_RECIPIENT_SIGNATURE = "invalid_recipient_signature"
    WAITING_FOR_INVOICE_RECEIPT = "waiting_for_invoice_receipt"
    WAITING_FOR_INVOICE_RECEIPT_AND_RECIPIENT_SIGNATURE = "waiting_for_invoice_receipt_and_recipient_signature"
    NOT_FINISHED = "not_finished"
    FINISHED = "finished"


_RESPONSES: Final = {
    Response.NOT_ASKED: Summary.NO_RECIPIENT_SIGNATURE_REQUEST,
    Response.WAITING: Summary.WAITING_FOR_RECIPIENT_SIGNATURE,
    Response.SIGNED: Summary.WITH_RECIPIENT_SIGNATURE,
    Response.SIGNED_PARTIALLY: Summary.WITH_RECIPIENT_PARTIALLY_SIGNATURE,
    Response.REFUSED: Summary.RECIPIENT_SIGNATURE_REQUEST_REJECTED,
    Response.INVALID: Summary.INVALID_RECIPIENT_SIGNATURE,
}


def summary(view: View, family: Family) -> Summary:
    """The one word for a document's status in its family."""
    if view.sender_check is None:
        return Summary.WAITING_FOR_SENDER_SIGNATURE
    if view.sender_check is Check.INVALID:
        return Summary.INVALID_SENDER_SIGNATURE
    if family is Family.UNILATERAL:
        return Summary.PLAIN
    if family is Family.BILATERAL:
        return _RESPONSES[view.response]
    return _invoice(view) if family is Family.INVOICE else _transfer(view)


def _invoice(view: View) -> Summary:
    if view.receipts.title is ReceiptStanding.WAITING and view.seen.document_class is DocumentClass.OUTBOUND:
        return Summary.WAITING_FOR_INVOICE_RECEIPT
    return Summary.FINISHED if view.finished else Summary.NOT_FINISHED


def _transfer(view: View) -> Summary:
    """One that asks for no answer is told as an invoice is; the order of the others is ours.

    Only where the document is an invoice too is its receipt an invoice's. The family has no words for reservations, nor
    for a signature of which the sender of an encrypted document knows that it does not hold.
    """
    awaited = view.seen.is_invoice and _invoice(view) is Summary.WAITING_FOR_INVOICE_RECEIPT
    if view.response is Response.NOT_ASKED:
        closed = Summary.FINISHED if view.finished else Summary.NOT_FINISHED
        return Summary.WAITING_FOR_INVOICE_RECEIPT if awaited else closed
    if awaited and view.response in WANTED:
        return Summary.WAITING_FOR_INVOICE_RECEIPT_AND_RECIPIENT_SIGNATURE
    if awaited:
        return Summary.WAITING_FOR_INVOICE_RECEIPT
    if view.response is Response.SIGNED_PARTIALLY:
        return Summary.WITH_RECIPIENT_SIGNATURE
    if view.response is Response.INVALID and view.seen.document_class is DocumentClass.OUTBOUND:
        return Summary.NOT_FINISHED
    return _RESPONSES[view.response]

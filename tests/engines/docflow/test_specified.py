"""The two documents of the vendor's specification of lists: their statuses and their texts, word for word."""

from __future__ import annotations

from docflows import Story
from inkpost.engines.docflow import (
    Family,
    Receipts,
    ReceiptStanding,
    Response,
    Revocation,
    Severity,
    StatusText,
    Summary,
    summary,
)
from inkpost.model.docflow import Check, DocumentClass
from inkpost.model.docflow_categories import Status

NO, WAITING = ReceiptStanding.NOT_ACCEPTABLE, ReceiptStanding.WAITING


def test_a_transfer_document_that_waits_for_a_receipt_and_a_title() -> None:
    seen = Story(18).view(DocumentClass.OUTBOUND, is_invoice=True)

    assert seen.sender_check is Check.VALID
    assert seen.response is Response.WAITING
    assert seen.proxy_response is Response.NOT_ASKED
    assert seen.revocation is Revocation.NONE
    assert not seen.amendment_requested
    assert seen.receipts == Receipts(
        title=WAITING, title_confirmation=NO, receipt_confirmation=NO, response=NO, amendment=NO
    )
    assert (seen.primary.ru, seen.primary.severity) == (
        "Ожидается подпись контрагента. Ожидается извещение о получении",
        Severity.WARNING,
    )
    assert seen.secondary is None
    assert summary(seen, Family.TRANSFER) is Summary.WAITING_FOR_INVOICE_RECEIPT_AND_RECIPIENT_SIGNATURE


def test_a_nonformalized_document_that_asks_for_nothing() -> None:
    story = Story(1)
    seen = story.view(DocumentClass.OUTBOUND)

    assert seen.sender_check is Check.VALID
    assert seen.response is Response.NOT_ASKED
    assert seen.receipts == Receipts(NO, NO, NO, NO, NO)
    assert seen.primary == StatusText("Документооборот завершен", "Docflow is finished", Severity.INFO)
    assert seen.secondary is None
    assert summary(seen, Family.BILATERAL) is Summary.NO_RECIPIENT_SIGNATURE_REQUEST
    assert story.statuses(DocumentClass.OUTBOUND) == {
        Status.ANY,
        Status.NO_RECIPIENT_SIGNATURE_REQUEST,
        Status.WITH_SENDER_SIGNATURE,
        Status.FINISHED,
        Status.NOT_REVOKED,
    }

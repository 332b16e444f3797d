"""What people read: the first status and the second, for each side, and the one word of older programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from docflows import Story
from inkpost.engines.docflow import Family, Severity, Summary, summary
from inkpost.model.docflow import Check, DocumentClass, EntityKind, ResolutionKind, Side

I, O, N, P = DocumentClass.INBOUND, DocumentClass.OUTBOUND, DocumentClass.INTERNAL, DocumentClass.PROXY  # noqa: E741
Told = Callable[[Story], Any]


def nothing(_: Story) -> None:
    return None


def signed(story: Story) -> None:
    story.respond()


def receipted(story: Story) -> None:
    story.receipt()


def refused(story: Story) -> None:
    story.refuse()


def both(story: Story) -> None:
    story.receipt()
    story.respond()


def revoked(story: Story) -> None:
    story.sign(Side.RECIPIENT, of=story.revoke())


def kept(story: Story) -> None:
    story.refuse(Side.RECIPIENT, story.revoke())


def kept_after_signing(story: Story) -> None:
    story.respond()
    story.refuse(Side.RECIPIENT, story.revoke())


def through(story: Story) -> None:
    story.respond(side=Side.PROXY)


LONG = "Подпись недействительна. Требуется повторно подписать"
FIRST = [
    (2, {}, nothing, "Ожидается подпись контрагента", "Требуется подпись", "warning", "warning"),
    (2, {}, signed, "Подписан контрагентом", "Подписан", "success", "success"),
    (2, {}, refused, "Контрагент отказал в подписи", "Отказано в подписи", "error", "error"),
    (2, {}, lambda s: s.respond(Check.INVALID), "Ожидается подпись контрагента", LONG, "warning", "error"),
    (
        18,
        {},
        signed,
        "Подписан контрагентом. Ожидается извещение о получении",
        "Подписан. Требуется подписать извещение о получении",
        "warning",
        "warning",
    ),
    (
        18,
        {},
        refused,
        "Контрагент отказал в подписи. Ожидается извещение о получении",
        "Отказано в подписи. Требуется подписать извещение о получении",
        "warning",
        "warning",
    ),
    (18, {}, both, "Подписан контрагентом", "Подписан", "success", "success"),
    (17, {}, receipted, "Документооборот завершен", "Документооборот завершен", "info", "info"),
    (
        3,
        {},
        lambda s: s.respond(partially=True),
        "Подписан контрагентом с разногласиями",
        "Подписан с разногласиями",
        "success",
        "success",
    ),
    (
        2,
        {},
        kept,
        "Ожидается подпись контрагента. Отказано в аннулировании",
        "Требуется подпись. Отказано в аннулировании",
        "warning",
        "warning",
    ),
    (2, {}, lambda s: s.revoke(), "Ожидается аннулирование", "Требуется аннулирование", "warning", "warning"),
    (2, {}, revoked, "Аннулирован", "Аннулирован", "error", "error"),
    (17, {}, lambda s: s.revoke(), "Аннулирован", "Аннулирован", "error", "error"),
    (
        17,
        {},
        lambda s: s.amend(),
        *("Ожидается извещение о получении. Требуется уточнение",),
        *("Требуется подписать извещение о получении. Ожидается уточнение", "warning", "warning"),
    ),
    (
        2,
        {"through_proxy": True},
        through,
        "Ожидается основная подпись",
        "Требуется подпись",
        "warning",
        "warning",
    ),
]


@pytest.mark.parametrize(("workflow", "wants", "then", "out", "into", "loud_out", "loud_in"), FIRST)
def test_the_first_status_of_each_side(
    workflow: int, wants: dict[str, bool], then: Told, out: str, into: str, loud_out: str, loud_in: str
) -> None:
    story = Story(workflow, **wants)
    then(story)
    seen, theirs = story.view(O).primary, story.view(I).primary
    assert (seen.ru, seen.severity) == (out, loud_out)
    assert (theirs.ru, theirs.severity) == (into, loud_in)
    assert seen.en
    assert not any("а" <= letter <= "я" for letter in (seen.en + theirs.en).lower())


def test_a_finished_docflow_tells_that_it_was_not_revoked() -> None:
    story = Story(1)
    story.receipt()
    story.refuse(Side.RECIPIENT, story.revoke())
    assert story.view(O).primary.ru == "Документооборот завершен. Отказано в аннулировании"


def test_a_document_that_is_not_sent_waits_for_its_sender() -> None:
    story = Story(2, sent=False)
    assert story.view(O).primary.ru == "Требуется подписать и отправить"
    story.sign(check=Check.INVALID)
    assert story.view(O).primary.ru == "Подпись недействительна. Требуется повторно подписать и отправить"
    assert story.view(O).primary.severity is Severity.ERROR


def test_an_internal_document_is_told_to_whom_it_waits_for() -> None:
    story = Story(2, internal=True, sent=False)
    assert story.view(N).primary.ru == "Требуется подписать и отправить"
    story.sign()
    assert story.view(N).primary.ru == "Требуется подпись"


def test_a_proxy_is_told_its_own_part() -> None:
    story = Story(2, through_proxy=True)
    assert story.view(P).primary.ru == "Требуется промежуточная подпись"
    assert story.view(O).primary.ru == "Ожидается промежуточная подпись"
    story.respond(Check.INVALID, Side.PROXY)
    assert story.view(P).primary.severity is Severity.ERROR
    assert story.view(O).primary.ru == "Ожидается промежуточная подпись"
    story.respond(side=Side.PROXY)
    assert story.view(P).primary.ru == "Ожидается подпись контрагента"
    story.respond()
    assert story.view(P).primary.ru == "Подписан контрагентом"


def test_a_refusing_proxy_ends_the_docflow() -> None:
    story = Story(2, through_proxy=True)
    story.refuse(Side.PROXY)
    for of in (O, P):
        assert story.view(of).primary.ru == "Отказано в промежуточной подписи"
        assert story.view(of).finished


def test_a_document_waits_for_the_operator_where_nobody_else_owes_anything() -> None:
    story = Story(17, by_operator=False)
    story.receipt()
    assert story.view(O).primary.ru == "Ожидается подтверждение оператора"
    story.confirm()
    assert story.view(O).primary.ru == "Документооборот завершен"


def test_another_operator_that_cannot_deliver_is_told_to_the_sender_alone() -> None:
    story = Story(2)
    story.add(EntityKind.ROAMING_ERROR, Side.OPERATOR, story.document)
    assert story.view(O).primary.ru == "Ошибка доставки в роуминге. Ожидается подпись контрагента"
    assert story.view(I).primary.ru == "Требуется подпись"


def test_an_amendment_that_was_made_is_wanted_no_more() -> None:
    story = Story(1)
    story.amend()
    assert "Требуется уточнение" in story.view(O).primary.ru
    assert "Требуется уточнение" not in story.view(O, revised=True).primary.ru
    assert "Требуется уточнение" not in story.view(O, corrected=True).primary.ru


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ResolutionKind.APPROVE, "На согласовании"),
        (ResolutionKind.CUSTOM, "На согласовании"),
        (ResolutionKind.SIGN, "На подписании"),
        (ResolutionKind.PRIMARY_SIGN, "На подписании"),
        (ResolutionKind.APPROVEMENT_SIGN, "На согласующем подписании"),
    ],
)
def test_the_second_status_says_what_is_asked_for_within_the_box(kind: ResolutionKind, text: str) -> None:
    story = Story(2)
    assert story.view(I).secondary is None
    story.ask(Side.RECIPIENT, kind)
    told = story.view(I).secondary
    assert told is not None
    assert told.ru == text
    assert story.view(O).secondary is None, "the other box is not told"
    story.respond()
    assert story.view(I).secondary is None, "what was asked for is done"


def test_the_second_status_says_what_was_decided() -> None:
    story = Story(2)

    def second() -> str:
        told = story.view(I).secondary
        return "" if told is None else told.ru

    request = story.ask(Side.RECIPIENT, ResolutionKind.SIGN)
    denial = story.add(EntityKind.RESOLUTION_REQUEST_DENIAL, Side.RECIPIENT, request)
    assert second() == "Отказано в запросе подписи"
    story.add(EntityKind.CANCELLATION, Side.RECIPIENT, denial)
    assert second() == "На подписании"
    story.resolve(Side.RECIPIENT)
    assert second() == "Согласован"
    story.resolve(Side.RECIPIENT, ResolutionKind.DISAPPROVE)
    assert second() == "Отказано в согласовании"
    story.add(EntityKind.SIGNATURE, Side.RECIPIENT, story.document, approvement=True)
    assert second() == "Подписан согласующей подписью"
    revocation = story.revoke()
    story.resolve(Side.RECIPIENT, of=revocation)
    assert second() == "Аннулирование одобрено"


BILATERAL, INVOICE, TRANSFER, UNILATERAL = Family.BILATERAL, Family.INVOICE, Family.TRANSFER, Family.UNILATERAL
WORDS = [
    (2, nothing, BILATERAL, "waiting_for_recipient_signature", "waiting_for_recipient_signature"),
    (2, signed, BILATERAL, "with_recipient_signature", "with_recipient_signature"),
    (2, refused, BILATERAL, "recipient_signature_request_rejected", "recipient_signature_request_rejected"),
    (
        2,
        lambda s: s.respond(Check.INVALID),
        BILATERAL,
        "waiting_for_recipient_signature",
        "invalid_recipient_signature",
    ),
    (3, lambda s: s.respond(partially=True), BILATERAL, *["with_recipient_partially_signature"] * 2),
    (17, nothing, INVOICE, "waiting_for_invoice_receipt", "not_finished"),
    (17, receipted, INVOICE, "finished", "finished"),
    (4, receipted, INVOICE, "not_finished", "not_finished"),
    (1, nothing, UNILATERAL, "plain", "plain"),
    (18, nothing, TRANSFER, "waiting_for_invoice_receipt_and_recipient_signature", "waiting_for_recipient_signature"),
    (18, receipted, TRANSFER, "waiting_for_recipient_signature", "waiting_for_recipient_signature"),
    (18, signed, TRANSFER, "waiting_for_invoice_receipt", "with_recipient_signature"),
    (18, both, TRANSFER, "with_recipient_signature", "with_recipient_signature"),
    (18, lambda s: s.respond(partially=True), TRANSFER, "waiting_for_invoice_receipt", "with_recipient_signature"),
    (17, nothing, TRANSFER, "waiting_for_invoice_receipt", "not_finished"),
    (17, receipted, TRANSFER, "finished", "finished"),
]


@pytest.mark.parametrize(("workflow", "then", "family", "out", "into"), WORDS)
def test_the_one_word_of_older_programs(workflow: int, then: Told, family: Family, out: str, into: str) -> None:
    story = Story(workflow)
    then(story)
    assert summary(story.view(O, is_invoice=True), family) == out
    assert summary(story.view(I, is_invoice=True), family) == into


def test_a_transfer_document_that_is_no_invoice_waits_for_no_invoices_receipt() -> None:
    assert summary(Story(18).view(O), Family.TRANSFER) is Summary.WAITING_FOR_RECIPIENT_SIGNATURE
    assert summary(Story(17).view(O), Family.TRANSFER) is Summary.NOT_FINISHED


def test_the_one_word_of_an_encrypted_transfer_document_with_a_bad_signature() -> None:
    story = Story(18, encrypted=True)
    story.receipt()
    story.respond(Check.INVALID)
    assert summary(story.view(O), Family.TRANSFER) is Summary.NOT_FINISHED
    assert summary(story.view(I), Family.TRANSFER) is Summary.INVALID_RECIPIENT_SIGNATURE


@pytest.mark.parametrize("family", Family)
def test_the_one_word_of_what_is_not_sent(family: Family) -> None:
    story = Story(2, sent=False)
    assert summary(story.view(O), family) is Summary.WAITING_FOR_SENDER_SIGNATURE
    story.sign(check=Check.INVALID)
    assert summary(story.view(O), family) is Summary.INVALID_SENDER_SIGNATURE

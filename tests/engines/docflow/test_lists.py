"""Every row of the table of lists, for every class it can occur in: a life that puts a document in and takes it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from docflows import Story
from inkpost.engines.docflow import CAN_OCCUR
from inkpost.engines.docflow.lists import TABLE
from inkpost.model.docflow import Check, DocumentClass, EntityKind, ResolutionKind, Side
from inkpost.model.docflow_categories import Status, categories, category, mask, parts

I, O, N, P = DocumentClass.INBOUND, DocumentClass.OUTBOUND, DocumentClass.INTERNAL, DocumentClass.PROXY  # noqa: E741
MINE = {I: Side.RECIPIENT, O: Side.SENDER, N: Side.SENDER, P: Side.PROXY}
THEIRS = {I: Side.SENDER, O: Side.RECIPIENT, N: Side.RECIPIENT, P: Side.SENDER}

CLASSES = {
    Status.ANY: (I, O, N, P),
    Status.NOT_READ: (I, N, P),
    Status.NO_RECIPIENT_SIGNATURE_REQUEST: (I, O, N, P),
    Status.WAITING_FOR_RECIPIENT_SIGNATURE: (I, O, N, P),
    Status.WITH_RECIPIENT_SIGNATURE: (I, O, N, P),
    Status.WITH_RECIPIENT_PARTIALLY_SIGNATURE: (I, O, N, P),
    Status.RECIPIENT_SIGNATURE_REQUEST_REJECTED: (I, O, N, P),
    Status.INVALID_RECIPIENT_SIGNATURE: (I, O, N),
    Status.WITH_SENDER_SIGNATURE: (I, O, N, P),
    Status.WAITING_FOR_SENDER_SIGNATURE: (O, N),
    Status.INVALID_SENDER_SIGNATURE: (O, N),
    Status.APPROVED: (I, O, N, P),
    Status.DISAPPROVED: (I, O, N, P),
    Status.WAITING_FOR_RESOLUTION: (I, O, N, P),
    Status.SIGNATURE_REQUEST_REJECTED: (I, O, N, P),
    Status.FINISHED: (I, O, N, P),
    Status.NOT_FINISHED: (I, O, N, P),
    Status.HAVE_TO_CREATE_RECEIPT: (I, O),
    Status.WAITING_FOR_RECEIPT: (I, O),
    Status.WAITING_FOR_INVOICE_RECEIPT: (O,),
    Status.INVOICE_AMENDMENT_REQUESTED: (I, O),
    Status.REVOCATION_IS_REQUESTED_BY_ME: (I, O, N),
    Status.REQUESTS_MY_REVOCATION: (I, O, N),
    Status.REVOCATION_ACCEPTED: (I, O, N),
    Status.REVOCATION_REJECTED: (I, O, N),
    Status.NOT_REVOKED: (I, O, N, P),
    Status.REVOCATION_APPROVED: (I, O, N, P),
    Status.REVOCATION_DISAPPROVED: (I, O, N, P),
    Status.WAITING_FOR_REVOCATION_APPROVEMENT: (I, O, N, P),
    Status.WAITING_FOR_PROXY_SIGNATURE: (O, P),
    Status.WITH_PROXY_SIGNATURE: (I, O, P),
    Status.INVALID_PROXY_SIGNATURE: (O, P),
    Status.PROXY_SIGNATURE_REJECTED: (O, P),
    Status.REQUESTS_MY_SIGNATURE: (I, N, P),
    Status.ROAMING_NOTIFICATION_ERROR: (O,),
    Status.HAVE_TO_CANCEL_MARKING: (O,),
}
"""The table as it was asked for, once more and by hand."""

Lived = Iterator[set[Status]]
Life = Callable[[DocumentClass], Lived]
LIVES: dict[Status, list[Life]] = {}


def told(*statuses: Status) -> Callable[[Life], Life]:
    def keep(life: Life) -> Life:
        for status in statuses:
            LIVES.setdefault(status, []).append(life)
        return life

    return keep


def begin(of: DocumentClass, workflow: int = 2, *, proxy: bool = False, **wants: Any) -> Story:
    """A sent document; through a proxy it has reached its recipient, where the proxy is not what it is about."""
    story = Story(workflow, internal=of is N, through_proxy=of is P or proxy, **wants)
    if of is P and not proxy:
        story.respond(side=Side.PROXY)
    return story


def hidden(story: Story, of: DocumentClass) -> set[Status]:
    """Before it came to the box: not delivered, or a draft."""
    return story.statuses(of, delivered_at=None, is_draft=of in (O, N))


@told(
    Status.ANY,
    Status.WITH_SENDER_SIGNATURE,
    Status.NOT_REVOKED,
    Status.NO_RECIPIENT_SIGNATURE_REQUEST,
    Status.FINISHED,
)
def asks_for_nothing(of: DocumentClass) -> Lived:
    story = begin(of, 1)
    yield hidden(story, of)
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.NOT_READ)
def is_read(of: DocumentClass) -> Lived:
    story = begin(of)
    yield hidden(story, of)
    yield story.statuses(of, is_read=False)
    yield story.statuses(of, is_read=True)


@told(
    Status.WAITING_FOR_RECIPIENT_SIGNATURE,
    Status.WITH_RECIPIENT_SIGNATURE,
    Status.FINISHED,
    Status.NOT_FINISHED,
)
def is_signed(of: DocumentClass) -> Lived:
    story = begin(of)
    yield hidden(story, of)
    yield story.statuses(of)
    story.respond()
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.WITH_RECIPIENT_PARTIALLY_SIGNATURE, Status.WAITING_FOR_RECIPIENT_SIGNATURE)
def is_signed_with_reservations(of: DocumentClass) -> Lived:
    story = begin(of, 3)
    yield hidden(story, of)
    yield story.statuses(of)
    story.respond(partially=True)
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.RECIPIENT_SIGNATURE_REQUEST_REJECTED, Status.FINISHED)
def is_refused(of: DocumentClass) -> Lived:
    story = begin(of)
    yield story.statuses(of)
    story.refuse()
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.RECIPIENT_SIGNATURE_REQUEST_REJECTED, Status.FINISHED)
def is_not_accepted(of: DocumentClass) -> Lived:
    story = begin(of, 3)
    yield story.statuses(of)
    story.respond(rejected=True)
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.INVALID_RECIPIENT_SIGNATURE)
def is_signed_badly(of: DocumentClass) -> Lived:
    story = begin(of, encrypted=of is O)
    yield story.statuses(of)
    story.respond(Check.INVALID)
    yield story.statuses(of)
    story.respond()
    yield story.statuses(of)


@told(Status.WAITING_FOR_SENDER_SIGNATURE, Status.INVALID_SENDER_SIGNATURE)
def is_sent_later(of: DocumentClass) -> Lived:
    story = Story(2, internal=of is N, sent=False)
    yield hidden(story, of)
    yield story.statuses(of)
    story.sign(check=Check.INVALID)
    yield story.statuses(of)
    story.sign()
    yield story.statuses(of)


@told(Status.APPROVED, Status.DISAPPROVED)
def is_resolved_twice(of: DocumentClass) -> Lived:
    story = begin(of)
    yield story.statuses(of)
    for kind in (ResolutionKind.APPROVE, ResolutionKind.DISAPPROVE, ResolutionKind.APPROVE):
        story.resolve(MINE[of], kind)
        yield story.statuses(of)


def asked(kind: ResolutionKind) -> Life:
    def life(of: DocumentClass) -> Lived:
        story = begin(of)
        yield story.statuses(of)
        request = story.ask(MINE[of], kind)
        yield story.statuses(of)
        story.add(EntityKind.CANCELLATION, MINE[of], request)
        yield story.statuses(of)

    return life


LIVES[Status.WAITING_FOR_RESOLUTION] = [
    asked(kind)
    for kind in (
        ResolutionKind.APPROVE,
        ResolutionKind.SIGN,
        ResolutionKind.PRIMARY_SIGN,
        ResolutionKind.APPROVEMENT_SIGN,
        ResolutionKind.CUSTOM,
    )
]


@told(Status.SIGNATURE_REQUEST_REJECTED, Status.WAITING_FOR_RESOLUTION)
def is_denied(of: DocumentClass) -> Lived:
    story = begin(of)
    request = story.ask(MINE[of], ResolutionKind.SIGN)
    yield hidden(story, of)
    yield story.statuses(of)
    denial = story.add(EntityKind.RESOLUTION_REQUEST_DENIAL, MINE[of], request)
    yield story.statuses(of)
    story.add(EntityKind.CANCELLATION, MINE[of], denial)
    yield story.statuses(of)


@told(Status.HAVE_TO_CREATE_RECEIPT, Status.WAITING_FOR_RECEIPT)
def receipts_go_both_ways(of: DocumentClass) -> Lived:
    story = begin(of, 18)
    yield hidden(story, of)
    yield story.statuses(of)
    story.receipt()
    yield story.statuses(of)
    title = story.respond(wants_receipt=True)
    yield story.statuses(of)
    story.receipt(Side.SENDER, title)
    yield story.statuses(of)


@told(Status.HAVE_TO_CREATE_RECEIPT, Status.WAITING_FOR_RECEIPT, Status.INVOICE_AMENDMENT_REQUESTED)
def is_to_be_amended(of: DocumentClass) -> Lived:
    story = begin(of)
    yield hidden(story, of)
    yield story.statuses(of)
    request = story.amend()
    yield story.statuses(of)
    story.receipt(Side.SENDER, request)
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.WAITING_FOR_INVOICE_RECEIPT)
def is_an_invoice(of: DocumentClass) -> Lived:
    story = begin(of, 17)
    yield story.statuses(of, is_invoice=False)
    yield story.statuses(of, is_invoice=True)
    story.receipt()
    yield story.statuses(of, is_invoice=True)


def is_revoked(by: dict[DocumentClass, Side]) -> Life:
    def life(of: DocumentClass) -> Lived:
        story = begin(of)
        yield hidden(story, of)
        yield story.statuses(of)
        side = by[of]
        other = Side.RECIPIENT if side is Side.SENDER else Side.SENDER
        story.refuse(other, story.revoke(side))
        yield story.statuses(of)
        request = story.revoke(side)
        yield story.statuses(of)
        story.sign(other, of=request)
        yield story.statuses(of)
        yield story.statuses(of, is_deleted=True)

    return life


LIVES[Status.REVOCATION_IS_REQUESTED_BY_ME] = [is_revoked(MINE)]
LIVES[Status.REQUESTS_MY_REVOCATION] = [is_revoked(THEIRS)]
LIVES[Status.REVOCATION_ACCEPTED] = [is_revoked(MINE), is_revoked(THEIRS)]
LIVES[Status.REVOCATION_REJECTED] = [is_revoked(MINE), is_revoked(THEIRS)]
LIVES[Status.NOT_REVOKED].append(is_revoked(THEIRS))


@told(Status.REVOCATION_ACCEPTED)
def is_revoked_alone(of: DocumentClass) -> Lived:
    story = begin(of, 17)
    yield story.statuses(of)
    story.revoke(Side.SENDER)
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.REVOCATION_APPROVED, Status.REVOCATION_DISAPPROVED, Status.WAITING_FOR_REVOCATION_APPROVEMENT)
def approves_a_revocation(of: DocumentClass) -> Lived:
    story = begin(of)
    request = story.revoke(THEIRS[of])
    yield story.statuses(of)
    story.ask(MINE[of], of=request)
    yield story.statuses(of)
    for kind in (ResolutionKind.APPROVE, ResolutionKind.DISAPPROVE, ResolutionKind.APPROVE):
        story.resolve(MINE[of], kind, request)
        yield story.statuses(of)


@told(
    Status.WAITING_FOR_PROXY_SIGNATURE,
    Status.INVALID_PROXY_SIGNATURE,
    Status.WITH_PROXY_SIGNATURE,
    Status.REQUESTS_MY_SIGNATURE,
)
def goes_through_a_proxy(of: DocumentClass) -> Lived:
    story = begin(of, proxy=of is not N)
    yield hidden(story, of)
    if of in (O, P):
        yield story.statuses(of)
    if of is not N:
        story.respond(Check.INVALID, Side.PROXY)
        yield hidden(story, of) if of is I else story.statuses(of)
        story.respond(side=Side.PROXY)
    yield story.statuses(of)
    story.respond()
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.PROXY_SIGNATURE_REJECTED, Status.FINISHED)
def is_refused_by_its_proxy(of: DocumentClass) -> Lived:
    story = begin(of, proxy=of is not N)
    if of in (I, N):
        story = begin(of)
        yield story.statuses(of)
        story.refuse()
    else:
        yield story.statuses(of)
        story.refuse(Side.PROXY)
    yield story.statuses(of)
    yield story.statuses(of, is_deleted=True)


@told(Status.ROAMING_NOTIFICATION_ERROR)
def is_not_delivered_elsewhere(of: DocumentClass) -> Lived:
    story = begin(of)
    yield story.statuses(of)
    story.add(EntityKind.ROAMING_ERROR, Side.OPERATOR, story.document)
    yield story.statuses(of)
    story.add(EntityKind.ROAMING_SUCCESS, Side.OPERATOR, story.document)
    yield story.statuses(of)


@told(Status.HAVE_TO_CANCEL_MARKING)
def has_marked_goods(of: DocumentClass) -> Lived:
    story = begin(of)
    for owed in (False, True, False):
        yield story.statuses(of, owes_marking_cancellation=owed)


NOT_FOR = {
    (is_to_be_amended, Status.HAVE_TO_CREATE_RECEIPT): (I,),
    (is_to_be_amended, Status.WAITING_FOR_RECEIPT): (O,),
}
"""The sender alone owes a receipt of a request to amend."""


def test_the_table_is_the_one_asked_for() -> None:
    assert {row.status: set(row.classes) for row in TABLE} == {status: set(of) for status, of in CLASSES.items()}
    assert [row.status for row in TABLE] == sorted(Status)
    assert set(LIVES) == set(Status)
    lived = {(of, status) for status in LIVES for life in LIVES[status] for of in CLASSES[status]}
    assert lived == CAN_OCCUR


@pytest.mark.parametrize(
    ("of", "status", "life"),
    [
        pytest.param(of, status, life, id=f"{of}-{status.name.lower()}-{number}")
        for status, lives in LIVES.items()
        for number, life in enumerate(lives)
        for of in CLASSES[status]
        if of not in NOT_FOR.get((life, status), ())
    ],
)
def test_a_document_comes_in_and_goes_out(of: DocumentClass, status: Status, life: Life) -> None:
    held = [status in moment for moment in life(of)]
    first = held.index(True)
    assert not held[0], "it comes in"
    assert not all(held[first:]), "it goes out"


@pytest.mark.parametrize("of", DocumentClass)
def test_no_life_brings_a_document_where_its_class_cannot_be(of: DocumentClass) -> None:
    everything = {life for status, lives in LIVES.items() for life in lives if of in CLASSES[status]}
    for life in everything:
        for moment in life(of):
            assert {(of, status) for status in moment} <= CAN_OCCUR
            assert not moment or len(moment & {Status.FINISHED, Status.NOT_FINISHED}) == 1


def test_an_invalid_answer_stays_hidden_from_the_sender() -> None:
    story = begin(O)
    before = story.view(O)
    story.respond(Check.INVALID)
    assert story.view(O).bits == before.bits
    assert Status.WAITING_FOR_RECIPIENT_SIGNATURE in story.statuses(O)
    assert Status.NOT_FINISHED in story.statuses(I)


def test_a_senders_receipt_of_a_confirmation_is_owed_but_not_listed() -> None:
    story = begin(O, 4)
    assert Status.HAVE_TO_CREATE_RECEIPT not in story.statuses(O)
    assert [str(one) for one in story.view(O).owes] == ["receipt of the confirmation"]
    assert Status.NOT_FINISHED in story.statuses(O)


def test_a_request_to_amend_does_not_open_a_finished_docflow_again() -> None:
    story = begin(O)
    story.respond()
    story.amend()
    assert Status.FINISHED in story.statuses(O)
    assert Status.FINISHED in story.statuses(I)


def test_the_two_sides_may_finish_at_different_times() -> None:
    story = begin(O, 4)
    story.receipt(Side.SENDER, story.state.confirmation(story.document.id, Side.SENDER))
    story.receipt()
    assert Status.FINISHED in story.statuses(O)
    assert Status.NOT_FINISHED in story.statuses(I)


def test_a_category_is_a_class_and_a_status() -> None:
    numbers = {category(of, status) for of in DocumentClass for status in Status}
    assert len(numbers) == len(DocumentClass) * len(Status)
    assert max(numbers) < 256
    assert {parts(one) for one in numbers} == {(of, status) for of in DocumentClass for status in Status}
    assert categories(N, mask([Status.ANY, Status.NOT_REVOKED])) == {
        category(N, Status.ANY),
        category(N, Status.NOT_REVOKED),
    }
    assert mask(Status) < 2**63

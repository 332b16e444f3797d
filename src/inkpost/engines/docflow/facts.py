"""What follows from a state under its workflow's settings: who owes which receipt, what was answered, what is done."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from inkpost.engines.docflow.state import State, responds
from inkpost.model.docflow import Entity, EntityKind, Side
from inkpost.model.workflows import AmendmentResponse, Confirmation, TitleReceipt

PARTIES = (Side.SENDER, Side.RECIPIENT)


class Response(StrEnum):
    """How the recipient, or the proxy, has answered the document."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    SIGNED = "signed"
    SIGNED_PARTIALLY = "signed_partially"
    REFUSED = "refused"
    INVALID = "invalid"  # it signed, and the signature does not hold: it is to sign again


class Revocation(StrEnum):
    """Whether the document is revoked, and who asked for it."""

    NONE = "none"
    REQUESTED = "requested"  # by ``State.revocation.side``
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Duty(NamedTuple):
    """A receipt or a confirmation that the workflow knows: of what, whose or for whom, and whether it must come.

    One that must not come (not ``due``) may: a receipt nobody asked for, where the workflow leaves it to the user.
    """

    kind: EntityKind
    parent: Entity
    side: Side
    due: bool


def response(state: State) -> Response:
    """The recipient's answer. One with an invalid signature is ``INVALID`` here: the other side is not told of it."""
    if state.document is None or not responds(state.workflow, state.document):
        return Response.NOT_ASKED
    if proxy_response(state) is Response.REFUSED:
        return Response.NOT_ASKED  # it will never get the document
    return _answered(state, state.response)


def proxy_response(state: State) -> Response:
    """The proxy's answer; ``NOT_ASKED`` of a document that goes straight to its recipient."""
    if state.document is None or not state.document.through_proxy:
        return Response.NOT_ASKED
    return _answered(state, state.proxy_response)


def _answered(state: State, given: Entity | None) -> Response:
    if given is None:
        return Response.WAITING
    if not state.valid(given):
        return Response.WAITING if given.kind is EntityKind.REFUSAL else Response.INVALID
    if given.kind is EntityKind.REFUSAL:
        return Response.REFUSED
    return Response.SIGNED_PARTIALLY if given.partially else Response.SIGNED


ANSWERED = frozenset({Response.SIGNED, Response.SIGNED_PARTIALLY, Response.REFUSED})


def reached(state: State) -> bool:
    """Whether the document is the recipient's to act on: sent, and signed by the proxy where there is one."""
    if not state.sent:
        return False
    return proxy_response(state) in (Response.NOT_ASKED, Response.SIGNED, Response.SIGNED_PARTIALLY)


def revocation(state: State) -> Revocation:
    """What became of the last request to revoke."""
    if not state.valid(state.revocation):
        return Revocation.NONE
    if state.revoked_alone:
        return Revocation.ACCEPTED
    if not state.valid(state.revocation_answer) or state.revocation_answer is None:
        return Revocation.REQUESTED
    refused = state.revocation_answer.kind is EntityKind.REFUSAL
    return Revocation.REJECTED if refused else Revocation.ACCEPTED


def duties(state: State) -> Iterator[Duty]:
    """Every receipt and confirmation that may or must come, or has come; nothing where the document is not sent."""
    if state.document is None or not reached(state):
        return
    yield from _title_duties(state, state.document)
    yield from _response_duties(state)
    yield from _amendment_duties(state)


def _title_duties(state: State, document: Entity) -> Iterator[Duty]:
    workflow = state.workflow
    sender = workflow.participant(Side.SENDER)
    if sender is None:
        return
    yield from _confirmed(sender.confirmation, document)
    if workflow.operator_confirmation_receipt:
        for side in PARTIES:
            yield from _receipt_of_confirmation(state, document, side)
    if sender.title_receipt is TitleReceipt.NEVER:
        return
    due = sender.title_receipt is TitleReceipt.ALWAYS or document.wants_receipt
    yield Duty(EntityKind.RECEIPT, document, Side.RECIPIENT, due)
    given = state.answer(EntityKind.RECEIPT, document.id, Side.RECIPIENT)
    if given is None:
        return
    receipt = state.entities[given]
    yield from _confirmed(workflow.receipt_confirmation, receipt)
    if workflow.receipt_confirmation_receipt:
        yield from _receipt_of_confirmation(state, receipt, Side.RECIPIENT)


def _response_duties(state: State) -> Iterator[Duty]:
    recipient = state.workflow.participant(Side.RECIPIENT)
    answer = state.response
    if recipient is None or answer is None or not state.valid(answer):
        return
    yield from _confirmed(recipient.confirmation, answer)
    if answer.kind is not EntityKind.RECIPIENT_TITLE or recipient.title_receipt is TitleReceipt.NEVER:
        return
    due = recipient.title_receipt is TitleReceipt.ALWAYS or answer.wants_receipt
    yield Duty(EntityKind.RECEIPT, answer, Side.SENDER, due)


def _amendment_duties(state: State) -> Iterator[Duty]:
    request = state.amendment
    how = state.workflow.amendment_response
    if request is None or not state.valid(request):
        return
    if how is AmendmentResponse.OPERATOR_CONFIRMATION:
        yield from _confirmed(Confirmation.INITIATOR_COUNTERPART, request)
        return
    by_operator = how is AmendmentResponse.OPERATOR_CONFIRMATION_OR_RECEIPT
    if by_operator:
        yield from _confirmed(Confirmation.INITIATOR_COUNTERPART, request, due=False)
    if by_operator or how is AmendmentResponse.RECEIPT:
        confirmed = any(state.answer(EntityKind.CONFIRMATION, request.id, side) for side in PARTIES)
        yield Duty(EntityKind.RECEIPT, request, Side.SENDER, not confirmed)


def amendment_open(state: State) -> bool:
    """Whether a request to amend waits for its answer."""
    if not state.valid(state.amendment):
        return False
    return any(
        duty.due and state.answer(duty.kind, duty.parent.id, duty.side) is None for duty in _amendment_duties(state)
    )


def _confirmed(how: Confirmation, parent: Entity, *, due: bool = True) -> Iterator[Duty]:
    if how is Confirmation.NEVER:
        return
    yield Duty(EntityKind.CONFIRMATION, parent, parent.side, due)
    if how is Confirmation.INITIATOR_COUNTERPART:
        yield Duty(EntityKind.CONFIRMATION, parent, other(parent.side), due)


def _receipt_of_confirmation(state: State, parent: Entity, side: Side) -> Iterator[Duty]:
    given = state.answer(EntityKind.CONFIRMATION, parent.id, side)
    if given is not None:
        yield Duty(EntityKind.RECEIPT, state.entities[given], side, due=True)


def other(side: Side) -> Side:
    """The other party of the two."""
    return Side.RECIPIENT if side is Side.SENDER else Side.SENDER


def open_duties(state: State) -> list[Duty]:
    """Those that have not come yet."""
    return [duty for duty in duties(state) if state.answer(duty.kind, duty.parent.id, duty.side) is None]


def finished(state: State, side: Side) -> bool:
    """Whether everything the workflow demands exists on this side, or the document is revoked.

    A request to amend and what it brings do not count. The two parties may differ: each has confirmations of its own.
    """
    if revocation(state) is Revocation.ACCEPTED:
        return True
    if not state.sent or state.document is None or not _all_answered(state):
        return False
    if side is Side.PROXY:
        return True
    return not any(
        duty.due and _counts(duty, side) and state.answer(duty.kind, duty.parent.id, duty.side) is None
        for duty in _demanded(state, state.document)
    )


def _all_answered(state: State) -> bool:
    closed = (Response.NOT_ASKED, *ANSWERED)
    return response(state) in closed and proxy_response(state) in closed


def _demanded(state: State, document: Entity) -> Iterator[Duty]:
    if reached(state):
        yield from _title_duties(state, document)
        yield from _response_duties(state)


def _counts(duty: Duty, side: Side) -> bool:
    if duty.kind is EntityKind.CONFIRMATION or duty.parent.kind is EntityKind.CONFIRMATION:
        return duty.side is side
    return True

"""What follows from a state under its workflow's settings: what was answered, who owes what, what is done.

``Facts`` are read out of a state once and asked many times; they are the same for every side.
"""

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


WANTED = (Response.WAITING, Response.INVALID)
SIGNED = (Response.SIGNED, Response.SIGNED_PARTIALLY)


class Revocation(StrEnum):
    """Whether the document is revoked, and who asked for it."""

    NONE = "none"
    REQUESTED = "requested"  # by ``State.revocation.side``
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Duty(NamedTuple):
    """A receipt or a confirmation that the workflow knows: of what, whose or for whom, and whether it must come.

    One that must not come (not ``due``) may: a receipt nobody asked for, where the workflow leaves it to the user.
    ``done``: it has come.
    """

    kind: EntityKind
    parent: Entity
    side: Side
    due: bool
    done: Entity | None


class Facts:
    """What follows from one state. ``demanded`` is what the docflow cannot finish without, ``amending`` the rest."""

    __slots__ = ("amending", "demanded", "proxy_response", "reached", "response", "revocation", "state")

    def __init__(self, state: State) -> None:
        self.state = state
        self.proxy_response = _proxy_response(state)
        # Whether the document is the recipient's to act on: sent, and signed by the proxy where there is one.
        self.reached = state.sent and self.proxy_response in (Response.NOT_ASKED, *SIGNED)
        self.response = _response(state, self.proxy_response)
        self.revocation = _revocation(state)
        self.demanded: list[Duty] = []
        self.amending: list[Duty] = []
        if self.reached and state.document is not None:
            self.demanded += _title_duties(state, state.document)
            self.demanded += _response_duties(state)
            self.amending += _amendment_duties(state)

    @property
    def revoked(self) -> bool:
        """Whether the document is revoked for good."""
        return self.revocation is Revocation.ACCEPTED

    @property
    def amendment_open(self) -> bool:
        """Whether a request to amend waits for its answer."""
        return any(duty.due and duty.done is None for duty in self.amending)

    def receipt_duty(self, of: Entity, by: Side) -> Duty | None:
        """What the workflow knows of a receipt of an entity by a side."""
        for duty in (*self.demanded, *self.amending):
            if duty.kind is EntityKind.RECEIPT and duty.parent is of and duty.side is by:
                return duty
        return None

    def open_duties(self) -> list[Duty]:
        """Receipts and confirmations that may or must still come. Nobody owes a receipt of a revoked document."""
        return [
            duty
            for duty in (*self.demanded, *self.amending)
            if duty.done is None and (duty.kind is EntityKind.CONFIRMATION or not self.revoked)
        ]

    def finished(self, side: Side) -> bool:
        """Whether everything the workflow demands exists on this side, or the document is revoked.

        A request to amend and what it brings do not count. The parties may differ: each has its own confirmations.
        """
        if self.revoked:
            return True
        if not self.state.sent or self.response in WANTED or self.proxy_response in WANTED:
            return False
        if side is Side.PROXY:
            return True
        return not any(duty.done is None and duty.due and _counts(duty, side) for duty in self.demanded)


def other(side: Side) -> Side:
    """The other party of the two."""
    return Side.RECIPIENT if side is Side.SENDER else Side.SENDER


def _counts(duty: Duty, side: Side) -> bool:
    if duty.kind is EntityKind.CONFIRMATION or duty.parent.kind is EntityKind.CONFIRMATION:
        return duty.side is side
    return True


def _response(state: State, by_proxy: Response) -> Response:
    if state.document is None or not responds(state.workflow, state.document):
        return Response.NOT_ASKED
    if by_proxy is Response.REFUSED:
        return Response.NOT_ASKED  # the recipient will never get the document
    return _answered(state, state.response)


def _proxy_response(state: State) -> Response:
    if state.document is None or not state.document.through_proxy:
        return Response.NOT_ASKED
    return _answered(state, state.proxy_response)


def _answered(state: State, given: Entity | None) -> Response:
    if given is None:
        return Response.WAITING
    if not state.valid(given):
        return Response.WAITING if given.kind is EntityKind.REFUSAL else Response.INVALID
    if given.kind is EntityKind.REFUSAL or given.rejected:
        return Response.REFUSED
    return Response.SIGNED_PARTIALLY if given.partially else Response.SIGNED


def _revocation(state: State) -> Revocation:
    if state.revocation is None or not state.valid(state.revocation):
        return Revocation.NONE
    if state.revoked_alone:
        return Revocation.ACCEPTED
    answer = state.revocation_answer
    if answer is None or not state.valid(answer):
        return Revocation.REQUESTED
    return Revocation.REJECTED if answer.kind is EntityKind.REFUSAL else Revocation.ACCEPTED


def _title_duties(state: State, document: Entity) -> Iterator[Duty]:
    workflow = state.workflow
    sender = workflow.sender
    yield from _confirmations(state, sender.confirmation, document)
    if workflow.operator_confirmation_receipt:
        for side in PARTIES:
            yield from _receipt_of_confirmation(state, document, side)
    if sender.title_receipt is TitleReceipt.NEVER:
        return
    duty = _receipt(state, document, Side.RECIPIENT, sender.title_receipt)
    yield duty
    if duty.done is None:
        return
    yield from _confirmations(state, workflow.receipt_confirmation, duty.done)
    if workflow.receipt_confirmation_receipt:
        yield from _receipt_of_confirmation(state, duty.done, Side.RECIPIENT)


def _response_duties(state: State) -> Iterator[Duty]:
    recipient = state.workflow.recipient
    answer = state.response
    if recipient is None or answer is None or not state.valid(answer):
        return
    yield from _confirmations(state, recipient.confirmation, answer)
    if answer.kind is EntityKind.RECIPIENT_TITLE and recipient.title_receipt is not TitleReceipt.NEVER:
        yield _receipt(state, answer, Side.SENDER, recipient.title_receipt)


def _amendment_duties(state: State) -> Iterator[Duty]:
    request = state.amendment
    if request is None or not state.valid(request):
        return
    confirmations = list(_confirmations(state, state.workflow.amendment_confirmation, request))
    yield from confirmations
    if state.workflow.amendment_response is not AmendmentResponse.OPERATOR_CONFIRMATION:
        due = all(duty.done is None for duty in confirmations)
        yield Duty(EntityKind.RECEIPT, request, Side.SENDER, due, state.receipt(request.id, Side.SENDER))


def _receipt(state: State, of: Entity, by: Side, how: TitleReceipt) -> Duty:
    due = how is TitleReceipt.ALWAYS or of.wants_receipt
    return Duty(EntityKind.RECEIPT, of, by, due, state.receipt(of.id, by))


def _confirmations(state: State, how: Confirmation, of: Entity) -> Iterator[Duty]:
    if how is Confirmation.NEVER:
        return
    sides = (of.side,) if how is Confirmation.INITIATOR else (of.side, other(of.side))
    for side in sides:
        yield Duty(EntityKind.CONFIRMATION, of, side, due=True, done=state.confirmation(of.id, side))


def _receipt_of_confirmation(state: State, of: Entity, side: Side) -> Iterator[Duty]:
    given = state.confirmation(of.id, side)
    if given is not None:
        yield Duty(EntityKind.RECEIPT, given, side, due=True, done=state.receipt(given.id, side))

"""A document's life as a tree, as one box sees it: each act with what the workflow wants done about it, and what was.

``view`` tells the same life in statuses; both come from the same facts, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from inkpost.engines.docflow.facts import SIGNED, Facts, Response, Revocation
from inkpost.engines.docflow.seen import ReceiptStanding, Seen
from inkpost.engines.docflow.state import State
from inkpost.engines.docflow.views import SIDES, masked, receipt_standing, revoked_by_me
from inkpost.model.docflow import DocumentClass, Entity, EntityKind, Side
from inkpost.model.workflows import Action, Confirmation


@dataclass(frozen=True, slots=True)
class ConfirmationThread:
    """The operator's confirmation for this side, once it is there, and the receipt that the side owes of it."""

    given: Entity | None
    receipt: ReceiptThread | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more is to come."""
        return self.given is not None and (self.receipt is None or self.receipt.finished)


@dataclass(frozen=True, slots=True)
class ReceiptThread:
    """A receipt that was asked for or given, and its confirmation where the workflow has one for this side."""

    standing: ReceiptStanding
    given: Entity | None
    confirmation: ConfirmationThread | None = None

    @property
    def finished(self) -> bool:
        """Whether it is there, and confirmed where that is due."""
        return self.given is not None and (self.confirmation is None or self.confirmation.finished)


@dataclass(frozen=True, slots=True)
class AnswerThread:
    """The answer of the recipient or the proxy: a signature, a title or a refusal; ``given`` once this box may know."""

    standing: Response
    given: Entity | None
    confirmation: ConfirmationThread | None = None

    @property
    def finished(self) -> bool:
        """Whether it was given and holds, and is confirmed where that is due."""
        told = self.standing in (*SIGNED, Response.REFUSED)
        return told and (self.confirmation is None or self.confirmation.finished)


@dataclass(frozen=True, slots=True)
class AmendmentThread:
    """A request to amend with what answers it."""

    given: Entity
    receipt: ReceiptThread | None
    confirmation: ConfirmationThread | None
    finished: bool


@dataclass(frozen=True, slots=True)
class RevocationThread:
    """The last request to revoke with the other side's answer to it."""

    given: Entity
    standing: Revocation
    by_me: bool
    answer: Entity | None

    @property
    def finished(self) -> bool:
        """Whether it was accepted or refused."""
        return self.standing in (Revocation.ACCEPTED, Revocation.REJECTED)


@dataclass(frozen=True, slots=True)
class Threads:
    """All of them. What the workflow does not have, or nobody asked for, is none.

    ``titled``: the recipient answers with a title of its own. ``amendments`` stand in the order of their coming.
    """

    document: Entity
    signed: bool
    titled: bool
    confirmation: ConfirmationThread | None
    receipt: ReceiptThread | None
    answer: AnswerThread | None
    proxy_answer: AnswerThread | None
    answer_receipt: ReceiptThread | None
    amendments: tuple[AmendmentThread, ...]
    revocation: RevocationThread | None


def threads(state: State, seen: Seen) -> Threads:
    """A document's life for one box. ``state`` must hold a document."""
    assert state.document is not None  # noqa: S101 - every document begins with itself
    facts, sides = Facts(state), SIDES[seen.document_class]
    document, recipient = state.document, state.workflow.recipient
    return Threads(
        document=document,
        signed=state.sent,
        titled=recipient is not None and recipient.action is Action.TITLE,
        confirmation=_confirmation(facts, document, sides),
        receipt=_receipt(facts, document, Side.RECIPIENT, sides),
        answer=_answer(facts, sides, seen.document_class),
        proxy_answer=_proxy_answer(facts),
        answer_receipt=_receipt(facts, state.response, Side.SENDER, sides),
        amendments=tuple(_amendments(facts, sides)),
        revocation=_revocation(facts, seen),
    )


def _confirmation(facts: Facts, of: Entity | None, sides: tuple[Side, ...]) -> ConfirmationThread | None:
    """What is confirmed to this side; of both sides in one box it is the recipient's."""
    for duty in (*facts.demanded, *facts.amending):
        if duty.kind is EntityKind.CONFIRMATION and duty.parent is of and duty.side is sides[-1]:
            return ConfirmationThread(duty.done, _receipt(facts, duty.done, duty.side, sides))
    return None


def _receipt(facts: Facts, of: Entity | None, by: Side, sides: tuple[Side, ...]) -> ReceiptThread | None:
    duty = None if of is None else facts.receipt_duty(of, by)
    if duty is None or not (duty.due or duty.done):
        return None
    standing = receipt_standing(facts, sides, of, by)
    return ReceiptThread(standing, duty.done, _confirmation(facts, duty.done, sides) if duty.done else None)


def _answer(facts: Facts, sides: tuple[Side, ...], of: DocumentClass) -> AnswerThread | None:
    if facts.response is Response.NOT_ASKED:
        return None
    standing = masked(facts, of)
    given = None if standing is Response.WAITING else facts.state.response
    return AnswerThread(standing, given, _confirmation(facts, given, sides) if given else None)


def _proxy_answer(facts: Facts) -> AnswerThread | None:
    if facts.proxy_response is Response.NOT_ASKED:
        return None
    given = None if facts.proxy_response is Response.WAITING else facts.state.proxy_response
    return AnswerThread(facts.proxy_response, given)


def _amendments(facts: Facts, sides: tuple[Side, ...]) -> list[AmendmentThread]:
    state = facts.state
    asked = [each for each in state.entities.values() if each.kind is EntityKind.AMENDMENT_REQUEST]
    return [_amendment(facts, each, sides) for each in asked if state.valid(each)]


def _amendment(facts: Facts, request: Entity, sides: tuple[Side, ...]) -> AmendmentThread:
    if request is facts.state.amendment:
        receipt = _receipt(facts, request, Side.SENDER, sides)
        return AmendmentThread(request, receipt, _confirmation(facts, request, sides), not facts.amendment_open)
    given = facts.state.receipt(request.id, Side.SENDER)
    receipt = ReceiptThread(ReceiptStanding.FINISHED, given) if given else None
    confirmed = facts.state.confirmation(request.id, sides[-1])
    told = facts.state.workflow.amendment_confirmation is not Confirmation.NEVER and confirmed is not None
    return AmendmentThread(request, receipt, ConfirmationThread(confirmed) if told else None, finished=True)


def _revocation(facts: Facts, seen: Seen) -> RevocationThread | None:
    state = facts.state
    if state.revocation is None or facts.revocation is Revocation.NONE:
        return None
    answer = state.revocation_answer if state.valid(state.revocation_answer) else None
    return RevocationThread(state.revocation, facts.revocation, revoked_by_me(state, seen.document_class), answer)

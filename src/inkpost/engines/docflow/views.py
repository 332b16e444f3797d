"""One box's side of a document: what it is told, what it owes, and the lists it finds the document in."""

from __future__ import annotations

from typing import Final

from inkpost.engines.docflow.approvals import standing
from inkpost.engines.docflow.facts import Duty, Facts, Response, other
from inkpost.engines.docflow.lists import listed
from inkpost.engines.docflow.seen import Receipts, ReceiptStanding, Roaming, Seen, View
from inkpost.engines.docflow.state import State
from inkpost.engines.docflow.steps import steps_of
from inkpost.engines.docflow.texts import primary, secondary
from inkpost.model.docflow import DocumentClass, Entity, EntityKind, Side

SIDES: Final = {
    DocumentClass.INBOUND: (Side.RECIPIENT,),
    DocumentClass.OUTBOUND: (Side.SENDER,),
    DocumentClass.INTERNAL: (Side.SENDER, Side.RECIPIENT),
    DocumentClass.PROXY: (Side.PROXY,),
}
"""Whose part a box plays by the class of the document; of an internal one, both."""


def view(state: State, seen: Seen) -> View:
    """What one box is told of a document, by the state both share and what it alone knows.

    ``state`` must hold a document. Texts of an internal document are its recipient's once it is sent.
    """
    facts = Facts(state)
    of = seen.document_class
    sides = SIDES[of]
    open_duties = [duty for duty in facts.open_duties() if duty.due]
    made = View(
        seen=seen,
        side=_eyes(state, of),
        sender_check=state.sender_check,
        response=masked(facts, of),
        proxy_response=facts.proxy_response,
        revocation=facts.revocation,
        revocation_by_me=revoked_by_me(state, of),
        amendment_requested=state.valid(state.amendment),
        amendment_open=facts.amendment_open,
        roaming=_roaming(state.roaming),
        receipts=_receipts(facts, sides),
        approval=standing(state, seen.box, state.document),
        revocation_approval=standing(state, seen.box, state.revocation),
        finished=all(facts.finished(side) for side in sides),
        have_to_create_receipt=any(_owes(duty, side) for duty in open_duties for side in sides),
        waiting_for_receipt=any(_owes(duty, other(side)) for duty in open_duties for side in sides),
        waiting_for_confirmation=any(d.kind is EntityKind.CONFIRMATION and d.side in sides for d in open_duties),
        owes=tuple(one for side in sides for one in steps_of(facts, side) if one.due),
    )
    made.primary, made.secondary = primary(made), secondary(made)
    made.bits = listed(made)
    return made


def _eyes(state: State, of: DocumentClass) -> Side:
    if of is DocumentClass.INTERNAL and not state.sent:
        return Side.SENDER
    return SIDES[of][-1]


def masked(facts: Facts, of: DocumentClass) -> Response:
    """The recipient's answer as a box is told of it: a signature that does not hold is its maker's to know."""
    given = facts.response
    if given is not Response.INVALID or of in (DocumentClass.INBOUND, DocumentClass.INTERNAL):
        return given
    document = facts.state.document
    told = of is DocumentClass.OUTBOUND and document is not None and document.encrypted
    return given if told else Response.WAITING


def revoked_by_me(state: State, of: DocumentClass) -> bool:
    """Whether it was this box that asked to revoke; of an internal document, the sender's department is me."""
    mine = Side.RECIPIENT if of is DocumentClass.INBOUND else Side.SENDER
    return state.revocation is not None and state.revocation.side is mine and of is not DocumentClass.PROXY


def _roaming(last: Entity | None) -> Roaming:
    if last is None:
        return Roaming.NONE
    return Roaming.ERROR if last.kind is EntityKind.ROAMING_ERROR else Roaming.SUCCESS


def _receipts(facts: Facts, sides: tuple[Side, ...]) -> Receipts:
    """Where each receipt stands; the one of its own confirmation of the document is the box's, whichever side it is."""
    state = facts.state
    document, answer, request = state.document, state.response, state.amendment
    given = None if document is None else state.receipt(document.id, Side.RECIPIENT)
    confirmed = _confirmation(state, given, Side.RECIPIENT)
    return Receipts(
        title=receipt_standing(facts, sides, document, Side.RECIPIENT),
        title_confirmation=receipt_standing(facts, sides, _confirmation(state, document, sides[-1]), sides[-1]),
        receipt_confirmation=receipt_standing(facts, sides, confirmed, Side.RECIPIENT),
        response=receipt_standing(facts, sides, answer, Side.SENDER),
        amendment=receipt_standing(facts, sides, request, Side.SENDER),
    )


def _confirmation(state: State, of: Entity | None, to: Side) -> Entity | None:
    return None if of is None else state.confirmation(of.id, to)


def receipt_standing(facts: Facts, sides: tuple[Side, ...], of: Entity | None, by: Side) -> ReceiptStanding:
    """Where the receipt of an entity by a side stands for whoever is on ``sides``."""
    duty = None if of is None else facts.receipt_duty(of, by)
    if duty is None:
        return ReceiptStanding.NOT_ACCEPTABLE
    if duty.done is not None:
        return ReceiptStanding.FINISHED
    if not duty.due or facts.revoked:
        return ReceiptStanding.NOT_ACCEPTABLE
    return ReceiptStanding.HAVE_TO_CREATE if by in sides else ReceiptStanding.WAITING


def _owes(duty: Duty, side: Side) -> bool:
    """Whether a side must make a receipt that the lists speak of: the sender's of a confirmation is not among them."""
    if duty.kind is not EntityKind.RECEIPT or duty.side is not side:
        return False
    return side is Side.RECIPIENT or duty.parent.kind is not EntityKind.CONFIRMATION

"""One box's side of a document: what it is told, what it owes, and the lists it finds the document in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from inkpost.engines.docflow import facts
from inkpost.engines.docflow.approvals import standing
from inkpost.engines.docflow.facts import Duty, Response, Revocation
from inkpost.engines.docflow.lists import listed
from inkpost.engines.docflow.seen import ReceiptStanding, Roaming, Seen, View
from inkpost.engines.docflow.state import State
from inkpost.engines.docflow.steps import legal
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
    sides = SIDES[seen.document_class]
    duties = _standing_duties(state)
    revoked = facts.revocation(state)
    made = View(
        seen=seen,
        side=_eyes(state, seen.document_class),
        sender_check=state.sender_check,
        response=_masked(state, seen.document_class),
        proxy_response=facts.proxy_response(state),
        revocation=revoked,
        revocation_by_me=_by_me(state, seen.document_class),
        amendment_requested=state.valid(state.amendment),
        roaming=_roaming(state.roaming),
        title_receipt=_receipt(state, duties, sides, state.document, Side.RECIPIENT),
        title_confirmation_receipt=_confirmation_receipt(state, duties, sides, state.document, sides[-1]),
        receipt_confirmation_receipt=_confirmation_receipt(state, duties, sides, _title_receipt(state), Side.RECIPIENT),
        response_receipt=_receipt(state, duties, sides, state.response, Side.SENDER),
        amendment_receipt=_receipt(state, duties, sides, state.amendment, Side.SENDER),
        approval=standing(state, seen.box, state.document),
        revocation_approval=standing(state, seen.box, state.revocation),
        finished=all(facts.finished(state, side) for side in sides),
        have_to_create_receipt=any(_owes(duty, side) for duty in duties for side in sides),
        waiting_for_receipt=any(_owes(duty, facts.other(side)) for duty in duties for side in sides),
        waiting_for_confirmation=any(d.kind is EntityKind.CONFIRMATION and d.side in sides for d in duties),
        owes=tuple(one for side in sides for one in legal(state, side) if one.due),
    )
    made.primary, made.secondary = primary(made), secondary(made)
    made.bits = listed(made)
    return made


def _standing_duties(state: State) -> Sequence[Duty]:
    """What must still come; of a revoked document nothing."""
    if facts.revocation(state) is Revocation.ACCEPTED:
        return ()
    return [duty for duty in facts.open_duties(state) if duty.due]


def _eyes(state: State, document_class: DocumentClass) -> Side:
    if document_class is DocumentClass.INTERNAL and not state.sent:
        return Side.SENDER
    return SIDES[document_class][-1]


def _masked(state: State, document_class: DocumentClass) -> Response:
    given = facts.response(state)
    if given is not Response.INVALID or document_class in (DocumentClass.INBOUND, DocumentClass.INTERNAL):
        return given
    told = document_class is DocumentClass.OUTBOUND and state.document is not None and state.document.encrypted
    return given if told else Response.WAITING


def _by_me(state: State, document_class: DocumentClass) -> bool:
    """Of an internal document, the sender's department is me."""
    mine = Side.RECIPIENT if document_class is DocumentClass.INBOUND else Side.SENDER
    return state.revocation is not None and state.revocation.side is mine and document_class is not DocumentClass.PROXY


def _roaming(last: Entity | None) -> Roaming:
    if last is None:
        return Roaming.NONE
    return Roaming.ERROR if last.kind is EntityKind.ROAMING_ERROR else Roaming.SUCCESS


def _title_receipt(state: State) -> Entity | None:
    if state.document is None:
        return None
    given = state.answer(EntityKind.RECEIPT, state.document.id, Side.RECIPIENT)
    return None if given is None else state.entities[given]


def _receipt(
    state: State, duties: Sequence[Duty], sides: Sequence[Side], parent: Entity | None, by: Side
) -> ReceiptStanding:
    if parent is None:
        return ReceiptStanding.NOT_ACCEPTABLE
    if state.answer(EntityKind.RECEIPT, parent.id, by) is not None:
        return ReceiptStanding.FINISHED
    if not any(duty.kind is EntityKind.RECEIPT and duty.parent is parent and duty.side is by for duty in duties):
        return ReceiptStanding.NOT_ACCEPTABLE
    return ReceiptStanding.HAVE_TO_CREATE if by in sides else ReceiptStanding.WAITING


def _confirmation_receipt(
    state: State, duties: Sequence[Duty], sides: Sequence[Side], confirmed: Entity | None, by: Side
) -> ReceiptStanding:
    given = None if confirmed is None else state.answer(EntityKind.CONFIRMATION, confirmed.id, by)
    return _receipt(state, duties, sides, None if given is None else state.entities[given], by)


def _owes(duty: Duty, side: Side) -> bool:
    """Whether a side must make a receipt that the lists speak of: the sender's of a confirmation is not among them."""
    if duty.kind is not EntityKind.RECEIPT or duty.side is not side:
        return False
    return side is Side.RECIPIENT or duty.parent.kind is not EntityKind.CONFIRMATION

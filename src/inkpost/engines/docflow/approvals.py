"""What one box decided within itself: on the document, and on a request to revoke it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from inkpost.engines.docflow.state import State
from inkpost.model.docflow import Entity, EntityKind, ResolutionKind


class Approval(StrEnum):
    """How far a box is with approving."""

    NONE = "none"
    APPROVED = "approved"
    DISAPPROVED = "disapproved"
    APPROVEMENT_REQUESTED = "approvement_requested"
    APPROVING_SIGNATURE_REQUESTED = "approving_signature_requested"
    PRIMARY_SIGNATURE_REQUESTED = "primary_signature_requested"
    ACTIONS_REQUESTED = "actions_requested"
    SIGNATURE_DENIED = "signature_denied"
    SIGNED_APPROVING = "signed_approving"
    SIGNED_PRIMARY = "signed_primary"
    PRIMARY_REFUSED = "primary_refused"


class Standing(NamedTuple):
    """The last word of a box on a target, and the entity that said it."""

    approval: Approval
    by: Entity | None


REQUESTED: Final = {
    ResolutionKind.APPROVE: Approval.APPROVEMENT_REQUESTED,
    ResolutionKind.SIGN: Approval.PRIMARY_SIGNATURE_REQUESTED,
    ResolutionKind.PRIMARY_SIGN: Approval.PRIMARY_SIGNATURE_REQUESTED,
    ResolutionKind.APPROVEMENT_SIGN: Approval.APPROVING_SIGNATURE_REQUESTED,
    ResolutionKind.CUSTOM: Approval.ACTIONS_REQUESTED,
}
WAITING: Final = frozenset(REQUESTED.values())
SIGNATURE_WANTED: Final = frozenset({Approval.PRIMARY_SIGNATURE_REQUESTED, Approval.APPROVING_SIGNATURE_REQUESTED})


def standing(state: State, box: int | None, target: Entity | None) -> Standing:
    """What ``box`` decided on ``target``, which is the document or a request to revoke it."""
    events = () if box is None else state.approvals.get(box, ())
    if target is None or not events:
        return Standing(Approval.NONE, None)
    last = None
    for event in _effective(events, target.id):
        last = event
    if last is None:
        return Standing(Approval.NONE, None)
    act = _act_after(state, last, target.id)
    if act is not None:
        refused = act.kind is EntityKind.REFUSAL or act.rejected
        return Standing(Approval.PRIMARY_REFUSED if refused else Approval.SIGNED_PRIMARY, act)
    return Standing(_says(last), last)


def _effective(events: Sequence[Entity], target: UUID) -> Iterator[Entity]:
    """The events about a target that were not taken back; a request that is denied cannot be."""
    gone = {event.parent for event in events if event.kind is EntityKind.CANCELLATION}
    mine = {event.id for event in events if event.parent == target}
    for event in events:
        denies = event.kind is EntityKind.RESOLUTION_REQUEST_DENIAL and event.parent in mine
        if event.id not in gone and (event.id in mine or denies):
            yield event


def _act_after(state: State, event: Entity, target: UUID) -> Entity | None:
    """The primary signature, title or refusal with which the same side answered the target after a request."""
    if event.kind is not EntityKind.RESOLUTION_REQUEST:
        return None
    acts = (EntityKind.SIGNATURE, EntityKind.RECIPIENT_TITLE, EntityKind.REFUSAL)
    after = (known for known in state.entities.values() if known.kind in acts and known.order > event.order)
    mine = (known for known in after if known.parent == target and known.side is event.side)
    return next((known for known in mine if state.valid(known)), None)


def _says(event: Entity) -> Approval:
    if event.kind is EntityKind.SIGNATURE:
        return Approval.SIGNED_APPROVING
    if event.kind is EntityKind.RESOLUTION_REQUEST_DENIAL:
        return Approval.SIGNATURE_DENIED
    if event.kind is EntityKind.RESOLUTION:
        return Approval.DISAPPROVED if event.resolution is ResolutionKind.DISAPPROVE else Approval.APPROVED
    return REQUESTED.get(event.resolution or ResolutionKind.APPROVE, Approval.APPROVEMENT_REQUESTED)


def open_requests(events: Sequence[Entity]) -> list[Entity]:
    """The requests that can still be denied or taken back: nothing has answered them."""
    gone = {event.parent for event in events if event.kind is EntityKind.CANCELLATION}
    denied = {
        event.parent for event in events if event.kind is EntityKind.RESOLUTION_REQUEST_DENIAL and event.id not in gone
    }
    answered: dict[UUID | None, int] = {}
    for event in events:
        if event.kind in (EntityKind.RESOLUTION, EntityKind.SIGNATURE):
            answered[event.parent] = event.order
    return [
        event
        for event in events
        if event.kind is EntityKind.RESOLUTION_REQUEST
        and event.id not in gone
        and event.id not in denied
        and answered.get(event.parent, -1) < event.order
    ]


def standing_denials(events: Sequence[Entity]) -> list[Entity]:
    """The denials that can still be taken back."""
    gone = {event.parent for event in events if event.kind is EntityKind.CANCELLATION}
    return [event for event in events if event.kind is EntityKind.RESOLUTION_REQUEST_DENIAL and event.id not in gone]

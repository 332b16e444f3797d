"""Which steps are legal now, and for whom; no other is taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from uuid import UUID

from inkpost.engines.docflow.approvals import REQUESTED, SIGNATURE_WANTED, open_requests, standing_denials
from inkpost.engines.docflow.facts import PARTIES, WANTED, Facts, Revocation
from inkpost.engines.docflow.state import State
from inkpost.errors import InkpostError, Reason
from inkpost.model.docflow import Entity, EntityKind, ResolutionKind, Side
from inkpost.model.workflows import Action, AmendmentResponse


class Step(NamedTuple):
    """One entity that may be added now. ``due``: the workflow waits for it (or for another that answers the same)."""

    kind: EntityKind
    side: Side
    parent: UUID | None
    of: EntityKind | None = None  # what ``parent`` is
    due: bool = False
    to: Side | None = None
    approvement: bool = False

    def takes(self, entity: Entity) -> bool:
        """Whether this is the step that ``entity`` makes."""
        return (
            self.kind is entity.kind
            and self.side is entity.side
            and self.parent == entity.parent
            and self.approvement == entity.approvement
            and self.to is entity.to
        )

    def __str__(self) -> str:
        of = "" if self.of is None else f" of the {self.of.replace('_', ' ')}"
        to = "" if self.to is None else f" for the {self.to}"
        inner = "approving " if self.approvement else ""
        return f"{inner}{self.kind.replace('_', ' ')}{of}{to}"


class IllegalStep(InkpostError):
    """A step that the document's state does not allow; ``steps`` are those it does, for every side."""

    def __init__(self, entity: Entity, parent: Entity | None, steps: tuple[Step, ...]) -> None:
        of = None if parent is None else parent.kind
        tried = Step(entity.kind, entity.side, entity.parent, of, to=entity.to, approvement=entity.approvement)
        lost = entity.parent is not None and parent is None
        why = f": {entity.parent} is no part of this document" if lost else ""
        super().__init__(
            Reason.CONFLICT,
            f"The {entity.side} cannot add a {tried} now{why}. {_named(steps)}",
            subject=entity.kind.value,
            given=str(entity.parent or ""),
        )
        self.steps = steps


def _named(steps: tuple[Step, ...]) -> str:
    by_side = {side: [str(one) for one in steps if one.side is side] for side in Side}
    said = "; ".join(f"{side}: {', '.join(dict.fromkeys(names))}" for side, names in by_side.items() if names)
    return f"Legal now: {said}." if said else "No step is legal now."


def check_step(state: State, entity: Entity) -> None:
    """Refuse an entity that the state does not allow.

    Raises ``IllegalStep``, and PARAMETER_INVALID for a document by way of a proxy where its workflow knows none.
    Attachments are part of no step and always pass.
    """
    if entity.kind is EntityKind.ATTACHMENT:
        return
    if entity.through_proxy and state.workflow.participant(Side.PROXY) is None:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"Workflow {state.workflow.id} has no proxy: send the document straight to its recipient.",
            subject="proxy",
        )
    box = entity.author_box
    facts = Facts(state)
    if not state.knows(entity.id) and any(one.takes(entity) for one in steps_of(facts, entity.side, box)):
        return
    parent = None if entity.parent is None else state.find(entity.parent, box)
    raise IllegalStep(entity, parent, tuple(one for side in Side for one in steps_of(facts, side, box)))


def legal(state: State, side: Side, box: int | None = None) -> tuple[Step, ...]:
    """The steps that are legal for a side now; those that answer its own box's requests where ``box`` names it."""
    return tuple(steps_of(Facts(state), side, box))


def steps_of(facts: Facts, side: Side, box: int | None = None) -> Iterator[Step]:
    """The legal steps of a side, out of facts already read."""
    state = facts.state
    document = state.document
    if document is None:
        if side is Side.SENDER:
            yield Step(EntityKind.DOCUMENT, side, None, due=True)
        return
    yield from _own_signatures(state, side, document)
    if side is Side.OPERATOR:
        yield from _operator(facts, document)
        return
    if not facts.revoked:
        yield from _responses(facts, side, document)
        yield from _receipts(facts, side)
        yield from _amendments(facts, side, document)
        yield from _revocations(facts, side, document)
    yield from _approvals(facts, side, document, box)


def _own_signatures(state: State, side: Side, document: Entity) -> Iterator[Step]:
    if side is Side.SENDER and not state.sent:
        yield Step(EntityKind.SIGNATURE, side, document.id, document.kind, due=True)
    for known in state.entities.values():
        if known.side is side and known.kind in _SIGNED and known.id not in state.checks:
            yield Step(EntityKind.SIGNATURE, side, known.id, known.kind)


_SIGNED: Final = (
    EntityKind.RECIPIENT_TITLE,
    EntityKind.RECEIPT,
    EntityKind.CONFIRMATION,
    EntityKind.REFUSAL,
    EntityKind.AMENDMENT_REQUEST,
    EntityKind.REVOCATION_REQUEST,
)
"""What carries its author's signature, which comes with it or after it, once."""


def _operator(facts: Facts, document: Entity) -> Iterator[Step]:
    for duty in facts.open_duties():
        if duty.kind is EntityKind.CONFIRMATION:
            parent = duty.parent
            yield Step(duty.kind, Side.OPERATOR, parent.id, parent.kind, due=duty.due, to=duty.side)
    if facts.state.sent:
        yield Step(EntityKind.ROAMING_ERROR, Side.OPERATOR, document.id, document.kind)
        yield Step(EntityKind.ROAMING_SUCCESS, Side.OPERATOR, document.id, document.kind)


def _responses(facts: Facts, side: Side, document: Entity) -> Iterator[Step]:
    participant = facts.state.workflow.participant(side)
    if participant is None or not _asked(facts, side):
        return
    answer = EntityKind.RECIPIENT_TITLE if participant.action is Action.TITLE else EntityKind.SIGNATURE
    yield Step(answer, side, document.id, document.kind, due=True)
    yield Step(EntityKind.REFUSAL, side, document.id, document.kind, due=True)


def _asked(facts: Facts, side: Side) -> bool:
    if side is Side.RECIPIENT:
        return facts.reached and facts.response in WANTED
    return side is Side.PROXY and facts.state.sent and facts.proxy_response in WANTED


def _receipts(facts: Facts, side: Side) -> Iterator[Step]:
    for duty in facts.open_duties():
        if duty.kind is EntityKind.RECEIPT and duty.side is side:
            yield Step(duty.kind, side, duty.parent.id, duty.parent.kind, due=duty.due)


def _amendments(facts: Facts, side: Side, document: Entity) -> Iterator[Step]:
    if side is not Side.RECIPIENT or not facts.reached:
        return
    if facts.state.workflow.amendment_response is not AmendmentResponse.NONE and not facts.amendment_open:
        yield Step(EntityKind.AMENDMENT_REQUEST, side, document.id, document.kind)


def _revocations(facts: Facts, side: Side, document: Entity) -> Iterator[Step]:
    if side not in PARTIES or not facts.reached:
        return
    request = facts.state.revocation
    if facts.revocation is not Revocation.REQUESTED or request is None:
        yield Step(EntityKind.REVOCATION_REQUEST, side, document.id, document.kind)
    elif request.side is not side:
        yield Step(EntityKind.SIGNATURE, side, request.id, request.kind)
        yield Step(EntityKind.REFUSAL, side, request.id, request.kind)


def _approvals(facts: Facts, side: Side, document: Entity, box: int | None) -> Iterator[Step]:
    state = facts.state
    if not _holds(facts, side, document):
        return
    targets = [document]
    if state.revocation is not None and facts.revocation is Revocation.REQUESTED:
        targets.append(state.revocation)
    for target in targets:
        yield Step(EntityKind.RESOLUTION, side, target.id, target.kind)
        yield Step(EntityKind.RESOLUTION_REQUEST, side, target.id, target.kind)
        yield Step(EntityKind.SIGNATURE, side, target.id, target.kind, approvement=True)
    events = () if box is None else state.approvals.get(box, ())
    for request in open_requests(events):
        yield Step(EntityKind.CANCELLATION, side, request.id, request.kind)
        if REQUESTED.get(request.resolution or ResolutionKind.APPROVE) in SIGNATURE_WANTED:
            yield Step(EntityKind.RESOLUTION_REQUEST_DENIAL, side, request.id, request.kind)
    for denial in standing_denials(events):
        yield Step(EntityKind.CANCELLATION, side, denial.id, denial.kind)


def _holds(facts: Facts, side: Side, document: Entity) -> bool:
    """Whether the document lies in this side's box."""
    if side is Side.SENDER:
        return True
    return facts.reached if side is Side.RECIPIENT else facts.state.sent and document.through_proxy

"""What is known of a document: a fold over its entities, told once for all sides.

A ``State`` is a value: ``step`` makes another and leaves the given one as it was, ``fold`` is the reduce of it. It
holds what was done, nothing derived: what follows from it under the workflow's settings is said in ``facts``. What
only one box sees (resolutions and their requests) lies apart, by box, in ``approvals``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from inkpost.model.docflow import Check, Entity, EntityKind, Side
from inkpost.model.workflows import Action, Workflow

Answers = dict[UUID, Entity]
"""What answers an entity, for one side; by the entity's id."""


@dataclass(slots=True)
class State:
    """One document's life so far; equal where the same entities came in the same order. Never changed once made."""

    workflow: Workflow
    document: Entity | None = None
    entities: dict[UUID, Entity] = field(default_factory=dict)
    checks: dict[UUID, Check] = field(default_factory=dict)  # of its author's last signature under an entity
    sender_receipts: Answers = field(default_factory=dict)
    recipient_receipts: Answers = field(default_factory=dict)
    sender_confirmations: Answers = field(default_factory=dict)  # for the sender
    recipient_confirmations: Answers = field(default_factory=dict)
    response: Entity | None = None  # the recipient's last: a signature, a title or a refusal
    proxy_response: Entity | None = None
    amendment: Entity | None = None  # the last request
    revocation: Entity | None = None  # the last request
    revocation_answer: Entity | None = None  # a signature or a refusal of it
    revoked_alone: bool = False  # the request was enough: nobody had to agree
    roaming: Entity | None = None
    approvals: dict[int, tuple[Entity, ...]] = field(default_factory=dict)  # by box, in order

    def find(self, id: UUID, box: int | None) -> Entity | None:
        """An entity by its name, among those that all sides share and those of one box."""
        within = () if box is None else self.approvals.get(box, ())
        return self.entities.get(id) or next((one for one in within if one.id == id), None)

    def knows(self, id: UUID) -> bool:
        """Whether an entity of this name was taken in before, whoever may see it."""
        return id in self.entities or any(one.id == id for within in self.approvals.values() for one in within)

    def valid(self, entity: Entity | None) -> bool:
        """Whether an entity is there and counts: neither it nor the signature under it was found invalid."""
        if entity is None or entity.check is Check.INVALID:
            return False
        return self.checks.get(entity.id) is not Check.INVALID

    def receipt(self, of: UUID, by: Side) -> Entity | None:
        """The valid receipt of an entity by a side."""
        given = (self.sender_receipts if by is Side.SENDER else self.recipient_receipts).get(of)
        return given if self.valid(given) else None

    def confirmation(self, of: UUID, to: Side) -> Entity | None:
        """The operator's valid confirmation of an entity for a side."""
        given = (self.sender_confirmations if to is Side.SENDER else self.recipient_confirmations).get(of)
        return given if self.valid(given) else None

    @property
    def sender_check(self) -> Check | None:
        """What is known of the sender's signature; none where the sender has not signed."""
        return None if self.document is None else self.checks.get(self.document.id)

    @property
    def sent(self) -> bool:
        """Whether the sender's part is done: the document is signed, and the signature was not found invalid."""
        check = self.sender_check
        return check is not None and check is not Check.INVALID


def fold(workflow: Workflow, entities: Sequence[Entity]) -> State:
    """The state that these entities, in their order, make under a workflow; whether each was legal is not asked."""
    state = State(workflow)
    for entity in entities:
        _add(state, entity)
    return state


def step(state: State, entity: Entity) -> State:
    """The state after one more entity; the given state stays as it is."""
    after = State(
        state.workflow,
        state.document,
        dict(state.entities),
        dict(state.checks),
        dict(state.sender_receipts),
        dict(state.recipient_receipts),
        dict(state.sender_confirmations),
        dict(state.recipient_confirmations),
        state.response,
        state.proxy_response,
        state.amendment,
        state.revocation,
        state.revocation_answer,
        state.revoked_alone,
        state.roaming,
        dict(state.approvals),
    )
    _add(after, entity)
    return after


def responds(workflow: Workflow, document: Entity) -> bool:
    """Whether the recipient's answer is asked for: a title, a signature, or a signature that the sender wants."""
    recipient = workflow.recipient
    if recipient is None:
        return False
    return recipient.action is not Action.OPTIONAL_SIGNATURE or document.wants_signature


def _add(state: State, entity: Entity) -> None:
    if entity.kind in PRIVATE or entity.approvement:
        if entity.author_box is not None:
            state.approvals[entity.author_box] = (*state.approvals.get(entity.author_box, ()), entity)
        return
    add = _ADD.get(entity.kind)
    if add is not None:
        add(state, entity)
        state.entities[entity.id] = entity


def _document(state: State, entity: Entity) -> None:
    state.document = entity


def _signature(state: State, entity: Entity) -> None:
    parent = None if entity.parent is None else state.entities.get(entity.parent)
    if parent is None:
        return
    if parent.side is entity.side:
        state.checks[parent.id] = entity.check
    elif parent.kind is EntityKind.REVOCATION_REQUEST:
        state.revocation_answer = entity
    elif parent.kind is EntityKind.DOCUMENT:
        _response(state, entity)


def _response(state: State, entity: Entity) -> None:
    if entity.side is Side.PROXY:
        state.proxy_response = entity
    else:
        state.response = entity


def _refusal(state: State, entity: Entity) -> None:
    if state.revocation is not None and entity.parent == state.revocation.id:
        state.revocation_answer = entity
    else:
        _response(state, entity)


def _receipt(state: State, entity: Entity) -> None:
    if entity.parent is not None:
        answers = state.sender_receipts if entity.side is Side.SENDER else state.recipient_receipts
        answers[entity.parent] = entity


def _confirmation(state: State, entity: Entity) -> None:
    if entity.parent is not None:
        answers = state.sender_confirmations if entity.to is Side.SENDER else state.recipient_confirmations
        answers[entity.parent] = entity


def _amendment(state: State, entity: Entity) -> None:
    state.amendment = entity


def _revocation(state: State, entity: Entity) -> None:
    state.revoked_alone = entity.side is Side.SENDER and not _needs_consent(state)
    state.revocation = entity
    state.revocation_answer = None


def _needs_consent(state: State) -> bool:
    """A document that asks for no answer, and that the recipient has not touched, is the sender's to revoke."""
    if state.document is None or responds(state.workflow, state.document):
        return True
    return any(known.side is Side.RECIPIENT for known in state.entities.values())


def _roaming(state: State, entity: Entity) -> None:
    state.roaming = entity


PRIVATE: Final = frozenset(
    {
        EntityKind.RESOLUTION,
        EntityKind.RESOLUTION_REQUEST,
        EntityKind.RESOLUTION_REQUEST_DENIAL,
        EntityKind.CANCELLATION,
    }
)
"""Kinds that their author's box alone sees; so are signatures within the box."""

_ADD: Final[Mapping[EntityKind, Callable[[State, Entity], None]]] = {
    EntityKind.DOCUMENT: _document,
    EntityKind.SIGNATURE: _signature,
    EntityKind.RECIPIENT_TITLE: _response,
    EntityKind.REFUSAL: _refusal,
    EntityKind.RECEIPT: _receipt,
    EntityKind.CONFIRMATION: _confirmation,
    EntityKind.AMENDMENT_REQUEST: _amendment,
    EntityKind.REVOCATION_REQUEST: _revocation,
    EntityKind.ROAMING_ERROR: _roaming,
    EntityKind.ROAMING_SUCCESS: _roaming,
}

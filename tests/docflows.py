"""Lives of documents, told step by step: each step is one the engine calls legal, and is taken both ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from inkpost.engines.docflow import Seen, State, Step, View, check_step, fold, legal, step, view
from inkpost.model.docflow import Check, DocumentClass, Entity, EntityKind, ResolutionKind, Side
from inkpost.model.docflow_categories import Status, parts
from inkpost.model.workflows import WORKFLOWS, Action

BOXES = {Side.SENDER: 1, Side.RECIPIENT: 2, Side.PROXY: 3}
BEGIN = datetime(2025, 7, 18, 8, 30, tzinfo=UTC)
SIGNED_KINDS = (
    EntityKind.RECIPIENT_TITLE,
    EntityKind.RECEIPT,
    EntityKind.CONFIRMATION,
    EntityKind.REFUSAL,
    EntityKind.AMENDMENT_REQUEST,
    EntityKind.REVOCATION_REQUEST,
)
"""What comes with its author's signature."""


class Story:
    """One document's life. Unless told otherwise, the sender has signed and the operator confirms at once."""

    def __init__(
        self, workflow: int = 1, *, sent: bool = True, internal: bool = False, by_operator: bool = True, **wants: Any
    ) -> None:
        self.workflow = WORKFLOWS[workflow]
        self.internal = internal
        self.by_operator = by_operator
        self.entities: list[Entity] = []
        self.state = State(self.workflow)
        self._numbers = count(1)
        self.document = self.add(EntityKind.DOCUMENT, Side.SENDER, **wants)
        if sent:
            self.sign()

    def entity(self, kind: EntityKind, side: Side, of: Entity | UUID | None = None, **fields: Any) -> Entity:
        """An entity that is not added yet."""
        number = next(self._numbers)
        box = None if side is Side.OPERATOR else 1 if self.internal else BOXES[side]
        return Entity(
            UUID(int=number),
            kind,
            side,
            BEGIN + timedelta(seconds=number),
            number,
            parent=of.id if isinstance(of, Entity) else of,
            author_box=box,
            **fields,
        )

    def add(self, kind: EntityKind, side: Side, of: Entity | UUID | None = None, **fields: Any) -> Entity:
        """Add one, which must be legal."""
        entity = self.entity(kind, side, of, **fields)
        self.take(entity)
        return entity

    def take(self, entity: Entity) -> None:
        """Take an entity in, as the engine does."""
        check_step(self.state, entity)
        self.state = step(self.state, entity)
        self.entities.append(entity)

    def signed(self, kind: EntityKind, side: Side, of: Entity, check: Check = Check.VALID, **fields: Any) -> Entity:
        """Add one with its author's signature under it."""
        entity = self.add(kind, side, of, **fields)
        self.add(EntityKind.SIGNATURE, side, entity, check=check)
        if self.by_operator and side is not Side.OPERATOR:
            self.confirm()
        return entity

    def confirm(self) -> None:
        """Let the operator confirm what it is due to, until nothing is."""
        while due := [one for one in legal(self.state, Side.OPERATOR) if one.due]:
            self.go(due[0])

    def go(self, one: Step, check: Check = Check.VALID, **fields: Any) -> Entity:
        """Take a legal step, with the signature that belongs to it."""
        entity = self.entity(one.kind, one.side, one.parent, to=one.to, approvement=one.approvement, **fields)
        if one.kind is EntityKind.SIGNATURE:
            entity = self.entity(one.kind, one.side, one.parent, approvement=one.approvement, check=check)
        self.take(entity)
        if one.kind in SIGNED_KINDS:
            self.add(EntityKind.SIGNATURE, one.side, entity, check=check)
        return entity

    def sign(self, side: Side = Side.SENDER, check: Check = Check.VALID, of: Entity | None = None) -> Entity:
        """A signature of the document, or of what is named."""
        entity = self.add(EntityKind.SIGNATURE, side, of or self.document, check=check)
        if self.by_operator:
            self.confirm()
        return entity

    def respond(self, check: Check = Check.VALID, side: Side = Side.RECIPIENT, **fields: Any) -> Entity:
        """The answer that the workflow wants: a signature or a title."""
        participant = self.workflow.participant(side)
        if participant is not None and participant.action is Action.TITLE:
            return self.signed(EntityKind.RECIPIENT_TITLE, side, self.document, check, **fields)
        return self.sign(side, check)

    def refuse(self, side: Side = Side.RECIPIENT, of: Entity | None = None, check: Check = Check.VALID) -> Entity:
        """A refusal to sign the document, or to accept a revocation."""
        return self.signed(EntityKind.REFUSAL, side, of or self.document, check)

    def receipt(self, side: Side = Side.RECIPIENT, of: Entity | None = None, check: Check = Check.VALID) -> Entity:
        """A receipt of the document, or of what is named."""
        return self.signed(EntityKind.RECEIPT, side, of or self.document, check)

    def amend(self, check: Check = Check.VALID) -> Entity:
        """The recipient's request to amend."""
        return self.signed(EntityKind.AMENDMENT_REQUEST, Side.RECIPIENT, self.document, check)

    def revoke(self, side: Side = Side.SENDER, check: Check = Check.VALID) -> Entity:
        """A request to revoke."""
        return self.signed(EntityKind.REVOCATION_REQUEST, side, self.document, check)

    def ask(self, side: Side, kind: ResolutionKind = ResolutionKind.APPROVE, of: Entity | None = None) -> Entity:
        """A request for a resolution within the side's box."""
        return self.add(EntityKind.RESOLUTION_REQUEST, side, of or self.document, resolution=kind)

    def resolve(self, side: Side, kind: ResolutionKind = ResolutionKind.APPROVE, of: Entity | None = None) -> Entity:
        """A resolution within the side's box."""
        return self.add(EntityKind.RESOLUTION, side, of or self.document, resolution=kind)

    def view(self, of: DocumentClass, **seen: Any) -> View:
        """What a box of that class is told; it has received the document and read it."""
        side = {DocumentClass.INBOUND: Side.RECIPIENT, DocumentClass.PROXY: Side.PROXY}.get(of, Side.SENDER)
        assert self.state == fold(self.workflow, self.entities)
        known = {"box": 1 if self.internal else BOXES[side], "is_read": True, "delivered_at": BEGIN, "sent_at": BEGIN}
        return view(self.state, Seen(of, **{**known, **seen}))

    def statuses(self, of: DocumentClass, **seen: Any) -> set[Status]:
        """The statuses that a box of that class finds the document under."""
        return {parts(one)[1] for one in self.view(of, **seen).categories}

"""Two boxes of two organisations for tests, people who work in them, and short ways to post, add and read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from exchange_worlds import employ, new_box
from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Access, Box
from inkpost.model.docflow import EntityKind
from inkpost.model.exchange import EventQuery, EventView, MessageView, StoredEntity
from inkpost.model.exchange_posting import NewDocument, NewEntity, NewMessage, NewPatch, Signed
from inkpost.operations import exchange_delivery, exchange_feed, exchange_patching, exchange_posting, exchange_reading
from inkpost.operations.kit import Work, working
from inkpost.store import credentials
from support import wait_for
from worlds import Person, World


@dataclass
class Partner:
    """One side: a box, and somebody who works in it and may do everything."""

    world: World
    box: Box = field(init=False)
    person: Person = field(init=False)

    def __post_init__(self) -> None:
        self.box = new_box(self.world)
        self.person = self.world.admin
        employ(self.world, self.box, self.person)

    @property
    def guid(self) -> UUID:
        """The box's."""
        return UUID(self.box.guid)

    @contextmanager
    def work(self, person: Person | None = None) -> Iterator[Work]:
        """A transaction of the person, or of another one."""
        with self.world.services.engine.connect() as db:
            caller = credentials.caller_as_user(db, self.world.organization_id, (person or self.person).id)
        assert caller is not None
        with working(self.world.services, caller) as work:
            yield work

    def colleague(self, access: Access = Access.ALL, **more: Any) -> Person:
        """Another one who works in the box."""
        person = self.world.person()
        employ(self.world, self.box, person, access, **more)
        return person

    def post(self, to: Partner | None, *documents: NewDocument, **more: Any) -> MessageView:
        """A message, by default of one document that asks for nothing."""
        return self.post_as(self.person, to, *documents, **more)

    def post_as(self, person: Person, to: Partner | None, *documents: NewDocument, **more: Any) -> MessageView:
        """The same by somebody else."""
        given = NewMessage(self.guid, to.guid if to else None, documents or (paper(),), **more)
        with self.work(person) as work:
            return exchange_posting.post(work, given)

    def add(self, message: MessageView | UUID, *entities: NewEntity, **more: Any) -> MessageView:
        """An addition to a message."""
        guid = message if isinstance(message, UUID) else message.message.guid
        with self.work() as work:
            return exchange_patching.add(work, NewPatch(self.guid, guid, entities, **more)).view

    def see(self, message: MessageView | UUID) -> MessageView:
        """A message as it is now."""
        guid = message if isinstance(message, UUID) else message.message.guid
        with self.work() as work:
            return exchange_reading.message(work, self.guid, guid)

    def feed(self, **query: Any) -> list[EventView]:
        """Everything that the feed shows."""
        with self.work() as work:
            return exchange_feed.page(work, self.guid, EventQuery(**query)).events

    def has(self, message: MessageView, *, entities: int = 0) -> MessageView:
        """The message once it has come, with so many entities at least."""

        def look() -> MessageView | None:
            try:
                found = self.see(message)
            except Exception:
                return None
            return found if len(found.entities) >= entities else None

        found = wait_for(look, what="the message in the other box")
        assert found is not None
        return found


def paper(content: bytes = b"To whom it may concern", **more: Any) -> NewDocument:
    """A document without a form, signed by a test certificate."""
    given = {"path": "document_attachments[0]", "type_name": "Nonformalized", "signed": Signed(content, by_test=True)}
    return NewDocument(**{**given, "metadata": [("FileName", "letter.txt")], **more})


def signature(parent: UUID, **more: Any) -> NewEntity:
    """A signature by a test certificate under an entity."""
    given = {"path": "signatures[0]", "signed": Signed(by_test=True), **more}
    return NewEntity(kind=EntityKind.SIGNATURE, parent=parent, **given)


def answer(kind: EntityKind, parent: UUID, content: bytes = b"<xml/>", **more: Any) -> NewEntity:
    """An answer with a content of its own, signed by a test certificate."""
    return NewEntity(f"{kind}s[0]", kind, parent, kind.value, **{"signed": Signed(content, by_test=True), **more})


def refused(reason: Reason, words: str) -> Any:
    """A refusal for this reason with these words in it."""
    return pytest.raises(InkpostError, match=words, check=lambda fault: fault.reason is reason)


def document_of(view: MessageView) -> UUID:
    """The GUID of the only document."""
    return next(iter(view.documents))


def kinds(entities: Sequence[StoredEntity]) -> list[str]:
    """What entities are, in order."""
    return [each.kind.value for each in entities]


def deliver_now(*sides: Partner) -> None:
    """Deliver between the two boxes in this process, without waiting for the worker."""
    one, other = sorted(each.box.id for each in sides)
    exchange_delivery.deliver(sides[0].world.services, one=one, other=other)

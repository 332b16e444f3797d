"""Documents with their docflows as one box sees them, now or as they were. For operations; no rights are demanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from inkpost.engines.docflow import Threads, View, threads, view
from inkpost.model.boxes import Box
from inkpost.model.exchange import (
    BoxDocument,
    BoxEvent,
    DocumentView,
    Message,
    MessageView,
    Names,
    PatchKind,
)
from inkpost.model.exchange_docflows import DocumentEvent
from inkpost.operations.exchange_settling import departments_in, seen_of, state_of
from inkpost.operations.exchange_showing import shown_messages
from inkpost.store import box_docflows, exchange_messages


@dataclass(frozen=True, slots=True)
class DocflowView:
    """A document of a box with its docflow, after ``last``; ``events`` are those of its message until then."""

    box: Box
    document: DocumentView
    names: Names
    said: View
    threads: Threads
    events: Sequence[BoxEvent]
    last: BoxEvent
    draft: UUID | None = None
    made_of_draft: Sequence[UUID] = ()
    contents: Mapping[UUID, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """Messages of a box with everything that happened to their documents there."""

    box: Box
    messages: Mapping[int, MessageView]
    events: Mapping[int, Sequence[DocumentEvent]]  # by document

    def docflow(self, held: BoxDocument, until: BoxEvent | None = None) -> DocflowView:
        """A document as it is now, or as it was after an event of its message."""
        message = self.messages[held.message_id]
        document = next(each for each in message.documents.values() if each.held.document_id == held.document_id)
        events = self._events_of(held.message_id)
        if until is not None and place(until) < place(events[-1]):
            events = [each for each in events if place(each) <= place(until)]
            document = _as_it_was(document, events)
        said = msgspec.convert(document.held.view, View, strict=False)
        told = threads(state_of(document.document, document.entities), said.seen)
        made = message.made_of_draft if document.message.recycled_at else ()
        return DocflowView(self.box, document, message.names, said, told, events, events[-1], message.draft, made)

    def before(self, event: DocumentEvent) -> BoxEvent | None:
        """The event before this one that concerned the same document."""
        earlier = [each.event for each in self.events[event.document_id] if each.place < event.place]
        return earlier[-1] if earlier else None

    def _events_of(self, message_id: int) -> list[BoxEvent]:
        known = {
            each.event.id: each.event
            for of_document in self.events.values()
            for each in of_document
            if each.event.message_id == message_id
        }
        return sorted(known.values(), key=place)


def shown(db: Connection, box: Box, message_ids: Sequence[int]) -> Shown:
    """Messages that a box has, and their events, in as many statements as for one."""
    messages = exchange_messages.of_ids(db, message_ids)
    events: dict[int, list[DocumentEvent]] = {}
    for each in box_docflows.of_messages(db, box.id, list(messages)):
        events.setdefault(each.document_id, []).append(each)
    return Shown(box, shown_messages(db, box, list(messages.values())), events)


def place(event: BoxEvent) -> tuple[int, int]:
    """Where an event stands in the feed of its box."""
    return event.xact, event.id


def _as_it_was(given: DocumentView, events: Sequence[BoxEvent]) -> DocumentView:
    """A document after the last of these events. What the box notes of it beside its events is as it is now."""
    at, patches = events[-1].happened_at, {each.patch_id for each in events}
    message = _message_as_it_was(given.message, at)
    entities = [each for each in given.entities if each.patch_id in patches]
    box_id, delivered = given.held.box_id, _until(given.held.delivered_at, at)
    held = replace(
        given.held,
        sent_at=message.sent_at,
        delivered_at=delivered,
        read_at=_until(given.held.read_at, at),
        changed_at=at,
        **_marked(given, events),
    )
    seen = seen_of(message, given.document, box_id, delivered, read=held.read_at, deleted=held.deleted_at)
    said = view(state_of(given.document, entities), seen)
    return replace(given, message=message, entities=entities, held=replace(held, view=msgspec.to_builtins(said)))


def _message_as_it_was(message: Message, at: datetime) -> Message:
    return replace(
        message,
        sent_at=_until(message.sent_at, at),
        proxy_delivered_at=_until(message.proxy_delivered_at, at),
        delivered_at=_until(message.delivered_at, at),
        recycled_at=_until(message.recycled_at, at),
    )


def _marked(given: DocumentView, events: Sequence[BoxEvent]) -> dict[str, Any]:
    """Where a document lay and whether it was deleted, by what the patches until then say of it."""
    message, box_id = given.message, given.held.box_id
    found: dict[str, Any] = {
        "deleted_at": None,
        "department_id": departments_in(message, box_id, None, {})["department_id"],
    }
    marks = [(each.patch, mark) for each in events for mark in each.patch.marks]
    for patch, mark in marks:
        if mark["entity"] != str(given.document.guid):
            continue
        if patch.kind is PatchKind.MOVE:
            found["department_id"] = mark["department"]
        elif "deleted" in mark:
            found["deleted_at"] = patch.created_at if mark["deleted"] else None
    return found


def _until(moment: datetime | None, at: datetime) -> datetime | None:
    return moment if moment is not None and moment <= at else None

"""Messages, documents and events as one box sees them. For operations; no rights are demanded here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection

from inkpost.model.boxes import Box
from inkpost.model.exchange import (
    BoxDocument,
    BoxEvent,
    DocumentView,
    EventView,
    ExchangeDocument,
    Message,
    MessageView,
    Names,
    StoredEntity,
)
from inkpost.store import (
    box_documents,
    boxes,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_patches,
    people,
)
from inkpost.store.blobs import Blobs

MOST_INJECTED = 1_048_576
"""Bytes of contents in one answer."""


def shown_message(db: Connection, box: Box, message: Message) -> MessageView:
    """A message with everything that a box sees of it."""
    return shown_messages(db, box, [message])[message.id]


def shown_messages(db: Connection, box: Box, messages: Sequence[Message]) -> dict[int, MessageView]:
    """The same for several, in as many statements as for one."""
    ids = [each.id for each in messages]
    entities = exchange_entities.seen(db, box.id, ids)
    held = box_documents.of_messages(db, box.id, ids)
    patches = exchange_patches.seen(db, box.id, ids)
    views = shown_documents(db, {each.id: each for each in messages}, held, entities)
    names = names_of(db, messages, held, entities)
    deleted = exchange_messages.deleted_in(db, box.id, ids)
    drafts = exchange_messages.of_ids(db, [each.draft_id for each in messages if each.draft_id is not None])
    return {
        each.id: MessageView(
            box,
            each,
            [patch for patch in patches if patch.message_id == each.id],
            [entity for entity in entities if entity.message_id == each.id],
            {view.document.guid: view for view in views if view.message.id == each.id},
            names,
            each.id in deleted,
            drafts[each.draft_id].guid if each.draft_id is not None else None,
            exchange_messages.made_of(db, each.id) if each.recycled_at is not None else (),
        )
        for each in messages
    }


def shown_documents(
    db: Connection,
    messages: Mapping[int, Message],
    held: Sequence[BoxDocument],
    entities: Sequence[StoredEntity],
    *,
    documents: Mapping[int, ExchangeDocument] | None = None,
    linked: bool = True,
) -> list[DocumentView]:
    """Documents of one box with what belongs to them there; ``documents`` by their numbers where they are at hand.

    Without ``linked`` none of them belongs to another one.
    """
    ids = [each.document_id for each in held]
    documents = exchange_documents.of_ids(db, ids) if documents is None else documents
    box_id = held[0].box_id if held else 0
    initial = exchange_documents.initial_of(db, box_id, ids) if linked else {}
    subordinate = exchange_documents.subordinate_of(db, box_id, ids) if linked else {}
    return [
        DocumentView(
            messages[each.message_id],
            documents[each.document_id],
            each,
            [entity for entity in entities if entity.document == documents[each.document_id].guid],
            initial.get(each.document_id, ()),
            subordinate.get(each.document_id, ()),
        )
        for each in held
    ]


def shown_events(db: Connection, box: Box, events: Sequence[BoxEvent]) -> list[EventView]:
    """Events with their messages; of each the entities of its own patch alone."""
    messages = exchange_messages.of_ids(db, {each.message_id for each in events})
    views = shown_messages(db, box, list(messages.values()))
    return [EventView(each, of_patch(views[each.message_id], each.patch_id)) for each in events]


def of_patch(view: MessageView, patch_id: int) -> MessageView:
    """A message with the entities of one patch alone."""
    return replace(view, entities=[each for each in view.entities if each.patch_id == patch_id])


def of_document(view: MessageView, guid: UUID) -> MessageView:
    """A message with one document and what belongs to it alone."""
    own = [each for each in view.entities if each.document == guid]
    return replace(view, entities=own, documents={guid: view.documents[guid]})


def with_contents(db: Connection, blobs: Blobs, view: MessageView) -> MessageView:
    """A message with what lies in its entities' files, as much as goes into one answer."""
    return replace(view, contents=contents_of(db, blobs, view.entities))


def contents_of(db: Connection, blobs: Blobs, entities: Sequence[StoredEntity]) -> dict[UUID, bytes]:
    """What lies in entities' files, in their order, as much as goes into one answer."""
    files = exchange_entities.files_of(db, [each.file_id for each in entities if each.file_id is not None])
    found: dict[UUID, bytes] = {}
    left = MOST_INJECTED
    for each in entities:
        if each.file_id is not None and each.guid not in found and each.size <= left:
            found[each.guid] = blobs.get(files[each.file_id].sha256)
            left -= each.size
    return found


def names_of(
    db: Connection, messages: Iterable[Message], held: Iterable[BoxDocument], entities: Iterable[StoredEntity]
) -> Names:
    """The second identities of everything that these name."""
    messages, held, entities = list(messages), list(held), list(entities)
    box_ids = {number for each in messages for number in (each.from_box_id, each.to_box_id, each.proxy_box_id)}
    box_ids |= {each.box_id for each in entities}
    found = boxes.of_ids(db, {each for each in box_ids if each is not None})
    places = {each.department_id for each in held} | {each.department_id for each in entities}
    places |= {each.target_department_id for each in entities}
    places |= {number for each in held for number in (each.from_department_id, each.to_department_id)}
    ends = ((each.from_department_id, each.to_department_id, each.proxy_department_id) for each in messages)
    places |= {number for each in ends for number in each}
    users = {each.user_id for each in entities} | {each.target_user_id for each in entities}
    return Names(
        found,
        boxes.department_guids(db, {each for each in places if each is not None}),
        people.names(db, {each for each in users if each is not None}),
    )

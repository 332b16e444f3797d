"""Documents of a box by what is known of them, and its feed told for each document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH

from inkpost.model.docflow import DocumentClass
from inkpost.model.exchange import BoxDocument, EventQuery
from inkpost.model.exchange_docflows import DocumentEvent, Scope, Search
from inkpost.store import box_events as feed
from inkpost.store.box_documents import document_of
from inkpost.store.tables import box_documents, box_events, exchange_documents, exchange_entities, exchange_patches

_CLASSES: Final = {
    Scope.INCOMING: (DocumentClass.INBOUND, DocumentClass.PROXY),
    Scope.OUTGOING: (DocumentClass.OUTBOUND,),
    Scope.INTERNAL: (DocumentClass.INTERNAL,),
}
_TOLD: Final = exchange_patches.alias("told")
_PAIR: Final = "$[*] ? (@[0] == $key && @[1] == $value)"
_PLACE: Final = (box_events.c.xact, box_events.c.id, box_documents.c.document_id)


def named(db: Connection, box_id: int, guids: Collection[UUID]) -> dict[UUID, BoxDocument]:
    """What a box has of documents, by their GUIDs."""
    found = _documents().add_columns(exchange_documents.c.guid.label("g"))
    rows = db.execute(found.where(box_documents.c.box_id == box_id, exchange_documents.c.guid.in_(guids)))
    return {row.g: document_of(row) for row in rows}


def of_packet(
    db: Connection, box_id: int, packet: UUID, departments: Collection[int] | None, after: int, limit: int
) -> list[BoxDocument]:
    """The documents of a packet that somebody with these departments (None: all) sees, behind a document's number."""
    here = (
        box_documents.c.box_id == box_id,
        exchange_documents.c.packet == packet,
        box_documents.c.document_id > after,
        *_seen(departments),
    )
    found = _documents().where(*here).order_by(box_documents.c.document_id).limit(limit)
    return [document_of(row) for row in db.execute(found)]


def search(
    db: Connection, box_id: int, asked: Search, departments: Collection[int] | None, limit: int
) -> list[BoxDocument]:
    """The documents that are found among those that somebody with these departments (None: all) sees, newest first."""
    here = [box_documents.c.box_id == box_id, *_seen(departments), *_scope(asked.scope)]
    if asked.pair is not None:
        here.append(_noted(*asked.pair))
    else:
        here.append(or_(*(_holds(each) for each in asked.tokens)))
    ordered = _documents().where(*here).order_by(box_documents.c.ticks.desc(), box_documents.c.document_id.desc())
    return [document_of(row) for row in db.execute(ordered.offset(asked.first).limit(limit))]


def page(
    db: Connection, box_id: int, query: EventQuery, after: tuple[int, int, int] | None = None
) -> list[DocumentEvent]:
    """A page of the feed told for each document; ``after`` is the place of one, which ``query.after`` cannot tell."""
    found = _events().where(*_asked(box_id, query))
    if after is not None:
        place, here = tuple_(*_PLACE), tuple_(*after)
        found = found.where(place < here if query.descending else place > here)
    order = [each.desc() for each in _PLACE] if query.descending else list(_PLACE)
    return _told(db.execute(found.order_by(*order).limit(query.limit)))


def count(db: Connection, box_id: int, query: EventQuery, most: int) -> int:
    """How many there are of what is asked for, wherever the page begins; counted up to ``most``."""
    counted = _events().where(*_asked(box_id, query)).limit(most).subquery()
    return int(db.execute(select(func.count()).select_from(counted)).scalar_one())


def of_messages(db: Connection, box_id: int, message_ids: Collection[int]) -> list[DocumentEvent]:
    """Every event of messages for each document, in their order; also those that are about to be in the feed."""
    here = (box_events.c.box_id == box_id, box_events.c.message_id.in_(message_ids))
    return _told(db.execute(_events().where(*here).order_by(*_PLACE)))


def _documents() -> Select[Any]:
    joined = exchange_documents.c.id == box_documents.c.document_id
    return select(*box_documents.c).join(exchange_documents, joined)


def _seen(departments: Collection[int] | None) -> list[ColumnElement[bool]]:
    """What ``exchange_kit.sees`` says of a single document."""
    if departments is None:
        return []
    ends = or_(box_documents.c.from_department_id.in_(departments), box_documents.c.to_department_id.in_(departments))
    within = and_(box_documents.c["class"] == DocumentClass.INTERNAL, ends)
    return [box_documents.c.draft.is_(False), or_(box_documents.c.department_id.in_(departments), within)]


def _scope(scope: Scope) -> list[ColumnElement[bool]]:
    if scope is Scope.ANY:
        return []
    if scope is Scope.DELETED:
        return [box_documents.c.deleted_at.is_not(None)]
    return [box_documents.c["class"].in_(_CLASSES[scope]), box_documents.c.deleted_at.is_(None)]


def _holds(token: str) -> ColumnElement[bool]:
    known = (
        exchange_documents.c.title,
        exchange_documents.c.file_name,
        exchange_documents.c.number,
        exchange_documents.c.custom_id,
        func.to_char(exchange_documents.c.date, "DD.MM.YYYY"),
        cast(cast(exchange_documents.c.metadata, JSONB), Text),  # jsonb writes every letter as itself
        cast(cast(box_documents.c.custom_data, JSONB), Text),
    )
    return or_(*(each.icontains(token, autoescape=True) for each in known))


def _noted(key: str, value: str) -> ColumnElement[bool]:
    given = func.jsonb_build_object("key", cast(key, Text), "value", cast(value, Text))
    notes = cast(box_documents.c.custom_data, JSONB)
    path = cast(_PAIR, JSONPATH)
    return func.jsonb_path_exists(notes, path, given)


def _events() -> Select[Any]:
    """Events with each of the documents that they concern."""
    here = (
        box_documents.c.box_id == box_events.c.box_id,
        box_documents.c.message_id == box_events.c.message_id,
    )
    joined: Select[Any] = feed.joined().join(box_documents, and_(*here))
    joined = joined.join(exchange_documents, exchange_documents.c.id == box_documents.c.document_id)
    joined = joined.outerjoin(_TOLD, _TOLD.c.guid == exchange_patches.c.delivered_patch)
    return joined.add_columns(box_documents.c.document_id.label("d")).where(_concerns())


def _concerns() -> ColumnElement[bool]:
    """Whether a patch is about a document: it brought something of it, or marks it, or is about the whole message.

    What tells of a delivery is about what was delivered.
    """
    brought = exchange_entities.c.patch_id == func.coalesce(_TOLD.c.id, exchange_patches.c.id)
    marks = cast(exchange_patches.c.marks, Text)
    own = select(exchange_entities.c.id).where(brought, exchange_entities.c.document == exchange_documents.c.guid)
    own = own.correlate_except(exchange_entities)
    anything = select(exchange_entities.c.id).where(brought, exchange_entities.c.document.is_not(None))
    anything = anything.correlate_except(exchange_entities)
    whole = and_(marks.in_(("[]", "{}")), ~anything.exists())
    return or_(own.exists(), marks.contains(cast(exchange_documents.c.guid, Text)), whole)


def _asked(box_id: int, query: EventQuery) -> Iterable[ColumnElement[bool]]:
    """What holds of the events, and of the single documents: a message may have others beside them."""
    yield from feed.conditions(box_id, replace(query, after=None))
    if query.types:
        yield box_documents.c.type_name.in_(query.types)
    if query.departments is not None:
        yield from _seen(query.departments)


def _told(rows: Iterable[Any]) -> list[DocumentEvent]:
    return [DocumentEvent(feed.event_of(row), row.d) for row in rows]

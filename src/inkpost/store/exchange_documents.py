"""What both sides know of documents, and which belong to which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, union, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.exchange import ExchangeDocument
from inkpost.store.rows import value
from inkpost.store.tables import box_documents, exchange_documents, exchange_links, exchange_messages

_ADD = insert(exchange_documents).returning(*exchange_documents.c, sort_by_parameter_order=True)


def add_all(db: Connection, rows: Sequence[dict[str, Any]]) -> list[ExchangeDocument]:
    """Record documents, in this order, and answer them; every row has the same columns."""
    return [document_of(row) for row in db.execute(_ADD, list(rows))]


def of_message(db: Connection, message_id: int) -> list[ExchangeDocument]:
    """The documents of a message, in their order."""
    found = select(exchange_documents).where(exchange_documents.c.message_id == message_id)
    return [document_of(row) for row in db.execute(found.order_by(exchange_documents.c.id))]


def of_ids(db: Connection, ids: Collection[int]) -> dict[int, ExchangeDocument]:
    """Documents by their numbers."""
    rows = db.execute(select(exchange_documents).where(exchange_documents.c.id.in_(ids)))
    return {row.id: document_of(row) for row in rows}


def in_box(db: Connection, box_id: int, message_guid: UUID, document_guid: UUID) -> ExchangeDocument | None:
    """A document that a box has."""
    joined = (
        select(exchange_documents)
        .join(exchange_messages, exchange_messages.c.id == exchange_documents.c.message_id)
        .join(box_documents, box_documents.c.document_id == exchange_documents.c.id)
    )
    here = (
        exchange_messages.c.guid == message_guid,
        exchange_documents.c.guid == document_guid,
        box_documents.c.box_id == box_id,
    )
    row = db.execute(joined.where(*here)).first()
    return document_of(row) if row else None


def set_packet(db: Connection, packet: UUID, other: UUID) -> None:
    """Let every document of a packet belong to another one."""
    db.execute(update(exchange_documents).where(exchange_documents.c.packet == packet).values(packet=other))


def link(db: Connection, initial_id: int, subordinate_id: int) -> None:
    """Let a document belong to another one, once."""
    new = upsert(exchange_links).values(initial_id=initial_id, subordinate_id=subordinate_id)
    db.execute(new.on_conflict_do_nothing())


def initial_of(db: Connection, box_id: int, ids: Collection[int]) -> dict[int, list[tuple[UUID, UUID]]]:
    """What documents belong to, as far as a box has it: GUIDs of message and document, by the document's number."""
    return _linked(db, box_id, ids, exchange_links.c.subordinate_id, exchange_links.c.initial_id)


def subordinate_of(db: Connection, box_id: int, ids: Collection[int]) -> dict[int, list[tuple[UUID, UUID]]]:
    """What belongs to documents, in the same way."""
    return _linked(db, box_id, ids, exchange_links.c.initial_id, exchange_links.c.subordinate_id)


def amending(db: Connection, box_id: int, ids: Collection[int]) -> dict[int, set[str]]:
    """The types of what belongs to documents, was sent and is in a box, by the documents' numbers."""
    joined = select(exchange_links.c.initial_id, box_documents.c.type_name).join(
        box_documents, box_documents.c.document_id == exchange_links.c.subordinate_id
    )
    here = (box_documents.c.box_id == box_id, box_documents.c.sent_at.is_not(None), box_documents.c.draft.is_(False))
    found: dict[int, set[str]] = {}
    for row in db.execute(joined.where(exchange_links.c.initial_id.in_(ids), *here)):
        found.setdefault(row.initial_id, set()).add(row.type_name)
    return found


def linked(db: Connection, box_id: int, message_id: int, ids: Collection[int]) -> set[int]:
    """The documents of other messages that a message's documents belong to, or that belong to them, in a box."""
    ends = (exchange_links.c.initial_id, exchange_links.c.subordinate_id)
    pairs = union(*(select(far.label("id")).where(near.in_(ids)) for near, far in (ends, ends[::-1]))).subquery()
    joined = select(box_documents.c.document_id).join(pairs, pairs.c.id == box_documents.c.document_id)
    here = (box_documents.c.box_id == box_id, box_documents.c.message_id != message_id)
    return set(db.execute(joined.where(*here)).scalars())


def _linked(
    db: Connection, box_id: int, ids: Collection[int], near: Any, far: Any
) -> dict[int, list[tuple[UUID, UUID]]]:
    joined = (
        select(near.label("near"), exchange_messages.c.guid.label("message"), exchange_documents.c.guid)
        .join(exchange_documents, exchange_documents.c.id == far)
        .join(exchange_messages, exchange_messages.c.id == exchange_documents.c.message_id)
        .join(box_documents, (box_documents.c.document_id == far) & (box_documents.c.box_id == box_id))
    )
    found: dict[int, list[tuple[UUID, UUID]]] = {}
    for row in db.execute(joined.where(near.in_(ids)).order_by(exchange_documents.c.id)):
        found.setdefault(row.near, []).append((row.message, row.guid))
    return found


def document_of(row: Row[Any]) -> ExchangeDocument:
    """A document out of its columns."""
    pairs = [(str(key), str(text)) for key, text in row.metadata or ()]
    return value(ExchangeDocument, row, guid=row.guid, metadata=pairs)

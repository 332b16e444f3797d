"""Messages between boxes, and in which boxes they are."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.exchange import LockMode, Message, MessageKind
from inkpost.store.rows import value
from inkpost.store.tables import box_messages, exchange_messages

_HOLD = text("select pg_advisory_xact_lock(:number)")
# Every posting runs these: built once, for composing them costs as much as running them.
_ADD = insert(exchange_messages).returning(*exchange_messages.c)
_ARRIVE = upsert(box_messages).on_conflict_do_nothing()


def hold(db: Connection, guid: UUID) -> None:
    """Let nobody else add to a message until this transaction ends.

    To be called before the transaction writes: its number then tells the order of what is added to one message.
    """
    db.execute(_HOLD, {"number": lock_number("message", guid.bytes)})


def lock_number(kind: str, key: bytes) -> int:
    """The number of a lock that the database keeps for something that has no row yet."""
    return int.from_bytes(hashlib.sha256(kind.encode() + b"\0" + key).digest()[:8], signed=True)


def add(db: Connection, **values: Any) -> Message:
    """Record a message and answer it."""
    return _message(db.execute(_ADD, values).one())


def change(db: Connection, message_id: int, **values: Any) -> Message:
    """Set columns of a message and answer it."""
    changed = update(exchange_messages).where(exchange_messages.c.id == message_id).values(**values)
    return _message(db.execute(changed.returning(*exchange_messages.c)).one())


def by_id(db: Connection, message_id: int) -> Message:
    """A message that is known to be there."""
    return _message(db.execute(select(exchange_messages).where(exchange_messages.c.id == message_id)).one())


def of_ids(db: Connection, ids: Collection[int]) -> dict[int, Message]:
    """Messages by their numbers."""
    if not ids:
        return {}
    rows = db.execute(select(exchange_messages).where(exchange_messages.c.id.in_(ids)))
    return {row.id: _message(row) for row in rows}


def in_box(db: Connection, box_id: int, guid: UUID) -> Message | None:
    """A message that has come to a box, or was made in it."""
    here = (exchange_messages.c.guid == guid, box_messages.c.box_id == box_id)
    joined = select(exchange_messages).join(box_messages, box_messages.c.message_id == exchange_messages.c.id)
    row = db.execute(joined.where(*here)).first()
    return _message(row) if row else None


def made_of(db: Connection, draft_id: int) -> list[UUID]:
    """The messages that a draft became."""
    rows = db.execute(
        select(exchange_messages.c.guid)
        .where(exchange_messages.c.draft_id == draft_id)
        .order_by(exchange_messages.c.id)
    )
    return [row.guid for row in rows]


def arrive(db: Connection, box_id: int, message_id: int, now: datetime) -> None:
    """Put a message into a box, once."""
    db.execute(_ARRIVE, {"box_id": box_id, "message_id": message_id, "arrived_at": now})


def arrived(db: Connection, box_id: int, message_id: int) -> bool:
    """Whether a message is in a box."""
    here = (box_messages.c.box_id == box_id, box_messages.c.message_id == message_id)
    return db.execute(select(box_messages.c.box_id).where(*here)).first() is not None


def deleted_in(db: Connection, box_id: int, message_ids: Collection[int]) -> set[int]:
    """Which messages are deleted in a box."""
    here = (box_messages.c.box_id == box_id, box_messages.c.message_id.in_(message_ids))
    found = select(box_messages.c.message_id).where(*here, box_messages.c.deleted_at.is_not(None))
    return {row.message_id for row in db.execute(found)}


def set_deleted(db: Connection, box_id: int, message_id: int, at: datetime | None) -> None:
    """Mark a message of a box as deleted, or as there again."""
    here = (box_messages.c.box_id == box_id, box_messages.c.message_id == message_id)
    db.execute(update(box_messages).where(*here).values(deleted_at=at))


def count(db: Connection, after: int) -> int:
    """How many messages there are behind a number."""
    found = select(func.count()).select_from(exchange_messages).where(exchange_messages.c.id > after)
    return int(db.execute(found).scalar_one())


def following(db: Connection, after: int, most: int) -> list[tuple[int, UUID]]:
    """The numbers and GUIDs of the next messages behind a number, the oldest first."""
    found = select(exchange_messages.c.id, exchange_messages.c.guid).where(exchange_messages.c.id > after)
    return [(row.id, row.guid) for row in db.execute(found.order_by(exchange_messages.c.id).limit(most))]


def _message(row: Row[Any]) -> Message:
    kinds = {"kind": MessageKind(row.kind), "lock_mode": LockMode(row.lock_mode)}
    return value(Message, row, guid=row.guid, **kinds)

"""The queue of offline events: what an application fetches itself, one row for each event of a thing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert

from inkpost.model.listing import ListQuery
from inkpost.store.listing import compared, page_of
from inkpost.store.rows import value
from inkpost.store.tables import offline_events as table

COLUMNS: dict[str, ColumnElement[Any]] = {column.name: compared(column) for column in table.c}


@dataclass(frozen=True, slots=True)
class OfflineEvent:
    """An event that waits to be fetched; ``process_id`` is who has taken it to work on it."""

    id: int
    event: str
    message_id: str
    data: dict[str, Any]
    user_id: int | None
    happened_at: datetime
    process_id: str
    failed: bool


def keep(db: Connection, *, subject: str, **values: Any) -> None:
    """Queue an event for an application; while it waits, the same event of the same thing only moves its moment."""
    named = f"{values['application_id']}/{values['event']}/{values['connector']}/{subject}"
    message_id = hashlib.sha256(named.encode()).hexdigest()[:32]
    given = insert(table).values(message_id=message_id, **values)
    db.execute(
        given.on_conflict_do_update(
            index_elements=["application_id", "connector", "message_id"],
            index_where=text("process_id = ''"),  # to the letter: a parameter would hide which index is meant
            set_={name: given.excluded[name] for name in ("data", "user_id", "happened_at")} | {"failed": False},
        )
    )


def page(
    db: Connection, application_id: int, connector: str, query: ListQuery
) -> tuple[list[OfflineEvent], int | None]:
    """A page of an application's events of one source, whoever works on them."""
    base = select(table).where(table.c.application_id == application_id, table.c.connector == connector)
    rows, total = page_of(db, base, query, COLUMNS)
    return [_event(row) for row in rows], total


def free(
    db: Connection, application_id: int, connector: str, query: ListQuery, *, process_id: str, failed: bool
) -> list[OfflineEvent]:
    """The first events that nobody works on, or those of a process, or the failed ones.

    They are locked, so that of two who ask at once each gets others.
    """
    base = select(table).where(
        table.c.application_id == application_id, table.c.connector == connector, table.c.failed.is_(failed)
    )
    if process_id or not failed:
        base = base.where(table.c.process_id == process_id)
    base = base.with_for_update(skip_locked=True)
    rows, _ = page_of(db, base, query, COLUMNS)
    return [_event(row) for row in rows]


def take(db: Connection, ids: Sequence[int], process_id: str, now: datetime) -> None:
    """Mark events as being worked on."""
    db.execute(update(table).where(table.c.id.in_(ids)).values(process_id=process_id, taken_at=now, failed=False))


def remove(
    db: Connection,
    application_id: int,
    process_id: str,
    *,
    ids: Sequence[int] | None = None,
    message_ids: Sequence[str] | None = None,
) -> int:
    """Forget events that a process has taken: all, or those named by number, else by message."""
    where: list[ColumnElement[bool]] = [table.c.application_id == application_id, table.c.process_id == process_id]
    if ids is not None:
        where.append(table.c.id.in_(ids))
    elif message_ids is not None:
        where.append(table.c.message_id.in_(message_ids))
    return db.execute(delete(table).where(*where)).rowcount


def forget(db: Connection, ids: Sequence[int]) -> None:
    """Forget events by their numbers."""
    db.execute(delete(table).where(table.c.id.in_(ids)))


def fail(db: Connection, application_id: int, process_id: str, message_ids: Sequence[str] | None) -> int:
    """Mark events of a process as failed: all, or those named by message."""
    where: list[ColumnElement[bool]] = [table.c.application_id == application_id, table.c.process_id == process_id]
    if message_ids is not None:
        where.append(table.c.message_id.in_(message_ids))
    return db.execute(update(table).where(*where).values(failed=True)).rowcount


def forget_all(db: Connection, application_id: int) -> None:
    """Forget the queue of an application."""
    db.execute(delete(table).where(table.c.application_id == application_id))


def forget_taken(db: Connection, before: datetime) -> int:
    """Forget what was taken before a moment and never cleared; how many events."""
    return db.execute(delete(table).where(table.c.taken_at < before)).rowcount


def _event(row: Row[Any]) -> OfflineEvent:
    return value(OfflineEvent, row)

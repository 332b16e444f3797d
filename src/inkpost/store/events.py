"""The event log: appended to in the transaction of what happened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from inkpost.model.events import Event
from inkpost.store.rows import value
from inkpost.store.tables import events

_APPEND = insert(events).returning(events.c.id)


def append(
    db: Connection,
    organization_id: int,
    kind: str,
    subject: str,
    subject_id: int,
    *,
    user_id: int | None = None,
    **payload: Any,
) -> int:
    """Record that something happened to a thing, ``append(db, 1, "document.added", "document", 7)``; its number."""
    row = {
        "organization_id": organization_id,
        "kind": kind,
        "subject": subject,
        "subject_id": subject_id,
        "user_id": user_id,
        "payload": payload,
    }
    return int(db.execute(_APPEND, row).scalar_one())


def find(db: Connection, event_id: int) -> Event | None:
    """An event by its number."""
    row = db.execute(select(events).where(events.c.id == event_id)).first()
    return value(Event, row) if row else None

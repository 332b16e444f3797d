"""The event log: appended to in the transaction of what happened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert

from inkpost.store.tables import events


def append(
    db: Connection,
    organization_id: int,
    kind: str,
    subject: str,
    subject_id: int,
    *,
    user_id: int | None = None,
    **payload: Any,
) -> None:
    """Record that something happened to a thing: ``append(db, 1, "document.added", "document", 7)``."""
    db.execute(
        insert(events).values(
            organization_id=organization_id,
            kind=kind,
            subject=subject,
            subject_id=subject_id,
            user_id=user_id,
            payload=payload,
        )
    )

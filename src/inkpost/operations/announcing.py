"""What happened is put before those who want to hear of it: a job in the transaction that appended the event."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from inkpost.model.documents import Document
from inkpost.operations.kit import Services
from inkpost.store import deliveries, events, signals
from inkpost.store.jobs import EVENTS

DISPATCH = "dispatch_event"
WAITED_FOR = frozenset({"document.converted", "document.conversion_failed", "document.deleted"})
"""The kinds of events that somebody may sit and wait for; a signal costs every commit, so others give none."""


def announce(
    services: Services,
    db: Connection,
    organization_id: int,
    kind: str,
    subject: str,
    subject_id: int,
    *,
    user_id: int | None = None,
    **payload: Any,
) -> None:
    """Append to the event log, wake who waits for the thing here, and queue its delivery where anybody wants it.

    Jobs of one organisation run in the order they were queued in, so what depends on one another is told in order.
    """
    number = events.append(db, organization_id, kind, subject, subject_id, user_id=user_id, **payload)
    if kind in WAITED_FOR:
        signals.notify(db, f"{subject}:{subject_id}")
    if deliveries.wanted(db, organization_id):
        services.jobs.queue(db, DISPATCH, queue=EVENTS, lock=f"events:{organization_id}", event_id=number)


def told_of(document: Document) -> dict[str, Any]:
    """What an event says of its document, which may be gone when the event is told."""
    return {"module": document.module, "provider": document.provider, "reference": document.reference}

"""What happened is put before those who want to hear of it: a job in the transaction that appended the event."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from inkpost.model.crm import CrmItem
from inkpost.model.deliveries import KINDS
from inkpost.model.documents import Document
from inkpost.operations.kit import Services, Work
from inkpost.store import deliveries, events, signals
from inkpost.store.jobs import EVENTS

DISPATCH = "dispatch_events"
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
    """Append to the event log, wake who waits for the thing here, and queue its delivery where anybody may want it.

    One job makes an organisation's events into deliveries, as they are numbered: what depends on one another is told
    in order, and many events at once do not make many jobs.
    """
    number = events.append(db, organization_id, kind, subject, subject_id, user_id=user_id, **payload)
    if kind in WAITED_FOR:
        signals.notify(db, f"{subject}:{subject_id}")
    if kind in KINDS and deliveries.wanted(db, organization_id, kind):
        deliveries.await_dispatch(db, organization_id, number)
        queue_dispatch(services, db, organization_id)


def queue_dispatch(services: Services, db: Connection, organization_id: int) -> None:
    """Queue the dispatch of an organisation's events, unless that waits in the queue already.

    A job may begin before this transaction ends and miss its event: whatever has no job is looked for every second.
    """
    lock = f"events:{organization_id}"
    if not deliveries.queued(db, lock):
        services.jobs.queue(db, DISPATCH, queue=EVENTS, lock=lock, organization_id=organization_id)


def tell(work: Work, kind: str, subject: str, subject_id: int, **payload: Any) -> None:
    """Announce what the caller of this work did, and by which source of which application."""
    announce(
        work.services,
        work.db,
        work.organization_id,
        kind,
        subject,
        subject_id,
        user_id=work.user_id,
        application_id=work.caller.application_id,
        connector=work.connector,
        **payload,
    )


def tell_of_item(work: Work, kind: str, item: CrmItem, **more: Any) -> None:
    """Announce what the caller did to an item, which the outside knows by its type and its number."""
    tell(work, kind, "crm_item", item.id, entity_type_id=item.type_id, number=item.number, **more)


def told_of(document: Document) -> dict[str, Any]:
    """What an event says of its document, which may be gone when the event is told."""
    told = {"module": document.module, "reference": document.reference}
    if document.entity_id is None:
        return told
    return {**told, "entity_type_id": document.entity_type_id, "entity_id": document.entity_id}

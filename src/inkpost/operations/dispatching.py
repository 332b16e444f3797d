"""An event of the log becomes a message for each who wants to hear of it, in the transaction that records so."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from inkpost.model.events import Event, EventHandler
from inkpost.operations.announcing import queue_dispatch
from inkpost.operations.deliveries import queue_lane
from inkpost.operations.kit import Services
from inkpost.operations.wires import Wire
from inkpost.store import deliveries as stored
from inkpost.store import endpoints, event_handlers, offline_events, outgoing

AT_ONCE: Final = 100
"""Events of one transaction."""
JOB_SECONDS: Final = 5.0
"""How long one job works before other organisations get their turn."""
log = structlog.get_logger()
SHORTEST_NOTICE: Final = 1
"""Seconds between two notices of offline events, unless the handler asked for others."""


def dispatch(services: Services, wire: Wire, *, organization_id: int) -> None:
    """Record who is to hear of an organisation's events, once, and queue the sending. The job of ``announce``."""
    began = time.monotonic()
    while _dispatch_some(services, wire, organization_id):
        if time.monotonic() - began > JOB_SECONDS:
            with services.engine.begin() as db:
                queue_dispatch(services, db, organization_id)
            return


def queue_waiting(services: Services) -> int:
    """Queue the dispatch of what no job is about to; for how many organisations."""
    with services.engine.begin() as db:
        found = stored.undispatched_organizations(db)
        for organization_id in found:
            queue_dispatch(services, db, organization_id)
        return len(found)


def _dispatch_some(services: Services, wire: Wire, organization_id: int) -> bool:
    """Dispatch the first of what waits, in one transaction; whether there may be more."""
    with services.engine.begin() as db:
        found = stored.undispatched(db, organization_id, AT_ONCE)
        for event in found:
            _dispatch_one(services, db, wire, event)
        stored.dispatched(db, [event.id for event in found])
    return len(found) == AT_ONCE


def _dispatch_one(services: Services, db: Connection, wire: Wire, event: Event) -> None:
    now = services.clock()
    try:
        with db.begin_nested():
            for each in endpoints.listening(db, event.organization_id, event.kind):
                _deliver(services, db, event, f"endpoint:{each.id}", event.kind, now, endpoint_id=each.id)
            _to_handlers(services, db, wire, event, now)
    except SQLAlchemyError:
        raise
    except Exception as fault:  # of ours: those behind it are not held up for ever
        log.error("event.not_dispatched", event_id=event.id, exc_info=fault)


def _to_handlers(services: Services, db: Connection, wire: Wire, event: Event, now: datetime) -> None:
    told: set[int] = set()
    for name in wire.names(event):
        for webhook in outgoing.listening(db, event.organization_id, name):
            _deliver(services, db, event, f"outgoing:{webhook.id}", name, now, outgoing_id=webhook.id)
        for handler in event_handlers.listening(db, event.organization_id, name, scope=wire.scope(event)):
            if not handler.offline:
                _deliver(services, db, event, f"handler:{handler.id}", name, now, handler_id=handler.id)
            elif not _own_change(handler, event):
                _keep_offline(db, wire, event, name, handler, now)
                told.add(handler.application_id)
    for handler in event_handlers.listening(db, event.organization_id, wire.offline_notice) if told else ():
        if handler.application_id in told and not handler.offline:
            _notify(services, db, wire, event, handler, now)


def _own_change(handler: EventHandler, event: Event) -> bool:
    """Whether an application brought an event about itself, by the source whose own changes it does not want."""
    own = handler.application_id == event.payload.get("application_id")
    return own and bool(handler.connector) and handler.connector == event.payload.get("connector")


def _keep_offline(db: Connection, wire: Wire, event: Event, name: str, handler: EventHandler, now: datetime) -> None:
    offline_events.keep(
        db,
        organization_id=event.organization_id,
        application_id=handler.application_id,
        event=name,
        connector=handler.connector,
        subject=f"{event.subject}:{event.subject_id}",
        data=wire.data(event),
        user_id=event.user_id,
        happened_at=now,
    )


def _notify(services: Services, db: Connection, wire: Wire, event: Event, handler: EventHandler, now: datetime) -> None:
    """Tell of new offline events, at most once in the seconds that the handler asked for; one notice is enough."""
    lane, least = f"handler:{handler.id}", _least_pause(handler)
    if least and stored.waits(db, lane):
        return
    last = stored.last_notified(db, lane)
    due = max(now, last + timedelta(seconds=least)) if last and least else now
    _deliver(services, db, event, lane, wire.offline_notice, due, handler_id=handler.id, now=now)


def _least_pause(handler: EventHandler) -> int:
    told = handler.options.get("minTimeout", SHORTEST_NOTICE)
    return int(told) if str(told).isascii() and str(told).isdigit() and len(str(told)) < 7 else SHORTEST_NOTICE


def _deliver(
    services: Services,
    db: Connection,
    event: Event,
    lane: str,
    name: str,
    due: datetime,
    *,
    now: datetime | None = None,
    **target: int,
) -> None:
    now = now or due
    added = stored.add(
        db,
        organization_id=event.organization_id,
        event_id=event.id,
        lane=lane,
        event=name,
        created_at=now,
        due_at=due,
        **target,
    )
    if added and due <= now:
        queue_lane(services, db, lane)

"""Deliveries: an event of the log becomes a message for each who wants it, and each is sent until it is taken.

Both halves are jobs of the worker. Whoever dies in between leaves a delivery that is due: it is sent again, under the
same id. An endpoint's messages go in order, and are tried again for a day; a handler's is sent once.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from inkpost.engines import signing
from inkpost.model.deliveries import RETRIED_FOR, Attempt, Delivery, Endpoint, Outgoing, pause
from inkpost.model.events import Event, EventHandler
from inkpost.operations.kit import Services
from inkpost.operations.messages import standard_body
from inkpost.store import deliveries as stored
from inkpost.store import endpoints, event_handlers, events, offline_events, outgoing
from inkpost.store.jobs import DELIVER
from inkpost.store.posting import Posted

SEND = "send_deliveries"
JOB_SECONDS: Final = 30.0
"""How long one job works before others get their turn."""
GONE: Final = 410
"""The status by which an endpoint says that it wants no more."""
KEPT_FOR: Final = timedelta(days=30)
SHORTEST_NOTICE: Final = 1
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted where."""

    url: str
    body: bytes
    headers: Mapping[str, str]


class Wire(Protocol):
    """How the face that handlers are registered in speaks of events."""

    offline_notice: str
    """The event that tells an application of new offline events."""

    def name(self, event: Event) -> str:
        """The event's name there; empty where it has none."""
        ...

    def data(self, event: Event) -> dict[str, Any]:
        """What is said of the event there."""
        ...

    def for_handler(
        self, services: Services, db: Connection, handler: EventHandler, name: str, event: Event
    ) -> Message:
        """The message for an application's handler."""
        ...

    def for_outgoing(self, services: Services, db: Connection, webhook: Outgoing, name: str, event: Event) -> Message:
        """The message for an outgoing webhook."""
        ...


def dispatch(services: Services, wire: Wire, *, event_id: int) -> None:
    """Record who is to hear of an event, once, and queue the sending. The job of ``announce``."""
    now = services.clock()
    with services.engine.begin() as db:
        event = events.find(db, event_id)
        if event is None:
            return
        for each in endpoints.listening(db, event.organization_id, event.kind):
            _deliver(services, db, event, f"endpoint:{each.id}", event.kind, now, endpoint_id=each.id)
        name = wire.name(event)
        if name:
            _to_handlers(services, db, wire, event, name, now)


def send(services: Services, wire: Wire, *, lane: str) -> None:
    """Send a lane's messages, one after the other, while they are due. The job of ``dispatch`` and of ``queue_due``."""
    began = time.monotonic()
    while _send_one(services, wire, lane):
        if time.monotonic() - began > JOB_SECONDS:
            with services.engine.begin() as db:
                _queue(services, db, lane)
            return


def queue_due(services: Services) -> int:
    """Queue the sending of everything that is due by the clock and that no job has; how many lanes."""
    with services.engine.begin() as db:
        lanes = stored.due_lanes(db, services.clock())
        for lane in lanes:
            _queue(services, db, lane)
        return len(lanes)


def forget_old(services: Services) -> int:
    """Forget deliveries that ended a month ago, and offline events that were taken a month ago."""
    before = services.clock() - KEPT_FOR
    with services.engine.begin() as db:
        return stored.forget_old(db, before) + offline_events.forget_taken(db, before)


def _to_handlers(services: Services, db: Connection, wire: Wire, event: Event, name: str, now: datetime) -> None:
    for webhook in outgoing.listening(db, event.organization_id, name):
        _deliver(services, db, event, f"outgoing:{webhook.id}", name, now, outgoing_id=webhook.id)
    told = set()
    for handler in event_handlers.listening(db, event.organization_id, name):
        if not handler.offline:
            _deliver(services, db, event, f"handler:{handler.id}", name, now, handler_id=handler.id)
        elif not _own_change(handler, event):
            _keep_offline(db, wire, event, name, handler, now)
            told.add(handler.application_id)
    for handler in event_handlers.listening(db, event.organization_id, wire.offline_notice):
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
    added = stored.add(
        db, organization_id=event.organization_id, event_id=event.id, lane=lane, event=name, due_at=due, **target
    )
    if added and due <= (now or due):
        _queue(services, db, lane)


def _queue(services: Services, db: Connection, lane: str) -> None:
    if not stored.queued(db, lane):
        services.jobs.queue(db, SEND, queue=DELIVER, lock=lane, lane=lane)


def _send_one(services: Services, wire: Wire, lane: str) -> bool:
    """Send the lane's first message if it is due; whether there may be another one."""
    now = services.clock()
    with services.engine.begin() as db:
        delivery = stored.head(db, lane)
        if delivery is None or delivery.due_at is None or delivery.due_at > now:
            return False
        message = _composed(services, db, wire, delivery, now)
    if message is None:
        return False
    _record(services, delivery, message if isinstance(message, Posted) else _posted(services, message), now)
    return True


def _posted(services: Services, message: Message) -> Posted:
    try:
        return services.poster.post(message.url, message.body, message.headers)
    except Exception as fault:  # of ours: it counts as a failed attempt, else those behind it would wait for ever
        log.error("delivery.not_posted", exc_info=fault)
        return Posted(None, 0.0, fault="the message could not be sent")


def _composed(
    services: Services, db: Connection, wire: Wire, delivery: Delivery, now: datetime
) -> Message | Posted | None:
    """The message; a failure where it cannot be made, nothing where nobody is to have it any more."""
    event = events.find(db, delivery.event_id)
    if event is None:
        return Posted(None, 0.0, fault="the event is gone")
    try:
        with db.begin_nested():
            return _message(services, db, wire, delivery, event, now)
    except SQLAlchemyError:
        raise
    except Exception as fault:  # of ours: the message counts as failed, those behind it are not held up for ever
        log.error("delivery.not_composed", delivery=delivery.id, exc_info=fault)
        return Posted(None, 0.0, fault="the message could not be made")


def _message(
    services: Services, db: Connection, wire: Wire, delivery: Delivery, event: Event, now: datetime
) -> Message | None:
    if delivery.endpoint_id is not None:
        endpoint = endpoints.find(db, delivery.endpoint_id)
        usable = endpoint is not None and endpoint.disabled_at is None
        return _signed(endpoint, delivery, event, now) if endpoint and usable else None
    if delivery.handler_id is not None:
        handler = event_handlers.find(db, delivery.handler_id)
        return wire.for_handler(services, db, handler, delivery.event, event) if handler else None
    webhook = outgoing.find(db, delivery.outgoing_id or 0)
    return wire.for_outgoing(services, db, webhook, delivery.event, event) if webhook else None


def _signed(endpoint: Endpoint, delivery: Delivery, event: Event, now: datetime) -> Message:
    body = standard_body(event)
    headers = signing.headers(delivery.message_id, int(now.timestamp()), body, endpoint.secrets(now))
    return Message(endpoint.url, body, {"Content-Type": "application/json", **headers})


def _record(services: Services, delivery: Delivery, posted: Posted, began: datetime) -> None:
    attempt = Attempt(began, posted.seconds, posted.status, posted.answer, posted.fault)
    now = services.clock()
    with services.engine.begin() as db:
        if posted.taken:
            ended = {"due_at": None, "failures": 0, "failing_since": None, "delivered_at": now}
            if stored.record(db, delivery.id, attempt, **ended) and delivery.endpoint_id is not None:
                endpoints.change(db, delivery.organization_id, delivery.endpoint_id, failing_since=None)
        elif delivery.endpoint_id is None:
            stored.record(db, delivery.id, attempt, due_at=None, failures=1, failing_since=now, given_up_at=now)
        else:
            _record_failure(db, delivery, delivery.endpoint_id, attempt, now)


def _record_failure(db: Connection, delivery: Delivery, endpoint_id: int, attempt: Attempt, now: datetime) -> None:
    endpoint = endpoints.record_failure(db, endpoint_id, now)
    if endpoint is None:
        return
    since = delivery.failing_since or now
    failures = delivery.failures + 1
    given_up = now - since >= RETRIED_FOR
    stored.record(
        db,
        delivery.id,
        attempt,
        failures=failures,
        failing_since=since,
        due_at=None if given_up else now + pause(delivery.message_id, failures),
        given_up_at=now if given_up else None,
    )
    if given_up or attempt.status == GONE:
        endpoints.change(db, delivery.organization_id, endpoint_id, disabled_at=now)
        failing = endpoint.failing_since.isoformat() if endpoint.failing_since else None
        log.error("endpoint.disabled", endpoint=endpoint_id, failing_since=failing, says=attempt.fault)

"""Deliveries on their way: a lane's messages are sent in order, one at a time, each until it is taken or given up.

Whoever dies in between leaves a delivery that is due: it is sent again, under the same id. An endpoint's message is
tried again for a day; a handler's is sent once, and where a handler does not answer at all, the next one waits longer
each time, so that a dead one holds up neither the others nor the queue.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from inkpost.engines import signing
from inkpost.model.deliveries import RETRIED_FOR, Attempt, Delivery, Endpoint, pause
from inkpost.model.events import Event
from inkpost.operations.kit import Services
from inkpost.operations.messages import standard_body
from inkpost.operations.oauth import KEPT_DAYS
from inkpost.operations.wires import Message, Wire
from inkpost.store import credentials, endpoints, event_handlers, events, exchange_access, offline_events, outgoing
from inkpost.store import deliveries as stored
from inkpost.store.jobs import DELIVER
from inkpost.store.posting import Posted

SEND = "send_deliveries"
JOB_SECONDS: Final = 30.0
"""How long one job works before others get their turn."""
GONE: Final = 410
"""The status by which an endpoint says that it wants no more."""
KEPT_FOR: Final = timedelta(days=30)
NOT_ANY_MORE: Final = Posted(None, 0.0, fault="the application hears of it no more")
log = structlog.get_logger()


def send(services: Services, wire: Wire, *, lane: str) -> None:
    """Send a lane's messages, one after the other, while they are due. The job of ``dispatch`` and of ``queue_due``."""
    began = time.monotonic()
    while _send_one(services, wire, lane):
        if time.monotonic() - began > JOB_SECONDS:
            with services.engine.begin() as db:
                queue_lane(services, db, lane)
            return


def queue_due(services: Services) -> int:
    """Queue the sending of everything that is due by the clock and that no job has; how many lanes."""
    with services.engine.begin() as db:
        lanes = stored.due_lanes(db, services.clock())
        for lane in lanes:
            queue_lane(services, db, lane)
        return len(lanes)


def forget_old(services: Services) -> int:
    """Forget deliveries that ended a month ago, offline events that were taken then, and the tokens of old messages."""
    now = services.clock()
    before = now - KEPT_FOR
    with services.engine.begin() as db:
        credentials.forget_old_tokens(db, now - timedelta(days=KEPT_DAYS))
        exchange_access.forget_tokens(db, now - timedelta(days=KEPT_DAYS))
        return stored.forget_old(db, before) + offline_events.forget_taken(db, before)


def give_up_stale(services: Services) -> int:
    """Give up what has waited for a handler or an outgoing webhook for a day; how many messages."""
    now = services.clock()
    with services.engine.begin() as db:
        return stored.give_up_unsent(db, now - RETRIED_FOR, now)


def queue_lane(services: Services, db: Connection, lane: str) -> None:
    """Queue the sending of a lane, unless that waits in the queue already."""
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
    if isinstance(message, Posted):
        _record(services, delivery, message, now)
    else:
        posted = _posted(services, message)
        _record(services, delivery, posted, now, unanswered=posted.status is None)
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
) -> Message | Posted | None:
    if delivery.endpoint_id is not None:
        endpoint = endpoints.find(db, delivery.endpoint_id)
        usable = endpoint is not None and endpoint.disabled_at is None
        return _signed(endpoint, delivery, event, now) if endpoint and usable else None
    if delivery.handler_id is not None:
        handler = event_handlers.find(db, delivery.handler_id)
        return (wire.for_handler(services, db, handler, delivery.event, event) or NOT_ANY_MORE) if handler else None
    webhook = outgoing.find(db, delivery.outgoing_id or 0)
    return wire.for_outgoing(services, db, webhook, delivery.event, event) if webhook else None


def _signed(endpoint: Endpoint, delivery: Delivery, event: Event, now: datetime) -> Message:
    body = standard_body(event)
    headers = signing.headers(delivery.message_id, int(now.timestamp()), body, endpoint.secrets(now))
    return Message(endpoint.url, body, {"Content-Type": "application/json", **headers})


def _record(
    services: Services, delivery: Delivery, posted: Posted, began: datetime, *, unanswered: bool = False
) -> None:
    attempt = Attempt(began, posted.seconds, posted.status, posted.answer, posted.fault)
    now = services.clock()
    with services.engine.begin() as db:
        if posted.taken:
            _record_taken(db, delivery, attempt, now)
        elif delivery.endpoint_id is not None:
            _record_failure(db, delivery, delivery.endpoint_id, attempt, now)
        else:
            _record_given_up(db, delivery, attempt, now, unanswered=unanswered)


def _record_taken(db: Connection, delivery: Delivery, attempt: Attempt, now: datetime) -> None:
    stored.record(db, delivery, attempt, due_at=None, failures=0, failing_since=None, delivered_at=now)
    if delivery.endpoint_id is not None:
        endpoints.change(db, delivery.organization_id, delivery.endpoint_id, failing_since=None)


def _record_given_up(db: Connection, delivery: Delivery, attempt: Attempt, now: datetime, *, unanswered: bool) -> None:
    """A handler's message is sent once. After one without an answer the next waits, and longer each time."""
    failures = delivery.failures + 1
    stored.record(db, delivery, attempt, due_at=None, failures=failures, failing_since=now, given_up_at=now)
    if unanswered:
        until = now + pause(delivery.message_id, failures)
        stored.hold_back(db, delivery.lane, until, failures=failures)


def _record_failure(db: Connection, delivery: Delivery, endpoint_id: int, attempt: Attempt, now: datetime) -> None:
    endpoint = endpoints.record_failure(db, endpoint_id, now)
    if endpoint is None:
        return
    since = delivery.failing_since or now
    failures = delivery.failures + 1
    given_up = now - since >= RETRIED_FOR
    stored.record(
        db,
        delivery,
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

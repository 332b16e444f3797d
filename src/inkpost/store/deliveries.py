"""Deliveries: one row for each event and address, and one for each attempt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.deliveries import Attempt, Delivery
from inkpost.model.events import Event
from inkpost.store.rows import value
from inkpost.store.tables import deliveries as table
from inkpost.store.tables import delivery_attempts, events, undispatched_events

_WANTED = text(
    "select exists (select from event_handlers where organization_id = :organization) "
    "or exists (select from outgoing_webhooks where organization_id = :organization) "
    "or exists (select from endpoints where organization_id = :organization "
    "and disabled_at is null and (kinds = '{}' or :kind = any(kinds)))"
)
_HEAD = (
    select(table)
    .where(table.c.lane == bindparam("lane"), table.c.due_at.is_not(None))
    .order_by(table.c.event_id, table.c.id)
    .limit(1)
)
# Of each lane the first message in the order of the events: while it waits, those behind it wait with it. The lanes are
# found by going from one to the next in the index, so that a lane with many messages costs no more than one with few.
_DUE_LANES = text(
    """
    with recursive lanes(lane) as (
        (select lane from deliveries where due_at is not null order by lane limit 1)
        union all
        select (
            select following.lane from deliveries following
            where following.due_at is not null and following.lane > lanes.lane order by following.lane limit 1
        ) from lanes where lanes.lane is not null
    )
    select heads.lane from lanes
    cross join lateral (
        select firsts.lane, firsts.due_at, firsts.endpoint_id from deliveries firsts
        where firsts.lane = lanes.lane and firsts.due_at is not null order by firsts.event_id, firsts.id limit 1
    ) heads
    left join endpoints on endpoints.id = heads.endpoint_id
    where heads.due_at <= :now and endpoints.disabled_at is null
    and not exists (
        select from procrastinate_jobs jobs where jobs.lock = heads.lane and jobs.status in ('todo', 'doing')
    )
    """
)
_UNDISPATCHED = text(
    """
    select id from organizations
    where exists (select from undispatched_events where organization_id = organizations.id)
    and not exists (
        select from procrastinate_jobs jobs
        where jobs.lock = 'events:' || organizations.id and jobs.status in ('todo', 'doing')
    )
    order by id
    """
)
_QUEUED = text("select exists (select from procrastinate_jobs where lock = :lane and status = 'todo')")


def wanted(db: Connection, organization_id: int, kind: str) -> bool:
    """Whether anybody in an organisation may hear of a kind of events: a handler of any, an endpoint of this one."""
    return bool(db.execute(_WANTED, {"organization": organization_id, "kind": kind}).scalar_one())


def await_dispatch(db: Connection, organization_id: int, event_id: int) -> None:
    """Note that an event is to be made into deliveries."""
    db.execute(insert(undispatched_events).values(event_id=event_id, organization_id=organization_id))


def undispatched(db: Connection, organization_id: int, limit: int) -> list[Event]:
    """The first of an organisation's events that are to be made into deliveries."""
    query = (
        select(events)
        .join(undispatched_events, undispatched_events.c.event_id == events.c.id)
        .where(undispatched_events.c.organization_id == organization_id)
        .order_by(undispatched_events.c.event_id)
    )
    return [value(Event, row) for row in db.execute(query.limit(limit))]


def dispatched(db: Connection, event_ids: Collection[int]) -> None:
    """Note that events were made into deliveries."""
    db.execute(delete(undispatched_events).where(undispatched_events.c.event_id.in_(event_ids)))


def undispatched_organizations(db: Connection) -> list[int]:
    """The organisations with events to be made into deliveries for which no job is about to."""
    return list(db.execute(_UNDISPATCHED).scalars())


def add(db: Connection, *, due_at: datetime, **values: Any) -> bool:
    """Record that an event is to be delivered to a lane; false where that was recorded before."""
    given = upsert(table).values(due_at=due_at, **values).on_conflict_do_nothing()
    return bool(db.execute(given.returning(table.c.id)).first())


def waits(db: Connection, lane: str) -> bool:
    """Whether a message of a lane is still to be delivered."""
    return db.execute(_HEAD, {"lane": lane}).first() is not None


def last_notified(db: Connection, lane: str) -> datetime | None:
    """When the newest message of a lane was due, delivered or not."""
    moment = func.max(func.coalesce(table.c.delivered_at, table.c.given_up_at, table.c.due_at))
    found: datetime | None = db.execute(select(moment).where(table.c.lane == lane)).scalar()
    return found


def head(db: Connection, lane: str) -> Delivery | None:
    """The first message of a lane that is still to be delivered."""
    row = db.execute(_HEAD, {"lane": lane}).first()
    return value(Delivery, row) if row else None


def due_lanes(db: Connection, now: datetime) -> list[str]:
    """The lanes whose first message is due and that nobody works on or is about to."""
    return [row.lane for row in db.execute(_DUE_LANES, {"now": now})]


def queued(db: Connection, lane: str) -> bool:
    """Whether a job for a lane waits in the queue and will see everything that is committed by now."""
    return bool(db.execute(_QUEUED, {"lane": lane}).scalar_one())


def record(db: Connection, delivery: Delivery, attempt: Attempt, **values: Any) -> None:
    """Record an attempt at a delivery as it was read, and what follows from it; nothing if it is gone.

    Where it became due anew meanwhile (a replay, another worker), nothing follows: what was decided then stands.
    """
    there = select(table.c.due_at).where(table.c.id == delivery.id).with_for_update()
    row = db.execute(there).first()
    if row is None:
        return
    if row.due_at == delivery.due_at:
        db.execute(update(table).where(table.c.id == delivery.id).values(**values))
    db.execute(
        insert(delivery_attempts).values(
            delivery_id=delivery.id,
            started_at=attempt.started_at,
            seconds=attempt.seconds,
            status=attempt.status,
            answer=attempt.answer,
            fault=attempt.fault,
        )
    )


def hold_back(db: Connection, lane: str, until: datetime, *, failures: int) -> None:
    """Let a lane's first message wait until a moment; ``failures`` in a row are what it waits for."""
    first = head(db, lane)
    if first is not None:
        later = func.greatest(table.c.due_at, until)
        db.execute(update(table).where(table.c.id == first.id).values(due_at=later, failures=failures))


def give_up_unsent(db: Connection, before: datetime, now: datetime) -> int:
    """Give up what was recorded before a moment and is not for an endpoint, in every lane; how many messages."""
    waiting = (table.c.due_at.is_not(None), table.c.endpoint_id.is_(None), table.c.created_at < before)
    return db.execute(update(table).where(*waiting).values(due_at=None, given_up_at=now)).rowcount


def find(db: Connection, organization_id: int, delivery_id: int) -> Delivery | None:
    """A delivery of this organisation."""
    row = db.execute(select(table).where(table.c.id == delivery_id, table.c.organization_id == organization_id)).first()
    return value(Delivery, row) if row else None


def newest(
    db: Connection, organization_id: int, *, endpoint_id: int | None, waiting: bool, limit: int
) -> list[Delivery]:
    """The newest deliveries of an organisation, newest first."""
    where: list[ColumnElement[bool]] = [table.c.organization_id == organization_id]
    if endpoint_id is not None:
        where.append(table.c.endpoint_id == endpoint_id)
    if waiting:
        where.append(table.c.due_at.is_not(None))
    rows = db.execute(select(table).where(*where).order_by(table.c.id.desc()).limit(limit))
    return [value(Delivery, row) for row in rows]


def attempts(db: Connection, delivery_ids: Sequence[int]) -> dict[int, list[Attempt]]:
    """The attempts of deliveries, in order."""
    found: dict[int, list[Attempt]] = {number: [] for number in delivery_ids}
    rows = db.execute(
        select(delivery_attempts)
        .where(delivery_attempts.c.delivery_id.in_(delivery_ids))
        .order_by(delivery_attempts.c.id)
    )
    for row in rows:
        found[row.delivery_id].append(value(Attempt, row))
    return found


_AGAIN = {"failures": 0, "failing_since": None, "given_up_at": None}


def repeat(db: Connection, delivery_id: int, now: datetime) -> None:
    """Let a delivery be tried again as if it were new, under its old id."""
    db.execute(update(table).where(table.c.id == delivery_id).values(due_at=now, **_AGAIN))


def repeat_span(
    db: Connection,
    organization_id: int,
    endpoint_id: int,
    kinds: Sequence[str],
    since: datetime,
    until: datetime,
    now: datetime,
) -> int:
    """Deliver the events of a span to an endpoint again, and those it never got; answers how many they are."""
    lane = f"endpoint:{endpoint_id}"
    found = select(
        events.c.organization_id, events.c.id, literal(lane), literal(endpoint_id), events.c.kind, literal(now)
    ).where(
        events.c.organization_id == organization_id,
        events.c.kind.in_(kinds),
        events.c.happened_at >= since,
        events.c.happened_at < until,
    )
    given = upsert(table).from_select(["organization_id", "event_id", "lane", "endpoint_id", "event", "due_at"], found)
    changed = given.on_conflict_do_update(index_elements=["lane", "event_id", "event"], set_={"due_at": now, **_AGAIN})
    return len(db.execute(changed.returning(table.c.id)).all())


def forget_old(db: Connection, before: datetime) -> int:
    """Forget deliveries that ended before a moment; how many there were."""
    ended = func.greatest(table.c.delivered_at, table.c.given_up_at)
    return db.execute(table.delete().where(table.c.due_at.is_(None), ended < before)).rowcount

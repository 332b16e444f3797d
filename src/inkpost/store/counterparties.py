"""What two boxes are to one another, a row for each side, and what happened between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql

from inkpost.model.boxes import Box, Counterparty, CounterpartyEvent, CounterpartyEventKind, Standing
from inkpost.store.rows import value
from inkpost.store.tables import boxes, counterparties, counterparty_events, exchange_tasks

_NOBODY_INVITES = counterparties.c.inviting.is_(None)
_CONDITIONS: dict[Standing, ColumnElement[bool]] = {
    Standing.PARTNER: and_(_NOBODY_INVITES, counterparties.c.settled == "partners"),
    Standing.REJECTED_BY_ME: and_(_NOBODY_INVITES, counterparties.c.settled == "rejected_by_me"),
    Standing.REJECTS_ME: and_(_NOBODY_INVITES, counterparties.c.settled == "rejected_by_them"),
    Standing.INVITED_BY_ME: counterparties.c.inviting == "me",
    Standing.INVITES_ME: counterparties.c.inviting == "them",
}

_COLUMNS = [each.name for each in fields(Counterparty)]
_OTHER = (
    select(boxes, *(counterparties.c[name].label(f"c_{name}") for name in _COLUMNS))
    .select_from(
        boxes.outerjoin(
            counterparties,
            and_(counterparties.c.box_id == boxes.c.id, counterparties.c.other_box_id == bindparam("other")),
        )
    )
    .where(boxes.c.guid == bindparam("guid"))
)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, both included; None: without an end."""

    start: datetime | None = None
    end: datetime | None = None


def find(db: Connection, box_id: int, other_box_id: int) -> Counterparty | None:
    """What another box is to this one; nothing where nothing ever was."""
    mine = (counterparties.c.box_id == box_id, counterparties.c.other_box_id == other_box_id)
    row = db.execute(select(counterparties).where(*mine)).first()
    return value(Counterparty, row) if row else None


def other(db: Connection, guid: UUID, box_id: int) -> tuple[Box, Counterparty | None] | None:
    """The box of a GUID, with what the box ``box_id`` is to it."""
    row = db.execute(_OTHER, {"guid": guid, "other": box_id}).first()
    if row is None:
        return None
    own = {name: row._mapping[f"c_{name}"] for name in _COLUMNS}
    theirs = Counterparty(**own) if own["id"] is not None else None
    return value(Box, row, person_guid=str(row.person_guid)), theirs


def of_boxes(db: Connection, box_id: int, others: Collection[int]) -> dict[int, Counterparty]:
    """What these boxes are to this one, by their numbers."""
    mine = (counterparties.c.box_id == box_id, counterparties.c.other_box_id.in_(others))
    rows = db.execute(select(counterparties).where(*mine))
    return {row.other_box_id: value(Counterparty, row) for row in rows}


def put(db: Connection, box_id: int, other_box_id: int, **values: Any) -> Counterparty:
    """Set columns of one side, whether its row is there or not; both boxes are held."""
    keys = {"box_id": box_id, "other_box_id": other_box_id}
    new = postgresql.insert(counterparties).values(**keys, **values)
    done = new.on_conflict_do_update(index_elements=list(keys), set_=values).returning(*counterparties.c)
    return value(Counterparty, db.execute(done).one())


def page(
    db: Connection,
    box_id: int,
    standings: Collection[Standing],
    *,
    words: str = "",
    after: int | None = None,
    limit: int = 100,
) -> tuple[list[Counterparty], int]:
    """The counterparties of a box, the first ones first, and how many there are.

    ``standings``: with one of these; ``words``: in the names or the INN; ``after``: behind this row.
    """
    base = select(counterparties).join(boxes, boxes.c.id == counterparties.c.other_box_id)
    base = base.where(counterparties.c.box_id == box_id, or_(*(_CONDITIONS[each] for each in standings)))
    if words:
        pattern = f"%{_literally(words)}%"
        named = (boxes.c.full_name, boxes.c.short_name, boxes.c.inn)
        base = base.where(or_(*(column.ilike(pattern, escape="\\") for column in named)))
    total = int(db.execute(select(func.count()).select_from(base.subquery())).scalar_one())
    if after is not None:
        base = base.where(counterparties.c.id > after)
    rows = db.execute(base.order_by(counterparties.c.id).limit(limit))
    return [value(Counterparty, row) for row in rows], total


def all_of(db: Connection, box_id: int) -> list[Counterparty]:
    """Everything that other boxes are to this one, the first ones first."""
    rows = db.execute(select(counterparties).where(counterparties.c.box_id == box_id).order_by(counterparties.c.id))
    return [value(Counterparty, row) for row in rows]


def invitations(db: Connection, other_box_ids: Collection[int]) -> dict[int, int]:
    """How many boxes ever invited each of these."""
    kinds = (counterparty_events.c.kind == "they_invited", counterparty_events.c.box_id.in_(other_box_ids))
    counted = select(counterparty_events.c.box_id, func.count().label("many")).where(*kinds)
    return {row.box_id: row.many for row in db.execute(counted.group_by(counterparty_events.c.box_id))}


def add_event(db: Connection, **values: Any) -> CounterpartyEvent:
    """Record what happened, on one side; both boxes are held."""
    return _event(db.execute(insert(counterparty_events).values(**values).returning(*counterparty_events.c)).one())


def events(
    db: Connection, box_id: int, *, after: int | None = None, period: Period | None = None, limit: int = 100
) -> tuple[list[CounterpartyEvent], int]:
    """What happened between a box and others, the first things first, and how many there are in the period."""
    base = select(counterparty_events).where(counterparty_events.c.box_id == box_id)
    if period and period.start is not None:
        base = base.where(counterparty_events.c.at >= period.start)
    if period and period.end is not None:
        base = base.where(counterparty_events.c.at <= period.end)
    total = int(db.execute(select(func.count()).select_from(base.subquery())).scalar_one())
    if after is not None:
        base = base.where(counterparty_events.c.id > after)
    rows = db.execute(base.order_by(counterparty_events.c.id).limit(limit))
    return [_event(row) for row in rows], total


def set_blocked(db: Connection, box_id: int, other_box_id: int, at: datetime | None) -> None:
    """Take nothing from another box any more, or again."""
    mine = (counterparties.c.box_id == box_id, counterparties.c.other_box_id == other_box_id)
    db.execute(update(counterparties).where(*mine).values(blocked_at=at))


def add_task(db: Connection, **values: Any) -> str:
    """Record a task with its outcome and answer its GUID."""
    return str(db.execute(insert(exchange_tasks).values(**values).returning(exchange_tasks.c.guid)).scalar_one())


def task(db: Connection, guid: Any) -> Row[Any] | None:
    """A task by its GUID: ``box_id``, ``user_id``, ``other_box_id``, ``fault``."""
    return db.execute(select(exchange_tasks).where(exchange_tasks.c.guid == guid)).first()


def _event(row: Row[Any]) -> CounterpartyEvent:
    return value(CounterpartyEvent, row, happened=CounterpartyEventKind(row.kind), standing=Standing(row.status))


def _literally(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

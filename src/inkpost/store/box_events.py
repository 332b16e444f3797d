"""The feed of a box: what came to it, in an order in which nothing is put in between afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.exchange import BoxEvent, EventQuery, Place
from inkpost.store.exchange_patches import patch_of
from inkpost.store.rows import value
from inkpost.store.tables import box_events, exchange_patches, feed_bases

_PATCH = [column.label(f"p_{column.name}") for column in exchange_patches.c]
_PLACE = (box_events.c.xact, box_events.c.id)
# A transaction that still runs has a number that is not less: what it adds comes after everything shown.
_BASE = "coalesce((select amount from feed_bases), 0)"
_OWN: ColumnElement[int] = literal_column(f"(pg_current_xact_id()::text)::bigint + {_BASE}")
_SETTLED: ColumnElement[bool] = box_events.c.xact < literal_column(
    f"(pg_snapshot_xmin(pg_current_snapshot())::text)::bigint + {_BASE}"
)

_GIVEN = [each.name for each in box_events.c if each.name not in ("id", "xact")]
_ADD = (
    upsert(box_events)
    .values({"xact": _OWN, **{name: bindparam(name) for name in _GIVEN}})
    .on_conflict_do_nothing(index_elements=["box_id", "patch_id"])
    .returning(*_PLACE)
)


def add(db: Connection, **values: Any) -> Place | None:
    """Let a patch come to a box, once; its place, or None where it was there already."""
    row = db.execute(_ADD, values).first()
    return Place(*row) if row else None


def rebase(db: Connection) -> None:
    """Let what comes stand behind what is there, also in a database that was loaded from another one's backup.

    To be called when a server starts. Keys that readers have keep their place.
    """
    last = db.execute(select(func.max(box_events.c.xact))).scalar()
    if last is not None and last >= db.execute(select(_OWN)).scalar_one():
        values = {"id": 1, "amount": last}
        new = upsert(feed_bases).values(**values)
        db.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))


def page(db: Connection, box_id: int, query: EventQuery) -> list[BoxEvent]:
    """A page of the feed."""
    order = [each.desc() for each in _PLACE] if query.descending else list(_PLACE)
    found = joined().where(*conditions(box_id, query)).order_by(*order).limit(query.limit)
    return [event_of(row) for row in db.execute(found)]


def count(db: Connection, box_id: int, query: EventQuery, most: int) -> int:
    """How many events there are of what is asked for, wherever the page begins; counted up to ``most``."""
    counted = select(box_events.c.id).where(*conditions(box_id, query)).limit(most).subquery()
    return int(db.execute(select(func.count()).select_from(counted)).scalar_one())


def find(db: Connection, box_id: int, guid: UUID) -> BoxEvent | None:
    """The event of a patch, also one that is about to be shown."""
    row = db.execute(joined().where(box_events.c.box_id == box_id, exchange_patches.c.guid == guid)).first()
    return event_of(row) if row else None


def has(db: Connection, box_id: int, patch_id: int) -> bool:
    """Whether a patch has come to a box."""
    here = (box_events.c.box_id == box_id, box_events.c.patch_id == patch_id)
    return db.execute(select(box_events.c.id).where(*here)).first() is not None


def joined() -> Any:
    """Events with their patches, to be narrowed."""
    return select(box_events, *_PATCH).join(exchange_patches, exchange_patches.c.id == box_events.c.patch_id)


def conditions(box_id: int, query: EventQuery) -> list[ColumnElement[bool]]:
    """What holds of the events that are asked for, and that nothing can be put before any more."""
    found = [box_events.c.box_id == box_id, _SETTLED]
    if query.after is not None:
        place, after = tuple_(*_PLACE), tuple_(*query.after)
        found.append(place < after if query.descending else place > after)
    if query.kinds:
        found.append(box_events.c.message_kind.in_(query.kinds))
    if query.types:
        found.append(box_events.c.types.bool_op("&&")(cast(list(query.types), ARRAY(Text))))
    if query.classes:
        found.append(box_events.c.classes.bool_op("&&")(cast(list(query.classes), ARRAY(Text))))
    if query.departments is not None:
        found.append(box_events.c.departments.bool_op("&&")(cast(list(query.departments), ARRAY(BigInteger))))
    if query.counterparty_box_id is not None:
        found.append(box_events.c.counterparty_box_id == query.counterparty_box_id)
    if query.since is not None:
        found.append(box_events.c.happened_at >= query.since)
    if query.until is not None:
        found.append(box_events.c.happened_at <= query.until)
    return found


def event_of(row: Row[Any]) -> BoxEvent:
    """An event out of a row of ``joined``."""
    return value(BoxEvent, row, patch=patch_of(_PatchRow(row)))  # type: ignore[arg-type]


class _PatchRow:
    """The patch's columns of a joined row, under their own names."""

    def __init__(self, row: Row[Any]) -> None:
        self._mapping = {column.name: row._mapping[f"p_{column.name}"] for column in exchange_patches.c}

    def __getattr__(self, name: str) -> Any:
        return self._mapping[name]

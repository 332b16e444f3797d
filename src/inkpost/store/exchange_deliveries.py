"""What waits to be delivered from box to box, in the order of sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.store.rows import value
from inkpost.store.tables import exchange_deliveries

_ADD = upsert(exchange_deliveries).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A patch on its way to a box."""

    id: int
    from_box_id: int
    to_box_id: int
    patch_id: int
    delivered_at: datetime | None


def add(db: Connection, from_box_id: int, to_box_id: int, patch_id: int, now: datetime) -> bool:
    """Let a patch go to a box, once; whether it was not under way, or there, before."""
    row = {"from_box_id": from_box_id, "to_box_id": to_box_id, "patch_id": patch_id, "created_at": now}
    return bool(db.execute(_ADD, row).rowcount)


def waiting(db: Connection, one: int, other: int, most: int) -> list[Delivery]:
    """What waits between two boxes, either way, in the order of sending."""
    to_other = (exchange_deliveries.c.from_box_id == one) & (exchange_deliveries.c.to_box_id == other)
    to_one = (exchange_deliveries.c.from_box_id == other) & (exchange_deliveries.c.to_box_id == one)
    found = select(exchange_deliveries).where(exchange_deliveries.c.delivered_at.is_(None), or_(to_other, to_one))
    return [value(Delivery, row) for row in db.execute(found.order_by(exchange_deliveries.c.id).limit(most))]


def deliver(db: Connection, delivery_id: int, now: datetime) -> bool:
    """Record that something was delivered; false where it was before."""
    here = (exchange_deliveries.c.id == delivery_id, exchange_deliveries.c.delivered_at.is_(None))
    return bool(db.execute(update(exchange_deliveries).where(*here).values(delivered_at=now)).rowcount)


def pairs(db: Connection) -> set[tuple[int, int]]:
    """Between which boxes something waits, the lower number first."""
    found = select(exchange_deliveries.c.from_box_id, exchange_deliveries.c.to_box_id)
    rows = db.execute(found.where(exchange_deliveries.c.delivered_at.is_(None)).distinct())
    return {(min(row), max(row)) for row in rows}

"""Regions of an organisation: the predefined ones and its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from inkpost.model.fields import RegionFormat
from inkpost.model.regions import PREDEFINED, Region
from inkpost.store.rows import value
from inkpost.store.tables import regions, templates


def _made(row: Row[Any]) -> Region:
    return value(Region, row, code=str(row.id))


def add(db: Connection, **values: Any) -> Region:
    """Record an own region and answer it with its number."""
    return _made(db.execute(insert(regions).values(**values).returning(*regions.c)).one())


def find(db: Connection, organization_id: int, name: str, *, lock: bool = False, hold: bool = False) -> Region | None:
    """A region by a predefined one's code or an own one's number as text.

    ``lock`` an own one to change it; ``hold`` it where it must stay until this transaction ends (others may too).
    """
    if name in PREDEFINED:
        return PREDEFINED[name]
    if not (name.isascii() and name.isdigit() and len(name) <= 18):
        return None
    query = select(regions).where(regions.c.id == int(name), regions.c.organization_id == organization_id)
    row = db.execute(query.with_for_update(read=not lock) if lock or hold else query).first()
    return _made(row) if row else None


def own(db: Connection, organization_id: int) -> list[Region]:
    """The organisation's own regions by number."""
    query = select(regions).where(regions.c.organization_id == organization_id).order_by(regions.c.id)
    return [_made(row) for row in db.execute(query)]


def change(db: Connection, region_id: int, **values: Any) -> Region:
    """Set columns of an own region and answer it."""
    return _made(
        db.execute(update(regions).where(regions.c.id == region_id).values(**values).returning(*regions.c)).one()
    )


def in_use(db: Connection, organization_id: int, region_id: int) -> bool:
    """Whether an active template that is not deleted names this region."""
    of_it = (templates.c.organization_id == organization_id, templates.c.region == str(region_id))
    return bool(db.execute(select(exists().where(*of_it, templates.c.active, ~templates.c.deleted))).scalar_one())


def remove(db: Connection, region_id: int) -> None:
    """Delete an own region; templates that still name it write dates and names the default way."""
    db.execute(delete(regions).where(regions.c.id == region_id))


def known_region(db: Connection, organization_id: int, name: str) -> bool:
    """Whether a template may name this region; nobody deletes it before this transaction ends."""
    return find(db, organization_id, name, hold=True) is not None


def region_format(db: Connection, organization_id: int, name: str) -> RegionFormat:
    """How a region writes dates and names; a template without a known one gets the default's."""
    region = find(db, organization_id, name)
    return region.format if region else RegionFormat()

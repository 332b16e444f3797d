"""Endpoints: the addresses that get signed messages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from inkpost.model.deliveries import Endpoint
from inkpost.store.rows import value
from inkpost.store.tables import endpoints as table


def add(db: Connection, **values: Any) -> Endpoint:
    """Record an endpoint."""
    return value(Endpoint, db.execute(insert(table).values(**values).returning(table)).one())


def of_organization(db: Connection, organization_id: int) -> list[Endpoint]:
    """The endpoints of an organisation, oldest first."""
    rows = db.execute(select(table).where(table.c.organization_id == organization_id).order_by(table.c.id))
    return [value(Endpoint, row) for row in rows]


def listening(db: Connection, organization_id: int, kind: str) -> list[Endpoint]:
    """Those that hear of a kind of event and are not disabled."""
    found = of_organization(db, organization_id)
    return [each for each in found if each.disabled_at is None and (not each.kinds or kind in each.kinds)]


def find(db: Connection, endpoint_id: int, *, organization_id: int | None = None) -> Endpoint | None:
    """One by its number, where asked only of this organisation."""
    where: list[ColumnElement[bool]] = [table.c.id == endpoint_id]
    if organization_id is not None:
        where.append(table.c.organization_id == organization_id)
    row = db.execute(select(table).where(*where)).first()
    return value(Endpoint, row) if row else None


def change(db: Connection, organization_id: int, endpoint_id: int, **values: Any) -> Endpoint | None:
    """Change columns of an endpoint and answer it; nothing if the organisation has none such."""
    where = (table.c.organization_id == organization_id, table.c.id == endpoint_id)
    row = db.execute(update(table).where(*where).values(**values).returning(table)).first()
    return value(Endpoint, row) if row else None


def record_failure(db: Connection, endpoint_id: int, now: Any) -> Endpoint | None:
    """Note that a message was not taken; since when none was is what the answer says."""
    row = db.execute(
        update(table)
        .where(table.c.id == endpoint_id)
        .values(failing_since=func.coalesce(table.c.failing_since, now))
        .returning(table)
    ).first()
    return value(Endpoint, row) if row else None


def remove(db: Connection, organization_id: int, endpoint_id: int) -> bool:
    """Forget one with its deliveries; false if the organisation has none such."""
    where = (table.c.organization_id == organization_id, table.c.id == endpoint_id)
    return bool(db.execute(delete(table).where(*where)).rowcount)

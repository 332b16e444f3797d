"""Outgoing webhooks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from inkpost.model.deliveries import Outgoing
from inkpost.store.rows import value
from inkpost.store.tables import outgoing_webhooks as table


def add(db: Connection, **values: Any) -> Outgoing:
    """Record an outgoing webhook."""
    return value(Outgoing, db.execute(insert(table).values(**values).returning(table)).one())


def of_organization(db: Connection, organization_id: int) -> list[Outgoing]:
    """The outgoing webhooks of an organisation, oldest first."""
    rows = db.execute(select(table).where(table.c.organization_id == organization_id).order_by(table.c.id))
    return [value(Outgoing, row) for row in rows]


def listening(db: Connection, organization_id: int, event: str) -> list[Outgoing]:
    """Those that hear of an event."""
    return [each for each in of_organization(db, organization_id) if event in each.events]


def find(db: Connection, outgoing_id: int) -> Outgoing | None:
    """One by its number."""
    row = db.execute(select(table).where(table.c.id == outgoing_id)).first()
    return value(Outgoing, row) if row else None


def remove(db: Connection, organization_id: int, outgoing_id: int) -> bool:
    """Forget one with its deliveries; false if the organisation has none such."""
    where = (table.c.organization_id == organization_id, table.c.id == outgoing_id)
    return bool(db.execute(delete(table).where(*where)).rowcount)

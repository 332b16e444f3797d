"""The fields that users add to the items of a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from inkpost.model.crm_user_fields import ListItem, UserField
from inkpost.model.listing import ListQuery
from inkpost.store.crm_items import take_number
from inkpost.store.listing import page_of
from inkpost.store.rows import value
from inkpost.store.tables import crm_items
from inkpost.store.tables import crm_user_fields as fields

COLUMNS: Final = {name: column for name, column in fields.c.items() if name not in ("settings", "labels", "list_items")}
_ITEMS_COUNTED_AS: Final = -2  # the values of all lists are counted together


def _made(row: Row[Any]) -> UserField:
    return value(UserField, row, items=tuple(ListItem(**each) for each in row.list_items.get("items", ())))


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    items: Sequence[ListItem] | None = values.pop("items", None)
    return values if items is None else {**values, "list_items": {"items": [asdict(each) for each in items]}}


def take_item(db: Connection, organization_id: int) -> int:
    """The number of a new value of a list, for good."""
    return take_number(db, organization_id, _ITEMS_COUNTED_AS)


def of_type(db: Connection, organization_id: int, type_id: int) -> list[UserField]:
    """The fields of a type in their order."""
    query = select(fields).where(fields.c.organization_id == organization_id, fields.c.type_id == type_id)
    return [_made(row) for row in db.execute(query.order_by(fields.c.sort, fields.c.id))]


def find(db: Connection, organization_id: int, number: int, *, lock: bool = False) -> UserField | None:
    """A field of this organisation by its number."""
    query = select(fields).where(fields.c.id == number, fields.c.organization_id == organization_id)
    row = db.execute(query.with_for_update() if lock else query).first()
    return _made(row) if row else None


def count(db: Connection, organization_id: int, type_id: int) -> int:
    """How many fields users added to a type."""
    query = select(func.count()).where(fields.c.organization_id == organization_id, fields.c.type_id == type_id)
    return int(db.execute(query).scalar_one())


def add(db: Connection, **values: Any) -> UserField | None:
    """Record a field and answer it; None where the type has one of this name."""
    try:
        with db.begin_nested():
            return _made(db.execute(insert(fields).values(**_columns(values)).returning(*fields.c)).one())
    except IntegrityError:
        return None


def change(db: Connection, number: int, **values: Any) -> None:
    """Set columns of a field."""
    db.execute(update(fields).where(fields.c.id == number).values(**_columns(values)))


def remove(db: Connection, present: UserField) -> None:
    """Delete a field, and what items have in it."""
    db.execute(delete(fields).where(fields.c.id == present.id))
    held = update(crm_items).where(
        crm_items.c.organization_id == present.organization_id,
        crm_items.c.type_id == present.type_id,
        crm_items.c.user_fields.has_key(present.name),
    )
    db.execute(held.values(user_fields=crm_items.c.user_fields.op("-")(present.name)))


def page(db: Connection, organization_id: int, type_id: int, query: ListQuery) -> tuple[list[UserField], int | None]:
    """A page of the fields of a type, and how many match."""
    base = select(fields).where(fields.c.organization_id == organization_id, fields.c.type_id == type_id)
    rows, total = page_of(db, base, query, COLUMNS)
    return [_made(row) for row in rows], total

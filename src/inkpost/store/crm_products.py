"""The goods of an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from inkpost.model.crm import ProductRow
from inkpost.model.listing import ListQuery
from inkpost.store.listing import page_of
from inkpost.store.rows import value
from inkpost.store.tables import crm_product_rows

COLUMNS: Final = {column.name: column for column in crm_product_rows.c}


def of_item(db: Connection, item_id: int) -> list[ProductRow]:
    """All rows of an item (its internal id), as they are sorted."""
    query = select(crm_product_rows).where(crm_product_rows.c.item_id == item_id)
    rows = db.execute(query.order_by(crm_product_rows.c.sort, crm_product_rows.c.id))
    return [value(ProductRow, row) for row in rows]


def find(db: Connection, row_id: int) -> ProductRow | None:
    """One row, of any organisation: whose it is, its item tells."""
    row = db.execute(select(crm_product_rows).where(crm_product_rows.c.id == row_id)).first()
    return value(ProductRow, row) if row else None


def page(db: Connection, item_id: int, query: ListQuery) -> tuple[list[ProductRow], int | None]:
    """A page of an item's rows, and how many there are where the query asks for it."""
    rows, total = page_of(db, select(crm_product_rows).where(crm_product_rows.c.item_id == item_id), query, COLUMNS)
    return [value(ProductRow, row) for row in rows], total


def add(db: Connection, item_id: int, values: Iterable[Mapping[str, Any]]) -> list[ProductRow]:
    """Record rows (every one with the same columns) and answer them, in this order."""
    given = [{"item_id": item_id, **each} for each in values]
    if not given:
        return []
    statement = insert(crm_product_rows).returning(*crm_product_rows.c, sort_by_parameter_order=True)
    return [value(ProductRow, row) for row in db.execute(statement, given)]


def change(db: Connection, row_id: int, **values: Any) -> ProductRow:
    """Set columns of a row and answer it."""
    statement = update(crm_product_rows).where(crm_product_rows.c.id == row_id).values(**values)
    return value(ProductRow, db.execute(statement.returning(*crm_product_rows.c)).one())


def remove(db: Connection, row_id: int) -> None:
    """Delete a row."""
    db.execute(delete(crm_product_rows).where(crm_product_rows.c.id == row_id))


def clear(db: Connection, item_id: int) -> None:
    """Delete every row of an item."""
    db.execute(delete(crm_product_rows).where(crm_product_rows.c.item_id == item_id))

"""The pipelines of the types of items."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from inkpost.model.crm_directories import Category
from inkpost.store.crm_items import take_number
from inkpost.store.rows import value
from inkpost.store.tables import crm_categories, crm_items

_COUNTED_AS: Final = -1  # pipelines of all types are counted together, so that a number names one of them


def _made(row: Row[Any]) -> Category:
    return value(Category, row, default=row.is_default)


def take(db: Connection, organization_id: int) -> int:
    """The number of a new pipeline, for good."""
    return take_number(db, organization_id, _COUNTED_AS)


def of_organization(db: Connection, organization_id: int) -> list[Category]:
    """All pipelines, type by type."""
    order = (crm_categories.c.type_id, crm_categories.c.sort, crm_categories.c.number)
    query = select(crm_categories).where(crm_categories.c.organization_id == organization_id).order_by(*order)
    return [_made(row) for row in db.execute(query)]


def of_type(db: Connection, organization_id: int, type_id: int) -> list[Category]:
    """The pipelines of a type in their order."""
    query = select(crm_categories).where(*_of(organization_id, type_id))
    return [_made(row) for row in db.execute(query.order_by(crm_categories.c.sort, crm_categories.c.number))]


def find(db: Connection, organization_id: int, type_id: int, number: int, *, lock: bool = False) -> Category | None:
    """A pipeline by its type and number."""
    query = select(crm_categories).where(*_of(organization_id, type_id), crm_categories.c.number == number)
    row = db.execute(query.with_for_update() if lock else query).first()
    return _made(row) if row else None


def default_number(db: Connection, organization_id: int, type_id: int) -> int:
    """The pipeline that an item of a type begins in unless another is said."""
    query = select(crm_categories.c.number).where(*_of(organization_id, type_id), crm_categories.c.is_default)
    return int(db.execute(query).scalar() or 0)


def count(db: Connection, organization_id: int, type_id: int) -> int:
    """How many pipelines a type has."""
    query = select(func.count()).select_from(crm_categories).where(*_of(organization_id, type_id))
    return int(db.execute(query).scalar_one())


def add(db: Connection, organization_id: int, type_id: int, number: int, **values: Any) -> Category:
    """Record a pipeline and answer it."""
    row = {"organization_id": organization_id, "type_id": type_id, "number": number, **_columns(values)}
    return _made(db.execute(insert(crm_categories).values(**row).returning(*crm_categories.c)).one())


def change(db: Connection, present: Category, **values: Any) -> Category:
    """Set columns of a pipeline and answer it."""
    where = (*_of(present.organization_id, present.type_id), crm_categories.c.number == present.number)
    changed = update(crm_categories).where(*where).values(**_columns(values)).returning(*crm_categories.c)
    return _made(db.execute(changed).one())


def make_default(db: Connection, organization_id: int, type_id: int, number: int) -> None:
    """Let items of a type begin in this pipeline and in no other."""
    told = update(crm_categories).where(*_of(organization_id, type_id))
    db.execute(told.values(is_default=crm_categories.c.number == number))


def remove(db: Connection, organization_id: int, type_id: int, number: int | None = None) -> None:
    """Delete a pipeline, or all that a type has."""
    one = () if number is None else (crm_categories.c.number == number,)
    db.execute(delete(crm_categories).where(*_of(organization_id, type_id), *one))


def has_items(db: Connection, present: Category) -> bool:
    """Whether any item is in a pipeline."""
    query = select(crm_items.c.id).where(
        crm_items.c.organization_id == present.organization_id,
        crm_items.c.type_id == present.type_id,
        crm_items.c.category_id == present.number,
    )
    return db.execute(query.limit(1)).first() is not None


def _of(organization_id: int, type_id: int) -> tuple[Any, ...]:
    return crm_categories.c.organization_id == organization_id, crm_categories.c.type_id == type_id


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    return {"is_default" if name == "default" else name: item for name, item in values.items()}

"""The departments of an organisation. What changes the tree holds it first, so that two changes cannot tie a knot."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, delete, exists, insert, literal, select, update
from sqlalchemy.dialects import postgresql

from inkpost.model.departments import Department
from inkpost.model.listing import ListQuery
from inkpost.store.listing import page_of
from inkpost.store.rows import value
from inkpost.store.tables import department_members, departments, employees, organizations

_COLUMNS: dict[str, ColumnElement[Any]] = {
    **{column.name: column for column in departments.c},
    "sort": cast(departments.c.sort, BigInteger),  # what it is compared with may be larger than any
}


def hold(db: Connection, organization_id: int) -> None:
    """Keep others from changing the structure until this transaction ends."""
    db.execute(
        select(organizations.c.id).where(organizations.c.id == organization_id).with_for_update(key_share=True)
    ).one()


def find(db: Connection, organization_id: int, department_id: int) -> Department | None:
    """A department of this organisation."""
    row = db.execute(
        select(departments).where(departments.c.id == department_id, departments.c.organization_id == organization_id)
    ).first()
    return value(Department, row) if row else None


def page(db: Connection, organization_id: int, query: ListQuery) -> tuple[list[Department], int | None]:
    """A page of the departments and how many match."""
    base = select(departments).where(departments.c.organization_id == organization_id)
    rows, total = page_of(db, base, query, _COLUMNS)
    return [value(Department, row) for row in rows], total


def has_top(db: Connection, organization_id: int) -> bool:
    """Whether a department stands at the top."""
    top = (departments.c.organization_id == organization_id, departments.c.parent_id.is_(None))
    return bool(db.execute(select(exists().where(*top))).scalar_one())


def has_children(db: Connection, department_id: int) -> bool:
    """Whether departments lie directly under this one."""
    return bool(db.execute(select(exists().where(departments.c.parent_id == department_id))).scalar_one())


def lies_under(db: Connection, department_id: int, above_id: int) -> bool:
    """Whether a department is the other one or lies anywhere below it."""
    upwards = select(departments.c.id, departments.c.parent_id).where(departments.c.id == department_id)
    path = upwards.cte("path", recursive=True)
    path = path.union(
        select(departments.c.id, departments.c.parent_id).join(path, path.c.parent_id == departments.c.id)
    )
    return bool(db.execute(select(exists().where(path.c.id == above_id))).scalar_one())


def add(db: Connection, **values: Any) -> Department:
    """Record a department and answer it."""
    return value(Department, db.execute(insert(departments).values(**values).returning(*departments.c)).one())


def change(db: Connection, department_id: int, **values: Any) -> Department:
    """Set columns of a department and answer it."""
    changed = update(departments).where(departments.c.id == department_id).values(**values).returning(*departments.c)
    return value(Department, db.execute(changed).one())


def remove(db: Connection, department: Department) -> None:
    """Delete a department; what lies under it and who is in it go to the one above."""
    above = department.parent_id
    if above is not None:
        db.execute(update(departments).where(departments.c.parent_id == department.id).values(parent_id=above))
        members = select(literal(above), department_members.c.user_id).where(
            department_members.c.department_id == department.id
        )
        moved = postgresql.insert(department_members).from_select(["department_id", "user_id"], members)
        db.execute(moved.on_conflict_do_nothing())
        db.execute(update(employees).where(employees.c.department_id == department.id).values(department_id=above))
    db.execute(delete(departments).where(departments.c.id == department.id))

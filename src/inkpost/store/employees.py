"""The people who work in boxes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, exists, func, insert, select, update

from inkpost.model.boxes import Access, Box, Employee, Permission, Seat, Worker
from inkpost.model.people import User
from inkpost.store.rows import value
from inkpost.store.tables import boxes, employees, users


def add(db: Connection, **values: Any) -> Employee:
    """Record an employee and answer it."""
    return _employee(db.execute(insert(employees).values(**values).returning(*employees.c)).one())


def change(db: Connection, employee_id: int, **values: Any) -> Employee:
    """Set columns of an employee and answer it."""
    changed = update(employees).where(employees.c.id == employee_id).values(**values).returning(*employees.c)
    return _employee(db.execute(changed).one())


def remove(db: Connection, employee_id: int) -> None:
    """Let somebody work in a box no more."""
    db.execute(delete(employees).where(employees.c.id == employee_id))


def find(db: Connection, box_id: int, user_id: int) -> Employee | None:
    """The place of a user in a box."""
    mine = (employees.c.box_id == box_id, employees.c.user_id == user_id)
    row = db.execute(select(employees).where(*mine)).first()
    return _employee(row) if row else None


def by_user_guid(db: Connection, box_id: int, guid: UUID) -> Worker | None:
    """An employee of a box by the GUID of the user."""
    row = db.execute(_with_users(box_id).where(users.c.guid == guid)).first()
    return _worker(row) if row else None


def of_user(db: Connection, box_id: int, user_id: int) -> Worker | None:
    """An employee of a box by the number of the user."""
    row = db.execute(_with_users(box_id).where(users.c.id == user_id)).first()
    return _worker(row) if row else None


def of_box(db: Connection, box_id: int, *, limit: int | None = None, offset: int = 0) -> list[Worker]:
    """The employees of a box: those who have no password yet first, then the oldest."""
    order = (users.c.password_hash.is_not(None), employees.c.created_at, employees.c.id)
    return [_worker(row) for row in db.execute(_with_users(box_id).order_by(*order).limit(limit).offset(offset))]


def count(db: Connection, box_id: int) -> int:
    """How many work in a box."""
    counted = select(func.count()).select_from(employees).where(employees.c.box_id == box_id)
    return int(db.execute(counted).scalar_one())


def seat(db: Connection, user_id: int, box_guid: UUID) -> Seat | None:
    """A box that a user works in, and as what."""
    row = db.execute(_SEAT, {"user_id": user_id, "guid": box_guid}).first()
    return _seat(row) if row else None


def seats(db: Connection, user_id: int) -> list[Seat]:
    """Every box that a user works in, the oldest first."""
    return [_seat(row) for row in db.execute(_seats(user_id).order_by(boxes.c.id))]


def in_department(db: Connection, department_id: int) -> bool:
    """Whether somebody works in a department."""
    return bool(db.execute(select(exists().where(employees.c.department_id == department_id))).scalar_one())


def administrators(db: Connection, box_id: int) -> list[int]:
    """The users who administer a box and are not blocked."""
    mine = (employees.c.box_id == box_id, employees.c.administrator, employees.c.blocked_at.is_(None))
    return [row.user_id for row in db.execute(select(employees.c.user_id).where(*mine))]


_EMPLOYEE = [column.label(f"e_{column.name}") for column in employees.c]


def _with_users(box_id: int) -> Any:
    joined = select(users, users.c.password_hash.is_not(None).label("registered"), *_EMPLOYEE).join(
        employees, employees.c.user_id == users.c.id
    )
    return joined.where(employees.c.box_id == box_id)


_SEAT = (
    select(boxes, *_EMPLOYEE)
    .join(employees, employees.c.box_id == boxes.c.id)
    .where(employees.c.user_id == bindparam("user_id"), boxes.c.guid == bindparam("guid"))
)


def _seats(user_id: int) -> Any:
    joined = select(boxes, *_EMPLOYEE).join(employees, employees.c.box_id == boxes.c.id)
    return joined.where(employees.c.user_id == user_id)


def _worker(row: Row[Any]) -> Worker:
    return Worker(_employee(row, "e_"), value(User, row), row.registered)


def _seat(row: Row[Any]) -> Seat:
    return Seat(value(Box, row, person_guid=str(row.person_guid)), _employee(row, "e_"))


def _employee(row: Row[Any], prefix: str = "") -> Employee:
    found = {column.name: row._mapping[prefix + column.name] for column in employees.c}
    found["access"] = Access(found["access"])
    found["selected_departments"] = tuple(found["selected_departments"])
    found["permissions"] = frozenset(Permission(each) for each in found["permissions"])
    return Employee(**found)

"""The people of the link to personnel records: persons, who may be users here, and their posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.hcmlink import Employee, Person
from inkpost.store.rows import value
from inkpost.store.tables import hcmlink_companies as companies
from inkpost.store.tables import hcmlink_employees as employees_table
from inkpost.store.tables import hcmlink_persons as persons_table
from inkpost.store.tables import users as users_table


def persons(db: Connection, company_id: int) -> dict[str, Person]:
    """The persons of a company by their codes, without their posts."""
    rows = db.execute(select(persons_table).where(persons_table.c.company_id == company_id))
    return {row.code: value(Person, row) for row in rows}


def set_persons(db: Connection, company_id: int, titles: Mapping[str, str], now: datetime) -> None:
    """Record persons by code and title; one who is there and is called so already stays untouched."""
    rows = [
        {"company_id": company_id, "code": code, "title": title, "created_at": now, "updated_at": now}
        for code, title in titles.items()
    ]
    if not rows:
        return
    made = upsert(persons_table)
    told = {"title": made.excluded.title, "updated_at": made.excluded.updated_at}
    changed = persons_table.c.title != made.excluded.title
    db.execute(made.on_conflict_do_update(index_elements=["company_id", "code"], set_=told, where=changed), rows)


def known_users(db: Connection, organization_id: int, ids: Collection[int]) -> set[int]:
    """Of these users those of this organisation."""
    query = select(users_table.c.id).where(users_table.c.organization_id == organization_id, users_table.c.id.in_(ids))
    return set(db.execute(query).scalars()) if ids else set()


def link(db: Connection, company_id: int, users: Mapping[str, int | None], now: datetime) -> None:
    """Say which users persons are, by code (``None``: nobody). All at once: two may change places."""
    at = persons_table.c.company_id == company_id
    db.execute(update(persons_table).where(at, persons_table.c.code.in_(list(users))).values(user_id=None))
    for code, user_id in users.items():
        changed = {"user_id": user_id, "updated_at": now}
        db.execute(update(persons_table).where(at, persons_table.c.code == code).values(**changed))


def set_employees(
    db: Connection, company_id: int, given: Mapping[str, tuple[int, Mapping[str, Any]]], now: datetime
) -> None:
    """Record posts by code: the person's number and the data, in place of those there were."""
    rows = [
        {"company_id": company_id, "code": code, "person_id": person, "data": dict(data), "created_at": now}
        for code, (person, data) in given.items()
    ]
    if not rows:
        return
    made = upsert(employees_table)
    told = {"person_id": made.excluded.person_id, "data": made.excluded.data}
    db.execute(made.on_conflict_do_update(index_elements=["company_id", "code"], set_=told), rows)


def page(db: Connection, company_id: int, *, limit: int, offset: int, after: datetime | None = None) -> list[Person]:
    """The persons who are linked to users, by number, with their posts; only those changed ``after`` that moment."""
    query = select(persons_table).where(persons_table.c.company_id == company_id, persons_table.c.user_id.is_not(None))
    if after is not None:
        query = query.where(persons_table.c.updated_at > after)
    rows = db.execute(query.order_by(persons_table.c.id).limit(limit).offset(offset)).all()
    posts = _employees(db, [row.id for row in rows])
    return [value(Person, row, employees=tuple(posts.get(row.id, ()))) for row in rows]


def of_user(db: Connection, company_id: int, user_id: int) -> Person | None:
    """The person of a company that a user is, with the posts."""
    where = (persons_table.c.company_id == company_id, persons_table.c.user_id == user_id)
    row = db.execute(select(persons_table).where(*where)).first()
    return value(Person, row, employees=tuple(_employees(db, [row.id]).get(row.id, ()))) if row else None


def known(db: Connection, company_id: int, codes: Collection[str]) -> dict[str, int]:
    """Of these employees those that the company has: code and number."""
    query = select(employees_table.c.code, employees_table.c.id).where(
        employees_table.c.company_id == company_id, employees_table.c.code.in_(list(codes))
    )
    return {row.code: row.id for row in db.execute(query)} if codes else {}


def employee(
    db: Connection, organization_id: int, company_id: int, *, code: str | None = None, number: int | None = None
) -> tuple[Employee, int | None] | None:
    """A post by its code or its number, and the user whose it is."""
    query: Select[Any] = (
        select(employees_table, persons_table.c.user_id)
        .join(persons_table, persons_table.c.id == employees_table.c.person_id)
        .join(companies, companies.c.id == employees_table.c.company_id)
        .where(companies.c.organization_id == organization_id, companies.c.id == company_id)
        .where(or_(employees_table.c.code == code, employees_table.c.id == number))
    )
    row = db.execute(query.limit(1)).first()
    return (value(Employee, row), row.user_id) if row else None


def data_of(db: Connection, employee_id: int) -> Mapping[str, Any]:
    """What was given of a post; nothing where it is there no more."""
    query = select(employees_table.c.data).where(employees_table.c.id == employee_id)
    found: Mapping[str, Any] | None = db.execute(query).scalar()
    return found or {}


def _employees(db: Connection, person_ids: Iterable[int]) -> dict[int, Sequence[Employee]]:
    query = select(employees_table).where(employees_table.c.person_id.in_(list(person_ids)))
    found: dict[int, list[Employee]] = {}
    for row in db.execute(query.order_by(employees_table.c.id)):
        found.setdefault(row.person_id, []).append(value(Employee, row))
    return dict(found)

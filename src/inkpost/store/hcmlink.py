"""The companies of the link to personnel records, and their fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.hcmlink import Company, Field
from inkpost.store.rows import value
from inkpost.store.tables import hcmlink_companies as companies
from inkpost.store.tables import hcmlink_fields as fields_table
from inkpost.store.tables import hcmlink_persons as persons


def add(db: Connection, *, fields: Sequence[Field], **values: Any) -> int | None:
    """Record a company with its fields; its number, or nothing where another one of the organisation has its code."""
    made = upsert(companies).values(**values).on_conflict_do_nothing().returning(companies.c.id)
    number = db.execute(made).scalar()
    if number is not None:
        set_fields(db, number, fields)
    return number


def change(db: Connection, company_id: int, **values: Any) -> None:
    """Set columns of a company."""
    db.execute(update(companies).where(companies.c.id == company_id).values(**values))


def set_fields(db: Connection, company_id: int, given: Sequence[Field]) -> None:
    """Make these the company's fields. Those that stay keep their values, those that go lose them."""
    codes = [each.code for each in given]
    db.execute(delete(fields_table).where(fields_table.c.company_id == company_id, fields_table.c.code.not_in(codes)))
    for place, each in enumerate(given):
        told = {"title": each.title, "kind": each.kind, "subject": each.subject, "ttl": each.ttl, "place": place}
        row = upsert(fields_table).values(company_id=company_id, code=each.code, **told)
        db.execute(row.on_conflict_do_update(index_elements=["company_id", "code"], set_=told))


def remove(db: Connection, company_id: int) -> None:
    """Delete a company with all that it has: fields, people, values, jobs."""
    db.execute(delete(companies).where(companies.c.id == company_id))


def find(db: Connection, organization_id: int, company_id: int, *, hold: bool = False) -> Company | None:
    """A company of this organisation by its number."""
    return _one(db, _of(organization_id).where(companies.c.id == company_id), hold)


def by_code(db: Connection, organization_id: int, code: str, *, hold: bool = False) -> Company | None:
    """A company of this organisation by its code in the other system."""
    return _one(db, _of(organization_id).where(companies.c.code == code), hold)


def by_crm_number(db: Connection, organization_id: int, number: int, *, hold: bool = False) -> Company | None:
    """The company that is this one of the CRM; of several the one that was linked first."""
    query = _of(organization_id).where(companies.c.crm_number == number).order_by(companies.c.id).limit(1)
    return _one(db, query, hold)


def code_taken(db: Connection, organization_id: int, code: str, *, but: int) -> bool:
    """Whether another company of the organisation has this code."""
    found = by_code(db, organization_id, code)
    return found is not None and found.id != but


def page(db: Connection, organization_id: int, *, limit: int, offset: int, user_id: int | None = None) -> list[Company]:
    """The companies, oldest first; with a user only those where a person is linked to this user, with its code."""
    query = _of(organization_id).order_by(companies.c.id).limit(limit).offset(offset)
    if user_id is not None:
        query = query.join(persons, persons.c.company_id == companies.c.id).where(persons.c.user_id == user_id)
        query = query.add_columns(persons.c.code.label("person"))
    rows = db.execute(query).all()
    owned = _fields(db, [row.id for row in rows])
    return [value(Company, row, fields=tuple(owned.get(row.id, ()))) for row in rows]


def _of(organization_id: int) -> Select[Any]:
    return select(companies).where(companies.c.organization_id == organization_id)


def _one(db: Connection, query: Select[Any], hold: bool) -> Company | None:
    row = db.execute(query.with_for_update() if hold else query).first()
    return value(Company, row, fields=tuple(_fields(db, [row.id]).get(row.id, ()))) if row else None


def _fields(db: Connection, company_ids: Iterable[int]) -> dict[int, list[Field]]:
    query = select(fields_table).where(fields_table.c.company_id.in_(list(company_ids)))
    found: dict[int, list[Field]] = {}
    for row in db.execute(query.order_by(fields_table.c.place)):
        found.setdefault(row.company_id, []).append(_field(row))
    return found


def _field(row: Row[Any]) -> Field:
    return Field(row.code, row.title, row.kind, row.subject, row.ttl)

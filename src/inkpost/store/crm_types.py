"""The types of items that users define."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import Boolean, ColumnElement, Connection, Row, cast, delete, func, insert, select, update

from inkpost.model.crm import NAMES, SWITCHES, CrmType, system_type
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.model.listing import ListQuery
from inkpost.store.listing import compared, page_of
from inkpost.store.rows import value
from inkpost.store.tables import crm_types, organizations

COLUMNS: Final[Mapping[str, ColumnElement[Any]]] = {
    "id": crm_types.c.id,
    "title": crm_types.c.title,
    "code": crm_types.c.code,
    "entityTypeId": crm_types.c.type_id,
    "createdBy": crm_types.c.created_by,
    "updatedBy": crm_types.c.updated_by,
    "createdTime": compared(crm_types.c.created_at),
    "updatedTime": compared(crm_types.c.updated_at),
    **{
        name: func.coalesce(cast(crm_types.c.settings[name].astext, Boolean), begins)
        for name, begins in SWITCHES.items()
    },
}
FIRST_OF_ALL: Final = 1030


def _made(row: Row[Any]) -> CrmType:
    return value(CrmType, row)


def by_type_id(db: Connection, organization_id: int, type_id: int, *, hold: bool = False) -> CrmType | None:
    """A type by what its items carry (2: deals): one of the CRM's own, or one that this organisation defined.

    ``hold`` keeps it from being deleted until this transaction ends.
    """
    if type_id in NAMES:
        return system_type(organization_id, type_id)
    query = select(crm_types).where(crm_types.c.organization_id == organization_id, crm_types.c.type_id == type_id)
    row = db.execute(query.with_for_update(read=True, key_share=True) if hold else query).first()
    return _made(row) if row else None


def find(db: Connection, organization_id: int, number: int, *, lock: bool = False) -> CrmType | None:
    """A type that this organisation defined, by its own number."""
    query = select(crm_types).where(crm_types.c.id == number, crm_types.c.organization_id == organization_id)
    row = db.execute(query.with_for_update() if lock else query).first()
    return _made(row) if row else None


def known(db: Connection, organization_id: int, type_ids: Collection[int]) -> set[int]:
    """Of these types those that the organisation has."""
    wanted = [number for number in type_ids if number not in NAMES]
    query = select(crm_types.c.type_id).where(
        crm_types.c.organization_id == organization_id, crm_types.c.type_id.in_(wanted)
    )
    found = {row.type_id for row in db.execute(query)} if wanted else set()
    return found | {number for number in type_ids if number in NAMES}


def above(db: Connection, kind: CrmType) -> list[CrmType]:
    """The types whose items those of a type may belong to, as either of the two says, by number.

    Companies and contacts are not among them where the items have clients anyhow.
    """
    clients = (CONTACT, COMPANY) if kind.flags["isClientEnabled"] else ()
    named = {each["type_id"] for each in kind.settings.get("parents", ())} - {*clients}
    query = select(crm_types).where(
        crm_types.c.organization_id == kind.organization_id,
        crm_types.c.type_id.in_(named) | crm_types.c.settings["children"].contains([{"type_id": kind.type_id}]),
    )
    defined = [_made(row) for row in db.execute(query)]
    own = [system_type(kind.organization_id, number) for number in named if number in NAMES]
    return sorted([*own, *defined], key=lambda each: each.type_id)


def of_organization(db: Connection, organization_id: int) -> list[CrmType]:
    """All types that the organisation defined, by number."""
    query = select(crm_types).where(crm_types.c.organization_id == organization_id).order_by(crm_types.c.type_id)
    return [_made(row) for row in db.execute(query)]


def next_type_id(db: Connection, organization_id: int) -> int:
    """The number that a new type gets by itself; nobody else of the organisation defines one meanwhile."""
    db.execute(select(organizations.c.id).where(organizations.c.id == organization_id).with_for_update(key_share=True))
    query = select(func.max(crm_types.c.type_id)).where(
        crm_types.c.organization_id == organization_id, crm_types.c.type_id >= FIRST_OF_ALL
    )
    last = db.execute(query).scalar()
    return FIRST_OF_ALL if last is None else int(last) + 2


def add(db: Connection, **values: Any) -> CrmType:
    """Record a type and answer it."""
    return _made(db.execute(insert(crm_types).values(**values).returning(*crm_types.c)).one())


def change(db: Connection, number: int, **values: Any) -> CrmType:
    """Set columns of a type and answer it."""
    return _made(
        db.execute(update(crm_types).where(crm_types.c.id == number).values(**values).returning(*crm_types.c)).one()
    )


def remove(db: Connection, number: int) -> None:
    """Delete a type."""
    db.execute(delete(crm_types).where(crm_types.c.id == number))


def numbers(db: Connection, organization_id: int) -> list[int]:
    """What the items of the types that the organisation defined carry, in order."""
    query = select(crm_types.c.type_id).where(crm_types.c.organization_id == organization_id)
    return list(db.execute(query.order_by(crm_types.c.type_id)).scalars())


def count(db: Connection, organization_id: int) -> int:
    """How many types the organisation defined."""
    query = select(func.count()).select_from(crm_types).where(crm_types.c.organization_id == organization_id)
    return int(db.execute(query).scalar_one())


def page(db: Connection, organization_id: int, query: ListQuery) -> tuple[list[CrmType], int | None]:
    """A page of the types that the organisation defined, and how many there are where the query asks for it."""
    base = select(crm_types).where(crm_types.c.organization_id == organization_id)
    rows, total = page_of(db, base, query, COLUMNS)
    return [_made(row) for row in rows], total

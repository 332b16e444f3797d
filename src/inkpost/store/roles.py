"""Roles and the access codes that carry them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, delete, insert, select, update

from inkpost.model.access import subject_of
from inkpost.model.listing import ListQuery
from inkpost.model.roles import DEFAULTS, Permissions, Role, full
from inkpost.store.listing import page_of
from inkpost.store.rows import value
from inkpost.store.tables import departments, groups, role_accesses, roles, users

_COLUMNS = {"id": roles.c.id}


def _made(row: Row[Any]) -> Role:
    permissions = row.permissions if isinstance(row.permissions, dict) else {}
    return value(Role, row, permissions=full(permissions))


def add_defaults(db: Connection, organization_id: int) -> None:
    """The roles that every organisation begins with; nobody carries them yet."""
    db.execute(
        insert(roles),
        [
            {"organization_id": organization_id, "name": name, "code": code, "permissions": full(permissions)}
            for name, code, permissions in DEFAULTS
        ],
    )


def add(db: Connection, organization_id: int, *, name: str, code: str, permissions: Permissions) -> Role:
    """Record a role that nobody carries yet and answer it with its number."""
    values = {"organization_id": organization_id, "name": name, "code": code, "permissions": full(permissions)}
    return _made(db.execute(insert(roles).values(**values).returning(*roles.c)).one())


def grant(db: Connection, organization_id: int, access_code: str, permissions: Permissions) -> int:
    """A new role for one access code; answers its id."""
    number = add(db, organization_id, name=access_code, code="", permissions=permissions).id
    db.execute(insert(role_accesses).values(role_id=number, access_code=access_code))
    return number


def find(db: Connection, organization_id: int, role_id: int, *, lock: bool = False) -> Role | None:
    """A role of this organisation, locked for a change where asked."""
    query = select(roles).where(roles.c.id == role_id, roles.c.organization_id == organization_id)
    row = db.execute(query.with_for_update() if lock else query).first()
    return _made(row) if row else None


def change(db: Connection, role_id: int, **values: Any) -> Role:
    """Set columns of a role and answer it."""
    return _made(db.execute(update(roles).where(roles.c.id == role_id).values(**values).returning(*roles.c)).one())


def remove(db: Connection, role_id: int) -> None:
    """Delete a role; whoever carried it carries it no more."""
    db.execute(delete(roles).where(roles.c.id == role_id))


def page(db: Connection, organization_id: int, query: ListQuery) -> tuple[list[Role], int | None]:
    """A page of the organisation's roles by number, and how many there are where the query asks for it."""
    rows, total = page_of(db, select(roles).where(roles.c.organization_id == organization_id), query, _COLUMNS)
    return [_made(row) for row in rows], total


def lock_all(db: Connection, organization_id: int) -> set[int]:
    """The organisation's roles by number, locked until this transaction ends."""
    query = select(roles.c.id).where(roles.c.organization_id == organization_id).order_by(roles.c.id)
    return {row.id for row in db.execute(query.with_for_update())}


def replace_accesses(db: Connection, role_ids: Collection[int], accesses: Iterable[tuple[int, str]]) -> None:
    """Let exactly these pairs of role and access code be the bindings of these roles."""
    db.execute(delete(role_accesses).where(role_accesses.c.role_id.in_(role_ids)))
    rows = [{"role_id": number, "access_code": code} for number, code in sorted(set(accesses))]
    if rows:
        db.execute(insert(role_accesses), rows)


def carriers(db: Connection, organization_id: int) -> dict[int, list[str]]:
    """The access codes that carry the organisation's roles, by the roles' ids."""
    query = (
        select(role_accesses)
        .join(roles, roles.c.id == role_accesses.c.role_id)
        .where(roles.c.organization_id == organization_id)
        .order_by(role_accesses.c.access_code)
    )
    found: dict[int, list[str]] = {}
    for row in db.execute(query):
        found.setdefault(row.role_id, []).append(row.access_code)
    return found


def known_codes(db: Connection, organization_id: int, codes: Iterable[str]) -> set[str]:
    """Of some access codes those that mean somebody of this organisation: ill-formed and foreign ones fall away."""
    asked: dict[str, dict[str, int]] = {}
    for code in codes:
        subject = subject_of(code)
        if subject is not None:
            asked.setdefault(subject.kind, {})[code] = subject.id
    found = set(asked.pop("everybody", {}))
    for kind, numbers in asked.items():
        known = _known(db, organization_id, kind, set(numbers.values()))
        found.update(code for code, number in numbers.items() if number in known)
    return found


_TABLES: dict[str, tuple[Table, dict[Column[Any], bool]]] = {
    "user": (users, {}),
    "department": (departments, {}),
    "group": (groups, {groups.c.workgroup: False}),
    "workgroup": (groups, {groups.c.workgroup: True}),
}


def _known(db: Connection, organization_id: int, kind: str, numbers: set[int]) -> set[int]:
    table, more = _TABLES[kind]
    conditions = [column.is_(wanted) for column, wanted in more.items()]
    query = select(table.c.id).where(table.c.organization_id == organization_id, table.c.id.in_(numbers), *conditions)
    return {row.id for row in db.execute(query)}

"""Organisations, users, departments, groups, and what a user's roles allow."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, text, update

from inkpost.model.access import codes_of
from inkpost.model.departments import Department
from inkpost.model.people import Organization, User
from inkpost.store.rows import value
from inkpost.store.tables import (
    department_members,
    departments,
    group_members,
    groups,
    organizations,
    role_accesses,
    roles,
    users,
)

_MEMBERSHIPS = text(
    """
    with recursive mine as (
        select department_id from department_members where user_id = :user
    ), above as (
        select d.id, d.parent_id from departments d join mine on mine.department_id = d.id
        union
        select d.id, d.parent_id from departments d join above on above.parent_id = d.id
    )
    select 'department' as kind, department_id as id, '' as role from mine
    union all select 'above', id, '' from above
    union all select case when g.workgroup then 'workgroup' else 'group' end, g.id, m.role
        from group_members m join groups g on g.id = m.group_id where m.user_id = :user
    """
)


def access_codes(db: Connection, user_id: int) -> frozenset[str]:
    """Every access code that a user matches, out of departments, groups and workgroups."""
    found: dict[str, list[Any]] = {"department": [], "above": [], "group": [], "workgroup": []}
    for kind, number, role in db.execute(_MEMBERSHIPS, {"user": user_id}):
        found[kind].append((number, role) if kind == "workgroup" else number)
    return codes_of(
        user_id,
        departments=found["department"],
        departments_above=found["above"],
        groups=found["group"],
        workgroups=found["workgroup"],
    )


def permissions(db: Connection, organization_id: int, codes: Iterable[str]) -> list[object]:
    """The permission maps, as they are stored, of every role that one of the codes carries."""
    rows = db.execute(
        select(roles.c.permissions)
        .join(role_accesses, role_accesses.c.role_id == roles.c.id)
        .where(roles.c.organization_id == organization_id, role_accesses.c.access_code.in_(list(codes)))
        .distinct()
    )
    return [row.permissions for row in rows]


def organization(db: Connection, organization_id: int) -> Organization | None:
    """One organisation by number."""
    row = db.execute(select(organizations).where(organizations.c.id == organization_id)).first()
    return value(Organization, row) if row else None


def organization_of_user(db: Connection, user_id: int) -> Organization | None:
    """The organisation that a user is of."""
    mine = select(organizations).join(users, users.c.organization_id == organizations.c.id)
    row = db.execute(mine.where(users.c.id == user_id)).first()
    return value(Organization, row) if row else None


def all_organizations(db: Connection) -> list[Organization]:
    """Every organisation, oldest first."""
    return [value(Organization, row) for row in db.execute(select(organizations).order_by(organizations.c.id))]


def add_organization(db: Connection, **values: Any) -> int:
    """Record an organisation and answer its id."""
    return int(db.execute(insert(organizations).values(**values).returning(organizations.c.id)).scalar_one())


def set_organization(db: Connection, organization_id: int, **values: Any) -> Organization | None:
    """Change an organisation's columns and answer it; nothing if there is no such organisation."""
    row = db.execute(
        update(organizations).where(organizations.c.id == organization_id).values(**values).returning(*organizations.c)
    ).first()
    return value(Organization, row) if row else None


def add_user(db: Connection, **values: Any) -> int:
    """Record a user and answer its id."""
    return int(db.execute(insert(users).values(**values).returning(users.c.id)).scalar_one())


def user(db: Connection, organization_id: int, user_id: int) -> User | None:
    """A user of this organisation."""
    row = db.execute(select(users).where(users.c.id == user_id, users.c.organization_id == organization_id)).first()
    return value(User, row) if row else None


def user_guid(db: Connection, user_id: int) -> UUID:
    """The GUID of a user who is there."""
    found: UUID = db.execute(select(users.c.guid).where(users.c.id == user_id)).scalar_one()
    return found


def user_by_guid(db: Connection, organization_id: int, guid: UUID) -> User | None:
    """A user of this organisation by GUID."""
    row = db.execute(select(users).where(users.c.guid == guid, users.c.organization_id == organization_id)).first()
    return value(User, row) if row else None


def may_sign_in(db: Connection, user_id: int) -> bool:
    """Whether a user is active in an organisation that is open."""
    found = select(users.c.id).join(organizations, users.c.organization_id == organizations.c.id)
    where = (users.c.id == user_id, users.c.active, organizations.c.closed.is_(False))
    return db.execute(found.where(*where)).first() is not None


def set_user(db: Connection, user_id: int, **values: Any) -> None:
    """Change a user's columns."""
    db.execute(update(users).where(users.c.id == user_id).values(updated_at=func.now(), **values))


def known_users(db: Connection, organization_id: int, user_ids: Collection[int]) -> set[int]:
    """Of these users those of this organisation, active or not."""
    query = select(users.c.id).where(users.c.organization_id == organization_id, users.c.id.in_(user_ids))
    return {row.id for row in db.execute(query)}


def users_of(db: Connection, organization_id: int) -> list[User]:
    """The users of an organisation, active or not, oldest first."""
    rows = db.execute(select(users).where(users.c.organization_id == organization_id).order_by(users.c.id))
    return [value(User, row) for row in rows]


def user_for_sign_in(db: Connection, login: str) -> tuple[User, str | None] | None:
    """The user of a login, with the stored password hash."""
    row = db.execute(select(users).where(users.c.login == login)).first()
    return (value(User, row), row.password_hash) if row else None


def colleagues(db: Connection, user_id: int) -> list[int]:
    """The users who share a department with this one, this one included."""
    mine = select(department_members.c.department_id).where(department_members.c.user_id == user_id)
    rows = db.execute(
        select(department_members.c.user_id).where(department_members.c.department_id.in_(mine)).distinct()
    )
    return sorted({user_id, *(row.user_id for row in rows)})


def all_departments(db: Connection, organization_id: int) -> list[Department]:
    """The departments of an organisation, oldest first."""
    mine = select(departments).where(departments.c.organization_id == organization_id).order_by(departments.c.id)
    return [value(Department, row) for row in db.execute(mine)]


def add_department(db: Connection, **values: Any) -> int:
    """Record a department and answer its id."""
    return int(db.execute(insert(departments).values(**values).returning(departments.c.id)).scalar_one())


def department(db: Connection, organization_id: int, department_id: int) -> int | None:
    """The id of a department if this organisation has it."""
    found = db.execute(
        select(departments.c.id).where(
            departments.c.id == department_id, departments.c.organization_id == organization_id
        )
    ).scalar_one_or_none()
    return None if found is None else int(found)


def add_to_department(db: Connection, department_id: int, user_id: int) -> None:
    """Put a user into a department."""
    db.execute(insert(department_members).values(department_id=department_id, user_id=user_id))


def add_group(db: Connection, **values: Any) -> int:
    """Record a group or (``workgroup=True``) a workgroup and answer its id."""
    return int(db.execute(insert(groups).values(**values).returning(groups.c.id)).scalar_one())


def add_to_group(db: Connection, group_id: int, user_id: int, role: str = "member") -> None:
    """Put a user into a group; ``role`` counts in workgroups: owner, moderator, member."""
    db.execute(insert(group_members).values(group_id=group_id, user_id=user_id, role=role))


def names(db: Connection, user_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """GUIDs and full names of users, whosever they are."""
    rows = db.execute(select(users).where(users.c.id.in_(user_ids)))
    return {row.id: (str(row.guid), value(User, row).full_name) for row in rows}

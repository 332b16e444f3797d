"""Users as lists show them, and the names behind access codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, String, cast, exists, false, func, literal, null, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from inkpost.model.access import Holder
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.model.users import Profile
from inkpost.store.listing import page_of
from inkpost.store.rows import value
from inkpost.store.tables import department_members, departments, groups, users

Columns = Mapping[str, ColumnElement[Any]]

_NAMES = ("name", "last_name", "second_name", "position", "email")
_PHONES = ("personal_phone", "personal_mobile", "work_phone")
_MEMBERS = department_members.c
_DEPARTMENTS = (
    select(func.array_agg(aggregate_order_by(_MEMBERS.department_id, _MEMBERS.department_id)))
    .where(_MEMBERS.user_id == users.c.id)
    .scalar_subquery()
)
_NEGATIVE = frozenset({Operator.NE, Operator.NOT_IN, Operator.NOT_CONTAINS, Operator.NOT_LIKE})


def page(
    db: Connection, organization_id: int, query: ListQuery, *, visible: Collection[str], online_since: datetime
) -> tuple[list[Profile], int | None]:
    """A page of an organisation's users, and how many match (``None`` where the query does not ask).

    A field that is not in ``visible``, or not kept at all, is empty for everybody: neither a condition nor the order
    tells what is in it. The field ``search`` stands for the names together, ``departments`` for each of them.
    """
    columns = _columns(online_since)
    own, rest = _apart(query.conditions, visible)
    plain = msgspec.structs.replace(
        query, conditions=rest, order=tuple(rule for rule in query.order if rule.field in columns.keys() & visible)
    )
    base = select(users, columns["online"].label("online"), _DEPARTMENTS.label("departments")).where(
        users.c.organization_id == organization_id, *own
    )
    shown = {each.field: _shown(columns, each.field, visible) for each in rest}
    rows, total = page_of(db, base, plain, {**columns, **shown, "id": users.c.id})
    return [_profile(row) for row in rows], total


def names(db: Connection, organization_id: int, holder: Holder, numbers: Iterable[int]) -> dict[int, str]:
    """The names of an organisation's users, departments, groups or workgroups; unknown numbers are left out."""
    wanted = set(numbers)
    if not wanted:
        return {}
    table = {Holder.USER: users, Holder.DEPARTMENT: departments, Holder.DEPARTMENT_TREE: departments}.get(
        holder, groups
    )
    where = [table.c.organization_id == organization_id, table.c.id.in_(wanted)]
    if table is groups:
        where.append(groups.c.workgroup.is_(holder is Holder.WORKGROUP))
    name: ColumnElement[Any] = _full_name() if table is users else table.c.name
    return {row.id: row.name for row in db.execute(select(table.c.id, name.label("name")).where(*where))}


def _full_name() -> ColumnElement[str]:
    both = func.btrim(func.concat_ws(" ", users.c.name, users.c.last_name))
    return func.coalesce(func.nullif(both, ""), users.c.login)


def _columns(online_since: datetime) -> Columns:
    kept = {
        "id": users.c.id,
        "active": users.c.active,
        "created_at": users.c.created_at,
        "updated_at": users.c.updated_at,
        "last_seen_at": users.c.last_seen_at,
        "last_login_at": users.c.last_seen_at,
        "online": func.coalesce(users.c.last_seen_at > online_since, false()),
        "kind": literal("employee", String),
    }
    return {**kept, **{name: users.c[name] for name in (*_NAMES, *_PHONES)}}


def _shown(columns: Columns, field: str, visible: Collection[str]) -> ColumnElement[Any]:
    column = columns.get(field)
    if column is not None and field in visible:
        return column
    if column is None or isinstance(column.type, String):
        return literal("", String)
    return cast(null(), column.type)


def _apart(
    conditions: tuple[Condition, ...], visible: Collection[str]
) -> tuple[list[ColumnElement[bool]], tuple[Condition, ...]]:
    """The conditions that are no comparison of a column, as SQL, and those that are."""
    special = {"departments": _in_departments, "search": _found_by}
    own = [special[each.field](each, visible) for each in conditions if each.field in special]
    return own, tuple(each for each in conditions if each.field not in special)


def _in_departments(condition: Condition, visible: Collection[str]) -> ColumnElement[bool]:
    asked = condition.value
    wanted = list(asked) if isinstance(asked, tuple) else [asked]
    member = exists().where(_MEMBERS.user_id == users.c.id)
    found = ~member if asked is None else member.where(_MEMBERS.department_id.in_(wanted))
    if "departments" not in visible:
        return false()
    return ~found if condition.operator in _NEGATIVE else found


def _found_by(condition: Condition, visible: Collection[str]) -> ColumnElement[bool]:
    """Each word is somewhere in the names that the caller may see."""
    fields = [users.c[name] for name in _NAMES if name in visible]
    words = str(condition.value or "").replace("%", " ").split()
    found = [or_(*(field.icontains(word, autoescape=True) for field in fields)) for word in words]
    together = func.coalesce(_all(found), false())
    return ~together if condition.operator in _NEGATIVE else together


def _all(found: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *rest = found or [literal(True)]
    for each in rest:
        first = first & each
    return first


def _profile(row: Row[Any]) -> Profile:
    return value(Profile, row, departments=tuple(row.departments or ()))

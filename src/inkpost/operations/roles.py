"""What can be done with roles and with who carries them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.listing import ListQuery
from inkpost.model.people import LEVELS, Right
from inkpost.model.roles import Permissions, Role, full
from inkpost.operations.kit import Work, operation
from inkpost.store import events
from inkpost.store import roles as stored

LONGEST: Final = 255
MOST_ACCESSES: Final = 10_000


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What is to be set; None leaves it as it is.

    ``permissions`` (area → action → level) replace all there were in the areas that they name.
    """

    name: str | None = None
    code: str | None = None
    permissions: Permissions | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """A role and an access code that is to carry it; None: not said."""

    role_id: int | None
    access_code: str | None


@operation(right=Right.SETTINGS_MODIFY)
def add(work: Work, given: RoleChange) -> Role:
    """Record a role that nobody carries yet.

    Raises FORBIDDEN (the plan has no roles), PARAMETER_MISSING (name), PARAMETER_INVALID.
    """
    _demand_plan(work)
    if given.name is None:
        raise _empty("NAME", "name")
    columns = {"code": "", "permissions": {}, **_columns(given, {})}
    role = stored.add(work.db, work.organization_id, **columns)
    _record(work, "role.added", role.id)
    return role


@operation(right=Right.SETTINGS_MODIFY)
def update(work: Work, role_id: int, given: RoleChange) -> Role:
    """Change what is named of a role; it holds at once for everybody who carries it. Two changes follow one another.

    Raises FORBIDDEN (the plan), NOT_FOUND, PARAMETER_MISSING (an empty name), PARAMETER_INVALID.
    """
    _demand_plan(work)
    role = _found(work, role_id, lock=True)
    columns = _columns(given, role.permissions)
    if columns:
        role = stored.change(work.db, role_id, **columns)
        _record(work, "role.updated", role_id)
    return role


@operation(right=Right.SETTINGS_MODIFY)
def get(work: Work, role_id: int) -> Role:
    """One role. Raises FORBIDDEN (the plan), NOT_FOUND."""
    _demand_plan(work)
    return _found(work, role_id)


@operation(right=Right.SETTINGS_MODIFY)
def page(work: Work, query: ListQuery) -> tuple[list[Role], int | None]:
    """A page of the organisation's roles, and how many there are in all. Raises FORBIDDEN (the plan)."""
    _demand_plan(work)
    return stored.page(work.db, work.organization_id, query)


@operation(right=Right.SETTINGS_MODIFY)
def delete(work: Work, role_id: int) -> None:
    """Delete a role; whoever carried it carries it no more. Raises FORBIDDEN (the plan), NOT_FOUND."""
    _demand_plan(work)
    _found(work, role_id, lock=True)
    stored.remove(work.db, role_id)
    _record(work, "role.deleted", role_id)


@operation(right=Right.SETTINGS_MODIFY)
def assign(work: Work, accesses: Sequence[Access] | None) -> None:
    """Let exactly these access codes carry roles: what is not named is taken away. None at all changes nothing.

    Unknown roles, and codes of nobody in the organisation, are passed over. Two at once follow one another.
    Raises FORBIDDEN (the plan), PARAMETER_MISSING (a role or code not said), PARAMETER_INVALID (too many).
    """
    _demand_plan(work)
    if accesses is None:
        return
    wanted = _pairs(accesses)
    role_ids = stored.lock_all(work.db, work.organization_id)
    codes = stored.known_codes(work.db, work.organization_id, {code for _, code in wanted})
    bound = {(number, code) for number, code in wanted if number in role_ids and code in codes}
    stored.replace_accesses(work.db, role_ids, bound)
    _record(work, "roles.assigned", work.organization_id, subject="organization")


def _pairs(accesses: Sequence[Access]) -> list[tuple[int, str]]:
    if len(accesses) > MOST_ACCESSES:
        message = f"accesses has {len(accesses)} elements: it takes at most {MOST_ACCESSES}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="accesses")
    pairs = []
    for each in accesses:
        if each.role_id is None:
            raise _empty("ROLE_ID", "role_id")
        if not each.access_code:
            raise _empty("ACCESS_CODE", "access_code")
        pairs.append((each.role_id, each.access_code))
    return pairs


def _demand_plan(work: Work) -> None:
    if not work.caller.organization.roles_in_plan:
        raise InkpostError(Reason.FORBIDDEN, "Your plan does not support this operation", subject="plan")


def _found(work: Work, role_id: int, *, lock: bool = False) -> Role:
    role = stored.find(work.db, work.organization_id, role_id, lock=lock)
    if role is None:
        raise InkpostError(Reason.NOT_FOUND, "Role not found", subject="role")
    return role


def _empty(field: str, subject: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_MISSING, f'Required field "{field}" is not filled', subject=subject)


def _columns(given: RoleChange, present: Permissions) -> dict[str, Any]:
    if given.name is not None and not given.name.strip():
        raise _empty("NAME", "name")
    columns: dict[str, Any] = {}
    for name in ("name", "code"):
        item = getattr(given, name)
        if item is not None:
            _check_length(name, item)
            columns[name] = item
    if given.permissions is not None:
        _check_levels(given.permissions)
        columns["permissions"] = full({**present, **given.permissions})
    return columns


def _check_length(name: str, item: str) -> None:
    if len(item) > LONGEST:
        message = f"{name} has {len(item)} characters: it takes at most {LONGEST}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject=name)


_MEANINGS = {"": "nothing", "A": "A (own)", "D": "D (own and department colleagues')", "X": "X (all)"}


def _check_levels(permissions: Permissions) -> None:
    for right, levels in LEVELS.items():
        given = permissions.get(right.area, {}).get(right.action, "")
        if given not in levels:
            name = f"permissions.{right.area}.{right.action}"
            valid = ", ".join(_MEANINGS[level] for level in levels)
            message = f"{name} is {given[:40]!r}: it takes one of {valid}"
            raise InkpostError(Reason.PARAMETER_INVALID, message, subject=name)


def _record(work: Work, kind: str, subject_id: int, *, subject: str = "role") -> None:
    events.append(work.db, work.organization_id, kind, subject, subject_id, user_id=work.user_id)

"""``documentgenerator.role.*``"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.generator.common import (
    Filled,
    Id,
    Start,
    begun,
    counted,
    missing,
    not_a_map,
    unfilled,
    unknown,
)
from inkpost.faces.bitrix.methods.documentgenerator.common import RIGHTS, SCOPE
from inkpost.faces.bitrix.params import Params, refuse
from inkpost.faces.bitrix.values import ValueFault, text
from inkpost.model.people import LEVELS
from inkpost.model.roles import Role
from inkpost.operations import roles
from inkpost.operations.kit import Work
from inkpost.operations.roles import Access, RoleChange

AREAS = ("settings", "templates", "documents")
NO_ID = "Bitrix\\DocumentGenerator\\Model\\Role All parameters in the constructor must have real class type"

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_MISSING, "id"): Row(400, "100", NO_ID),
    (Reason.PARAMETER_INVALID, "id"): unknown("role"),
    (Reason.NOT_FOUND, "role"): unknown("role"),
    (Reason.PARAMETER_MISSING, "fields"): missing("fields"),
    (Reason.PARAMETER_INVALID, "fields"): not_a_map("fields"),
    (Reason.PARAMETER_MISSING, "name"): unfilled("NAME"),
    (Reason.PARAMETER_MISSING, "role_id"): unfilled("ROLE_ID"),
    (Reason.PARAMETER_MISSING, "access_code"): unfilled("ACCESS_CODE"),
    (Reason.FORBIDDEN, "plan"): Row(403, "DOCGEN_ACCESS_ERROR", "Your plan does not support this operation"),
}

family = Family("documentgenerator.role", scope=SCOPE, rows=ROWS)


class Fields(Filled):
    """What a role can be given. ``permissions`` is read by ``_permissions``: there, and there alone, case matters."""

    name: str | None = None
    code: str | None = None
    permissions: dict[str, Any] | None = None


class Add(Params):
    """``documentgenerator.role.add``"""

    fields: Fields


class Update(Params):
    """``documentgenerator.role.update``"""

    id: int
    fields: Fields


class Binding(Params):
    """A role and a code that is to carry it."""

    role_id: int | None = None
    access_code: str | None = None


class FillAccesses(Params):
    """``documentgenerator.role.fillaccesses``"""

    accesses: list[Binding] | None = None


def _change(given: Fields) -> RoleChange:
    permissions = None if given.permissions is None else _permissions(given.permissions)
    return RoleChange(name=given.name, code=given.code, permissions=permissions)


def _permissions(given: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Only keys in upper case count; a right that is not named is none. The CRM's rights are not these methods'."""
    found: dict[str, dict[str, str]] = {area: {} for area in AREAS}
    for right in LEVELS:
        if right.area not in AREAS:
            continue
        area, action = right.area.upper(), right.action.upper()
        held = given.get(area)
        if isinstance(held, Mapping) and held.get(action) is not None:
            found[right.area][right.action] = _level(held[action], area, action)
    return found


def _level(given: Any, area: str, action: str) -> str:
    try:
        return text(given)
    except ValueFault as fault:
        refuse(fault.under(action).under(area).under("permissions").under("fields"))


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add a role."""
    return Reply({"role": _shown(roles.add(work, _change(given.fields)))})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a role; permissions are replaced as a whole."""
    return Reply({"role": _shown(roles.update(work, given.id, _change(given.fields)))})


@family.method("get")
def get(work: Work, given: Id) -> Reply:
    """One role with its permissions."""
    return Reply({"role": _shown(roles.get(work, given.id))})


@family.method("list")
def list_(work: Work, given: Start) -> Reply:
    """A page of roles without their permissions."""
    query = begun(given)
    found, total = roles.page(work, query)
    rows = [{"id": each.id, "name": each.name, "code": each.code} for each in found]
    return Reply({"roles": rows}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a role."""
    roles.delete(work, given.id)
    return Reply(None)


@family.method("fillaccesses")
def fillaccesses(work: Work, given: FillAccesses) -> Reply:
    """Say anew who carries which role."""
    accesses = given.accesses
    roles.assign(work, None if accesses is None else [Access(each.role_id, each.access_code) for each in accesses])
    return Reply(None)


def _shown(role: Role) -> dict[str, Any]:
    permissions = {area: dict(actions) for area, actions in role.permissions.items() if area in AREAS}
    return {"id": role.id, "name": role.name, "code": role.code, "permissions": permissions}

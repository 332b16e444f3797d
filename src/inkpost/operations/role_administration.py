"""What the operator of the machine does with roles from the command line: no caller, so no right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.access import MEANINGS
from inkpost.model.listing import ListQuery
from inkpost.model.people import LEVELS, Right
from inkpost.model.roles import Role, full
from inkpost.operations.kit import Services
from inkpost.store import people, roles

MOST_ROLES: Final = 10_000
RIGHTS: Final[Mapping[str, Right]] = {f"{right.area}.{right.action}": right for right in LEVELS}
"""The rights by the names that an operator writes: ``crm.view``."""


@dataclass(frozen=True, slots=True)
class CarriedRole:
    """A role with the access codes that carry it."""

    role: Role
    access_codes: Sequence[str]


def all_roles(services: Services, organization_id: int) -> list[CarriedRole]:
    """The roles of an organisation, the oldest first. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _demand_organization(db, organization_id)
        found, _ = roles.page(db, organization_id, ListQuery(limit=MOST_ROLES, count=False))
        carried = roles.carriers(db, organization_id)
    return [CarriedRole(each, carried.get(each.id, [])) for each in found]


def add_role(
    services: Services, organization_id: int, name: str, *, rights: Mapping[str, str], access_codes: Sequence[str]
) -> CarriedRole:
    """A new role; ``rights`` maps ``crm.view`` to a level. Raises NOT_FOUND, PARAMETER_INVALID."""
    if not name.strip() or len(name) > 255:
        raise _invalid("name", "name takes 1 to 255 characters")
    with services.engine.begin() as db:
        _demand_organization(db, organization_id)
        _check_codes(db, organization_id, access_codes)
        role = roles.add(db, organization_id, name=name, code="", permissions=_permissions(rights))
        roles.replace_accesses(db, [role.id], [(role.id, code) for code in access_codes])
    return CarriedRole(role, sorted(set(access_codes)))


def set_role(
    services: Services,
    organization_id: int,
    role_id: int,
    *,
    rights: Mapping[str, str] | None = None,
    access_codes: Sequence[str] | None = None,
) -> CarriedRole:
    """Change the rights that are named and, where said, who carries the role. Raises NOT_FOUND, PARAMETER_INVALID."""
    with services.engine.begin() as db:
        role = roles.find(db, organization_id, role_id, lock=True)
        if role is None:
            raise _unknown_role(role_id)
        if rights:
            role = roles.change(db, role_id, permissions=_permissions(rights, role))
        if access_codes is not None:
            _check_codes(db, organization_id, access_codes)
            roles.replace_accesses(db, [role_id], [(role_id, code) for code in access_codes])
        return CarriedRole(role, roles.carriers(db, organization_id).get(role_id, []))


def remove_role(services: Services, organization_id: int, role_id: int) -> None:
    """Delete a role; whoever carried it carries it no more. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        if roles.find(db, organization_id, role_id, lock=True) is None:
            raise _unknown_role(role_id)
        roles.remove(db, role_id)


def _permissions(rights: Mapping[str, str], present: Role | None = None) -> dict[str, dict[str, str]]:
    found = full(present.permissions if present else {})
    for name, level in rights.items():
        right = RIGHTS.get(name)
        if right is None:
            raise _invalid("right", f"{name[:40]!r} is no right: it takes one of {', '.join(RIGHTS)}")
        if level not in LEVELS[right]:
            levels = ", ".join(each.value or "nothing" for each in LEVELS[right])
            raise _invalid("right", f"{name} is {level[:40]!r}: it takes one of {levels}")
        found[right.area][right.action] = level
    return found


def _check_codes(db: Connection, organization_id: int, codes: Sequence[str]) -> None:
    unknown = set(codes) - roles.known_codes(db, organization_id, codes)
    if unknown:
        message = f"{min(unknown)[:40]!r} is no access code of anybody here: it takes {MEANINGS}"
        raise _invalid("access code", message)


def _demand_organization(db: Connection, organization_id: int) -> None:
    if people.organization(db, organization_id) is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no portal {organization_id}", subject="organization")


def _unknown_role(role_id: int) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, f"There is no role {role_id} in this portal", subject="role")


def _invalid(field: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=field)

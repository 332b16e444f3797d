"""Roles: named bundles of rights that access codes carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inkpost.model.people import LEVELS, Level, Right

Permissions = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Role:
    """A role; ``permissions`` maps area to action to level, all of them always there."""

    id: int
    organization_id: int
    name: str
    code: str
    permissions: Permissions


def level(permissions: object, right: Right) -> Level:
    """How far permissions let a right reach. What is stored may be old or odd: what is not understood gives nothing."""
    area = permissions.get(right.area) if isinstance(permissions, Mapping) else None
    given = area.get(right.action) if isinstance(area, Mapping) else None
    return Level(given) if isinstance(given, str) and given in LEVELS.get(right, ()) else Level.NONE


def full(given: Permissions) -> dict[str, dict[str, str]]:
    """Permissions with every area and action; a level that an action does not know counts as none."""
    found: dict[str, dict[str, str]] = {}
    for right in LEVELS:
        found.setdefault(right.area, {})[right.action] = level(given, right).value
    return found


_WHOLE_CRM = {"view": "X", "add": "X", "modify": "X", "delete": "X", "configure": "X"}
DEFAULTS = (
    (
        "Administrator",
        "ADMIN",
        {
            "settings": {"modify": "X"},
            "templates": {"modify": "X"},
            "documents": {"modify": "X", "view": "X"},
            "crm": _WHOLE_CRM,
            "signing": {"view": "X", "send": "X", "safe": "X"},
        },
    ),
    (
        "Manager",
        "MANAGER",
        {
            "templates": {"modify": "A"},
            "documents": {"modify": "X", "view": "X"},
            "crm": {"view": "A", "add": "A", "modify": "A", "delete": "A"},
            "signing": {"view": "A", "send": "X", "safe": "A"},
        },
    ),
)

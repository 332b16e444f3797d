"""Roles made and bound over the wire."""

from __future__ import annotations

from support import Rest

R = "documentgenerator.role"


def make(rest: Rest, /, settings: str = "", templates: str = "", modify: str = "", view: str = "") -> int:
    """A role made over the wire."""
    permissions = {
        "SETTINGS": {"MODIFY": settings},
        "TEMPLATES": {"MODIFY": templates},
        "DOCUMENTS": {"MODIFY": modify, "VIEW": view},
    }
    return int(rest(f"{R}.add", fields={"name": "Role", "permissions": permissions})["role"]["id"])


def bind(rest: Rest, *bindings: tuple[int, str]) -> None:
    """Let exactly these codes carry these roles."""
    assert rest(f"{R}.fillaccesses", accesses=[{"roleId": role, "accessCode": code} for role, code in bindings]) is None

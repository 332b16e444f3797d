"""``inkpost role``: what people may do, by the access codes that they match."""

from __future__ import annotations

from typing import Any

import click

from inkpost.cli.common import administers, portal_argument, split
from inkpost.operations import role_administration
from inkpost.operations.kit import Services
from inkpost.operations.role_administration import RIGHTS, CarriedRole

role_argument = click.argument("role_id", metavar="ROLE", type=click.IntRange(min=1))
right_option = click.option(
    "--right",
    "rights",
    multiple=True,
    metavar="RIGHT=LEVEL",
    help=f"Repeatable; {', '.join(RIGHTS)}, with A (own), D (own and department's), X (all) or nothing.",
)
carrier_option = click.option(
    "--for", "codes", multiple=True, metavar="CODE", help="Who carries it, as access codes (U5, D2, AU); repeatable."
)


@click.group()
def role() -> None:
    """Roles of a portal: rights, and who carries them."""


@role.command("list")
@portal_argument
@administers
def list_roles(services: Services, portal_id: int) -> dict[str, Any]:
    """List the roles of a portal with their rights."""
    return {"roles": [_shown(each) for each in role_administration.all_roles(services, portal_id)]}


@role.command("add")
@portal_argument
@click.argument("name")
@right_option
@carrier_option
@administers
def add_role(
    services: Services, portal_id: int, name: str, rights: tuple[str, ...], codes: tuple[str, ...]
) -> dict[str, Any]:
    """Add a role with rights for some people."""
    made = role_administration.add_role(
        services, portal_id, name, rights=dict(map(_right, rights)), access_codes=split(codes)
    )
    return _shown(made)


@role.command("set")
@portal_argument
@role_argument
@right_option
@carrier_option
@click.option("--for-nobody", is_flag=True, help="Nobody carries it any more.")
@administers
def set_role(
    services: Services,
    portal_id: int,
    role_id: int,
    rights: tuple[str, ...],
    codes: tuple[str, ...],
    for_nobody: bool,
) -> dict[str, Any]:
    """Change the rights that are named, the others stay; with --for, exactly these carry it."""
    if not rights and not codes and not for_nobody:
        raise click.UsageError("Nothing to set is given")
    carriers = [] if for_nobody else split(codes) if codes else None
    changed = role_administration.set_role(
        services, portal_id, role_id, rights=dict(map(_right, rights)), access_codes=carriers
    )
    return _shown(changed)


@role.command("remove")
@portal_argument
@role_argument
@administers
def remove_role(services: Services, portal_id: int, role_id: int) -> dict[str, Any]:
    """Delete a role."""
    role_administration.remove_role(services, portal_id, role_id)
    return {"id": role_id, "removed": True}


def _right(text: str) -> tuple[str, str]:
    name, equals, level = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} is not of the form crm.view=X", param_hint="--right")
    return name, level


def _shown(carried: CarriedRole) -> dict[str, Any]:
    held = {
        f"{area}.{action}": level
        for area, actions in carried.role.permissions.items()
        for action, level in actions.items()
        if level
    }
    return {
        "id": carried.role.id,
        "name": carried.role.name,
        "rights": [f"{name}={level}" for name, level in held.items()],
        "for": list(carried.access_codes),
    }

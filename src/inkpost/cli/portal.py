"""``inkpost portal``: the organisations of this server and what is set of them."""

from __future__ import annotations

from typing import Any

import click

from inkpost.cli.common import administers, given, portal_argument
from inkpost.config import Limits
from inkpost.model.people import Organization
from inkpost.operations import administration
from inkpost.operations.kit import Services

DEFAULT = "default"
NOTHING = "none"


class Count(click.ParamType[int | str]):
    """A number from 0, or the word ``none``."""

    name = "N|none"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or the word itself."""
        if str(value).lower() == NOTHING:
            return NOTHING
        if not (str(value).isascii() and str(value).isdigit() and int(value) < 2**31):
            self.fail(f"{value!r} is neither a number nor {NOTHING}", param, ctx)
        return int(value)


@click.group()
def portal() -> None:
    """Portals: every organisation is one."""


@portal.command("list")
@administers
def list_portals(services: Services) -> dict[str, Any]:
    """List the portals."""
    return {"portals": [_shown(each) for each in administration.organizations(services)]}


@portal.command("add")
@click.argument("name")
@click.option("--timezone", default="UTC", show_default=True, help="IANA name, such as Europe/Berlin.")
@click.option("--language", default="en", show_default=True, help="Two letters.")
@administers
def add_portal(services: Services, name: str, timezone: str, language: str) -> dict[str, Any]:
    """Add a portal with its default roles."""
    number = administration.add_organization(services, name, timezone=timezone, language=language)
    return _shown(administration.organization(services, number))


@portal.command("show")
@portal_argument
@administers
def show_portal(services: Services, portal_id: int) -> dict[str, Any]:
    """Show what is set of a portal."""
    return _shown(administration.organization(services, portal_id))


@portal.command("set")
@portal_argument
@click.option("--name", help="What it is called.")
@click.option("--closed/--open", default=None, help="Closed: every call is refused (PORTAL_DELETED).")
@click.option("--overloaded/--relieved", default=None, help="Overloaded: REST is blocked by hand (OVERLOAD_LIMIT).")
@click.option("--rest/--no-rest", default=None, help="Whether the plan has REST (else ACCESS_DENIED).")
@click.option("--roles/--no-roles", default=None, help="Whether the plan has roles.")
@click.option(
    "--limits",
    type=click.Choice([*(limits.value for limits in Limits), DEFAULT]),
    help="How much clients may do; default: as the server says (INKPOST_LIMITS).",
)
@click.option("--max-documents", type=Count(), help="How many documents the plan allows.")
@click.option("--timezone", help="IANA name, such as Europe/Berlin.")
@click.option("--language", help="Two letters.")
@administers
def set_portal(
    services: Services,
    portal_id: int,
    name: str | None,
    closed: bool | None,
    overloaded: bool | None,
    rest: bool | None,
    roles: bool | None,
    limits: str | None,
    max_documents: int | str | None,
    timezone: str | None,
    language: str | None,
) -> dict[str, Any]:
    """Change what is given, leave the rest; takes effect at the next call."""
    values = given(
        name=name,
        closed=closed,
        overloaded=overloaded,
        api_in_plan=rest,
        roles_in_plan=roles,
        limits="" if limits == DEFAULT else limits,
        timezone=timezone,
        language=language,
    )
    if max_documents is not None:
        values["max_documents"] = None if max_documents == NOTHING else max_documents
    if not values:
        raise click.UsageError("Nothing to set is given")
    return _shown(administration.set_organization(services, portal_id, **values))


def _shown(found: Organization) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "closed": found.closed,
        "overloaded": found.overloaded,
        "rest": found.api_in_plan,
        "roles": found.roles_in_plan,
        "limits": found.limits or DEFAULT,
        "max_documents": found.max_documents,
        "timezone": found.timezone,
        "language": found.language,
    }

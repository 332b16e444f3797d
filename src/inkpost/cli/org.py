"""``inkpost org``: organisations that exchange documents, with their boxes, employees and counterparties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from inkpost.cli.common import administers, given, portal_argument
from inkpost.model.boxes import Box
from inkpost.operations import administration
from inkpost.operations import exchange_administration as exchange
from inkpost.operations.exchange_administration import NewBox
from inkpost.operations.kit import Services


class BoxGuid(click.ParamType[UUID]):
    """A box by its GUID, with dashes or without, and with what a wire writes behind it."""

    name = "BOX"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> UUID:
        """The GUID."""
        try:
            return value if isinstance(value, UUID) else UUID(str(value).partition("@")[0])
        except ValueError:
            self.fail(f"{value!r} is no box's GUID", param, ctx)


box_argument = click.argument("box", metavar="BOX", type=BoxGuid())


def who(command: Any) -> Any:
    """The options that say who the legal person is."""
    for option in reversed(
        [
            click.option("--inn", required=True, help="10 digits of a company, 12 of an individual."),
            click.option("--kpp", default="", help="9 characters; none for an individual."),
            click.option("--ogrn", default="", help="13 or 15 digits."),
            click.option("--short-name", default="", metavar="TEXT"),
            click.option("--participant-id", default="", metavar="TEXT", help="Of the tax service; made unless given."),
            click.option("--tax-office", default="", metavar="CODE"),
            click.option("--partners-only", is_flag=True, help="Takes documents from its counterparties alone."),
            click.option("--test", is_flag=True, help="Marked as a test organisation."),
        ]
    ):
        command = option(command)
    return command


@click.group()
def org() -> None:
    """Organisations that exchange documents: boxes, employees, counterparties."""


@org.command("add")
@click.argument("name")
@who
@click.option("--timezone", default="Europe/Moscow", show_default=True, help="IANA name.")
@click.option("--language", default="ru", show_default=True, help="Two letters.")
@administers
def add_org(services: Services, name: str, timezone: str, language: str, **person: Any) -> dict[str, Any]:
    """Add an organisation (a portal) with its box."""
    number, box = exchange.add_organization(
        services, name, NewBox(full_name=name, **person), timezone=timezone, language=language
    )
    return {"portal": number, **shown(box)}


@org.command("list")
@administers
def list_orgs(services: Services) -> dict[str, Any]:
    """List the boxes of all organisations."""
    rows = [
        {"portal": each.organization_id, "box": each.guid, "inn": each.inn, "kpp": each.kpp, "name": each.full_name}
        for each in exchange.all_boxes(services)
    ]
    return {"boxes": rows}


@org.command("show")
@box_argument
@administers
def show_org(services: Services, box: UUID) -> dict[str, Any]:
    """Show a box and the legal person that has it."""
    return shown(exchange.box(services, box))


@org.group("box")
def box_group() -> None:
    """Boxes of organisations that are there."""


@box_group.command("add")
@portal_argument
@click.argument("name")
@who
@administers
def add_box(services: Services, portal_id: int, name: str, **person: Any) -> dict[str, Any]:
    """Give a legal person of a portal its box."""
    administration.organization(services, portal_id)
    return shown(exchange.add_box(services, portal_id, NewBox(full_name=name, **person)))


@box_group.command("set")
@box_argument
@click.option("--ogrn", help="13 or 15 digits.")
@click.option("--full-name", metavar="TEXT")
@click.option("--short-name", metavar="TEXT")
@click.option("--tax-office", metavar="CODE")
@click.option("--partners-only/--everybody", default=None, help="From whom it takes documents.")
@click.option("--test/--real", default=None, help="Marked as a test organisation.")
@administers
def set_box(services: Services, box: UUID, **values: Any) -> dict[str, Any]:
    """Change what is given, leave the rest."""
    values = given(**values)
    if not values:
        raise click.UsageError("Nothing to set is given")
    return shown(exchange.set_box(services, box, **values))


def shown(box: Box) -> dict[str, Any]:
    """A box as the commands print it."""
    return {
        "box": box.guid,
        "organization": box.person_guid,
        "portal": box.organization_id,
        "full_name": box.full_name,
        "short_name": box.short_name,
        "inn": box.inn,
        "kpp": box.kpp,
        "ogrn": box.ogrn,
        "participant_id": box.participant_id,
        "tax_office": box.tax_office,
        "partners_only": box.partners_only,
        "test": box.test,
    }

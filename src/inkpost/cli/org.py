"""``inkpost org``: organisations that exchange documents, with their boxes, employees and counterparties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from inkpost.cli.common import administers, given, portal_argument, split, user_argument
from inkpost.model.boxes import Access, Box, Permission, Worker
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


other_argument = click.argument("other", metavar="OTHER", type=BoxGuid())
comment_option = click.option("--comment", default="", metavar="TEXT", help="What the other side is told.")


@org.group("counterparty")
def counterparty() -> None:
    """What boxes are to one another."""


@counterparty.command("list")
@box_argument
@administers
def list_counterparties(services: Services, box: UUID) -> dict[str, Any]:
    """List what other boxes are to a box."""
    rows = [
        {
            "box": other.guid,
            "inn": other.inn,
            "name": other.full_name,
            "standing": each.standing.value,
            "blocked": each.blocked_at is not None,
        }
        for each, other in exchange.counterparties_of(services, box)
    ]
    return {"counterparties": rows}


@counterparty.command("add")
@box_argument
@other_argument
@administers
def add_counterparty(services: Services, box: UUID, other: UUID) -> dict[str, Any]:
    """Make two boxes counterparties of one another at once."""
    exchange.make_partners(services, box, other)
    return {"box": str(box), "counterparty": str(other), "standing": "partner"}


@counterparty.command("invite")
@box_argument
@other_argument
@comment_option
@administers
def invite_counterparty(services: Services, box: UUID, other: UUID, comment: str) -> dict[str, Any]:
    """Invite a box in the name of another one, or accept its invitation."""
    return {"standing": exchange.invite(services, box, other, comment).value}


@counterparty.command("leave")
@box_argument
@other_argument
@comment_option
@administers
def leave_counterparty(services: Services, box: UUID, other: UUID, comment: str) -> dict[str, Any]:
    """Break up with a counterparty, refuse its invitation or withdraw the box's own."""
    return {"standing": exchange.leave(services, box, other, comment).value}


@counterparty.command("block")
@box_argument
@other_argument
@click.option("--off", is_flag=True, help="Take things from it again.")
@administers
def block_counterparty(services: Services, box: UUID, other: UUID, off: bool) -> dict[str, Any]:
    """Let a box take nothing from another one any more."""
    exchange.block(services, box, other, blocked=not off)
    return {"box": str(box), "counterparty": str(other), "blocked": not off}


@org.group("employee")
def employee() -> None:
    """Who works in a box."""


PERMISSIONS = ", ".join(Permission)
access_option = click.option(
    "--access",
    type=click.Choice([each.value for each in Access]),
    help="Which documents are seen; those of departments below, of selected ones.",
)
may_option = click.option("--may", multiple=True, metavar="NAME", help=f"all, or some of {PERMISSIONS}; repeatable.")
place_options = (
    click.option("--department", type=int, metavar="ID", help="Default: the head."),
    click.option("--see", "selected", type=int, multiple=True, metavar="ID", help="A selected department; repeatable."),
)


def placed(command: Any) -> Any:
    """The options that say what an employee is."""
    for option in reversed([access_option, may_option, *place_options]):
        command = option(command)
    return command


@employee.command("list")
@box_argument
@administers
def list_employees(services: Services, box: UUID) -> dict[str, Any]:
    """List who works in a box."""
    return {"employees": [_employee(each) for each in exchange.employees_of(services, box)]}


@employee.command("add")
@box_argument
@user_argument
@placed
@click.option("--administrator", is_flag=True, help="Administers the box.")
@click.option("--position", default="", metavar="TEXT")
@administers
def add_employee(
    services: Services,
    box: UUID,
    user_id: int,
    access: str | None,
    may: tuple[str, ...],
    department: int | None,
    selected: tuple[int, ...],
    administrator: bool,
    position: str,
) -> dict[str, Any]:
    """Let a user of the box's portal work in it."""
    exchange.add_employee(
        services,
        box,
        user_id,
        access=Access(access) if access else Access.NONE,
        permissions=_permissions(may),
        department_id=department,
        selected=selected,
        administrator=administrator,
        position=position,
    )
    return _one(services, box, user_id)


@employee.command("set")
@box_argument
@user_argument
@placed
@click.option("--administrator/--no-administrator", default=None, help="Administers the box.")
@click.option("--position", metavar="TEXT")
@click.option("--blocked/--unblocked", default=None, help="Blocked: every call for the box is refused.")
@administers
def set_employee(
    services: Services,
    box: UUID,
    user_id: int,
    access: str | None,
    may: tuple[str, ...],
    department: int | None,
    selected: tuple[int, ...],
    administrator: bool | None,
    position: str | None,
    blocked: bool | None,
) -> dict[str, Any]:
    """Change what is given, leave the rest. ``--may`` names all that is allowed from now on; ``none``: nothing."""
    values = given(access=access, department_id=department, administrator=administrator, position=position)
    if may:
        values["permissions"] = sorted(each.value for each in _permissions(may))
    if selected:
        values["selected_departments"] = list(selected)
    if blocked is not None:
        values["blocked_at"] = services.clock() if blocked else None
    if not values:
        raise click.UsageError("Nothing to set is given")
    exchange.set_employee(services, box, user_id, **values)
    return _one(services, box, user_id)


@employee.command("remove")
@box_argument
@user_argument
@administers
def remove_employee(services: Services, box: UUID, user_id: int) -> dict[str, Any]:
    """Let a user work in a box no more."""
    exchange.remove_employee(services, box, user_id)
    return {"box": str(box), "user": user_id, "removed": True}


def _permissions(names: tuple[str, ...]) -> frozenset[Permission]:
    wanted = split(names)
    if wanted == ["all"]:
        return frozenset(Permission)
    unknown = sorted(set(wanted) - set(Permission) - {"none"})
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of all, none, {PERMISSIONS}", param_hint="--may")
    return frozenset(Permission(each) for each in wanted if each != "none")


def _one(services: Services, box: UUID, user_id: int) -> dict[str, Any]:
    return next(_employee(each) for each in exchange.employees_of(services, box) if each.user.id == user_id)


def _employee(found: Worker) -> dict[str, Any]:
    who = found.employee
    return {
        "user": found.user.id,
        "guid": found.user.guid,
        "login": found.user.login,
        "department": who.department_id,
        "access": who.access.value,
        "selected": list(who.selected_departments),
        "administrator": who.administrator,
        "may": sorted(each.value for each in who.permissions),
        "position": who.position,
        "blocked": who.blocked_at is not None,
    }

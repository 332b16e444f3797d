"""``inkpost user``, ``department``, ``group``: the people of a portal."""

from __future__ import annotations

import secrets
from typing import Any

import click

from inkpost.cli.common import administers, given, line_of_input, portal_argument, user_argument
from inkpost.model.people import User
from inkpost.operations import administration
from inkpost.operations.kit import Services

PHONES = ("personal_phone", "personal_mobile", "work_phone")
DETAILS = ("name", "last_name", "second_name", "email", "position", *PHONES)


def details(command: Any) -> Any:
    """The options that say who a user is."""
    for name in reversed(DETAILS):
        command = click.option(f"--{name.replace('_', '-')}", name, metavar="TEXT")(command)
    return command


def _chosen_password(stdin: bool, prompt: bool) -> str | None:
    """The password from standard input or the terminal; nothing if neither is asked for."""
    if stdin and prompt:
        raise click.UsageError("--password-stdin and --password-prompt exclude one another")
    if not stdin and not prompt:
        return None
    found: str = line_of_input() if stdin else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(found) < 8:
        raise click.UsageError("The password is too short: it takes at least 8 characters")
    return found


@click.group()
def user() -> None:
    """Users of a portal."""


@user.command("list")
@portal_argument
@administers
def list_users(services: Services, portal_id: int) -> dict[str, Any]:
    """List the users of a portal."""
    return {"users": [_shown(each) for each in administration.users(services, portal_id)]}


@user.command("add")
@portal_argument
@click.argument("login")
@details
@click.option("--admin", is_flag=True, help="May do everything in the portal.")
@click.option("--department", "departments", type=int, multiple=True, metavar="ID", help="Repeatable.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--password-prompt", is_flag=True, help="Ask for the password.")
@administers
def add_user(
    services: Services,
    portal_id: int,
    login: str,
    admin: bool,
    departments: tuple[int, ...],
    password_stdin: bool,
    password_prompt: bool,
    **who: str | None,
) -> dict[str, Any]:
    """Add a user. Unless a password is given one is made, and printed this once."""
    chosen = _chosen_password(password_stdin, password_prompt)
    password = chosen or _new_password()
    number = administration.add_user(
        services, portal_id, login, password=password, admin=admin, departments=departments, **given(**who)
    )
    return {"id": number, "login": login, **({} if chosen else {"password": password})}


@user.command("set")
@portal_argument
@user_argument
@details
@click.option("--active/--inactive", default=None, help="Inactive: webhooks, tokens and sessions work no more.")
@click.option("--admin/--no-admin", default=None, help="May do everything in the portal.")
@click.option("--new-password", is_flag=True, help="Make a new password and print it this once.")
@click.option("--password-stdin", is_flag=True, help="Read the new password from standard input.")
@click.option("--password-prompt", is_flag=True, help="Ask for the new password.")
@administers
def set_user(
    services: Services,
    portal_id: int,
    user_id: int,
    active: bool | None,
    admin: bool | None,
    new_password: bool,
    password_stdin: bool,
    password_prompt: bool,
    **who: str | None,
) -> dict[str, Any]:
    """Change what is given, leave the rest. A new password ends the user's sessions."""
    chosen = _chosen_password(password_stdin, password_prompt)
    made = _new_password() if new_password and not chosen else None
    values = given(active=active, admin=admin, password=chosen or made, **who)
    if not values:
        raise click.UsageError("Nothing to set is given")
    found = _shown(administration.set_user(services, portal_id, user_id, **values))
    return {**found, **given(password=made)}


def _new_password() -> str:
    return secrets.token_urlsafe(15)


def _shown(found: User) -> dict[str, Any]:
    return {
        "id": found.id,
        "login": found.login,
        "name": found.name,
        "last_name": found.last_name,
        "email": found.email,
        "position": found.position,
        **{name: getattr(found, name) for name in PHONES if getattr(found, name)},
        "active": found.active,
        "admin": found.admin,
        "guid": found.guid,
    }


@click.group()
def department() -> None:
    """Departments of a portal."""


@department.command("add")
@portal_argument
@click.argument("name")
@click.option("--parent", type=int, metavar="ID", help="The department above.")
@click.option("--abbreviation", metavar="TEXT")
@click.option("--kpp", help="9 characters.")
@administers
def add_department(
    services: Services, portal_id: int, name: str, parent: int | None, **values: str | None
) -> dict[str, Any]:
    """Add a department."""
    number = administration.add_department(services, portal_id, name, parent=parent, **given(**values))
    return {"id": number, "name": name}


@department.command("list")
@portal_argument
@administers
def list_departments(services: Services, portal_id: int) -> dict[str, Any]:
    """List the departments of a portal."""
    rows = [
        {"id": each.id, "guid": each.guid, "name": each.name, "parent": each.parent_id, "kpp": each.kpp}
        for each in administration.departments(services, portal_id)
    ]
    return {"departments": rows}


@click.group()
def group() -> None:
    """Groups and workgroups of a portal."""


@group.command("add")
@portal_argument
@click.argument("name")
@click.option("--workgroup", is_flag=True, help="A workgroup: its members have roles.")
@click.option("--member", "members", multiple=True, metavar="USER[:ROLE]", help="owner, moderator, member; repeatable.")
@administers
def add_group(
    services: Services, portal_id: int, name: str, workgroup: bool, members: tuple[str, ...]
) -> dict[str, Any]:
    """Add a group with its members."""
    found = dict(_member(each) for each in members)
    number = administration.add_group(services, portal_id, name, workgroup=workgroup, members=found)
    return {"id": number, "name": name, "members": [f"{who}:{role}" for who, role in found.items()]}


def _member(text: str) -> tuple[int, str]:
    number, _, role = text.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise click.BadParameter(f"{text!r} does not begin with a user's number", param_hint="--member")
    return int(number), role or "member"

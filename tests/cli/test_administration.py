"""The administration commands as processes: beside a running server, and before there is one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from inkpost.model.secrets import password_matches
from inkpost.operations.kit import Services
from inkpost.store import people
from inkpost.store.tables import department_members, group_members
from shell import Shell
from support import Rest, Served, start_server
from worlds import World

METHOD = "documentgenerator.document.list"


@pytest.fixture(scope="module")
def inkpost(served: Served) -> Shell:
    """Commands beside the running server."""
    return Shell(served.data)


def test_a_world_is_made_before_the_server_starts_and_served_afterwards(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    assert shell("portal", "list") == {"portals": []}
    portal = str(shell("portal", "add", "Acme GmbH", "--timezone", "Europe/Berlin")["id"])
    user = shell("user", "add", portal, "anna@acme.test", "--admin", "--name", "Anna")
    hook = shell("webhook", "add", portal, str(user["id"]), "--scope", "documentgenerator,user", "--scope", "crm")
    served = start_server(shell.data)
    try:
        path = hook["webhook_url"].partition("/rest/")[2]
        rest = Rest(f"{served.base_url}/rest/{path}")
        assert rest(METHOD) == {"documents": []}
        beside = shell("webhook", "add", portal, str(user["id"]), "--scope", "documentgenerator")
        assert beside["webhook_url"].startswith(f"{served.base_url}/rest/"), "the address of the running server"
        assert Rest(beside["webhook_url"])(METHOD) == {"documents": []}
        shell("webhook", "revoke", portal, str(hook["id"]))
        assert rest.error(METHOD)[:2] == (401, "NO_AUTH_FOUND")
        assert httpx.get(f"{served.base_url}/health/ready").status_code == 200, "commands leave the database running"
    finally:
        assert served.stop() == 0


def test_a_portal_is_set_and_shown(inkpost: Shell, world: World) -> None:
    portal = str(world.organization_id)
    before = inkpost("portal", "show", portal)
    assert before["id"] == world.organization_id
    defaults = {"closed": False, "overloaded": False, "rest": True, "roles": True, "limits": "default"}
    assert {**before, **defaults, "max_documents": None} == before
    options = ["--closed", "--overloaded", "--no-rest", "--no-roles", "--limits", "enterprise", "--max-documents", "7"]
    after = inkpost("portal", "set", portal, *options, "--timezone", "Asia/Tokyo", "--language", "de", "--name", "Neu")
    assert after == {
        "id": world.organization_id,
        "name": "Neu",
        "closed": True,
        "overloaded": True,
        "rest": False,
        "roles": False,
        "limits": "enterprise",
        "max_documents": 7,
        "timezone": "Asia/Tokyo",
        "language": "de",
    }
    back = inkpost("portal", "set", portal, "--open", "--relieved", "--rest", "--roles", "--limits", "default")
    assert {**after, **defaults} == back
    assert inkpost("portal", "set", portal, "--max-documents", "none")["max_documents"] is None
    assert inkpost("portal", "set", portal, "--max-documents", "0")["max_documents"] == 0
    assert world.organization_id in {each["id"] for each in inkpost("portal", "list")["portals"]}


def test_the_number_of_documents_ends_where_the_plan_says(inkpost: Shell, world: World) -> None:
    inkpost("portal", "set", str(world.organization_id), "--max-documents", "0")
    from worlds import docx

    template = world.template(docx("x"))
    refusal = (400, "0", "Maximum count of documents has been reached")
    assert world.rest.error("documentgenerator.document.add", templateId=template, value="1") == refusal


def test_users_come_with_a_password_in_one_of_three_ways(inkpost: Shell, world: World, services: Services) -> None:
    portal = str(world.organization_id)

    def stored(login: str) -> tuple[int, str | None]:
        with services.engine.begin() as db:
            found = people.user_for_sign_in(db, login)
        assert found is not None
        return found[0].id, found[1]

    login = f"made-{portal}@x.test"
    made = inkpost("user", "add", portal, login)
    assert len(made["password"]) >= 16
    assert password_matches(made["password"], stored(login)[1])
    typed = inkpost("user", "set", portal, str(made["id"]), "--password-stdin", typed="correct horse\n")
    assert "password" not in typed
    assert password_matches("correct horse", stored(login)[1])
    again = inkpost("user", "set", portal, str(made["id"]), "--new-password")
    assert password_matches(again["password"], stored(login)[1])
    quiet = inkpost("user", "add", portal, f"quiet-{portal}@x.test", "--password-stdin", typed="battery staple\n")
    assert quiet.keys() == {"id", "login"}
    short = inkpost.run("user", "add", portal, "x@x.test", "--password-stdin", typed="short\n")
    assert (short.returncode, "at least 8" in short.stderr) == (2, True)


def test_users_are_listed_and_set(inkpost: Shell, world: World) -> None:
    portal, person = str(world.organization_id), world.person()
    found = inkpost("user", "set", portal, str(person.id), "--inactive", "--admin", "--position", "Clerk")
    assert (found["active"], found["admin"], found["position"]) == (False, True, "Clerk")
    assert person.rest.error(METHOD)[:2] == (403, "INVALID_CREDENTIALS")
    found = inkpost("user", "set", portal, str(person.id), "--active", "--no-admin")
    assert (found["active"], found["admin"], found["position"]) == (True, False, "Clerk")
    listed = inkpost("user", "list", portal)["users"]
    assert [each["id"] for each in listed] == [world.admin.id, person.id]
    assert listed[1] == found


def test_departments_and_groups_have_members(inkpost: Shell, world: World, services: Services) -> None:
    portal = str(world.organization_id)
    top = inkpost("department", "add", portal, "Acme")["id"]
    sales = inkpost("department", "add", portal, "Sales", "--parent", str(top))["id"]
    person = inkpost("user", "add", portal, f"sales-{portal}@x.test", "--department", str(sales))["id"]
    group = inkpost("group", "add", portal, "Board", "--member", str(person))["id"]
    work = inkpost(
        "group",
        "add",
        portal,
        "Project",
        "--workgroup",
        "--member",
        f"{person}:moderator",
        "--member",
        f"{world.admin.id}",
    )["id"]
    with services.engine.begin() as db:
        codes = people.access_codes(db, person)
        assert {f"D{sales}", f"DR{sales}", f"DR{top}", f"G{group}", f"SG{work}_E", f"SG{work}_K"} <= codes
        assert f"D{top}" not in codes
        members = select(group_members.c.user_id).where(group_members.c.group_id == work)
        assert set(db.execute(members).scalars()) == {person, world.admin.id}
        assert db.execute(select(department_members.c.department_id)).scalars().first() is not None


def test_applications_come_and_go(inkpost: Shell, world: World) -> None:
    portal = str(world.organization_id)
    made = inkpost(
        *("application", "add", portal, "Books", "--scope", "documentgenerator,user"),
        *(
            "--redirect-url",
            "https://a.test/1",
            "--redirect-url",
            "https://a.test/2",
            "--open-to",
            f"U{world.admin.id}",
        ),
    )
    assert made.keys() == {"id", "client_id", "client_secret", "application_token"}
    listed = inkpost("application", "list", portal)["applications"]
    assert listed == [
        {
            "id": made["id"],
            "client_id": made["client_id"],
            "name": "Books",
            "scopes": ["documentgenerator", "user"],
            "redirect_urls": ["https://a.test/1", "https://a.test/2"],
            "open_to": [f"U{world.admin.id}"],
        }
    ]
    pair = inkpost("token", "issue", portal, made["client_id"], str(world.admin.id))
    rest = Rest(f"{world.served.base_url}/rest/")
    assert rest(METHOD, auth=pair["access_token"]) == {"documents": []}
    assert inkpost("application", "open-to", portal, made["client_id"], "D1,G2", "U3")["open_to"] == ["D1", "G2", "U3"]
    assert rest.error(METHOD, auth=pair["access_token"])[:2] == (403, "user_access_error")
    assert "not open" in inkpost.refused("token", "issue", portal, made["client_id"], str(world.admin.id))
    inkpost("application", "remove", portal, made["client_id"])
    assert inkpost("application", "list", portal) == {"applications": []}


def test_webhooks_are_listed_without_their_secrets(inkpost: Shell, world: World) -> None:
    portal = str(world.organization_id)
    made = inkpost("webhook", "add", portal, str(world.admin.id), "--scope", "documentgenerator", "--title", "Books")
    inkpost("webhook", "revoke", portal, str(made["id"]))
    done = inkpost.run("webhook", "list", portal, "--json")
    listed = json.loads(done.stdout)["webhooks"]
    assert [(each["title"], each["revoked"]) for each in listed] == [("", False), ("Books", True)]
    assert made["webhook_url"].split("/")[-2] not in done.stdout
    assert world.admin.secret not in done.stdout


def test_people_read_lines_and_tables(inkpost: Shell, world: World) -> None:
    portal = str(world.organization_id)
    shown = inkpost.run("portal", "show", portal).stdout
    assert f"id: {portal}\n" in shown
    assert "max_documents: -\n" in shown
    assert "closed: no\n" in shown
    head, row = inkpost.run("user", "list", portal).stdout.splitlines()
    assert head.split()[:2] == ["id", "login"]
    assert row.split()[:2] == [str(world.admin.id), world.admin.login]
    assert head.index("login") == row.index(world.admin.login)


def test_refusals_say_what_is_wrong_and_end_with_1(inkpost: Shell, world: World, other_world: World) -> None:
    portal, theirs = str(world.organization_id), str(other_world.admin.id)
    for arguments, word in (
        (("portal", "show", "1099511627776"), "no portal 1099511627776"),
        (("portal", "set", "1099511627776", "--closed"), "no portal 1099511627776"),
        (("portal", "add", "X", "--timezone", "Mars/Base"), "Europe/Berlin"),
        (("portal", "add", " "), "name is empty"),
        (("user", "add", portal, world.admin.login), "is taken"),
        (("user", "add", portal, "x@x.test", "--department", "1099511627776"), "no department"),
        (("user", "set", portal, theirs, "--admin"), f"no user of the portal {portal} {theirs}"),
        (("webhook", "add", portal, theirs, "--scope", "crm"), "no user"),
        (("webhook", "revoke", portal, "1099511627776"), "no webhook"),
        (("group", "add", portal, "G", "--member", f"{theirs}"), "no user"),
        (("group", "add", portal, "G", "--member", f"{world.admin.id}:boss"), "owner"),
        (("application", "add", portal, "A", "--scope", "crm", "--redirect-url", "javascript:alert(1)"), "redirect"),
        (("application", "add", portal, "A", "--scope", "crm", "--open-to", "everybody"), "access code"),
        (("application", "remove", portal, "local.unknown"), "no application"),
        (("token", "issue", portal, "local.unknown", "1"), "no application"),
    ):
        assert word in inkpost.refused(*arguments), arguments


def test_misuse_ends_with_2(inkpost: Shell, world: World) -> None:
    portal = str(world.organization_id)
    for arguments in (
        ("portal", "set", portal),
        ("portal", "set", "acme", "--closed"),
        ("portal", "set", portal, "--limits", "some"),
        ("portal", "set", portal, "--max-documents", "-1"),
        ("user", "set", portal, str(world.admin.id)),
        ("webhook", "add", portal, str(world.admin.id)),
        ("application", "open-to", portal, "local.x"),
        ("application", "open-to", portal, "local.x", "U1", "--everybody"),
        ("group", "add", portal, "G", "--member", "anna"),
        ("portal", "destroy"),
    ):
        assert inkpost.refused(*arguments, status=2), arguments


def test_a_database_that_is_not_there_is_said_without_a_traceback(tmp_path: Path) -> None:
    url = "postgresql://inkpost:topsecret@127.0.0.1:1/none"
    said = Shell(tmp_path, {"INKPOST_DATABASE_URL": url}).refused("portal", "list")
    assert "database" in said.lower()
    assert "topsecret" not in said


def test_every_command_explains_itself() -> None:
    import click
    from click.testing import CliRunner

    from inkpost.cli import main

    def walk(command: Any, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        context = click.Context(command)
        below = command.list_commands(context) if isinstance(command, click.Group) else []
        inner = {name: command.get_command(context, name) for name in below}
        return [path, *(each for name in below for each in walk(inner[name], (*path, name)))]

    paths = walk(main, ())
    assert {("serve",), ("role", "list"), ("evidence", "verify"), ("template", "check")} <= set(paths)
    for path in paths:
        told = CliRunner().invoke(main, [*path, "--help"])
        assert told.exit_code == 0
        assert len(told.output.splitlines()[2].strip()) > 10, path

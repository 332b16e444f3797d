"""``inkpost org``: organisations, boxes, who works there and what boxes are to one another."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from exchange_worlds import new_box, new_inn
from support import run_inkpost
from worlds import World


def test_an_organisation_is_made_with_its_people_and_counterparties(world: World, other_world: World) -> None:
    other = new_box(other_world)

    def told(*arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(world.served.inkpost(*arguments, "--json"))
        return found

    name, inn = f"Vector {secrets.token_hex(3)}", new_inn()
    made = told("org", "add", name, "--inn", inn, "--kpp", "770101001", "--short-name", "Vector")
    box, portal = made["box"], str(made["portal"])
    assert (made["inn"], made["full_name"], made["participant_id"][:4]) == (inn, name, "2IP-")
    assert {"portal": made["portal"], "box": box, "inn": inn, "kpp": "770101001", "name": name} in told("org", "list")[
        "boxes"
    ]
    user = told("user", "add", portal, f"{secrets.token_hex(4)}@example.test")["id"]
    added = told("org", "employee", "add", box, str(user), "--access", "own", "--may", "sign,create", "--administrator")
    assert (added["access"], added["may"], added["administrator"]) == ("own", ["create", "sign"], True)
    changed = told(
        "org", "employee", "set", f"{box}@anything", str(user), "--access", "all", "--may", "all", "--blocked"
    )
    assert (changed["access"], len(changed["may"]), changed["blocked"]) == ("all", 6, True)
    told("org", "counterparty", "invite", box, other.guid, "--comment", "Hello")
    assert told("org", "counterparty", "list", other.guid)["counterparties"] == [
        {"box": box, "inn": inn, "name": name, "standing": "invites_me", "blocked": False}
    ]
    assert told("org", "box", "set", box, "--partners-only")["partners_only"] is True
    assert told("org", "show", box)["partners_only"] is True


def test_boxes_departments_people_and_counterparties_are_changed_and_let_go_of(
    world: World, other_world: World
) -> None:
    def told(*arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(world.served.inkpost(*arguments, "--json"))
        return found

    other, portal, user = new_box(other_world), str(world.organization_id), str(world.admin.id)
    added = told(
        "org", "box", "add", portal, "Second", "--inn", new_inn(), "--kpp", "770101001", "--ogrn", "1027700132195"
    )
    box = added["box"]
    assert (added["portal"], added["full_name"], added["ogrn"]) == (world.organization_id, "Second", "1027700132195")
    sales = str(told("department", "add", portal, "Sales")["id"])
    told("org", "employee", "add", box, user, "--access", "selected", "--see", sales, "--position", "Clerk")
    (listed,) = told("org", "employee", "list", box)["employees"]
    assert (listed["access"], listed["selected"], listed["position"]) == ("selected", [int(sales)], "Clerk")
    assert told("org", "employee", "remove", box, user)["removed"] is True
    assert told("org", "employee", "list", box)["employees"] == []
    assert told("org", "counterparty", "add", box, other.guid)["standing"] == "partner"
    assert told("org", "counterparty", "block", box, other.guid)["blocked"] is True
    told("org", "counterparty", "block", box, other.guid, "--off")
    told("org", "counterparty", "leave", box, other.guid, "--comment", "Goodbye")
    (left,) = told("org", "counterparty", "list", box)["counterparties"]
    assert (left["box"], left["blocked"]) == (other.guid, False)
    assert left["standing"] != "partner"


def test_what_is_wrong_is_said_in_one_line(world: World) -> None:
    def refused(*arguments: str) -> None:
        run_inkpost(*arguments, "--data", str(world.served.data), environment=world.served.environment)

    with pytest.raises(AssertionError, match="inn is '7701234567': it has a wrong check digit"):
        refused("org", "add", "Vector", "--inn", "7701234567", "--kpp", "770101001")
    with pytest.raises(AssertionError, match="'x' is no box's GUID"):
        refused("org", "show", "x")

"""``inkpost hcmlink``: what an operator does with the link."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hcmlink_worlds import Link
from support import run_inkpost
from worlds import World


def test_the_commands_show_ask_and_map(world: World) -> None:
    link = Link(world)
    link.employees({"userId": None})
    portal, by, company = str(world.organization_id), ("--by", str(world.admin.id)), str(link.id)

    def told(*arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(world.served.inkpost("hcmlink", *arguments, *by, "--json"))
        return found

    job = told("sync", portal, company)
    assert (job["asked"], job["state"]) == ("employees", "waiting")
    assert told("map", portal, company, "p-1", "--user", str(world.admin.id))["state"] == "done"
    assert link.people()[0]["userId"] == world.admin.id
    assert link.alive(job["job"])
    own = told("ask-own", portal, company, "--what", "pin", "--field", "pin")
    assert (own["asked"], own["state"]) == ("pin", "waiting")


def test_an_act_is_somebodys_who_may(world: World) -> None:
    user = str(world.person().id)
    arguments = ("hcmlink", "companies", str(world.organization_id), "--by", user)
    with pytest.raises(AssertionError, match="administrators"):
        run_inkpost(*arguments, "--data", str(world.served.data), environment=world.served.environment)

"""``inkpost role``: rights of the CRM given and taken beside a running server."""

from __future__ import annotations

import pytest

from shell import Shell
from support import Served
from worlds import World

DEAL = 2


@pytest.fixture(scope="module")
def inkpost(served: Served) -> Shell:
    """Commands beside the running server."""
    return Shell(served.data)


def test_a_role_gives_rights_and_takes_them_again(inkpost: Shell, world: World) -> None:
    portal, person = str(world.organization_id), world.person()
    world.rest("crm.item.add", entityTypeId=DEAL, fields={"title": "Roof"})

    def seen() -> int:
        return len(person.rest("crm.item.list", entityTypeId=DEAL)["items"])

    assert seen() == 0
    made = inkpost("role", "add", portal, "Readers", "--right", "crm.view=X", "--for", f"U{person.id}")
    assert made == {"id": made["id"], "name": "Readers", "rights": ["crm.view=X"], "for": [f"U{person.id}"]}
    assert seen() == 1
    assert made in inkpost("role", "list", portal)["roles"]
    number = str(made["id"])
    changed = inkpost("role", "set", portal, number, "--right", "crm.view=A", "--right", "crm.add=A")
    assert (changed["rights"], changed["for"]) == (["crm.view=A", "crm.add=A"], [f"U{person.id}"])
    assert seen() == 0
    inkpost("role", "set", portal, number, "--right", "crm.view=X")
    assert seen() == 1
    assert inkpost("role", "set", portal, number, "--for-nobody")["for"] == []
    assert seen() == 0
    assert inkpost("role", "remove", portal, number) == {"id": made["id"], "removed": True}
    assert f"There is no role {number}" in inkpost.refused("role", "remove", portal, number)


def test_what_is_no_right_is_refused_with_what_there_is(inkpost: Shell, world: World, other_world: World) -> None:
    portal = str(world.organization_id)
    said = inkpost.refused("role", "add", portal, "R", "--right", "crm.look=X")
    assert "'crm.look' is no right: it takes one of" in said
    assert "crm.view" in said
    assert "it takes one of nothing, A, D, X" in inkpost.refused("role", "add", portal, "R", "--right", "crm.view=B")
    assert "not of the form" in inkpost.refused("role", "add", portal, "R", "--right", "crm.view", status=2)
    assert "no access code" in inkpost.refused("role", "add", portal, "R", "--for", f"U{other_world.admin.id}")
    assert "There is no portal" in inkpost.refused("role", "list", str(2**30))
    foreign = str(inkpost("role", "list", str(other_world.organization_id))["roles"][0]["id"])
    assert "There is no role" in inkpost.refused("role", "set", portal, foreign, "--right", "crm.view=X")


def test_rights_of_the_crm_outlive_a_change_over_the_wire(inkpost: Shell, world: World) -> None:
    portal = str(world.organization_id)
    made = inkpost("role", "add", portal, "R", "--right", "crm.view=X", "--right", "documents.view=X")
    fields = {"name": "S", "permissions": {"TEMPLATES": {"MODIFY": "A"}}}
    shown = world.rest("documentgenerator.role.update", id=made["id"], fields=fields)["role"]
    assert shown["permissions"].keys() == {"settings", "templates", "documents"}
    found = next(each for each in inkpost("role", "list", portal)["roles"] if each["id"] == made["id"])
    assert sorted(found["rights"]) == ["crm.view=X", "templates.modify=A"]

"""``methods``, ``method.get`` and ``scope`` over the wire."""

from __future__ import annotations

import json

import httpx
import pytest

from applications import application
from inkpost.faces.bitrix import registry
from worlds import World

DOCUMENTED_SCOPES = (
    "ai_admin appform baas biconnector bizproc booking calendar call cashbox catalog contact_center crm delivery "
    "department disk documentgenerator entity humanresources.hcmlink im imbot lists main placement sign.b2e task "
    "telephony user user.userfield user_basic user_brief userconsent userfieldconfig vote"
)


def test_methods_are_those_that_the_callers_scopes_reach(world: World) -> None:
    few = world.person(scopes=["user_brief"]).rest("methods")
    assert {"methods", "batch", "event.bind", "user.get", "user.current"} <= set(few)
    assert not [name for name in few if name.startswith("documentgenerator.")]
    assert "documentgenerator.document.add" in world.rest("methods")


def test_all_methods_are_listed_whatever_the_scopes(world: World) -> None:
    listed = world.person(scopes=[]).rest("methods", full=True)
    assert sorted(listed) == sorted([*registry.methods(), "batch"])


@pytest.mark.parametrize("scope", ["user", "user_brief", "USER_BASIC"])
def test_methods_of_a_scope(world: World, scope: str) -> None:
    assert set(world.rest("methods", SCOPE=scope)) == {"user.current", "user.get", "user.fields"}


def test_an_empty_scope_stands_for_the_methods_that_need_none(world: World) -> None:
    listed = set(world.rest("methods", scope=""))
    assert {"profile", "user.admin", "scope", "batch"} <= listed
    assert "user.get" not in listed
    by_query = httpx.get(f"{world.rest.webhook_url}methods?scope=").json()["result"]
    assert set(by_query) == listed


def test_an_unknown_scope_has_no_methods(world: World) -> None:
    assert world.rest("methods", scope="nonsense") == []


@pytest.mark.parametrize(
    ("name", "existing", "available"),
    [
        ("user.get", True, True),
        ("User.Get", True, True),
        ("batch", True, True),
        ("documentgenerator.document.add", True, False),
        ("no.such.method", False, False),
        ("", False, False),
    ],
)
def test_whether_a_method_exists_and_can_be_called(world: World, name: str, existing: bool, available: bool) -> None:
    rest = world.person(scopes=["user_brief"]).rest
    assert rest("method.get", NAME=name) == {"isExisting": existing, "isAvailable": available}


def test_no_name_is_no_method(world: World) -> None:
    assert world.rest("method.get") == {"isExisting": False, "isAvailable": False}


def test_the_scopes_are_those_of_the_webhook_or_application(world: World) -> None:
    assert world.person(scopes=["user", "crm"]).rest("scope") == ["crm", "user"]
    assert application(world, scopes=["department"])("scope") == ["department"]
    assert world.person(scopes=[]).rest("scope") == []


def test_the_full_list_of_scopes_names_every_documented_one(world: World) -> None:
    listed = world.person(scopes=[]).rest("scope", full=True)
    assert set(DOCUMENTED_SCOPES.split()) <= set(listed)
    assert len(set(listed)) == len(listed)
    by_query = httpx.get(f"{world.rest.webhook_url}scope?full=true")
    assert json.loads(by_query.text)["result"] == listed

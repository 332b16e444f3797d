"""``profile``, ``server.time``, ``app.*``, ``feature.get``, ``access.name``, ``user.admin`` and ``user.access``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from applications import application, same_application
from inkpost.store import people
from worlds import World


def test_profile(world: World) -> None:
    person = world.person(name="Ursula", last_name="Weiß", scopes=[])
    told = {"NAME": "Ursula", "LAST_NAME": "Weiß", "PERSONAL_GENDER": "", "TIME_ZONE": ""}
    assert person.rest("profile") == {"ID": str(person.id), "ADMIN": False, **told}
    assert world.rest("profile")["ADMIN"] is True


def test_the_profile_of_a_token_is_its_users(world: World) -> None:
    person = world.person()
    assert application(world, person)("profile")["ID"] == str(person.id)


def test_server_time_has_the_portals_offset(make_world: Callable[..., World]) -> None:
    world = make_world(timezone="Asia/Kathmandu")
    before = datetime.now(UTC).replace(microsecond=0)
    told = world.rest("server.time")
    assert told.endswith("+05:45")
    assert len(told) == len("2024-08-05T09:02:13+00:00")
    assert before <= datetime.fromisoformat(told) <= datetime.now(UTC) + timedelta(seconds=1)


def test_app_info(make_world: Callable[..., World]) -> None:
    world = make_world(language="de")
    made = world.application()
    told = same_application(world, made, world.person())("app.info")
    assert told == {
        "ID": made.id,
        "CODE": made.client_id,
        "VERSION": 1,
        "STATUS": "L",
        "INSTALLED": True,
        "PAYMENT_EXPIRED": "N",
        "DAYS": None,
        "LANGUAGE_ID": "de",
        "LICENSE": "de_selfhosted",
        "LICENSE_TYPE": "selfhosted",
        "LICENSE_FAMILY": "selfhosted",
    }


def test_features(world: World) -> None:
    assert world.rest("feature.get", CODE="rest_auth_connector") == {"value": "Y"}
    assert world.rest("feature.get", code="REST_OFFLINE_EXTENDED") == {"value": "Y"}
    assert world.rest("feature.get", Code="no_such_feature") == {"value": "N"}
    assert world.rest.error("feature.get", CODE="") == (400, "CODE_EMPTY", "CODE can't be empty")


def test_an_application_keeps_options(world: World) -> None:
    made = world.application()
    calls = same_application(world, made)
    assert calls("app.option.get") == []
    assert calls("app.option.set", options={"data": "value", "many": {"a": [1, 2]}}) is True
    assert calls("app.option.set", options={"data": "other"}) is True
    assert calls("app.option.get") == {"data": "other", "many": {"a": [1, 2]}}
    assert same_application(world, made, world.person())("app.option.get", option="data") == "other"
    assert calls("app.option.get", option="absent") is None
    assert application(world)("app.option.get") == []


def test_what_is_refused_of_options(world: World) -> None:
    refused = (403, "ACCESS_DENIED", "Access denied! Application context required")
    assert world.rest.error("app.option.get") == refused
    assert world.rest.error("app.option.set", options={"a": 1}) == refused
    made = world.application()
    no_admin = (403, "ACCESS_DENIED", "Access denied! Administrator authorization required")
    assert same_application(world, made, world.person()).error("app.option.set", options={"a": 1}) == no_admin
    calls = same_application(world, made)
    assert calls.error("app.option.set", options={}) == (400, "ArgumentNullException", "options is empty")
    assert calls.error("app.option.set", options={"a": "x" * 70_000})[:2] == (400, "0")
    assert calls("app.option.get") == []


def test_names_of_access_codes(world: World) -> None:
    person = world.person(name="Ursula", last_name="Weiß")
    with world.services.engine.begin() as db:
        own = {"organization_id": world.organization_id}
        department = people.add_department(db, name="Sales", **own)
        group = people.add_group(db, name="Auditors", **own)
        workgroup = people.add_group(db, name="Launch", workgroup=True, **own)
    codes = {
        f"U{person.id}": ("Ursula Weiß", "user"),
        f"D{department}": ("Sales", "intranet"),
        f"DR{department}": ("Sales (with subdepartments)", "intranet"),
        f"G{group}": ("Auditors", "other"),
        f"SG{workgroup}": ("Launch", "socnetgroup"),
        f"SG{workgroup}_A": ("Launch: owner", "socnetgroup"),
        f"SG{workgroup}_E": ("Launch: moderators", "socnetgroup"),
        f"SG{workgroup}_K": ("Launch: members", "socnetgroup"),
        "AU": ("All authorized users", "other"),
        "UA": ("All users", "other"),
    }
    told = world.rest("access.name", ACCESS=list(codes))
    assert {code: (each["name"], each["provider_id"]) for code, each in told.items()} == codes
    assert list(told) == list(codes)
    assert world.rest("access.name", ACCESS=["G2", "AU"]) == {
        "G2": {"provider": "", "name": "All visitors", "provider_id": "other"},
        "AU": {"provider": "", "name": "All authorized users", "provider_id": "other"},
    }


def test_access_codes_that_name_nobody_here_are_left_out(world: World, other_world: World) -> None:
    with other_world.services.engine.begin() as db:
        foreign = people.add_group(db, name="Secret plan", workgroup=True, organization_id=other_world.organization_id)
    unknown = ["U999999999999", "X5", "U1_A", "", f"U{other_world.admin.id}", f"SG{foreign}", f"G{foreign}"]
    assert world.rest("access.name", ACCESS=unknown) == []
    assert world.rest("access.name", access=[*unknown, "UA"]).keys() == {"UA"}


def test_names_of_no_access_codes_are_false(world: World) -> None:
    assert world.rest("access.name") is False
    assert world.rest("access.name", ACCESS=[]) is False


def test_too_many_access_codes_are_refused(world: World) -> None:
    assert world.rest.error("access.name", ACCESS=[f"U{number}" for number in range(1, 1002)])[0] == 400


def test_who_is_an_administrator_and_who_matches_a_code(world: World) -> None:
    person = world.person(scopes=[])
    assert (world.rest("user.admin"), person.rest("user.admin")) == (True, False)
    assert person.rest("user.access", ACCESS=["G2", "AU"]) is True
    assert person.rest("user.access", ACCESS=[f"U{person.id}"]) is True
    assert person.rest("user.access", ACCESS=[f"U{world.admin.id}", "D1"]) is False
    assert person.rest("user.access") is False
    assert world.rest("user.access", ACCESS=["U1000000000"]) is True

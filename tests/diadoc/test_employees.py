"""People who work in a box: what they are told of themselves, and what administrators change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from diadoc.client import Client, Refused
from exchange_worlds import employ, new_box
from inkpost.faces.diadoc import proto as pb
from inkpost.model.boxes import Access, Box
from inkpost.operations import administration
from worlds import Person, World

SignIn = Callable[[Person], Client]
HEAD = "00000000-0000-0000-0000-000000000000"
ACTIONS = (
    "CreateDocuments",
    "DeleteRestoreDocuments",
    "SignDocuments",
    "AddResolutions",
    "RequestResolutions",
    "ManageCounteragents",
)


@pytest.fixture
def box(world: World) -> Box:
    """A box whose administrator is the world's."""
    made = new_box(world)
    employ(world, made, world.admin, administrator=True, position="Director")
    return made


@pytest.fixture
def director(box: Box, world: World, signed_in: SignIn) -> Client:
    """The administrator's client."""
    return signed_in(world.admin)


def new(login: str = "", **permissions: Any) -> dict[str, Any]:
    """A new employee, who sees everything and may sign."""
    name = {"LastName": "Ivanova", "FirstName": "Olga"}
    given = {
        "UserDepartmentId": HEAD,
        "IsAdministrator": False,
        "DocumentAccessLevel": "AllDocuments",
        "Actions": [{"Name": "SignDocuments", "IsAllowed": True}],
        **permissions,
    }
    return {
        "Credentials": {"Login": {"Login": login or f"{uuid4().hex}@example.test", "FullName": name}},
        "Position": "Accountant",
        "CanBeInvitedForChat": True,
        "Permissions": given,
    }


def refusal(client: Client, path: str, body: Any = None, verb: str = "POST") -> tuple[int, str]:
    """Status and text of what is refused."""
    with pytest.raises(Refused) as refused:
        client.json(verb, path, body)
    return refused.value.status, refused.value.text


def test_one_is_told_of_ones_own_place(director: Client, box: Box, world: World) -> None:
    told = director.json("GET", "/GetMyEmployee", boxId=box.guid)
    assert told["User"]["Login"] == world.admin.login
    assert told["Position"] == "Director"
    assert told["Permissions"] == {
        "UserDepartmentId": HEAD,
        "IsAdministrator": True,
        "DocumentAccessLevel": "AllDocuments",
        "SelectedDepartmentIds": [],
        "Actions": [{"Name": name, "IsAllowed": True} for name in ACTIONS],
        "AuthorizationPermission": {"IsBlocked": False},
    }
    same = director.ask(pb.Employee, "GET", "/GetMyEmployee", boxId=box.guid)
    assert (same.User.UserId, same.CreationTimestamp.Ticks) == (
        told["User"]["UserId"],
        told["CreationTimestamp"]["Ticks"],
    )
    old = director.ask(pb.User, "GET", "/GetMyUser")
    assert (old.Id, old.LastName) == (told["User"]["UserId"], "Schmidt")


def test_somebody_new_becomes_a_user_who_cannot_sign_in_yet(director: Client, box: Box) -> None:
    body = new()
    made = director.json("POST", f"/CreateEmployee?boxId={box.guid}", body)
    assert made["User"]["Login"] == body["Credentials"]["Login"]["Login"]
    assert made["User"]["IsRegistered"] is False
    allowed = {each["Name"]: each["IsAllowed"] for each in made["Permissions"]["Actions"]}
    assert [name for name, yes in allowed.items() if yes] == ["SignDocuments"]
    told = director.json("GET", "/GetEmployees", boxId=box.guid)
    assert told["TotalCount"] == 2
    assert [each["User"]["IsRegistered"] for each in told["Employees"]] == [False, True]
    (second,) = director.json("GET", "/GetEmployees", boxId=box.guid, page=2, count=1)["Employees"]
    assert second["User"]["IsRegistered"] is True
    assert refusal(director, f"/CreateEmployee?boxId={box.guid}", body)[0] == 409
    one = director.json("GET", "/GetEmployee", boxId=box.guid, userId=made["User"]["UserId"])
    assert one == made


def test_a_user_of_the_organisation_is_taken_and_one_of_another_is_not(
    director: Client, box: Box, world: World, other_world: World
) -> None:
    person = world.person()
    body = new(person.login)
    del body["Credentials"]["Login"]["FullName"]
    assert director.json("POST", f"/CreateEmployee?boxId={box.guid}", body)["User"]["IsRegistered"] is True
    assert refusal(director, f"/CreateEmployee?boxId={box.guid}", new(other_world.admin.login))[0] == 409


def test_what_is_named_is_changed_and_the_rest_stays(
    director: Client, box: Box, world: World, signed_in: SignIn
) -> None:
    sales = administration.add_department(world.services, world.organization_id, "Sales", parent=box.head_department_id)
    guid = next(
        each.guid for each in administration.departments(world.services, world.organization_id) if each.id == sales
    )
    person = world.person()
    employ(world, box, person, Access.ALL)
    client = signed_in(person)
    path = f"/UpdateEmployee?boxId={box.guid}&userId={client.json('GET', '/V2/GetMyUser')['UserId']}"
    chosen = {"DocumentAccessLevel": {"DocumentAccessLevel": "SelectedDepartments"}}
    chosen |= {"SelectedDepartments": {"SelectedDepartmentIds": [guid, HEAD]}}  # type: ignore[dict-item]
    told = director.json("POST", path, {"Permissions": chosen})["Permissions"]
    assert told["DocumentAccessLevel"] == "SelectedDepartments"
    assert sorted(told["SelectedDepartmentIds"]) == sorted([guid, HEAD])
    moved = {"Department": {"DepartmentId": guid}, "Actions": [{"Name": "SignDocuments", "IsAllowed": False}]}
    told = director.json("POST", path, {"Permissions": moved, "Position": {"Position": "Clerk"}})
    allowed = [each["Name"] for each in told["Permissions"]["Actions"] if each["IsAllowed"]]
    assert allowed == [name for name in ACTIONS if name != "SignDocuments"]
    assert (told["Permissions"]["UserDepartmentId"], told["Position"]) == (guid, "Clerk")
    blocked = {"Permissions": {"AuthorizationPermission": {"IsBlocked": True, "Comment": "left"}}}
    assert director.json("POST", path, blocked)["Permissions"]["AuthorizationPermission"] == {
        "IsBlocked": True,
        "Comment": "left",
    }
    assert refusal(client, f"/GetMyEmployee?boxId={box.guid}", verb="GET")[0] == 403


def test_the_last_administrator_stays(director: Client, box: Box, world: World) -> None:
    me = director.json("GET", "/V2/GetMyUser")["UserId"]
    place = f"boxId={box.guid}&userId={me}"
    step_down = {"Permissions": {"IsAdministrator": {"IsAdministrator": False}}}
    blocked = {"Permissions": {"AuthorizationPermission": {"IsBlocked": True}}}
    for path, body in (("UpdateEmployee", step_down), ("UpdateEmployee", blocked), ("DeleteEmployee", None)):
        assert refusal(director, f"/{path}?{place}", body)[0] == 400
    employ(world, box, world.person(), administrator=True)
    assert director.json("POST", f"/UpdateEmployee?{place}", step_down)["Permissions"]["IsAdministrator"] is False


def test_who_works_there_no_more_is_let_go_of_twice(director: Client, box: Box) -> None:
    made = director.json("POST", f"/CreateEmployee?boxId={box.guid}", new())
    path = f"/DeleteEmployee?boxId={box.guid}&userId={made['User']['UserId']}"
    director.json("POST", path)
    director.json("POST", path)
    assert director.json("GET", "/GetEmployees", boxId=box.guid)["TotalCount"] == 1
    assert refusal(director, f"/DeleteEmployee?boxId={box.guid}&userId={uuid4()}")[0] == 404


@pytest.mark.parametrize(
    ("permissions", "status", "word"),
    [
        ({"DocumentAccessLevel": "UnknownDocumentAccessLevel"}, 400, "DocumentAccessLevel"),
        ({"Actions": [{"Name": "Fly", "IsAllowed": True}]}, 400, "Fly"),
        ({"UserDepartmentId": "x"}, 400, "UserDepartmentId"),
        ({"UserDepartmentId": "11111111-2222-3333-4444-555555555555"}, 404, "department"),
        ({"SelectedDepartmentIds": ["11111111-2222-3333-4444-555555555555"]}, 404, "department"),
        ({"AuthorizationPermission": {"IsBlocked": True, "Comment": "c" * 501}}, 400, "Comment"),
    ],
)
def test_what_no_employee_can_be_is_refused(
    director: Client, box: Box, permissions: dict[str, Any], status: int, word: str
) -> None:
    told = refusal(director, f"/CreateEmployee?boxId={box.guid}", new(**permissions))
    assert told[0] == status
    assert word in told[1]
    assert director.json("GET", "/GetEmployees", boxId=box.guid)["TotalCount"] == 1


def test_who_is_to_work_there_is_named_in_one_way(director: Client, box: Box) -> None:
    path = f"/CreateEmployee?boxId={box.guid}"
    for credentials in ({}, {"Certificate": {"Content": "MA=="}}, {"Login": {"Login": "nobody@example.test"}}):
        assert refusal(director, path, {**new(), "Credentials": credentials})[0] == 400


def test_colleagues_are_listed_in_the_older_form_too(director: Client, box: Box, world: World) -> None:
    told = director.json("GET", "/V2/GetOrganizationUsers", boxId=box.guid)
    (user,) = told["Users"]
    assert told["CurrentUserId"] == user["Id"]
    assert user["Name"] == "Schmidt Anna"
    assert user["Permissions"]["CanSignDocuments"] is True
    assert director.json("GET", "/GetOrganizationUsers", orgId=box.person_guid) == told

"""Organisations, boxes, departments: one's own and what is public of others, in both encodings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from diadoc.client import Client, Refused
from exchange_worlds import employ, new_box
from inkpost.faces.diadoc import proto as pb
from inkpost.model.boxes import Box
from inkpost.operations import administration, exchange_administration
from worlds import Person, World

SignIn = Callable[[Person], Client]
HEAD = "00000000-0000-0000-0000-000000000000"
ADDRESS = {"RussianAddress": {"ZipCode": "620000", "Region": "66", "City": "Екатеринбург", "Street": "Ленина"}}


@pytest.fixture
def box(world: World) -> Box:
    """A box whose administrator is the world's."""
    made = new_box(world, ogrn="1027700132195", short_name="Short")
    employ(world, made, world.admin, administrator=True)
    return made


@pytest.fixture
def director(box: Box, world: World, signed_in: SignIn) -> Client:
    """The administrator's client."""
    return signed_in(world.admin)


def department(client: Client, box: Box, name: str = "Sales", **more: Any) -> dict[str, Any]:
    """A new department."""
    given = {"Name": name, "Abbreviation": name[:1], "Routing": {"Kpp": False, "Address": False}, **more}
    made: dict[str, Any] = client.json("POST", f"/admin/CreateDepartment?boxId={box.guid}", given)
    return made


def refusal(client: Client, verb: str, path: str, body: Any = None) -> tuple[int, str]:
    """Status and text of what is refused."""
    with pytest.raises(Refused) as refused:
        client.json(verb, path, body)
    return refused.value.status, refused.value.text


def test_ones_own_organisation_comes_with_its_box_and_departments(director: Client, box: Box, world: World) -> None:
    made = department(director, box)
    (told,) = director.json("GET", "/GetMyOrganizations", autoRegister="false")["Organizations"]
    assert told["OrgId"] == box.person_guid
    assert (told["Inn"], told["Kpp"], told["Ogrn"], told["FullName"]) == (box.inn, box.kpp, box.ogrn, box.full_name)
    assert (told["IsEmployee"], told["IsActive"], told["IsBranch"]) == (True, False, False)
    assert (told["OrganizationType"], told["Sociability"]) == ("Juridical", "AllOrganizations")
    assert told["Boxes"] == [
        {
            "BoxId": f"{UUID(box.guid).hex}@diadoc.ru",
            "BoxIdGuid": box.guid,
            "Title": "Short",
            "InvoiceFormatVersion": "v5_02",
            "EncryptedDocumentsAllowed": False,
        }
    ]
    assert [each["DepartmentId"] for each in told["Departments"]] == [made["Id"]]
    assert told["Departments"][0]["ParentDepartmentId"] == HEAD
    same = director.ask(pb.OrganizationList, "GET", "/GetMyOrganizations")
    assert (same.Organizations[0].OrgId, same.Organizations[0].Boxes[0].BoxId) == (
        told["OrgId"],
        told["Boxes"][0]["BoxId"],
    )


def test_who_is_blocked_or_works_nowhere_has_no_organisations(world: World, box: Box, signed_in: SignIn) -> None:
    person = world.person()
    client = signed_in(person)
    assert client.json("GET", "/GetMyOrganizations") == {"Organizations": []}
    employ(world, box, person)
    assert len(client.json("GET", "/GetMyOrganizations")["Organizations"]) == 1
    exchange_administration.set_employee(
        world.services, UUID(box.guid), person.id, blocked_at=world.services.clock(), blocked_comment="on leave"
    )
    assert client.json("GET", "/GetMyOrganizations") == {"Organizations": []}
    status, text = refusal(client, "GET", f"/GetMyEmployee?boxId={box.guid}")
    assert (status, "on leave" in text) == (403, True)


def test_an_organisation_is_found_by_each_of_its_identifiers(director: Client, other_world: World) -> None:
    theirs = new_box(other_world)
    ways = {
        "boxId": f"{UUID(theirs.guid).hex}@DIADOC.RU",
        "orgId": theirs.person_guid,
        "fnsParticipantId": theirs.participant_id.lower(),
        "inn": theirs.inn,
    }
    for name, value in ways.items():
        told = director.json("GET", "/GetOrganization", **{name: value})
        assert (told["OrgId"], told["Departments"], told["IsEmployee"]) == (theirs.person_guid, [], False), name
        assert refusal(director, "GET", f"/GetOrganization?{name}={_nobody(name)}")[0] == 404
    box = director.ask(pb.Box, "GET", "/GetBox", boxId=theirs.guid)
    assert (box.BoxIdGuid, box.Organization.Inn) == (theirs.guid, theirs.inn)
    assert refusal(director, "GET", f"/GetBox?boxId={uuid4()}")[0] == 404
    assert refusal(director, "GET", "/GetOrganization")[0] == 400
    assert refusal(director, "GET", f"/GetOrganization?inn={theirs.inn}&orgId={theirs.person_guid}")[0] == 400


def _nobody(name: str) -> str:
    return str(uuid4()) if name in {"boxId", "orgId"} else "0000000000"


def test_of_several_with_one_inn_the_kpp_tells_which_and_else_the_head_one_is_meant(
    director: Client, other_world: World
) -> None:
    head = new_box(other_world)
    branch = new_box(other_world, inn=head.inn, kpp="660143001")
    listed = director.json("GET", "/GetOrganizationsByInnKpp", inn=head.inn)["Organizations"]
    assert [(each["Kpp"], each["IsBranch"]) for each in listed] == [(head.kpp, False), (branch.kpp, True)]
    (one,) = director.json("GET", "/GetOrganizationsByInnKpp", inn=head.inn, kpp=branch.kpp)["Organizations"]
    assert one["OrgId"] == branch.person_guid
    assert director.json("GET", "/GetOrganizationsByInnKpp", inn="1")["Organizations"] == []
    assert refusal(director, "GET", f"/GetOrganization?inn={head.inn}")[0] == 404
    for kpp, expected in ((branch.kpp, branch), ("999901001", head)):
        told = director.json("GET", "/GetOrganization", inn=head.inn, kpp=kpp)
        assert told["OrgId"] == expected.person_guid


def test_departments_are_made_changed_listed_and_deleted(director: Client, box: Box) -> None:
    sales = department(director, box, Kpp="770101002", Address=ADDRESS, Routing={"Kpp": True, "Address": True})
    north = department(director, box, "North", ParentDepartmentId=sales["Id"])
    path = f"/admin/GetDepartments?boxId={box.guid}"
    told = director.json("GET", path)
    assert told["TotalCount"] == 3
    assert [each["Id"] for each in told["Departments"]] == [HEAD, sales["Id"], north["Id"]]
    assert "ParentDepartmentId" not in told["Departments"][0]
    assert sales["Address"] == ADDRESS
    assert [each["Id"] for each in director.json("GET", f"{path}&page=2&count=2")["Departments"]] == [north["Id"]]
    one = f"boxId={box.guid}&departmentId={north['Id']}"
    change = {
        "ParentDepartment": {"ParentDepartmentId": HEAD},
        "DepartmentNaming": {"Name": "Nord", "Abbreviation": "Nd"},
    }
    changed = director.json("POST", f"/admin/UpdateDepartment?{one}", change)
    assert (changed["ParentDepartmentId"], changed["Name"]) == (HEAD, "Nord")
    same = director.ask(pb.AdminDepartment, "GET", f"/admin/GetDepartment?{one}")
    assert (same.Name, same.Routing.Kpp, same.CreationTimestamp.Ticks > 0) == ("Nord", False, True)
    director.json("POST", f"/admin/DeleteDepartment?{one}")
    assert refusal(director, "GET", f"/admin/GetDepartment?{one}")[0] == 404


def test_a_department_in_use_is_not_deleted_and_none_comes_to_lie_under_itself(
    director: Client, box: Box, world: World
) -> None:
    sales = department(director, box)
    north = department(director, box, "North", ParentDepartmentId=sales["Id"])
    number = administration.departments(world.services, world.organization_id)[-1].id
    employ(world, box, world.person(), department_id=number)

    def act(name: str, guid: str, body: Any = None) -> tuple[int, str]:
        return refusal(director, "POST", f"/admin/{name}?boxId={box.guid}&departmentId={guid}", body)

    assert act("DeleteDepartment", HEAD)[0] == 409
    assert act("DeleteDepartment", sales["Id"])[0] == 409
    assert act("DeleteDepartment", north["Id"])[0] == 409
    under = {"ParentDepartment": {"ParentDepartmentId": north["Id"]}}
    assert act("UpdateDepartment", sales["Id"], under)[0] == 400
    assert act("UpdateDepartment", HEAD, under)[0] == 400
    assert act("UpdateDepartment", sales["Id"], {"Routing": {"Kpp": True, "Address": False}})[0] == 400


@pytest.mark.parametrize(
    ("given", "status", "word"),
    [
        ({"Name": " "}, 400, "name"),
        ({"Name": "n" * 256}, 400, "name"),
        ({"Kpp": "12"}, 400, "kpp"),
        ({"ParentDepartmentId": "x"}, 400, "ParentDepartmentId"),
        ({"ParentDepartmentId": "11111111-2222-3333-4444-555555555555"}, 404, "department"),
        ({"Routing": {"Kpp": False, "Address": True}}, 400, "address"),
    ],
)
def test_what_no_department_can_be_is_refused(
    director: Client, box: Box, given: dict[str, Any], status: int, word: str
) -> None:
    body = {"Name": "Sales", "Abbreviation": "S", "Routing": {"Kpp": False, "Address": False}, **given}
    told = refusal(director, "POST", f"/admin/CreateDepartment?boxId={box.guid}", body)
    assert told[0] == status
    assert word in told[1]


def test_a_department_of_another_organisation_is_seen_by_its_counterparties_alone(
    director: Client, box: Box, other_world: World, signed_in: SignIn
) -> None:
    theirs = new_box(other_world)
    employ(other_world, theirs, other_world.admin, administrator=True)
    made = department(signed_in(other_world.admin), theirs)
    path = f"/GetDepartment?orgId={theirs.person_guid}&departmentId={made['Id']}"
    assert refusal(director, "GET", path)[0] == 404
    exchange_administration.make_partners(other_world.services, UUID(box.guid), UUID(theirs.guid))
    told = director.json("GET", path)
    assert (told["DepartmentId"], told["ParentDepartmentId"], told["Name"]) == (made["Id"], HEAD, "Sales")
    assert director.json("GET", "/GetBox", boxId=theirs.guid)["Organization"]["Departments"] == [told]
    head = director.json("GET", f"/GetDepartment?orgId={theirs.person_guid}&departmentId={HEAD}")
    assert head["DepartmentId"] == HEAD


def test_what_is_switched_on_and_nothing_is_blocked(director: Client, box: Box) -> None:
    told = director.json("GET", "/GetOrganizationFeatures", boxId=box.guid)
    assert told["BlockStatus"]["ManualBlockStatus"]["IsBlocked"] is False
    assert "AllowProxifiedDocuments" in told["Features"]

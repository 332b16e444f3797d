"""``crm.item.*``: every type by one set of methods, in both spellings, as far as a role lets one."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from worlds import World, b64

LEAD, DEAL, CONTACT, COMPANY, QUOTE, INVOICE = 1, 2, 3, 4, 7, 31
TYPES = (LEAD, DEAL, CONTACT, COMPANY, QUOTE, INVOICE)


def add(world: World, type_id: int = DEAL, /, **fields: Any) -> dict[str, Any]:
    """A new item of the administrator's."""
    made: dict[str, Any] = world.rest("crm.item.add", entityTypeId=type_id, fields=fields)["item"]
    return made


def titles(rest: Any, type_id: int = DEAL, **params: Any) -> list[str]:
    """The titles on a page."""
    return [item["title"] for item in rest("crm.item.list", entityTypeId=type_id, select=["title"], **params)["items"]]


def answer(world: World, **params: Any) -> dict[str, Any]:
    """The whole answer of a list."""
    found: dict[str, Any] = world.rest.raw("crm.item.list", params).json()
    return found


@pytest.mark.parametrize("type_id", TYPES)
def test_an_item_of_each_type_is_made_found_changed_and_deleted(world: World, type_id: int) -> None:
    name = "name" if type_id == CONTACT else "title"
    made = add(world, type_id, **{name: "One"})
    assert (made["id"], made["entityTypeId"], made[name]) == (1, type_id, "One")
    assert world.rest("crm.item.get", entityTypeId=type_id, id=1)["item"] == made
    changed = world.rest("crm.item.update", entityTypeId=type_id, id=1, fields={name: "Two"})["item"]
    assert changed[name] == "Two"
    assert changed.keys() == made.keys()
    listed = world.rest("crm.item.list", entityTypeId=type_id)["items"]
    assert listed == [changed]
    assert world.rest("crm.item.delete", entityTypeId=type_id, id=1) == []
    assert world.rest("crm.item.list", entityTypeId=type_id)["items"] == []


@pytest.mark.parametrize("type_id", TYPES)
def test_an_item_has_the_fields_that_its_type_is_said_to_have(world: World, type_id: int) -> None:
    described = world.rest("crm.item.fields", entityTypeId=type_id)["fields"]
    shown = add(world, type_id).keys() - {"entityTypeId", "fm"}
    assert shown == described.keys() - {"contacts"}  # is described beside contactIds, and in no item
    assert ("contacts" in described) is ("contactIds" in described)
    assert described["id"] == {
        "type": "integer",
        "isRequired": False,
        "isReadOnly": True,
        "isImmutable": False,
        "isMultiple": False,
        "isDynamic": False,
        "title": "ID",
        "upperName": "ID",
    }


def test_both_spellings_of_a_name_are_understood(world: World) -> None:
    company = add(world, COMPANY)["id"]
    made = add(world, COMPANY_ID=company, TITLE="Roof", assigned_by_id=world.admin.id, UF_CRM_2_163="x", ufCrm_7=3)
    assert (made["companyId"], made["title"], made["ufCrm2_163"], made["ufCrm_7"]) == (company, "Roof", "x", 3)
    original = world.rest("crm.item.get", entityTypeId=DEAL, id=1, useOriginalUfNames="Y")["item"]
    assert (original["UF_CRM_2_163"], original["UF_CRM_7"]) == ("x", 3)
    found = world.rest(
        "crm.item.list", entityTypeId=DEAL, select=["TITLE", "UF_CRM_7"], filter={"=COMPANY_ID": company}
    )
    assert found["items"] == [{"id": 1, "title": "Roof", "ufCrm_7": 3}]


def test_a_new_deal_has_its_defaults(world: World) -> None:
    made = add(world, DEAL)
    wanted = {
        "title": "Deal #1",
        "stageId": "NEW",
        "stageSemanticId": "P",
        "isNew": "Y",
        "closed": "N",
        "categoryId": 0,
        "opened": "Y",
        "opportunity": 0,
        "isManualOpportunity": "N",
        "currencyId": "USD",
        "typeId": "SALE",
        "sourceId": "CALL",
        "assignedById": world.admin.id,
        "createdBy": world.admin.id,
        "companyId": 0,
        "contactIds": [],
        "observers": [],
        "searchContent": None,
    }
    assert {name: made[name] for name in wanted} == wanted


def test_values_come_in_the_forms_that_clients_use(world: World) -> None:
    made = add(
        world,
        begindate="2026-03-29",
        closedate="01.04.2026",
        opportunity="19.5",
        isManualOpportunity=1,
        opened="N",
        probability="50",
        observers={"0": str(world.admin.id)},
    )
    assert made["begindate"] == "2026-03-29T01:00:00+01:00"  # before the change to summer time
    assert made["closedate"] == "2026-04-01T02:00:00+02:00"
    assert (made["opportunity"], made["isManualOpportunity"], made["opened"], made["probability"]) == (
        19.5,
        "Y",
        "N",
        50,
    )
    assert made["observers"] == [world.admin.id]
    again = world.rest("crm.item.update", entityTypeId=DEAL, id=1, fields={"begindate": made["begindate"]})["item"]
    assert again["begindate"] == made["begindate"]


def test_west_of_greenwich_a_day_stays_the_day(make_world: Any) -> None:
    world = make_world(timezone="America/New_York")
    made = add(world, begindate="2026-03-01")
    assert made["begindate"] == "2026-03-01T00:00:00-05:00"
    again = world.rest("crm.item.update", entityTypeId=DEAL, id=1, fields={"begindate": made["begindate"]})["item"]
    assert again["begindate"] == made["begindate"]


def test_what_nobody_sets_and_what_there_is_not_is_passed_over(world: World) -> None:
    made = add(world, id=77, createdBy=5, stageSemanticId="S", nonsense=1, fm=[{"typeId": "PHONE", "value": "1"}])
    assert (made["id"], made["createdBy"], made["stageSemanticId"]) == (1, world.admin.id, "P")
    assert "nonsense" not in made


def test_channels_are_added_changed_and_taken_away(world: World) -> None:
    given = [
        {"typeId": "PHONE", "valueType": "WORK", "value": "+49301"},
        {"TYPE_ID": "EMAIL", "VALUE_TYPE": "HOME", "VALUE": "a@example.test"},
    ]
    made = add(world, CONTACT, name="Anna", fm=given)
    assert [(each["typeId"], each["valueType"], each["value"]) for each in made["fm"]] == [
        ("PHONE", "WORK", "+49301"),
        ("EMAIL", "HOME", "a@example.test"),
    ]
    assert (made["hasPhone"], made["phoneWork"], made["emailHome"], made["phoneMobile"]) == (
        *("Y", "+49301", "a@example.test"),
        "",
    )
    phone, mail = (str(each["id"]) for each in made["fm"])
    change = {
        phone: {"typeId": "PHONE", "valueType": "MOBILE", "value": "+49302"},
        mail: {"typeId": "EMAIL", "value": ""},
        "n0": {"typeId": "WEB", "value": "https://example.test"},
    }
    changed = world.rest("crm.item.update", entityTypeId=CONTACT, id=1, fields={"fm": change})["item"]
    assert [(each["typeId"], each["valueType"], each["value"]) for each in changed["fm"]] == [
        ("PHONE", "MOBILE", "+49302"),
        ("WEB", "WORK", "https://example.test"),
    ]


def test_a_channel_of_another_item_is_not_written_over(world: World) -> None:
    other = add(world, CONTACT, fm=[{"typeId": "PHONE", "value": "1"}])
    add(world, CONTACT)
    stolen = {str(other["fm"][0]["id"]): {"typeId": "PHONE", "value": "2"}}
    changed = world.rest("crm.item.update", entityTypeId=CONTACT, id=2, fields={"fm": stolen})["item"]
    assert [each["value"] for each in changed["fm"]] == ["2"]
    assert world.rest("crm.item.get", entityTypeId=CONTACT, id=1)["item"]["fm"] == other["fm"]


def test_the_main_contact_is_the_first_of_the_bound_ones(world: World) -> None:
    one, two, three = (add(world, CONTACT)["id"] for _ in range(3))
    made = add(world, contactIds=[two, one])
    assert (made["contactId"], made["contactIds"]) == (two, [two, one])

    def update(**fields: Any) -> tuple[int, list[int]]:
        item = world.rest("crm.item.update", entityTypeId=DEAL, id=1, fields=fields)["item"]
        return item["contactId"], item["contactIds"]

    assert update(contactId=three) == (three, [three, one])
    assert update(title="Roof") == (three, [three, one])
    assert update(contactId=0) == (one, [one])
    assert update(contactIds=[]) == (0, [])


def test_a_contacts_companies_and_a_companys_contacts_are_the_same(world: World) -> None:
    one, two = (add(world, COMPANY)["id"] for _ in range(2))
    contact = add(world, CONTACT, companyIds=[two, one])
    assert (contact["companyId"], contact["companyIds"]) == (two, [two, one])

    def companies() -> tuple[int, list[int]]:
        item = world.rest("crm.item.get", entityTypeId=CONTACT, id=contact["id"])["item"]
        return item["companyId"], item["companyIds"]

    def contacts(number: int) -> list[int]:
        found: list[int] = world.rest("crm.item.get", entityTypeId=COMPANY, id=number)["item"]["contactIds"]
        return found

    assert contacts(one) == contacts(two) == [contact["id"]]
    world.rest("crm.item.update", entityTypeId=COMPANY, id=two, fields={"contactIds": []})
    assert companies() == (one, [one])
    world.rest("crm.item.update", entityTypeId=COMPANY, id=two, fields={"contactIds": [contact["id"]]})
    assert companies() == (one, [one, two])
    world.rest("crm.item.delete", entityTypeId=COMPANY, id=one)
    assert companies() == (two, [two])
    world.rest("crm.item.delete", entityTypeId=COMPANY, id=two)
    assert companies() == (0, [])


def test_what_names_a_deleted_item_names_the_next_or_none(world: World) -> None:
    company = add(world, COMPANY, isMyCompany="Y")["id"]
    one, two = (add(world, CONTACT)["id"] for _ in range(2))
    add(world, QUOTE, companyId=company, contactIds=[one, two])

    def quote() -> tuple[int, int | None, int, list[int]]:
        item = world.rest("crm.item.get", entityTypeId=QUOTE, id=1)["item"]
        return item["companyId"], item["mycompanyId"], item["contactId"], item["contactIds"]

    assert quote() == (company, company, one, [one, two])
    world.rest("crm.item.delete", entityTypeId=CONTACT, id=one)
    world.rest("crm.item.delete", entityTypeId=COMPANY, id=company)
    assert quote() == (0, None, two, [two])


def test_an_added_field_is_kept_as_it_was_given(world: World) -> None:
    values = {"ufCrm_1": "x", "ufCrm_2": 1.5, "ufCrm_3": ["a", "b"], "ufCrm_4": True, "ufCrm_5": None}
    made = add(world, **values)
    assert {name: made[name] for name in values} == values


@pytest.mark.parametrize(
    ("conditions", "wanted"),
    [
        ({"title": "Roof"}, ["Roof"]),
        ({"!title": "Roof"}, ["Car", "Door"]),
        ({"%title": "oo"}, ["Roof", "Door"]),
        ({"=%title": "D%"}, ["Door"]),
        ({">opportunity": 10, "<=opportunity": "30"}, ["Car", "Door"]),
        ({"@id": [1, 3]}, ["Roof", "Door"]),
        ({"!@id": [1, 3]}, ["Car"]),
        ({"logic": "OR", "0": {"title": "Roof"}, "1": {"title": "Car"}}, ["Roof", "Car"]),
        ([{"logic": "OR", "0": {"title": "Roof"}, "1": {"=title": "Car"}}, {">opportunity": 10}], ["Car"]),
        ({"0": {"logic": "OR", "0": {"ID": 1}, "1": {"ID": 3}}, "%TITLE": "Do"}, ["Door"]),
        ({"probability": None}, ["Roof", "Door"]),
        ({"companyId": 0}, ["Roof", "Car", "Door"]),
        ({"closed": "Y"}, ["Door"]),
        ({"stageSemanticId": ["S", "F"]}, ["Door"]),
        ({"ufCrm_1": "red"}, ["Roof"]),
        ({">ufCrm_2": 9}, ["Car"]),
        ({">=createdTime": "2020-01-01"}, ["Roof", "Car", "Door"]),
        ({"isRecurring": "Y"}, ["Car"]),
    ],
)
def test_a_filter(world: World, conditions: Any, wanted: list[str]) -> None:
    add(world, title="Roof", opportunity=10, ufCrm_1="red", ufCrm_2=5)
    add(world, title="Car", opportunity=20, probability=5, isRecurring="Y", ufCrm_2=10)
    add(world, title="Door", opportunity=30, stageId="WON")
    assert titles(world.rest, filter=conditions) == wanted


def test_pages_and_their_count(world: World) -> None:
    for number in range(52):
        add(world, title=f"{number:02}")
    first = answer(world, entityTypeId=DEAL, order={"id": "DESC"}, select=["title"])
    assert (len(first["result"]["items"]), first["total"], first["next"]) == (50, 52, 50)
    assert first["result"]["items"][0] == {"id": 52, "title": "51"}
    second = answer(world, entityTypeId=DEAL, order={"id": "DESC"}, start=50)
    assert ([item["id"] for item in second["result"]["items"]], second["total"], "next" in second) == (
        [2, 1],
        52,
        False,
    )
    uncounted = answer(world, entityTypeId=DEAL, filter={">id": 2}, start=-1)
    assert (len(uncounted["result"]["items"]), uncounted["total"], "next" in uncounted) == (50, 0, False)


def test_files_are_kept_and_fetched_by_their_links(world: World, other_world: World) -> None:
    made = add(
        world, COMPANY, title="We", ufStamp=["stamp.png", b64(b"a picture")], logo={"fileData": ["l", b64(b"l")]}
    )
    stamp = made["ufStamp"]
    assert stamp.keys() == {"id", "url", "urlMachine"}
    fetched = httpx.get(stamp["urlMachine"])
    assert (fetched.status_code, fetched.content) == (200, b"a picture")
    assert "stamp.png" in fetched.headers["content-disposition"]
    blind = world.person()
    world.role(blind, crm_view="A")
    link = blind_link(world, blind.id, made["id"])
    assert httpx.get(link).status_code == 403
    gone = world.rest("crm.item.update", entityTypeId=COMPANY, id=1, fields={"ufStamp": None})["item"]
    assert gone["ufStamp"] is None
    assert httpx.get(stamp["urlMachine"]).status_code == 400


def blind_link(world: World, user_id: int, number: int) -> str:
    """A machine link for somebody who may not see the item, as it would be made for one who may."""
    from inkpost.faces.bitrix.links import Links
    from inkpost.operations.kit import Work
    from inkpost.store import credentials, crm_items
    from inkpost.store.crm_types import by_type_id

    with world.services.engine.begin() as db:
        caller = credentials.caller_as_user(db, world.organization_id, user_id)
        kind = by_type_id(db, world.organization_id, COMPANY)
        assert caller is not None
        assert kind is not None
        item = crm_items.find(db, kind, number)
        assert item is not None
        return Links(Work(world.services, caller, db)).machine("crm", "crm.controller.item.getfile.ufstamp", item.id)

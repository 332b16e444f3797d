"""``crm.*.userfield.*``: fields that users add, in descriptions of items and in documents."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from crm_worlds import COMPANY, CONTACT, DEAL, D, T, item, template
from inkpost.operations.kit import Services
from support import CLIENT, Served
from worlds import World, docx, docx_text, new_world

TYPES = {"lead": 1, "deal": 2, "contact": 3, "company": 4}
METHODS = {name: shape for name, shape in shapes()["methods"].items() if ".userfield." in name}
RADIOS = [{"VALUE": "Jazz", "SORT": 20}, {"VALUE": "Rock & Roll", "SORT": 10, "DEF": "Y", "XML_ID": "rock"}]


def declare(world: World, family: str = "deal", **fields: Any) -> int:
    """A new field; its number."""
    given = {"FIELD_NAME": "NOTE", "USER_TYPE_ID": "string", "LABEL": "Note", **fields}
    return int(world.rest(f"crm.{family}.userfield.add", fields=given))


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    family = method.split(".")[1]
    number = declare(world, family, USER_TYPE_ID="enumeration", LIST=RADIOS, XML_ID="own", SETTINGS={"DISPLAY": "LIST"})
    params: dict[str, Any] = {"id": number, "fields": {"FIELD_NAME": "OTHER", "USER_TYPE_ID": "date"}}
    body = world.rest.raw(method, {**params, "filter": {"ID": number, "LANG": "de"}}).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body.keys() == {"result", "time"} | ({"total"} if METHODS[method]["total"] else set())


@pytest.mark.parametrize("family", TYPES)
def test_a_field_is_declared_found_changed_and_deleted(family: str, world: World) -> None:
    number = declare(world, family, FIELD_NAME="note", MULTIPLE="Y", EDIT_FORM_LABEL={"de": "Notiz"})
    found = world.rest(f"crm.{family}.userfield.get", id=number)
    assert (found["FIELD_NAME"], found["ENTITY_ID"]) == ("UF_CRM_NOTE", f"CRM_{family.upper()}")
    assert (found["MULTIPLE"], found["SORT"], found["EDIT_IN_LIST"]) == ("Y", "100", "Y")
    assert (found["EDIT_FORM_LABEL"]["de"], found["EDIT_FORM_LABEL"]["ru"]) == ("Notiz", "Note")
    assert found["LIST_COLUMN_LABEL"]["de"] == "Note"
    changed = {"SORT": 7, "EDIT_FORM_LABEL": {"de": "Vermerk"}, "USER_TYPE_ID": "date", "MULTIPLE": "N"}
    assert world.rest(f"crm.{family}.userfield.update", id=number, fields=changed) is True
    found = world.rest(f"crm.{family}.userfield.get", id=number)
    assert (found["SORT"], found["USER_TYPE_ID"], found["MULTIPLE"]) == ("7", "string", "Y"), "kinds stay"
    assert (found["EDIT_FORM_LABEL"]["de"], found["EDIT_FORM_LABEL"]["fr"]) == ("Vermerk", "Note")
    declare(world, family, FIELD_NAME="UF_DAY", USER_TYPE_ID="date")
    listed = world.rest(f"crm.{family}.userfield.list", filter={"MULTIPLE": "Y", "LANG": "de"})
    assert [(each["ID"], each["EDIT_FORM_LABEL"]) for each in listed] == [(str(number), "Vermerk")]
    names = [each["FIELD_NAME"] for each in world.rest(f"crm.{family}.userfield.list", order={"SORT": "DESC"})]
    assert names == ["UF_CRM_DAY", "UF_CRM_NOTE"]
    kept = item(world.rest, TYPES[family], title="x", name="x", ufCrmNote=["a"], ufCrmDay="2026-03-18")
    assert world.rest(f"crm.{family}.userfield.delete", id=number) is True
    shown = world.rest("crm.item.get", entityTypeId=TYPES[family], id=kept)["item"]
    assert "ufCrmNote" not in shown, "what was in the field is gone with it"
    assert shown["ufCrmDay"] == "2026-03-18"


def test_a_name_is_taken_once_in_each_type(world: World) -> None:
    declare(world)
    status, code, text = world.rest.error(
        "crm.deal.userfield.add", fields={"FIELD_NAME": "NOTE", "USER_TYPE_ID": "url"}
    )
    assert (status, code, text) == (400, "ERROR_CORE", "There is a field UF_CRM_NOTE already")
    declare(world, "lead")


def test_the_values_of_a_list_are_changed_one_by_one(world: World) -> None:
    number = declare(world, USER_TYPE_ID="enumeration", LIST=[*RADIOS, {"VALUE": ""}])
    first, second = world.rest("crm.deal.userfield.get", id=number)["LIST"]
    assert [(each["VALUE"], each["DEF"], each["XML_ID"]) for each in (first, second)] == [
        *(("Rock & Roll", "Y", "rock"), ("Jazz", "N", second["ID"])),
    ]
    values = [{"ID": first["ID"], "VALUE": "Rock"}, {"ID": second["ID"], "DEL": "Y"}, {"VALUE": "Pop", "SORT": 5}]
    world.rest("crm.deal.userfield.update", id=number, fields={"LIST": values})
    found = world.rest("crm.deal.userfield.get", id=number)["LIST"]
    assert [(each["VALUE"], each["ID"] == first["ID"]) for each in found] == [("Rock", True), ("Pop", False)]
    assert second["ID"] not in {each["ID"] for each in found}, "the number of a value names nothing else"


def test_the_fields_of_items_are_described_with_those_that_were_added(served: Served, services: Services) -> None:
    for language, title in (("en", "Station"), ("ru", "Станция")):
        world = new_world(served, services, language=language)
        label = {"en": "Station", "ru": "Станция"}
        declare(
            world, FIELD_NAME="RADIO_7", USER_TYPE_ID="enumeration", EDIT_FORM_LABEL=label, LIST=RADIOS, MANDATORY="Y"
        )
        told = world.rest("crm.item.fields", entityTypeId=2)["fields"]["ufCrmRadio_7"]
        assert (told["type"], told["title"], told["isDynamic"], told["isRequired"]) == (
            "enumeration",
            title,
            True,
            True,
        )
        assert [each["VALUE"] for each in told["items"]] == ["Rock & Roll", "Jazz"]
        assert told["upperName"] == "UF_CRM_RADIO_7"
        original = world.rest("crm.item.fields", entityTypeId=2, useOriginalUfNames="Y")["fields"]
        assert original["UF_CRM_RADIO_7"] == told
        classic = world.rest("crm.deal.fields")["UF_CRM_RADIO_7"]
        assert (classic["formLabel"], classic["isDynamic"]) == (title, True)
        assert "ufCrmRadio_7" not in world.rest("crm.item.fields", entityTypeId=1)["fields"]


def test_documents_write_added_fields_as_their_kinds_are(world: World) -> None:
    number = declare(world, FIELD_NAME="RADIO", USER_TYPE_ID="enumeration", LIST=RADIOS)
    rock = world.rest("crm.deal.userfield.get", id=number)["LIST"][0]["ID"]
    kinds = {"COST": "money", "DAY": "date", "WHO": "employee", "WHERE": "address", "PAID": "boolean", "TEXT": "string"}
    for name, kind in kinds.items():
        declare(world, FIELD_NAME=name, USER_TYPE_ID=kind, MULTIPLE="Y" if name == "TEXT" else "N")
    declare(world, FIELD_NAME="TRADE", USER_TYPE_ID="crm_status", SETTINGS={"ENTITY_TYPE": "INDUSTRY"})
    declare(world, FIELD_NAME="EMPTY", USER_TYPE_ID="money")
    values = {
        "ufCrmRadio": rock,
        "ufCrmCost": "1234.5|EUR",
        "ufCrmDay": "2026-03-18",
        "ufCrmWho": world.admin.id,
        "ufCrmWhere": "Hauptstr. 1, Berlin|52.5;13.4",
        "ufCrmPaid": "1",
        "ufCrmText": ["a", "{CompanyTitle}"],
        "ufCrmTrade": "TELECOM",
        "ufCrmOther": "undeclared",
    }
    deal = item(world.rest, DEAL, **values)
    names = ["Radio", "Cost", "Day", "Who", "Where", "Paid", "Trade", "Empty", "Other"]
    used = template(world, docx(*(f"{{UfCrm{name}}}" for name in names), "{UF_CRM_TEXT}", "{DEAL.UF_CRM_COST~WZ=Y}"))
    made = world.rest(f"{D}.add", templateId=used, entityTypeId=2, entityId=deal)["document"]
    found = docx_text(CLIENT.get(made["downloadUrlMachine"]).content).split("\n")
    assert found[0] == "Rock & Roll"
    assert found[1].startswith("1.234,50")
    assert found[2:4] == ["18.03.2026", "Anna Schmidt"]
    assert found[4:7] == ["Hauptstr. 1, Berlin", "Y", "Telecommunication"]
    assert found[7:9] == ["", "undeclared"]
    assert "a" in found[9]
    assert "{CompanyTitle}" in found[9], "what a field holds is text"
    told = world.rest(f"{T}.getfields", id=used, entityTypeId=2, entityId=deal)["templateFields"]
    assert (told["UfCrmCost"]["type"], told["UfCrmCost"]["title"]) == ("MONEY", "Note")
    assert told["UfCrmDay"]["type"] == "DATE"
    assert told["UfCrmRadio"]["group"] == ["Document", "Deal"]


def test_the_added_fields_of_clients_are_reached_too(world: World) -> None:
    declare(world, "company", FIELD_NAME="LEVEL")
    declare(world, "contact", FIELD_NAME="BORN", USER_TYPE_ID="date")
    company = item(world.rest, COMPANY, title="Acme", ufCrmLevel="gold")
    contact = item(world.rest, CONTACT, name="Anna", ufCrmBorn="1990-05-01")
    deal = item(world.rest, DEAL, companyId=company, contactId=contact)
    used = template(world, docx("{CompanyUfCrmLevel}", "{DEAL.CONTACT.UF_CRM_BORN}", "{COMPANY.UF_CRM_LEVEL}"))
    made = world.rest(f"{D}.add", templateId=used, entityTypeId=2, entityId=deal)["document"]
    assert docx_text(CLIENT.get(made["downloadUrlMachine"]).content) == "gold\n01.05.1990\ngold"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"SORT": -1}, "SORT takes a number from 0"),
        ({"SETTINGS": {"a": "b" * 9000}}, "SETTINGS takes at most"),
        ({"SETTINGS": "a"}, "expected a map of settings"),
        ({"LABEL": "a" * 256}, "LABEL takes at most 255 characters"),
        ({"XML_ID": "a" * 256}, "XML_ID takes at most 255 characters"),
        ({"USER_TYPE_ID": "enumeration", "LIST": [{"VALUE": "a" * 256}]}, "LIST takes values of at most 255"),
        ({"USER_TYPE_ID": "enumeration", "LIST": [{"VALUE": str(n)} for n in range(1001)]}, "LIST takes at most 1000"),
        ({"USER_TYPE_ID": "enumeration", "LIST": "a"}, "expected a list of values"),
        ({"FIELD_NAME": ["a"]}, "expected a text"),
    ],
)
def test_values_that_a_field_cannot_have_are_refused(fields: dict[str, Any], told: str, world: World) -> None:
    given = {"FIELD_NAME": "NOTE", "USER_TYPE_ID": "string", **fields}
    status, _, text = world.rest.error("crm.deal.userfield.add", fields=given)
    assert status == 400
    assert told in text
    assert world.rest("crm.deal.userfield.list") == []


def test_the_fields_of_another_organisation_are_not_there(world: World, other_world: World) -> None:
    declare(other_world, FIELD_NAME="SECRET", LABEL="Secret")
    assert world.rest("crm.deal.userfield.list") == []
    assert "ufCrmSecret" not in world.rest("crm.item.fields", entityTypeId=2)["fields"]

"""``crm.status.*``: the directories of the CRM."""

from __future__ import annotations

from typing import Any

import pytest

from crm_worlds import DEAL, item
from inkpost.operations.kit import Services
from support import Served
from worlds import World, new_world

S = "crm.status"


def named(world: World, directory: str) -> dict[str, str]:
    """The names of a directory by their codes."""
    return {each["STATUS_ID"]: each["NAME"] for each in world.rest(f"{S}.entity.items", entityId=directory)}


def one(world: World, directory: str, code: str) -> dict[str, Any]:
    """An entry of a directory."""
    (found,) = world.rest(f"{S}.list", filter={"ENTITY_ID": directory, "STATUS_ID": code})
    return dict(found)


def test_the_stages_of_deals_are_those_that_are_documented(world: World) -> None:
    found = world.rest.raw(f"{S}.list", {"order": {"SORT": "ASC"}, "filter": {"ENTITY_ID": "DEAL_STAGE"}}).json()
    assert found["total"] == len(found["result"]) == 8
    first = found["result"][0]
    assert {**first, "ID": ""} == {
        "ID": "",
        "ENTITY_ID": "DEAL_STAGE",
        "STATUS_ID": "NEW",
        "NAME": "New",
        "NAME_INIT": "New",
        "SORT": "10",
        "SYSTEM": "Y",
        "CATEGORY_ID": None,
        "COLOR": "#39A8EF",
        "SEMANTICS": None,
        "EXTRA": {"SEMANTICS": "process", "COLOR": "#39A8EF"},
    }
    told = [(each["STATUS_ID"], each["SEMANTICS"], each["EXTRA"]["SEMANTICS"]) for each in found["result"][5:]]
    assert told == [("WON", "S", "success"), ("LOSE", "F", "failure"), ("APOLOGY", "F", "apology")]
    shown = world.rest(f"{S}.get", id=first["ID"])
    assert shown == {name: value for name, value in first.items() if name != "EXTRA"}


def test_every_directory_has_names_in_the_language_of_the_portal(served: Served, services: Services) -> None:
    english, russian = (new_world(served, services, language=each) for each in ("en", "ru"))
    for world, language in ((english, "en"), (russian, "ru")):
        listed = world.rest(f"{S}.list")
        assert all(each["NAME"] for each in listed)
        cyrillic = sum(any("а" <= letter <= "я" for letter in each["NAME"].lower()) for each in listed)
        assert (cyrillic > 50) is (language == "ru")
    assert named(english, "SOURCE")["PARTNER"] == "Existing client"
    assert named(russian, "SOURCE")["PARTNER"] == "Существующий клиент"
    assert named(english, "HONORIFIC")["HNR_EN_1"] == "Mr."
    assert named(russian, "HONORIFIC") == {"HNR_RU_1": "г-н", "HNR_RU_2": "г-жа"}
    titles = {each["ID"]: each["NAME"] for each in russian.rest(f"{S}.entity.types")}
    assert (titles["SOURCE"], titles["STATUS"]) == ("Источники", "Стадии лидов")
    assert russian.rest(f"{S}.fields")["NAME"]["title"] == "Название"


def test_every_directory_of_an_entity_type_can_be_read(world: World) -> None:
    made = world.rest("crm.type.add", fields={"title": "Boats", "isStagesEnabled": "Y"})["type"]["entityTypeId"]
    types = {each["ID"]: each for each in world.rest(f"{S}.entity.types")}
    assert all(named(world, each) for each in types)
    of_type = next(each for each in types.values() if each.get("ENTITY_TYPE_ID") == made)
    number = of_type["CATEGORY_ID"]
    assert of_type == {
        "ID": f"DYNAMIC_{made}_STAGE_{number}",
        "NAME": "Boats (General)",
        "SEMANTIC_INFO": [],
        "PREFIX": f"DT{made}_{number}",
        "FIELD_ATTRIBUTE_SCOPE": f"category_{number}",
        "ENTITY_TYPE_ID": made,
        "IS_ENABLED": True,
        "CATEGORY_ID": number,
        "CATEGORY_NAME": "General",
        "CATEGORY_SORT": 500,
        "IS_DEFAULT_CATEGORY": True,
    }
    assert types["DEAL_STAGE"]["SEMANTIC_INFO"] == {
        "START_FIELD": "NEW",
        "FINAL_SUCCESS_FIELD": "WON",
        "FINAL_UNSUCCESS_FIELD": "LOSE",
        "FINAL_SORT": 0,
    }
    assert types["DEAL_STAGE"]["CATEGORY_ID"] == 0
    assert types["STATUS"].keys() == {"ID", "NAME", "SEMANTIC_INFO", "ENTITY_TYPE_ID"}


def test_an_entry_is_added_renamed_and_deleted(world: World) -> None:
    fields = {"ENTITY_ID": "SOURCE", "STATUS_ID": "RADIO", "NAME": "Radio", "SORT": 15}
    number = world.rest(f"{S}.add", fields=fields)
    assert list(named(world, "SOURCE"))[:3] == ["CALL", "RADIO", "EMAIL"]
    found = world.rest(f"{S}.get", id=number)
    assert (found["SYSTEM"], found["NAME_INIT"], found["SEMANTICS"], found["COLOR"]) == ("N", "", None, None)
    changed = {"NAME": "Radio and TV", "SORT": 5, "COLOR": "#123456", "STATUS_ID": "TV", "SYSTEM": "Y"}
    assert world.rest(f"{S}.update", id=number, fields=changed) is True
    found = world.rest(f"{S}.get", id=number)
    assert [found[name] for name in ("NAME", "SORT", "COLOR", "STATUS_ID", "SYSTEM")] == [
        *("Radio and TV", "5", "#123456"),
        *("RADIO", "N"),
    ]
    assert world.rest(f"{S}.delete", id=number) is True
    assert "RADIO" not in named(world, "SOURCE")


def test_a_system_entry_is_deleted_by_force_and_a_stage_only_without_items(world: World) -> None:
    number = one(world, "SOURCE", "CALL")["ID"]
    assert world.rest.error(f"{S}.delete", id=number)[2].startswith("CRM System Status can be deleted only if")
    assert world.rest(f"{S}.delete", id=number, params={"FORCED": "Y"}) is True
    item(world.rest, DEAL, stageId="EXECUTING")
    number = one(world, "DEAL_STAGE", "EXECUTING")["ID"]
    assert world.rest.error(f"{S}.delete", id=number) == (400, "", "There are active items in this status.")
    # A lead in a stage of the same code is none of this directory's.
    number = one(world, "STATUS", "IN_PROCESS")["ID"]
    item(world.rest, DEAL, stageId="IN_PROCESS")
    assert world.rest(f"{S}.delete", id=number) is True


def test_the_stage_of_a_pipeline_gets_its_prefix(world: World) -> None:
    number = world.rest("crm.category.add", entityTypeId=2, fields={"name": "Repairs"})["category"]["id"]
    for code in ("DECISION", f"C{number}:OFFER"):
        fields = {"ENTITY_ID": f"DEAL_STAGE_{number}", "STATUS_ID": code, "NAME": code, "SEMANTICS": "F"}
        world.rest(f"{S}.add", fields=fields)
    found = named(world, f"DEAL_STAGE_{number}")
    assert {f"C{number}:DECISION", f"C{number}:OFFER", f"C{number}:NEW"} <= found.keys()
    refused = world.rest.error(
        f"{S}.add", fields={"ENTITY_ID": f"DEAL_STAGE_{number}", "STATUS_ID": "DECISION", "NAME": "x", "SEMANTICS": "F"}
    )
    assert refused == (400, "ERROR_CORE", "The specified status ID already exists.")


@pytest.mark.parametrize(
    ("directory", "fields", "told"),
    [
        ("STATUS", {"STATUS_ID": "A" * 22}, "22 characters: it takes at most 21"),
        ("DEAL_STAGE", {"STATUS_ID": "A" * 23}, "23 characters: it takes at most 22"),
        ("DEAL_STAGE", {"STATUS_ID": "НОВАЯ"}, "it takes Latin letters, digits, hyphens and underscores"),
        ("SOURCE", {"STATUS_ID": "a" * 51}, "51 characters: it takes at most 50"),
        ("SOURCE", {"NAME": "a" * 256}, "256 characters: it takes 1 to 255"),
        ("SOURCE", {"COLOR": "red"}, "it takes a colour such as #39A8EF"),
        ("SOURCE", {"SORT": -1}, "-1: it takes 0 to"),
        ("SOURCE", {"SORT": 2**62}, "it takes 0 to"),
        ("STATUS", {"SEMANTICS": "X"}, "it takes S, F or nothing"),
        ("SOURCE", {"NAME": {"a": 1}}, "expected a text"),
    ],
)
def test_values_that_an_entry_cannot_have_are_refused(
    directory: str, fields: dict[str, Any], told: str, world: World
) -> None:
    given = {"ENTITY_ID": directory, "STATUS_ID": "NEWER", "NAME": "x", "SORT": 10, **fields}
    status, code, text = world.rest.error(f"{S}.add", fields=given)
    assert (status, code) in [(400, ""), (400, "ERROR_ARGUMENT")]
    assert told in text


def test_a_source_takes_any_characters(world: World) -> None:
    world.rest(f"{S}.add", fields={"ENTITY_ID": "SOURCE", "STATUS_ID": "1|радио:", "NAME": "<b>Radio</b>"})
    assert named(world, "SOURCE")["1|радио:"] == "<b>Radio</b>"


def test_the_directories_of_another_organisation_do_not_exist(world: World, other_world: World) -> None:
    made = other_world.rest("crm.type.add", fields={"title": "Boats"})["type"]["entityTypeId"]
    directory = next(each["ID"] for each in other_world.rest(f"{S}.entity.types") if f"_{made}_" in each["ID"])
    number = one(other_world, directory, directory.replace("DYNAMIC_", "DT").replace("_STAGE", "") + ":NEW")["ID"]
    missing = (400, "", "Status is not found.")
    assert world.rest.error(f"{S}.get", id=number) == missing
    assert world.rest.error(f"{S}.update", id=number, fields={"NAME": "x"}) == missing
    assert world.rest.error(f"{S}.delete", id=number, params={"FORCED": "Y"}) == missing
    refused = world.rest.error(f"{S}.entity.items", entityId=directory)
    assert refused == (400, "", "The parameter entityId is not defined or invalid.")
    fields = {"ENTITY_ID": directory, "STATUS_ID": "X", "NAME": "x"}
    assert world.rest.error(f"{S}.add", fields=fields) == (400, "", "Specified entity type is not supported.")
    assert world.rest(f"{S}.list", filter={"ENTITY_ID": directory}) == []


def test_the_stages_go_with_their_type(world: World) -> None:
    made = world.rest("crm.type.add", fields={"title": "Boats"})["type"]
    world.rest("crm.type.delete", id=made["id"])
    assert not [each for each in world.rest(f"{S}.list") if f"_{made['entityTypeId']}_" in each["ENTITY_ID"]]
    assert not [each for each in world.rest(f"{S}.entity.types") if f"_{made['entityTypeId']}_" in each["ID"]]


def test_a_list_is_filtered_and_sorted(world: World) -> None:
    found = world.rest(f"{S}.list", filter={"ENTITY_ID": ["SOURCE", "STATUS"], "SYSTEM": "Y"}, order={"ID": "DESC"})
    assert {each["ENTITY_ID"] for each in found} == {"SOURCE", "STATUS"}
    assert {each["SYSTEM"] for each in found} == {"Y"}
    ids = [int(each["ID"]) for each in found]
    assert ids == sorted(ids, reverse=True)
    assert [
        each["STATUS_ID"] for each in world.rest(f"{S}.list", filter={"SEMANTICS": "S", "ENTITY_ID": "STATUS"})
    ] == ["CONVERTED"]
    assert len(world.rest(f"{S}.list")) > 50  # on one page


def test_a_stage_of_ones_own_closes_a_deal_as_it_says(world: World) -> None:
    for code, semantics in (("REFUSED", "F"), ("SHIPPED", "S"), ("READING", "")):
        fields = {"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": code, "NAME": code, "SORT": 55, "SEMANTICS": semantics}
        world.rest(f"{S}.add", fields=fields)
    number = item(world.rest, DEAL)

    def told(code: str) -> tuple[str, str]:
        found = world.rest("crm.item.update", entityTypeId=2, id=number, fields={"stageId": code})["item"]
        assert world.rest("crm.item.get", entityTypeId=2, id=number)["item"]["closed"] == found["closed"]
        listed = world.rest("crm.item.list", entityTypeId=2, filter={"closed": found["closed"]})["items"]
        assert [each["id"] for each in listed] == [number]
        return found["stageSemanticId"], found["closed"]

    assert [told(each) for each in ("REFUSED", "SHIPPED", "READING", "WON")] == [
        *(("F", "Y"), ("S", "Y"), ("P", "N"), ("S", "Y")),
    ]
    assert world.rest("crm.deal.list", filter={"STAGE_SEMANTIC_ID": "S"})[0]["STAGE_ID"] == "WON"
    fields = {"ENTITY_ID": "STATUS", "STATUS_ID": "LOST", "NAME": "Lost", "SORT": 60, "SEMANTICS": "F"}
    world.rest(f"{S}.add", fields=fields)
    lead = item(world.rest, 1, title="x", stageId="LOST")
    assert world.rest("crm.item.get", entityTypeId=1, id=lead)["item"]["dateClosed"]

"""``crm.type.*``: types that users define, and the items of them."""

from __future__ import annotations

from typing import Any

import pytest

from worlds import World

SWITCHES = {
    "isClientEnabled": "Y",
    "isLinkWithProductsEnabled": "true",
    "isStagesEnabled": 1,
    "isObserversEnabled": "Y",
}


def define(world: World, **fields: Any) -> dict[str, Any]:
    """A new type."""
    made: dict[str, Any] = world.rest("crm.type.add", fields={"title": "Boats", **fields})["type"]
    return made


def test_a_type_is_defined_found_changed_and_deleted(world: World) -> None:
    made = define(world, **SWITCHES)
    assert (made["title"], made["entityTypeId"], made["isClientEnabled"], made["isSourceEnabled"]) == (
        *("Boats", 1030),
        *("Y", "N"),
    )
    assert made["relations"]["parent"] == [
        {"entityTypeId": 3, "isChildrenListEnabled": "Y", "isPredefined": "Y"},
        {"entityTypeId": 4, "isChildrenListEnabled": "Y", "isPredefined": "Y"},
    ]
    assert world.rest("crm.type.get", id=made["id"])["type"] == made
    assert world.rest("crm.type.getByEntityTypeId", entityTypeId=1030)["type"] == made
    changed = world.rest("crm.type.update", id=made["id"], fields={"title": "Ships", "isStagesEnabled": "N"})["type"]
    assert (changed["title"], changed["isStagesEnabled"], changed["isClientEnabled"]) == ("Ships", "N", "Y")
    assert [each["title"] for each in world.rest("crm.type.list")["types"]] == ["Ships"]
    assert world.rest("crm.type.delete", id=made["id"]) == []
    assert world.rest("crm.type.list")["types"] == []


def test_numbers_are_given_or_taken(world: World) -> None:
    assert [define(world)["entityTypeId"] for _ in range(2)] == [1030, 1032]
    assert define(world, entityTypeId=2024)["entityTypeId"] == 2024
    assert define(world, entityTypeId=128)["entityTypeId"] == 128
    assert define(world)["entityTypeId"] == 2026


@pytest.mark.parametrize("number", [1031, 1028, 127, 193, 2, 2**40, 1030])
def test_numbers_out_of_range_are_refused(world: World, number: int) -> None:
    define(world)
    refused = world.rest.error("crm.type.add", fields={"title": "Boats", "entityTypeId": number})
    assert refused == (400, "INVALID_ARG_VALUE", "entityTypeId is out of allowed range")


def test_a_list_is_filtered_and_sorted(world: World) -> None:
    for title in ("Boats", "Trains", "Boots"):
        define(world, title=title, isSourceEnabled="Y" if title == "Boots" else "N")

    def titles(**params: Any) -> list[str]:
        return [each["title"] for each in world.rest("crm.type.list", **params)["types"]]

    assert titles(order={"title": "DESC"}) == ["Trains", "Boots", "Boats"]
    assert titles(filter={"isSourceEnabled": "Y"}) == ["Boots"]
    assert titles(filter=[{"logic": "OR", "0": {"%title": "oat"}, "1": {">entityTypeId": 1033}}]) == ["Boats", "Boots"]


def test_relations_are_kept(world: World) -> None:
    define(world)
    relations = {"parent": [{"entityTypeId": 2, "isChildrenListEnabled": "true"}], "child": [{"entityTypeId": 1030}]}
    made = define(world, relations=relations, linkedUserFields={"TASKS_TASK|UF_CRM_TASK": "true"})
    assert made["relations"] == {
        "parent": [{"entityTypeId": 2, "isChildrenListEnabled": "Y", "isPredefined": "N"}],
        "child": [{"entityTypeId": 1030, "isChildrenListEnabled": "N", "isPredefined": "N"}],
    }
    assert made["linkedUserFields"]["TASKS_TASK|UF_CRM_TASK"] == "Y"
    refused = world.rest.error("crm.type.add", fields={"title": "x", "relations": {"parent": [{"entityTypeId": 5000}]}})
    assert refused[:2] == (400, "INVALID_ARG_VALUE")


def test_the_fields_of_items_name_what_lies_above_them_as_either_side_says(world: World) -> None:
    def above(type_id: int) -> dict[str, tuple[str, int]]:
        fields = world.rest("crm.item.fields", entityTypeId=type_id)["fields"]
        told = {name: each for name, each in fields.items() if each["type"] == "crm_entity"}
        assert [each["upperName"] for each in told.values()] == [f"PARENT_ID_{name[8:]}" for name in told]
        return {name: (each["title"], each["settings"]["parentEntityTypeId"]) for name, each in told.items()}

    fleet = define(world, title="Fleets", relations={"child": [{"entityTypeId": 2}]})["entityTypeId"]
    parents = [{"entityTypeId": number} for number in (4, 31, fleet)]
    boat = define(world, isClientEnabled="Y", relations={"parent": parents})["entityTypeId"]
    assert above(boat) == {"parentId31": ("Invoice", 31), f"parentId{fleet}": ("Fleets", fleet)}
    assert above(2) == {f"parentId{fleet}": ("Fleets", fleet)}
    assert above(fleet) == above(4) == {}


def test_items_of_a_type_have_the_fields_that_are_switched_on(world: World) -> None:
    number = define(world)["entityTypeId"]
    assert "opportunity" not in world.rest("crm.item.fields", entityTypeId=number)["fields"]
    number = define(world, **SWITCHES)["entityTypeId"]
    made = world.rest("crm.item.add", entityTypeId=number, fields={"opportunity": 5, "sourceId": "WEB"})["item"]
    assert (made["title"], made["opportunity"], made["entityTypeId"], "sourceId" in made) == (
        "Boats #1",
        5,
        1032,
        False,
    )
    assert made["stageId"] == f"DT1032_{made['categoryId']}:NEW"
    letters = f"T{number:x}"
    row = world.rest("crm.item.productrow.add", fields={"ownerId": 1, "ownerType": letters, "price": 9})["productRow"]
    assert row["ownerType"] == letters
    child = world.rest("crm.item.add", entityTypeId=2, fields={"parentId1032": 1})["item"]
    assert child["parentId1032"] == 1
    refused = world.rest.error("crm.item.add", entityTypeId=2, fields={"parentId1032": 7})
    assert refused == (400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value for field "parentId1032"')


def test_a_type_of_another_organisation_does_not_exist(world: World, other_world: World) -> None:
    made = define(other_world)
    assert world.rest.error("crm.type.get", id=made["id"]) == (400, "0", "SPA not found")
    assert world.rest.error("crm.type.update", id=made["id"], fields={}) == (400, "0", "SPA not found")
    assert world.rest.error("crm.type.delete", id=made["id"]) == (400, "0", "Smart process not found")
    assert world.rest("crm.type.list")["types"] == []
    refused = world.rest.error("crm.item.list", entityTypeId=made["entityTypeId"])
    assert refused == (400, "NOT_FOUND", "SPA not found")


def test_who_configures_types(world: World) -> None:
    made = define(world)
    person = world.person()
    world.role(person, crm_view="X", crm_modify="X", crm_add="X", crm_delete="X")
    denied = (400, "ACCESS_DENIED", "Access denied")
    assert person.rest.error("crm.type.add", fields={"title": "x"}) == denied
    assert person.rest.error("crm.type.update", id=made["id"], fields={"title": "x"}) == denied
    assert person.rest.error("crm.type.delete", id=made["id"]) == denied
    assert person.rest.error("crm.type.list") == denied
    assert person.rest("crm.type.get", id=made["id"])["type"] == made
    boss = world.person()
    world.role(boss, crm_configure="X")
    assert boss.rest("crm.type.add", fields={"title": "x"})["type"]["title"] == "x"

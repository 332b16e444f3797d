"""``crm.enum.*``: what the numbers of other methods stand for."""

from __future__ import annotations

import pytest

from inkpost.operations.kit import Services
from support import Served
from worlds import World, new_world

E = "crm.enum"
EXPECTED = {
    "addresstype": {1, 4, 6, 8, 9, 11},
    "settings.mode": {1, 2},
    "activitytype": {0, 1, 2, 3, 4, 5, 6},
    "activitystatus": {0, 1, 2, 3},
    "activitypriority": {0, 1, 2, 3},
    "activitydirection": {0, 1, 2},
    "activitynotifytype": {0, 1, 2, 3},
    "contenttype": {0, 1, 2, 3},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_enumeration_has_the_documented_numbers(name: str, world: World) -> None:
    found = world.rest(f"{E}.{name}")
    assert {each["ID"] for each in found} == EXPECTED[name]
    assert all(bool(each["NAME"]) is bool(each["ID"]) for each in found)
    assert all(each["SYMBOL_CODE"] is each["SYMBOL_CODE_SHORT"] is None for each in found)


def test_the_numbers_of_addresses_are_those_that_addresses_take(world: World) -> None:
    company = world.rest("crm.company.add", fields={"TITLE": "Acme"})
    requisite = world.rest(
        "crm.requisite.add", fields={"ENTITY_TYPE_ID": 4, "ENTITY_ID": company, "PRESET_ID": 1, "NAME": "Main"}
    )
    for each in world.rest(f"{E}.addresstype"):
        fields = {"TYPE_ID": each["ID"], "ENTITY_TYPE_ID": 8, "ENTITY_ID": requisite, "CITY": each["NAME"]}
        assert world.rest("crm.address.add", fields=fields) is True


def test_the_types_of_items_are_named_with_those_that_users_define(world: World, other_world: World) -> None:
    for each in (world, other_world):
        each.rest("crm.type.add", fields={"title": f"Boats of {each.organization_id}", "entityTypeId": 177})
    found = {each["ID"]: each for each in world.rest(f"{E}.ownertype")}
    assert found[2] == {"ID": 2, "NAME": "Deal", "SYMBOL_CODE": "DEAL", "SYMBOL_CODE_SHORT": "D"}
    assert found[177] == {
        "ID": 177,
        "NAME": f"Boats of {world.organization_id}",
        "SYMBOL_CODE": "DYNAMIC_177",
        "SYMBOL_CODE_SHORT": "Tb1",
    }
    assert found.keys() == {1, 2, 3, 4, 5, 7, 8, 31, 177}
    assert [each["id"] for each in world.rest(f"{E}.getorderownertypes")] == [2]


def test_names_are_in_the_language_of_the_portal(served: Served, services: Services) -> None:
    russian = new_world(served, services, language="ru")
    assert {each["NAME"] for each in russian.rest(f"{E}.activitydirection")} == {"", "Входящее", "Исходящее"}
    assert russian.rest(f"{E}.ownertype")[1]["NAME"] == "Сделка"
    assert russian.rest(f"{E}.fields")["NAME"]["title"] == "Название"

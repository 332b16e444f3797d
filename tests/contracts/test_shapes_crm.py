"""The shapes of the answers of items, types and goods: each method is called, keys and JSON types compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from worlds import World

FAMILIES = ("crm.item.", "crm.type.")
METHODS = {name: shape for name, shape in shapes()["methods"].items() if name.startswith(FAMILIES)}
I, P, T = "crm.item", "crm.item.productrow", "crm.type"  # noqa: E741 - the names of the families
LEAD, DEAL = 1, 2


def _item(world: World, type_id: int, **more: Any) -> int:
    """An item with as much in it as there can be."""
    contact = world.rest(f"{I}.add", entityTypeId=3, fields={"name": "Anna"})["item"]["id"]
    company = world.rest(f"{I}.add", entityTypeId=4, fields={"title": "Acme", "isMyCompany": "Y"})["item"]["id"]
    fields = {
        "title": "Roof",
        "name": "Anna",
        "contactIds": [contact],
        "companyId": company,
        "opportunity": 99.5,
        "birthdate": "2000-01-01",
        "observers": [world.admin.id],
        "ufCrm_1": 5,
        "fm": [{"typeId": "PHONE", "valueType": "WORK", "value": "+49301"}],
        **more,
    }
    return int(world.rest(f"{I}.add", entityTypeId=type_id, fields=fields)["item"]["id"])


def _type(world: World, **fields: Any) -> dict[str, Any]:
    relations = {"parent": [{"entityTypeId": 2}], "child": [{"entityTypeId": 1}]}
    given = {"title": "Boats", "isClientEnabled": "Y", "relations": relations, **fields}
    made: dict[str, Any] = world.rest(f"{T}.add", fields=given)["type"]
    return made


def _goods(world: World) -> dict[str, Any]:
    """An item with a row of goods: the parameters that name the item."""
    number = _item(world, DEAL)
    row = {"productName": "Roof", "price": 9.5, "taxRate": 19}
    world.rest(f"{P}.set", ownerId=number, ownerType="D", productRows=[row])
    return {"ownerId": number, "ownerType": "D"}


def _row(world: World) -> int:
    owner = _goods(world)
    return int(world.rest(f"{P}.getAvailableForPayment", **owner)["productRows"][0]["id"])


SELECTED = ["id", "assignedById", "stageId", "opportunity", "sourceId", "title", "name", "lastName"]
CALLS: dict[str, Callable[[World], dict[str, Any]]] = {
    f"{I}.add": lambda world: {"entityTypeId": DEAL, "fields": {"title": "Roof", "observers": [world.admin.id]}},
    f"{I}.update": lambda world: {"entityTypeId": DEAL, "id": _item(world, DEAL), "fields": {"stageId": "WON"}},
    f"{I}.get": lambda world: {"entityTypeId": LEAD, "id": _item(world, LEAD)},
    f"{I}.delete": lambda world: {"entityTypeId": LEAD, "id": _item(world, LEAD)},
    f"{I}.list": lambda world: {
        "entityTypeId": LEAD,
        "filter": {">=id": _item(world, LEAD)},
        "select": [*SELECTED, "isManualOpportunity"],
    },
    f"{I}.fields": lambda world: {"entityTypeId": DEAL},
    f"{T}.add": lambda world: {"fields": {"title": "Boats", "isClientEnabled": "Y"}},
    f"{T}.update": lambda world: {"id": _type(world)["id"], "fields": {"title": "Ships"}},
    f"{T}.get": lambda world: {"id": _type(world)["id"]},
    f"{T}.getByEntityTypeId": lambda world: {"entityTypeId": _type(world)["entityTypeId"]},
    f"{T}.list": lambda world: {"filter": {"id": _type(world)["id"]}},
    f"{T}.delete": lambda world: {"id": _type(world)["id"]},
    f"{T}.fields": lambda world: {},
    f"{P}.add": lambda world: {"fields": {**_goods(world), "price": 5}},
    f"{P}.update": lambda world: {"id": _row(world), "fields": {"price": 5}},
    f"{P}.get": lambda world: {"id": _row(world)},
    f"{P}.list": lambda world: {"filter": {f"={name}": value for name, value in _goods(world).items()}},
    f"{P}.set": lambda world: {**_goods(world), "productRows": [{"price": 7, "discountRate": 10}]},
    f"{P}.getAvailableForPayment": _goods,
    f"{P}.delete": lambda world: {"id": _row(world)},
    f"{P}.fields": lambda world: {},
}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    body = world.rest.raw(method, CALLS[method](world)).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body["result"] or method.endswith("delete")
    assert body.keys() == {"result", "time"} | ({"total"} if METHODS[method]["total"] else set())


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()

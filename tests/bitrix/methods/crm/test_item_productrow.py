"""``crm.item.productrow.*``: prices, discounts and taxes as documented, and the amount that they make of the item."""

from __future__ import annotations

from typing import Any

import pytest

from worlds import World

DEAL, CONTACT, QUOTE, INVOICE = 2, 3, 7, 31
P = "crm.item.productrow"
DENIED = (400, "ACCESS_DENIED", "Access denied")


def deal(world: World, **fields: Any) -> int:
    """A new deal."""
    return int(world.rest("crm.item.add", entityTypeId=DEAL, fields=fields)["item"]["id"])


def row(world: World, owner: int, **fields: Any) -> dict[str, Any]:
    """A new row of a deal."""
    given = {"ownerId": owner, "ownerType": "D", **fields}
    made: dict[str, Any] = world.rest(f"{P}.add", fields=given)["productRow"]
    return made


def amounts(world: World, number: int) -> tuple[float, float]:
    """The amount and the tax of a deal."""
    item = world.rest("crm.item.get", entityTypeId=DEAL, id=number)["item"]
    return item["opportunity"], item["taxValue"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (
            {"price": 80000, "quantity": 2, "discountTypeId": 2, "discountRate": 20, "taxRate": 20, "taxIncluded": "Y"},
            {"priceExclusive": 66666.67, "priceNetto": 83333.34, "priceBrutto": 100000.01, "discountSum": 16666.67},
        ),
        (
            {"price": 90000, "quantity": 3, "discountRate": 10, "taxRate": 10, "taxIncluded": "Y"},
            {"priceExclusive": 81818.18, "priceNetto": 90909.09, "priceBrutto": 100000, "discountSum": 9090.91},
        ),
        (
            {"price": 5550, "measureCode": 6},
            {"priceExclusive": 5550, "priceNetto": 5550, "discountSum": 0, "taxRate": None, "measureName": "m"},
        ),
        (
            {"price": 90, "discountTypeId": 1, "discountSum": 10},
            {"priceNetto": 100, "priceBrutto": 100, "discountRate": 10, "discountSum": 10},
        ),
        ({"price": 0, "discountTypeId": 2, "discountRate": 100}, {"price": 0, "priceNetto": 0, "discountRate": 100}),
        ({"price": "19.999", "quantity": "1.5"}, {"price": 19.999, "quantity": 1.5, "priceExclusive": 20}),
    ],
)
def test_the_prices_of_a_row(world: World, given: dict[str, Any], wanted: dict[str, Any]) -> None:
    made = row(world, deal(world), productName="Roof", **given)
    assert {name: made[name] for name in wanted} == wanted
    assert (made["ownerId"], made["ownerType"], made["productName"], made["type"]) == (1, "D", "Roof", 4)
    assert world.rest(f"{P}.get", id=made["id"])["productRow"] == made


def test_goods_make_the_amount_of_their_item(world: World) -> None:
    number = deal(world, opportunity=5)
    assert amounts(world, number) == (5, 0)
    first = row(world, number, productName="Roof", price=119, quantity=2, taxRate=19)
    assert amounts(world, number) == (238, 38)
    second = row(world, number, productName="Door", price=50)
    assert amounts(world, number) == (288, 38)
    world.rest(f"{P}.update", id=second["id"], fields={"quantity": 3})
    assert amounts(world, number) == (388, 38)
    world.rest("crm.item.update", entityTypeId=DEAL, id=number, fields={"opportunity": 1})
    assert amounts(world, number) == (388, 38)
    world.rest(f"{P}.delete", id=first["id"])
    assert amounts(world, number) == (150, 0)
    world.rest(f"{P}.delete", id=second["id"])
    assert amounts(world, number) == (0, 0)


def test_an_amount_set_by_hand_stays(world: World) -> None:
    number = deal(world, opportunity=7, isManualOpportunity="Y")
    row(world, number, price=119, taxRate=19)
    assert amounts(world, number) == (7, 19)
    world.rest("crm.item.update", entityTypeId=DEAL, id=number, fields={"isManualOpportunity": "N"})
    assert amounts(world, number) == (119, 19)


def test_set_replaces_all_there_were(world: World) -> None:
    number = deal(world)
    row(world, number, price=1)
    rows = [{"productName": "B", "price": 2, "sort": 20}, {"productName": "A", "price": 3, "sort": 10}]
    made = world.rest(f"{P}.set", ownerId=number, ownerType="D", productRows=rows)["productRows"]
    assert [each["productName"] for each in made] == ["B", "A"]
    listed = world.rest(f"{P}.list", filter={"=ownerType": "D", "=ownerId": number}, order={"sort": "asc"})
    assert [each["productName"] for each in listed["productRows"]] == ["A", "B"]
    assert amounts(world, number) == (5, 0)
    available = world.rest(f"{P}.getAvailableForPayment", ownerId=number, ownerType="D")["productRows"]
    assert [each["productName"] for each in available] == ["A", "B"]
    assert world.rest(f"{P}.set", ownerId=number, ownerType="D", productRows=[]) == {"productRows": []}
    assert amounts(world, number) == (0, 0)


def test_a_refused_set_leaves_what_there_was(world: World) -> None:
    number = deal(world)
    row(world, number, price=1)
    bad = [{"price": 2}, {"price": "much"}]
    assert world.rest.error(f"{P}.set", ownerId=number, ownerType="D", productRows=bad)[0] == 400
    assert amounts(world, number) == (1, 0)


def test_a_list_is_filtered_sorted_and_counted(world: World) -> None:
    number = deal(world)
    rows = [{"productName": f"Row {at}", "price": at, "taxIncluded": "Y" if at % 2 else "N"} for at in range(60)]
    world.rest(f"{P}.set", ownerId=number, ownerType="D", productRows=rows)
    where = {"=ownerType": "D", "=ownerId": number}
    answer = world.rest.raw(f"{P}.list", {"filter": where}).json()
    assert (len(answer["result"]["productRows"]), answer["total"], answer["next"]) == (50, 60, 50)
    found = world.rest(f"{P}.list", filter={**where, ">price": 56, "taxIncluded": "Y"}, order={"id": "desc"})
    assert [each["price"] for each in found["productRows"]] == [59, 57]
    found = world.rest(f"{P}.list", filter={**where, "%productName": "w 5", "<=price": 50})
    assert [each["price"] for each in found["productRows"]] == [5, 50]


@pytest.mark.parametrize(("type_id", "letters"), [(QUOTE, "Q"), (INVOICE, "SI"), (1, "L")])
def test_other_types_have_goods_too(world: World, type_id: int, letters: str) -> None:
    number = world.rest("crm.item.add", entityTypeId=type_id, fields={})["item"]["id"]
    made = world.rest(f"{P}.add", fields={"ownerId": number, "ownerType": letters, "price": 9})["productRow"]
    assert made["ownerType"] == letters
    assert world.rest("crm.item.get", entityTypeId=type_id, id=number)["item"]["opportunity"] == 9


def test_goods_go_with_their_item(world: World) -> None:
    number = deal(world)
    made = row(world, number, price=1)
    world.rest("crm.item.delete", entityTypeId=DEAL, id=number)
    assert world.rest.error(f"{P}.get", id=made["id"]) == (400, "NOT_FOUND", "Item not found")


def test_whoever_may_not_change_the_item_may_not_change_its_goods(world: World, other_world: World) -> None:
    number = deal(world)
    made = row(world, number, price=1)
    person = world.person()
    world.role(person, crm_view="X", crm_modify="A")
    assert person.rest(f"{P}.get", id=made["id"])["productRow"] == made
    assert person.rest.error(f"{P}.update", id=made["id"], fields={"price": 2}) == DENIED
    assert person.rest.error(f"{P}.delete", id=made["id"]) == DENIED
    assert person.rest.error(f"{P}.set", ownerId=number, ownerType="D", productRows=[]) == DENIED
    assert person.rest.error(f"{P}.add", fields={"ownerId": number, "ownerType": "D", "price": 1}) == DENIED
    blind = world.person()
    assert blind.rest.error(f"{P}.get", id=made["id"]) == DENIED
    assert blind.rest.error(f"{P}.list", filter={"=ownerType": "D", "=ownerId": number}) == DENIED
    assert other_world.rest.error(f"{P}.get", id=made["id"]) == (400, "NOT_FOUND", "Item not found")
    owner = {"ownerId": number, "ownerType": "D"}
    refused = other_world.rest.error(f"{P}.set", **owner, productRows=[])
    assert refused == (400, "OWNER_NOT_FOUND", "Owner was not found")
    assert amounts(world, number) == (1, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"price": "much"},
        {"price": 10**16},
        {"quantity": -1},
        {"taxRate": 101},
        {"discountTypeId": 3},
        {"discountRate": 101},
        {"productName": "x" * 256},
        {"sort": 2**40},
        {"productId": [1]},
        {"price": "NaN"},
    ],
)
def test_impossible_values_are_refused_by_name(world: World, fields: dict[str, Any]) -> None:
    number = deal(world)
    status, code, said = world.rest.error(f"{P}.add", fields={"ownerId": number, "ownerType": "D", **fields})
    assert (status, code) == (400, "0")
    name = next(iter(fields))
    assert name.lower() in said.replace("_", "").lower()
    assert amounts(world, number) == (0, 0)

"""``crm.address.*`` and ``crm.requisite.link.*`` over the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from crm_things import COMPANY, CONTACT, DEAL, LEAD, bank_detail, item, requisite
from worlds import World

A, L = "crm.address", "crm.requisite.link"


def place(owner: int, type_id: int = 1, owner_type: int = 8, **fields: Any) -> dict[str, Any]:
    """The fields of an address."""
    return {"TYPE_ID": type_id, "ENTITY_TYPE_ID": owner_type, "ENTITY_ID": owner, **fields}


def test_an_address_names_whose_it_is_in_the_end(world: World) -> None:
    contact = item(world, CONTACT)
    made = requisite(world, contact, CONTACT)
    lead = item(world, LEAD)
    assert world.rest(f"{A}.add", fields=place(made, ADDRESS_1="Rue 1", CITY="Lyon", POSTAL_CODE=69001)) is True
    assert world.rest(f"{A}.add", fields=place(lead, 6, LEAD, CITY="Paris")) is True
    first, second = world.rest(f"{A}.list")
    number = first.pop("LOC_ADDR_ID")
    assert int(number) > 0
    assert first == {
        "TYPE_ID": "1",
        "ENTITY_TYPE_ID": "8",
        "ENTITY_ID": str(made),
        "ADDRESS_1": "Rue 1",
        "ADDRESS_2": None,
        "CITY": "Lyon",
        "POSTAL_CODE": "69001",
        "REGION": None,
        "PROVINCE": None,
        "COUNTRY": None,
        "COUNTRY_CODE": None,
        "ANCHOR_TYPE_ID": "3",
        "ANCHOR_ID": str(contact),
    }
    assert (second["ANCHOR_TYPE_ID"], second["ANCHOR_ID"], second["ENTITY_ID"]) == ("1", str(lead), str(lead))


def test_an_address_is_changed_and_deleted_by_its_place(world: World) -> None:
    made = requisite(world)
    for type_id in (1, 6):
        world.rest(f"{A}.add", fields=place(made, type_id, CITY="Bonn", COUNTRY="DE"))
    assert world.rest(f"{A}.update", fields=place(made, CITY="Köln", COUNTRY="") | {"TYPE_ID": "6"}) is True
    told = world.rest(f"{A}.list", order={"TYPE_ID": "desc"}, select=["TYPE_ID", "CITY", "COUNTRY"])
    assert told == [
        {"TYPE_ID": "6", "CITY": "Köln", "COUNTRY": None},
        {"TYPE_ID": "1", "CITY": "Bonn", "COUNTRY": "DE"},
    ]
    assert world.rest(f"{A}.list", filter={"CITY": "Köln"}, select=["TYPE_ID"]) == [{"TYPE_ID": "6"}]
    assert world.rest(f"{A}.delete", fields=place(made, 6)) is True
    assert [each["TYPE_ID"] for each in world.rest(f"{A}.list")] == ["1"]
    answer = world.rest.raw(f"{A}.list", {"filter": {"ENTITY_ID": made, "ENTITY_TYPE_ID": 8}}).json()
    assert (answer["total"], "next" in answer) == (1, False)


def test_an_address_may_be_a_copy_of_another(world: World) -> None:
    one, two = requisite(world), requisite(world)
    world.rest(f"{A}.add", fields=place(one, CITY="Bonn", ADDRESS_1="Markt 1"))
    number = world.rest(f"{A}.list")[0]["LOC_ADDR_ID"]
    world.rest(f"{A}.add", fields=place(two, LOC_ADDR_ID=number))
    world.rest(f"{A}.add", fields=place(two, 6, LOC_ADDR_ID=number, CITY="Köln"))
    copied, said = world.rest(f"{A}.list", filter={"ENTITY_ID": two}, order={"TYPE_ID": "asc"})
    assert (copied["CITY"], copied["ADDRESS_1"]) == ("Bonn", "Markt 1")
    assert copied["LOC_ADDR_ID"] != number
    assert (said["CITY"], said["ADDRESS_1"]) == ("Köln", None)


def test_two_addresses_of_a_type_at_once_are_one(world: World) -> None:
    made = requisite(world)
    with ThreadPoolExecutor(4) as many:
        answers = list(many.map(lambda _: world.rest.raw(f"{A}.add", {"fields": place(made)}).status_code, range(4)))
    assert sorted(answers) == [200, 400, 400, 400]
    assert len(world.rest(f"{A}.list")) == 1


def test_an_address_is_seen_by_who_sees_its_owner(world: World, other_world: World) -> None:
    own = world.person()
    world.role(own, crm_view="A", crm_add="A")
    seen, hidden = requisite(world, item(world, owner=own)), requisite(world)
    for made in (seen, hidden):
        world.rest(f"{A}.add", fields=place(made, CITY="Bonn"))
    answer = own.rest.raw(f"{A}.list").json()
    assert ([each["ENTITY_ID"] for each in answer["result"]], answer["total"]) == ([str(seen)], 1)
    assert own.rest(f"{A}.add", fields=place(seen, 6)) is True
    for method, rest in (("update", own.rest), ("delete", own.rest)):
        assert rest.error(f"{A}.{method}", fields=place(seen, 6, CITY="x")) == (400, "", "Access denied.")
    number = world.rest(f"{A}.list", filter={"ENTITY_ID": hidden})[0]["LOC_ADDR_ID"]
    assert own.rest(f"{A}.add", fields=place(seen, 11, LOC_ADDR_ID=number)) is True
    assert own.rest(f"{A}.list", filter={"TYPE_ID": 11})[0]["CITY"] is None
    assert other_world.rest(f"{A}.list") == []
    assert other_world.rest.error(f"{A}.delete", fields=place(seen))[2] == "TypeAddress not found."


@pytest.fixture
def sale(world: World) -> dict[str, int]:
    """A deal with a client and its own company, both with requisites and an account."""
    company, seller = item(world), item(world, isMyCompany=True)
    deal = item(world, DEAL, companyId=company)
    made, own = requisite(world, company), requisite(world, seller)
    accounts = bank_detail(world, made), bank_detail(world, own)
    return {
        "ENTITY_TYPE_ID": DEAL,
        "ENTITY_ID": deal,
        "REQUISITE_ID": made,
        "BANK_DETAIL_ID": accounts[0],
        "MC_REQUISITE_ID": own,
        "MC_BANK_DETAIL_ID": accounts[1],
    }


def test_a_link_is_put_read_and_taken_away(world: World, sale: dict[str, int]) -> None:
    assert world.rest(f"{L}.register", fields=sale) is True
    whole = {name: str(number) for name, number in sale.items()}
    deal = {"entityTypeId": DEAL, "entityId": sale["ENTITY_ID"]}
    assert world.rest(f"{L}.get", **deal) == {**whole, "ENTITY_TYPE_ID": DEAL, "ENTITY_ID": sale["ENTITY_ID"]}
    assert world.rest(f"{L}.list") == [whole]
    nothing = dict.fromkeys(sale, 0) | {"ENTITY_TYPE_ID": DEAL, "ENTITY_ID": sale["ENTITY_ID"]}
    assert world.rest(f"{L}.register", fields=nothing) is True
    assert world.rest(f"{L}.list", filter={"REQUISITE_ID": sale["REQUISITE_ID"]}) == []
    answer = world.rest.raw(f"{L}.list", {"filter": {"REQUISITE_ID": 0}, "select": ["ENTITY_ID"]}).json()
    assert (answer["result"], answer["total"]) == ([{"ENTITY_ID": str(sale["ENTITY_ID"])}], 1)
    assert world.rest(f"{L}.unregister", **deal) is True
    assert world.rest(f"{L}.unregister", **deal) is False
    assert world.rest.error(f"{L}.get", **deal) == (400, "", "Not found")


def test_the_client_is_the_contact_where_there_is_no_company(world: World) -> None:
    contact = item(world, CONTACT)
    made = requisite(world, contact, CONTACT)
    deal = item(world, DEAL, contactId=contact)
    nothing = {"BANK_DETAIL_ID": 0, "MC_REQUISITE_ID": 0, "MC_BANK_DETAIL_ID": 0}
    given = {"ENTITY_TYPE_ID": DEAL, "ENTITY_ID": deal, "REQUISITE_ID": made, **nothing}
    assert world.rest(f"{L}.register", fields=given) is True
    other = requisite(world, item(world, CONTACT), CONTACT)
    refused = world.rest.error(f"{L}.register", fields={**given, "REQUISITE_ID": other})
    assert refused[2] == f"The Requisite with ID '{other}' is not assigned to Contact with ID '{contact}'"


def test_a_link_is_seen_by_who_sees_the_object(world: World, sale: dict[str, int], other_world: World) -> None:
    world.rest(f"{L}.register", fields=sale)
    own, none = world.person(), world.person()
    world.role(own, crm_view="A", crm_modify="A")
    deal = {"entityTypeId": DEAL, "entityId": sale["ENTITY_ID"]}
    answer = own.rest.raw(f"{L}.list").json()
    assert (answer["result"], answer["total"]) == ([], 0)
    for rest in (own.rest, none.rest):
        for method in ("get", "unregister"):
            assert rest.error(f"{L}.{method}", **deal) == (400, "", "Access denied.")
        assert rest.error(f"{L}.register", fields=sale) == (400, "", "Access denied.")
    assert other_world.rest(f"{L}.list") == []
    assert other_world.rest.error(f"{L}.get", **deal) == (400, "", "Entity is not found")
    assert len(world.rest(f"{L}.list")) == 1


def test_companies_choose_no_requisites(world: World) -> None:
    given = {"entityTypeId": COMPANY, "entityId": item(world)}
    assert world.rest.error(f"{L}.get", **given) == (400, "", "entityTypeId is not defined or invalid.")

"""``crm.deal.*``, ``crm.company.*``, ``crm.contact.*`` and ``crm.lead.*`` over the wire."""

from __future__ import annotations

from typing import Any

import pytest

from crm_things import COMPANY, requisite
from support import CLIENT
from worlds import World

FAMILIES = ("lead", "deal", "contact", "company")


def add(world: World, family: str, **fields: Any) -> int:
    """A new item."""
    made: int = world.rest(f"crm.{family}.add", fields=fields)
    return made


def get(world: World, family: str, number: int) -> dict[str, Any]:
    """One item."""
    told: dict[str, Any] = world.rest(f"crm.{family}.get", id=number)
    return told


def test_a_deal_of_the_older_family_is_one_of_the_newer(world: World) -> None:
    company = add(world, "company", TITLE="Acme")
    contact = add(world, "contact", NAME="Ann", LAST_NAME="Lee", COMPANY_ID=company)
    deal = add(
        world,
        "deal",
        TITLE="Sale",
        COMPANY_ID=str(company),
        CONTACT_IDS=[contact],
        OPPORTUNITY="1000.5",
        CURRENCY_ID="EUR",
        BEGINDATE="2024-08-30",
        PROBABILITY=99,
        OPENED="N",
        UF_CRM_1721244482250="Hello",
        UTM_SOURCE="web",
        DATE_CREATE="2000-01-01",
        NO_SUCH="x",
    )
    told = get(world, "deal", deal)
    assert (told["ID"], told["TITLE"], told["OPPORTUNITY"], told["CURRENCY_ID"]) == (
        str(deal),
        "Sale",
        "1000.50",
        "EUR",
    )
    assert (told["COMPANY_ID"], told["CONTACT_ID"], told["PROBABILITY"]) == (str(company), str(contact), "99")
    assert (told["STAGE_ID"], told["STAGE_SEMANTIC_ID"], told["CATEGORY_ID"], told["CLOSED"]) == ("NEW", "P", "0", "N")
    assert (told["OPENED"], told["UTM_SOURCE"], told["UF_CRM_1721244482250"]) == ("N", "web", "Hello")
    assert told["BEGINDATE"].startswith("2024-08-30T")
    assert not told["DATE_CREATE"].startswith("2000")
    assert (told["LEAD_ID"], told["ADDITIONAL_INFO"]) == (None, None)
    newer = world.rest("crm.item.get", entityTypeId=2, id=deal)["item"]
    assert (newer["title"], newer["companyId"], newer["contactIds"]) == ("Sale", company, [contact])
    assert world.rest("crm.deal.update", id=deal, fields={"STAGE_ID": "WON"}, params={"REGISTER_SONET_EVENT": "Y"})
    told = get(world, "deal", deal)
    assert (told["STAGE_ID"], told["STAGE_SEMANTIC_ID"], told["TITLE"]) == ("WON", "S", "Sale")
    assert world.rest("crm.deal.delete", id=deal) is True
    assert world.rest("crm.item.list", entityTypeId=2) == {"items": []}


def test_the_ways_to_reach_somebody(world: World) -> None:
    contact = add(
        world,
        "contact",
        NAME="Ann",
        PHONE=[{"VALUE": "+1555", "VALUE_TYPE": "WORK"}, {"VALUE": "+1666", "VALUE_TYPE": "HOME"}],
        EMAIL=[{"VALUE": "ann@example.test"}],
        WEB={"n0": {"VALUE": "https://ann.example.test", "VALUE_TYPE": "WORK"}},
        IM=[{"VALUE": "ann", "VALUE_TYPE": "TELEGRAM"}],
    )
    told = get(world, "contact", contact)
    work, home = told["PHONE"]
    assert work == {"ID": work["ID"], "VALUE_TYPE": "WORK", "VALUE": "+1555", "TYPE_ID": "PHONE"}
    assert (told["EMAIL"][0]["VALUE"], told["EMAIL"][0]["VALUE_TYPE"]) == ("ann@example.test", "WORK")
    assert (told["WEB"][0]["VALUE"], told["IM"][0]["VALUE_TYPE"]) == ("https://ann.example.test", "TELEGRAM")
    assert (told["HAS_PHONE"], told["HAS_EMAIL"], "LINK" in told) == ("Y", "Y", False)
    changed = [
        {"ID": work["ID"], "VALUE": "+1777", "VALUE_TYPE": "MOBILE"},
        {"ID": home["ID"], "DELETE": "Y"},
        {"VALUE": "+1888", "VALUE_TYPE": "FAX"},
        {"ID": work["ID"]},
    ]
    world.rest("crm.contact.update", id=contact, fields={"PHONE": changed})
    phones = get(world, "contact", contact)["PHONE"]
    assert [(each["VALUE"], each["VALUE_TYPE"]) for each in phones] == [("+1777", "MOBILE"), ("+1888", "FAX")]
    assert phones[0]["ID"] == work["ID"]
    world.rest("crm.contact.update", id=contact, fields={"PHONE": {phones[0]["ID"]: {"VALUE": ""}}})
    assert [each["VALUE"] for each in get(world, "contact", contact)["PHONE"]] == ["+1888"]
    found = world.rest("crm.contact.list", filter={"PHONE": "+1888"}, select=["ID", "EMAIL"])
    assert found == [{"ID": str(contact), "EMAIL": told["EMAIL"]}]
    assert world.rest("crm.contact.list", filter={"PHONE": "+1666"}) == []
    assert "PHONE" not in world.rest("crm.contact.list", select=["*", "UF_*"])[0]


def test_a_company_has_its_own_names(world: World) -> None:
    number = add(world, "company", TITLE="Acme", COMPANY_TYPE="PARTNER", REVENUE=1200, IS_MY_COMPANY="Y")
    told = get(world, "company", number)
    assert (told["COMPANY_TYPE"], told["REVENUE"], told["IS_MY_COMPANY"]) == ("PARTNER", "1200", "Y")
    assert (told["LOGO"], told["ADDRESS_CITY"], told["REG_ADDRESS"]) == (None, None, None)
    assert world.rest("crm.company.list", filter={"COMPANY_TYPE": "PARTNER"}, select=["ID"]) == [{"ID": str(number)}]
    contact = add(world, "contact", NAME="Ann")
    world.rest("crm.company.update", id=number, fields={"CONTACT_ID": [contact]})
    assert world.rest("crm.contact.list", filter={"COMPANY_ID": number}, select=["ID"]) == [{"ID": str(contact)}]


def test_a_lead_has_a_status(world: World) -> None:
    number = add(world, "lead", TITLE="Call", NAME="Ann", STATUS_ID="IN_PROCESS", COMPANY_TITLE="Acme")
    told = get(world, "lead", number)
    assert (told["STATUS_ID"], told["STATUS_SEMANTIC_ID"]) == ("IN_PROCESS", "P")
    assert (told["COMPANY_TITLE"], told["BIRTHDATE"], told["DATE_CLOSED"]) == ("Acme", "", "")
    world.rest("crm.lead.update", id=number, fields={"STATUS_ID": "JUNK", "BIRTHDATE": "2001-11-11"})
    told = get(world, "lead", number)
    assert told["STATUS_SEMANTIC_ID"] == "F"
    assert told["BIRTHDATE"].startswith("2001-11-11T")
    assert told["DATE_CLOSED"] != ""


def test_conditions_orders_and_columns(world: World) -> None:
    company = add(world, "company", TITLE="Acme")
    contact = add(world, "contact", NAME="Ann")
    other = add(world, "contact", NAME="Bob")
    one = add(world, "deal", TITLE="Alpha", OPPORTUNITY=100, COMPANY_ID=company, UF_CRM_7="x")
    two = add(world, "deal", TITLE="Beta", OPPORTUNITY=300, CONTACT_IDS=[contact, other])
    three = add(world, "deal", TITLE="Gamma", OPPORTUNITY=200, STAGE_ID="WON")

    def ids(**given: Any) -> list[int]:
        return [int(each["ID"]) for each in world.rest("crm.deal.list", **given)]

    assert ids() == [one, two, three]
    assert ids(order={"OPPORTUNITY": "DESC"}) == [two, three, one]
    assert ids(order={"title": "sideways", "NO_SUCH": "ASC"}) == [one, two, three]
    assert ids(filter={">OPPORTUNITY": "100", "<=OPPORTUNITY": 300}) == [two, three]
    assert ids(filter={"%TITLE": "et"}) == ids(filter={"=%TITLE": "Be%"}) == ids(filter={"TITLE": "Beta"}) == [two]
    assert ids(filter={"!TITLE": "Beta"}) == ids(filter={"!@TITLE": ["Beta"]}) == [one, three]
    assert ids(filter={"@ID": [one, three]}) == ids(filter={"ID": [one, three]}) == [one, three]
    assert ids(filter={"COMPANY_ID": company}) == ids(filter={"UF_CRM_7": "x"}) == [one]
    assert ids(filter={"CONTACT_ID": contact}) == ids(filter={"CONTACT_ID": other}) == [two]
    assert ids(filter={"CLOSED": "Y"}) == ids(filter={"STAGE_SEMANTIC_ID": "S"}) == [three]
    assert ids(filter={"NO_SUCH": 1, ">ID": one}, order={"ID": "DESC"}) == [three, two]
    assert ids(filter={">DATE_CREATE": "2100-01-01"}) == []
    assert ids(filter=[]) == ids(filter="") == [one, two, three]
    row = world.rest("crm.deal.list", filter={"ID": one}, select=["ID", "TITLE", "UF_*"])
    assert row == [{"ID": str(one), "TITLE": "Alpha", "UF_CRM_7": "x"}]
    assert world.rest("crm.deal.list", filter={"ID": one}, select=["UF_CRM_8"]) == [{"UF_CRM_8": None}]
    whole = world.rest("crm.deal.list", filter={"ID": one})[0]
    assert whole == get(world, "deal", one)
    assert "UF_CRM_7" not in world.rest("crm.deal.list", filter={"ID": one}, select=["*"])[0]
    query = f"{world.rest.webhook_url}crm.deal.list?filter[>OPPORTUNITY]=150&order[ID]=DESC&select[]=ID"
    assert [int(each["ID"]) for each in CLIENT.get(query).json()["result"]] == [three, two]


@pytest.mark.parametrize("family", FAMILIES)
def test_pages_of_fifty(world: World, family: str) -> None:
    commands = {f"c{at}": f"crm.{family}.add?fields[TITLE]=T{at}&fields[NAME]=N{at}" for at in range(50)}
    for _ in range(2):
        assert not world.rest("batch", cmd=commands)["result_error"]
    first = world.rest.raw(f"crm.{family}.list").json()
    assert (len(first["result"]), first["total"], first["next"]) == (50, 100, 50)
    second = world.rest.raw(f"crm.{family}.list", {"start": 50}).json()
    assert (len(second["result"]), second["total"], "next" in second) == (50, 100, False)
    last = second["result"][-1]["ID"]
    fast = world.rest.raw(f"crm.{family}.list", {"start": -1, "order": {"ID": "DESC"}, "filter": {"<=ID": last}}).json()
    assert (len(fast["result"]), fast["result"][0]["ID"], fast["total"], "next" in fast) == (50, last, 0, False)


@pytest.mark.parametrize("family", FAMILIES)
def test_whoever_may_see_ones_own_sees_no_other(world: World, family: str) -> None:
    person = world.person()
    world.role(person, crm_view="A", crm_add="A", crm_modify="A", crm_delete="A")
    hidden = add(world, family, TITLE="Hidden", NAME="Hidden")
    mine = person.rest(f"crm.{family}.add", fields={"TITLE": "Mine", "NAME": "Mine"})
    answer = person.rest.raw(f"crm.{family}.list").json()
    assert ([int(each["ID"]) for each in answer["result"]], answer["total"]) == ([mine], 1)
    answer = person.rest.raw(f"crm.{family}.list", {"filter": {"ID": [hidden]}}).json()
    assert (answer["result"], answer["total"]) == ([], 0)
    denied = (400, "", "Access denied.")
    assert person.rest.error(f"crm.{family}.get", id=hidden) == denied
    assert person.rest.error(f"crm.{family}.update", id=hidden, fields={"NAME": "x"}) == denied
    assert person.rest.error(f"crm.{family}.delete", id=hidden) == denied
    assert get(world, family, hidden)["ID"] == str(hidden)
    assert person.rest(f"crm.{family}.delete", id=mine) is True


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_of_another_organisation(world: World, other_world: World, family: str) -> None:
    number = [add(world, family, TITLE="x", NAME="x") for _ in range(2)][-1]
    assert other_world.rest(f"crm.{family}.list") == []
    assert other_world.rest.error(f"crm.{family}.get", id=number) == (400, "", "Not found")


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_fields_are_refused_or_kept_as_text(world: World, family: str) -> None:
    number = add(world, family, TITLE="Good", NAME="Good")
    for fields in (
        {"TITLE": {"a": 1}, "NAME": {"a": 1}},
        {"ASSIGNED_BY_ID": 2**62},
        {"ASSIGNED_BY_ID": "me"},
        {"COMMENTS": "x" * 70_000},
        {"UF_CRM_1": [[[[[["deep"]]]]]]},
    ):
        for method, sent in (("add", {"fields": fields}), ("update", {"id": number, "fields": fields})):
            answer = world.rest.raw(f"crm.{family}.{method}", sent)
            assert answer.status_code == 400, (fields, answer.text)
    text = "'; drop table crm_items; -- <b>&{x}"
    world.rest(f"crm.{family}.update", id=number, fields={"COMMENTS": text})
    assert get(world, family, number)["COMMENTS"] == text
    for conditions in ({"TITLE": {"a": "b"}}, {">ID": "many"}, {"ID": {"a": {"b": 1}}}):
        assert world.rest.raw(f"crm.{family}.list", {"filter": conditions}).status_code in {200, 400}
    assert len(world.rest(f"crm.{family}.list")) == 1


def test_what_belongs_to_a_company_goes_with_it(world: World) -> None:
    company = add(world, "company", TITLE="Acme")
    made = requisite(world, company)
    world.rest("crm.address.add", fields={"TYPE_ID": 1, "ENTITY_TYPE_ID": 8, "ENTITY_ID": made, "CITY": "Bonn"})
    deal = add(world, "deal", TITLE="Sale", COMPANY_ID=company)
    nothing = {"BANK_DETAIL_ID": 0, "MC_REQUISITE_ID": 0, "MC_BANK_DETAIL_ID": 0}
    link = {"ENTITY_TYPE_ID": 2, "ENTITY_ID": deal, "REQUISITE_ID": made, **nothing}
    world.rest("crm.requisite.link.register", fields=link)
    assert world.rest("crm.company.delete", id=company) is True
    assert world.rest("crm.requisite.list", filter={"ENTITY_TYPE_ID": COMPANY}) == []
    assert world.rest("crm.address.list") == []
    assert world.rest("crm.requisite.link.get", entityTypeId=2, entityId=deal)["REQUISITE_ID"] == "0"
    world.rest("crm.deal.delete", id=deal)
    assert world.rest("crm.requisite.link.list") == []


@pytest.mark.parametrize("family", ["lead", "contact", "company"])
def test_an_address_is_that_of_the_requisites(world: World, family: str) -> None:
    number = add(world, family, TITLE="x", NAME="x", ADDRESS="Markt 1", ADDRESS_CITY="Bonn", ADDRESS_2=None)
    told = get(world, family, number)
    assert (told["ADDRESS"], told["ADDRESS_CITY"], told["ADDRESS_2"]) == ("Markt 1", "Bonn", None)
    (place,) = world.rest("crm.address.list")
    assert (place["ADDRESS_1"], place["ANCHOR_ID"], place["TYPE_ID"]) == ("Markt 1", str(number), "1")
    assert place["LOC_ADDR_ID"] == told["ADDRESS_LOC_ADDR_ID"]
    fields = {"ADDRESS_CITY": "", "ADDRESS_POSTAL_CODE": 53111, "REG_ADDRESS_CITY": "Berlin"}
    world.rest(f"crm.{family}.update", id=number, fields=fields)
    row = world.rest(f"crm.{family}.list", select=["ADDRESS", "ADDRESS_CITY", "ADDRESS_POSTAL_CODE"])
    assert row == [{"ADDRESS": "Markt 1", "ADDRESS_CITY": None, "ADDRESS_POSTAL_CODE": "53111"}]
    if family == "company":
        assert get(world, family, number)["REG_ADDRESS_CITY"] == "Berlin"
    if family != "lead":
        (made,) = world.rest("crm.requisite.list")
        assert (made["ADDRESS_ONLY"], made["ENTITY_ID"]) == ("Y", str(number))
    for wrong in ({"ADDRESS": ["x"]}, {"ADDRESS_CITY": "x" * 2001}):
        assert world.rest.error(f"crm.{family}.update", id=number, fields={"NAME": "Bad", **wrong})[0] == 400
        assert world.rest.error(f"crm.{family}.add", fields={"NAME": "Bad", **wrong})[0] == 400
    assert len(world.rest(f"crm.{family}.list")) == 1
    world.rest(f"crm.{family}.delete", id=number)
    assert world.rest("crm.address.list") == world.rest("crm.requisite.list") == []


def test_an_address_of_nothing_makes_no_requisites(world: World) -> None:
    number = add(world, "company", TITLE="x", ADDRESS="", ADDRESS_CITY=None)
    assert world.rest("crm.requisite.list") == []
    made = requisite(world, number)
    world.rest("crm.company.update", id=number, fields={"ADDRESS": "Markt 1"})
    (place,) = world.rest("crm.address.list")
    assert place["ENTITY_ID"] == str(made)


@pytest.mark.parametrize("family", ["deal", "lead"])
def test_goods_are_set_all_at_once_and_make_the_amount(world: World, family: str) -> None:
    number = add(world, family, TITLE="Sale")
    rows = [
        {"PRODUCT_NAME": "Paint", "PRICE": "899.1", "QUANTITY": 2, "DISCOUNT_TYPE_ID": 2, "DISCOUNT_RATE": 10},
        {"PRODUCT_NAME": "Brush", "PRICE_EXCLUSIVE": 100, "TAX_RATE": 19, "TAX_INCLUDED": "N", "MEASURE_CODE": 796},
    ]
    assert world.rest(f"crm.{family}.productrows.set", id=number, rows=rows) is True
    paint, brush = world.rest(f"crm.{family}.productrows.get", id=number)
    assert (paint["OWNER_ID"], paint["OWNER_TYPE"]) == (str(number), family[0].upper())
    assert (paint["PRICE"], paint["PRICE_BRUTTO"], paint["DISCOUNT_SUM"], paint["QUANTITY"]) == (899.1, 999, 99.9, 2)
    assert (paint["PRICE_ACCOUNT"], paint["TAX_RATE"], paint["TAX_INCLUDED"]) == ("899.10", None, "N")
    assert (brush["PRICE"], brush["PRICE_EXCLUSIVE"], brush["TAX_RATE"], brush["MEASURE_NAME"]) == (119, 100, 19, "pcs")
    assert get(world, family, number)["OPPORTUNITY"] == "1917.20"
    assert world.rest(f"crm.{family}.productrows.set", id=number, rows=[]) is True
    assert world.rest(f"crm.{family}.productrows.get", id=number) == []
    for wrong in ({"PRICE": "much"}, {"QUANTITY": -1}, {"TAX_RATE": 900}, {"PRODUCT_NAME": "x" * 300}):
        assert world.rest.error(f"crm.{family}.productrows.set", id=number, rows=[wrong])[0] == 400
    assert world.rest.error(f"crm.{family}.productrows.set", id=number, rows=[{}] * 5001)[0] == 400
    assert world.rest(f"crm.{family}.productrows.get", id=number) == []


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("lead", {"COMPANY_ID": 4}),
        ("deal", {"COMPANY_ID": 4, "QUOTE_ID": 7, "LEAD_ID": 1}),
        ("contact", {"LEAD_ID": 1}),
        ("company", {"LEAD_ID": 1}),
    ],
)
def test_a_field_that_names_an_item_says_of_which_type(family: str, expected: dict[str, int], world: World) -> None:
    described = world.rest(f"crm.{family}.fields")
    told = {name: each["settings"]["parentEntityTypeId"] for name, each in described.items() if "settings" in each}
    assert told == expected


def test_companies_are_found_by_their_revenue(world: World) -> None:
    small, large = (add(world, "company", TITLE="x", REVENUE=revenue) for revenue in (100, 2**40))
    wanted = ({"REVENUE": 100}, [small]), ({">REVENUE": 99.5}, [small, large]), ({"!REVENUE": 100}, [large])
    for condition, found in wanted:
        rows = world.rest("crm.company.list", filter=condition, select=["ID"], order={"ID": "ASC"})
        assert [int(each["ID"]) for each in rows] == found

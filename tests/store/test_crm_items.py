"""Items of the CRM on the real database: numbers, columns and JSON alike, what is bound to them, whose they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from inkpost.model.crm import CrmItem, CrmType, Multifield, Sight, system_type
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, LEAD
from inkpost.model.listing import Condition, Group, ListQuery, Operator, Sort
from inkpost.store import crm_bindings, crm_items
from worlds import World

Add = Callable[..., CrmItem]


@pytest.fixture
def db(world: World) -> Any:
    """A transaction that is rolled back."""
    with world.services.engine.connect() as connection:
        yield connection


@pytest.fixture
def add(world: World, db: Connection) -> Add:
    """Record an item."""

    def make(type_id: int = DEAL, user_fields: dict[str, Any] | None = None, **fields: Any) -> CrmItem:
        kind = system_type(world.organization_id, type_id)
        number = crm_items.take_number(db, world.organization_id, type_id)
        given = {"id": number, "assignedById": world.admin.id, **fields}
        return crm_items.add(db, kind, given, user_fields or {})

    return make


@pytest.fixture
def deals(world: World) -> CrmType:
    """The deals of the world."""
    return system_type(world.organization_id, DEAL)


def numbers(found: tuple[list[CrmItem], int | None]) -> list[int]:
    """The numbers of a page."""
    return [item.number for item in found[0]]


def where(field: str, operator: Operator, value: Any) -> ListQuery:
    """The query of one condition."""
    return ListQuery(conditions=(Condition(field, operator, value),))


def test_the_first_item_of_each_type_is_number_one(add: Add, other_world: World) -> None:
    assert [add(DEAL).number, add(DEAL).number, add(LEAD).number] == [1, 2, 1]


def test_every_field_comes_back_in_its_type(add: Add, db: Connection, deals: CrmType) -> None:
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    given = {
        "title": "Roof",
        "opportunity": Decimal("999.90"),
        "begindate": date(2026, 3, 1),
        "eventDate": moment,
        "isRecurring": True,
        "probability": 50,
        "comments": "dry",
        "observers": [1, 2],
        "parentId1030": 4,
    }
    made = add(user_fields={"UF_CRM_1": "x", "UF_CRM_2": [1, 2]}, **given)
    found = crm_items.find(db, deals, made.number)
    assert found is not None
    assert {name: found[name] for name in given} == given
    assert found["searchContent"] is None
    assert found.user_fields == {"UF_CRM_1": "x", "UF_CRM_2": [1, 2]}


def test_a_change_leaves_the_rest(add: Add, db: Connection, deals: CrmType) -> None:
    made = add(title="Roof", comments="dry", probability=5, user_fields={"UF_CRM_1": "x"})
    now = crm_items.change(db, deals, made, {"comments": None, "title": "Door"}, {"UF_CRM_2": "y"})
    assert (now["title"], now["comments"], now["probability"]) == ("Door", None, 5)
    assert now.user_fields == {"UF_CRM_1": "x", "UF_CRM_2": "y"}


@pytest.mark.parametrize(
    ("field", "operator", "value", "wanted"),
    [
        ("opportunity", Operator.GE, Decimal(20), [2, 3]),
        ("title", Operator.CONTAINS, "oo", [1, 3]),
        ("comments", Operator.EQ, None, [2, 3]),
        ("comments", Operator.EQ, "dry", [1]),
        ("probability", Operator.LT, 50, [1, 2]),
        ("eventDate", Operator.GT, datetime(2026, 3, 1, tzinfo=UTC), [2]),
        ("isRecurring", Operator.EQ, True, [3]),
        ("UF_CRM_1", Operator.EQ, "red", [1, 3]),
        ("UF_CRM_2", Operator.GT, 9, [2]),
        ("UF_CRM_1", Operator.NE, "red", [2]),
        ("stageSemanticId", Operator.EQ, "S", [2]),
        ("closed", Operator.EQ, True, [2]),
        ("id", Operator.IN, (1, 3), [1, 3]),
    ],
)
def test_a_condition_on_any_field(
    add: Add, db: Connection, deals: CrmType, field: str, operator: Operator, value: Any, wanted: list[int]
) -> None:
    add(title="Roof", opportunity=Decimal(10), comments="dry", probability=5, user_fields={"UF_CRM_1": "red"})
    later = datetime(2026, 4, 1, tzinfo=UTC)
    add(
        stageId="WON",
        title="Car",
        opportunity=Decimal(20),
        probability=9,
        eventDate=later,
        user_fields={"UF_CRM_2": 10},
    )
    more: dict[str, Any] = {"UF_CRM_1": ["red", "blue"], "UF_CRM_2": 9}
    add(title="Door", opportunity=Decimal(30), probability=50, isRecurring=True, user_fields=more)
    assert numbers(crm_items.page(db, deals, where(field, operator, value))) == wanted


def test_conditions_in_groups_and_an_order(add: Add, db: Connection, deals: CrmType) -> None:
    for title in ("Roof", "Car", "Door"):
        add(title=title)
    either = Group((Condition("title", Operator.EQ, "Roof"), Condition("title", Operator.EQ, "Car")), either=True)
    query = ListQuery(groups=(either,), order=(Sort("title"),))
    assert numbers(crm_items.page(db, deals, query)) == [2, 1]
    both = Group((either, Condition("id", Operator.GT, 1)))
    assert numbers(crm_items.page(db, deals, ListQuery(groups=(both,)))) == [2]


def test_bound_contacts_keep_their_order_and_go_with_them(
    world: World, add: Add, db: Connection, deals: CrmType
) -> None:
    contacts = system_type(world.organization_id, CONTACT)
    first, second = add(CONTACT), add(CONTACT)
    deal = add(contactId=second.number)
    crm_bindings.bind_contacts(db, world.organization_id, deal.id, [second.number, first.number, 99])
    found = crm_items.find(db, deals, deal.number)
    assert found is not None
    assert found["contactIds"] == [second.number, first.number]
    assert numbers(crm_items.page(db, deals, where("contactIds", Operator.EQ, first.number))) == [deal.number]
    assert numbers(crm_items.page(db, deals, where("contactIds", Operator.NE, first.number))) == []
    crm_items.remove(db, contacts, second)
    found = crm_items.find(db, deals, deal.number)
    assert found is not None
    assert (found["contactIds"], found["contactId"]) == ([first.number], first.number)


def test_contacts_and_companies_are_bound_to_one_another(world: World, add: Add, db: Connection) -> None:
    contacts = system_type(world.organization_id, CONTACT)
    contact, one, two = add(CONTACT), add(COMPANY), add(COMPANY)
    crm_bindings.bind_companies(db, world.organization_id, contact.id, [one.number, two.number])
    found = crm_items.find(db, contacts, contact.number)
    assert found is not None
    assert found["companyIds"] == [one.number, two.number]
    company = crm_items.find(db, system_type(world.organization_id, COMPANY), one.number)
    assert company is not None
    assert company["contactIds"] == [contact.number]
    crm_bindings.bind_companies(db, world.organization_id, contact.id, [two.number])
    found = crm_items.find(db, contacts, contact.number)
    assert found is not None
    assert found["companyIds"] == [two.number]


def test_channels_are_found_by(world: World, add: Add, db: Connection) -> None:
    contacts = system_type(world.organization_id, CONTACT)
    with_phone, without = add(CONTACT), add(CONTACT)
    crm_bindings.add_channels(db, with_phone.id, [Multifield(0, "PHONE", "WORK", "+49301234567")])
    found = crm_items.find(db, contacts, with_phone.number)
    assert found is not None
    assert found.channels("PHONE") == ["+49301234567"]
    for query, wanted in (
        (where("PHONE", Operator.EQ, "+49301234567"), [with_phone.number]),
        (where("PHONE", Operator.CONTAINS, "1234"), [with_phone.number]),
        (where("PHONE", Operator.EQ, None), [without.number]),
        (where("PHONE", Operator.NE, None), [with_phone.number]),
        (where("hasPhone", Operator.EQ, False), [without.number]),
    ):
        assert numbers(crm_items.page(db, contacts, query)) == wanted


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("count", [False, True])
def test_a_page_holds_what_is_seen_alone(
    world: World, add: Add, db: Connection, deals: CrmType, count: bool, descending: bool
) -> None:
    users = [world.person().id for _ in range(3)]
    for at in range(12):
        add(assignedById=users[at % 3])
    query = ListQuery(order=(Sort("id", descending),), limit=3, count=count)
    seen = sorted((at + 1 for at in range(12) if at % 3 < 2), reverse=descending)
    page = crm_items.page(db, deals, query, sight=Sight(users[:2]))
    assert numbers(page) == seen[:3]
    assert page[1] == (8 if count else None)
    assert numbers(crm_items.page(db, deals, query, sight=Sight(()))) == []
    assert crm_items.find(db, deals, 3, sight=Sight(users[:2])) is None
    assert numbers((crm_items.some(db, deals, [1, 3], sight=Sight(users[:2])), None)) == [1]


def test_another_organisation_has_none_of_them(add: Add, db: Connection, other_world: World) -> None:
    made = add()
    elsewhere = system_type(other_world.organization_id, DEAL)
    assert crm_items.find(db, elsewhere, made.number) is None
    assert crm_items.page(db, elsewhere, ListQuery()) == ([], 0)
    assert crm_items.by_id(db, other_world.organization_id, made.id) is None


def test_a_page_of_some_users_items_is_read_from_an_index(world: World, db: Connection, deals: CrmType) -> None:
    """However many items there are, the plan reads a page's worth of index rows and sorts no more than that."""
    users = [world.person().id for _ in range(2)]
    db.execute(
        text(
            "insert into crm_items (organization_id, type_id, number, assigned_by) "
            "select :organization, 2, n, case n % 50 when 0 then :one when 1 then :two else :other end "
            "from generate_series(1, 20000) n"
        ),
        {"organization": world.organization_id, "one": users[0], "two": users[1], "other": world.admin.id},
    )
    db.execute(text("analyze crm_items"))
    plans: list[str] = []

    def explained(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> Any:
        if "FROM crm_items" in statement and not statement.startswith("EXPLAIN"):
            cursor.execute("EXPLAIN " + statement, parameters)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
        return statement, parameters

    from sqlalchemy import event

    event.listen(db, "before_cursor_execute", explained, retval=True)
    after = Condition("id", Operator.GT, 10_000)
    query = ListQuery(conditions=(after,), order=(Sort("id"),), count=False, select=frozenset({"title"}))
    for sight in (Sight(users[:1]), Sight(users), Sight()):
        found = crm_items.page(db, deals, query, sight=sight)
        assert len(found[0]) == 50
        assert "Seq Scan" not in plans[-1], plans[-1]
    event.remove(db, "before_cursor_execute", explained)
    assert "ix_crm_items_assigned_by" in plans[0]
    assert "ix_crm_items_assigned_by" in plans[1]
    assert "Sort" not in plans[0], plans[0]

"""``crm.deal.contact.*`` and its like over the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from worlds import World

FAMILIES = {"lead": "contact", "deal": "contact", "company": "contact", "contact": "company"}


def add(world: World, family: str, **fields: Any) -> int:
    """A new item."""
    made: int = world.rest(f"crm.{family}.add", fields={"TITLE": "x", "NAME": "x", **fields})
    return made


def bound(world: World, family: str, number: int) -> list[tuple[int, str]]:
    """What is bound to an item, and what of it is the main one."""
    other = FAMILIES[family]
    told = world.rest(f"crm.{family}.{other}.items.get", id=number)
    return [(each[f"{other.upper()}_ID"], each["IS_PRIMARY"]) for each in told]


@pytest.mark.parametrize("family", FAMILIES)
def test_bindings_one_by_one(world: World, family: str) -> None:
    other = FAMILIES[family]
    name, key = f"crm.{family}.{other}", f"{other.upper()}_ID"
    number, one, two = add(world, family), add(world, other), add(world, other)
    assert bound(world, family, number) == []
    assert world.rest(f"{name}.add", id=number, fields={key: one}) is True
    assert world.rest(f"{name}.add", id=number, fields={key: one}) is True
    assert bound(world, family, number) == [(one, "Y")]
    assert world.rest(f"{name}.add", id=str(number), fields={key: str(two), "IS_PRIMARY": "Y"}) is True
    assert bound(world, family, number) == [(two, "Y"), (one, "N")]
    assert world.rest(f"{name}.delete", id=number, fields={key: one}) is True
    assert world.rest(f"{name}.delete", id=number, fields={key: one}) is False
    assert bound(world, family, number) == [(two, "Y")]
    assert set(world.rest(f"{name}.fields")) == {"SORT", "IS_PRIMARY", key}


@pytest.mark.parametrize("family", ["lead", "deal", "contact"])
def test_bindings_all_at_once_have_a_main_one(world: World, family: str) -> None:
    other = FAMILIES[family]
    name, key = f"crm.{family}.{other}", f"{other.upper()}_ID"
    number = add(world, family)
    one, two, three = (add(world, other) for _ in range(3))
    items = [{key: one, "SORT": 30}, {key: two, "SORT": 20, "IS_PRIMARY": "Y"}, {key: three}]
    assert world.rest(f"{name}.items.set", id=number, items=items) is True
    assert bound(world, family, number)[0] == (two, "Y")
    assert {each for each, _ in bound(world, family, number)} == {one, two, three}
    assert world.rest(f"crm.{family}.get", id=number)[key] == str(two)
    assert world.rest(f"{name}.items.set", id=number, items=[{key: three}]) is True
    assert bound(world, family, number) == [(three, "Y")]
    assert world.rest(f"{name}.items.delete", id=number) is True
    assert bound(world, family, number) == []
    assert world.rest(f"crm.{family}.get", id=number)[key] is None


def test_no_binding_is_lost_where_many_come_at_once(world: World) -> None:
    deal = add(world, "deal")
    contacts = [add(world, "contact") for _ in range(6)]
    with ThreadPoolExecutor(6) as many:
        bind = lambda each: world.rest("crm.deal.contact.add", id=deal, fields={"CONTACT_ID": each})  # noqa: E731
        assert all(many.map(bind, contacts))
    assert {each for each, _ in bound(world, "deal", deal)} == set(contacts)


def test_what_cannot_be_bound(world: World, other_world: World) -> None:
    deal, contact = add(world, "deal"), add(world, "contact")
    for _ in range(3):
        foreign = add(other_world, "contact")
    for wrong in (2**40, foreign, 0, "x", None):
        refused = world.rest.error("crm.deal.contact.add", id=deal, fields={"CONTACT_ID": wrong})
        assert refused == (400, "", "The parameter 'fields' is not valid.")
        given = [{"CONTACT_ID": contact}, {"CONTACT_ID": wrong}]
        assert world.rest.error("crm.deal.contact.items.set", id=deal, items=given)[0] == 400
    many = [{"CONTACT_ID": number} for number in range(1, 1100)]
    assert world.rest.error("crm.deal.contact.items.set", id=deal, items=many)[0] == 400
    assert bound(world, "deal", deal) == []

"""Who may do what with the items of the CRM: nobody without a role, own ones, the department's, everybody's."""

from __future__ import annotations

from typing import Any

import pytest

from inkpost.operations import administration
from worlds import Person, World

DEAL, COMPANY = 2, 4
DENIED = (400, "ACCESS_DENIED", "Access denied")
UNSEEN = (400, "ACCESS_DENIED", "You do not have permission to view this item")


def deal(world: World, owner: Person, **fields: Any) -> int:
    """A deal of somebody's."""
    given = {"assignedById": owner.id, "title": f"of {owner.id}", **fields}
    return int(world.rest("crm.item.add", entityTypeId=DEAL, fields=given)["item"]["id"])


def seen(person: Person, **params: Any) -> tuple[list[int], int]:
    """The numbers that somebody finds, and how many are said to be there."""
    answer = person.rest.raw("crm.item.list", {"entityTypeId": DEAL, **params}).json()
    return [item["id"] for item in answer["result"]["items"]], answer["total"]


def test_without_a_role_there_is_nothing_to_see_and_nothing_to_do(world: World) -> None:
    number = deal(world, world.admin)
    person = world.person()
    assert seen(person) == ([], 0)
    assert seen(person, filter={"id": number}) == ([], 0)
    assert person.rest.error("crm.item.get", entityTypeId=DEAL, id=number) == UNSEEN
    assert person.rest.error("crm.item.fields", entityTypeId=DEAL) == UNSEEN
    assert person.rest.error("crm.item.add", entityTypeId=DEAL, fields={}) == DENIED
    assert person.rest.error("crm.item.update", entityTypeId=DEAL, id=number, fields={}) == DENIED
    assert person.rest.error("crm.item.delete", entityTypeId=DEAL, id=number) == DENIED
    assert world.rest("crm.item.get", entityTypeId=DEAL, id=number)["item"]["title"] == f"of {world.admin.id}"


def test_own_items_alone(world: World) -> None:
    person = world.person()
    world.role(person, crm_view="A", crm_add="A", crm_modify="A", crm_delete="A")
    other, own = deal(world, world.admin), deal(world, person)
    assert seen(person) == ([own], 1)
    assert seen(person, start=-1, filter={">id": 0}) == ([own], 0)
    assert person.rest("crm.item.get", entityTypeId=DEAL, id=own)["item"]["id"] == own
    assert person.rest.error("crm.item.get", entityTypeId=DEAL, id=other) == UNSEEN
    assert person.rest.error("crm.item.update", entityTypeId=DEAL, id=other, fields={"title": "mine"}) == DENIED
    assert person.rest.error("crm.item.delete", entityTypeId=DEAL, id=other) == DENIED
    mine = person.rest("crm.item.add", entityTypeId=DEAL, fields={"title": "mine"})["item"]
    assert mine["assignedById"] == person.id
    foreign = {"title": "for the boss", "assignedById": world.admin.id}
    assert person.rest.error("crm.item.add", entityTypeId=DEAL, fields=foreign) == DENIED
    assert person.rest("crm.item.delete", entityTypeId=DEAL, id=own) == []
    assert world.rest("crm.item.get", entityTypeId=DEAL, id=other)["item"]["id"] == other


def test_a_refused_item_takes_no_number(world: World) -> None:
    person = world.person()
    world.role(person, crm_add="A")
    person.rest.error("crm.item.add", entityTypeId=DEAL, fields={"assignedById": world.admin.id})
    assert deal(world, world.admin) == 1


@pytest.mark.parametrize("uncounted", [False, True])
def test_the_departments_items(world: World, uncounted: bool) -> None:
    office = administration.add_department(world.services, world.organization_id, "Office")
    anna, ben = world.person(departments=[office]), world.person(departments=[office])
    world.role(anna, crm_view="D", crm_modify="A")
    of_anna, of_admin, of_ben = deal(world, anna), deal(world, world.admin), deal(world, ben)
    params = {"start": -1, "order": {"id": "desc"}} if uncounted else {}
    wanted = [of_ben, of_anna] if uncounted else [of_anna, of_ben]
    assert seen(anna, **params) == (wanted, 0 if uncounted else 2)
    assert anna.rest.error("crm.item.get", entityTypeId=DEAL, id=of_admin) == UNSEEN
    assert anna.rest.error("crm.item.update", entityTypeId=DEAL, id=of_ben, fields={"title": "x"}) == DENIED


def test_everybodys_items(world: World) -> None:
    person = world.person()
    world.role(person, crm_view="X")
    numbers = [deal(world, world.admin), deal(world, person)]
    assert seen(person) == (numbers, 2)


def test_what_belongs_to_another_organisation_does_not_exist(world: World, other_world: World) -> None:
    number = deal(world, world.admin)
    for method, more in (("get", {}), ("update", {"fields": {"title": "mine"}}), ("delete", {})):
        refused = other_world.rest.error(f"crm.item.{method}", entityTypeId=DEAL, id=number, **more)
        assert refused == (400, "NOT_FOUND", "Item not found")
    company = other_world.rest("crm.item.add", entityTypeId=COMPANY, fields={"title": "Theirs"})["item"]["id"]
    assert company == 1
    refused = world.rest.error("crm.item.add", entityTypeId=DEAL, fields={"companyId": company})
    assert refused == (400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value for field "companyId"')
    refused = world.rest.error("crm.item.add", entityTypeId=DEAL, fields={"assignedById": other_world.admin.id})
    assert refused == (400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value for field "assignedById"')


def test_the_scope_is_asked_for(world: World) -> None:
    person = world.person(scopes=["user"], admin=True)
    status, code, _ = person.rest.error("crm.item.list", entityTypeId=DEAL)
    assert (status, code) == (403, "insufficient_scope")

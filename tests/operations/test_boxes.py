"""Whose box is whose, which departments belong to it, and whose documents an employee sees."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from exchange_partners import Partner
from exchange_worlds import employ, new_box, new_inn
from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Access, Box, Permission
from inkpost.operations import administration, exchange_administration
from inkpost.operations import exchange_people as people
from inkpost.operations.exchange_administration import NewBox
from inkpost.operations.kit import working
from inkpost.store import boxes, credentials
from worlds import Person, World


def seen(world: World, box: Box, person: Person) -> frozenset[int] | None:
    """The departments whose documents a person sees."""
    with world.services.engine.connect() as db:
        caller = credentials.caller_as_user(db, world.organization_id, person.id)
    assert caller is not None
    with working(world.services, caller) as work:
        return people.visible_departments(work, people.box_of(work, UUID(box.guid)))


def test_an_employee_sees_the_departments_that_the_access_says(world: World) -> None:
    box = new_box(world)
    top = box.head_department_id
    sales = administration.add_department(world.services, world.organization_id, "Sales", parent=top)
    north = administration.add_department(world.services, world.organization_id, "North", parent=sales)
    stray = administration.add_department(world.services, world.organization_id, "Stray")
    found: dict[str, frozenset[int] | None] = {}
    for access in Access:
        person = world.person()
        employ(world, box, person, access, department_id=sales, selected=[stray])
        found[access] = seen(world, box, person)
    assert found == {
        "all": None,
        "own": {sales},
        "own_and_below": {sales, north},
        "selected": {stray},
        "none": set(),
    }


def test_the_first_box_has_the_top_of_the_organisation_and_the_second_a_tree_of_its_own(world: World) -> None:
    top = administration.add_department(world.services, world.organization_id, "Company")
    first, second = new_box(world), new_box(world)
    below = administration.add_department(
        world.services, world.organization_id, "Theirs", parent=second.head_department_id
    )
    assert first.head_department_id == top
    with world.services.engine.connect() as db:
        assert boxes.department_ids(db, first.id) == {top}
        assert boxes.department_ids(db, second.id) == {second.head_department_id, below}


def test_a_box_is_refused_to_whom_it_is_not_given_whether_it_is_there_or_not(world: World, other_world: World) -> None:
    box, stranger, blocked = new_box(world), other_world.admin, world.person()
    employ(world, box, blocked)
    exchange_administration.set_employee(
        world.services, UUID(box.guid), blocked.id, blocked_at=world.services.clock(), blocked_comment="left"
    )
    told = []
    for where, person in ((other_world, stranger), (world, world.admin), (world, blocked)):
        with pytest.raises(InkpostError) as refused:
            seen(where, box, person)
        assert refused.value.reason is Reason.FORBIDDEN
        told.append(refused.value.message)
    nowhere = Box(**{name: getattr(box, name) for name in Box.__slots__ if name != "guid"}, guid=str(uuid4()))
    with pytest.raises(InkpostError) as refused:
        seen(world, nowhere, world.admin)
    assert refused.value.message == told[0] == told[1]
    assert told[2].endswith("left")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"inn": "7701234567", "kpp": "770101001"}, "inn"),
        ({"inn": "123", "kpp": "770101001"}, "inn"),
        ({"inn": "500100732259", "kpp": "770101001"}, "kpp"),
        ({"kpp": "77"}, "kpp"),
        ({"kpp": "770101001", "ogrn": "1027700132190"}, "ogrn"),
        ({"kpp": "770101001", "participant_id": "!"}, "participant_id"),
        ({"kpp": "770101001", "full_name": " "}, "full_name"),
    ],
)
def test_a_box_is_not_made_of_wrong_numbers(world: World, given: dict[str, str], field: str) -> None:
    with pytest.raises(InkpostError) as refused:
        exchange_administration.add_box(
            world.services, world.organization_id, NewBox(**{"inn": new_inn(), "full_name": "A", **given})
        )
    assert (refused.value.reason, refused.value.subject) == (Reason.PARAMETER_INVALID, field)
    assert field in refused.value.message


def test_an_individual_has_no_kpp_and_nobody_has_a_box_twice(world: World) -> None:
    box = new_box(world, ogrn="1027700132195")
    with pytest.raises(InkpostError) as refused:
        new_box(world, inn=box.inn)
    assert (refused.value.reason, refused.value.subject) == (Reason.CONFLICT, "inn")
    assert new_box(world, inn=box.inn, kpp="770102001").inn == box.inn
    with pytest.raises(InkpostError) as refused:
        exchange_administration.add_organization(world.services, "Again", NewBox(inn=box.inn, kpp=box.kpp))
    assert refused.value.reason is Reason.CONFLICT


def test_an_employee_is_somebody_of_the_organisation_and_of_its_departments(world: World, other_world: World) -> None:
    box, theirs = new_box(world), new_box(other_world)
    with pytest.raises(InkpostError) as refused:
        employ(world, box, other_world.admin)
    assert (refused.value.reason, refused.value.subject) == (Reason.NOT_FOUND, "user")
    with pytest.raises(InkpostError) as refused:
        employ(world, box, world.admin, department_id=theirs.head_department_id)
    assert (refused.value.reason, refused.value.subject) == (Reason.NOT_FOUND, "department")
    made = employ(world, box, world.admin, permissions=frozenset({Permission.SIGN}))
    assert [each for each in Permission if made.may(each)] == [Permission.SIGN]
    with pytest.raises(InkpostError) as refused:
        employ(world, box, world.admin)
    assert refused.value.reason is Reason.CONFLICT


def test_the_head_of_a_box_stays_and_who_works_below_moves_up_with_its_department(world: World) -> None:
    box = new_box(world)
    sales = administration.add_department(world.services, world.organization_id, "Sales", parent=box.head_department_id)
    person = world.person()
    employ(world, box, person, department_id=sales)
    world.rest("department.delete", ID=sales)
    (found,) = exchange_administration.employees_of(world.services, UUID(box.guid))
    assert found.employee.department_id == box.head_department_id
    status, _, text = world.rest.error("department.delete", ID=box.head_department_id)
    assert (status, text) == (400, "The department is the head of a box")


def test_a_box_takes_documents_from_whom_it_says(world: World, other_world: World) -> None:
    ours, theirs = Partner(world), Partner(other_world)
    services = world.services

    def taken() -> str:
        try:
            ours.post(theirs)
        except InkpostError as refused:
            return f"{refused.reason} {refused.subject}"
        return ""

    found = [taken()]
    exchange_administration.set_box(services, theirs.guid, partners_only=True)
    found.append(taken())
    exchange_administration.make_partners(services, ours.guid, theirs.guid)
    found.append(taken())
    exchange_administration.block(services, theirs.guid, ours.guid, blocked=True)
    found.append(taken())
    exchange_administration.block(services, theirs.guid, ours.guid, blocked=False)
    found.append(taken())
    refusal = "conflict to_box_id"
    assert found == ["", refusal, "", refusal, ""]

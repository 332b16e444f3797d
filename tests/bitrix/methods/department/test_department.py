"""``department.*`` over the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from inkpost.store import people
from support import CLIENT, Rest
from worlds import World


def add(world: World, name: str = "Sales", **more: Any) -> int:
    """A new department."""
    made: int = world.rest("department.add", NAME=name, **more)
    return made


def tree(world: World, rest: Rest | None = None) -> dict[int, dict[str, Any]]:
    """Every department by its number."""
    return {int(each["ID"]): each for each in (rest or world.rest)("department.get")}


@pytest.fixture
def top(world: World) -> int:
    """The top-level department."""
    return add(world, "Company")


def test_the_first_department_is_the_top_and_the_others_lie_under_it(world: World, top: int) -> None:
    sales = add(world, " Sales ", PARENT=top, SORT=100, UF_HEAD=world.admin.id)
    assert tree(world) == {
        top: {"ID": str(top), "NAME": "Company", "SORT": 500},
        sales: {
            "ID": str(sales),
            "NAME": "Sales",
            "SORT": 100,
            "PARENT": str(top),
            "UF_HEAD": str(world.admin.id),
        },
    }


def test_conditions_and_orders(world: World, top: int) -> None:
    north, south = add(world, "North", PARENT=top, SORT=20, UF_HEAD=world.admin.id), add(world, "South", PARENT=top)

    def ids(**given: Any) -> list[int]:
        return [int(each["ID"]) for each in world.rest("department.get", **given)]

    assert ids() == [top, north, south]
    assert ids(ID=north) == [north]
    assert ids(ID=[str(north), south]) == [north, south]
    assert ids(NAME="North") == [north]
    assert ids(NAME="Nort") == []
    assert ids(SORT=20) == ids(SORT="20") == [north]
    assert ids(SORT=2**40) == ids(ID=2**62) == []
    assert ids(PARENT=top) == [north, south]
    assert ids(UF_HEAD=world.admin.id) == [north]
    assert ids(sort="NAME", order="DESC") == ids(SORT="NAME", ORDER="desc") == [south, north, top]
    assert ids(sort="SORT", order="ASC", PARENT=top) == [north, south]
    answer = CLIENT.get(f"{world.rest.webhook_url}department.get?sort=NAME&order=desc&PARENT={top}").json()
    assert [int(each["ID"]) for each in answer["result"]] == [south, north]
    for wrong in ({"ID": "x"}, {"order": "sideways"}, {"START": "soon"}):
        assert world.rest.error("department.get", **wrong)[:2] == (400, "ERROR_ARGUMENT")


def test_pages_of_fifty(world: World, top: int) -> None:
    with world.services.engine.begin() as db:
        for number in range(60):
            people.add_department(db, organization_id=world.organization_id, name=f"D{number}", parent_id=top)
    first = world.rest.raw("department.get", {"sort": "ID"}).json()
    assert (len(first["result"]), first["total"], first["next"]) == (50, 61, 50)
    second = world.rest.raw("department.get", {"sort": "ID", "START": 50}).json()
    assert (len(second["result"]), second["total"], "next" in second) == (11, 61, False)


def test_a_department_is_changed_in_what_is_named(world: World, top: int) -> None:
    sales, person = add(world, PARENT=top), world.person()
    assert world.rest("department.update", ID=sales, NAME="Trade", UF_HEAD=person.id) is True
    assert (tree(world)[sales]["NAME"], tree(world)[sales]["UF_HEAD"]) == ("Trade", str(person.id))
    assert world.rest("department.update", ID=sales, SORT=7, UF_HEAD="") is True
    assert tree(world)[sales] == {"ID": str(sales), "NAME": "Trade", "SORT": 7, "PARENT": str(top)}
    assert world.rest("department.update", ID=sales) is True


def test_no_department_comes_to_lie_under_itself(world: World, top: int) -> None:
    sales = add(world, PARENT=top)
    north = add(world, "North", PARENT=sales)
    for moved, under in ((sales, north), (sales, sales), (top, north)):
        status, code, text = world.rest.error("department.update", ID=moved, PARENT=under)
        assert (status, code, "under itself" in text) == (400, "ERROR_ARGUMENT", True)
    assert world.rest.error("department.update", ID=north, PARENT=0)[1] == "ERROR_CORE"
    assert world.rest("department.update", ID=north, PARENT=top) is True
    assert world.rest("department.update", ID=sales, PARENT=north) is True
    assert tree(world)[sales]["PARENT"] == str(north)


def test_two_moves_at_once_tie_no_knot(world: World, top: int) -> None:
    left, right = add(world, "Left", PARENT=top), add(world, "Right", PARENT=top)
    with ThreadPoolExecutor(2) as both:
        answers = list(
            both.map(
                lambda move: world.rest.raw("department.update", {"ID": move[0], "PARENT": move[1]}).status_code,
                [(left, right), (right, left)],
            )
        )
    assert sorted(answers) == [200, 400]


def test_what_lies_under_a_deleted_department_moves_up(world: World, top: int) -> None:
    sales = add(world, PARENT=top)
    north = add(world, "North", PARENT=sales)
    person = world.person(departments=[sales])
    both = world.person(departments=[sales, top])
    assert world.rest("department.delete", ID=sales) is True
    assert tree(world)[north]["PARENT"] == str(top)
    for each in (person, both):
        assert world.rest("user.get", ID=each.id)[0]["UF_DEPARTMENT"] == [top]
    assert world.rest.error("department.delete", ID=top)[:2] == (400, "ERROR_CORE")
    assert world.rest("department.delete", ID=north) is True
    assert world.rest("department.delete", ID=top) is True
    assert tree(world) == {}


@pytest.mark.parametrize(
    "fields",
    [{"NAME": "n" * 256}, {"SORT": 2**40}, {"SORT": "high"}, {"UF_HEAD": 2**50}, {"NAME": ["x"]}, {"UF_HEAD": {}}],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(world: World, top: int, fields: dict[str, Any]) -> None:
    given = {"NAME": "Sales", "PARENT": top, **fields}
    status, code, text = world.rest.error("department.add", **given)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert next(iter(fields)).lower().replace("uf_", "") in text.lower()
    assert world.rest.error("department.update", ID=top, **fields)[0] == 400
    assert tree(world) == {top: {"ID": str(top), "NAME": "Company", "SORT": 500}}


def test_everybody_reads_the_own_structure_and_no_other(world: World, other_world: World, top: int) -> None:
    foreign = add(other_world, "Foreign")
    assert list(tree(world, world.person().rest)) == [top]
    assert world.rest("department.get", ID=foreign) == []
    stranger = other_world.admin
    assert world.rest.error("department.update", ID=top, UF_HEAD=stranger.id)[:2] == (400, "ERROR_ARGUMENT")
    assert world.person(scopes=["crm"]).rest.error("department.get")[:2] == (403, "insufficient_scope")
    assert world.person().rest("department.fields") == {
        "ID": "ID",
        "NAME": "Department Name",
        "SORT": "Sort Order",
        "PARENT": "Parent Department",
        "UF_HEAD": "Manager",
    }


def test_a_department_of_the_wire_carries_rights(world: World, top: int) -> None:
    sales = add(world, PARENT=top)
    person = world.person(departments=[sales])
    assert [each["ID"] for each in person.rest("user.get", UF_DEPARTMENT=sales)] == [str(person.id)]
    assert world.rest("access.name", ACCESS=[f"D{sales}"])[f"D{sales}"]["name"] == "Sales"

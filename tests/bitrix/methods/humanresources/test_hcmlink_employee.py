"""``humanresources.hcmlink.employee.*`` over the wire."""

from __future__ import annotations

from typing import Any

import pytest

from hcmlink_worlds import NAMED, H, Link, told
from inkpost.errors import InkpostError
from inkpost.operations import hcmlink_people
from worlds import World

OK = {"status": "ok", "errors": []}


def links(link: Link) -> dict[str, int]:
    """Which person is which user."""
    return {each["person"]: each["userId"] for each in link.people()}


def test_people_are_recorded_and_listed_once_they_are_users(world: World) -> None:
    link, person = Link(world), world.person()
    second = {"employee": "e-2", "data": {"position": "Guard", "deep": {"a": [1]}}}
    assert link.employees({"userId": person.id}, second, {"employee": "e-3", "person": "p-2"}) == OK
    (shown,) = link.people()
    posts = shown.pop("employees")
    assert {name: shown[name] for name in ("company", "person", "userId", "title")} == {
        "company": "hr-1",
        "person": "p-1",
        "userId": person.id,
        "title": "p-1",
    }
    assert shown.keys() == {"id", "company", "person", "userId", "title", "createdAt", "updatedAt"}
    assert [(each["employee"], each["data"]) for each in posts] == [
        ("e-1", {"position": "Manager"}),
        ("e-2", {"position": "Guard", "deep": {"a": [1]}}),
    ]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (NAMED, "Klaus Weber"),
        ({"lastName": "Weber"}, "Weber"),
        ({"firstName": " ", "patronymicName": "Ivanovich"}, "Ivanovich"),
        ({"position": "Manager"}, "p-1"),
        ({"firstName": 5, "lastName": "Weber"}, "5 Weber"),
    ],
)
def test_a_person_is_called_by_the_names_in_the_data(world: World, data: dict[str, Any], title: str) -> None:
    link = Link(world)
    assert link.employees({"userId": str(world.admin.id), "data": data}) == OK
    assert link.people()[0]["title"] == title


def test_a_link_stays_until_another_user_is_named(world: World) -> None:
    link, first, second = Link(world), world.person(), world.person()
    link.employees({"userId": first.id})
    for nobody in ({}, {"userId": None}, {"userId": ""}, {"userId": 0}):
        assert link.employees(nobody) == OK
        assert links(link) == {"p-1": first.id}
    assert link.employees({"userId": second.id}) == OK
    assert links(link) == {"p-1": second.id}


def test_two_persons_may_change_places_and_none_takes_anothers(world: World) -> None:
    link = Link(world)
    users = [world.person().id for _ in range(3)]
    persons = [{"employee": f"e-{n}", "person": f"p-{n}"} for n in range(3)]
    assert link.employees(*({**each, "userId": user} for each, user in zip(persons, users, strict=True))) == OK
    swapped = [{**persons[0], "userId": users[1]}, {**persons[1], "userId": users[0]}]
    assert link.employees(*swapped) == OK
    assert links(link) == {"p-0": users[1], "p-1": users[0], "p-2": users[2]}
    # p-1 cannot have p-2's, keeps its own, and so p-0 cannot have that
    chain = [{**persons[1], "userId": users[2]}, {**persons[0], "userId": users[0]}]
    taken = "user '{}' is mapped to another person of the company"
    assert link.employees(*chain)["errors"] == [
        f"Item #0 {taken.format(users[2])}",
        f"Item #1 {taken.format(users[0])}",
    ]
    assert links(link) == {"p-0": users[1], "p-1": users[0], "p-2": users[2]}


def test_what_is_wrong_is_named_and_the_others_are_kept(world: World, other_world: World) -> None:
    link = Link(world)
    answer = link.employees(
        {"userId": world.admin.id},
        {"employee": "", "person": "p-2"},
        {"employee": "e-3", "person": "p-3", "userId": other_world.admin.id},
        {"employee": "e-4", "person": "p-4", "userId": "somebody"},
        {"employee": "e-5", "person": "p-5", "userId": 2**62},
        {"employee": "x" * 256, "person": "p-6"},
        {"employee": "e-7", "person": "p" * 256},
        {"employee": "e-8", "person": "p-8", "data": {"a": "x" * 20_000}},
        {"employee": "e-9", "person": "p-9", "data": {"firstName": "x" * 300}},
    )
    assert answer["status"] == "error"
    assert [each.split()[1] for each in answer["errors"]] == [f"#{n}" for n in range(1, 9)]
    assert answer["errors"][1] == f"Item #2 user '{other_world.admin.id}' not found"
    assert answer["errors"][2] == "Item #3 user '-1' not found"
    assert links(link) == {"p-1": world.admin.id}


def test_a_company_that_is_not_linked_is_named(world: World, other_world: World) -> None:
    foreign = Link(other_world)
    assert foreign.id
    data = [{"employee": "e", "person": "p", "data": NAMED}]
    answer = Link(world).app(f"{H}.employee.set", company="hr-1", data=data)
    assert answer == {"status": "error", "errors": ["Company 'hr-1' not found"]}
    assert foreign.people() == []


def test_a_form_and_other_spellings_are_read_alike(world: World) -> None:
    link = Link(world)
    assert link.id
    form = {
        "company": "hr-1",
        "DATA[5][EMPLOYEE]": "e-1",
        "DATA[5][PERSON]": "p-1",
        "DATA[5][USER_ID]": str(world.admin.id),
        "DATA[5][DATA][lastName]": "Weber",
        "auth": link.app.token,
    }
    answer = link.app.client.post(f"{link.app.webhook_url}{H}.employee.set", data=form)
    assert answer.json()["result"] == OK
    assert link.people()[0]["title"] == "Weber"


def test_more_than_may_come_at_once_is_refused(world: World) -> None:
    link = Link(world)
    status, code, text = link.app.error(f"{H}.employee.set", company="hr-1", data=[{}] * 10_001)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert "10000" in text


def test_ten_thousand_people_are_recorded_at_once(world: World) -> None:
    link = Link(world)
    many = [{"employee": f"e-{n}", "person": f"p-{n // 2}", "data": {"n": n}} for n in range(10_000)]
    many[0]["userId"] = world.admin.id
    assert link.employees(*many) == OK
    assert [each["employee"] for each in link.people()[0]["employees"]] == ["e-0", "e-1"]


def test_only_what_changed_after_a_moment_is_listed(world: World) -> None:
    link, person = Link(world), world.person()
    link.employees({"userId": world.admin.id}, {"employee": "e-2", "person": "p-2", "userId": person.id})
    assert len(link.people(updatedAt="2020-01-01T00:00:00+01:00")) == 2
    assert link.people(updatedAt="2099-01-01") == []
    after = link.people()[0]["updatedAt"]
    link.employees({"employee": "e-1"}, {"employee": "e-2", "person": "p-2"})
    before = {each["person"]: each for each in link.people()}
    assert before["p-1"]["updatedAt"] == after, "nothing that is listed of a person changed"
    status, code, text = link.app.error(f"{H}.employee.list", company="hr-1", updatedAt="yesterday")
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert "updatedAt" in text


def test_pages_of_people(world: World) -> None:
    link = Link(world)
    users = [world.person().id for _ in range(3)]
    link.employees(*({"employee": f"e{u}", "person": f"p{u}", "userId": u} for u in users))
    assert [each["userId"] for each in link.people()] == users
    assert [each["userId"] for each in link.people(limit=1, offset=1)] == users[1:2]


def test_a_job_goes_on_only_where_nothing_is_wrong(world: World) -> None:
    link = Link(world)
    job = link.ask_people()
    assert link.employees({"employee": ""}, **told(job))["status"] == "error"
    assert link.alive(job)
    assert link.employees({}, **told(job, "IN_PROGRESS", total=2, sent=1)) == OK
    assert link.alive(job)
    assert link.employees({}, **told(job, total=2, sent=2)) == OK
    assert not link.alive(job)


def test_who_maps_a_person_tells_the_other_system(world: World, other_world: World) -> None:
    link, person, second = Link(world), world.person(), world.person()
    link.employees({}, {"employee": "e-2", "person": "p-2", "userId": second.id})
    job = link.act(hcmlink_people.map_person, link.id, "p-1", person.id)
    assert not link.alive(job.id)
    assert links(link) == {"p-1": person.id, "p-2": second.id}
    for user, subject in ((second.id, "user"), (other_world.admin.id, "user"), (2**40, "user")):
        with pytest.raises(InkpostError) as refused:
            link.act(hcmlink_people.map_person, link.id, "p-1", user)
        assert refused.value.subject == subject
    with pytest.raises(InkpostError, match="no such person"):
        link.act(hcmlink_people.map_person, link.id, "p-9", person.id)
    with pytest.raises(InkpostError, match="administrators"):
        link.act(hcmlink_people.map_person, link.id, "p-1", person.id, by=person)
    link.act(hcmlink_people.map_person, link.id, "p-1", None)
    assert links(link) == {"p-2": second.id}

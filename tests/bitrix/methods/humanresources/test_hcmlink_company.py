"""``humanresources.hcmlink.company.*`` over the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hcmlink_worlds import FIELDS, H, Link
from worlds import World

C = f"{H}.company"
SHOWN = [
    {"field": "personal_number", "title": "Personnel number", "type": "STRING", "ttl": 600},
    {"field": "pin", "title": "PIN", "type": "UNKNOWN", "ttl": 86400},
]


def listed(link: Link, **more: Any) -> list[dict[str, Any]]:
    """The linked companies."""
    found: list[dict[str, Any]] = link.app(f"{C}.list", **more)
    return found


def test_a_company_is_linked_and_listed_as_the_page_shows(world: World) -> None:
    link = Link(world, {"data": {"taxId": "1234567890", "nested": {"b": [1, None], "a": True}}})
    made = link.id
    (shown,) = listed(link)
    created = datetime.fromisoformat(shown.pop("createdAt"))
    assert abs(datetime.now(UTC) - created) < timedelta(minutes=10)
    assert shown == {
        "id": made,
        "company": "hr-1",
        "crmCompanyId": link.crm_company,
        "title": "Muller GmbH",
        "data": {"taxId": "1234567890", "nested": {"b": [1, None], "a": True}},
        "fields": SHOWN,
    }


def test_data_that_is_not_given_is_an_empty_array_as_the_vendors(world: World) -> None:
    link = Link(world)
    assert link.id
    assert listed(link)[0]["data"] == []


def test_numbers_and_texts_stand_for_one_another(world: World) -> None:
    link = Link(world)
    field = {"field": 7, "title": 1.5, "ttl": "60", "type": "string", "entityType": "employee"}
    link.app(f"{C}.add", fields=link.company(company=15, crmCompanyId=str(link.crm_company), title=3, fields=[field]))
    (shown,) = listed(link)
    assert (shown["company"], shown["crmCompanyId"], shown["title"]) == ("15", link.crm_company, "3")
    assert shown["fields"] == [{"field": "7", "title": "1.5", "type": "STRING", "ttl": 60}]


def test_an_update_sets_everything_and_fields_that_stay_keep_their_values(world: World) -> None:
    link = Link(world, {"data": {"a": 1}})
    link.employees()
    link.values(("e-1", "personal_number", "TN-1"), ("e-1", "pin", "0000"))
    job = link.ask_values("e-1")
    new = [{"field": "new", "title": "New"}, {**FIELDS[0], "title": "Number", "ttl": 0}]
    assert link.app(f"{C}.update", id=link.id, fields=link.company(company="hr-9", title="Other", fields=new)) is True
    (shown,) = listed(link)
    assert (shown["company"], shown["title"], shown["data"]) == ("hr-9", "Other", {"a": 1})
    assert [(each["field"], each["title"], each["ttl"]) for each in shown["fields"]] == [
        ("new", "New", 86400),
        ("personal_number", "Number", 0),
    ]
    assert link.values(("e-1", "pin", "1"), company="hr-9")["errors"] == [
        "Item #0 field 'pin' not found for company 'hr-9'"
    ]
    assert link.alive(job)
    assert link.app(f"{C}.update", id=link.id, fields=link.company(company="hr-9", data={}, fields=[])) is True
    assert (listed(link)[0]["data"], listed(link)[0]["fields"]) == ([], [])


def test_a_company_that_is_deleted_goes_with_all_it_has(world: World) -> None:
    link = Link(world)
    link.employees({"userId": world.admin.id})
    job = link.ask_people()
    assert link.app(f"{C}.delete", id=link.id) is True
    assert listed(link) == []
    assert link.app(f"{C}.user.list") == []
    assert link.app.error(f"{H}.job.status.get", id=job) == (200, 0, "Operation failed")
    assert link.app.error(f"{C}.delete", id=link.id) == (200, 510, "Operation failed")


def test_pages_go_from_the_oldest_on(world: World) -> None:
    link = Link(world)
    made = [link.app(f"{C}.add", fields=link.company(company=f"c{number}")) for number in range(5)]
    assert [each["id"] for each in listed(link)] == made
    assert [each["id"] for each in listed(link, limit=2, offset=1)] == made[1:3]
    assert [each["id"] for each in listed(link, limit="1000", offset="4")] == made[4:]
    assert listed(link, limit=1, offset=5) == []


@pytest.mark.parametrize("method", ["company.list", "company.user.list", "employee.list"])
@pytest.mark.parametrize("given", [{"limit": 0}, {"limit": 1001}, {"limit": -5}, {"offset": -1}, {"limit": "many"}])
def test_a_page_beyond_the_limits_is_refused_by_name(world: World, method: str, given: dict[str, Any]) -> None:
    link = Link(world)
    assert link.id
    status, code, text = link.app.error(f"{H}.{method}", company="hr-1", **given)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert next(iter(given)) in text


def test_a_user_finds_the_companies_and_as_whom(world: World) -> None:
    link, person = Link(world), world.person()
    link.app(f"{C}.add", fields=link.company(company="other"))
    link.employees({"userId": person.id})
    (found,) = listed(link, userId=person.id)
    assert (found["id"], found["person"], found["fields"]) == (link.id, "p-1", SHOWN)
    assert listed(link, userId=world.admin.id) == []
    own = link.app_of(person)(f"{C}.user.list")
    assert own == [
        {
            "id": link.id,
            "company": "hr-1",
            "crmCompanyId": link.crm_company,
            "title": "Muller GmbH",
            "data": [],
            "person": "p-1",
        }
    ]
    assert link.app_of(world.person())(f"{C}.user.list") == []
    assert link.app_of(person)(f"{C}.user.list", offset=1) == []


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"company": "x" * 256}, "company"),
        ({"title": "x" * 256}, "title"),
        ({"title": ["x"]}, "title"),
        ({"crmCompanyId": "twelve"}, "crmCompanyId"),
        ({"data": "text"}, "data"),
        ({"data": {"a": "x" * 20_000}}, "data"),
        ({"fields": "text"}, "fields"),
        ({"fields": [5]}, "fields.0"),
        ({"fields": [{"field": "a", "title": "A", "type": "COLOUR"}]}, "type"),
        ({"fields": [{"field": "a", "title": "A", "entityType": "PLANET"}]}, "entityType"),
        ({"fields": [{"field": "a", "title": "A", "ttl": -1}]}, "ttl"),
        ({"fields": [{"field": "a", "title": "A", "ttl": 10**12}]}, "ttl"),
        ({"fields": [{"field": "a", "title": "A"}] * 2}, "field"),
        ({"fields": [{"field": f"f{n}", "title": "A"} for n in range(1001)]}, "fields"),
    ],
)
def test_hostile_input_is_refused_by_name_and_nothing_is_kept(world: World, fields: dict[str, Any], named: str) -> None:
    link = Link(world)
    status, code, text = link.app.error(f"{C}.add", fields=link.company(**fields))
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert named in text
    assert len(text) < 400
    assert listed(link) == []


def test_two_who_link_one_code_at_once_make_one_company(world: World) -> None:
    link = Link(world)
    assert link.crm_company
    calls = [link.app] * 8
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda app: app.raw(f"{C}.add", {"fields": link.company()}).json(), calls))
    assert sum("result" in each for each in answers) == 1
    assert {each["error"] for each in answers if "error" in each} == {0}
    assert len(listed(link)) == 1


def test_organisations_have_their_own_codes_and_see_nothing_of_one_another(world: World, other_world: World) -> None:
    mine, others = Link(world), Link(other_world)
    assert mine.id != others.id
    assert [each["id"] for each in listed(mine)] == [mine.id]
    assert listed(mine, userId=other_world.admin.id) == []
    assert mine.app.error(f"{C}.update", id=others.id, fields=mine.company()) == (200, 510, "Operation failed")
    assert mine.app.error(f"{C}.delete", id=others.id) == (200, 510, "Operation failed")
    assert [each["company"] for each in listed(others)] == ["hr-1"]

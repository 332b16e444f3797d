"""``user.*`` over the wire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from inkpost.store import people
from support import Rest
from worlds import Person, World

_REQUIRED = """
    ID XML_ID ACTIVE NAME LAST_NAME EMAIL LAST_LOGIN DATE_REGISTER TIME_ZONE IS_ONLINE TIMESTAMP_X LAST_ACTIVITY_DATE
    PERSONAL_GENDER PERSONAL_BIRTHDAY UF_EMPLOYMENT_DATE UF_DEPARTMENT
"""
REQUIRED = _REQUIRED.split()


def department(world: World, name: str = "Sales") -> int:
    """A new department."""
    with world.services.engine.begin() as db:
        return people.add_department(db, organization_id=world.organization_id, name=name)


def change(world: World, person: Person, **values: Any) -> None:
    """Change what is stored of a user."""
    with world.services.engine.begin() as db:
        people.set_user(db, person.id, **values)


def ids(found: Sequence[dict[str, Any]]) -> list[int]:
    """The ids of users as numbers."""
    return [int(each["ID"]) for each in found]


def test_the_current_user(world: World) -> None:
    sales = department(world)
    person = world.person(departments=[sales], name="Ursula", last_name="Weiß", position="Buyer", scopes=["user"])
    told = person.rest("user.current")
    assert set(REQUIRED) <= told.keys()
    assert all(isinstance(told[name], (str, bool, list)) for name in told)
    assert "USER_TYPE" not in told
    assert (told["ID"], told["ACTIVE"], told["NAME"]) == (str(person.id), True, "Ursula")
    assert (told["LAST_NAME"], told["EMAIL"], told["WORK_POSITION"]) == ("Weiß", person.login, "Buyer")
    assert (told["UF_DEPARTMENT"], told["IS_ONLINE"], told["LAST_LOGIN"]) == ([sales], "N", "")
    assert datetime.fromisoformat(told["DATE_REGISTER"]).utcoffset() is not None


def test_times_of_a_user_have_the_forms_of_the_wire(make_world: Callable[..., World]) -> None:
    world = make_world(timezone="Asia/Kathmandu")
    change(world, world.admin, last_seen_at=datetime(2024, 7, 23, 8, 8, 50, tzinfo=UTC))
    told = world.rest("user.current")
    assert told["LAST_ACTIVITY_DATE"] == "2024-07-23 13:53:50"
    assert told["LAST_LOGIN"] == "2024-07-23T13:53:50+05:45"
    assert datetime.strptime(told["TIMESTAMP_X"], "%d.%m.%Y %H:%M:%S")
    change(world, world.admin, last_seen_at=datetime.now(UTC))
    assert world.rest("user.current")["IS_ONLINE"] == "Y"
    assert ids(world.rest("user.get", IS_ONLINE="Y")) == [world.admin.id]


@pytest.mark.parametrize(
    ("scopes", "there", "absent"),
    [
        (["user"], {"EMAIL", "LAST_LOGIN", "WORK_PHONE", "UF_DEPARTMENT"}, set()),
        (["user_basic"], {"EMAIL", "WORK_PHONE", "UF_DEPARTMENT"}, {"LAST_LOGIN", "PERSONAL_WWW"}),
        (["user_brief"], {"NAME", "UF_DEPARTMENT", "WORK_POSITION"}, {"EMAIL", "PERSONAL_MOBILE", "LAST_LOGIN"}),
        (["user_brief", "user_basic"], {"EMAIL"}, {"LAST_LOGIN"}),
    ],
)
def test_the_scope_cuts_the_fields(world: World, scopes: list[str], there: set[str], absent: set[str]) -> None:
    rest = world.person(scopes=scopes).rest
    for told in (rest("user.current"), rest("user.get")[0], rest("user.fields")):
        assert there <= told.keys()
        assert not absent & told.keys()


def test_what_a_scope_hides_cannot_be_asked_for_either(world: World) -> None:
    rest = world.person(scopes=["user_brief"]).rest
    assert rest("user.get", filter={"EMAIL": world.admin.login}) == []
    assert rest("user.get", filter={"%EMAIL": "example.test"}) == []
    assert rest("user.get", filter={"NAME_SEARCH": world.admin.login}) == []
    everybody = ids(rest("user.get", sort="ID"))
    assert ids(rest("user.get", sort="EMAIL", order="DESC")) == everybody
    assert rest("user.get", select=["EMAIL"]) == [[]] * len(everybody)


def test_no_scope_of_users_no_users(world: World) -> None:
    rest = world.person(scopes=["documentgenerator", "user.userfield"]).rest
    for method in ("user.get", "user.current", "user.fields"):
        assert rest.error(method)[:2] == (403, "insufficient_scope")


def test_the_users_of_the_portal_and_of_no_other(world: World, other_world: World) -> None:
    persons = [world.person() for _ in range(2)]
    answer = world.rest.raw("user.get").json()
    assert ids(answer["result"]) == [world.admin.id, *(person.id for person in persons)]
    assert (answer["total"], "next" in answer) == (3, False)
    assert {each["USER_TYPE"] for each in answer["result"]} == {"employee"}
    assert world.rest("user.get", filter={"ID": other_world.admin.id}) == []
    assert world.rest("user.get", filter={"EMAIL": other_world.admin.login}) == []


def test_pages_of_fifty(world: World) -> None:
    with world.services.engine.begin() as db:
        for number in range(60):
            people.add_user(db, organization_id=world.organization_id, login=f"p{number}-{world.organization_id}")
    first = world.rest.raw("user.get").json()
    assert (len(first["result"]), first["total"], first["next"]) == (50, 61, 50)
    second = world.rest.raw("user.get", {"start": first["next"]}).json()
    assert (len(second["result"]), second["total"], "next" in second) == (11, 61, False)
    assert ids(first["result"] + second["result"]) == sorted(ids(first["result"] + second["result"]))
    fast = world.rest.raw("user.get", {"SORT": "ID", "ORDER": "DESC", "start": -1, "filter": {"<ID": 10**9}}).json()
    assert (len(fast["result"]), fast["total"], "next" in fast) == (50, 0, False)
    assert ids(fast["result"]) == sorted(ids(fast["result"]), reverse=True)


def test_order_and_conditions_in_every_spelling(world: World) -> None:
    sales = department(world)
    ann = world.person(name="Ann", last_name="Zimmer", departments=[sales])
    bob = world.person(name="Bob", last_name="Abel")
    get = world.rest
    assert ids(get("user.get", sort="LAST_NAME", order="asc")) == [bob.id, world.admin.id, ann.id]
    assert ids(get("user.get", order={"last_name": "DESC"})) == [ann.id, world.admin.id, bob.id]
    assert ids(get("user.get", FILTER={"NAME": "Ann"})) == [ann.id]
    assert ids(get("user.get", filter={"NAME": "B%"})) == [bob.id]
    assert ids(get("user.get", filter={"%LAST_NAME": "IMME"})) == [ann.id]
    assert ids(get("user.get", filter={"!ID": [ann.id, world.admin.id]})) == [bob.id]
    assert ids(get("user.get", ID=ann.id)) == [ann.id]
    assert ids(get("user.get", id=[str(ann.id), bob.id], filter={"NAME": "Bob"})) == [bob.id]
    assert ids(get("user.get", UF_DEPARTMENT=sales)) == [ann.id]
    assert ids(get("user.get", filter={"UF_DEPARTMENT": [sales, 10**9]})) == [ann.id]
    assert ids(get("user.get", filter={"!UF_DEPARTMENT": sales})) == [world.admin.id, bob.id]
    assert ids(get("user.get", filter={"NAME_SEARCH": "zim an"})) == [ann.id]
    assert ids(get("user.get", filter={"USER_TYPE": "extranet"})) == []
    assert ids(get("user.get", filter={"PERSONAL_MOBILE": "+49 1"})) == []
    assert len(get("user.get", filter={"NO_SUCH_FIELD": 1})) == 3


def test_conditions_in_a_query(world: World) -> None:
    ann = world.person(name="Ann")
    found = httpx.get(f"{world.rest.webhook_url}user.get.json?filter[NAME]=Ann&select[0]=ID&select[1]=NAME").json()
    assert found["result"] == [{"ID": str(ann.id), "NAME": "Ann"}]


def test_inactive_users_are_there_unless_the_filter_says_otherwise(world: World) -> None:
    gone = world.person()
    change(world, gone, active=False)
    assert ids(world.rest("user.get")) == [world.admin.id, gone.id]
    for yes in (True, "Y", 1, "true"):
        assert ids(world.rest("user.get", filter={"ACTIVE": yes})) == [world.admin.id]
    assert [each["ACTIVE"] for each in world.rest("user.get", filter={"ACTIVE": "N"})] == [False]


def test_conditions_on_times(world: World) -> None:
    old = world.person()
    change(world, old, created_at=datetime.now(UTC) - timedelta(days=400))
    assert ids(
        world.rest("user.get", filter={"<DATE_REGISTER": (datetime.now(UTC) - timedelta(days=9)).isoformat()})
    ) == [old.id]
    assert world.rest("user.get", filter={">DATE_REGISTER": "no date at all"}) == []
    assert world.rest("user.get", filter={"DATE_REGISTER": ["x"], "ACTIVE": True}) == []


@pytest.mark.parametrize("select", [["*"], ["ID", "UF_*"], "ID"])
def test_select(world: World, select: object) -> None:
    told = world.rest("user.get", select=select)[0]
    keys = {"ID", "UF_DEPARTMENT", "UF_EMPLOYMENT_DATE"} if select == ["ID", "UF_*"] else {"ID"}
    assert keys <= told.keys() if select == ["*"] else keys == told.keys()


def test_hostile_conditions_are_text(world: World) -> None:
    for text in ("' or 1=1 --", "\\", "_", "\x00", "%' escape '"):
        answer = world.rest.raw("user.get", {"filter": {"NAME": text, "%LAST_NAME": text}})
        assert answer.status_code in {200, 400}, answer.text
        assert answer.json().get("result", []) == []


def test_the_names_of_the_fields(world: World) -> None:
    told = world.person(scopes=["user"]).rest("user.fields")
    assert set(REQUIRED) <= told.keys()
    assert all(isinstance(title, str) and title for title in told.values())


def test_the_telephones_of_somebody_are_shown_and_found(world: World) -> None:
    phones = {"personal_phone": "+49 30 1", "personal_mobile": "+49 170 2", "work_phone": "+49 30 3"}
    person = world.person(**phones)
    (found,) = world.rest("user.get", filter={"PERSONAL_MOBILE": "+49 170 2"})
    assert found["ID"] == str(person.id)
    assert [found[name.upper()] for name in phones] == list(phones.values())
    assert "PERSONAL_PHONE" not in world.rest("user.get", filter={"ID": world.admin.id})[0]
    brief = world.webhook(world.admin.id, ["user_brief"])
    rest = Rest(world.webhook_url(world.admin.id, brief))
    assert not {name.upper() for name in phones} & rest("user.get", filter={"ID": person.id})[0].keys()
    assert rest("user.get", filter={"WORK_PHONE": "+49 30 3"}) == [], "what is not seen is not found either"

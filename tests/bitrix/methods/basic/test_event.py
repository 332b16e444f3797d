"""``event.*`` and ``events`` over the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from applications import AppRest, application, same_application
from inkpost.model.events import MOST_HANDLERS
from inkpost.store.tables import event_handlers
from worlds import World

EVENT = "ONCRMLEADADD"
HANDLER = "https://example.com/handler/"


def bound(calls: AppRest) -> list[tuple[str, str, str, int]]:
    """The handlers that the caller sees."""
    return [(each["event"], each["handler"], each["auth_type"], each["offline"]) for each in calls("event.get")]


def test_a_handler_is_bound_shown_and_unbound(world: World) -> None:
    calls = application(world)
    assert calls("event.bind", event="onCrmLeadAdd", handler=HANDLER) is True
    assert calls("event.bind", EVENT=EVENT, HANDLER=HANDLER, AUTH_TYPE=str(world.admin.id)) is True
    assert calls("event.get") == [
        {"event": EVENT, "handler": HANDLER, "auth_type": "0", "offline": 0},
        {"event": EVENT, "handler": HANDLER, "auth_type": str(world.admin.id), "offline": 0},
    ]
    assert calls("event.unbind", event=EVENT, handler=HANDLER) == {"count": 2}
    assert calls("event.get") == []
    assert calls("event.unbind", event=EVENT, handler=HANDLER) == {"count": 0}


@pytest.mark.parametrize("empty", [0, "", None])
def test_handlers_without_a_user_can_be_unbound_alone(world: World, empty: object) -> None:
    calls = application(world)
    calls("event.bind", event=EVENT, handler=HANDLER)
    calls("event.bind", event=EVENT, handler=HANDLER, auth_type=world.admin.id)
    assert calls("event.unbind", event=EVENT, handler=HANDLER, auth_type=empty) == {"count": 1}
    assert bound(calls) == [(EVENT, HANDLER, str(world.admin.id), 0)]


def test_an_offline_handler_has_no_address_and_is_apart_from_the_others(world: World) -> None:
    calls = application(world)
    assert calls("event.bind", event=EVENT, event_type="offline", auth_connector="source") is True
    calls("event.bind", event=EVENT, handler=HANDLER)
    assert bound(calls) == [(EVENT, "", "0", 1), (EVENT, HANDLER, "0", 0)]
    assert calls("event.unbind", event=EVENT, event_type="offline") == {"count": 1}
    assert bound(calls) == [(EVENT, HANDLER, "0", 0)]


def test_one_who_is_no_administrator_binds_and_sees_own_handlers(world: World) -> None:
    made, person = world.application(), world.person()
    own, admins = same_application(world, made, person), same_application(world, made)
    admins("event.bind", event=EVENT, handler=HANDLER)
    assert own("event.bind", event=EVENT, handler=HANDLER) is True
    assert own("event.bind", event="ONAPPTEST", handler=HANDLER, auth_type=person.id) is True
    assert bound(own) == [(EVENT, HANDLER, str(person.id), 0), ("ONAPPTEST", HANDLER, str(person.id), 0)]
    assert len(bound(admins)) == 3
    assert own("event.unbind", event=EVENT, handler=HANDLER, auth_type=0) == {"count": 0}
    assert own("event.unbind", event=EVENT, handler=HANDLER) == {"count": 1}
    assert len(bound(admins)) == 2


def test_the_same_handler_is_refused_also_when_both_come_at_once(world: World) -> None:
    calls = application(world)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: calls.raw("event.bind", {"event": EVENT, "handler": HANDLER}), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]
    twice = (400, "ERROR_CORE", "Unable to set event handler: Handler already binded")
    assert calls.error("event.bind", event=EVENT, handler=HANDLER) == twice
    assert calls("event.bind", event=EVENT, handler=f"{HANDLER}other") is True


def test_applications_do_not_see_one_anothers_handlers(world: World, other_world: World) -> None:
    mine, neighbour, foreign = application(world), application(world), application(other_world)
    for calls in (mine, neighbour, foreign):
        calls("event.bind", event=EVENT, handler=HANDLER)
    assert neighbour("event.unbind", event=EVENT, handler=HANDLER) == {"count": 1}
    assert (len(bound(mine)), len(bound(neighbour)), len(bound(foreign))) == (1, 0, 1)
    refused = mine.error("event.bind", event="ONAPPTEST", handler=HANDLER, auth_type=other_world.admin.id)
    assert refused == (400, "0", "User not found")


@pytest.mark.parametrize(
    ("handler", "code"),
    [
        ("ftp://example.com/handler", "ERROR_UNSUPPORTED_PROTOCOL"),
        ("javascript:alert(1)", "ERROR_UNSUPPORTED_PROTOCOL"),
        ("example.com/handler", "ERROR_UNSUPPORTED_PROTOCOL"),
        ("file:///etc/passwd", "ERROR_UNSUPPORTED_PROTOCOL"),
        ("https://", "ERROR_WRONG_HANDLER_URL"),
        ("https://[::1", "ERROR_WRONG_HANDLER_URL"),
        ("https://example.com:99999/", "ERROR_WRONG_HANDLER_URL"),
        ("https://example.com/\r\nHost: inside", "ERROR_WRONG_HANDLER_URL"),
        ("https://example.com/" + "x" * 2048, "ERROR_WRONG_HANDLER_URL"),
        ("", "ERROR_ARGUMENT"),
    ],
)
def test_a_handler_is_an_address_of_the_web(world: World, handler: str, code: str) -> None:
    status, told, text = application(world).error("event.bind", event=EVENT, handler=handler)
    assert (status, told) == (400, code)
    assert text


def test_an_event_of_a_scope_that_the_application_lacks_is_unknown_to_it(world: World) -> None:
    calls = application(world, scopes=["documentgenerator"])
    assert calls.error("event.bind", event=EVENT, handler=HANDLER) == (400, "ERROR_EVENT_NOT_FOUND", "Event not found")
    assert calls.error("event.bind", handler=HANDLER) == (400, "ERROR_ARGUMENT", "Argument 'EVENT' is null or empty")


def test_what_an_application_leaves_behind_is_limited(world: World) -> None:
    made = world.application()
    calls = same_application(world, made)
    assert calls.error("event.bind", event=EVENT, handler=HANDLER, options={"a": "x" * 20_000})[0] == 400
    assert calls.error("event.bind", event=EVENT, handler=HANDLER, auth_connector="x" * 300)[0] == 400
    row = {"organization_id": world.organization_id, "application_id": made.id, "event": EVENT}
    with world.services.engine.begin() as db:
        db.execute(event_handlers.insert(), [{**row, "url": f"{HANDLER}{n}"} for n in range(MOST_HANDLERS)])
    assert calls.error("event.bind", event=EVENT, handler=HANDLER)[:2] == (400, "0")


def test_events_of_the_application_of_a_scope_and_all(world: World) -> None:
    calls = application(world, scopes=["user"])
    assert calls("events") == [*calls("events", scope=""), "ONUSERADD"]
    assert "ONAPPUNINSTALL" in calls("events", scope="")
    crm = calls("events", SCOPE="CRM", FULL=True)
    assert EVENT in crm
    assert "ONCRMDOCUMENTGENERATORDOCUMENTADD" in crm
    assert all(name.startswith("ONCRM") for name in crm)
    everything = calls("events", full=True)
    assert {"ONAPPINSTALL", "ONUSERADD", "ONTASKCOMMENTDELETE", *crm} <= set(everything)
    assert len(set(everything)) == len(everything)
    assert calls("events", scope="nonsense") == []
    assert "ONCRMDOCUMENTGENERATORDOCUMENTCONVERTED" in crm
    own = [f"ONDOCUMENTGENERATORDOCUMENT{act}" for act in ("ADD", "UPDATE", "DELETE", "CONVERTED")]
    assert calls("events", scope="documentgenerator") == own


def test_events_are_for_applications_before_anything_else(world: World) -> None:
    refused = (403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method")
    for method in ("events", "event.get", "event.bind", "event.unbind"):
        assert world.rest.error(method) == refused


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "'; drop table events --"])
def test_hostile_texts_are_no_failure_of_the_server(world: World, text: str) -> None:
    calls = application(world)
    given = {"event": EVENT, "handler": HANDLER}
    answers = [
        calls.raw("event.bind", {**given, "auth_connector": text}),
        calls.raw("event.bind", {**given, "options": {text: text}}),
        calls.raw("event.bind", {**given, "handler": HANDLER + text}),
        calls.raw("event.unbind", {"event": text, "handler": text}),
        calls.raw("app.option.set", {"options": {text: text}}),
        calls.raw("app.option.get", {"option": text}),
        calls.raw("access.name", {"ACCESS": [text]}),
        calls.raw("user.get", {"filter": {"NAME_SEARCH": text, "%NAME": text}, "sort": text}),
        calls.raw("method.get", {"name": text}),
    ]
    assert [answer.status_code for answer in answers if answer.status_code not in {200, 400}] == []

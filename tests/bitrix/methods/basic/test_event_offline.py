"""``event.offline.*`` over the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from applications import AppRest, application, same_application
from inkpost.model.secrets import digest
from inkpost.store import credentials, offline_events
from shapes import assert_shape
from support import wait_for
from worlds import World, docx

EVENT = "ONDOCUMENTGENERATORDOCUMENTADD"


def filled(world: World, calls: AppRest, count: int, *, connector: str = "", event: str = EVENT) -> None:
    """So many events in an application's queue."""
    with world.services.engine.begin() as db:
        found = credentials.caller_by_token(db, digest(calls.token))
        assert found is not None
        assert found.caller.application_id is not None
        for number in range(1, count + 1):
            offline_events.keep(
                db,
                organization_id=world.organization_id,
                application_id=found.caller.application_id,
                event=event,
                connector=connector,
                subject=f"document:{number}",
                data={"FIELDS": {"ID": str(number)}},
                user_id=world.admin.id,
                happened_at=datetime(2026, 3, 1, 12, 0, number % 60, tzinfo=UTC),
            )


def things(rows: list[dict[str, Any]]) -> list[int]:
    """Which documents rows are about."""
    return [int(row["EVENT_DATA"]["FIELDS"]["ID"]) for row in rows]


def test_what_happens_comes_into_the_queue(world: World) -> None:
    calls = application(world)
    calls("event.bind", event="onDocumentGeneratorDocumentAdd", event_type="offline")
    number = world.document(world.template(docx("Contract")))["id"]
    (row,) = wait_for(lambda: calls("event.offline.list"), what="the event")
    assert row["EVENT_NAME"] == EVENT
    assert row["EVENT_DATA"] == {"FIELDS": {"ID": str(number)}}
    assert row["EVENT_ADDITIONAL"] == {"user_id": str(world.admin.id)}
    assert (row["PROCESS_ID"], row["ERROR"]) == ("", "0")
    assert datetime.fromisoformat(row["TIMESTAMP_X"]).tzinfo is not None


def test_getting_forgets_unless_it_is_asked_not_to(world: World) -> None:
    calls = application(world)
    filled(world, calls, 3)
    got = calls("event.offline.get", limit=2)
    assert_shape("event.offline.get", got)
    assert (got["process_id"], things(got["events"])) == (None, [1, 2])
    kept = calls("event.offline.get", CLEAR=0)
    assert_shape("event.offline.get", kept)
    assert (len(kept["process_id"]), things(kept["events"])) == (32, [3])
    assert calls("event.offline.get") == {"process_id": None, "events": []}
    again = calls("event.offline.get", process_id=kept["process_id"], clear=0)
    assert again == kept
    listed = calls("event.offline.list")
    assert_shape("event.offline.list", listed)
    assert listed[0]["PROCESS_ID"] == kept["process_id"]
    assert calls("event.offline.clear", process_id=kept["process_id"]) is True
    assert calls("event.offline.list") == []


def test_a_part_of_a_batch_is_cleared_by_number_or_message(world: World) -> None:
    calls = application(world)
    filled(world, calls, 5)
    got = calls("event.offline.get", clear=0)
    rows, process = got["events"], got["process_id"]
    assert_shape("event.offline.clear", calls("event.offline.clear", process_id=process, id=[rows[0]["ID"]]))
    calls("event.offline.clear", process_id=process, message_id=[rows[1]["MESSAGE_ID"]])
    calls("event.offline.clear", process_id=process, id=[rows[2]["ID"]], message_id=[rows[4]["MESSAGE_ID"]])
    assert things(calls("event.offline.list")) == [4, 5], "message_id is ignored beside id"
    calls("event.offline.clear", process_id="another")
    assert len(calls("event.offline.list")) == 2


def test_what_could_not_be_done_is_marked_and_fetched_apart(world: World) -> None:
    calls = application(world)
    filled(world, calls, 3)
    got = calls("event.offline.get", clear=0)
    process, failed = got["process_id"], got["events"][1]["MESSAGE_ID"]
    assert_shape("event.offline.error", calls("event.offline.error", process_id=process, message_id=[failed]))
    assert things(calls("event.offline.list", filter={"ERROR": 1})) == [2]
    assert things(calls("event.offline.list", filter={"ERROR": 0})) == [1, 3]
    assert things(calls("event.offline.get", process_id=process, clear=0)["events"]) == [1, 3]
    assert things(calls("event.offline.get", process_id=process, error=1, clear=0)["events"]) == [2]
    calls("event.offline.error", process_id=process)
    assert things(calls("event.offline.get")["events"]) == []
    assert things(calls("event.offline.list", filter={"=ERROR": 1})) == [1, 2, 3]
    retried = calls("event.offline.get", error=1, clear=0)
    assert (things(retried["events"]), retried["process_id"] != process) == ([1, 2, 3], True)
    assert things(calls("event.offline.list", filter={"ERROR": 0})) == [1, 2, 3], "they are being worked on again"


def test_filters_orders_and_pages(world: World) -> None:
    calls = application(world)
    filled(world, calls, 60)
    filled(world, calls, 1, event="ONDOCUMENTGENERATORDOCUMENTDELETE")
    answer = calls.raw("event.offline.list", {"order": {"ID": "DESC"}}).json()
    assert (answer["total"], answer["next"], len(answer["result"])) == (61, 50, 50)
    rest = calls.raw("event.offline.list", {"order": {"ID": "DESC"}, "start": 50}).json()
    assert ("next" in rest, things(rest["result"])) == (False, list(range(11, 0, -1)))
    one = rest["result"][0]
    for condition in (
        {"=MESSAGE_ID": one["MESSAGE_ID"]},
        {"=ID": one["ID"]},
        {">=ID": one["ID"], "<=ID": one["ID"]},
        {"TIMESTAMP_X": one["TIMESTAMP_X"], "EVENT_NAME": EVENT, "PROCESS_ID": ""},
    ):
        assert things(calls("event.offline.list", filter=condition)) == [11], condition
    assert things(calls("event.offline.list", filter={"!EVENT_NAME": EVENT})) == [1]
    got = calls("event.offline.get", filter={"EVENT_NAME": EVENT, "<ID": one["ID"]}, order={"ID": "DESC"}, limit=3)
    assert things(got["events"]) == [10, 9, 8]
    assert len(calls("event.offline.get", limit=1000)["events"]) == 58


def test_two_who_fetch_at_once_get_different_events(world: World) -> None:
    calls = application(world)
    filled(world, calls, 40)
    with ThreadPoolExecutor(8) as pool:
        parts = list(pool.map(lambda _: calls("event.offline.get", clear=0, limit=5), range(8)))
    taken = [number for part in parts for number in things(part["events"])]
    assert len(taken) == len(set(taken))
    left = things(calls("event.offline.get", limit=1000)["events"])
    assert sorted(taken + left) == list(range(1, 41)), "none is lost"


def test_sources_have_queues_of_their_own(world: World) -> None:
    calls = application(world)
    filled(world, calls, 1)
    filled(world, calls, 2, connector="link")
    assert things(calls("event.offline.list")) == [1]
    assert things(calls("event.offline.list", auth_connector="link")) == [1, 2]
    assert things(calls("event.offline.get", auth_connector="link")["events"]) == [1, 2]
    assert things(calls("event.offline.get")["events"]) == [1]


def test_a_queue_is_its_applications_alone(world: World, other_world: World) -> None:
    mine, neighbour, foreign = application(world), application(world), application(other_world)
    filled(world, mine, 2)
    process = mine("event.offline.get", clear=0)["process_id"]
    for calls in (neighbour, foreign):
        assert calls("event.offline.list") == []
        assert calls("event.offline.get", process_id=process)["events"] == []
        calls("event.offline.clear", process_id=process)
        calls("event.offline.error", process_id=process)
    assert [row["ERROR"] for row in mine("event.offline.list")] == ["0", "0"]


def test_the_queue_is_for_administrators(world: World) -> None:
    made = world.application()
    own = same_application(world, made, world.person())
    for method in ("get", "list", "clear", "error"):
        assert own.error(f"event.offline.{method}", process_id="x") == (403, "ACCESS_DENIED", "Access denied!")


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("get", {"limit": 0}),
        ("get", {"limit": 1001}),
        ("get", {"limit": "many"}),
        ("get", {"filter": {">TIMESTAMP_X": "yesterday"}}),
        ("get", {"order": {"ID": "sideways"}}),
        ("list", {"filter": {"ERROR": "perhaps"}}),
        ("clear", {"process_id": "x", "id": ["one"]}),
        ("clear", {}),
        ("error", {"process_id": ""}),
        ("error", {"process_id": "x", "message_id": [{}]}),
    ],
)
def test_what_cannot_be_meant_is_refused(world: World, method: str, params: dict[str, Any]) -> None:
    status, code, told = application(world).error(f"event.offline.{method}", **params)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert told


@pytest.mark.parametrize("text", ["\x00", "'; drop table offline_events --", "x" * 100_000])
def test_hostile_texts_find_nothing(world: World, text: str) -> None:
    calls = application(world)
    filled(world, calls, 1)
    asked = [
        *((method, {"process_id": text, "message_id": [text]}) for method in ("clear", "error")),
        ("get", {"process_id": text, "auth_connector": text, "clear": 0}),
        ("list", {"filter": {"MESSAGE_ID": text, "PROCESS_ID": text}, "auth_connector": text}),
    ]
    for method, params in asked:
        assert calls.raw(f"event.offline.{method}", params).status_code in {200, 400}, method
    assert len(calls("event.offline.list")) == 1

"""The envelope: measured time, paging, JSON in which an empty map is an empty list."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.faces.bitrix.envelope import Measured, Stopwatch, dumps, failure, success, time_object

ZONE = timezone(timedelta(hours=2))


def test_the_time_of_an_answer() -> None:
    measured = Measured(start=1778747192.5, finish=1778747193.25, processing=0.125)
    assert time_object(measured, ZONE, operating=3.5, operating_reset_at=1778747700) == {
        "start": 1778747192.5,
        "finish": 1778747193.25,
        "duration": 0.75,
        "processing": 0.125,
        "date_start": "2026-05-14T10:26:32+02:00",
        "date_finish": "2026-05-14T10:26:33+02:00",
        "operating_reset_at": 1778747700,
        "operating": 3.5,
    }
    assert time_object(measured, operating=0.0)["operating_reset_at"] == 1778747792
    assert time_object(measured)["date_start"] == "2026-05-14T08:26:32+00:00"
    assert "operating" not in time_object(measured)


class Hand:
    """A clock whose hand the test moves."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def test_a_stopwatch_measures_and_ignores_jumps_of_the_wall_clock() -> None:
    wall, tick = Hand(1000.0), Hand(5.0)
    watch = Stopwatch(wall, tick)
    tick.now, wall.now = 5.5, 10.0
    with watch.processing():
        tick.now = 6.0
    with suppress(KeyError), watch.processing():
        tick.now = 6.25
        raise KeyError
    tick.now = 7.0
    assert watch.measured() == Measured(start=1000.0, finish=1002.0, processing=0.75)
    assert watch.processed == 0.75


def test_a_real_measurement_is_in_order() -> None:
    watch = Stopwatch()
    with watch.processing():
        sum(range(10_000))
    measured = watch.measured()
    assert measured.start + measured.processing <= measured.finish + 1e-6
    assert measured.processing > 0


def test_envelopes() -> None:
    assert list(success([], {"start": 1}, total=120, following=50)) == ["result", "next", "total", "time"]
    assert success(None, {}) == {"result": None, "time": {}}
    assert success({}, {}, total=0) == {"result": {}, "total": 0, "time": {}}
    assert failure("0", "Template not found") == {"error": "0", "error_description": "Template not found"}


@pytest.mark.parametrize(
    ("result", "written"),
    [
        ({}, b"[]"),
        ({"a": {}, "b": [{}], "c": {"d": {}}}, b'{"a":[],"b":[[]],"c":{"d":[]}}'),
        ({"a": "{}"}, b'{"a":"{}"}'),
        ({"a": 1.5, "b": None, "c": True}, b'{"a":1.5,"b":null,"c":true}'),
        ({57: {"id": "57"}}, b'{"57":{"id":"57"}}'),
        ("Договор", '"Договор"'.encode()),
        (({},), b"[[]]"),
    ],
)
def test_empty_maps_are_lists(result: Any, written: bytes) -> None:
    assert dumps({"result": result}) == b'{"result":' + written + b"}"


def emptied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: emptied(inner) for key, inner in value.items()} if value else []
    return [emptied(inner) for inner in value] if isinstance(value, list) else value


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=10) | st.just("{}"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=5), VALUES, min_size=1))
def test_nothing_else_changes(value: dict[str, Any]) -> None:
    assert json.loads(dumps(value)) == emptied(value)

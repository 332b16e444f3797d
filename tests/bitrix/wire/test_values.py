"""Single values of the wire: every accepted spelling, and refusals that say what would have been right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.faces.bitrix.values import ValueFault, flag, integer, moment, number, short, text

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("value", [1, "1", "Y", "y", True, "true", "TRUE", " Y ", 1.0])
def test_yes(value: object) -> None:
    assert flag(value) is True


@pytest.mark.parametrize("value", [0, "0", "N", "n", False, "false", "False", None, 0.0])
def test_no(value: object) -> None:
    assert flag(value) is False


@pytest.mark.parametrize("value", ["", "yes", 2, -1, "on", [], {}, 0.5, b"Y"])
def test_neither_yes_nor_no_names_the_valid_values(value: object) -> None:
    with pytest.raises(ValueFault, match="Y, N, 1, 0, true, false"):
        flag(value)


@pytest.mark.parametrize("value", [5, "5", " 5 ", 5.0, "+5", "5.0", "005"])
def test_whole_numbers(value: object) -> None:
    found = integer(value)
    assert found == 5
    assert type(found) is int


@pytest.mark.parametrize(
    "value",
    ["", "5a", "5.5", 5.5, True, None, [5], "٥", "0x5", float("inf"), float("nan"), 2**63, "9" * 5000],
)
def test_no_whole_number(value: object) -> None:
    with pytest.raises(ValueFault, match="a whole number"):
        integer(value)


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_whole_numbers_survive_as_text(value: int) -> None:
    assert integer(value) == integer(f" {value} ") == value


@pytest.mark.parametrize(("value", "found"), [("1.5", 1.5), (2, 2.0), ("-.5", -0.5), (" 1e3 ", 1000.0)])
def test_numbers(value: object, found: float) -> None:
    assert number(value) == found


@pytest.mark.parametrize("value", ["1,5", "", "inf", "nan", True, None, float("nan"), 10**400, "1e999"])
def test_no_number(value: object) -> None:
    with pytest.raises(ValueFault, match="a number"):
        number(value)


@pytest.mark.parametrize(
    ("value", "found"), [("a", "a"), (5, "5"), (5.0, "5"), (0.1, "0.1"), (True, "1"), (False, ""), ("", "")]
)
def test_texts(value: object, found: str) -> None:
    assert text(value) == found


@pytest.mark.parametrize("value", [None, [], {}, b"a", pytest.param(10**5000, id="very large")])
def test_no_text(value: object) -> None:
    with pytest.raises(ValueFault, match="a text"):
        text(value)


BERLIN = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-03-18T00:00:00+01:00", datetime(2026, 3, 17, 23, tzinfo=UTC)),
        ("2026-03-18T00:00:00 01:00", datetime(2026, 3, 17, 23, tzinfo=UTC)),
        ("2026-03-18T00:00:00Z", datetime(2026, 3, 18, tzinfo=UTC)),
        ("2026-03-18T00:00:00", datetime(2026, 3, 17, 22, tzinfo=UTC)),
        ("2026-03-18 01:02:03", datetime(2026, 3, 17, 23, 2, 3, tzinfo=UTC)),
        ("2026-03-18", datetime(2026, 3, 17, 22, tzinfo=UTC)),
        ("18.03.2026 10:20:30", datetime(2026, 3, 18, 8, 20, 30, tzinfo=UTC)),
        ("18.03.2026 10:20", datetime(2026, 3, 18, 8, 20, tzinfo=UTC)),
        (" 18.03.2026 ", datetime(2026, 3, 17, 22, tzinfo=UTC)),
    ],
)
def test_moments_without_an_offset_are_meant_in_the_zone(value: str, found: datetime) -> None:
    read = moment(value, BERLIN)
    assert read == found
    assert read.tzinfo is UTC


@pytest.mark.parametrize("value", ["", "now", 5, None, "32.01.2026", "2026-13-01", "0001-01-01T00:00:00+14:00"])
def test_no_moment(value: object) -> None:
    with pytest.raises(ValueFault, match="a date and time"):
        moment(value)


@given(st.datetimes(timezones=st.just(BERLIN), min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)))
def test_moments_survive(value: datetime) -> None:
    assert moment(value.isoformat()) == value


def complaint(read: Callable[[object], object], value: object) -> str:
    try:
        read(value)
    except ValueFault as fault:
        return str(fault)
    return ""


@given(ANYTHING)
def test_nothing_but_a_value_or_a_fault(value: object) -> None:
    for read in (flag, integer, number, text, moment):
        assert len(complaint(read, value)) < 300


@given(ANYTHING)
def test_messages_stay_short(value: object) -> None:
    assert len(short(value)) < 420


def test_a_long_value_is_cut() -> None:
    assert short("x" * 10_000_000) == "'" + "x" * 40 + "'…"

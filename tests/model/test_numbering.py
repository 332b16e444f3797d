"""Numerators: the finished number, its padding and its period."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.model.numbering import RANDOM_LENGTH, Generator, Numerator, Period, Sequence

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 30), timezones=st.just(UTC))


def numerator(template: str, sequence: Sequence | None = None, **more: object) -> Numerator:
    made = Numerator(1, 1, "Numbers", template, None, sequence or Sequence())
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{NUMBER}", "7"),
        ("INV-{NUMBER}/{YEAR}", "INV-7/2026"),
        ("{DAY}.{MONTH}.{YEAR}-{NUMBER}", "09.03.2026-7"),
        ("{PREFIX}__{YEAR}/{NUMBER}", "DOC__2026/7"),
        ("{NUMBER}{NUMBER}", "77"),
        ("{CLIENT_ID}-{number}-{}-{NUMBER", "{CLIENT_ID}-{number}-{}-{NUMBER"),
        ("№ {NUMBER} {{YEAR}}", "№ 7 {2026}"),
    ],
)
def test_words_in_braces_are_replaced_and_others_stay(template: str, written: str) -> None:
    assert numerator(template, prefix="DOC").render(7, NOW, "UTC") == written


def test_what_a_prefix_says_is_not_read_again() -> None:
    assert numerator("{PREFIX}-{NUMBER}", prefix="{NUMBER}").render(7, NOW, "UTC") == "{NUMBER}-7"


def test_random_is_upper_case_latin_and_digits_and_new_each_time() -> None:
    own = numerator("{RANDOM}", random_length=6)
    drawn = {own.render(0, NOW, "UTC") for _ in range(200)}
    assert all(re.fullmatch("[A-Z0-9]{6}", each) for each in drawn)
    assert len(drawn) > 195
    assert len(numerator("{RANDOM}").render(0, NOW, "UTC")) == RANDOM_LENGTH


@pytest.mark.parametrize(
    ("length", "pad", "written"),
    [(0, "0", "42"), (2, "0", "42"), (5, "0", "00042"), (7, "ab", "ababa42"), (6, "xyz", "xyzx42"), (3, "№", "№42")],
)
def test_padding_fills_up_to_the_length_and_cuts_a_long_pad(length: int, pad: str, written: str) -> None:
    assert Sequence(length=length, pad=pad).padded(42) == written


@given(number=st.integers(0, 10**18), length=st.integers(0, 64), pad=st.text(min_size=1, max_size=16))
def test_a_padded_number_is_as_long_as_asked_and_ends_with_the_number(number: int, length: int, pad: str) -> None:
    text = Sequence(length=length, pad=pad).padded(number)
    assert len(text) == max(length, len(str(number)))
    assert text.endswith(str(number))
    assert set(text[: -len(str(number))]) <= set(pad)


def test_the_numerators_zone_decides_what_day_it_is() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert numerator("{YEAR}").render(1, late, "UTC") == "2026"
    assert numerator("{YEAR}").render(1, late, "Europe/Berlin") == "2027"
    assert numerator("{YEAR}", Sequence(timezone="America/New_York")).render(1, late, "Europe/Berlin") == "2026"


@given(moment=MOMENTS, zone=ZONES, period=st.sampled_from(Period))
def test_two_moments_share_a_period_exactly_if_they_share_its_name_in_the_zone(
    moment: datetime, zone: str, period: Period
) -> None:
    local = moment.astimezone(ZoneInfo(zone))
    expected = {
        Period.NEVER: "",
        Period.DAY: local.date().isoformat(),
        Period.MONTH: local.date().isoformat()[:7],
        Period.YEAR: str(local.year),
    }
    assert Sequence(period=period, timezone=zone).period_key(moment, "UTC") == expected[period]
    assert Sequence(period=period).period_key(moment, zone) == expected[period]


PIECES = st.one_of(
    st.sampled_from(["{NUMBER}", "{YEAR}", "{MONTH}", "{DAY}", "{PREFIX}"]),
    st.sampled_from(["{CLIENT_ID}", "{}", "{number}", "{ NUMBER }"]),
    st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=12),
)


@given(pieces=st.lists(PIECES, max_size=8), number=st.integers(0, 10**15), moment=MOMENTS)
def test_a_template_of_any_pieces_is_replaced_piece_by_piece(pieces: list[str], number: int, moment: datetime) -> None:
    words = {
        "{NUMBER}": str(number),
        "{YEAR}": moment.strftime("%Y"),
        "{MONTH}": moment.strftime("%m"),
        "{DAY}": moment.strftime("%d"),
        "{PREFIX}": "{YEAR}",
    }
    expected = "".join(words.get(piece, piece) for piece in pieces)
    assert numerator("".join(pieces), prefix="{YEAR}").render(number, moment, "UTC") == expected


def test_generators_are_those_described_or_used_and_the_counter() -> None:
    assert numerator("x").generators == {Generator.SEQUENCE}
    assert numerator("{DAY}{RANDOM}").generators == {Generator.SEQUENCE, Generator.DATE, Generator.RANDOM}
    assert numerator("x", described=frozenset({Generator.PREFIX})).generators == {Generator.SEQUENCE, Generator.PREFIX}

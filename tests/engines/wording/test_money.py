"""Money in figures: what is taken for a sum, what its modifiers do, and what hostile sums become."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from engines.wording.making import region_format, said
from inkpost.engines.wording.locales import currency_of
from inkpost.model.fields import FieldKind, Value
from inkpost.model.regions import PREDEFINED


def money(value: Value, modifier: str = "", region: str = "us", **format: str) -> str:
    """With plain spaces, to be read here."""
    return said(value, FieldKind.MONEY, modifier, region, format).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, "$5"), (5.0, "$5"),
        (0.1, "$0.10"), (1e-7, "$0"), (2.675, "$2.68"), ("1234.5", "$1,234.50"), (".5", "$0.50"),
        ("1 234\u00a0567.80", "$1,234,567.80"), ("-0.004", "$0"), ("+7", "$7"), (-3, "-$3"), ("12.", "$12"),
        ("10|EUR", "€10"), ("10.5|", "$10.50"), ("10|euro", "$10"),
        ({"AMOUNT": 5, "CURRENCY": "GBP"}, "£5"), ({"VALUE": "5", "CURRENCY_ID": "gbp"}, "£5"), ({"amount": 5}, "$5"),
        ({"AMOUNT": "1.234", "CURRENCY": "KWD"}, "KWD 1.234"), ({"AMOUNT": "0.5", "CURRENCY": "JPY"}, "¥1"),
        ({"AMOUNT": 7, "CURRENCY": "XXQ"}, "XXQ 7"), ("12345678901234567890.12", "$12,345,678,901,234,567,890.12"),
        ([5, "7|EUR"], "$5, €7"),
    ],
)  # fmt: skip
def test_what_is_taken_for_a_sum(value: Value, expected: str) -> None:
    assert money(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""), (None, ""), (True, "1"), (False, ""), ("free", "free"), ("1,5", "1,5"), ("1e5", "1e5"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"), (float("inf"), ""), (float("nan"), ""), ("٣", "٣"), ("9" * 61, "9" * 61),
        ("--1", "--1"), ({}, ""), ({"CURRENCY": "USD"}, "USD"), ("$5", "$5"), ("|", "|"), ("0x10", "0x10"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("modifier", ["", "W=Y", "WZ=Y,NS=Y"])
def test_what_is_no_sum_stays_as_it_is(value: Value, expected: str, modifier: str) -> None:
    assert money(value, modifier) == expected


@pytest.mark.parametrize(
    ("modifier", "whole", "broken"),
    [
        ("", "$1,000", "$1,000.50"),
        ("WZ=Y", "$1,000.00", "$1,000.50"),
        ("NS=Y", "1,000", "1,000.50"),
        ("WZ=Y,NS=Y", "1,000.00", "1,000.50"),
        ("wz=y, ns=y", "1,000.00", "1,000.50"),
        ("WZ=N", "$1,000", "$1,000.50"),
        ("W=Y", "one thousand dollars", "one thousand dollars and fifty cents"),
        ("W=Y,WZ=Y", "one thousand dollars and zero cents", "one thousand dollars and fifty cents"),
        ("W=Y,NS=Y", "one thousand", "one thousand 50/100"),
        ("W=Y,Letters=upper", "ONE THOUSAND DOLLARS", "ONE THOUSAND DOLLARS AND FIFTY CENTS"),
        ("Sign=Y,index,0.00", "$1,000", "$1,000.50"),
    ],
)
def test_modifiers(modifier: str, whole: str, broken: str) -> None:
    assert [money(1000, modifier), money("1000.5", modifier)] == [whole, broken]


def test_the_fields_options_count_unless_the_placeholder_has_its_own() -> None:
    assert money(1000, currency="EUR", wz="Y") == "€1,000.00"
    assert money(1000, "WZ=N", currency="EUR", wz="Y", ns="Y") == "1,000"
    assert money("1000|GBP", currency="EUR", w="Y") == "one thousand pounds"


def test_without_a_currency_the_regions_is_meant() -> None:
    found = {region: money(1, "W=Y", region) for region in PREDEFINED}
    assert found == {
        "de": "ein Euro", "uk": "one pound", "br": "um real", "sp": "un euro", "mx": "un peso", "pl": "jeden złoty",
        "fr": "un euro", "us": "one dollar", "ru": "один рубль", "by": "один белорусский рубль",
        "ua": "одна гривня", "kz": "бір теңге",
    }  # fmt: skip


def test_a_sum_beyond_all_names_is_written_in_figures() -> None:
    assert money("9" * 36, "W=Y").startswith("nine hundred ninety-nine decillion")
    assert money("1" + "0" * 36, "W=Y") == "$1" + ",000" * 12
    assert money("-" + "123456789" * 4 + ".015") == "-$" + ",".join(["123", "456", "789"] * 4) + ".02"


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.text("0123456789.-|, e", max_size=80),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["AMOUNT", "CURRENCY", "x"]), inner),
    max_leaves=4,
)


@given(ANY, st.sampled_from(sorted(PREDEFINED)), st.sampled_from(["", "W=Y", "WZ=Y", "NS=Y,W=Y", "W=Y,WZ=Y"]))
def test_no_value_breaks_a_document(value: Value, region: str, modifier: str) -> None:
    for kind in (FieldKind.MONEY, FieldKind.PHONE, FieldKind.ADDRESS, FieldKind.NAME, FieldKind.DATE):
        assert isinstance(said(value, kind, modifier, region), str)


@given(st.decimals(-(10**15), 10**15, places=2), st.sampled_from(sorted(PREDEFINED)))
def test_figures_are_those_of_cldr(amount: Decimal, region: str) -> None:
    locale, currency = PREDEFINED[region].locale, currency_of(region_format(region))
    assert said(str(amount), FieldKind.MONEY, "WZ=Y", region) == format_currency(amount, currency, locale=locale)
    number = format_decimal(amount, "#,##0.00", locale=locale)
    assert said(str(amount), FieldKind.MONEY, "WZ=Y,NS=Y", region) == number

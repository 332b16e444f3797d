"""Which modifiers a kind knows, and what is said of those it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.engines.wording import (
    NO_MODIFIER,
    known_modifiers,
    modifier_faults,
    parse_modifier,
    takes_pattern,
    text_of,
)
from inkpost.model.fields import FieldDescription, FieldKind, RegionFormat, Value


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        (FieldKind.TEXT, {"letters"}),
        (FieldKind.DATE, {"format", "letters"}),
        (FieldKind.NAME, {"format", "case", "letters"}),
        (FieldKind.MONEY, {"w", "wz", "ns", "letters"}),
        (FieldKind.PHONE, {"format"}),
        (FieldKind.ADDRESS, {"format", "separator", "letters"}),
        (FieldKind.IMAGE, set()),
        (FieldKind.STAMP, set()),
    ],
)
def test_what_a_kind_knows_beside_what_all_know(kind: FieldKind, own: set[str]) -> None:
    assert set(known_modifiers(kind)) == {"index", "all", "mfirst", "mseparator"} | own


def test_only_a_date_takes_a_bare_pattern() -> None:
    assert [kind for kind in FieldKind if takes_pattern(kind)] == [FieldKind.DATE]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (FieldKind.TEXT, ""),
        (FieldKind.TEXT, "index=1"),
        (FieldKind.TEXT, "all=y,mseparator=2"),
        (FieldKind.DATE, "d.m.Y h:s"),
        (FieldKind.DATE, "j, n, Y"),
        (FieldKind.NAME, "Format=#LAST_NAME# #NAME_SHORT#, Case=1"),
        (FieldKind.MONEY, "WZ=Y,NS=Y"),
        (FieldKind.MONEY, "w=n"),
        (FieldKind.PHONE, "format=e.164"),
        (FieldKind.ADDRESS, "Format=5,Separator=2"),
    ],
)
def test_modifiers_without_fault(kind: FieldKind, raw: str) -> None:
    assert modifier_faults(kind, parse_modifier(raw)) == ()


@pytest.mark.parametrize(
    ("kind", "raw", "trouble", "name", "value"),
    [
        (FieldKind.TEXT, "d.m.Y", "pattern", "", "d.m.Y"),
        (FieldKind.TEXT, "Case=1", "unknown", "case", "1"),
        (FieldKind.DATE, "index=second", "value", "index", "second"),
        (FieldKind.NAME, "Case=5", "value", "Case", "5"),
        (FieldKind.NAME, "Format=#SURNAME#", "value", "Format", "#SURNAME#"),
        (FieldKind.MONEY, "Words=Y", "unknown", "words", "Y"),
        (FieldKind.MONEY, "W=1", "value", "W", "1"),
        (FieldKind.ADDRESS, "Separator=;", "value", "Separator", ";"),
        (FieldKind.IMAGE, "Format=1", "unknown", "format", "1"),
    ],
)
def test_what_is_ignored_is_told(kind: FieldKind, raw: str, trouble: str, name: str, value: str) -> None:
    (fault,) = modifier_faults(kind, parse_modifier(raw))
    assert (fault.trouble, fault.name, fault.value) == (trouble, name, value)
    assert fault.valid


def test_every_fault_of_a_modifier_is_told_in_order() -> None:
    faults = modifier_faults(FieldKind.MONEY, parse_modifier("0.00,W=?,Sign=no,WZ=Y"))
    assert [(fault.trouble, fault.name) for fault in faults] == [("pattern", ""), ("value", "W"), ("unknown", "sign")]


RIGHT: dict[FieldKind, Value] = {
    FieldKind.TEXT: "text",
    FieldKind.DATE: "2026-03-08T15:04:09+03:00",
    FieldKind.NAME: {"NAME": "Иван", "LAST_NAME": "Орлов", "GENDER": "M"},
    FieldKind.MONEY: "1234.5|EUR",
    FieldKind.PHONE: "+4930901820",
    FieldKind.ADDRESS: {"CITY": "Leeds", "COUNTRY": "UK"},
    FieldKind.IMAGE: "picture",
    FieldKind.STAMP: "stamp",
}
NAMES = st.sampled_from(
    ["Format", "Case", "W", "wz", "NS", "Separator", "mfirst", "mseparator", "index", "all", "Letters"]
)
OPTIONS = st.lists(st.builds("{}={}".format, NAMES, st.text(max_size=8)), max_size=4).map(",".join)


@given(st.sampled_from(FieldKind), st.text(max_size=30) | OPTIONS)
def test_no_modifier_breaks_a_document(kind: FieldKind, raw: str) -> None:
    modifier = parse_modifier(raw)
    for value in (RIGHT[kind], [RIGHT[kind], None, "other"]):
        assert isinstance(text_of(value, FieldDescription(kind), modifier, RegionFormat("ru")), str)
    assert all(fault.valid for fault in modifier_faults(kind, modifier))


@given(st.sampled_from(FieldKind), OPTIONS)
def test_a_modifier_with_faults_only_does_nothing(kind: FieldKind, raw: str) -> None:
    modifier, region = parse_modifier(raw), RegionFormat("ru")
    faulty = {fault.name.lower() for fault in modifier_faults(kind, modifier)}
    as_it_stands = kind is FieldKind.NAME and "format" in faulty
    if faulty == set(modifier.options) and not as_it_stands:
        plain = text_of(RIGHT[kind], FieldDescription(kind), NO_MODIFIER, region)
        assert text_of(RIGHT[kind], FieldDescription(kind), modifier, region) == plain

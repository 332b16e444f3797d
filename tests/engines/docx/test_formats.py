"""Dates and names: the letters of their formats, and which format counts."""

from __future__ import annotations

import pytest

from engines.docx.making import package, paragraph, text
from inkpost.engines.docx import FillOptions, compile_template
from inkpost.engines.wording.modifiers import parse_modifier
from inkpost.model.fields import FieldDescription, FieldKind, RegionFormat, Value

MOMENT = "2026-03-08T15:04:09+03:00"
NAME: dict[str, Value] = {
    "TITLE": "Mr.",
    "NAME": "Igor",
    "LAST_NAME": "Ivanov",
    "SECOND_NAME": "Petrovich",
    "GENDER": "M",
}


def shown(placeholder: str, value: Value, field: FieldDescription, region: RegionFormat | None = None) -> str:
    """What a placeholder of this field shows."""
    options = FillOptions(region=region or RegionFormat())
    program = compile_template(package(paragraph(placeholder)))
    return text(program.fill({"V": value}, {"V": field}, options))


def date(pattern: str, value: str = MOMENT, language: str = "en") -> str:
    field = FieldDescription(FieldKind.DATE, {"format": pattern})
    return shown("{V}", value, field, RegionFormat(language))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("d.m.y", "08.03.26"), ("d.m.Y", "08.03.2026"), ("j, n, Y", "8, 3, 2026"), ("j F Y", "8 March 2026"),
        ("f", "March"), ("M", "Mar"), ("D l", "Sun Sunday"), ("N w", "7 0"), ("jS", "8th"), ("z", "66"),
        ("W o", "10 2026"), ("t L", "31 0"), ("H:i:s", "15:04:09"), ("g:i a", "3:04 pm"),
        ("G h A", "15 03 PM"),
        ("Y-m-d H:i:s", "2026-03-08 15:04:09"), ("O P", "+0300 +03:00"), ("c", "2026-03-08T15:04:09+03:00"),
        (r"\d\o\n\e d", "done 08"), ("u v", "000000 000"),
    ],
)  # fmt: skip
def test_each_letter_of_a_date(pattern: str, expected: str) -> None:
    assert date(pattern) == expected


@pytest.mark.parametrize(
    ("language", "genitive", "alone"),
    [
        ("ru", "8 марта", "март"),
        ("uk", "8 березня", "березень"),
        ("ua", "8 березня", "березень"),
        ("pl", "8 marca", "marzec"),
        ("kz", "8 наурыз", "наурыз"),
        ("de", "8 März", "März"),
        ("br", "8 março", "março"),
        ("xx-none", "8 March", "March"),
    ],
)
def test_months_are_named_in_the_regions_language(language: str, genitive: str, alone: str) -> None:
    assert (date("j F", language=language), date("f", language=language).lower()) == (genitive, alone.lower())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-18", "18.03.26"),
        ("2026-03-18T23:59:59Z", "18.03.26"),
        ("2026-03-18 10:00:00", "18.03.26"),
        (" 2026-03-18T00:00:00-05:00 ", "18.03.26"),
        ("next week", "next week"),
        ("", ""),
        ("2026-13-45", "2026-13-45"),
    ],
)
def test_what_is_taken_for_a_date(value: str, expected: str) -> None:
    assert date("d.m.y", value) == expected


def test_leap_years() -> None:
    assert [date("t L z", f"{year}-02-29T00:00:00Z") for year in (2024, 2000)] == ["29 1 59", "29 1 59"]


def test_the_placeholders_own_format_counts_before_the_fields_and_that_before_the_regions() -> None:
    region = RegionFormat(date_format="m/d/Y")
    plain, own = FieldDescription(FieldKind.DATE), FieldDescription(FieldKind.DATE, {"format": "Y"})
    assert shown("{V}", MOMENT, plain, region) == "03/08/2026"
    assert shown("{V}", MOMENT, own, region) == "2026"
    assert shown("{V~j, n}|{V~Format=H:i}", MOMENT, own, region) == "8, 3|15:04"


def test_a_modifier_does_nothing_to_text() -> None:
    assert shown("{V~d.m.Y}", MOMENT, FieldDescription()) == MOMENT


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("#NAME# #LAST_NAME#", "Igor Ivanov"),
        ("#TITLE# #LAST_NAME# #NAME# #SECOND_NAME#", "Mr. Ivanov Igor Petrovich"),
        ("#LAST_NAME# #NAME_SHORT# #SECOND_NAME_SHORT#", "Ivanov I. P."),
        ("#LAST_NAME_SHORT##NAME_SHORT#", "I.I."),
        ("#LAST_NAME#, #NAME#", "Ivanov, Igor"),
        ("#OTHER# x", "#OTHER# x"),
    ],
)
def test_each_part_of_a_name(pattern: str, expected: str) -> None:
    field = FieldDescription(FieldKind.NAME, {"format": pattern})
    assert shown("{V}", NAME, field) == expected
    assert shown(f"{{V~Format={pattern}}}", NAME, FieldDescription(FieldKind.NAME)) == expected


def test_missing_parts_of_a_name_leave_no_gap() -> None:
    field = FieldDescription(FieldKind.NAME, {"format": "#TITLE# #NAME# #SECOND_NAME# #LAST_NAME#"})
    assert shown("{V}", {"NAME": "Ada", "LAST_NAME": "Byron"}, field) == "Ada Byron"
    assert shown("{V}", {}, field) == ""


def test_a_name_without_format_takes_the_regions() -> None:
    region = RegionFormat(name_format="#LAST_NAME# #NAME#")
    assert shown("{V}", NAME, FieldDescription(FieldKind.NAME), region) == "Ivanov Igor"


def test_a_name_given_as_text_stays() -> None:
    assert shown("{V}", "Dr. No", FieldDescription(FieldKind.NAME)) == "Dr. No"


def test_a_default_stands_in_for_a_missing_value() -> None:
    field = FieldDescription(default="none yet")
    program = compile_template(package(paragraph("{V}")))
    assert [text(program.fill(values, {"V": field})) for values in ({}, {"V": None}, {"V": ""})] == [
        "none yet",
        "none yet",
        "",
    ]


@pytest.mark.parametrize(
    ("raw", "pattern", "options"),
    [
        ("d.m.Y", "d.m.Y", {}),
        ("j, n, Y", "j, n, Y", {}),
        ("Format=#LAST_NAME#, #NAME#,Case=1", "", {"format": "#LAST_NAME#, #NAME#", "case": "1"}),
        ("d.m.Y,index=2", "d.m.Y", {"index": "2"}),
        ("Signed", "Signed", {}),
        (" All = y ", "", {"all": " y "}),
        ("", "", {}),
    ],
)
def test_modifiers_are_split(raw: str, pattern: str, options: dict[str, str]) -> None:
    modifier = parse_modifier(raw)
    assert (modifier.pattern, dict(modifier.options)) == (pattern, options)


@pytest.mark.parametrize("text_", ["-1", "x", "", "999999999999", "1.5"])
def test_an_index_that_is_no_number_does_nothing(text_: str) -> None:
    assert parse_modifier(f"index={text_}").index is None

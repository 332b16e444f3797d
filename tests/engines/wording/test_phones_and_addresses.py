"""Phone numbers and addresses: how they are read, which order and form they get, and what stays as it is."""

from __future__ import annotations

import pytest

from engines.wording.making import said
from inkpost.model.fields import FieldKind, Value

PLACE: dict[str, Value] = {
    "ADDRESS_1": "1 High St",
    "ADDRESS_2": "Flat 2",
    "CITY": "Leeds",
    "REGION": "Aire",
    "PROVINCE": "Yorkshire",
    "POSTAL_CODE": "LS1 4AP",
    "COUNTRY": "England",
}


@pytest.mark.parametrize(
    ("value", "region", "expected"),
    [
        ("8 (495) 123-45-67", "ru", "+7 495 123-45-67"),
        ("+74951234567", "de", "+7 495 123-45-67"),
        ("030 901820", "de", "+49 30 901820"),
        ({"VALUE": "030 901820", "COUNTRY": "de"}, "ru", "+49 30 901820"),
        ({"VALUE": "+1 650 253 0000", "VALUE_TYPE": "WORK"}, "ru", "+1 650-253-0000"),
        ("+1 650 253 0000 ext. 12", "us", "+1 650-253-0000 ext. 12"),
        (84951234567, "ru", "+7 495 123-45-67"),
        ("  ", "ru", ""),
        ("call me", "ru", "call me"),
        ("112", "de", "112"),
        ("+999 1", "de", "+999 1"),
        ({"VALUE": "030 901820", "COUNTRY": "??"}, "ru", "030 901820"),
        ("1" * 300, "ru", "1" * 300),
        (["030 901820", "030 901821"], "de", "+49 30 901820, +49 30 901821"),
        (None, "ru", ""),
    ],
)
def test_phones(value: Value, region: str, expected: str) -> None:
    assert said(value, FieldKind.PHONE, region=region) == expected


@pytest.mark.parametrize(
    ("modifier", "expected"),
    [
        ("Format=International", "+49 30 901820"),
        ("Format=national", "030 901820"),
        ("Format=E.164", "+4930901820"),
        ("Format=none", "+49 30 901820"),
        ("Letters=upper", "+49 30 901820"),
    ],
)
def test_forms_of_a_phone(modifier: str, expected: str) -> None:
    assert said("+4930901820", FieldKind.PHONE, modifier) == expected


def test_of_several_phones_one_or_all_by_the_modifier() -> None:
    phones: Value = ["+4930901820", {"VALUE": "+74951234567"}]
    assert said(phones, FieldKind.PHONE, "mfirst=y") == "+49 30 901820"
    assert said(phones, FieldKind.PHONE, "mseparator=2") == "+49 30 901820\n+7 495 123-45-67"
    assert said(phones, FieldKind.PHONE, "mseparator=1,Format=E.164") == "+4930901820, +74951234567"
    by_number: Value = {"5": "+4930901820", "7": {"VALUE": "+74951234567"}}
    assert said(by_number, FieldKind.PHONE, "mseparator=2") == "+49 30 901820\n+7 495 123-45-67"
    assert said({"5": 10, "7": 2}, FieldKind.MONEY, "mfirst=y", "us") == "$10"


@pytest.mark.parametrize(
    ("modifier", "expected"),
    [
        ("", "1 High St, Flat 2, Leeds, Aire, Yorkshire, LS1 4AP, England"),
        ("Format=1", "1 High St, Flat 2, LS1 4AP Leeds, Aire, Yorkshire, England"),
        ("Format=2", "1 High St, Flat 2, Leeds, Aire, Yorkshire, LS1 4AP, England"),
        ("Format=3", "1 High St, Flat 2, Leeds, Aire, Yorkshire LS1 4AP, England"),
        ("Format=4", "1 High St, Flat 2, Leeds, Aire, Yorkshire, England, LS1 4AP"),
        ("Format=5", "LS1 4AP, England, Yorkshire, Aire, Leeds, 1 High St, Flat 2"),
        ("Format=6", "1 High St, Flat 2, Leeds, Aire, Yorkshire, LS1 4AP, England"),
        ("Separator=2,Format=1", "1 High St\nFlat 2\nLS1 4AP Leeds\nAire\nYorkshire\nEngland"),
        ("SEPARATOR=1,Letters=upper", "1 HIGH ST, FLAT 2, LEEDS, AIRE, YORKSHIRE, LS1 4AP, ENGLAND"),
    ],
)
def test_orders_of_an_address(modifier: str, expected: str) -> None:
    assert said(PLACE, FieldKind.ADDRESS, modifier, "uk") == expected


def test_missing_parts_leave_no_gap() -> None:
    assert said({"CITY": " Leeds ", "POSTAL_CODE": None}, FieldKind.ADDRESS, "Format=1", "uk") == "Leeds"
    assert said({"city": "Leeds", "Country": "UK"}, FieldKind.ADDRESS, region="uk") == "Leeds, UK"
    assert said({}, FieldKind.ADDRESS) == ""


def test_the_fields_own_order_counts_when_the_placeholder_has_none() -> None:
    assert said(PLACE, FieldKind.ADDRESS, region="ru", format={"format": "2"}).startswith("1 High St")
    assert said(PLACE, FieldKind.ADDRESS, "Format=5", format={"format": "2"}).startswith("LS1 4AP")


def test_an_address_that_is_text_stays() -> None:
    assert said("Leeds, 1 High St", FieldKind.ADDRESS, "Format=5,Separator=2") == "Leeds, 1 High St"

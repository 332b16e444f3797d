"""Typed values and modifiers over the wire: money, phones, addresses and names in cases."""

from __future__ import annotations

from typing import Any

import pytest

from support import CLIENT
from worlds import World, docx, docx_text

PERSON = {"NAME": "Иван", "LAST_NAME": "Терехов", "SECOND_NAME": "Петрович"}


def shown(
    world: World, paragraphs: list[str], region: str, values: dict[str, Any], fields: dict[str, Any]
) -> list[str]:
    """The lines of a document made of these paragraphs, with plain spaces."""
    template = world.template(docx(*paragraphs), region=region)
    made = world.document(template, values=values, fields=fields)
    lines = docx_text(CLIENT.get(made["downloadUrlMachine"]).content).split("\n")
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


def test_typed_values_are_written_by_their_modifiers_and_region(world: World) -> None:
    lines = shown(
        world,
        ["{Sum}", "{Sum~WZ=Y,NS=Y}", "{Sum~W=Y}", "{Phone}", "{Phones~mseparator=1}", "{Phones~mfirst=y}",
         "{Phones~index=1}", "{Home}", "{Person~Case=1}", "{Person~Format=#LAST_NAME# #NAME_SHORT#,Case=3}"],
        "ru",
        {
            "Sum": "21001",
            "Phone": "84951234567",
            "Phones": ["+4930901820", "+78121234567"],
            "Home": {"ADDRESS_1": "ул. Мира, 1", "CITY": "Пермь", "POSTAL_CODE": "614000"},
            "Person": PERSON,
        },
        {
            "Sum": {"TYPE": "MONEY"},
            "Phone": {"TYPE": "PHONE"},
            "Phones": {"TYPE": "phone"},
            "Home": {"TYPE": "ADDRESS"},
            "Person": {"TYPE": "NAME"},
        },
    )  # fmt: skip
    assert lines == [
        "21 001 ₽",
        "21 001,00",
        "двадцать одна тысяча один рубль",
        "+7 495 123-45-67",
        "+49 30 901820, +7 812 123-45-67",
        "+49 30 901820",
        "+7 812 123-45-67",
        "614000, Пермь, ул. Мира, 1",
        "Терехову Ивану Петровичу",
        "Тереховым И.",
    ]


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ({"CURRENCY_ID": "EUR"}, "5 €"),
        ({"currency": "EUR", "WITH_ZEROS": True}, "5,00 €"),
        ({"CURRENCY_ID": "EUR", "NO_SIGN": "Y", "WZ": 1}, "5,00"),
        ({"CURRENCY_ID": "UAH", "WORDS": "true"}, "fünf Hrywnja"),
        ({"WORDS": False}, "5 €"),
        ("W", "5 €"),
        ([], "5 €"),
        ({"CURRENCY_ID": {"a": 1}}, "5 €"),
    ],
)
def test_the_options_of_a_field(format_: Any, expected: str, world: World) -> None:
    fields = {"Sum": {"TYPE": "MONEY", "FORMAT": format_}}
    assert shown(world, ["{Sum}"], "de", {"Sum": 5}, fields) == [expected]


def test_a_name_and_a_date_as_the_pages_example_gives_them(world: World) -> None:
    """The values and fields of the page on documents with modifiers of dates and names; 0 is the genitive."""
    values = {
        "SomeDate": "2018-10-10T14:30:18+02:00",
        "SomeName": {"NAME": "Владислав", "LAST_NAME": "Горелкин", "GENDER": "M"},
    }
    fields = {
        "SomeDate": {"TYPE": "DATE", "FORMAT": {"format": "d f Y H:i"}},
        "SomeName": {"TYPE": "NAME", "FORMAT": {"case": 0, "format": "#NAME# #LAST_NAME#"}},
    }
    paragraphs = ["{SomeName}", "{SomeName~Case=-1}", "{SomeName~Case=4}", "{SomeDate}", "{SomeDate~d F Y}"]
    assert shown(world, paragraphs, "ru", values, fields) == [
        "Владислава Горелкина",
        "Владислав Горелкин",
        "Владиславе Горелкине",
        "10 Октябрь 2018 14:30",
        "10 октября 2018",
    ]


def test_the_fields_of_a_tables_items_are_typed_too(world: World) -> None:
    values = {
        "Rows": [{"Price": "10.5", "Payer": PERSON}, {"Price": {"AMOUNT": 2, "CURRENCY": "USD"}, "Payer": "none"}],
        "RowsRowPrice": "Rows.Row.Price",
        "RowsRowPayer": "Rows.Row.Payer",
    }
    fields = {
        "Rows": {"PROVIDER": "ArrayDataProvider", "OPTIONS": {"ITEM_NAME": "Row", "ITEM_PROVIDER": "HashDataProvider"}},
        "RowsRowPrice": {"TYPE": "MONEY", "FORMAT": {"CURRENCY_ID": "RUB"}},
        "RowsRowPayer": {"TYPE": "NAME", "FORMAT": {"case": 0}},
    }
    paragraphs = [
        "{Rows.BLOCK_START}",
        "{RowsRowPrice~W=Y}: {RowsRowPayer}",
        "{Rows.BLOCK_END}",
        "{RowsRowPrice~all=y}",
    ]
    lines = shown(world, paragraphs, "ru", values, fields)
    assert lines == [
        "десять рублей пятьдесят копеек: Терехова Ивана Петровича",
        "два доллара: none",
        "10,50 ₽, 2 $",
    ]


def test_modifiers_that_are_not_known_are_ignored(world: World) -> None:
    paragraphs = ["{Sum~Words=Y}", "{Sum~d.m.Y}", "{Sum~W=maybe}", "{Text~W=Y,Case=1}", "{Sum~=,=,index=x}"]
    lines = shown(world, paragraphs, "us", {"Sum": 5, "Text": "five"}, {"Sum": {"TYPE": "MONEY"}})
    assert lines == ["$5", "$5", "$5", "five", "$5"]


@pytest.mark.parametrize("given", ["MONEY", "money", "Bitrix\\Crm\\Integration\\DocumentGenerator\\Value\\Money"])
def test_a_type_may_be_named_by_the_class_of_its_values(given: str, world: World) -> None:
    assert shown(world, ["{Sum}"], "us", {"Sum": 5}, {"Sum": {"TYPE": given}}) == ["$5"]

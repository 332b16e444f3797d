"""What each region makes of one template: a golden file for each, read and checked by people.

The files show spaces that do not break: ⍽ is U+00A0, ⎵ the narrow U+202F; / is a line break in a value.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.docx.making import package, paragraph, text
from engines.wording.making import region_format
from inkpost.engines.docx import FillOptions, compile_template
from inkpost.model.fields import FieldDescription, FieldKind, Value
from inkpost.model.regions import PREDEFINED

GOLDEN = Path(__file__).parent / "golden" / "regions"
PLACEHOLDERS = (
    "Day", "Day~j F Y", "Day~l, D", "Day~f, M", "Day~H:i", "Day~datetime",
    "Person", "Person~Format=#TITLE# #LAST_NAME# #NAME_SHORT##SECOND_NAME_SHORT#",
    "Person~Case=-1", "Person~Case=0", "Person~Case=1", "Person~Case=2", "Person~Case=3", "Person~Case=4",
    "Total", "Total~NS=Y", "Total~W=Y", "Total~W=Y,Letters=first",
    "Whole", "Whole~WZ=Y", "Whole~NS=Y", "Whole~W=Y", "Whole~W=Y,WZ=Y", "Refund", "Refund~W=Y",
    "Dollars", "Dollars~W=Y", "Yen~WZ=Y", "Yen~W=Y",
    "Phone", "Phone~Format=National", "Phone~Format=E.164", "Abroad",
    "Address", "Address~Separator=2", "Address~Format=1", "Address~Format=4",
)  # fmt: skip
PEOPLE = {
    "de": "Herr|Jürgen||Müller|M", "uk": "Ms|Ada||Byron|F", "br": "Sra.|Ana|Maria|Souza|F", "sp": "Sr.|José||García|M",
    "mx": "Srta.|Frida||Kahlo|F", "pl": "Pan|Jan||Kowalski|M", "fr": "Mme|Élise||Dubois|F", "us": "Mr.|Jack|R.|Smith|M",
    "ru": "г-н|Сергей|Иванович|Терехов|", "by": "г-жа|Ольга|Петровна|Короткевич|",
    "ua": "пані|Олена|Петрівна|Шевчук|", "kz": "мырза|Абай|Оразұлы|Ахметов|",
}  # fmt: skip
PLACES = {
    "de": "Invalidenstraße 44||Berlin|||10115|Deutschland|030 901820",
    "uk": "10 Downing Street|Flat 2|London|||SW1A 2AA|United Kingdom|020 7946 0958",
    "br": "Avenida Paulista, 1578|Apto 12|São Paulo|Bela Vista|SP|01310-200|Brasil|(11) 99999-1234",
    "sp": "Calle de Alcalá, 48|2.º B|Madrid|||28014|España|912 345 678",
    "mx": "Av. Juárez 20|Int. 3|Ciudad de México||CDMX|06010|México|55 1234 5678",
    "pl": "ul. Złota 44|m. 7|Warszawa||mazowieckie|00-120|Polska|22 495 00 00",
    "fr": "8 rue de Rivoli|Bâtiment B|Paris|||75004|France|01 42 68 53 00",
    "us": "1600 Amphitheatre Pkwy|Suite 5|Mountain View||CA|94043|USA|(650) 253-0000",
    "ru": "ул. Тверская, д. 1|кв. 5|г. Химки|Химкинский р-н|Московская обл.|141400|Россия|8 (495) 123-45-67",
    "by": "пр. Независимости, 4|к. 2|г. Минск|||220030|Беларусь|+375 17 327 00 00",
    "ua": "вул. Хрещатик, 22|кв. 3|м. Київ|||01001|Україна|044 234 5678",
    "kz": "Мәңгілік Ел даңғылы, 8|5-пәтер|Астана қ.|||010000|Қазақстан|8 (7172) 74-00-00",
}
KINDS = {
    "Day": FieldKind.DATE, "Person": FieldKind.NAME, "Total": FieldKind.MONEY, "Whole": FieldKind.MONEY,
    "Refund": FieldKind.MONEY, "Dollars": FieldKind.MONEY, "Yen": FieldKind.MONEY, "Phone": FieldKind.PHONE,
    "Abroad": FieldKind.PHONE, "Address": FieldKind.ADDRESS,
}  # fmt: skip


def values(code: str) -> dict[str, Value]:
    person = dict(zip(("TITLE", "NAME", "SECOND_NAME", "LAST_NAME", "GENDER"), PEOPLE[code].split("|"), strict=True))
    *place, phone = PLACES[code].split("|")
    parts = ("ADDRESS_1", "ADDRESS_2", "CITY", "REGION", "PROVINCE", "POSTAL_CODE", "COUNTRY")
    return {
        "Day": "2026-03-08T15:04:09+03:00", "Person": person,
        "Total": {"AMOUNT": "1234567.5"}, "Whole": 1000, "Refund": "-21.01",
        "Dollars": {"AMOUNT": 101, "CURRENCY": "USD"}, "Yen": "1021.5|JPY",
        "Phone": phone, "Abroad": "+14155552671", "Address": dict(zip(parts, place, strict=True)),
    }  # fmt: skip


def rendered(code: str) -> list[str]:
    """Each placeholder with what a document of the region shows for it."""
    program = compile_template(package("".join(paragraph(f"{{{each}}}§") for each in PLACEHOLDERS)))
    fields = {name: FieldDescription(kind) for name, kind in KINDS.items()}
    shown = text(program.fill(values(code), fields, FillOptions(region=region_format(code))))
    visible = shown.replace("\u00a0", "⍽").replace("\u202f", "⎵").split("§")
    return [f"{name} = {line.strip()}" for name, line in zip(PLACEHOLDERS, visible, strict=False)]


@pytest.mark.parametrize("code", sorted(PREDEFINED))
def test_the_golden_file_of_a_region(code: str) -> None:
    assert rendered(code) == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8").splitlines()

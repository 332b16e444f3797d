"""What an invoice, a transfer document or a correction of one says of itself: number, date, sums, whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from inkpost.engines.papers.reading import (
    LARGEST,
    Element,
    NotReadable,
    date_of,
    day,
    maybe,
    one_of,
    path_of,
    sum_of,
    text_of,
    tree_of,
    value,
    value_or_none,
)
from inkpost.model.dates import dotted

RATES: Final = ("10", "18", "20")
"""The rates of tax, in percent, that lists show sums by."""
_LONGEST: Final = 255
LONGEST_GROUNDS: Final = 1000
_NUMBER: Final = ("НомерДок", "НомерСчФ")
_DATE: Final = ("ДатаДок", "ДатаСчФ")


@dataclass(frozen=True, slots=True)
class Original:
    """The document that is corrected; ``revision`` is the number of its last revision, empty where it has none."""

    number: str
    day: date
    revision: str = ""
    revision_day: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the document; empty where nothing does. Sums are texts, as they were written.

    A ``correction`` has sums that grow and sums that fall instead of a total.
    """

    file_id: str = ""
    version: str = ""
    function: str = ""
    number: str = ""
    day: date | None = None
    revision: str = ""
    total: str = ""
    vat: str = ""
    currency: str = ""
    seller_inn: str = ""
    buyer_inn: str = ""
    grounds: str = ""
    vat_by_rate: tuple[tuple[str, str], ...] = ()
    correction: bool = False
    up: str = ""
    down: str = ""
    vat_up: str = ""
    vat_down: str = ""
    original: Original | None = None


def said_of(content: bytes) -> Said:
    """Read a document in the tax service's form. Nothing outside of it is looked at.

    Raises NotReadable, which says which element or attribute is missing or wrong.
    """
    root = tree_of(content, largest=LARGEST)
    if root.tag != "Файл":
        raise NotReadable(f"its root is {str(root.tag)[:50]!r}, of such documents it is 'Файл'")
    document = one_of(root, "Документ")
    if one_of(document, "СвСчФакт", "СвКСчФ").tag == "СвКСчФ":
        return _correction(root, document)
    return _transfer(root, document)


def _transfer(root: Element, document: Element) -> Said:
    heading, table = one_of(document, "СвСчФакт"), maybe(document, "ТаблСчФакт")
    in_all = one_of(table, "ВсегоОпл") if table is not None else None
    revised = maybe(heading, "ИспрДок", "ИспрСчФ")
    return Said(
        file_id=value_or_none(root, "ИдФайл", longest=_LONGEST),
        version=value_or_none(root, "ВерсФорм", longest=5),
        function=value_or_none(document, "Функция", longest=10),
        number=value(heading, *_NUMBER, longest=1000),
        day=date_of(heading, *_DATE),
        revision=value_or_none(revised, "НомИспр", "НомИспрСчФ", longest=10),
        total=_attribute_sum(in_all, "СтТовУчНалВсего", "СтТовУчНал"),
        vat=_inner_sum(in_all, "СумНалВсего/СумНал"),
        currency=_currency(heading),
        seller_inn=_inn(heading, "СвПрод"),
        buyer_inn=_inn(heading, "СвПокуп"),
        grounds=_grounds(document, "СвПродПер/СвПер/ОснПер"),
        vat_by_rate=_rates(table),
    )


def _correction(root: Element, document: Element) -> Said:
    heading, table = one_of(document, "СвКСчФ"), one_of(document, "ТаблКСчФ")
    up, down = table.find("ВсегоУвел"), table.find("ВсегоУм")
    return Said(
        file_id=value_or_none(root, "ИдФайл", longest=_LONGEST),
        version=value_or_none(root, "ВерсФорм", longest=5),
        function=value_or_none(document, "Функция", longest=10),
        number=value(heading, "НомерКСчФ", longest=1000),
        day=date_of(heading, "ДатаКСчФ"),
        revision=value_or_none(maybe(heading, "ИспрКСчФ"), "НомИспрКСчФ", longest=10),
        currency=_currency(heading),
        seller_inn=_inn(heading, "СвПрод"),
        buyer_inn=_inn(heading, "СвПокуп"),
        grounds=_grounds(document, "СодФХЖ3/ОснКор"),
        correction=True,
        up=_attribute_sum(up, "СтТовУчНалВсего"),
        down=_attribute_sum(down, "СтТовУчНалВсего"),
        vat_up=_inner_sum(up, "СумНал/СумНДС"),
        vat_down=_inner_sum(down, "СумНал/СумНДС"),
        original=_original(one_of(heading, "СчФ")),
    )


def _original(element: Element) -> Original:
    revisions = element.findall("ИспрСчФ")
    last = revisions[-1] if revisions else None
    return Original(
        value(element, "НомерСчФ", longest=1000),
        date_of(element, "ДатаСчФ"),
        value_or_none(last, "НомИспрСчФ", longest=10),
        date_of(last, "ДатаИспрСчФ") if last is not None else None,
    )


def _attribute_sum(element: Element | None, *names: str) -> str:
    text = value_or_none(element, *names)
    return sum_of(text, f"{path_of(element)}: {names[0]}") if text and element is not None else ""


def _inner_sum(element: Element | None, path: str) -> str:
    found = maybe(element, path)
    return sum_of(text_of(found), path_of(found)) if found is not None else ""


def _currency(heading: Element) -> str:
    return value_or_none(maybe(heading, "ДенИзм"), "КодОКВ", longest=3) or value_or_none(heading, "КодОКВ", longest=3)


def _inn(heading: Element, name: str) -> str:
    who = maybe(heading, f"{name}/ИдСв")
    found = maybe(who, "СвЮЛУч", "СвИП", "СвФЛУч", "СвФЛУчастФХЖ")
    return value_or_none(found, "ИННЮЛ", "ИННФЛ", longest=12)


def _grounds(document: Element, path: str) -> str:
    """What the document rests on, in words: "Договор №5 от 01.02.2014; Заявка №7"."""
    told = "; ".join(filter(None, map(_ground, document.findall(path))))
    return told[:LONGEST_GROUNDS]


def _ground(element: Element) -> str:
    name = value_or_none(element, "РеквНаимДок", "НаимОсн")
    number = value_or_none(element, "РеквНомерДок", "НомОсн")
    on = value_or_none(element, "РеквДатаДок", "ДатаОсн")
    if on:
        on = dotted(day(on, path_of(element)))
    return " ".join(part for part in (name, f"№{number}" if number else "", f"от {on}" if on else "") if part)


def _rates(table: Element | None) -> tuple[tuple[str, str], ...]:
    """The tax of all rows by its rate; nothing where there are no rows."""
    if table is None:
        return ()
    found = dict.fromkeys(RATES, Decimal(0))
    for row in table.findall("СведТов"):
        rate = value_or_none(row, "НалСт").rstrip("%")
        tax = _inner_sum(row, "СумНал/СумНал")
        if rate in found and tax:
            found[rate] += Decimal(tax)
    return tuple((rate, str(total)) for rate, total in found.items())

"""What an invoice or a transfer document says of itself: number, date, sums, whose it is. Strangers wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

LARGEST: Final = 32 * 1024 * 1024
_LONGEST: Final = 255


class NotReadable(Exception):
    """The content is no such document; the text says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the document; empty where nothing does. Sums are texts, as they were written."""

    file_id: str = ""
    function: str = ""
    number: str = ""
    day: date | None = None
    total: str = ""
    vat: str = ""
    currency: str = ""
    seller_inn: str = ""
    vat_by_rate: tuple[tuple[str, str], ...] = ()


def said_of(content: bytes) -> Said:
    """Read a document in the tax service's form. Nothing outside of it is looked at. Raises NotReadable."""
    if len(content) > LARGEST:
        raise NotReadable(f"it has {len(content)} bytes, at most {LARGEST} are read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise NotReadable(f"it is no XML: {str(fault)[:200]}") from None
    if root.getroottree().docinfo.doctype:
        raise NotReadable("it declares a document type, which no such document does")
    if root.tag != "Файл":
        raise NotReadable(f"its root is {str(root.tag)[:50]!r}, of such documents it is 'Файл'")
    return _said(root)


def _said(root: etree._Element) -> Said:
    document = _first(root, "Документ")
    heading = _first(document, "СвСчФакт", "СвКСчФ")
    all_of_it = _first(document, "ТаблСчФакт/ВсегоОпл", "ТаблКСчФ/ВсегоУвел")
    return Said(
        file_id=_text(root, "ИдФайл"),
        function=_text(document, "Функция"),
        number=_text(heading, "НомерДок", "НомерСчФ", "НомерКСчФ"),
        day=_day(_text(heading, "ДатаДок", "ДатаСчФ", "ДатаКСчФ")),
        total=_sum(_text(all_of_it, "СтТовУчНалВсего", "СтТовУчНал")),
        vat=_sum(_inner(all_of_it, "СумНалВсего/СумНал")),
        currency=_text(_first(heading, "ДенИзм"), "КодОКВ") or _text(heading, "КодОКВ"),
        seller_inn=_inn(heading),
        vat_by_rate=_rates(document),
    )


def _first(above: etree._Element | None, *paths: str) -> etree._Element | None:
    if above is None:
        return None
    found = (above.find(path) for path in paths)
    return next((each for each in found if each is not None), None)


def _text(element: etree._Element | None, *names: str) -> str:
    if element is None:
        return ""
    return next((str(element.get(name))[:_LONGEST] for name in names if element.get(name)), "")


def _inner(element: etree._Element | None, path: str) -> str:
    found = _first(element, path)
    return (found.text or "").strip()[:_LONGEST] if found is not None else ""


def _day(text: str) -> date | None:
    try:
        day, month, year = text.split(".")
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _sum(text: str) -> str:
    try:
        return text if Decimal(text).is_finite() else ""
    except InvalidOperation:
        return ""


def _inn(heading: etree._Element | None) -> str:
    seller = _first(heading, "СвПрод/ИдСв")
    legal = _text(_first(seller, "СвЮЛУч"), "ИННЮЛ")
    return legal or _text(_first(seller, "СвИП"), "ИННФЛ")


def _rates(document: etree._Element | None) -> tuple[tuple[str, str], ...]:
    """The tax of all rows by its rate, for the rates that are asked for."""
    found = {"10": Decimal(0), "18": Decimal(0), "20": Decimal(0)}
    rows = document.findall("ТаблСчФакт/СведТов") if document is not None else []
    for row in rows:
        rate = _text(row, "НалСт").rstrip("%")
        tax = _sum(_inner(row, "СумНал/СумНал"))
        if rate in found and tax:
            found[rate] += Decimal(tax)
    return tuple((rate, str(total)) for rate, total in found.items())

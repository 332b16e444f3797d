"""XML that strangers wrote, as a tree: within limits, of itself alone, and with words for what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from inkpost.model.dates import day_in

LARGEST: Final = 32 * 1024 * 1024
MOST_TAGS: Final = 600_000
"""Marks ``<`` of a content: what a tree costs grows with them, not with the bytes."""
MOST_ATTRIBUTES: Final = 1_000_000
DEEPEST: Final = 32
"""Levels; the forms have fewer than twenty."""
LONGEST_TEXT: Final = 100_000
LONGEST_VALUE: Final = 2000
ENCODINGS: Final = {"utf-8": "utf-8", "windows-1251": "windows-1251", "cp1251": "windows-1251"}
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_BOM: Final = b"\xef\xbb\xbf"
_NUMBER: Final = re.compile(r"-?\d{1,19}(?:\.\d{1,11})?", re.ASCII)

Element = etree._Element


class NotReadable(Exception):
    """The content is no such document; the text says why."""


def tree_of(content: bytes, *, largest: int = LARGEST) -> Element:
    """The root of a content. Nothing outside of it is looked at, and nothing in it is expanded. Raises NotReadable."""
    if len(content) > largest:
        raise NotReadable(f"it has {len(content)} bytes, at most {largest} are read")
    encoding = _encoding(content)
    _check_amount(content)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotReadable("it declares a document type, which no such document does")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding=encoding,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise NotReadable(f"it is no XML: {str(fault)[:200]}") from None
    _check_depth(root)
    return root


def _encoding(content: bytes) -> str:
    """What the content is written in; every encoding taken has ASCII as it is, so its bytes can be looked at."""
    head = content[:300].removeprefix(_BOM)
    found = _DECLARED.match(head)
    declared = found[1].decode("ascii").lower() if found else "utf-8"
    if declared not in ENCODINGS:
        raise NotReadable(f"its encoding is {declared!r}: windows-1251 and UTF-8 are read")
    return ENCODINGS[declared]


def _check_amount(content: bytes) -> None:
    for what, found, most in (
        ("tags", content.count(b"<"), MOST_TAGS),
        ("attributes", content.count(b"="), MOST_ATTRIBUTES),
    ):
        if found > most:
            raise NotReadable(f"it has about {found} {what}, at most {most} are read")


def _check_depth(root: Element) -> None:
    level: list[Element] = [root]
    for _ in range(DEEPEST):
        level = [child for each in level for child in each]
        if not level:
            return
    raise NotReadable(f"its elements stand deeper in one another than {DEEPEST} levels")


def path_of(element: Element) -> str:
    """Where an element stands: ``Файл/Документ/СвСчФакт``."""
    names = [str(each.tag) for each in element.iterancestors()]
    return "/".join([*reversed(names), str(element.tag)])[:LONGEST_VALUE]


def one_of(above: Element, *paths: str) -> Element:
    """The first of these that is there. Raises NotReadable."""
    found = maybe(above, *paths)
    if found is None:
        raise NotReadable(f"{path_of(above)} has no element {' or '.join(paths)}")
    return found


def maybe(above: Element | None, *paths: str) -> Element | None:
    """The same, None where there is none."""
    if above is None:
        return None
    return next((found for found in map(above.find, paths) if found is not None), None)


def value(element: Element, *names: str, longest: int = LONGEST_VALUE) -> str:
    """The first of these attributes that is given. Raises NotReadable where none is, or it is too long."""
    found = value_or_none(element, *names, longest=longest)
    if not found:
        raise NotReadable(f"{path_of(element)} has no attribute {' or '.join(names)}")
    return found


def value_or_none(element: Element | None, *names: str, longest: int = LONGEST_VALUE) -> str:
    """The same, empty where there is none."""
    given = ((name, element.get(name)) for name in names) if element is not None else ()
    name, text = next(((name, text) for name, text in given if text), ("", ""))
    if len(text) > longest and element is not None:
        raise NotReadable(f"{path_of(element)}: {name} has {len(text)} characters, at most {longest} are valid")
    return text


def text_of(element: Element | None, *, longest: int = LONGEST_TEXT) -> str:
    """What stands in an element, empty where it is not there. Raises NotReadable where it is too long."""
    text = (element.text or "") if element is not None else ""
    if element is not None and len(text) > longest:
        raise NotReadable(f"{path_of(element)} has {len(text)} characters, at most {longest} are valid")
    return text


def one_value_of(element: Element, name: str, valid: Iterable[str]) -> str:
    """An attribute that takes only these values. Raises NotReadable."""
    found, known = value(element, name), tuple(valid)
    if found not in known:
        raise NotReadable(f"{path_of(element)}: {name} is {found[:50]!r}, valid are {', '.join(known)}")
    return found


def date_of(element: Element, *names: str) -> date:
    """A date, ``31.12.2025``. Raises NotReadable."""
    text = value(element, *names)
    return day(text, f"{path_of(element)}: {' or '.join(names)}")


def day(text: str, what: str) -> date:
    """A date as text. Raises NotReadable, which says ``what`` it was to be."""
    found = day_in(text)
    if found is None:
        raise NotReadable(f"{what} is {text[:50]!r}, a date is written as 31.12.2025")
    return found


def sum_of(text: str, what: str) -> str:
    """A sum as it is written; empty stays empty. Raises NotReadable."""
    text = text.strip()
    try:
        if not text or (_NUMBER.fullmatch(text) and Decimal(text).is_finite()):
            return text
    except InvalidOperation:
        pass
    raise NotReadable(f"{what} is {text[:50]!r}, a sum is written as 1234.56")

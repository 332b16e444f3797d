"""Placeholders in the addresses of hyperlinks, which Word keeps in a part's relationships."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias
from urllib.parse import quote, unquote

from lxml import etree

from inkpost.engines.docx.grammar import Found, find_placeholders
from inkpost.engines.docx.marking import TARGET
from inkpost.engines.docx.opc import Relation
from inkpost.engines.docx.xml import local

Target: TypeAlias = tuple[str | Found, ...]
"""An address in pieces: what stands as it is, and placeholders."""

NOWHERE = "#"
LINKING = frozenset({"hyperlink", "hlinkClick", "hlinkHover"})
"""The elements whose addresses are filled."""
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "ftp://")
_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
_ENCODED = re.compile(r"%7[Bb]((?:(?!%7[BbDd])[^{}]){1,900})%7[Dd]")


def targets_of(relations: Iterable[Relation]) -> dict[str, Target]:
    """The addresses with placeholders, by the id of their relationship."""
    links = (each for each in relations if each.external and each.kind == "hyperlink")
    found = {link.id: _pieces(link.target) for link in links}
    return {id_: pieces for id_, pieces in found.items() if any(isinstance(piece, Found) for piece in pieces)}


def _pieces(target: str) -> Target:
    """Word writes the braces of an address as ``%7B`` and ``%7D``."""
    text = _ENCODED.sub(lambda match: f"{{{unquote(match[1])}}}", target)
    pieces: list[str | Found] = []
    place = 0
    for found in find_placeholders(text):
        pieces += (text[place : found.start], found)
        place = found.end
    return tuple(piece for piece in (*pieces, text[place:]) if piece)


def open_links(root: etree._Element, targets: dict[str, Target], nonce: str) -> list[tuple[etree._Element, Target]]:
    """Opens a hole for the relationship in every element that links to such an address; with their addresses."""
    opened: list[tuple[etree._Element, Target]] = []
    for element in root.iter() if targets else ():
        if local(element) not in LINKING:
            continue
        for name, value in element.attrib.items():
            if str(name).endswith("/relationships}id") and str(value) in targets:
                element.set(name, f"{TARGET}-{nonce}-link{len(opened)}")
                opened.append((element, targets[str(value)]))
    return opened


def address(target: Target, text_of: Callable[[Found], str]) -> str:
    """The address with its values in place, each encoded so that it stays the piece of the address that it is.

    An address that begins with a value is one of the web, of mail, of a telephone, or leads nowhere.
    """
    begins = isinstance(target[0], Found)
    pieces = []
    for number, piece in enumerate(target):
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            text = text_of(piece).strip().encode("utf-8", "ignore")
            pieces.append(quote(text, safe=_ADDRESS if number == 0 else "~"))
    made = "".join(pieces)
    return NOWHERE if begins and not made.lower().startswith(_SCHEMES) else made

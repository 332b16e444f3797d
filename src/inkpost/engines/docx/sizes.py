"""How much room a picture has where its placeholder stands."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from inkpost.engines.docx.marking import is_word, iter_word
from inkpost.engines.docx.xml import local, namespace

EMU_PER_TWIP = 635
_CELL_MARGINS = 216
_LEAST = 200


@dataclass(frozen=True, slots=True)
class Room:
    """Width and height in EMU."""

    width: int
    height: int


_A4 = Room(9_070 * EMU_PER_TWIP, 13_000 * EMU_PER_TWIP)


def text_room(root: etree._Element) -> Room:
    """The text area of the part's last section; that of A4 where the part has none."""
    sections = list(iter_word(root, "sectPr"))
    if not sections:
        return _A4
    page, margins = _attributes(sections[-1], "pgSz"), _attributes(sections[-1], "pgMar")
    width = page.get("w", 0) - margins.get("left", 0) - margins.get("right", 0)
    height = page.get("h", 0) - margins.get("top", 0) - margins.get("bottom", 0)
    if width < _LEAST or height < _LEAST:
        return _A4
    return Room(width * EMU_PER_TWIP, height * EMU_PER_TWIP)


def room_for(element: etree._Element, room: Room) -> Room:
    """The room of the table cell an element lies in, or the whole text area."""
    for ancestor in element.iterancestors():
        if is_word(ancestor, "txbxContent"):
            return room
        if is_word(ancestor, "tc"):
            width = _cell_width(ancestor)
            return Room(min(width, room.width), room.height) if width else room
    return room


def _cell_width(cell: etree._Element) -> int:
    for properties in cell:
        if is_word(properties, "tcPr"):
            width = _attributes(properties, "tcW")
            twips = width.get("w", 0) - _CELL_MARGINS
            return twips * EMU_PER_TWIP if twips >= _LEAST and _unit(properties) in ("", "dxa") else 0
    return 0


def _unit(properties: etree._Element) -> str:
    found = properties.find(f"{{{namespace(properties)}}}tcW")
    return "" if found is None else found.get(f"{{{namespace(properties)}}}type", "")


def _attributes(parent: etree._Element, name: str) -> dict[str, int]:
    """The whole-number attributes of a child, by their local names."""
    for child in parent:
        if local(child) == name:
            pairs = ((str(key).rpartition("}")[2], str(text)) for key, text in child.attrib.items())
            return {key: int(text) for key, text in pairs if text.isdecimal() and len(text) < 7}
    return {}

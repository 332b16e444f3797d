"""Finds the drawn pictures whose description is a placeholder, and opens holes for another picture."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from inkpost.engines.docx.grammar import Found, whole_placeholder
from inkpost.engines.docx.marking import TARGET, is_word
from inkpost.engines.docx.xml import local, namespace


@dataclass(slots=True)
class Drawn:
    """A picture placeholder: the ``w:drawing`` and the box it fills, in EMU."""

    found: Found
    element: etree._Element
    box: tuple[int, int]


def open_drawings(root: etree._Element, nonce: str) -> list[Drawn]:
    """Every picture placeholder of a part, its picture and size replaced by holes."""
    result = []
    for frame in list(root.iter("{*}inline", "{*}anchor")):
        drawing = frame.getparent()
        found = placeholder_of(frame)
        if drawing is None or found is None or not is_word(drawing, "drawing"):
            continue
        box = box_of(frame)
        if box is not None and _open(frame, nonce):
            result.append(Drawn(found, drawing, box))
    return result


def placeholder_of(frame: etree._Element) -> Found | None:
    """The placeholder that a drawn picture's description, title or name is."""
    for element in frame.iter():
        if local(element) not in ("docPr", "cNvPr"):
            continue
        for name in ("descr", "title", "name"):
            found = whole_placeholder(element.get(name, ""))
            if found is not None:
                return found
    return None


def box_of(frame: etree._Element) -> tuple[int, int] | None:
    """The width and height of a drawn picture, in EMU."""
    for child in frame:
        if local(child) == "extent":
            width, height = child.get("cx", ""), child.get("cy", "")
            if width.isdecimal() and height.isdecimal() and int(width) and int(height):
                return int(width), int(height)
    return None


def _open(frame: etree._Element, nonce: str) -> bool:
    blips = [element for element in frame.iter() if local(element) == "blip"]
    if len(blips) != 1:
        return False
    _open_blip(blips[0], nonce)
    for element in frame.iter():
        if local(element) in ("docPr", "cNvPr"):
            _forget_placeholder(element)
        elif local(element) == "extent" or (local(element) == "ext" and element.get("cx")):
            element.set("cx", f"{TARGET}-{nonce}-cx")
            element.set("cy", f"{TARGET}-{nonce}-cy")
    return True


def _open_blip(blip: etree._Element, nonce: str) -> None:
    """The blip shows the new picture whole: no link, no vector twin, no crop."""
    for name in [name for name in blip.attrib if str(name).endswith(("}embed", "}link"))]:
        del blip.attrib[name]
    space = namespace(blip).replace("/drawingml/2006/main", "/officeDocument/2006/relationships")
    space = space.replace("/ooxml/drawingml/main", "/ooxml/officeDocument/relationships")
    blip.set(f"{{{space}}}embed", f"{TARGET}-{nonce}-embed")
    for child in list(blip):
        if local(child) == "extLst":
            blip.remove(child)
    parent = blip.getparent()
    for child in [] if parent is None else list(parent):
        if local(child) == "srcRect" and parent is not None:
            parent.remove(child)


def _forget_placeholder(element: etree._Element) -> None:
    for name in ("descr", "title", "name"):
        if whole_placeholder(element.get(name, "")) is not None:
            element.set(name, "")

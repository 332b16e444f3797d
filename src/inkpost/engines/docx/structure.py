"""Marks the structure around slots in the tree, and reads the marked text back as nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from inkpost.engines.docx.marking import TARGET, is_word
from inkpost.engines.docx.nodes import Hole, Kind, Node, Slot
from inkpost.engines.docx.package import damaged
from inkpost.engines.docx.xml import local, namespace

_HOLDERS = ("body", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")
_CONTAINERS = (*_HOLDERS, "sdtContent", "customXml")
_MARK = re.compile(rf"<\?{TARGET} ([a-z])(\d+)\?>|{TARGET}-([0-9a-f]{{16}})-(embed|cx|cy|link\d+)")


def prefix_of(element: etree._Element) -> str:
    return f"{element.prefix}:" if element.prefix else ""


def mark_structure(root: etree._Element, carriers: Iterable[etree._Element]) -> list[Node]:
    """Puts an opening and a closing mark around every piece of structure that carries a slot."""
    nodes: list[Node] = []
    for element in carriers:
        node = _node(element, root)
        if node is not None:
            surround(element, node, nodes, is_root=element is root)
    return nodes


def carriers(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """The elements on the way up from each of these, and all rows of the tables among them, once each."""
    found: dict[etree._Element, None] = {}
    for element in elements:
        for ancestor in element.iterancestors():
            if ancestor in found:
                break
            found[ancestor] = None
    for element in list(found):
        if is_word(element, "tbl"):
            found.update(dict.fromkeys(row for row in element if is_word(row, "tr")))
    return list(found)


def _node(element: etree._Element, root: etree._Element) -> Node | None:
    """Every element between the blocks of a part is a node, so that what repeats is always whole elements."""
    if is_word(element, "p"):
        return _new(Kind.PARAGRAPH, element)
    if is_word(element, "tbl"):
        return _new(Kind.TABLE, element)
    if is_word(element, "tr"):
        return _row(element)
    if is_note(element):
        return Node(Kind.NOTE, local(element), prefix_of(element), note=note_id(element))
    if is_word(element, *_HOLDERS):
        return _new(Kind.HOLDER, element)
    return None if element is root or _inline(element) else _new(Kind.WRAP, element)


def is_note(element: etree._Element) -> bool:
    """True for a foot- or endnote that text can refer to, unlike the separators."""
    typed = element.get(f"{{{namespace(element)}}}type")
    return is_word(element, "footnote", "endnote") and not typed and bool(note_id(element))


def note_id(element: etree._Element) -> str:
    text = element.get(f"{{{namespace(element)}}}id", "")
    if len(text) > 9:
        raise damaged("a note in it has a number out of bounds")
    return text


def _new(kind: Kind, element: etree._Element) -> Node:
    return Node(kind, local(element), prefix_of(element), last=_is_last(element))


def _inline(element: etree._Element) -> bool:
    """True for what lies in the line of a paragraph."""
    for ancestor in element.iterancestors():
        if is_word(ancestor, "p", "tbl", "tr", *_HOLDERS):
            return is_word(ancestor, "p")
    return False


def _is_last(element: etree._Element) -> bool:
    """True for the last block of a container that must not end up without a paragraph."""
    parent = element.getparent()
    if parent is None or not is_word(parent, *_CONTAINERS) or is_word(parent, "body"):
        return False
    return not any(is_word(after, "p", "tbl", "sdt", "customXml") for after in element.itersiblings())


def _row(element: etree._Element) -> Node:
    restarts, continues = set(), set()
    column = _number(element, "trPr", "gridBefore")
    for cell in element.iter(f"{{{namespace(element)}}}tc"):
        if cell.getparent() is not element and _row_of(cell) is not element:
            continue
        merge = _merge(cell)
        if merge == "restart":
            restarts.add(column)
        elif merge is not None:
            continues.add(column)
        column += _number(cell, "tcPr", "gridSpan") or 1
    node = _new(Kind.ROW, element)
    node.restarts, node.continues = frozenset(restarts), frozenset(continues)
    return node


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next((up for up in cell.iterancestors() if is_word(up, "tr")), None)


def _child(element: etree._Element, *path: str) -> etree._Element | None:
    current: etree._Element | None = element
    for name in path:
        if current is not None:
            current = current.find(f"{{{namespace(element)}}}{name}")
    return current


def _value(element: etree._Element) -> str:
    return element.get(f"{{{namespace(element)}}}val", "")


def _number(element: etree._Element, *path: str) -> int:
    found = _child(element, *path)
    text = _value(found) if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _merge(cell: etree._Element) -> str | None:
    found = _child(cell, "tcPr", "vMerge")
    return None if found is None else _value(found) or "continue"


def surround(element: etree._Element, node: Node, nodes: list[Node], *, is_root: bool = False) -> None:
    """Marks an element from outside (a root from inside) as ``node``, which joins ``nodes``."""
    opening, closing = etree.PI(TARGET, f"o{len(nodes)}"), etree.PI(TARGET, f"c{len(nodes)}")
    nodes.append(node)
    if is_root:
        element.insert(0, opening)
        element.append(closing)
        return
    element.addprevious(opening)
    closing.tail, element.tail = element.tail, None
    element.addnext(closing)


def read_marked(text: str, slots: Mapping[int, Slot], nodes: list[Node], nonce: str) -> Node:
    """The tree of nodes of a part's marked text."""
    part = Node(Kind.PART)
    stack = [part]
    position = 0
    for match in _MARK.finditer(text):
        if match[3] is not None and match[3] != nonce:
            continue
        if match.start() > position:
            stack[-1].items.append(text[position : match.start()])
        position = match.end()
        _take(match, slots, nodes, stack)
    stack[-1].items.append(text[position:])
    if len(stack) != 1:
        raise damaged("its structure does not close")
    return part


def _take(match: re.Match[str], slots: Mapping[int, Slot], nodes: list[Node], stack: list[Node]) -> None:
    what, number = match[1], int(match[2] or 0)
    if what is None:
        stack[-1].items.append(Hole(match[4]))
    elif what == "s":
        stack[-1].items.append(slots[number])
    elif what == "o":
        stack[-1].items.append(nodes[number])
        stack.append(nodes[number])
    else:
        stack.pop()

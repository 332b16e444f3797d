"""Finds the placeholders of a part in its text and marks them, and the structure around them, in the tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from inkpost.engines.docx.grammar import Found, find_placeholders
from inkpost.engines.docx.instructions import instruction_texts
from inkpost.engines.docx.xml import local, namespace

WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TARGET = "ink"

_SKIPPED = frozenset(
    {
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "instrText",
        "delText",
        "delInstrText",
        "txbxContent",
    }
)
_BREAKING = frozenset(
    {
        *("tab", "br", "cr", "ptab", "noBreakHyphen", "sym", "drawing", "pict", "object"),
        *("footnoteReference", "endnoteReference", "pgNum", "contentPart"),
    }
)
BREAK = "\n"


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph's text; ``element`` is the ``w:t`` it lies in, none for a break."""

    element: etree._Element | None
    text: str


@dataclass(slots=True)
class Edit:
    """Takes ``start:end`` out of a ``w:t`` and puts a slot there, if it has a mark."""

    start: int
    end: int
    mark: str | None


@dataclass(slots=True)
class Placed:
    """A placeholder found in the text, with the ``w:t`` it begins in."""

    found: Found
    element: etree._Element
    mark: str = ""


@dataclass(slots=True)
class Marks:
    """Hands out marks, and remembers what each stands for."""

    placed: list[Placed] = field(default_factory=list)

    def add(self, placed: Placed) -> str:
        placed.mark = f"s{len(self.placed)}"
        self.placed.append(placed)
        return placed.mark


def is_word(element: etree._Element, *names: str) -> bool:
    return local(element) in names and namespace(element) in WORD


def iter_word(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of this name in Word's namespace, in document order."""
    return root.iter(*(f"{{{space}}}{name}" for space in WORD))


def _paragraphs_with_braces(root: etree._Element) -> list[etree._Element]:
    """Those that have a brace in their text and are not tracked as gone."""
    found: dict[etree._Element, None] = {}
    for text in iter_word(root, "t"):
        if "{" in (text.text or ""):
            owner = next((up for up in text.iterancestors() if is_word(up, "p")), None)
            if owner is not None:
                found[owner] = None
    known: dict[etree._Element | None, bool] = {None: False}
    return [paragraph for paragraph in found if not _in_gone(paragraph.getparent(), known)]


def _in_gone(element: etree._Element | None, known: dict[etree._Element | None, bool]) -> bool:
    """Whether an element is, or lies in, what is tracked as gone; ``known`` are the answers so far."""
    if element not in known:
        ups = (element, *element.iterancestors()) if element is not None else ()
        known[element] = any(_is_gone(up) for up in ups)
    return known[element]


def is_gone(paragraph: etree._Element) -> bool:
    """True for a paragraph that is tracked as deleted or moved away, with all that it lies in."""
    return _in_gone(paragraph.getparent(), {None: False})


def _is_gone(element: etree._Element) -> bool:
    """True for what is tracked as deleted or moved away: runs, a row, a cell."""
    if not is_word(element, "tr", "tc"):
        return is_word(element, "del", "moveFrom")
    properties = (child for child in element if is_word(child, "trPr", "tcPr"))
    return any(is_word(each, "del", "cellDel") for child in properties for each in child)


def mark_text(root: etree._Element, marks: Marks) -> None:
    """Replaces each placeholder of the part by a processing instruction in the ``w:t`` it begins in."""
    paragraphs = _paragraphs_with_braces(root)
    instructions = instruction_texts(root, WORD) if paragraphs else frozenset()
    for paragraph in paragraphs:
        pieces = pieces_of(paragraph, instructions)
        text = "".join(piece.text for piece in pieces)
        if "{" in text:
            _mark_paragraph(pieces, text, marks)


def _pieces(element: etree._Element) -> Iterator[Piece]:
    for child in element:
        name, space = local(child), namespace(child)
        if space == COMPATIBILITY and name in ("Choice", "Fallback"):
            yield Piece(None, BREAK)
            yield from _pieces(child)
        elif space in WORD and name == "t":
            yield Piece(child, child.text or "")
        elif space in WORD and name in _BREAKING:
            yield Piece(None, BREAK)
        elif not (space in WORD and name in _SKIPPED):
            yield from _pieces(child)


def pieces_of(paragraph: etree._Element, instructions: frozenset[etree._Element]) -> list[Piece]:
    """A paragraph's text in the pieces in which placeholders are looked for, without the instructions of fields."""
    return [piece for piece in _pieces(paragraph) if piece.element not in instructions]


def _mark_paragraph(pieces: list[Piece], text: str, marks: Marks) -> None:
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    edits: dict[int, list[Edit]] = {}
    for found in find_placeholders(text):
        for number, edit in _edits(pieces, starts, found, marks):
            edits.setdefault(number, []).append(edit)
    for number, changes in edits.items():
        element = pieces[number].element
        if element is not None:
            _rewrite(element, pieces[number].text, changes)


def _edits(pieces: list[Piece], starts: list[int], found: Found, marks: Marks) -> Iterator[tuple[int, Edit]]:
    """The placeholder's share of each piece it touches; its slot goes to the first."""
    mark: str | None = None
    for number in range(bisect_right(starts, found.start) - 1, bisect_left(starts, found.end)):
        piece = pieces[number]
        start, end = max(found.start - starts[number], 0), min(found.end - starts[number], len(piece.text))
        if start < end and piece.element is not None:
            first = mark is None
            mark = mark or marks.add(Placed(found, piece.element))
            yield number, Edit(start, end, mark if first else None)


def _rewrite(element: etree._Element, text: str, edits: list[Edit]) -> None:
    element.set(XML_SPACE, "preserve")
    element.text = text[: edits[0].start]
    last: etree._Element | None = None
    for edit, following in zip(edits, [*edits[1:], None], strict=True):
        rest = text[edit.end : following.start if following else len(text)]
        if edit.mark is not None:
            last = etree.PI(TARGET, edit.mark)
            element.append(last)
        if last is None:
            element.text = (element.text or "") + rest
        else:
            last.tail = (last.tail or "") + rest

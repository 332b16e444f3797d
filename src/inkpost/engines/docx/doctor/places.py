"""Numbers the paragraphs, tables, rows and cells of a part as an author counts them."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from inkpost.engines.docx.doctor.faults import Place
from inkpost.engines.docx.marking import COMPATIBILITY, WORD, is_word
from inkpost.engines.docx.xml import local, namespace

HOLDERS = ("tc", "txbxContent", "footnote", "endnote", "comment")
_OWNERS = {"p": HOLDERS, "tbl": HOLDERS, "tr": ("tbl",), "tc": ("tr",), "txbxContent": ()}
_WORDS = {"p": "paragraph", "tbl": "table", "tr": "row", "tc": "cell", "txbxContent": "text box"}
_NOTES = ("footnote", "endnote", "comment")


class Places:
    """The places of one part, numbered when the first is asked for."""

    def __init__(self, part: str, story: str, root: etree._Element) -> None:
        self._part, self._story, self._root = part, story, root
        self._numbers: dict[etree._Element, int] = {}

    @property
    def part(self) -> Place:
        """The part itself."""
        return Place(self._part, self._story)

    def of(self, element: etree._Element) -> Place:
        """The place of a paragraph, or of whatever lies in one."""
        if not self._numbers:
            self._count()
        steps = [step for up in (element, *element.iterancestors()) if (step := self._step(up)) is not None]
        return Place(self._part, self._story, tuple(_within_paragraph(steps[::-1])))

    def _step(self, element: etree._Element) -> tuple[str, int] | None:
        name = local(element)
        if element in self._numbers:
            return _WORDS[name], self._numbers[element]
        if name in _NOTES and is_word(element, *_NOTES):
            number = element.get(f"{{{namespace(element)}}}id", "")
            return (name, int(number)) if number.isdecimal() and len(number) < 10 else None
        return None

    def _count(self) -> None:
        counts: Counter[tuple[object, str]] = Counter()
        for element in self._root.iter(*(f"{{{space}}}{name}" for name in _OWNERS for space in WORD)):
            name = local(element)
            owner = next((up for up in element.iterancestors() if is_word(up, *_OWNERS[name])), None)
            twin = name == "txbxContent" and in_fallback(element)
            counts[owner, f"{name}{twin}"] += 1
            self._numbers[element] = counts[owner, f"{name}{twin}"]


def _within_paragraph(steps: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without the paragraph that a text box hangs on: the box has a number of its own."""
    last = len(steps) - 1
    return [step for number, step in enumerate(steps) if step[0] != "paragraph" or number == last]


def in_fallback(element: etree._Element) -> bool:
    """Whether it lies in the second of two representations of the same thing."""
    return any(local(up) == "Fallback" and namespace(up) == COMPATIBILITY for up in element.iterancestors())

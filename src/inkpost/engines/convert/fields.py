"""Fields of a Word part that would fetch something: taken out, while what they last showed stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "s": "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
FETCHING = frozenset(
    (
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "INCLUDE",
        "LINK",
        "DDE",
        "DDEAUTO",
        "IMPORT",
        "RD",
        "DATABASE",
        "AUTOTEXT",
    )
) | {"FILENAME"}  # its result would be the name of our temporary file
_WORD = re.compile(r"[^A-Za-z]*([A-Za-z]+)")
_LETTERS = re.compile("[A-Za-z]+")
_LONGEST = max(map(len, FETCHING))
_TEXTS = ("instrText", "delInstrText", "t", "delText")


def _tags(*names: str) -> tuple[str, ...]:
    return tuple(f"{{{uri}}}{name}" for name in names for uri in NAMESPACES.values())


_STORIES = _tags("txbxContent", "footnote", "endnote", "comment")
_SIMPLE = _tags("fldSimple")
_MARKS = frozenset(_tags("fldChar"))
_PIECES = _tags("fldChar", *_TEXTS)
_SHOWN_TAGS = frozenset(_tags("t", "delText"))


@dataclass(slots=True)
class _Field:
    """A field that is being read: its marks, its own words, and between which pieces of its story they stand.

    Fields lie in one another without end, so none keeps what lies in it: only where that begins and ends.
    """

    begin: int
    marks: list[etree._Element]
    own: list[str] = field(default_factory=list)
    end: int | None = None
    """Where its result begins, or the field ends; nothing while that has not come."""
    closed: bool = False


@dataclass(slots=True)
class _Story:
    """The marks and texts of a story in their order, and its fields."""

    pieces: list[etree._Element] = field(default_factory=list)
    offsets: list[int] = field(default_factory=lambda: [0])
    texts: list[str] = field(default_factory=list)
    begun: list[_Field] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def read(self, element: etree._Element) -> None:
        """Read one mark or text."""
        kind = _attribute(element, "fldCharType") if element.tag in _MARKS else ""
        place, text = len(self.pieces), "" if kind else element.text or ""
        self.pieces.append(element)
        self.texts.append(text)
        self.offsets.append(self.offsets[-1] + len(text))
        if kind == "begin":
            self.begun.append(_Field(place + 1, [element]))
            self.fields.append(self.begun[-1])
        elif self.begun and kind:
            self._mark(kind, element, place)
        elif self.begun and self.begun[-1].end is None:
            self.begun[-1].own.append(text)

    def _mark(self, kind: str, element: etree._Element, place: int) -> None:
        innermost = self.begun[-1]
        innermost.marks.append(element)
        innermost.end = place if innermost.end is None else innermost.end
        if kind == "end":
            innermost.closed = True
            self.begun.pop()

    def fetching(self) -> list[_Field]:
        """The fields that would fetch something, by their own words or by those of all that lies in them."""
        if not self.fields:
            return []
        text = "".join(self.texts)
        words = [found.span() for found in _LETTERS.finditer(text)]
        ends = [end for _, end in words]

        def first_word(found: _Field) -> str:
            low, high = self.offsets[found.begin], self.offsets[self._end(found)]
            number = bisect_right(ends, low)
            begin, end = words[number] if number < len(words) else (high, high)
            return text[max(begin, low) : min(end, high, max(begin, low) + _LONGEST + 1)]

        return [each for each in self.fields if fetches("".join(each.own)) or fetches(first_word(each))]

    def _end(self, found: _Field) -> int:
        return len(self.pieces) if found.end is None else found.end

    def doomed(self, fields: list[_Field]) -> Iterator[etree._Element]:
        """What goes with these fields, each piece once.

        A field without an end may have swallowed the rest of its story: only its instruction goes.
        """
        for found in fields:
            yield from found.marks
        yield from self._within([each for each in fields if each.closed])
        unclosed = self._within([each for each in fields if not each.closed])
        yield from (element for element in unclosed if element.tag not in _SHOWN_TAGS)

    def _within(self, fields: list[_Field]) -> Iterator[etree._Element]:
        done = 0
        for found in sorted(fields, key=lambda each: each.begin):
            end = self._end(found)
            yield from self.pieces[max(done, found.begin) : end]
            done = max(done, end)


def disarm(root: etree._Element) -> bool:
    """Take the fetching fields out of a part; answers whether there were any."""
    simple = [element for element in root.iter(*_SIMPLE) if fetches(_instruction(element))]
    for element in simple:
        _unwrap(element)
    doomed = [element for story in _stories(root) for element in story.doomed(story.fetching())]
    for element in doomed:
        remove(element)
    return bool(simple or doomed)


def _stories(root: etree._Element) -> Iterable[_Story]:
    """The stories of a part that has complex fields, each read to its end."""
    if next(root.iter(*_MARKS), None) is None:
        return ()
    apart = next(root.iter(*_STORIES), None) is not None
    stories: dict[etree._Element, _Story] = {}
    for element in root.iter(*_PIECES):
        story = next(element.iterancestors(*_STORIES), root) if apart else root
        stories.setdefault(story, _Story()).read(element)
    return stories.values()


def fetches(instruction: str) -> bool:
    """Whether a field with this instruction would fetch something, or show what is not of the document."""
    word = _WORD.match(instruction)
    return word is not None and word[1].upper() in FETCHING


def _instruction(element: etree._Element) -> str:
    return _attribute(element, "instr")


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute of WordprocessingML, in whichever of its namespaces it is written, or in none."""
    keys = (name, *(f"{{{uri}}}{name}" for uri in NAMESPACES.values()))
    return next((value for key in keys if (value := element.get(key)) is not None), "")


def elements(found: object) -> list[etree._Element]:
    """What an XPath found, as elements."""
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out of its tree, if it still is in one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

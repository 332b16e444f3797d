"""A template as the doctor reads it: its parts, and the paragraphs that may hold placeholders."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice

from lxml import etree

from inkpost.engines.docx.compiler import compile_template
from inkpost.engines.docx.doctor.faults import Spot
from inkpost.engines.docx.doctor.places import Places
from inkpost.engines.docx.grammar import Found
from inkpost.engines.docx.instructions import instruction_texts
from inkpost.engines.docx.limits import Limits
from inkpost.engines.docx.marking import WORD, Piece, is_gone, is_word, iter_word, pieces_of
from inkpost.engines.docx.opc import Layout, Relation, read_layout, relations, relations_name
from inkpost.engines.docx.package import Entry, unpack
from inkpost.engines.docx.program import Program
from inkpost.engines.docx.xml import local, parse

BRACES = "{}"
LOOKALIKES = "\uff5b\uff5d\u2774\u2775\ufe5b\ufe5c"
MOST_PASSAGES = 20_000
"""Paragraphs with braces that are looked at in a part: a template has no more placeholders either."""
_MARKS = frozenset(BRACES + LOOKALIKES)
_STORIES = {"document": "body", "hdr": "header", "ftr": "footer"}


class Stretch:
    """A paragraph's text as the filler reads it, and the elements it lies in."""

    def __init__(self, paragraph: etree._Element, instructions: frozenset[etree._Element]) -> None:
        self.pieces: list[Piece] = pieces_of(paragraph, instructions)
        self.text = "".join(piece.text for piece in self.pieces)
        self.starts = list(accumulate((len(piece.text) for piece in self.pieces), initial=0))

    def touched(self, start: int, end: int) -> list[tuple[etree._Element, int]]:
        """The texts that a stretch lies in, each with the place where it begins."""
        first, last = bisect_right(self.starts, start) - 1, min(bisect_left(self.starts, end), len(self.pieces))
        touched = zip(self.pieces[first:last], self.starts[first:last], strict=True)
        return [(piece.element, begin) for piece, begin in touched if piece.element is not None and piece.text]


@dataclass(slots=True, eq=False)
class Passage:
    """A paragraph with braces; ``number`` among all of its part."""

    number: int
    element: etree._Element
    stretch: Stretch

    @property
    def text(self) -> str:
        return self.stretch.text

    def spot(self, start: int, end: int) -> Spot:
        return Spot(self.number, start, end)


@dataclass(eq=False)
class Story:
    """A part whose text is filled: the body, a header or footer, the notes."""

    part: str
    root: etree._Element
    relations: tuple[Relation, ...]

    @cached_property
    def name(self) -> str:
        return _STORIES.get(local(self.root), local(self.root))

    @cached_property
    def places(self) -> Places:
        return Places(self.part, self.name, self.root)

    @cached_property
    def numbers(self) -> Mapping[etree._Element, int]:
        """Every paragraph of the part with its number."""
        return {element: number for number, element in enumerate(iter_word(self.root, "p"))}

    @cached_property
    def paragraphs(self) -> list[etree._Element]:
        """Every paragraph of the part in order."""
        return list(self.numbers)

    @cached_property
    def passages(self) -> list[Passage]:
        """The first paragraphs whose own text has braces, or what is easily taken for them."""
        with_braces = (text for text in iter_word(self.root, "t") if not _MARKS.isdisjoint(text.text or ""))
        owners = dict.fromkeys(owner for text in with_braces if (owner := paragraph_of(text)) is not None)
        read = (owner for owner in owners if not is_gone(owner))
        return [self._passage(owner) for owner in islice(read, MOST_PASSAGES)]

    @cached_property
    def referring(self) -> Mapping[str, list[etree._Element]]:
        """The elements that use a relationship, by its id."""
        found: dict[str, list[etree._Element]] = defaultdict(list)
        for element in self.root.iter():
            for key, value in element.attrib.items():
                if "relationships}" in str(key):
                    found[str(value)].append(element)
        return found

    def _passage(self, element: etree._Element) -> Passage:
        return Passage(self.numbers[element], element, self.stretch(element))

    @cached_property
    def instructions(self) -> frozenset[etree._Element]:
        """The texts that belong to instructions of fields."""
        return instruction_texts(self.root, WORD)

    def stretch(self, paragraph: etree._Element) -> Stretch:
        """The text of one of its paragraphs."""
        return Stretch(paragraph, self.instructions)

    def whole(self, element: etree._Element) -> Spot | None:
        """The spot of the paragraph that an element lies in."""
        owner = paragraph_of(element)
        return None if owner is None else Spot(self.numbers[owner])


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A placeholder where it stands: in the text of a passage, as the description of a picture, in an address."""

    found: Found
    story: Story
    element: etree._Element
    spot: Spot | None
    passage: Passage | None = None
    drawn: bool = False

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def written(self) -> str:
        raw = self.found.modifier.raw
        return f"{{{self.name}~{raw}}}" if raw else f"{{{self.name}}}"


@dataclass(eq=False)
class Paper:
    """An opened template. ``contents`` are its parts by name."""

    program: Program
    entries: tuple[Entry, ...]
    contents: Mapping[str, bytes]
    layout: Layout
    stories: list[Story] = field(default_factory=list)

    def relations(self, part: str) -> tuple[Relation, ...]:
        return relations(self.contents, part)

    @cached_property
    def parsed(self) -> Mapping[str, etree._Element]:
        """Every part that is XML and no story, relationships left out."""
        stories = {story.part for story in self.stories}
        types = self.layout.types
        return {
            name: parse(content, name)
            for name, content in self.contents.items()
            if name not in stories and types.of(name).endswith(("+xml", "/xml")) and not name.endswith(".rels")
        }

    @cached_property
    def main(self) -> Story:
        return next(story for story in self.stories if story.part == self.layout.main)


def open_paper(data: bytes, limits: Limits) -> Paper:
    """The template, once it is known to be usable. Raises DocxRefused with the reason an upload would get."""
    program = compile_template(data, limits)
    contents = {entry.name: unpack(entry, limits) for entry in program.entries}
    layout = read_layout(contents)
    paper = Paper(program, program.entries, contents, layout)
    for part in layout.text_parts:
        paper.stories.append(Story(part, parse(contents[part], part), relations(contents, part)))
    return paper


def paragraph_of(element: etree._Element) -> etree._Element | None:
    """The innermost paragraph that an element is, or lies in."""
    return next((up for up in (element, *element.iterancestors()) if is_word(up, "p")), None)


__all__ = ["Occurrence", "Paper", "Passage", "Story", "open_paper", "paragraph_of", "relations_name"]

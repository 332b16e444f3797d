"""Placeholders where nothing is filled, and tracked changes at those that are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from inkpost.engines.docx.doctor.faults import Fault, Place, Spot, around, fault, shortened
from inkpost.engines.docx.doctor.instructions import instructions
from inkpost.engines.docx.doctor.paper import Occurrence, Paper, Story, paragraph_of
from inkpost.engines.docx.doctor.places import Places
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of
from inkpost.engines.docx.grammar import Found, find_placeholders
from inkpost.engines.docx.marking import WORD, is_gone, is_word, iter_word
from inkpost.engines.docx.xml import local, namespace

_DELETIONS = ("del", "moveFrom")
_INSERTIONS = ("ins", "moveTo")
_ELSEWHERE = re.compile(r"comments|chart|diagram|drawing|glossary")
_SAID = {"comments": "a comment", "glossary": "a building block"}


def check(paper: Paper, occurrences: Sequence[Occurrence]) -> Iterator[Fault]:
    """Everything that looks like a placeholder to its author, and is not one to the filler."""
    for story in paper.stories:
        yield from _deleted(story)
        yield from _instructed(story)
        yield from _drawn(story)
    for name, root in paper.parsed.items():
        if _ELSEWHERE.search(name) and b"{" in paper.contents[name]:
            yield from _part(name, root)
    yield from _changes(occurrences)


def _deleted(story: Story) -> Iterator[Fault]:
    gone = [element for name in _DELETIONS for element in iter_word(story.root, name)]
    changed = (text for change in gone for text in change.iter() if is_word(text, "delText", "t"))
    rows = (text for text in iter_word(story.root, "t") if "{" in (text.text or "") and _in_gone(text))
    texts = dict.fromkeys((*changed, *rows))
    for owner, found, text in _in_paragraphs(texts):
        message = f"{text[found.start : found.end]} stands in deleted text, which is not filled"
        advice = "Accept or reject the tracked change"
        excerpt = around(text, found.start, found.end)
        yield fault("deleted_text", message, advice, story.places.of(owner), excerpt, story.whole(owner))


def _in_gone(text: etree._Element) -> bool:
    owner = paragraph_of(text)
    return owner is not None and is_gone(owner)


def _in_paragraphs(texts: Iterable[etree._Element]) -> Iterator[tuple[etree._Element, Found, str]]:
    """The placeholders in what the texts of each paragraph make together."""
    pieces: dict[etree._Element, list[str]] = defaultdict(list)
    for element in texts:
        owner = paragraph_of(element)
        if owner is not None:
            pieces[owner].append(element.text or "")
    for owner, parts in pieces.items():
        text = "".join(parts)
        for found in find_placeholders(text):
            yield owner, found, text


def _instructed(story: Story) -> Iterator[Fault]:
    for element, instruction in instructions(story.root):
        for found in find_placeholders(instruction):
            written = instruction[found.start : found.end]
            message = f"{written} stands in the instruction of a field ({shortened(instruction)}), which is not filled"
            advice = "Write the placeholder in the text, outside of the field"
            place = _place(story, element)
            yield fault("not_filled_here", message, advice, place, shortened(instruction), story.whole(element))
    texts = (text for text in iter_word(story.root, "t") if text in story.instructions)
    for owner, found, text in _in_paragraphs(texts):
        yield _not_here(text, found, "the instruction of a field", story.places.of(owner), story.whole(owner))


def _drawn(story: Story) -> Iterator[Fault]:
    """Text of drawings and formulas, which is no text of Word's."""
    texts = (each for each in story.root.iter("{*}t") if not is_word(each, "t") and "{" in (each.text or ""))
    for element in texts:
        what = "a formula" if "math" in namespace(element) else "a drawing"
        place = _place(story, element)
        for found in find_placeholders(element.text or ""):
            yield _not_here(element.text or "", found, what, place, story.whole(element))


def _place(story: Story, element: etree._Element) -> Place:
    owner = paragraph_of(element)
    return story.places.part if owner is None else story.places.of(owner)


def _not_here(text: str, found: Found, what: str, place: Place, spot: Spot | None = None) -> Fault:
    message = f"{text[found.start : found.end]} stands in {what}, which is not filled"
    advice = "Write the placeholder in the text of the document, a header, a footer, a note or a text box"
    return fault("not_filled_here", message, advice, place, around(text, found.start, found.end), spot)


def _part(name: str, root: etree._Element) -> Iterator[Fault]:
    kind = _ELSEWHERE.search(name)
    story = kind[0] if kind else name
    places = Places(name, story, root)
    what = _SAID.get(story, f"a {story}")
    for owner, text in _lines(root).items():
        for found in find_placeholders(text):
            yield _not_here(text, found, what, places.of(owner))


def _lines(root: etree._Element) -> Mapping[etree._Element, str]:
    """The text of a part by its paragraphs, Word's or a drawing's; text outside of them stands alone."""
    found: dict[etree._Element, str] = {}
    for element in root.iter("{*}t", "{*}v"):
        owner = next((up for up in element.iterancestors() if local(up) == "p"), element)
        found[owner] = found.get(owner, "") + (element.text or "")
    return found


def _changes(occurrences: Sequence[Occurrence]) -> Iterator[Fault]:
    deletions: dict[Story, _Deletions] = {}
    for each in occurrences:
        if each.story not in deletions:
            deletions[each.story] = _Deletions(each.story.root)
        texts = _texts(each)
        inserted = {_inserted(element) for element in texts}
        place, excerpt = place_of(each), excerpt_of(each)
        if inserted == {True, False} or deletions[each.story].between(texts[0], texts[-1]):
            message = f"A tracked change goes through {each.written}"
            advice = "Accept or reject the change, so that the placeholder is one piece"
            yield fault("change_inside", message, advice, place, excerpt, each.spot)
        elif inserted == {True}:
            message = f"{each.written} is a tracked insertion: its value will be one too"
            yield fault("tracked_insertion", message, "Accept the change", place, excerpt, each.spot)


def _texts(each: Occurrence) -> list[etree._Element]:
    """The texts that a placeholder lies in."""
    if each.passage is None:
        return [each.element]
    return [element for element, _ in each.passage.stretch.touched(each.found.start, each.found.end)]


def _inserted(element: etree._Element) -> bool:
    for up in element.iterancestors():
        if is_word(up, "p"):
            return False
        if is_word(up, *_INSERTIONS):
            return True
    return False


class _Deletions:
    """Where text was deleted, in the order of a part."""

    def __init__(self, root: etree._Element) -> None:
        self._order: dict[etree._Element, int] = {}
        self._places: list[int] = []
        if any(True for _ in iter_word(root, "delText")):
            names = tuple(f"{{{space}}}{name}" for space in WORD for name in ("t", "delText"))
            self._order = {element: number for number, element in enumerate(root.iter(*names))}
            self._places = [number for element, number in self._order.items() if is_word(element, "delText")]

    def between(self, first: etree._Element, last: etree._Element) -> bool:
        """Whether some of it stands between two texts."""
        if first is last or not self._places:
            return False
        place = bisect_left(self._places, self._order[first])
        return place < len(self._places) and self._places[place] < self._order[last]

"""Picture placeholders whose field is no picture, and descriptions of what is not replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from inkpost.engines.docx.doctor.faults import Fault, fault
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence, Paper, Story, paragraph_of
from inkpost.engines.docx.doctor.places import in_fallback
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of
from inkpost.engines.docx.grammar import QR_CODE, whole_placeholder
from inkpost.engines.docx.xml import local

_DESCRIPTIONS = ("descr", "title", "name", "alt")
_DESCRIBED = ("docPr", "cNvPr", "shape", "rect", "roundrect", "oval", "group", "imagedata")


def check(paper: Paper, occurrences: Sequence[Occurrence], known: Known) -> Iterator[Fault]:
    """A field in the place of a picture is a picture; a picture that cannot be replaced says so."""
    for each in occurrences:
        kind = known.kind(each.name)
        if each.drawn and kind is not None and not kind.is_picture and each.name != QR_CODE:
            message = f"A picture stands for the field {each.name}, which is described as {kind}: it would vanish"
            advice = "Describe the field as IMAGE or STAMP, or write the placeholder as text"
            yield fault("picture_of_other_type", message, advice, place_of(each), excerpt_of(each), each.spot)
    replaced = {element for each in occurrences if each.drawn for element in each.element.iter()}
    for story in paper.stories:
        yield from _not_replaced(story, replaced)


def _not_replaced(story: Story, replaced: set[etree._Element]) -> Iterator[Fault]:
    for element in story.root.iter(*(f"{{*}}{name}" for name in _DESCRIBED)):
        written = _placeholder(element)
        if written is None or element in replaced or in_fallback(element):
            continue
        owner = paragraph_of(element)
        place = story.places.of(owner) if owner is not None else story.places.part
        message = f"{written} describes {_what(element)} that cannot be replaced by a picture"
        advice = "Put an ordinary picture (PNG or JPEG, in line with the text) there, with the placeholder as its text"
        yield fault("picture_not_replaced", message, advice, place, written, story.whole(element))


def _placeholder(element: etree._Element) -> str | None:
    texts = (element.get(name, "") for name in _DESCRIPTIONS)
    return next((text.strip() for text in texts if whole_placeholder(text) is not None), None)


def _what(element: etree._Element) -> str:
    return "a drawing" if local(element) in ("docPr", "cNvPr") else "a picture in the old notation"

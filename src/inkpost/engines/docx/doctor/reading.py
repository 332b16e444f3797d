"""The placeholders of an opened template where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from inkpost.engines.docx.doctor.faults import Place, around
from inkpost.engines.docx.doctor.paper import Occurrence, Paper, Story, paragraph_of
from inkpost.engines.docx.drawn import box_of, placeholder_of
from inkpost.engines.docx.grammar import find_placeholders
from inkpost.engines.docx.links import LINKING, targets_of
from inkpost.engines.docx.marking import is_word
from inkpost.engines.docx.xml import local


def occurrences(paper: Paper) -> list[Occurrence]:
    """Every placeholder that is filled, in the order of the parts; text before pictures and addresses in each."""
    return [each for story in paper.stories for each in (*_in_text(story), *_drawn(story), *_linked(story))]


def _in_text(story: Story) -> Iterator[Occurrence]:
    for passage in story.passages:
        for found in find_placeholders(passage.text):
            spot = passage.spot(found.start, found.end)
            yield Occurrence(found, story, passage.element, spot, passage)


def _drawn(story: Story) -> Iterator[Occurrence]:
    for frame in story.root.iter("{*}inline", "{*}anchor"):
        found = placeholder_of(frame)
        drawing = frame.getparent()
        if found is None or drawing is None or not is_word(drawing, "drawing") or box_of(frame) is None:
            continue
        if sum(local(element) == "blip" for element in frame.iter()) == 1:
            yield Occurrence(found, story, frame, story.whole(frame), drawn=True)


def _linked(story: Story) -> Iterator[Occurrence]:
    """Placeholders in the addresses of hyperlinks."""
    for identity, pieces in targets_of(story.relations).items():
        users = [each for each in story.referring.get(identity, ()) if local(each) in LINKING]
        for element in users:
            for found in pieces:
                if not isinstance(found, str):
                    yield Occurrence(found, story, element, story.whole(element))


def place_of(each: Occurrence) -> Place:
    """Where it stands."""
    owner = paragraph_of(each.element)
    return each.story.places.part if owner is None else each.story.places.of(owner)


def excerpt_of(each: Occurrence) -> str:
    """The text around it; of a picture's description only itself."""
    if each.passage is None:
        return each.written
    return around(each.passage.text, each.found.start, each.found.end)

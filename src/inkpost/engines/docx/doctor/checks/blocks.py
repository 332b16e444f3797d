"""Blocks that repeat: which fields stand in them, and marks that have no like."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from lxml import etree

from inkpost.engines.docx.blocks import paired
from inkpost.engines.docx.doctor.faults import Fault, fault
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of
from inkpost.engines.docx.marking import is_word
from inkpost.engines.docx.nodes import ListPath, Mark

_HOLDERS = ("body", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")
_Stretch: TypeAlias = tuple[int, int]
"""The numbers of the paragraphs that a block begins and ends with: they belong to it as a whole."""
_Setting: TypeAlias = tuple[Occurrence, Mark]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where blocks open and close, by what holds them and by their list; and the marks that set none."""

    found: Mapping[tuple[etree._Element | None, ListPath], list[_Stretch]]
    lone: Sequence[_Setting]

    def covers(self, each: Occurrence, path: ListPath) -> bool:
        """Whether a field of a list stands in a block of this list, and of every list that it lies in."""
        holders = list(_holders(each.element))
        return all(self._in_one(_paragraph(each), holders, path[:length]) for length in range(1, len(path) + 1))

    def _in_one(self, paragraph: int, holders: Sequence[etree._Element], path: ListPath) -> bool:
        for holder in holders:
            stretches = self.found.get((holder, path), [])
            place = bisect_right(stretches, paragraph, key=itemgetter(0)) - 1
            if place >= 0 and paragraph <= stretches[place][1]:
                return True
        return False


def blocks_of(occurrences: Sequence[Occurrence], known: Known) -> Blocks:
    """The blocks of a template: an opening and a closing mark in the same body, cell, text box, header or note."""
    settings: dict[etree._Element | None, list[_Setting]] = defaultdict(list)
    for each in occurrences:
        mark = known.resolver.mark(each.name) if each.passage is not None else None
        if mark is not None:
            settings[next(_holders(each.element), None)].append((each, mark))
    found: dict[tuple[etree._Element | None, ListPath], list[_Stretch]] = defaultdict(list)
    lone: list[_Setting] = []
    for holder, own in settings.items():
        blocks = paired([mark] for _, mark in own)
        used = {place for block in blocks for place in (block.begin, block.end)}
        lone += [setting for place, setting in enumerate(own) if place not in used]
        for block in blocks:
            stretches = found[holder, block.path]
            begin, end = _paragraph(own[block.begin][0]), _paragraph(own[block.end][0])
            if not stretches or end > stretches[-1][1]:  # not within the one before it
                stretches.append((begin, end))
    return Blocks(found, lone)


def check(blocks: Blocks) -> Iterator[Fault]:
    """Marks that open or close no block."""
    for each, mark in blocks.lone:
        name, what = ".".join(mark.path), ("opens", "closed") if mark.opens else ("closes", "opened")
        message = f"The mark {what[0]} a block of {name} that is not {what[1]} in the same text, cell or box"
        advice = "Put both marks of a block in the same place: in one text, one cell, one text box"
        yield fault("block_unpaired", message, advice, place_of(each), excerpt_of(each), each.spot)


def _holders(element: etree._Element) -> Iterator[etree._Element]:
    return (up for up in element.iterancestors() if is_word(up, *_HOLDERS))


def _paragraph(each: Occurrence) -> int:
    return each.spot.paragraph if each.spot is not None else -1

"""Fields of lists: outside of rows and blocks, of several lists in one row, in rows with others between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml import etree

from inkpost.engines.docx.doctor.checks import blocks
from inkpost.engines.docx.doctor.faults import Fault, fault
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of
from inkpost.engines.docx.marking import is_word
from inkpost.engines.docx.nodes import ListPath
from inkpost.engines.docx.xml import namespace

_Listed = tuple[Occurrence, ListPath]


def check(occurrences: Sequence[Occurrence], known: Known) -> Iterator[Fault]:
    """What makes more repeat, or less, than its author sees."""
    rows: dict[etree._Element, list[_Listed]] = defaultdict(list)
    outside: list[_Listed] = []
    there = blocks.blocks_of(occurrences, known)
    for each in occurrences:
        path = None if each.found.modifier.reaches_in else known.path(each.name)
        if path is None or there.covers(each, path):
            continue
        row = row_of(each.element)
        if row is None:
            outside.append((each, path))
        else:
            rows[row].append((each, path))
    yield from blocks.check(there)
    yield from _outside(outside)
    yield from _mixed(rows)
    yield from _parted(rows)


def row_of(element: etree._Element) -> etree._Element | None:
    """The row that repeats when something in it is of a list; none in a text box or outside of tables."""
    for up in element.iterancestors():
        if is_word(up, "tr"):
            return up
        if is_word(up, "txbxContent"):
            return None
    return None


def _outside(outside: list[_Listed]) -> Iterator[Fault]:
    for each, path in outside:
        name = ".".join(path)
        message = f"The field is one of each item of {name}, and stands in no table row and in no block: "
        message += "the first item is shown"
        advice = f"Move it into a table row, or put what repeats between {{{path[0]}.BLOCK_START}} and "
        advice += f"{{{path[0]}.BLOCK_END}}, or choose one item: {{{each.name}~index=0}}, or all: {{{each.name}~all=Y}}"
        yield fault("array_outside_row", message, advice, place_of(each), excerpt_of(each), each.spot)


def _mixed(rows: dict[etree._Element, list[_Listed]]) -> Iterator[Fault]:
    """The row repeats for its first list; of a list that is not in that one's items only the first item shows."""
    for found in rows.values():
        first = found[0][1]
        for each, path in found[1:]:
            if not _nested(first, path):
                mine, other = ".".join(path), ".".join(first)
                message = f"The row repeats for {other}; of {mine} it shows the first item in every row"
                advice = f"Give {mine} a table of its own, or choose an item: {{{each.name}~index=0}}"
                yield fault("arrays_in_one_row", message, advice, place_of(each), excerpt_of(each), each.spot)


def _nested(one: ListPath, other: ListPath) -> bool:
    depth = min(len(one), len(other))
    return one[:depth] == other[:depth]


def _parted(rows: dict[etree._Element, list[_Listed]]) -> Iterator[Fault]:
    """A list in rows of one table between which other rows stand repeats once for each group of rows."""
    last: dict[tuple[etree._Element | None, ListPath], etree._Element] = {}
    for row, found in rows.items():
        table = row.getparent()
        for path in dict.fromkeys(path for _, path in found):
            before = last.get((table, path))
            last[table, path] = row
            if before is not None and _parts(before, row):
                each = next(each for each, its in found if its == path)
                message = (
                    f"Another row parts this row from the one above that shows {'.'.join(path)}: each repeats alone"
                )
                advice = "Put the rows that repeat together one below the other"
                yield fault("array_split_over_rows", message, advice, place_of(each), excerpt_of(each), each.spot)


def _parts(upper: etree._Element, lower: etree._Element) -> bool:
    """Whether a row stands between two that no vertical merge ties to the upper one."""
    following = next((row for row in upper.itersiblings() if is_word(row, "tr")), None)
    return following is not None and following is not lower and not _goes_on(following)


def _goes_on(row: etree._Element) -> bool:
    merges = (merge for cell in row if is_word(cell, "tc") for merge in cell.iter() if is_word(merge, "vMerge"))
    return any(merge.get(f"{{{namespace(merge)}}}val") != "restart" for merge in merges)

"""Blocks: what stands between two marks and repeats, and the paragraphs of the marks, which mostly go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inkpost.engines.docx.nodes import Item, Kind, ListPath, Mark, Node, Slot

_PROPERTIES = re.compile(r"<(?:\w+:)?(pPr|rPr)\b(?:(?!sectPr|pageBreakBefore|</?(?:\w+:)?\1\b).)*</(?:\w+:)?\1>", re.S)
_BARE = re.compile(r"(?:\s|</?(?:\w+:)?(?:p|r|t|proofErr|lastRenderedPageBreak|pPr|rPr)(?:\s[^<>]*)?/?>)*")
_TABLE_BEGINS = re.compile(r"\s*<(?:\w+:)?tbl\b")
_TABLE_ENDS = re.compile(r"</(?:\w+:)?tbl>\s*\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """The places, among items side by side, where a block of a list opens and closes."""

    begin: int
    end: int
    path: ListPath


def paired(marks: Iterable[Sequence[Mark]]) -> list[Block]:
    """The blocks of marks, given those of each item; a mark without its like opens and closes nothing."""
    found: list[Block] = []
    opened: dict[ListPath, list[int]] = defaultdict(list)
    for place, own in enumerate(marks):
        for mark in own:
            if mark.opens:
                opened[mark.path].append(place)
            elif opened[mark.path]:
                found.append(Block(opened[mark.path].pop(), place, mark.path))
    return sorted(found, key=lambda each: (each.begin, -each.end))


def parted(items: Sequence[Item], block: Block, marks: Mapping[str, Mark]) -> tuple[slice, slice, slice]:
    """Of a block what stands once before it, what repeats, and what stands once after it.

    A paragraph that holds nothing but marks goes. It stays, empty and outside of the block, where two tables would
    run together without it, or its container would end in a table.
    """
    begin, end = block.begin, block.end
    if begin == end:
        return slice(0), slice(begin, end + 1), slice(0)
    first, last = is_bare(items[begin], marks), is_bare(items[end], marks)
    opening = first and _touch(items, begin, begin)
    inner = slice(begin + first, end + 1 - last)
    closing = last and (_touch(items, end, end) or _touch(items, begin, end))
    if last and is_last(items[end]):
        closing = not items[inner] or is_table(items[end - 1], end=True)
    return slice(begin, begin + opening), inner, slice(end + 1 - closing, end + 1)


def is_bare(item: Item, marks: Mapping[str, Mark]) -> bool:
    """Whether a paragraph holds nothing but marks."""
    if not isinstance(item, Node) or item.kind is not Kind.PARAGRAPH:
        return False
    slots = [each for each in item.items if isinstance(each, Slot)]
    texts = [each for each in item.items if isinstance(each, str)]
    if len(slots) + len(texts) < len(item.items) or any(slot.name not in marks for slot in slots):
        return False
    return _BARE.fullmatch(_PROPERTIES.sub("", "".join(texts))) is not None


def is_wrap(item: Item) -> bool:
    return isinstance(item, Node) and item.kind is Kind.WRAP


def is_last(item: Item) -> bool:
    """Whether its container needs a paragraph in its place."""
    return isinstance(item, Node) and item.last


def prefix_of(item: Item) -> str:
    return item.prefix if isinstance(item, Node) else ""


def is_table(item: Item, *, end: bool = False) -> bool:
    """Whether something between paragraphs begins with a table, or ends with one."""
    if isinstance(item, str):
        return bool(_TABLE_ENDS.search(item, max(len(item) - 100, 0)) if end else _TABLE_BEGINS.match(item))
    return isinstance(item, Node) and item.kind is Kind.TABLE


def _touch(items: Sequence[Item], first: int, last: int) -> bool:
    """Whether two tables would stand side by side, and so run together, without the items from first to last."""
    before = next((items[place] for place in range(first - 1, -1, -1) if not _is_blank(items[place])), "")
    after = next((items[place] for place in range(last + 1, len(items)) if not _is_blank(items[place])), "")
    return is_table(before, end=True) and is_table(after)


def _is_blank(item: Item) -> bool:
    return isinstance(item, str) and not item.strip()

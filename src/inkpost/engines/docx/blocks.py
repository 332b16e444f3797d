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


@dataclass(frozen=True, slots=True)
class Parts:
    """A block taken apart: what stands once before it, what repeats, and what stands once after it.

    ``needed`` says that an empty list has to leave a paragraph, ``joined`` that one has to stand between two items.
    """

    before: slice
    inner: slice
    after: slice
    needed: bool
    joined: bool


class Parting:
    """Takes the blocks among items side by side apart.

    A paragraph that holds nothing but marks goes. It stays, empty and outside of its block, where two tables would
    run together without it, or its container would end in a table. Any block may be empty, and be gone.
    """

    def __init__(self, items: Sequence[Item], blocks: Sequence[Block], marks: Mapping[str, Mark]) -> None:
        self.items = items
        self.bare = {at for each in blocks for at in (each.begin, each.end) if is_bare(items[at], marks)}
        begins = {each.end: each.begin for each in reversed(blocks)}
        ends = {each.begin: each.end for each in reversed(blocks)}
        count = len(items)
        # Whether the items before a place may end in a table, and whether those from it on may begin with one.
        self.ended, self.begun = [False] * (count + 1), [False] * (count + 1)
        for at in range(count):
            before = self.ended[begins[at]] if at in begins else False
            self.ended[at + 1] = before or (self.ended[at] if self._unseen(at) else is_table(items[at], end=True))
        for at in range(count - 1, -1, -1):
            after = self.begun[ends[at] + 1] if at in ends else False
            self.begun[at] = after or (self.begun[at + 1] if self._unseen(at) else is_table(items[at]))

    def _unseen(self, at: int) -> bool:
        item = self.items[at]
        return at in self.bare or (isinstance(item, str) and not item.strip())

    def touch(self, start: int, stop: int) -> bool:
        """Whether two tables might stand side by side without the items from start to stop."""
        return self.ended[start] and self.begun[stop]

    def parts(self, block: Block) -> Parts:
        begin, end = block.begin, block.end
        needed = is_last(self.items[end]) or self.touch(begin, end + 1)
        if begin == end:
            return Parts(slice(0), slice(begin, end + 1), slice(0), needed, joined=False)
        first, last = begin in self.bare, end in self.bare
        inner = slice(begin + first, end + 1 - last)
        opening = first and self.touch(begin, begin + 1)
        if last and is_last(self.items[end]):
            closing = not self.items[inner] or self.ended[end]
        else:
            closing = last and (self.touch(end, end + 1) or (needed and not self.items[inner]))
        joined = self.ended[inner.stop] and self.begun[inner.start]
        return Parts(slice(begin, begin + opening), inner, slice(end + 1 - closing, end + 1), needed, joined)


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

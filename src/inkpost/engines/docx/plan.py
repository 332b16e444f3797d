"""Decides what repeats: turns a part's nodes and the lists its slots belong to into steps for the filler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from inkpost.engines.docx.ids import Fresh, copies, original
from inkpost.engines.docx.nodes import Hole, Item, Kind, ListPath, Node, Slot

Scope: TypeAlias = frozenset[ListPath]
Lists: TypeAlias = Mapping[str, ListPath]


@dataclass(slots=True, eq=False)
class Repeat:
    """Steps done once for each item of a list.

    ``first`` are those of the first item, ``rest`` of the others (their ids are fresh). ``fallback`` stands
    for an empty list, ``joiner`` between items. ``source`` and ``inner`` allow planning anew when an item's
    values point to lists of their own.
    """

    path: ListPath
    first: tuple[Step, ...]
    rest: tuple[Step, ...]
    fallback: str
    joiner: str
    source: tuple[Item, ...]
    rows: bool
    inner: Scope
    slots: tuple[Slot, ...]


@dataclass(slots=True, eq=False)
class Table:
    """A table all of whose rows may go: without any, nothing of it is written but ``fallback``."""

    head: tuple[Step, ...]
    rows: tuple[Step, ...]
    tail: tuple[Step, ...]
    fallback: str


@dataclass(slots=True, eq=False)
class Picture:
    """A drawn picture, written when its placeholder has one."""

    slot: Slot
    box: tuple[int, int]
    steps: tuple[Step, ...]


@dataclass(slots=True, eq=False)
class Note:
    """A foot- or endnote, written once for each of its references."""

    node: Node


Step: TypeAlias = str | Slot | Hole | Fresh | Repeat | Table | Picture | Note
Planner: TypeAlias = Callable[[list[Item], Scope], Iterator[Step]]

MAX_NESTING = 8


def plan(part: Node, lists: Lists) -> tuple[Step, ...]:
    """The steps that write a part, given the list each list-bound placeholder reads."""
    return joined(_Planning(lists).descend(part, frozenset()))


def plan_items(items: Iterable[Item], lists: Lists, scope: Scope, *, rows: bool, copied: bool) -> tuple[Step, ...]:
    """The steps for a stretch of a part whose lists in ``scope`` have an item at hand."""
    planning = _Planning(lists)
    work = planning.rows if rows else planning.blocks
    steps = joined(work(list(items), scope))
    return copies(steps) if copied else original(steps)


def plan_once(items: Iterable[Item], lists: Lists) -> tuple[Step, ...]:
    """The steps for blocks that stand once and so stay as they are."""
    return joined(_Planning(lists).blocks(list(items), frozenset()))


def joined(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps with neighbouring texts made one."""
    result: list[Step] = []
    texts: list[str] = []
    for step in steps:
        if isinstance(step, str):
            texts.append(step)
            continue
        if texts:
            result.append("".join(texts))
            texts.clear()
        result.append(step)
    if texts:
        result.append("".join(texts))
    return tuple(result)


def slots_of(items: Iterable[Item]) -> Iterator[Slot]:
    """Every slot among the items, however deep."""
    for item in items:
        if isinstance(item, Slot):
            yield item
        elif isinstance(item, Node):
            if item.slot is not None:
                yield item.slot
            yield from slots_of(item.items)


@dataclass(slots=True)
class _Planning:
    lists: Lists
    _direct: dict[int, tuple[Slot, ...]] = field(default_factory=dict)
    _deep: dict[int, tuple[Slot, ...]] = field(default_factory=dict)

    def descend(self, node: Node, scope: Scope) -> Iterator[Step]:
        """A node's own steps, its children planned at their level."""
        if node.kind is Kind.TABLE:
            yield from self.table(node, scope)
        elif node.kind is Kind.PICTURE and node.slot is not None:
            yield Picture(node.slot, node.box, joined(self.inline(node.items, scope)))
        elif node.kind is Kind.NOTE:
            yield Note(node)
        elif node.kind is Kind.HOLDER:
            yield from self.blocks(node.items, scope)
        else:
            yield from self.inline(node.items, scope)

    def inline(self, items: list[Item], scope: Scope) -> Iterator[Step]:
        for item in items:
            if isinstance(item, Node):
                yield from self.descend(item, scope)
            else:
                yield item

    def table(self, node: Node, scope: Scope) -> Iterator[Step]:
        places = [place for place, item in enumerate(node.items) if isinstance(item, Node)]
        if not places:
            yield from self.inline(node.items, scope)
            return
        begin, end = places[0], places[-1] + 1
        rows = joined(self.rows(node.items[begin:end], scope))
        if all(isinstance(step, Repeat) or (isinstance(step, str) and not step.strip()) for step in rows):
            head, tail = (
                joined(self.inline(node.items[:begin], scope)),
                joined(self.inline(node.items[end:], scope)),
            )
            yield Table(head, rows, tail, f"<{node.prefix}p/>" if node.last else "")
            return
        yield from self.inline(node.items[:begin], scope)
        yield from rows
        yield from self.inline(node.items[end:], scope)

    def blocks(self, items: list[Item], scope: Scope) -> Iterator[Step]:
        """Paragraphs and tables side by side: from the first to the last that use a list, they repeat."""
        extents = self.extents(items)
        place = 0
        while (path := self.wanted(items, place, scope)) is not None:
            first, last = extents[path]
            begin, end = max(first, place), last + 1
            yield from self.singly(items[place:begin], scope, self.blocks)
            yield from self.group(path, items[begin:end], scope, self.blocks)
            place = end
        yield from self.singly(items[place:], scope, self.blocks)

    def rows(self, items: list[Item], scope: Scope) -> Iterator[Step]:
        """Rows side by side: consecutive rows that use a list repeat together."""
        place = 0
        while place < len(items):
            path = self.wanted_by(items[place], scope)
            if path is None:
                yield from self.singly(items[place : place + 1], scope, self.rows)
                place += 1
                continue
            end = self.last_row(items, place, path)
            yield from self.group(path, items[place:end], scope, self.rows)
            place = end

    def group(self, path: ListPath, items: list[Item], scope: Scope, level: Planner) -> Iterator[Step]:
        """What uses a list, repeated; inside the one wrap that holds all of it, if there is one."""
        only = items[0]
        if len(items) == 1 and isinstance(only, Node) and only.kind is Kind.WRAP:
            yield from self.wrapped(only, scope, level)
        else:
            yield self.repeat(path, items, scope, level)

    def singly(self, items: list[Item], scope: Scope, level: Planner) -> Iterator[Step]:
        for item in items:
            if isinstance(item, Node) and item.kind is Kind.WRAP:
                yield from self.wrapped(item, scope, level)
            elif isinstance(item, Node):
                yield from self.descend(item, scope)
            else:
                yield item

    def wrapped(self, node: Node, scope: Scope, level: Planner) -> Iterator[Step]:
        """What a wrap holds; of alternate content each branch for itself, since one of them is read."""
        if node.tag != "AlternateContent":
            yield from level(node.items, scope)
            return
        for branch in node.items:
            yield from level(branch.items, scope) if isinstance(branch, Node) else (branch,)

    def wanted(self, items: list[Item], place: int, scope: Scope) -> ListPath | None:
        """The first list, from a place on, that a child uses itself and that has no item at hand yet."""
        paths = (self.wanted_by(item, scope) for item in islice(items, place, None))
        return next((path for path in paths if path is not None), None)

    def wanted_by(self, item: Item, scope: Scope) -> ListPath | None:
        if not isinstance(item, Node) or len(scope) >= MAX_NESTING:
            return None
        slots = self.direct(item)
        served = any(self.lists.get(slot.name) in scope for slot in slots)
        for slot in slots:
            path = self.missing(slot, scope)
            if path is not None and (not served or path[:-1] in scope):
                return path
        return None

    def missing(self, slot: Slot, scope: Scope) -> ListPath | None:
        path = self.lists.get(slot.name)
        if path is None or slot.modifier.reaches_in:
            return None
        steps = (path[:length] for length in range(1, len(path) + 1))
        return next((step for step in steps if step not in scope), None)

    def extents(self, items: list[Item]) -> dict[ListPath, tuple[int, int]]:
        """For each list, the first and the last child that uses it, however deep."""
        found: dict[ListPath, tuple[int, int]] = {}
        for place, item in enumerate(items):
            for slot in self.deep(item) if isinstance(item, Node) else ():
                path = () if slot.modifier.reaches_in else self.lists.get(slot.name, ())
                for depth in range(1, len(path) + 1):
                    begin, _ = found.get(path[:depth], (place, place))
                    found[path[:depth]] = (begin, place)
        return found

    def uses(self, slots: Iterable[Slot], path: ListPath) -> bool:
        depth = len(path)
        return any(self.lists.get(slot.name, ())[:depth] == path and not slot.modifier.reaches_in for slot in slots)

    def last_row(self, items: list[Item], begin: int, path: ListPath) -> int:
        """Where the group ends that begins with a row: rows that use the list, or that a merge ties to it."""
        end, merged = begin, frozenset[int]()
        for place in range(begin, len(items)):
            item = items[place]
            if not isinstance(item, Node):
                continue
            merged &= item.continues
            if not self.uses(self.direct(item), path) and not merged:
                break
            merged |= item.restarts
            end = place + 1
        return end

    def repeat(self, path: ListPath, items: list[Item], scope: Scope, level: Planner) -> Repeat:
        inner = scope | {path}
        rows = level == self.rows
        steps = joined(level(items, inner))
        nodes = [item for item in items if isinstance(item, Node)]
        empty = f"<{nodes[-1].prefix}p/>"
        between_tables = not rows and nodes[0].kind is Kind.TABLE and nodes[-1].kind is Kind.TABLE
        return Repeat(
            path=path,
            first=original(steps),
            rest=copies(steps),
            fallback=empty if not rows and any(node.last for node in nodes) else "",
            joiner=empty if between_tables else "",
            source=tuple(items),
            rows=rows,
            inner=inner,
            slots=tuple(slots_of(items)),
        )

    def direct(self, node: Node) -> tuple[Slot, ...]:
        """The slots in a node's own text, without those of tables and text boxes in it."""
        if id(node) not in self._direct:
            self._direct[id(node)] = tuple(self._walk(node))
        return self._direct[id(node)]

    def _walk(self, node: Node) -> Iterator[Slot]:
        if node.kind is Kind.TABLE or node.tag == "txbxContent":
            return
        if node.slot is not None:
            yield node.slot
        for item in node.items:
            if isinstance(item, Slot):
                yield item
            elif isinstance(item, Node):
                yield from self._walk(item)

    def deep(self, node: Node) -> tuple[Slot, ...]:
        if id(node) not in self._deep:
            self._deep[id(node)] = tuple(slots_of((node,)))
        return self._deep[id(node)]

"""Decides what repeats: turns a part's nodes and the lists its slots belong to into steps for the filler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from inkpost.engines.docx.blocks import Block, Parting, is_wrap, paired, prefix_of
from inkpost.engines.docx.ids import copies, original
from inkpost.engines.docx.nodes import Item, Kind, ListPath, Mark, Node, Slot
from inkpost.engines.docx.steps import Note, Picture, Repeat, Scope, Step, Table, joined


@dataclass(frozen=True, slots=True)
class Bound:
    """What names of placeholders mean to a plan: the lists they read, and the blocks they mark."""

    lists: Mapping[str, ListPath]
    marks: Mapping[str, Mark]


Planner: TypeAlias = Callable[[list[Item], Scope], Iterator[Step]]

MAX_NESTING = 8


def plan(part: Node, bound: Bound) -> tuple[Step, ...]:
    """The steps that write a part, given what its placeholders mean."""
    return joined(_Planning(bound).descend(part, frozenset()))


def plan_items(items: Iterable[Item], bound: Bound, scope: Scope, *, rows: bool, copied: bool) -> tuple[Step, ...]:
    """The steps for a stretch of a part whose lists in ``scope`` have an item at hand."""
    planning = _Planning(bound)
    work = planning.rows if rows else planning.blocks
    steps = joined(work(list(items), scope))
    return copies(steps) if copied else original(steps)


def plan_once(items: Iterable[Item], bound: Bound) -> tuple[Step, ...]:
    """The steps for paragraphs and tables that stand once and so stay as they are."""
    return joined(_Planning(bound).blocks(list(items), frozenset()))


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
    bound: Bound
    _direct: dict[int, tuple[Slot, ...]] = field(default_factory=dict)

    @property
    def lists(self) -> Mapping[str, ListPath]:
        return self.bound.lists

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
        """Paragraphs and tables side by side: from the mark that opens a block to the one that closes it they repeat.

        Fields of a list that stand in no row and in no block make nothing repeat.
        """
        place = 0
        blocks = self.marked(items) if len(scope) < MAX_NESTING else []
        parting = Parting(items, blocks, self.bound.marks) if blocks else None
        for block in blocks:
            if parting is not None and block.begin >= place and block.path not in scope:
                parts = parting.parts(block)
                yield from self.singly([*items[place : block.begin], *items[parts.before]], scope, self.blocks)
                if found := items[parts.inner]:
                    empty = f"<{prefix_of(items[block.begin])}p/>"
                    fallback, joiner = empty if parts.needed else "", empty if parts.joined else ""
                    yield self.repeat(block.path, found, scope, self.blocks, fallback, joiner)
                yield from self.singly(items[parts.after], scope, self.blocks)
                place = block.end + 1
        yield from self.singly(items[place:], scope, self.blocks)

    def marked(self, items: Sequence[Item]) -> list[Block]:
        """The blocks that marks among these items set, an outer one before what lies in it."""
        if not self.bound.marks:
            return []
        marks = self.bound.marks
        own = (
            [marks[s.name] for s in self._walk(item) if s.name in marks] if isinstance(item, Node) else []
            for item in items
        )
        # A content control with a whole block in it is looked into when its own content is planned.
        return [each for each in paired(own) if each.begin < each.end or not is_wrap(items[each.begin])]

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

    def repeat(
        self, path: ListPath, items: list[Item], scope: Scope, level: Planner, fallback: str = "", joiner: str = ""
    ) -> Repeat:
        inner = scope | {path}
        steps = joined(level(items, inner))
        return Repeat(
            path=path,
            first=original(steps),
            rest=copies(steps),
            fallback=fallback,
            joiner=joiner,
            source=tuple(items),
            rows=level == self.rows,
            inner=inner,
            slots=tuple(slots_of(items)),
        )

    def direct(self, node: Node) -> tuple[Slot, ...]:
        """The slots in a node's own text, without those of tables, text boxes and blocks of their list in it."""
        if id(node) not in self._direct:
            self._direct[id(node)] = tuple(self._walk(node))
        return self._direct[id(node)]

    def _walk(self, node: Node) -> Iterator[Slot]:
        if node.kind is Kind.TABLE or node.tag == "txbxContent":
            return
        if node.slot is not None:
            yield node.slot
        blocks = self.marked(node.items) if node.kind is Kind.HOLDER else []
        for place, item in enumerate(node.items):
            if isinstance(item, Slot):
                yield item
            elif isinstance(item, Node):
                paths = {each.path for each in blocks if each.begin <= place <= each.end}
                yield from (slot for slot in self._walk(item) if not any(self.uses((slot,), path) for path in paths))

"""Fills a compiled template: joins its text with the values, and writes the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeAlias

from inkpost.engines.docx.cells import cells_of, write_cells
from inkpost.engines.docx.compiled import Compiled, FillOptions, Part
from inkpost.engines.docx.escape import between, is_scripted, may_be_scripted, needs_care, plain_escape, run_text
from inkpost.engines.docx.grammar import QR_CODE, Found
from inkpost.engines.docx.limits import too_large
from inkpost.engines.docx.links import address
from inkpost.engines.docx.media import Media
from inkpost.engines.docx.nodes import Hole, ListPath, Slot
from inkpost.engines.docx.package import Entry, pack, store, write_package
from inkpost.engines.docx.pictures import PictureFile, drawing, fitted
from inkpost.engines.docx.plan import Bound, plan_items, plan_once
from inkpost.engines.docx.scripts import scripted
from inkpost.engines.docx.steps import Fresh, Note, Picture, Repeat, Step, Table
from inkpost.engines.docx.values import (
    MAX_INDIRECTION,
    Binding,
    Chain,
    Fields,
    Plain,
    Resolver,
    Turn,
    Turns,
    Values,
)
from inkpost.engines.wording import Modifier, text_of
from inkpost.model.fields import FieldKind, Value

Override: TypeAlias = tuple[str, Binding, Modifier]
_CHECK_EVERY = 256


def fill(program: Compiled, values: Values, fields: Fields, options: FillOptions) -> bytes:
    """The filled package."""
    filling = Filling(program, values, fields, options)
    contents = {part.name: content for part in program.parts if (content := filling.part(part)) is not None}
    contents.update(filling.media.changed_parts())
    if options.title is not None and program.title_splice is not None:
        name, splice = program.title_splice
        contents[name] = splice.with_(plain_escape(options.title))
    if sum(map(len, contents.values())) > program.limits.max_output_bytes:
        raise too_large()
    entries = [_entry(entry, contents, options.level) for entry in program.entries]
    entries += [pack(name, content, options.level) for name, content in contents.items()]
    entries += [store(name, picture.content) for name, picture in filling.media.files()]
    return write_package(entries)


def _bound(program: Compiled, resolver: Resolver) -> Bound:
    """What the placeholders of a program mean with these values: lists that they read, and marks of blocks."""
    names = [placeholder.name for placeholder in program.placeholders]
    bindings = ((name, resolver.binding(name)) for name in names)
    return Bound(
        lists={name: binding.path for name, binding in bindings if isinstance(binding, Chain)},
        marks={name: mark for name in names if (mark := resolver.mark(name)) is not None},
    )


def _entry(entry: Entry, contents: dict[str, bytes], level: int) -> Entry:
    content = contents.pop(entry.name, None)
    return entry if content is None else pack(entry.name, content, level)


@dataclass(frozen=True, slots=True)
class NoteUse:
    """A reference to a note that was written within a repeat."""

    id: str
    turns: Turns


class Filling:
    """The filling of one document. Not shared between threads."""

    def __init__(self, program: Compiled, values: Values, fields: Fields, options: FillOptions) -> None:
        self.program = program
        self.options = options
        self.limits = program.limits
        self.resolver = Resolver(values, fields)
        self.plan = program.plan(_bound(program, self.resolver))
        self.media = Media(program, options)
        self.texts: list[str | None] = [None] * program.keys
        self.out: list[str] = []
        self.written = 0
        self.checked = 0
        self.numbers = count(program.highest_id + 1)
        self.notes: dict[tuple[str, str], list[NoteUse]] = {}
        self.shapes: dict[str, str] = {}
        self.overrides: dict[str, Override] = {}
        self.depth = 0
        self.current = 0

    # parts

    def part(self, part: Part) -> bytes | None:
        """The filled text of a part; none when it stays as it is."""
        used = any(kind == part.note_reference for kind, _ in self.notes)
        if not part.has_slots and not used:
            return None
        self.out, self.checked, self.current = [], 0, part.index
        self.write(self.plan.parts[part.index], {})
        self.check()
        return "".join(self.out).encode("utf-8")

    def check(self) -> None:
        """Counts what was written since the last time, and stops when it is too much."""
        self.written += sum(map(len, self.out[self.checked :]))
        self.checked = len(self.out)
        if self.written > self.limits.max_output_bytes:
            raise too_large()

    # steps

    def write(self, steps: tuple[Step, ...], turns: Turns) -> None:
        append = self.out.append
        for step in steps:
            if step.__class__ is str:
                append(step)
            elif isinstance(step, Slot):
                append(self.slot(step, turns))
            else:
                self.structure(step, turns)

    def structure(self, step: Step, turns: Turns) -> None:
        if isinstance(step, Repeat):
            self.repeat(step, turns)
        elif isinstance(step, Table):
            self.table(step, turns)
        elif isinstance(step, Fresh):
            self.out.append(self.fresh(step, turns))
        elif isinstance(step, Picture):
            self.picture(step, turns)
        elif isinstance(step, Note):
            self.note(step)
        elif isinstance(step, Hole):
            self.out.append(self.link(step, turns))

    def table(self, step: Table, turns: Turns) -> None:
        begin = len(self.out)
        self.write(step.head, turns)
        rows = len(self.out)
        self.write(step.rows, turns)
        if any(text.strip() for text in self.out[rows:]):
            self.write(step.tail, turns)
            return
        self.check()
        del self.out[begin:]
        self.checked = len(self.out)
        self.out.append(step.fallback)

    def fresh(self, step: Fresh, turns: Turns) -> str:
        if step.kind in ("footnoteReference", "endnoteReference"):
            return self.refer(step, turns)
        number = str(next(self.numbers))
        return self.shapes.setdefault(step.old, f"_x0000_s{number}") if step.kind == "shape" else number

    # repeats

    def repeat(self, step: Repeat, turns: Turns) -> None:
        items = self.resolver.items(step.path, turns)
        if not items:
            self.out.append(step.fallback)
            return
        first = cells_of(self, step, step.first, turns)
        rest = first if first is None else cells_of(self, step, step.rest, turns)
        for number, item in enumerate(items):
            if number and step.joiner:
                self.out.append(step.joiner)
            cells = first if number == 0 else rest
            if cells is None or not write_cells(cells, item, number, self.out):
                self.item(step, Turn(item, number), turns)
            if number % _CHECK_EVERY == _CHECK_EVERY - 1:
                self.check()

    def item(self, step: Repeat, turn: Turn, turns: Turns) -> None:
        """Writes an item step by step; anew planned when its values point to lists of their own."""
        here = {**turns, step.path: turn}
        steps = step.first if turn.number == 0 else step.rest
        kept, shapes = self.overrides, self.shapes
        self.shapes = {}
        self.depth += 1
        pointed = self.pointed(step, here) if self.depth <= MAX_INDIRECTION else {}
        if pointed:
            self.overrides = {**kept, **pointed}
            steps = self.planned(step, pointed, copied=turn.number > 0)
        self.write(steps, here)
        self.check()
        self.depth -= 1
        self.overrides, self.shapes = kept, shapes

    def pointed(self, step: Repeat, turns: Turns) -> dict[str, Override]:
        """For each placeholder whose value here is a placeholder of a list: what to show instead."""
        found: dict[str, Override] = {}
        for slot in step.slots:
            _, binding, modifier = self.override(slot)
            if slot.name in found or not isinstance(binding, Chain) or binding.path not in turns:
                continue
            target = self.resolver.pointed(self.resolver.value(binding, modifier, turns))
            if target is not None:
                aimed = self.resolver.binding(target[0])
                if isinstance(aimed, Chain) and aimed.path not in turns:
                    found[slot.name] = (target[0], self.lent(aimed, found), target[1])
        return found

    def lent(self, chain: Chain, found: Mapping[str, Override]) -> Chain:
        """The chain through an alias, so that items that point to different lists share a plan."""
        for name, other, _ in found.values():
            aimed = self.resolver.binding(name)
            if isinstance(aimed, Chain) and isinstance(other, Chain) and aimed.path == chain.path:
                return Chain(other.path, chain.keys)
        alias = (f"*{self.depth}.{len(found)}",)
        self.resolver.lend(alias, chain.path)
        return Chain(alias, chain.keys)

    def planned(self, step: Repeat, pointed: Mapping[str, Override], *, copied: bool) -> tuple[Step, ...]:
        lists: dict[str, ListPath] = dict(self.plan.bound.lists)
        bindings = ((name, binding) for name, (_, binding, _) in {**self.overrides, **pointed}.items())
        lists.update((name, binding.path) for name, binding in bindings if isinstance(binding, Chain))
        key = (step.source, step.inner, frozenset(lists.items()), copied)
        known = self.plan.inner.get(key)
        if known is None:
            bound = replace(self.plan.bound, lists=lists)
            known = plan_items(step.source, bound, step.inner, rows=step.rows, copied=copied)
            if len(self.plan.inner) < _CHECK_EVERY:
                self.plan.inner[key] = known
        return known

    # what a slot shows

    @property
    def overridden(self) -> bool:
        """Whether slots of the item at hand stand for others than they name."""
        return bool(self.overrides)

    def override(self, slot: Slot) -> Override:
        found = self.overrides.get(slot.name) if self.overrides else None
        return found or (slot.name, self.resolver.binding(slot.name), slot.modifier)

    def slot(self, slot: Slot, turns: Turns) -> str:
        """The XML a slot shows at this place."""
        known = self.texts[slot.key]
        if known is not None:
            return known
        if self.is_picture(slot):
            return self.inserted(slot, self.picture_of(slot, turns))
        name, binding, modifier = self.override(slot)
        if isinstance(binding, Plain):
            value = self.resolver.value(binding, modifier, turns)
            text = self.texts[slot.key] = self.shown(value, name, modifier, slot)
            return text
        value = self.resolver.value(binding, modifier, turns)
        value, name, modifier = self.resolver.final(value, name, modifier, turns)
        return self.shown(value, name, modifier if modifier.raw else slot.modifier, slot)

    def shown(self, value: Value, name: str, modifier: Modifier, slot: Slot) -> str:
        text = text_of(value, self.resolver.field(name), modifier, self.options.region)
        if not text.isascii() and slot.look is not None and may_be_scripted(text) and is_scripted(text):
            return scripted(text, slot.prefix, slot.look)
        return run_text(text, slot.prefix) if needs_care(text) else text

    # pictures

    def is_picture(self, slot: Slot) -> bool:
        return slot.drawn or slot.name == QR_CODE or self.resolver.field(slot.name).kind.is_picture

    def picture_of(self, slot: Slot, turns: Turns) -> PictureFile | None:
        if slot.name == QR_CODE:
            return self.media.qr()
        if self.resolver.field(slot.name).kind is FieldKind.STAMP and not self.options.stamps_enabled:
            return None
        name, binding, modifier = self.override(slot)
        value = self.resolver.value(binding, modifier, turns)
        return self.media.read(self.resolver.final(value, name, modifier, turns)[0])

    def inserted(self, slot: Slot, picture: PictureFile | None) -> str:
        """A picture between two ``w:t``."""
        if picture is None:
            return ""
        part = self.program.parts[self.current]
        size = fitted(picture.width, picture.height, slot.width, slot.height)
        relation = self.media.relation(part, picture)
        xml = drawing(slot.prefix, relation, size, next(self.numbers), strict=part.strict)
        return between(slot.prefix, "br").replace(f"<{slot.prefix}br/>", xml)

    def picture(self, step: Picture, turns: Turns) -> None:
        """A drawn picture with another file in its box, the proportions kept."""
        picture = self.picture_of(step.slot, turns)
        if picture is None:
            return
        width, height = fitted(picture.width, picture.height, *step.box, grow=True)
        part = self.program.parts[self.current]
        holes = {"embed": self.media.relation(part, picture), "cx": str(width), "cy": str(height)}
        for inner in step.steps:
            if isinstance(inner, Hole) and inner.what in holes:
                self.out.append(holes[inner.what])
            else:
                self.write((inner,), turns)

    def link(self, hole: Hole, turns: Turns) -> str:
        """The id of the relationship for a link's address at this place."""
        part = self.program.parts[self.current]
        target = part.links[int(hole.what.removeprefix("link"))]
        return self.media.link(part, address(target, lambda found: self.plain(found, turns)))

    def plain(self, found: Found, turns: Turns) -> str:
        """What a placeholder shows, as text that is not yet XML."""
        binding = self.resolver.binding(found.name)
        value = self.resolver.value(binding, found.modifier, turns)
        value, name, modifier = self.resolver.final(value, found.name, found.modifier, turns)
        return text_of(value, self.resolver.field(name), modifier, self.options.region)

    # notes

    def refer(self, step: Fresh, turns: Turns) -> str:
        """The id of a note for a reference in a repeat: its own for the first item, then a copy's.

        A note that refers to notes, as Word allows none to, keeps its references: a note in itself has no end.
        """
        if self.program.parts[self.current].note_reference:
            return step.old
        uses = self.notes.setdefault((step.kind, step.old), [])
        number = step.old if not uses and not step.copied else str(next(self.numbers))
        uses.append(NoteUse(number, turns))
        return number

    def note(self, step: Note) -> None:
        kind, number = self.program.parts[self.current].note_reference, step.node.note
        uses = self.notes.get((kind, number))
        if uses is None:
            self.write(plan_once(step.node.items, self.plan.bound), {})
            return
        planned: dict[tuple[frozenset[ListPath], bool], tuple[Step, ...]] = {}
        for use in uses:
            copied, scope = use.id != number, frozenset(use.turns)
            if (scope, copied) not in planned:
                planned[scope, copied] = plan_items(step.node.items, self.plan.bound, scope, rows=False, copied=copied)
            begin = len(self.out)
            self.write(planned[scope, copied], use.turns)
            if copied:
                self.out[begin] = self.out[begin].replace(f'id="{number}"', f'id="{use.id}"', 1)
            self.check()

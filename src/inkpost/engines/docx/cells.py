"""The quick way through a list: for items whose values are only text, what to write is settled beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from inkpost.engines.docx.escape import may_be_scripted, needs_care
from inkpost.engines.docx.nodes import Slot
from inkpost.engines.docx.steps import Repeat, Step
from inkpost.engines.docx.values import Chain, Plain, Resolver, Turn, Turns, reach
from inkpost.engines.wording import Modifier, plain_text
from inkpost.model.fields import FieldKind, Value

Cell: TypeAlias = Callable[[Value, int], str]


class Shows(Protocol):
    """What shows the slots of one document: its values, and the XML of each."""

    resolver: Resolver

    @property
    def overridden(self) -> bool:
        """Whether slots stand for others than they name."""

    def is_picture(self, slot: Slot) -> bool:
        """Whether a picture stands there."""

    def slot(self, slot: Slot, turns: Turns) -> str:
        """The XML at this place."""

    def shown(self, value: Value, name: str, modifier: Modifier, slot: Slot) -> str:
        """The XML of a value."""


class _Pointed(Exception):
    """An item's value stands for another placeholder, so the quick way does not do."""


def cells_of(filling: Shows, step: Repeat, steps: tuple[Step, ...], turns: Turns) -> list[str | Cell] | None:
    """What to write for each item when it is only text and slots; none when there is more to it."""
    cells: list[str | Cell] = []
    for piece in steps if not filling.overridden else (None,):
        cell = _cell(filling, step, piece, turns) if isinstance(piece, Slot) else piece
        if not isinstance(cell, str) and not callable(cell):
            return None
        cells.append(cell)
    return cells


def write_cells(cells: list[str | Cell], item: Value, number: int, out: list[str]) -> bool:
    """Writes an item whose values are only text; false, and nothing, when one stands for a placeholder."""
    begin = len(out)
    append = out.append
    try:
        for cell in cells:
            append(cell if isinstance(cell, str) else cell(item, number))
    except _Pointed:
        del out[begin:]
        return False
    return True


def _cell(filling: Shows, step: Repeat, slot: Slot, turns: Turns) -> str | Cell | None:
    if filling.is_picture(slot):
        return None
    binding = filling.resolver.binding(slot.name)
    if isinstance(binding, Plain):
        return filling.slot(slot, turns)
    if binding.path != step.path or slot.modifier.reaches_in or len(binding.keys) > 1:
        return _any_cell(filling, step, slot, binding, turns)
    return _number_cell if binding.is_index else _text_cell(filling, slot, binding)


def _number_cell(item: Value, number: int) -> str:
    return str(number + 1)


def _any_cell(filling: Shows, step: Repeat, slot: Slot, binding: Chain, turns: Turns) -> Cell:
    def cell(item: Value, number: int) -> str:
        here = {**turns, step.path: Turn(item, number)}
        if filling.resolver.pointed(filling.resolver.value(binding, slot.modifier, here)) is not None:
            raise _Pointed
        return filling.slot(slot, here)

    return cell


def _text_cell(filling: Shows, slot: Slot, binding: Chain) -> Cell:
    """Reads one key of the item, the most frequent case by far."""
    key = binding.keys[0] if binding.keys else None
    plain = filling.resolver.field(slot.name).kind is FieldKind.TEXT

    def cell(item: Value, number: int) -> str:
        value = item.get(key, "") if isinstance(item, dict) and key else reach(item, binding.keys)
        if isinstance(value, str):
            if plain and needs_care(value) is None and (value.isascii() or may_be_scripted(value) is None):
                return value
            if filling.resolver.pointed(value) is not None:
                raise _Pointed
        elif plain and not isinstance(value, (list, tuple)):
            value = plain_text(value)
        return filling.shown(value, slot.name, slot.modifier, slot)

    return cell

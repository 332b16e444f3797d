"""The steps that write a part: texts, what is put in, what is repeated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from inkpost.engines.docx.nodes import Hole, Item, ListPath, Node, Slot

Scope: TypeAlias = frozenset[ListPath]


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """An id to write: as it was for notes' first reference, otherwise a new one.

    ``kind`` is ``number``, ``shape`` (a copy keeps to one new id for an old one) or a reference's tag.
    """

    kind: str
    old: str
    copied: bool


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

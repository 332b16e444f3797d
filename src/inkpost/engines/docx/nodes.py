"""The values a compiled part is made of: slots, and the structure around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias, Union

from inkpost.engines.docx.scripts import Look
from inkpost.engines.wording.modifiers import Modifier

ListPath: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a block that repeats for each item of the list at ``path`` begins, or ends."""

    path: ListPath
    opens: bool


class Kind(Enum):
    """What part of Word's structure a node is."""

    PART = auto()
    HOLDER = auto()  # holds paragraphs and tables: body, cell, text box, header, footer, note
    PARAGRAPH = auto()
    TABLE = auto()
    ROW = auto()
    WRAP = auto()  # stands around paragraphs, tables or rows: content control, custom XML, insertion
    PICTURE = auto()  # a drawn picture whose description is a placeholder
    NOTE = auto()  # one foot- or endnote


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Where a placeholder stands. ``key`` is shared by all slots of a program that show the same text.

    ``prefix`` is the namespace prefix of Word's elements there, with its colon; ``width`` and ``height``
    bound an inserted picture, in EMU. ``look`` is that of its run, for values in other scripts.
    """

    key: int
    name: str
    modifier: Modifier
    part: int
    prefix: str
    width: int
    height: int
    drawn: bool = False
    look: Look | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Hole:
    """An attribute to write: a drawn picture's ``embed``, ``cx`` or ``cy``, or of a link (``link`` and its number)."""

    what: str


Item: TypeAlias = Union[str, Slot, Hole, "Node"]


@dataclass(slots=True, eq=False)
class Node:
    """A piece of structure with the text and slots inside it.

    ``last`` says that its container needs a paragraph in its place; ``restarts`` and ``continues`` are the
    columns in which a row begins or goes on with a vertical merge; ``slot`` is a PICTURE's own; ``note`` a
    NOTE's id.
    """

    kind: Kind
    tag: str = ""
    prefix: str = ""
    last: bool = False
    restarts: frozenset[int] = frozenset()
    continues: frozenset[int] = frozenset()
    slot: Slot | None = None
    note: str = ""
    box: tuple[int, int] = (0, 0)
    items: list[Item] = field(default_factory=list)

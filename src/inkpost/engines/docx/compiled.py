"""What a compiled template holds, and what its parts do for one way of binding placeholders to lists."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inkpost.engines.docx.grammar import QR_CODE
from inkpost.engines.docx.limits import Limits
from inkpost.engines.docx.links import Target
from inkpost.engines.docx.nodes import ListPath, Mark, Node
from inkpost.engines.docx.opc import ContentTypes
from inkpost.engines.docx.package import Entry
from inkpost.engines.docx.pictures import url_of
from inkpost.engines.docx.plan import Bound, plan
from inkpost.engines.docx.steps import Step
from inkpost.engines.docx.values import Chain, Fields, Resolver, Turn, Values, listed
from inkpost.engines.wording.modifiers import NO_MODIFIER
from inkpost.model.fields import FieldKind, RegionFormat, Value

_PLANS = 16


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a template, once for each name.

    ``modifiers`` are those it is seen with, ``part`` the first part that has it, ``drawn`` whether a picture
    stands for it, ``in_row`` whether it is seen in a table row (and so may repeat).
    """

    name: str
    modifiers: tuple[str, ...] = ()
    part: str = ""
    drawn: bool = False
    in_row: bool = False

    @property
    def kind_hint(self) -> FieldKind:
        return FieldKind.IMAGE if self.drawn or self.name == QR_CODE else FieldKind.TEXT


@dataclass(frozen=True, slots=True)
class Splice:
    """A small XML part cut where something is put in; ``prefix`` is its namespace prefix with the colon."""

    head: bytes
    tail: bytes
    prefix: str = ""

    def with_(self, middle: str) -> bytes:
        return self.head + middle.encode("utf-8") + self.tail


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part with placeholders, or with notes that may be copied.

    ``note_reference`` is the name of the elements that refer to the part's notes, empty for other parts.
    ``links`` are the addresses for its holes of links, by number.
    """

    index: int
    name: str
    tree: Node
    has_slots: bool
    strict: bool
    note_reference: str
    relations_name: str
    relations_splice: Splice
    relation_ids: frozenset[str]
    links: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class FillOptions:
    """What filling needs beside the values.

    ``pictures`` maps the URLs of ``Program.picture_sources`` to what was fetched; ``qr_text`` is what
    ``{DocumentQrCode}`` encodes (nothing is shown without it); ``title`` becomes the document's title
    property; ``level`` is ISA-L's, 0–3.
    """

    region: RegionFormat = field(default_factory=RegionFormat)
    stamps_enabled: bool = True
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    qr_text: str | None = None
    title: str | None = None
    level: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What each part does, for one way of binding placeholders to lists."""

    bound: Bound
    parts: tuple[tuple[Step, ...], ...]
    inner: dict[object, tuple[Step, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """What is known of a template once it is read. Immutable to its users and safe to share between threads."""

    sha256: str
    size: int
    limits: Limits
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...]
    placeholders: tuple[Placeholder, ...]
    keys: int
    types: ContentTypes
    types_splice: Splice
    title_splice: tuple[str, Splice] | None
    highest_id: int
    media_folder: str
    _plans: dict[frozenset[tuple[str, ListPath | Mark]], Plan] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def has_qr(self) -> bool:
        return any(placeholder.name == QR_CODE for placeholder in self.placeholders)

    def has_stamp(self, fields: Fields) -> bool:
        """Whether a placeholder of the template is described as a stamp."""
        kinds = (fields[p.name].kind for p in self.placeholders if p.name in fields)
        return FieldKind.STAMP in kinds

    @property
    def weight(self) -> int:
        """About how many bytes of memory the program holds."""
        return self.size + 3 * sum(_text_size(part.tree) for part in self.parts)

    def picture_sources(self, values: Values, fields: Fields) -> tuple[str, ...]:
        """The http(s) URLs among the picture values this template shows, once each, to be fetched."""
        resolver = Resolver(values, fields)
        found: dict[str, None] = {}
        for placeholder in self.placeholders:
            if placeholder.drawn or resolver.field(placeholder.name).kind.is_picture:
                urls = (url_of(value) for value in _all_values(resolver, placeholder.name))
                found.update((url, None) for url in urls if url)
        return tuple(found)

    def plan(self, bound: Bound) -> Plan:
        """The plan for these bindings; the latest few are kept."""
        key: frozenset[tuple[str, ListPath | Mark]] = frozenset({*bound.lists.items(), *bound.marks.items()})
        known = self._plans.get(key)
        if known is None:
            known = Plan(bound, tuple(plan(part.tree, bound) for part in self.parts))
            with self._lock:
                if len(self._plans) >= _PLANS:
                    self._plans.pop(next(iter(self._plans)))
                self._plans[key] = known
        return known


def _text_size(node: Node) -> int:
    return sum(
        len(item) if isinstance(item, str) else _text_size(item) if isinstance(item, Node) else 8 for item in node.items
    )


def _all_values(resolver: Resolver, name: str) -> Iterator[Value]:
    binding = resolver.binding(name)
    if not isinstance(binding, Chain):
        value = binding.value
        yield from listed(value) if not isinstance(value, str) else (value,)
        return
    for value in _every_item(resolver, binding):
        yield from listed(value) if not isinstance(value, str) else (value,)


def _every_item(resolver: Resolver, chain: Chain) -> Iterator[Value]:
    for item in resolver.all_items(chain.path):
        value = resolver.value(chain, NO_MODIFIER, {chain.path: Turn(item, 0)})
        yield resolver.final(value, "", NO_MODIFIER, {})[0]

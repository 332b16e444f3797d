"""Modifiers: what follows the tilde of a placeholder, and which of them each kind of field knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from inkpost.model.fields import FieldKind

_OPTION = re.compile(r"\s*([A-Za-z]\w*)\s*=(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Modifier:
    """What follows the tilde: a bare pattern (``d.m.Y``) and named options (``Format=…,Case=1``).

    ``options`` has the options' names in lower case; the values are as they were written.
    """

    raw: str = ""
    pattern: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def index(self) -> int | None:
        """The item, counted from 0, that the placeholder wants of a list."""
        text = self.options.get("index", "").strip()
        return int(text) if text.isdecimal() and len(text) < 9 else None

    @property
    def wants_all(self) -> bool:
        return self.options.get("all", "").strip().lower() == "y"

    @property
    def first_only(self) -> bool:
        return self.options.get("mfirst", "").strip().lower() == "y"

    @property
    def separator(self) -> str:
        return "\n" if self.options.get("mseparator", "").strip() == "2" else ", "

    @property
    def reaches_in(self) -> bool:
        """True when it reads a list from outside and so makes nothing repeat."""
        return self.wants_all or self.index is not None


NO_MODIFIER = Modifier()


@lru_cache(maxsize=4096)
def parse_modifier(raw: str) -> Modifier:
    """Splits at commas; a piece without ``key=`` belongs to what stands before it."""
    if not raw:
        return NO_MODIFIER
    pattern: list[str] = []
    options: dict[str, str] = {}
    current = ""
    for piece in raw.split(","):
        match = _OPTION.fullmatch(piece)
        if match:
            current = match[1].lower()
            options[current] = match[2]
        elif current:
            options[current] += "," + piece
        else:
            pattern.append(piece)
    return Modifier(raw, ",".join(pattern), options)


@dataclass(frozen=True, slots=True)
class KnownModifier:
    """A named option that a kind of field knows: how templates write it, and what it may be set to.

    ``values`` says the valid values for people; ``accepts`` is the rule itself (letter case does not matter).
    """

    name: str
    values: str
    accepts: re.Pattern[str]


def _known(name: str, values: str, accepts: str) -> KnownModifier:
    return KnownModifier(name, values, re.compile(accepts, re.I | re.S))


def _table(*modifiers: KnownModifier) -> Mapping[str, KnownModifier]:
    return MappingProxyType({each.name.lower(): each for each in modifiers})


_YES_NO = ("Y or N", "[yn]")
_LISTS = (
    _known("index", "the item's number, from 0", r"\d{1,8}"),
    _known("all", *_YES_NO),
    _known("mfirst", *_YES_NO),
    _known("mseparator", "1 (comma) or 2 (new line)", "[12]"),
)
_LETTERS = _known("Letters", "upper, lower or first", "upper|lower|first")
_NAME_FORMAT = (
    "#TITLE#, #NAME#, #LAST_NAME#, #SECOND_NAME#, each also as …_SHORT#",
    r"[^#]*(#(TITLE|NAME|LAST_NAME|SECOND_NAME)(_SHORT)?#[^#]*)+",
)
_OWN: Mapping[FieldKind, tuple[KnownModifier, ...]] = {
    FieldKind.TEXT: (_LETTERS,),
    FieldKind.DATE: (_known("Format", "letters of a date (d.m.Y)", r".*\S.*"), _LETTERS),
    FieldKind.NAME: (
        _known("Format", *_NAME_FORMAT),
        _known("Case", "-1 (nominative) to 4 (prepositional)", "-1|[0-4]"),
        _LETTERS,
    ),
    FieldKind.MONEY: (_known("W", *_YES_NO), _known("WZ", *_YES_NO), _known("NS", *_YES_NO), _LETTERS),
    FieldKind.PHONE: (_known("Format", "International, National or E.164", r"international|national|e\.164"),),
    FieldKind.ADDRESS: (
        _known("Format", "1 to 5", "[1-5]"),
        _known("Separator", "1 (comma) or 2 (new line)", "[12]"),
        _LETTERS,
    ),
    FieldKind.IMAGE: (),
    FieldKind.STAMP: (),
}
_TABLES = {kind: _table(*_LISTS, *_OWN[kind]) for kind in FieldKind}


def known_modifiers(kind: FieldKind) -> Mapping[str, KnownModifier]:
    """The named options that a kind knows, by their names in lower case."""
    return _TABLES[kind]


def takes_pattern(kind: FieldKind) -> bool:
    """Whether a kind knows a bare pattern (``~d.m.Y``) beside named options."""
    return kind is FieldKind.DATE


Trouble = Literal["unknown", "value", "pattern"]


@dataclass(frozen=True, slots=True)
class ModifierFault:
    """What is wrong with a modifier: it stops no document, but an author wants to know.

    ``trouble`` is ``unknown`` (the kind has no option of this name), ``value`` (it has, but not with this
    value) or ``pattern`` (a bare pattern where the kind takes none). ``valid`` are the names known, or what the
    values may be.
    """

    trouble: Trouble
    name: str
    value: str
    valid: tuple[str, ...]


def modifier_faults(kind: FieldKind, modifier: Modifier) -> tuple[ModifierFault, ...]:
    """Everything in a modifier that a field of this kind ignores, in the order it is written.

    A name's format without any part of a name is a fault too, though it is not ignored: it is written as it stands.
    """
    known = known_modifiers(kind)
    names = tuple(each.name for each in known.values())
    faults = []
    if modifier.pattern.strip() and not takes_pattern(kind):
        faults.append(ModifierFault("pattern", "", modifier.pattern, names))
    for name, value in modifier.options.items():
        if name not in known:
            faults.append(ModifierFault("unknown", name, value, names))
        elif not known[name].accepts.fullmatch(value.strip()):
            faults.append(ModifierFault("value", known[name].name, value, (known[name].values,)))
    return tuple(faults)

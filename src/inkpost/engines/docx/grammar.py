"""The grammar of placeholders: ``{Name}`` and ``{Name~modifier}``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

QR_CODE = "DocumentQrCode"

_PLACEHOLDER = re.compile(r"\{([^\s{}~!-\-/:-@\[-^`|]{1,200})(?:~([^{}~\t\r\n]{0,500}))?\}")
_OPTION = re.compile(r"\s*([A-Za-z]\w*)\s*=(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Modifier:
    """What follows the tilde: a bare pattern (``d.m.Y``) and named options (``Format=…,Case=1``)."""

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


@dataclass(frozen=True, slots=True)
class Found:
    """A placeholder in a text, from ``start`` to ``end``."""

    start: int
    end: int
    name: str
    modifier: Modifier


NO_MODIFIER = Modifier()


def find_placeholders(text: str) -> Iterator[Found]:
    """Every placeholder of a text, in order; other braces are left alone."""
    for match in _PLACEHOLDER.finditer(text):
        if is_name(match[1]):
            yield Found(match.start(), match.end(), match[1], parse_modifier(match[2] or ""))


def whole_placeholder(text: str) -> Found | None:
    """The placeholder that makes up the entire text, if it does."""
    match = _PLACEHOLDER.fullmatch(text.strip())
    if match is None or not is_name(match[1]):
        return None
    return Found(0, len(text), match[1], parse_modifier(match[2] or ""))


def is_name(text: str) -> bool:
    """Letters, marks and digits of any script, ``_`` and ``.``; at least one letter or digit."""
    kinds = [unicodedata.category(letter)[0] for letter in text if letter not in "_."]
    return bool(kinds) and all(kind in "LMN" for kind in kinds) and any(kind in "LN" for kind in kinds)


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

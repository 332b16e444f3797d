"""The grammar of placeholders: ``{Name}`` and ``{Name~modifier}``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from inkpost.engines.wording.modifiers import Modifier, parse_modifier

QR_CODE = "DocumentQrCode"

_PLACEHOLDER = re.compile(r"\{([^\s{}~!-\-/:-@\[-^`|]{1,200})(?:~([^{}~\t\r\n]{0,500}))?\}")


@dataclass(frozen=True, slots=True)
class Found:
    """A placeholder in a text, from ``start`` to ``end``."""

    start: int
    end: int
    name: str
    modifier: Modifier


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

"""Numerators: a template of a number and a counter that may begin anew each day, month or year."""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

_WORD = re.compile(r"\{([A-Z_]+)\}")
_PERIOD_FORMATS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_ALPHABET = string.ascii_uppercase + string.digits
RANDOM_LENGTH = 5
Words = Mapping[str, str]
"""Words of a number's template that are known besides, and what they become."""


class Period(StrEnum):
    """When a counter begins anew."""

    NEVER = ""
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Generator(StrEnum):
    """What puts words into a number; each has settings of its own."""

    SEQUENCE = "sequence"
    DATE = "date"
    RANDOM = "random"
    PREFIX = "prefix"


_GENERATORS = {
    "NUMBER": Generator.SEQUENCE,
    "YEAR": Generator.DATE,
    "MONTH": Generator.DATE,
    "DAY": Generator.DATE,
    "RANDOM": Generator.RANDOM,
    "PREFIX": Generator.PREFIX,
}


@dataclass(frozen=True, slots=True)
class Sequence:
    """How the counter of a numerator counts.

    ``length`` characters are filled up from the left with ``pad``, repeated and cut to fit; ``timezone`` is IANA's.
    A ``direct`` counter is one for everything; otherwise each series of the one who asks has a counter of its own.
    """

    start: int = 1
    step: int = 1
    length: int = 0
    pad: str = "0"
    period: Period = Period.NEVER
    timezone: str | None = None
    direct: bool = False

    def period_key(self, now: datetime, default_timezone: str) -> str:
        """The period that a moment falls into, in the numerator's timezone: ``2026-11``; empty without one."""
        if self.period is Period.NEVER:
            return ""
        return self.local(now, default_timezone).strftime(_PERIOD_FORMATS[self.period])

    def local(self, now: datetime, default_timezone: str) -> datetime:
        """A moment in the numerator's timezone."""
        return now.astimezone(ZoneInfo(self.timezone or default_timezone))

    def padded(self, number: int) -> str:
        """The number with its padding."""
        text = str(number)
        lacking = max(0, self.length - len(text))
        return (self.pad * lacking)[:lacking] + text


@dataclass(frozen=True, slots=True)
class Numerator:
    """A named way to number documents. ``module`` says which part of the system made it and so may change it.

    ``described`` are the generators whose settings somebody gave, used or not.
    """

    id: int
    organization_id: int
    name: str
    template: str
    code: str | None
    sequence: Sequence
    random_length: int = RANDOM_LENGTH
    prefix: str = ""
    module: str = ""
    described: frozenset[Generator] = frozenset()

    @property
    def counts(self) -> bool:
        """Whether the number has a counter in it at all."""
        return "{NUMBER}" in self.template

    @property
    def generators(self) -> frozenset[Generator]:
        """The generators whose settings matter: those described, those the template uses, and always the counter."""
        used = {_GENERATORS[word] for word in _WORD.findall(self.template) if word in _GENERATORS}
        return frozenset({Generator.SEQUENCE, *self.described, *used})

    def render(self, number: int, now: datetime, default_timezone: str, more: Words | None = None) -> str:
        """The finished number, with ``more`` words known. A word in braces that is none of these stays as it is."""
        local = self.sequence.local(now, default_timezone)
        words = {
            **(more or {}),
            "NUMBER": self.sequence.padded(number),
            "YEAR": f"{local.year:04}",
            "MONTH": f"{local:%m}",
            "DAY": f"{local:%d}",
            "PREFIX": self.prefix,
        }

        def replaced(match: re.Match[str]) -> str:
            word = match[1]
            return _random(self.random_length) if word == "RANDOM" else words.get(word, match[0])

        return _WORD.sub(replaced, self.template)


def _random(length: int) -> str:
    # Worker processes are copies of one another, so nothing that continues a copied state would do.
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))

"""What a language must tell to say sums of money: its numbers, and how it counts nouns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

LIMIT = 10**36
"""Numbers from here on have no words: no language below names them."""


class Gender(StrEnum):
    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its gender and its forms, as many as the language has for counting, in its order."""

    gender: Gender
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency's noun, and that of its minor unit."""

    major: Noun
    minor: Noun


@dataclass(frozen=True, slots=True)
class Language:
    """How a language says numbers and sums.

    ``cardinal`` says a number from 0 below LIMIT as it stands before a noun of that gender; ``count`` says the
    number with its noun in the right form. ``joiner`` stands between major and minor units.
    """

    cardinal: Callable[[int, Gender], str]
    count: Callable[[int, Noun], str]
    minus: str
    joiner: str
    currencies: Mapping[str, Currency]


def split(names: str) -> tuple[str, ...]:
    """A table of names, written as one text."""
    return tuple(names.split())


def noun(written: str) -> Noun:
    """A noun from ``gender form/form/…``; a single form stands for all."""
    gender, _, forms = written.partition(" ")
    return Noun(Gender(gender), tuple(forms.split("/")))


def currencies(written: str) -> dict[str, Currency]:
    """Currencies from lines of ``CODE = major; minor``."""
    found = {}
    for line in written.strip().splitlines():
        code, _, nouns = line.partition("=")
        major, _, minor = nouns.partition(";")
        found[code.strip()] = Currency(noun(major.strip()), noun(minor.strip()))
    return found


def form(of: Noun, number: int) -> str:
    """The form of this number, or the last one for nouns that have fewer."""
    return of.forms[min(number, len(of.forms) - 1)]


def groups(number: int, size: int = 1000) -> Iterator[tuple[int, int]]:
    """The non-zero groups of digits with their power, the highest first: 2000001 → (2, 2), (0, 1)."""
    found, power = [], 0
    while number:
        number, group = divmod(number, size)
        if group:
            found.append((power, group))
        power += 1
    return reversed(found)


def counted(cardinal: Callable[[int, Gender], str], link: Callable[[int, str], str]) -> Callable[[int, Noun], str]:
    """``count`` of a language with a singular and a plural; ``link`` joins the noun to the number's words."""

    def count(number: int, of: Noun) -> str:
        return cardinal(number, of.gender) + link(number, form(of, int(number != 1)))

    return count


def spaced(_: int, form: str) -> str:
    return f" {form}"

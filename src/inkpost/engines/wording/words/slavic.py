"""Counting as Russian, Ukrainian and Polish do: by gender, and with three forms of the noun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inkpost.engines.wording.words.base import Gender, Noun, form, groups

ONE, FEW, MANY = 0, 1, 2


def east_form(number: int) -> int:
    """21 is counted like 1, 22 like 2, but 11 to 14 like 5."""
    if 10 < number % 100 < 15:
        return MANY
    return {1: ONE, 2: FEW, 3: FEW, 4: FEW}.get(number % 10, MANY)


def polish_form(number: int) -> int:
    """As in the east, but 21 is counted like 5: only 1 itself is singular."""
    return ONE if number == 1 else MANY if number % 10 == 1 else east_form(number)


@dataclass(frozen=True, slots=True)
class Numerals:
    """The numerals of a Slavic language.

    ``one`` and ``two`` are in the order masculine, feminine, neuter; ``small`` are 3 to 19; ``tens`` 20 to 90;
    ``hundreds`` 100 to 900; ``scales`` the nouns for 1000, 1000000 and so on.
    """

    zero: str
    one: tuple[str, str, str]
    two: tuple[str, str, str]
    small: tuple[str, ...]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    scales: tuple[Noun, ...]
    form_of: Callable[[int], int] = east_form
    says_one_thousand: bool = True
    one_agrees_alone: bool = False

    def cardinal(self, number: int, gender: Gender) -> str:
        return " ".join(self._words(number, gender)) if number else self.zero

    def count(self, number: int, of: Noun) -> str:
        return f"{self.cardinal(number, of.gender)} {form(of, self.form_of(number))}"

    def _words(self, number: int, gender: Gender) -> Iterator[str]:
        for power, group in groups(number):
            if not power:
                yield from self._group(group, gender, alone=number == 1)
                continue
            scale = self.scales[power - 1]
            if group > 1 or self.says_one_thousand:
                yield from self._group(group, scale.gender, alone=group == 1)
            yield form(scale, self.form_of(group))

    def _group(self, group: int, gender: Gender, *, alone: bool) -> Iterator[str]:
        hundreds, rest = divmod(group, 100)
        if hundreds:
            yield self.hundreds[hundreds - 1]
        if rest > 19:
            yield self.tens[rest // 10 - 2]
            rest %= 10
        if rest > 2:
            yield self.small[rest - 3]
        elif rest:
            agrees = rest == 2 or alone or not self.one_agrees_alone
            by_gender = (self.one, self.two)[rest - 1]
            yield by_gender[list(Gender).index(gender) if agrees else 0]

"""Whether a name in a certificate is that of a person here: one way to write a name, whichever order it is in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from inkpost.model.people import User


def names_person(user: User, common_name: str, surname: str, given_name: str) -> bool:
    """Whether these names of a certificate are the user's.

    A surname and a given name count for more than the common name, which may be an organisation's. A second name has
    to fit where both sides have one. Half a name is nobody's.
    """
    first, last = words(user.name), words(user.last_name)
    if not first or not last:
        return False
    if surname and given_name:
        return words(surname) == last and _begins(words(given_name), first, words(user.second_name))
    return any(_fits(words(common_name), one, other, words(user.second_name)) for one, other in _orders(first, last))


def _orders(first: list[str], last: list[str]) -> Iterable[tuple[list[str], list[str]]]:
    yield last, first
    yield first, last


def _begins(given: list[str], first: list[str], second: list[str]) -> bool:
    """Whether a given name is the first name, perhaps with the second one behind it."""
    rest = given[len(first) :]
    return given[: len(first)] == first and (not rest or not second or rest == second)


def _fits(given: list[str], one: list[str], other: list[str], second: list[str]) -> bool:
    """Whether a common name is both names, in this order, with the second name at its end or between them."""
    plain, between = one + other, one + second + other
    if given == between:
        return True
    rest = given[len(plain) :]
    return given[: len(plain)] == plain and (not rest or rest == second)


def same_address(one: str, other: str) -> bool:
    """Whether two e-mail addresses are one."""
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()


def words(text: str) -> list[str]:
    """A name in the one way that names are compared in: no case, no accents of spelling (ё is е), no punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return "".join(each if each.isalnum() or each in "-'’" else " " for each in plain).replace("’", "'").split()

"""``methods``"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import UNSET, UnsetType

from inkpost.faces.bitrix.family import Family, Method, Reply
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.operations.kit import Work

Known = Callable[[], Mapping[str, Method]]
BATCH = "batch"  # served, though it is no method of a family: it calls the others


class Methods(Params):
    """``methods``; an empty ``scope`` stands for the methods that need none."""

    scope: str | UnsetType = UNSET
    full: Flag = False


def family(known: Known) -> Family:
    """The family; ``known`` answers every method there is."""
    made = Family("methods")

    @made.method("")
    def methods(work: Work, given: Methods) -> Reply:
        """The names of all methods, those of a scope, or those the caller may call."""
        found = [name for name, method in known().items() if _wanted(method, work, given)]
        return Reply([*found, BATCH] if given.scope in {UNSET, ""} else found)

    return made


def _wanted(method: Method, work: Work, given: Methods) -> bool:
    if given.scope is not UNSET:
        return method.in_scope(given.scope.strip().lower())
    return given.full or method.open_to(work.caller.scopes)

"""``method.*``"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.basic.methods import BATCH, Known
from inkpost.faces.bitrix.params import Params
from inkpost.operations.kit import Work


class Get(Params):
    """``method.get``"""

    name: str = ""


def family(known: Known) -> Family:
    """The family; ``known`` answers every method there is."""
    made = Family("method")

    @made.method("get")
    def get(work: Work, given: Get) -> Reply:
        """Whether there is such a method, and whether the caller's scopes reach it."""
        name = given.name.strip().lower()
        if name == BATCH:
            return _answer(True, True)
        method = known().get(name)
        return _answer(method is not None, method is not None and method.open_to(work.caller.scopes))

    return made


def _answer(existing: bool, available: bool) -> Reply:
    return Reply({"isExisting": existing, "isAvailable": available})

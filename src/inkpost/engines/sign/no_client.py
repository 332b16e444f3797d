"""Stands where pyHanko wants an HTTP client: engines call nobody, and to load aiohttp takes longer than many a check.

pyHanko imports it for its own clients of timestamp and revocation services, which are not used here.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Final

NAME: Final = "aiohttp"


class NoClient(ModuleType):
    """What is named of it is a class that cannot be made, for annotations and ``except`` clauses."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (Exception,), {"__init__": _refuse, "__module__": NAME})
        setattr(self, name, made)
        return made


def _refuse(self: object, *args: object, **kwargs: object) -> None:
    raise RuntimeError(f"{NAME} is not loaded: the signing engine calls nobody")


def stand_in() -> None:
    """Take its place, unless somebody has loaded it before."""
    sys.modules.setdefault(NAME, NoClient(NAME))

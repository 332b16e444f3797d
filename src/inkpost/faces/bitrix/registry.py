"""Every wire method of the face, by its lower-case name: whatever module of ``methods`` has a ``family`` serves it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from inkpost.faces.bitrix import methods as package
from inkpost.faces.bitrix.family import Family, Method


@cache
def methods() -> Mapping[str, Method]:
    """All methods; a name that two families claim is a mistake of ours."""
    found: dict[str, Method] = {}
    for family in families():
        twice = found.keys() & family.methods.keys()
        if twice:
            raise RuntimeError(f"declared twice: {', '.join(sorted(twice))}")
        found.update(family.methods)
    return found


def families() -> Iterator[Family]:
    """The families, scope by scope; those that speak of all methods get them told when they are called."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        family = getattr(import_module(module.name), "family", None)
        if isinstance(family, Family):
            yield family
        elif family is not None:
            yield family(methods)

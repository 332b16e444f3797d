"""Rows become plain values here."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Row

T = TypeVar("T")


_NAMES: dict[type[Any], tuple[str, ...]] = {}


def _names(kind: type[Any]) -> tuple[str, ...]:
    found = _NAMES.get(kind)
    if found is None:
        found = _NAMES[kind] = tuple(field.name for field in fields(kind))
    return found


def value(kind: type[T], row: Row[Any], /, **more: object) -> T:
    """Make a dataclass out of the row's columns of the same names; ``more`` gives the others. GUIDs become text."""
    mapping = row._mapping
    found = {name: mapping[name] for name in _names(kind) if name in mapping and name not in more}
    if "guid" in found:
        found["guid"] = str(found["guid"])
    return kind(**found, **more)

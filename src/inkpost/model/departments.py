"""The structure of an organisation: a tree of departments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Department:
    """A department. ``parent_id`` is None at the top, ``head_id`` where nobody leads it."""

    id: int
    parent_id: int | None
    name: str
    sort: int
    head_id: int | None

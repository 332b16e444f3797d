"""The structure of an organisation: a tree of departments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Department:
    """A department. ``parent_id`` is None at the top, ``head_id`` where nobody leads it.

    ``routed_by_kpp`` and ``routed_by_address``: what names its KPP or its address goes to it.
    """

    id: int
    parent_id: int | None
    name: str
    sort: int
    head_id: int | None
    guid: str = ""
    abbreviation: str = ""
    kpp: str = ""
    address: Mapping[str, object] = field(default_factory=dict)
    routed_by_kpp: bool = False
    routed_by_address: bool = False
    created_at: datetime | None = None

"""People as their colleagues see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ONLINE_FOR: Final = timedelta(minutes=5)
"""How long after the last sign of life somebody counts as online."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A user with the departments they are in. ``last_seen_at`` is unknown of who never signed in."""

    id: int
    name: str
    last_name: str
    second_name: str
    email: str
    position: str
    active: bool
    admin: bool
    online: bool
    departments: tuple[int, ...]
    created_at: datetime
    updated_at: datetime
    last_seen_at: datetime | None
    personal_phone: str = ""
    personal_mobile: str = ""
    work_phone: str = ""

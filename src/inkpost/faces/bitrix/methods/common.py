"""What the families of every scope say alike: times, flags, pages."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from inkpost.model.listing import ListQuery
from inkpost.operations.kit import Work


def counted(query: ListQuery, total: int | None) -> tuple[int, int | None]:
    """``total`` and ``next`` of a list's answer; a list that was not to be counted says 0, like the vendor's."""
    return (0, None) if total is None else (total, query.following(total))


def zone_of(work: Work) -> ZoneInfo:
    """The portal's timezone."""
    return ZoneInfo(work.caller.organization.timezone)


def written(moment: datetime, work: Work) -> str:
    """A moment with the portal's offset: ``2026-03-23T17:26:39+02:00``."""
    return moment.astimezone(zone_of(work)).isoformat(timespec="seconds")


def char(flag: bool) -> str:
    """A flag as ``Y`` or ``N``."""
    return "Y" if flag else "N"

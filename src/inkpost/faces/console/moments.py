"""Moments as pages show them: for people in their language and time zone, for programs in ISO 8601."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in both spellings."""

    iso: str
    text: str


def moment(at: datetime, timezone: str, language: str) -> Moment:
    """An aware moment in a time zone (IANA name) and a language."""
    here = at.astimezone(ZoneInfo(timezone))
    text = f"{format_date(here, 'medium', locale=language)}, {format_time(here, 'short', locale=language)}"
    return Moment(here.isoformat(timespec="seconds"), text)

"""Names of timezones."""

from __future__ import annotations

from zoneinfo import ZoneInfo


def is_timezone(name: str) -> bool:
    """Whether a name is one of IANA's: ``Europe/Berlin``; a path, a folder of zones, a stray file are none."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True

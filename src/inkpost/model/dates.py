"""Dates as they are written where documents are exchanged: ``31.12.2025``."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DOTTED: Final = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)


def day_in(text: str) -> date | None:
    """The date that a text is, None where it is none."""
    parts = _DOTTED.fullmatch(text)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
    except ValueError:
        return None


def dotted(day: date) -> str:
    """A date as such a text; its year has four digits, whichever it is."""
    return f"{day:%d.%m}.{day.year:04}"

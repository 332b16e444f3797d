"""Single values as the wire spells them: flags, whole numbers, numbers, texts and moments."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, tzinfo
from typing import Final

FLAG_VALUES: Final = "Y, N, 1, 0, true, false"

_INTEGER = re.compile(r"[+-]?[0-9]{1,19}(?:\.0*)?\Z")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\Z")
_LARGEST = 2**63 - 1
_FLAGS: dict[object, bool] = {1: True, 0: False, "1": True, "0": False, "y": True, "n": False}
_FLAGS |= {"true": True, "false": False}
# A "+" that nobody encoded arrives as a space: "2026-03-18T00:00:00 01:00".
_LOST_PLUS = re.compile(r"(T[0-9:.]+) ([0-9]{2}:?[0-9]{2})\Z")
_DOTTED = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y")


class ValueFault(ValueError):
    """A value that is not what was expected.

    ``expected`` says what would be right ("a whole number"), ``given`` is the value, ``path`` leads to it;
    whoever takes values out of a container puts the container's key in front.
    """

    def __init__(self, expected: str, given: object) -> None:
        super().__init__(expected)
        self.expected = expected
        self.given = given
        self.path: list[str] = []

    def under(self, key: str) -> ValueFault:
        """The same fault, seen from the container that holds the value under ``key``."""
        self.path.insert(0, key)
        return self

    def __str__(self) -> str:
        return f"expected {self.expected}, got {short(self.given)}"


def short(value: object, width: int = 40) -> str:
    """A value for an error message: one line, never longer than a few dozen characters, no file contents."""
    if isinstance(value, str):
        return repr(value) if len(value) <= width else f"{value[:width]!r}…"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int):
        return str(value) if abs(value) <= _LARGEST else "a very large number"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return f"a map of {len(value)}"
    return "a file" if hasattr(value, "content") else "something else"


def flag(value: object) -> bool:
    """A yes or a no: 1, 0, Y, N, true, false in any letter case; nothing at all is a no."""
    if value is None:
        return False
    try:
        return _FLAGS[value.strip().lower() if isinstance(value, str) else value]
    except (KeyError, TypeError):
        raise ValueFault(f"one of {FLAG_VALUES}", value) from None


def integer(value: object) -> int:
    """A whole number of at most 64 bits, as a number or as text (``5``, ``"5"``, ``" 5 "``, ``5.0``)."""
    found = _whole(value)
    if found is None or abs(found) > _LARGEST:
        raise ValueFault("a whole number", value)
    return found


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and _INTEGER.match(stripped := value.strip()):
        return int(stripped.partition(".")[0])
    return None


def number(value: object) -> float:
    """A finite number, as a number or as text with a decimal point."""
    found = math.nan
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        found = float(value) if abs(value) < 1e308 else math.nan
    elif isinstance(value, str) and len(value) < 400 and _NUMBER.match(stripped := value.strip()):
        found = float(stripped)
    if not math.isfinite(found):
        raise ValueFault("a number", value)
    return found


def text(value: object) -> str:
    """A text; numbers and flags as PHP spells them (``5.0`` is ``5``, true is ``1``, false is empty)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int) and abs(value) < 10**300:
        return str(value)
    raise ValueFault("a text", value)


def moment(value: object, zone: tzinfo = UTC) -> datetime:
    """A point in time, aware and in UTC.

    ISO 8601 with or without an offset, a date alone (its midnight), or day.month.year with an optional time;
    what carries no offset is meant in ``zone``.
    """
    found = _read_moment(value.strip()) if isinstance(value, str) and len(value) <= 64 else None
    if found is None:
        raise ValueFault("a date and time such as 2026-03-18T00:00:00+01:00", value)
    try:
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        raise ValueFault("a date and time between the years 1 and 9999", value) from None


def _read_moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_LOST_PLUS.sub(r"\1+\2", written))
    except ValueError:
        return _read_dotted(written)


def _read_dotted(written: str) -> datetime | None:
    for form in _DOTTED:
        try:
            return datetime.strptime(written, form)
        except ValueError:
            continue
    return None

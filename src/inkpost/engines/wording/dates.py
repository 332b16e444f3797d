"""Dates by the letters of PHP's ``date``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from babel import Locale

from inkpost.engines.wording.locales import region_locale
from inkpost.engines.wording.modifiers import Modifier
from inkpost.engines.wording.plain import letters, plain_text
from inkpost.model.fields import FieldDescription, RegionFormat, Value


def date_text(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """A date in the modifier's, the field's or the region's format; text that is no date stays as it is.

    ``date`` and ``datetime`` for a format mean the region's own.
    """
    text = plain_text(value)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    pattern = modifier.pattern.strip() or modifier.options.get("format", "").strip() or description.format.get("format")
    own = {"date": region.date_format, "datetime": region.datetime_format}
    return php_date(moment, own.get(pattern.lower(), pattern) if pattern else region.date_format, region)


def php_date(moment: datetime, pattern: str, region: RegionFormat) -> str:
    """A moment by the letters of PHP's ``date``; ``f`` is the month's name standing alone; ``\\`` escapes."""
    locale = region_locale(region)
    written, rest = [], iter(pattern)
    for letter in rest:
        if letter == "\\":
            written.append(next(rest, ""))
        else:
            write = _DATE_LETTERS.get(letter)
            written.append(write(moment, locale) if write else letter)
    return "".join(written)


def _day_suffix(day: int) -> str:
    return "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _offset(moment: datetime, colon: str) -> str:
    seconds = int(moment.utcoffset().total_seconds()) if moment.utcoffset() is not None else 0  # type: ignore[union-attr]
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02}{colon}{minutes % 60:02}"


def _days_in_month(moment: datetime) -> int:
    if moment.month == 2:
        return 29 if _is_leap(moment.year) else 28
    return 30 if moment.month in (4, 6, 9, 11) else 31


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_CAPITAL_ALONE = frozenset({"ru", "uk", "be"})
"""Languages whose months begin with a capital when they stand alone: Март, but 8 марта. CLDR has small letters."""


def _month(moment: datetime, locale: Locale, context: str, width: str) -> str:
    return str(locale.months[context][width][moment.month])


def _month_alone(moment: datetime, locale: Locale) -> str:
    name = _month(moment, locale, "stand-alone", "wide")
    return letters(name, "first") if locale.language in _CAPITAL_ALONE else name


def _weekday(moment: datetime, locale: Locale, width: str) -> str:
    return str(locale.days["format"][width][moment.weekday()])


_DATE_LETTERS: Mapping[str, Callable[[datetime, Locale], str]] = {
    "d": lambda m, _: f"{m.day:02}",
    "j": lambda m, _: str(m.day),
    "D": lambda m, locale: _weekday(m, locale, "abbreviated"),
    "l": lambda m, locale: _weekday(m, locale, "wide"),
    "N": lambda m, _: str(m.isoweekday()),
    "w": lambda m, _: str(m.isoweekday() % 7),
    "S": lambda m, _: _day_suffix(m.day),
    "z": lambda m, _: str(m.timetuple().tm_yday - 1),
    "W": lambda m, _: f"{m.isocalendar().week:02}",
    "o": lambda m, _: str(m.isocalendar().year),
    "m": lambda m, _: f"{m.month:02}",
    "n": lambda m, _: str(m.month),
    "F": lambda m, locale: _month(m, locale, "format", "wide"),
    "f": _month_alone,
    "M": lambda m, locale: _month(m, locale, "format", "abbreviated"),
    "t": lambda m, _: str(_days_in_month(m)),
    "L": lambda m, _: str(int(_is_leap(m.year))),
    "Y": lambda m, _: f"{m.year:04}",
    "y": lambda m, _: f"{m.year % 100:02}",
    "a": lambda m, _: "am" if m.hour < 12 else "pm",
    "A": lambda m, _: "AM" if m.hour < 12 else "PM",
    "g": lambda m, _: str(m.hour % 12 or 12),
    "G": lambda m, _: str(m.hour),
    "h": lambda m, _: f"{m.hour % 12 or 12:02}",
    "H": lambda m, _: f"{m.hour:02}",
    "i": lambda m, _: f"{m.minute:02}",
    "s": lambda m, _: f"{m.second:02}",
    "u": lambda m, _: f"{m.microsecond:06}",
    "v": lambda m, _: f"{m.microsecond // 1000:03}",
    "O": lambda m, _: _offset(m, ""),
    "P": lambda m, _: _offset(m, ":"),
    "c": lambda m, _: m.isoformat(timespec="seconds"),
}

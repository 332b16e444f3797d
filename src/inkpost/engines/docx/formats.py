"""Writes values as text: plain values, dates by PHP's letters, names by their parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from inkpost.engines.wording.modifiers import Modifier
from inkpost.model.fields import FieldDescription, FieldKind, RegionFormat, Value

_NAME_PART = re.compile(r"#(TITLE|NAME|LAST_NAME|SECOND_NAME)(_SHORT)?#")
_SPACES = re.compile(r" {2,}")


def text_of(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """The text a value of this kind is written as; several values by the modifier's separator."""
    if isinstance(value, str):
        if description.kind is FieldKind.TEXT:
            return value
        return _single(value, description, modifier, region)
    if isinstance(value, Sequence):
        chosen = value[:1] if modifier.first_only else value
        texts = (text_of(one, description, modifier, region) for one in chosen)
        return modifier.separator.join(text for text in texts if text)
    return _single(value, description, modifier, region)


def _single(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    if description.kind is FieldKind.DATE:
        return date_text(plain_text(value), description, modifier, region)
    if description.kind is FieldKind.NAME and isinstance(value, Mapping):
        return name_text(value, description, modifier, region)
    return plain_text(value)


def plain_text(value: Value) -> str:
    """Text as it is; numbers without needless digits; true as 1, false and nothing as empty."""
    if isinstance(value, str):
        return value
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, Mapping):
        return ", ".join(text for text in map(plain_text, value.values()) if text)
    if isinstance(value, Sequence):
        return ", ".join(text for text in map(plain_text, value) if text)
    return str(value)


def _number_text(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return f"{value:.15f}".rstrip("0") if 1e-5 > abs(value) > 0 else repr(value)


def date_text(text: str, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """A date in the modifier's, the field's or the region's format; text that is no date stays as it is."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    pattern = modifier.pattern.strip() or modifier.options.get("format", "")
    return php_date(moment, pattern or description.format.get("format") or region.date_format, region)


def php_date(moment: datetime, pattern: str, region: RegionFormat) -> str:
    """A moment by the letters of PHP's ``date``; ``f`` is the month's name standing alone; ``\\`` escapes."""
    locale = locale_of(region.locale or region.language)
    written, letters = [], iter(pattern)
    for letter in letters:
        if letter == "\\":
            written.append(next(letters, ""))
        else:
            write = _DATE_LETTERS.get(letter)
            written.append(write(moment, locale) if write else letter)
    return "".join(written)


@lru_cache(maxsize=64)
def locale_of(identifier: str) -> Locale:
    """The CLDR locale, English when it is unknown; the codes regions use for languages are understood."""
    known = {"ua": "uk", "kz": "kk", "sp": "es", "br": "pt_BR", "la": "es", "us": "en_US", "by": "be"}
    try:
        return Locale.parse(known.get(identifier.lower(), identifier).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


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


def _month(moment: datetime, locale: Locale, context: str, width: str) -> str:
    return str(locale.months[context][width][moment.month])


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
    "f": lambda m, locale: _month(m, locale, "stand-alone", "wide"),
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


def name_text(
    parts: Mapping[str, Value], description: FieldDescription, modifier: Modifier, region: RegionFormat
) -> str:
    """A name in the modifier's, the field's or the region's format; parts that are missing leave no gap."""
    pattern = modifier.options.get("format") or description.format.get("format") or region.name_format

    def part(match: re.Match[str]) -> str:
        text = plain_text(parts.get(match[1])).strip()
        return f"{text[0].upper()}." if match[2] and text else text

    return _SPACES.sub(" ", _NAME_PART.sub(part, pattern)).strip()

"""Regions: the language and the formats of dates and names in a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from inkpost.model.fields import RegionFormat

# The region's own words for parts of a date, as letters of PHP's date; MMMM and MM differ by length alone.
_WORDS = (
    ("YYYY", "Y"),
    ("MMMM", "F"),
    ("DD", "d"),
    ("MM", "m"),
    ("HH", "H"),
    ("MI", "i"),
    ("SS", "s"),
    ("GG", "G"),
    ("H", "h"),
    ("TT", "A"),
    ("T", "a"),
)
_WORD = re.compile("|".join(word for word, _ in _WORDS))
_LETTERS = dict(_WORDS)


def php_format(written: str) -> str:
    """A region's date format (``DD.MM.YYYY HH:MI:SS``) as letters of PHP's date (``d.m.Y H:i:s``)."""
    return _WORD.sub(lambda match: _LETTERS[match[0]], written)


@dataclass(frozen=True, slots=True)
class Region:
    """A region. ``id`` is None for a predefined one, whose ``code`` names it; formats as regions write them."""

    code: str
    title: str
    language: str
    date_format: str
    datetime_format: str
    name_format: str
    locale: str = ""
    id: int | None = None
    phrases: Mapping[str, str] = field(default_factory=dict)

    @property
    def format(self) -> RegionFormat:
        """What the engine needs of it; an own region leaves out what it does not say."""
        default = RegionFormat()
        return RegionFormat(
            language=self.language or default.language,
            locale=self.locale,
            date_format=php_format(self.date_format) or default.date_format,
            datetime_format=php_format(self.datetime_format) or default.datetime_format,
            name_format=self.name_format or default.name_format,
        )


def _predefined(code: str, title: str, language: str, locale: str, date: str, time: str, name: str) -> Region:
    return Region(code, title, language, date, f"{date} {time}", name, locale)


_WESTERN = "#NAME# #LAST_NAME#"
_RUSSIAN = "#LAST_NAME# #NAME# #SECOND_NAME#"
PREDEFINED: Mapping[str, Region] = {
    region.code: region
    for region in (
        _predefined("de", "Germany", "de", "de_DE", "DD.MM.YYYY", "HH:MI:SS", _WESTERN),
        _predefined("uk", "United Kingdom", "en", "en_GB", "DD/MM/YYYY", "HH:MI:SS", _WESTERN),
        _predefined("br", "Brazil", "br", "pt_BR", "DD/MM/YYYY", "HH:MI:SS", _WESTERN),
        _predefined("sp", "Spain", "la", "es_ES", "DD/MM/YYYY", "HH:MI:SS", _WESTERN),
        _predefined("mx", "Mexico", "la", "es_MX", "DD/MM/YYYY", "HH:MI:SS", _WESTERN),
        _predefined("pl", "Poland", "pl", "pl_PL", "DD.MM.YYYY", "HH:MI:SS", _WESTERN),
        _predefined("fr", "France", "fr", "fr_FR", "DD/MM/YYYY", "HH:MI:SS", _WESTERN),
        _predefined("us", "United States", "en", "en_US", "MM/DD/YYYY", "H:MI:SS TT", _WESTERN),
        _predefined("ru", "Russia", "ru", "ru_RU", "DD.MM.YYYY", "HH:MI:SS", _RUSSIAN),
        _predefined("by", "Belarus", "ru", "ru_BY", "DD.MM.YYYY", "HH:MI:SS", _RUSSIAN),
        _predefined("ua", "Ukraine", "ua", "uk_UA", "DD.MM.YYYY", "HH:MI:SS", _RUSSIAN),
        _predefined("kz", "Kazakhstan", "kz", "kk_KZ", "DD.MM.YYYY", "HH:MI:SS", _RUSSIAN),
    )
}

"""The locale, country and currency of a region."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies

from inkpost.model.fields import RegionFormat

_KNOWN = {"ua": "uk", "kz": "kk", "sp": "es", "br": "pt_BR", "la": "es", "us": "en_US", "by": "be"}


@lru_cache(maxsize=64)
def locale_of(identifier: str) -> Locale:
    """The CLDR locale, English when it is unknown; the codes regions use for languages are understood."""
    try:
        return Locale.parse(_KNOWN.get(identifier.lower(), identifier).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def region_locale(region: RegionFormat) -> Locale:
    return locale_of(region.locale or region.language)


def country_of(region: RegionFormat) -> str:
    """The region's country (ISO 3166): its locale's own, or the one where its language is spoken most."""
    locale = region_locale(region)
    return locale.territory or _home_of(locale.language)


def _home_of(language: str) -> str:
    return str(get_global("likely_subtags").get(language, "en_Latn_US")).rpartition("_")[2]


def currency_of(region: RegionFormat) -> str:
    """The currency (ISO 4217) that is tender in the region's country."""
    return _tender(country_of(region))


@lru_cache(maxsize=64)
def _tender(country: str) -> str:
    found = get_territory_currencies(country)
    return str(found[0]) if found else "USD"

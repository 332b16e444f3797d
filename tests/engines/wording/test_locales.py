"""What follows from a region: its locale, country and currency."""

from __future__ import annotations

import pytest

from inkpost.engines.wording.locales import country_of, currency_of, region_locale
from inkpost.model.fields import RegionFormat


@pytest.mark.parametrize(
    ("language", "locale", "found"),
    [
        ("en", "en_GB", ("en_GB", "GB", "GBP")),
        ("en", "", ("en", "US", "USD")),
        ("de", "", ("de", "DE", "EUR")),
        ("ua", "", ("uk", "UA", "UAH")),
        ("kz", "", ("kk", "KZ", "KZT")),
        ("br", "", ("pt_BR", "BR", "BRL")),
        ("la", "es_MX", ("es_MX", "MX", "MXN")),
        ("ru", "ru-BY", ("ru_BY", "BY", "BYN")),
        ("xx", "", ("en", "US", "USD")),
        ("", "", ("en", "US", "USD")),
        ("../etc", "x_Y_z", ("en", "US", "USD")),
    ],
)
def test_a_region_has_a_country_and_a_currency(language: str, locale: str, found: tuple[str, str, str]) -> None:
    region = RegionFormat(language=language, locale=locale)
    assert (str(region_locale(region)), country_of(region), currency_of(region)) == found

"""Sums of money in words, in nine languages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from babel import Locale
from babel.numbers import get_currency_precision

from inkpost.engines.wording.words.base import LIMIT, Gender, Language
from inkpost.engines.wording.words.english import AMERICAN, BRITISH
from inkpost.engines.wording.words.french import FRENCH
from inkpost.engines.wording.words.german import GERMAN
from inkpost.engines.wording.words.kazakh import KAZAKH
from inkpost.engines.wording.words.polish import POLISH
from inkpost.engines.wording.words.portuguese import PORTUGUESE
from inkpost.engines.wording.words.russian import RUSSIAN
from inkpost.engines.wording.words.spanish import SPANISH
from inkpost.engines.wording.words.ukrainian import UKRAINIAN

__all__ = ["LANGUAGES", "LIMIT", "language_of", "money_in_words", "rounded"]

_EXACT = Context(prec=120, rounding=ROUND_HALF_UP)
"""Wider than any sum that has words, so that nothing is rounded but the decimals."""

LANGUAGES: Mapping[str, Language] = {
    "en": BRITISH,
    "en_US": AMERICAN,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "pl": POLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "kk": KAZAKH,
}


def language_of(locale: Locale) -> Language:
    """The words of a locale's language; English ones where its language has none here."""
    return LANGUAGES.get(f"{locale.language}_{locale.territory}") or LANGUAGES.get(locale.language) or BRITISH


def rounded(amount: Decimal, currency: str) -> Decimal:
    """An amount with as many decimals as its currency has, half up (away from zero); a zero has no sign."""
    decimals = Decimal(1).scaleb(-get_currency_precision(currency))
    return _EXACT.plus(amount.quantize(decimals, context=_EXACT))


def money_in_words(
    amount: Decimal, currency: str, language: Language, *, zeros: bool = False, sign: bool = True
) -> str | None:
    """A sum in words: «сто один рубль одна копейка»; None from LIMIT on, where there are none.

    Without ``zeros`` a sum of whole units says nothing of minor ones; without ``sign`` the currency's names are
    left out, and minor units stand in figures (50/100), as they also do for currencies the language does not name.
    """
    precision = get_currency_precision(currency)
    scaled = int(rounded(amount.copy_abs(), currency).scaleb(precision, _EXACT))
    major, minor = divmod(scaled, 10**precision)
    if major >= LIMIT:
        return None
    shows_minor = bool(minor or zeros) and precision > 0
    names = language.currencies.get(currency)
    if names is not None and sign:
        words = language.count(major, names.major)
        words += language.joiner + language.count(minor, names.minor) if shows_minor else ""
    else:
        words = language.cardinal(major, names.major.gender if names else Gender.MASCULINE)
        words += f" {minor:0{precision}}/{10**precision}" if shows_minor else ""
        words += f" {currency}" if sign else ""
    return f"{language.minus} {words}" if amount < 0 and scaled else words

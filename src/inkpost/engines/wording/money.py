"""Sums of money, in figures by the region's locale or in words by its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from babel import Locale
from babel.numbers import format_currency, format_decimal, get_currency_precision

from inkpost.engines.wording.locales import currency_of, region_locale
from inkpost.engines.wording.modifiers import Modifier
from inkpost.engines.wording.plain import part, plain_text
from inkpost.engines.wording.words import language_of, money_in_words, rounded
from inkpost.model.fields import FieldDescription, RegionFormat, Value

_AMOUNT = re.compile(r"[+-]?(\d{1,60}(\.\d{0,60})?|\.\d{1,60})", re.ASCII)
_LARGEST = 10**60
_CURRENCY = re.compile("[A-Z]{3}")
_TOUCHING = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
"""Where a currency's letters touch the figures, which CLDR has a space for: USD101."""
_SPACES = str.maketrans("", "", " \u00a0\u202f")


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


def money_text(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """A sum by the placeholder's options or the field's; what is no sum stays as it is."""
    money = read_money(value, description.format.get("currency", ""), region)
    if money is None:
        return plain_text(value)
    words, zeros, unsigned = (_wants(name, modifier, description) for name in ("w", "wz", "ns"))
    locale = region_locale(region)
    said = None
    if words:
        said = money_in_words(money.amount, money.currency, language_of(locale), zeros=zeros, sign=not unsigned)
    return said if said is not None else figures(money, locale, zeros=zeros, sign=not unsigned)


def _wants(name: str, modifier: Modifier, description: FieldDescription) -> bool:
    return modifier.options.get(name, description.format.get(name, "")).strip().lower() == "y"


def read_money(value: Value, currency: str, region: RegionFormat) -> Money | None:
    """The sum a value stands for: a record, an amount, or both as text (``10|EUR``); None when it is none."""
    given: Value = value
    if isinstance(value, Mapping):
        given = part(value, "AMOUNT", "VALUE", "SUM")
        currency = part(value, "CURRENCY", "CURRENCY_ID") or currency
    elif isinstance(value, str) and "|" in value:
        given, _, currency = value.partition("|")
    amount = _amount(given)
    if amount is None:
        return None
    code = currency.strip().upper()
    return Money(amount, code if _CURRENCY.fullmatch(code) else currency_of(region))


def _amount(value: Value) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return None
    text = format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)
    text = text.translate(_SPACES)
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def figures(money: Money, locale: Locale, *, zeros: bool, sign: bool) -> str:
    """A sum in digits: rounded half up to the currency's decimals, which whole units show only with ``zeros``."""
    amount = rounded(money.amount, money.currency)
    decimals = get_currency_precision(money.currency)
    if not zeros and amount == amount.to_integral_value():
        decimals = 0
    fraction = f".{'0' * decimals}" if decimals else ""
    with localcontext(prec=120):  # else Babel refuses what has more digits than numbers usually have
        return _figures(amount, money.currency, locale, fraction, sign=sign)


def _figures(amount: Decimal, currency: str, locale: Locale, fraction: str, *, sign: bool) -> str:
    if not sign:
        return str(format_decimal(amount, f"#,##0{fraction}", locale=locale))
    pattern = re.sub(r"0\.0+", f"0{fraction}", locale.currency_formats["standard"].pattern)
    text = str(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))
    return _TOUCHING.sub("\u00a0", text)

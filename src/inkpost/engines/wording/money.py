"""Sums of money, in figures by the region's locale or in words by its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_precision, get_decimal_symbol, get_group_symbol, parse_pattern

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
    frame = _frame(str(locale), money.currency if sign else "")
    return frame.around(f"{amount.copy_abs():,.{decimals}f}", negative=amount < 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a locale writes around the digits of a sum, and between them."""

    positive: tuple[str, str]
    negative: tuple[str, str]
    marks: Mapping[int, str]

    def around(self, digits: str, *, negative: bool) -> str:
        """``digits`` with commas for groups and a point."""
        before, after = self.negative if negative else self.positive
        return before + digits.translate(self.marks) + after


@lru_cache(maxsize=256)
def _frame(locale: str, currency: str) -> Frame:
    """The frame of a locale for a currency, or for numbers alone; Babel is asked once, it takes its time."""
    parsed = Locale.parse(locale)
    pattern = re.sub(r"\.0+", "", parsed.currency_formats["standard"].pattern if currency else "#,##0")
    around = []
    for one in (1, -1):
        text = str(parse_pattern(pattern).apply(one, parsed, currency=currency or None, currency_digits=False))
        before, _, after = _TOUCHING.sub("\u00a0", text).partition("1")
        around.append((before, after))
    marks = str.maketrans({",": get_group_symbol(parsed), ".": get_decimal_symbol(parsed)})
    return Frame(around[0], around[1], marks)

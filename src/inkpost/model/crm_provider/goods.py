"""The goods of an item as documents show them: rows, the taxes in them, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from inkpost.model.crm import ProductRow, rounded
from inkpost.model.fields import Value

ZERO: Final = Decimal(0)
_MOST_DECIMALS: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Goods:
    """The rows of an item. Without any the item's own amount and tax, where it has them, are the totals."""

    rows: Sequence[ProductRow]
    currency: str
    amount: Decimal | None = None
    tax: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """What all rows come to, with the tax."""
        return sum((row.total for row in self.rows), ZERO) if self.rows else self.amount or ZERO

    @property
    def total_tax(self) -> Decimal:
        """The tax in it."""
        return sum((row.tax for row in self.rows), ZERO) if self.rows else self.tax or ZERO

    def products(self) -> list[Value]:
        """A record for each row."""
        return [self._product(row) for row in self.rows]

    def taxes(self) -> list[Value]:
        """A record for each rate of tax, taxes within the price and on top of it apart; the highest first."""
        groups: dict[tuple[Decimal, bool], list[ProductRow]] = {}
        for row in self.rows:
            if row.tax_rate is not None:
                groups.setdefault((row.tax_rate, row.tax_included), []).append(row)
        return [self._tax(rate, included, groups[rate, included]) for rate, included in sorted(groups, reverse=True)]

    def totals(self) -> Mapping[str, Value]:
        """The totals by their codes."""
        total, tax = self.total, self.total_tax
        before = sum((rounded(row.price_netto * row.quantity) for row in self.rows), ZERO)
        return {
            "TOTAL_SUM": self.money(total),
            "TOTAL_SUM_WORDS": self.money(total),
            "TOTAL_RAW": self.money(sum((_raw(row) * row.quantity for row in self.rows), ZERO) if self.rows else total),
            "TOTAL_BEFORE_TAX": self.money(total - tax),
            "TOTAL_BEFORE_DISCOUNT": self.money(before if self.rows else total - tax),
            "TOTAL_DISCOUNT": self.money(sum((_discount(row) * row.quantity for row in self.rows), ZERO)),
            "TOTAL_TAX": self.money(tax),
            "TOTAL_TAX_WORDS": self.money(tax),
            "TOTAL_QUANTITY": plain(sum((row.quantity for row in self.rows), ZERO)),
            "TOTAL_ROWS": len(self.rows),
        }

    def money(self, amount: Decimal) -> Value:
        """An amount of the item's currency, exact."""
        return {"AMOUNT": str(rounded(amount)), "CURRENCY": self.currency}

    def _product(self, row: ProductRow) -> Value:
        tax_of_one = row.price - row.price_exclusive
        prices = {
            "PRICE": row.price,
            "PRICE_RAW": _raw(row),
            "PRICE_EXCLUSIVE": row.price_exclusive,
            "PRICE_NETTO": row.price_netto,
            "PRICE_BRUTTO": row.price_brutto,
        }
        sums: dict[str, Value] = {}
        for name, price in prices.items():
            sums |= {name: self.money(price), f"{name}_SUM": self.money(price * row.quantity)}
        return {
            "NAME": row.product_name,
            "PRODUCT_ID": row.product_id,
            "QUANTITY": plain(row.quantity),
            "MEASURE_NAME": row.measure_name,
            "MEASURE_CODE": row.measure_code,
            **sums,
            "DISCOUNT_RATE": plain(row.discount_rate),
            "DISCOUNT_SUM": self.money(_discount(row)),
            "DISCOUNT_TOTAL": self.money(_discount(row) * row.quantity),
            "TAX_RATE": None if row.tax_rate is None else plain(row.tax_rate),
            "TAX_VALUE": self.money(tax_of_one),
            "TAX_VALUE_SUM": self.money(row.tax),
            "TAX_INCLUDED": "Y" if row.tax_included else "N",
            "CURRENCY_ID": self.currency,
        }

    def _tax(self, rate: Decimal, included: bool, rows: Sequence[ProductRow]) -> Value:
        brutto = sum((row.total for row in rows), ZERO)
        value = sum((row.tax for row in rows), ZERO)
        return {
            "TITLE": f"{plain(rate)}%",
            "RATE": plain(rate),
            "VALUE": self.money(value),
            "NETTO": self.money(brutto - value),
            "BRUTTO": self.money(brutto),
            "TAX_INCLUDED": "Y" if included else "N",
        }


def plain(number: Decimal) -> str:
    """A number without needless digits: ``2``, ``1.5``."""
    text = f"{number.quantize(_MOST_DECIMALS):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _raw(row: ProductRow) -> Decimal:
    """The price as it was entered: before the discount, with the tax where the tax is within the price."""
    return row.price_brutto if row.tax_included else row.price_netto


def _discount(row: ProductRow) -> Decimal:
    """The discount on one piece, without the tax."""
    return row.price_netto - row.price_exclusive

"""Postal addresses in the order of a country."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from inkpost.engines.wording.locales import country_of
from inkpost.engines.wording.modifiers import Modifier
from inkpost.engines.wording.plain import part, plain_text
from inkpost.model.fields import FieldDescription, RegionFormat, Value

Order: TypeAlias = tuple[str, ...]
"""The pieces of an address in their order. A piece is one part, or some that stand together: what is between them."""

EUROPEAN: Order = ("ADDRESS_1", "ADDRESS_2", "POSTAL_CODE CITY", "REGION", "PROVINCE", "COUNTRY")
BRITISH: Order = ("ADDRESS_1", "ADDRESS_2", "CITY", "REGION", "PROVINCE", "POSTAL_CODE", "COUNTRY")
AMERICAN: Order = ("ADDRESS_1", "ADDRESS_2", "CITY", "REGION", "PROVINCE POSTAL_CODE", "COUNTRY")
RUSSIAN_FROM_STREET: Order = ("ADDRESS_1", "ADDRESS_2", "CITY", "REGION", "PROVINCE", "COUNTRY", "POSTAL_CODE")
RUSSIAN_FROM_POSTCODE: Order = ("POSTAL_CODE", "COUNTRY", "PROVINCE", "REGION", "CITY", "ADDRESS_1", "ADDRESS_2")
BRAZILIAN: Order = ("ADDRESS_1", "ADDRESS_2", "REGION", "CITY - PROVINCE", "POSTAL_CODE", "COUNTRY")

ORDERS: Mapping[str, Order] = MappingProxyType(
    {"1": EUROPEAN, "2": BRITISH, "3": AMERICAN, "4": RUSSIAN_FROM_STREET, "5": RUSSIAN_FROM_POSTCODE}
)
_BY_COUNTRY: Mapping[str, Order] = MappingProxyType(
    {
        "GB": BRITISH,
        "US": AMERICAN,
        "BR": BRAZILIAN,
        **dict.fromkeys(("RU", "BY", "KZ", "UA"), RUSSIAN_FROM_POSTCODE),
    }
)
_SEPARATORS = {"1": ", ", "2": "\n"}


def address_text(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """An address in the order asked for, or the region's; one that is text already stays as it is."""
    if not isinstance(value, Mapping):
        return plain_text(value)
    order = ORDERS.get(_option("format", modifier, description)) or _BY_COUNTRY.get(country_of(region), EUROPEAN)
    separator = _SEPARATORS.get(_option("separator", modifier, description), ", ")
    return separator.join(piece for names in order if (piece := _piece(value, names)))


def _option(name: str, modifier: Modifier, description: FieldDescription) -> str:
    return (modifier.options.get(name) or description.format.get(name, "")).strip()


def _piece(address: Mapping[str, Value], names: str) -> str:
    between = " - " if " - " in names else " "
    return between.join(text for name in names.split(between) if (text := part(address, name)))

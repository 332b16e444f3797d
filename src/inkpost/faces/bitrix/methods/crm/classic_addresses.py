"""The addresses of leads, contacts and companies as fields of theirs, as the older families have them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from inkpost.faces.bitrix.params import fold, refuse
from inkpost.faces.bitrix.values import ValueFault, text
from inkpost.model.crm_fields import COMPANY, CONTACT, LEAD
from inkpost.model.people import Right
from inkpost.model.requisites import Address, AddressType
from inkpost.operations import crm_addresses
from inkpost.operations.kit import Work

_PARTS: Final = {
    "": "address_1",
    "_2": "address_2",
    "_CITY": "city",
    "_POSTAL_CODE": "postal_code",
    "_REGION": "region",
    "_PROVINCE": "province",
    "_COUNTRY": "country",
    "_COUNTRY_CODE": "country_code",
}
_READ_ONLY: Final = {"_LOC_ADDR_ID": "id"}
_TYPES: Final[Mapping[int, Mapping[str, AddressType]]] = {
    LEAD: {"ADDRESS": AddressType.PHYSICAL},
    CONTACT: {"ADDRESS": AddressType.PHYSICAL},
    COMPANY: {"ADDRESS": AddressType.PHYSICAL, "REG_ADDRESS": AddressType.LEGAL},
}
_LEGAL: Final = "ADDRESS_LEGAL"


def _names(type_id: int, parts: Mapping[str, str]) -> dict[str, tuple[AddressType, str]]:
    prefixes = _TYPES.get(type_id, {}).items()
    return {prefix + suffix: (kind, part) for prefix, kind in prefixes for suffix, part in parts.items()}


def put(work: Work, type_id: int, number: int, given: Mapping[str, Any], right: Right) -> None:
    """Set what ``fields`` say of the addresses of an item. Raises PARAMETER_INVALID, FORBIDDEN."""
    names = {fold(name): (name, *place) for name, place in _names(type_id, _PARTS).items()}
    told: dict[AddressType, dict[str, str | None]] = {}
    for key, item in given.items():
        found = names.get(fold(key.strip()))
        if found is None:
            continue
        name, kind, part = found
        try:
            told.setdefault(kind, {})[part] = (text(item) or None) if item is not None else None
        except ValueFault as fault:
            refuse(fault.under(name).under("fields"))
    for kind, texts in told.items():
        crm_addresses.put_main(work, type_id, number, kind, texts, right)


def shown(work: Work, type_id: int, numbers: Collection[int], wanted: Collection[str]) -> dict[int, dict[str, Any]]:
    """The fields of addresses that are wanted, of these items by their numbers."""
    names = _names(type_id, {**_PARTS, **_READ_ONLY})
    if type_id == COMPANY:
        names[_LEGAL] = (AddressType.LEGAL, "address_1")
    names = {name: place for name, place in names.items() if name in wanted}
    if not names:
        return {}
    found = crm_addresses.main(work, type_id, numbers)
    return {number: _fields(names, found.get(number, {})) for number in numbers}


def _fields(names: Mapping[str, tuple[AddressType, str]], found: Mapping[int, Address]) -> dict[str, Any]:
    parts = {name: getattr(found.get(kind), part, None) for name, (kind, part) in names.items()}
    return {name: part if part is None else str(part) for name, part in parts.items()}

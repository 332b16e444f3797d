"""The values of an item's fields: from the wire into the types of the catalogue, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.methods.common import written, zone_of
from inkpost.faces.bitrix.methods.crm.common import SCOPE
from inkpost.faces.bitrix.methods.crm.names import found_field
from inkpost.faces.bitrix.params import fold
from inkpost.faces.bitrix.uploads import file_value
from inkpost.faces.bitrix.values import ValueFault, flag, integer, moment, number, text
from inkpost.model.crm import CrmItem, CrmType, Multifield
from inkpost.model.crm_fields import Field
from inkpost.operations.crm_values import ItemChange, NewFile, invalid
from inkpost.operations.kit import Work

DEEPEST: Final = 4
FILE_ACTION: Final = "crm.controller.item.getfile."
"""What the file in a field of an item is fetched by; the field's name in lower case follows."""
FILE_FIELDS: Final = ("photo", "logo", "ufLogo", "ufStamp", "ufDirectorSign", "ufAccountantSign")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TEXTS: Final = frozenset({"string", "text", "crm_status", "crm_currency"})
_EMPTY: Final = (None, "")
_MULTIPLE: Final = "Expected iterable value for multiple field, but got `{}` instead"
_UNSET_IS_ZERO: Final = frozenset({"companyId", "contactId"})


def change_of(work: Work, kind: CrmType, given: Mapping[str, Any]) -> ItemChange:
    """What a client wants to be set. Fields of no type are passed over, as are those that nobody sets.

    Raises PARAMETER_INVALID: the field's name as subject, or ``multiple`` for one value where several belong.
    """
    fields: dict[str, Any] = {}
    added: dict[str, Any] = {}
    channels: list[Multifield] = []
    for name, value in given.items():
        field = found_field(kind, name)
        if field is None or field.read_only:
            continue
        if field.kind == "crm_multifield":
            channels += _channels(value)
        elif field.kind == "crm_userfield":
            added[field.name] = _free(field.name, value)
        else:
            fields[field.name] = native(field, value, zone_of(work))
    return ItemChange(fields, added, channels)


def native(field: Field, value: Any, zone: tzinfo) -> Any:
    """A value in the type of its field, a list where it takes several. Raises PARAMETER_INVALID."""
    if not field.multiple:
        return _single(field, value, zone)
    return [each for each in (_single(field, item, zone) for item in several(value)) if each is not None]


def several(value: Any) -> list[Any]:
    """The values of a field that takes several. Raises PARAMETER_INVALID (``multiple``)."""
    if value in _EMPTY:
        return []
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list):
        return value
    raise InkpostError(Reason.PARAMETER_INVALID, _MULTIPLE.format(_php_type(value)), subject="multiple")


def _php_type(value: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "double", str: "string"}
    return names.get(type(value), "object")


def _single(field: Field, value: Any, zone: tzinfo) -> Any:
    try:
        return single(field, value, zone)
    except ValueFault as fault:
        raise invalid(field.name, str(fault)) from None


def single(field: Field, value: Any, zone: tzinfo) -> Any:
    """One value in the type of its field; nothing is None. Raises ``ValueFault``."""
    if field.kind in _TEXTS:
        return None if value is None else text(value)
    if value in _EMPTY:
        return None
    read: Reader = _READERS.get(field.kind, _reference)
    return read(value, zone)


Reader = Callable[[Any, tzinfo], Any]


def _reference(value: Any, zone: tzinfo) -> int | None:
    found = integer(value)
    if found < 0:
        raise ValueFault("an id", value)
    return found or None


def _day(value: Any, zone: tzinfo) -> date:
    """The day as it is written, whatever the offset behind it."""
    found = moment(value, UTC)
    match = _DAY.match(value.strip())
    return date.fromisoformat(match[0]) if match else found.date()


def _file(value: Any, zone: tzinfo) -> NewFile | int:
    if isinstance(value, dict) and "id" in value:
        return integer(value["id"])
    if isinstance(value, int):
        return value
    found = file_value(value)
    return NewFile(found.name or "file", found.content)


_READERS: Final[Mapping[str, Reader]] = {
    "boolean": lambda value, zone: flag(value),
    "char": lambda value, zone: flag(value),
    "integer": lambda value, zone: integer(value),
    "crm_category": lambda value, zone: integer(value),
    "double": lambda value, zone: Decimal(str(number(value))),
    "date": _day,
    "datetime": moment,
    "file": _file,
}


def _free(name: str, value: Any, depth: int = 0) -> Any:
    """The value of an added field, of which no type is known: texts, numbers, flags, lists and maps of them."""
    if depth > DEEPEST:
        raise invalid(name, f"at most {DEEPEST} lists inside one another")
    if isinstance(value, dict):
        return {str(key): _free(name, item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_free(name, item, depth + 1) for item in value]
    if value is None or isinstance(value, (str, bool, float)) or (isinstance(value, int) and abs(value) < 2**63):
        return value
    raise invalid(name, "texts, numbers, flags and lists of them")


def _channels(value: Any) -> list[Multifield]:
    if value in _EMPTY:
        return []
    if isinstance(value, list):
        return [_channel(each, "") for each in value]
    if isinstance(value, dict):
        return [_channel(each, key) for key, each in value.items()]
    raise InkpostError(Reason.PARAMETER_INVALID, _MULTIPLE.format(_php_type(value)), subject="multiple")


def _channel(value: Any, key: str) -> Multifield:
    """A channel; the id of one that there is stands inside it or is its key."""
    if not isinstance(value, dict):
        raise invalid("fm", "typeId, valueType and value")
    told = {fold(name): item for name, item in value.items()}
    known = told.get("id") or (key if key.isdigit() else 0)
    try:
        return Multifield(
            id=integer(known),
            kind=text(told.get("typeid", "")).upper(),
            value_type=text(told.get("valuetype") or "WORK").upper(),
            value=text(told.get("value") or ""),
        )
    except ValueFault as fault:
        raise invalid("fm", str(fault)) from None


def amount(value: Decimal | None) -> int | float | None:
    """An amount as a number; a whole one without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def day(value: date, work: Work) -> str:
    """A day as a moment with the portal's offset: its beginning in UTC or, where that is still the day before, here."""
    zone = zone_of(work)
    begins = max(datetime.combine(value, time(), UTC), datetime.combine(value, time(), zone))
    return begins.astimezone(zone).isoformat(timespec="seconds")


def channel(each: Multifield) -> dict[str, Any]:
    """A channel as it is answered."""
    return {"id": each.id, "valueType": each.value_type, "value": each.value, "typeId": each.kind}


def shown(field: Field, value: Any, work: Work) -> Any:
    """A field's value as it is answered."""
    if field.disabled:
        return None
    if field.kind == "boolean":
        return "Y" if value else "N"
    if field.kind == "crm_multifield":
        return [channel(each) for each in value]
    if field.multiple:
        return list(value or ())
    if value is None:
        return 0 if field.name in _UNSET_IS_ZERO else None
    return _written(value, work)


def file_shown(field: Field, item: CrmItem, links: Links) -> dict[str, Any] | None:
    """The file in a field, with its links for a person and for a machine."""
    number = item[field.name]
    if number is None:
        return None
    action = FILE_ACTION + field.name.lower()
    return {"id": number, "url": links.absolute(action, item.id), "urlMachine": links.machine(SCOPE, action, item.id)}


def _written(value: Any, work: Work) -> Any:
    if isinstance(value, datetime):
        return written(value, work)
    if isinstance(value, date):
        return day(value, work)
    return amount(value) if isinstance(value, Decimal) else value

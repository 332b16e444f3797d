"""What the codes in an item are called: its stages, its source, its pipeline and the other values of list fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from inkpost.model.crm import CrmItem
from inkpost.model.crm_directories import directory_of
from inkpost.model.crm_fields import Catalogue
from inkpost.model.crm_provider.records import written
from inkpost.model.crm_user_fields import ADDRESS, BOOLEAN, CRM_STATUS, EMPLOYEE, ENUMERATION, MONEY, UserField
from inkpost.model.fields import Value
from inkpost.operations.kit import Work
from inkpost.store import crm_categories, crm_directories, crm_user_fields, people


def named_fields(work: Work, item: CrmItem, catalogue: Catalogue) -> Mapping[str, str]:
    """The names of the codes by the upper names of their fields, from one look; a code in no directory is its name."""
    codes = {
        field.upper: (directory_of(item.type_id, name, item["categoryId"] or 0), str(item[name] or ""))
        for name, field in catalogue.items()
        if field.kind == "crm_status"
    }
    known = crm_directories.names(work.db, work.organization_id, {each for each in codes.values() if each[1]})
    named = {upper: known.get(found, found[1]) for upper, found in codes.items()}
    return {**named, **_pipeline(work, item, catalogue)}


def added_fields(work: Work, item: CrmItem, zone: ZoneInfo) -> Mapping[str, Value]:
    """What the declared fields that users added hold, as the engine takes it."""
    declared = crm_user_fields.of_type(work.db, work.organization_id, item.type_id) if item.user_fields else []
    held = [each for each in declared if item.user_fields.get(each.name) is not None]
    return {each.name: _read(work, each, item.user_fields[each.name], zone) for each in held}


def _read(work: Work, field: UserField, value: Any, zone: ZoneInfo) -> Value:
    if isinstance(value, list):
        return [_read(work, field, each, zone) for each in value]
    reader = _READERS.get(field.kind)
    return reader(work, field, value) if reader else written(value, zone)


def _chosen(work: Work, field: UserField, value: Any) -> Value:
    return next((each.value for each in field.items if str(each.id) == str(value)), str(value))


def _flagged(work: Work, field: UserField, value: Any) -> Value:
    return "Y" if str(value).upper() in ("1", "Y", "TRUE") else "N"


def _amount(work: Work, field: UserField, value: Any) -> Value:
    """``100.5|EUR``: an amount and its currency."""
    amount, _, currency = str(value).partition("|")
    exact = _AMOUNT.match(amount.strip())
    return {"AMOUNT": amount.strip(), "CURRENCY": currency} if exact else str(value)


def _place(work: Work, field: UserField, value: Any) -> Value:
    """``Main Street 1|52.5;13.4``: an address, then where on the earth it is."""
    return str(value).partition("|")[0]


def _person(work: Work, field: UserField, value: Any) -> Value:
    number = int(value) if str(value).isdecimal() and len(str(value)) < 19 else 0
    found = people.user(work.db, work.organization_id, number)
    return found.full_name if found else ""


def _entry(work: Work, field: UserField, value: Any) -> Value:
    directory = str(field.settings.get("ENTITY_TYPE", ""))
    names = crm_directories.names(work.db, work.organization_id, {(directory, str(value))})
    return names.get((directory, str(value)), str(value))


_AMOUNT: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,4})?\Z")
_READERS: Final[Mapping[str, Callable[[Work, UserField, Any], Value]]] = {
    ENUMERATION: _chosen,
    BOOLEAN: _flagged,
    MONEY: _amount,
    ADDRESS: _place,
    EMPLOYEE: _person,
    CRM_STATUS: _entry,
}


def _pipeline(work: Work, item: CrmItem, catalogue: Catalogue) -> Mapping[str, str]:
    field = catalogue.get("categoryId")
    number = item["categoryId"]
    if field is None or number is None:
        return {}
    found = crm_categories.find(work.db, work.organization_id, item.type_id, number)
    return {field.upper: found.name if found else str(number)}

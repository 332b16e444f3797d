"""What an item may be set to: known people and items, texts that fit, and what follows from what is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CHANNELS, LARGEST_AMOUNT, CrmItem, CrmType, Multifield, first_stage, stage_group
from inkpost.model.crm_fields import (
    COMPANY,
    CONTACT,
    DEAL,
    INVOICE,
    LEAD,
    QUOTE,
    Field,
    parent_field,
    parent_type,
)
from inkpost.operations.crm_rights import bindable
from inkpost.operations.kit import Work
from inkpost.store import crm_categories, crm_directories, crm_items, crm_types, people

ANY_FILE: Final = "application/octet-stream"
LONGEST_LINE: Final = 255
LONGEST_TEXT: Final = 65_535
MOST_CHANNELS: Final = 200
MOST_REFERENCES: Final = 1000
LARGEST_USER_FIELDS: Final = 128 * 1024
"""Bytes of all of an item's added fields, written as JSON."""
_REFERENCES: Final = {
    "crm_lead": LEAD,
    "crm_deal": DEAL,
    "crm_contact": CONTACT,
    "crm_company": COMPANY,
    "crm_quote": QUOTE,
}
_CURRENCIES: Final = {"ru": "RUB", "uk": "UAH", "ua": "UAH", "kz": "KZT", "pl": "PLN", "br": "BRL", "en": "USD"}
_EUROPEAN: Final = frozenset({"de", "fr", "it", "es", "la", "nl", "pt"})
_FIRST_OF_LIST: Final[Mapping[int, Mapping[str, Any]]] = {
    LEAD: {"sourceId": "CALL"},
    DEAL: {"sourceId": "CALL", "typeId": "SALE"},
    CONTACT: {"sourceId": "CALL", "typeId": "CLIENT", "export": True},
    COMPANY: {"typeId": "CUSTOMER", "industry": "IT", "employees": "EMPLOYEES_1", "revenue": Decimal(0)},
    INVOICE: {"sourceId": "CALL"},
}
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What is to be set of an item: fields by name in native types, added fields, channels.

    A channel with the id of one of the item's is written over it, or with an empty value takes it away; any other is
    added.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    user_fields: Mapping[str, Any] = field(default_factory=dict)
    channels: Sequence[Multifield] = ()


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a field is to hold."""

    name: str
    content: bytes


def invalid(name: str, detail: str = "") -> InkpostError:
    """The refusal of a field's value."""
    message = f"Invalid value for field {name}" + (f": {detail}" if detail else "")
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name, action="value")


def checked(work: Work, kind: CrmType, given: ItemChange, present: CrmItem | None) -> dict[str, Any]:
    """The fields that may be set, once their values are found to be possible. Raises PARAMETER_INVALID (the field)."""
    fields = {name: value for name, value in given.fields.items() if _settable(kind, name)}
    for name, value in fields.items():
        _check(_described(kind, name), value)
    _check_people(work, kind, fields)
    _check_references(work, kind, fields, present)
    _check_user_fields({**(present.user_fields if present else {}), **given.user_fields}, given.user_fields)
    for channel in given.channels:
        _check_channel(channel)
    return {name: _stored(work, value) for name, value in fields.items()}


def _stored(work: Work, value: Any) -> Any:
    """A value as it is kept: of a file its number, a new one being stored now."""
    if isinstance(value, NewFile):
        return work.keep(value.content, name=value.name, media_type=ANY_FILE).id
    return value


def _check_user_fields(all_fields: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        written = msgspec.json.encode(value)
        if b"\\u0000" in written:
            raise invalid(name, "a text without the character 0")
    if given and len(msgspec.json.encode(all_fields)) > LARGEST_USER_FIELDS:
        raise invalid(next(iter(given)), f"all added fields take at most {LARGEST_USER_FIELDS} bytes together")


def _settable(kind: CrmType, name: str) -> bool:
    found = kind.catalogue.get(name)
    return not found.read_only if found else parent_field(name) is not None


def _described(kind: CrmType, name: str) -> Field:
    found = kind.catalogue.get(name) or parent_field(name)
    if found is None:
        raise KeyError(name)
    return found


def _check(described: Field, value: Any) -> None:
    if isinstance(value, str):
        most = LONGEST_TEXT if described.kind == "text" else LONGEST_LINE
        if len(value) > most or "\0" in value:
            raise invalid(described.name, f"at most {most} characters")
    if described.kind == "file" and value is not None and not isinstance(value, NewFile):
        raise invalid(described.name, "a file")
    if isinstance(value, Decimal) and abs(value) >= LARGEST_AMOUNT:
        raise invalid(described.name, f"less than {LARGEST_AMOUNT}")
    if isinstance(value, list) and len(value) > MOST_REFERENCES:
        raise invalid(described.name, f"at most {MOST_REFERENCES} values")
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**31) < value < 2**31:
        raise invalid(described.name, "a number of 32 bits")
    if value is None and described.required:
        raise invalid(described.name, "a value")


def _check_channel(channel: Multifield) -> None:
    if channel.kind not in CHANNELS or "\0" in channel.value or len(channel.value) > LONGEST_LINE:
        raise invalid("fm", f"typeId is one of {', '.join(CHANNELS)}, value has at most {LONGEST_LINE} characters")
    if not channel.value_type or len(channel.value_type) > 50 or not channel.value_type.isidentifier():
        raise invalid("fm", f"valueType is one of {', '.join(CHANNELS[channel.kind])}")


def _check_people(work: Work, kind: CrmType, fields: Mapping[str, Any]) -> None:
    named = {name: _numbers(value) for name, value in fields.items() if _described(kind, name).kind == "user"}
    wanted = {number for numbers in named.values() for number in numbers}
    unknown = wanted - people.known_users(work.db, work.organization_id, wanted) if wanted else set()
    for name, numbers in named.items():
        if unknown.intersection(numbers):
            raise invalid(name, "no such user")


def _check_references(work: Work, kind: CrmType, fields: Mapping[str, Any], present: CrmItem | None) -> None:
    for name, value in fields.items():
        numbers = set(_numbers(value))
        type_id = _referred(_described(kind, name))
        if numbers and type_id and numbers - _bindable(work, type_id, numbers, _named(kind, present, type_id)):
            raise invalid(name, "no such item")


def _named(kind: CrmType, present: CrmItem | None, type_id: int) -> set[int]:
    """What of a type an item names already, in whichever field."""
    fields = present.fields if present else {}
    described = {name: kind.catalogue.get(name) or parent_field(name) for name in fields}
    same = (fields[name] for name, field in described.items() if field is not None and _referred(field) == type_id)
    return {number for value in same for number in _numbers(value)}


def _referred(described: Field) -> int:
    return parent_type(described) if described.kind == "crm_entity" else _REFERENCES.get(described.kind, 0)


def _bindable(work: Work, type_id: int, numbers: set[int], before: set[int]) -> set[int]:
    kind = crm_types.by_type_id(work.db, work.organization_id, type_id)
    return bindable(work, kind, numbers, before) if kind else set()


def _numbers(value: Any) -> Iterable[int]:
    return [] if value is None else value if isinstance(value, list) else [value]


def defaults(work: Work, kind: CrmType, number: int, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a new item has where nothing else is said."""
    category = fields.get("categoryId")
    if category is None:
        category = crm_categories.default_number(work.db, work.organization_id, kind.type_id)
    today = work.now.astimezone(ZoneInfo(work.caller.organization.timezone)).date()
    found: dict[str, Any] = {
        "title": f"{_titled(work, kind)} #{number}",
        "assignedById": work.user_id,
        "opened": True,
        "categoryId": category,
        "stageId": first_stage(kind.type_id, category),
        "opportunity": Decimal(0),
        "taxValue": Decimal(0),
        "isManualOpportunity": False,
        "currencyId": usual_currency(work.caller.organization.language),
        "begindate": today,
        "closedate": today + _WEEK,
        "actualDate": today + _WEEK,
        "quoteNumber": str(number),
        "accountNumber": str(number),
        **_FIRST_OF_LIST.get(kind.type_id, {}),
    }
    if "mycompanyId" in kind.catalogue and not fields.get("mycompanyId"):
        found["mycompanyId"] = crm_items.first_own_company(work.db, work.organization_id)
    return {name: value for name, value in found.items() if name in kind.catalogue and fields.get(name) is None}


def _titled(work: Work, kind: CrmType) -> str:
    return kind.titled(work.caller.organization.language)


def usual_currency(language: str) -> str:
    return "EUR" if language in _EUROPEAN else _CURRENCIES.get(language, "USD")


def stamps(work: Work, kind: CrmType, fields: Mapping[str, Any], present: CrmItem | None) -> dict[str, Any]:
    """Who made the change and when, also of the stage."""
    found: dict[str, Any] = {"updatedBy": work.user_id, "updatedTime": work.now}
    if present is None:
        found |= {"createdBy": work.user_id, "createdTime": work.now}
    stage = fields.get("stageId")
    if stage is None or (present is not None and stage == present["stageId"]):
        return found
    found |= {"movedBy": work.user_id, "movedTime": work.now}
    if present is not None and "previousStageId" in kind.catalogue:
        found["previousStageId"] = present["stageId"]
    if "dateClosed" in kind.catalogue:
        known = crm_directories.semantics_of(work.db, work.organization_id, kind.type_id, stage)
        found["dateClosed"] = None if (known or stage_group(kind.type_id, stage)) == "P" else work.now
    return found

"""What the older families (``crm.deal.*`` and its like) do alike, over the same items as ``crm.item.*``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Reply
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.listing import split_operator
from inkpost.faces.bitrix.methods.common import char, counted, written, zone_of
from inkpost.faces.bitrix.methods.crm import classic_addresses, userfields
from inkpost.faces.bitrix.methods.crm.classic_fields import FIELDS, SHOWN
from inkpost.faces.bitrix.methods.crm.lists import Query
from inkpost.faces.bitrix.methods.crm.names import found_field
from inkpost.faces.bitrix.methods.crm.titles import of_items
from inkpost.faces.bitrix.methods.crm.upper import DENIED, invalid, known_id, said
from inkpost.faces.bitrix.methods.crm.values import change_of, day, file_shown
from inkpost.faces.bitrix.params import Params, fold, refuse
from inkpost.faces.bitrix.values import ValueFault, flag
from inkpost.model.crm import CHANNELS, CrmItem, CrmType
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, Field, is_user_field, parent_field
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.operations import crm_items, crm_user_fields
from inkpost.operations.crm_values import ItemChange
from inkpost.operations.kit import Work

# Fields whose name here is not the catalogue's in capital letters.
_ALIASES: Final[Mapping[int, Mapping[str, str]]] = {COMPANY: {"companytype": "typeId", "contactid": "contactIds"}}
# One of these asks for all of what is bound, not for the main one.
_BOUND: Final[Mapping[int, Mapping[str, str]]] = {
    CONTACT: {"companyId": "companyIds"},
    DEAL: {"contactId": "contactIds"},
}
_SEARCHED: Final = frozenset({"contactIds", "companyIds", "stageSemanticId", "closed"})
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")
_EVERYTHING: Final = ("*", "UF_*")

ROWS: ErrorTable = {
    Reason.FORBIDDEN: DENIED,
    (Reason.NOT_FOUND, "item"): said("Not found"),
    (Reason.PARAMETER_INVALID, "id"): invalid("ID"),
    (Reason.PARAMETER_INVALID, "fields"): said("Parameter 'fields' must be array."),
    (Reason.PARAMETER_INVALID, "params"): said("Parameter 'params' must be array."),
    (Reason.PARAMETER_INVALID, "order", "shape"): said("Parameter 'order' must be array."),
    (Reason.PARAMETER_INVALID, "filter", "shape"): said("Parameter 'filter' must be array."),
    (Reason.PARAMETER_INVALID, "currencyId", "shape"): said('Invalid value for the "Currency" field'),
    (Reason.PARAMETER_INVALID, "EMAIL", "shape"): said("The E-mail field contains an invalid address", "ERROR_CORE"),
}


class Id(Params):
    """A call that names one item."""

    id: Any = None


class Add(Params):
    """A call with the fields of a new item."""

    fields: Any = None
    params: Any = None


class Update(Params):
    """A call with the fields of an item to change."""

    id: Any = None
    fields: Any = None
    params: Any = None


class Listing(Params):
    """The parameters of a list method."""

    select: Any = None
    order: Any = None
    filter: Any = None
    start: Any = None


def fields(work: Work, type_id: int) -> Reply:
    """What the items of a type have."""
    language = work.caller.organization.language
    russian = of_items(type_id) if language == "ru" else {}
    added = crm_user_fields.described(work, type_id)
    own = {field.name: field.described(russian) for field in FIELDS[type_id]}
    return Reply({**own, **{each.name: userfields.described(each, language) for each in added}})


def add(work: Work, type_id: int, given: Add) -> Reply:
    """Add an item; its number."""
    kind = crm_items.kind(work, type_id, right=Right.CRM_ADD)
    _map("params", {} if given.params is None else given.params)
    told = _map("fields", given.fields)
    number = crm_items.add(work, type_id, _change(work, kind, told)).number
    classic_addresses.put(work, type_id, number, told, Right.CRM_ADD)
    return Reply(number)


def get(work: Work, type_id: int, given: Id) -> Reply:
    """One item with everything that is known of it."""
    kind = crm_items.kind(work, type_id, right=Right.CRM_VIEW)
    item = crm_items.get(work, type_id, known_id(given.id))
    return Reply(_rows(work, kind, [item], (*_EVERYTHING, *CHANNELS))[0])


def update(work: Work, type_id: int, given: Update) -> Reply:
    """Change the fields that are named."""
    kind = crm_items.kind(work, type_id, right=Right.CRM_MODIFY)
    number = known_id(given.id)
    _map("params", {} if given.params is None else given.params)
    told = _map("fields", given.fields)
    crm_items.change(work, type_id, number, _without_immutable(kind, _change(work, kind, told)))
    classic_addresses.put(work, type_id, number, told, Right.CRM_MODIFY)
    return Reply(True)


def delete(work: Work, type_id: int, given: Id) -> Reply:
    """Delete an item."""
    crm_items.kind(work, type_id, right=Right.CRM_DELETE)
    crm_items.remove(work, type_id, known_id(given.id))
    return Reply(True)


def page(work: Work, type_id: int, given: Listing) -> Reply:
    """A page of the items that the caller may see."""
    kind = crm_items.kind(work, type_id, right=Right.CRM_VIEW)
    select = _selected(given.select)
    query = _asked(work, kind, given, select)
    found, total = crm_items.page(work, type_id, query)
    return Reply(_rows(work, kind, found, select), *counted(query, total))


def shape(name: str, message: str) -> InkpostError:
    """The refusal of a parameter of the wrong shape, which these families say in words of their own."""
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name, action="shape")


def _map(name: str, given: Any) -> Mapping[str, Any]:
    """A map of names; a list is one without any."""
    if isinstance(given, dict):
        return given
    if isinstance(given, list):
        return {}
    raise shape(name, f"{name} is a map of names and values")


def _change(work: Work, kind: CrmType, given: Mapping[str, Any]) -> ItemChange:
    told: dict[str, Any] = {}
    channels: list[dict[str, Any]] = []
    for name, value in given.items():
        upper = name.strip().upper()
        if upper in CHANNELS:
            channels += _channels(upper, value)
        else:
            told[_ALIASES.get(kind.type_id, {}).get(fold(name.strip()), name.strip())] = value
    change = change_of(work, kind, told | ({"FM": channels} if channels else {}))
    currency = change.fields.get("currencyId")
    if currency and not _CURRENCY.fullmatch(currency):
        raise shape("currencyId", f"currencyId is {currency[:40]!r}: it is a code of three letters")
    return change


def _without_immutable(kind: CrmType, change: ItemChange) -> ItemChange:
    """A change without what these families set once: an item moves to another pipeline by ``crm.item.update`` alone."""
    fixed = {name for name in change.fields if name in kind.catalogue and kind.catalogue[name].immutable}
    return replace(change, fields={name: item for name, item in change.fields.items() if name not in fixed})


def _channels(kind: str, given: Any) -> Iterable[dict[str, Any]]:
    """The channels of one kind: a list of them, a map by their ids, or one value alone."""
    if given in (None, ""):
        return
    entries = given.items() if isinstance(given, dict) else enumerate(given if isinstance(given, list) else [given])
    for key, each in entries:
        told = {fold(name): item for name, item in each.items()} if isinstance(each, dict) else {"value": each}
        gone = _is_set(told.get("delete"))
        if "value" not in told and not gone:
            continue
        value = "" if gone else told["value"]
        if kind == "EMAIL" and value and not (isinstance(value, str) and _EMAIL.fullmatch(value.strip())):
            raise shape("EMAIL", "EMAIL has a value that is no address")
        known = told.get("id") or (key if str(key).isdigit() and isinstance(given, dict) else 0)
        yield {"id": known, "typeId": kind, "valueType": told.get("valuetype") or "WORK", "value": value}


def _is_set(value: Any) -> bool:
    try:
        return flag(value)
    except ValueFault:
        return False


def _selected(given: Any) -> tuple[str, ...]:
    """The names that are selected, in capital letters; masks stay masks."""
    if given and not isinstance(given, str | list | dict):
        refuse(ValueFault("a list", given).under("select"))
    names = [given] if isinstance(given, str) else given.values() if isinstance(given, dict) else given or []
    chosen = tuple(name.strip().upper() for name in names if isinstance(name, str) and name.strip())
    return chosen or _EVERYTHING


def _asked(work: Work, kind: CrmType, given: Listing, select: Iterable[str]) -> ListQuery:
    """The list query; what names no field is passed over in ``filter`` and ``order``."""
    conditions = _map("filter", {} if given.filter in (None, "") else given.filter)
    order = _map("order", {} if given.order in (None, "") else given.order)
    query = Query(lambda name: _condition_field(kind, name), zone_of(work)).read(
        None,
        {name: _direction(item) for name, item in order.items() if _sortable(kind, name)},
        {key: item for key, item in conditions.items() if _condition_field(kind, split_operator(key)[1])},
        given.start,
    )
    wanted = {field.name for name in _names(kind, select) if (field := _field(kind, name))}
    channels = {"fm"} if any(name in CHANNELS for name in select) else {"id"}
    return msgspec.structs.replace(query, select=frozenset(wanted | channels))


def _direction(given: Any) -> str:
    return "DESC" if isinstance(given, str) and given.strip().upper() == "DESC" else "ASC"


def _field(kind: CrmType, name: str) -> Field | None:
    return found_field(kind, _ALIASES.get(kind.type_id, {}).get(fold(name), name))


def _condition_field(kind: CrmType, name: str) -> Field | None:
    """The field of a condition: a channel is a text, what is bound is all that is bound."""
    if name.upper() in CHANNELS and "fm" in kind.catalogue:
        return Field(name.upper(), name.upper(), "string", "", "")
    field = _field(kind, name)
    if field is None or field.disabled or field.kind == "file":
        return None
    bound = _BOUND.get(kind.type_id, {}).get(field.name)
    field = kind.catalogue[bound] if bound and bound in kind.catalogue else field
    return replace(field, searchable=True) if field.name in _SEARCHED else field if field.searchable else None


def _sortable(kind: CrmType, name: str) -> bool:
    field = _field(kind, name)
    return field is not None and field.searchable and not field.multiple


def _names(kind: CrmType, select: Iterable[str]) -> list[str]:
    """The names that a selection comes to, without the added fields that a mask stands for."""
    own = SHOWN[kind.type_id]
    documented = {field.name for field in FIELDS[kind.type_id]} | set(own)
    chosen = list(own) if "*" in select else []
    return chosen + [
        name for name in select if name not in chosen and (name in documented or parent_field(_camel(name)))
    ]


def _camel(name: str) -> str:
    return name.replace("PARENT_ID_", "parentId")


def _rows(work: Work, kind: CrmType, items: list[CrmItem], select: tuple[str, ...]) -> list[dict[str, Any]]:
    places = classic_addresses.shown(work, kind.type_id, [item.number for item in items], _names(kind, select))
    return [_row(work, kind, item, select, places.get(item.number, {})) for item in items]


def _row(
    work: Work, kind: CrmType, item: CrmItem, select: tuple[str, ...], places: Mapping[str, Any]
) -> dict[str, Any]:
    links = Links(work)
    row = {name: _shown(work, links, kind, item, name) for name in _names(kind, select) if name not in CHANNELS}
    row |= places
    if "*" in select:
        row |= {_upper(name): _text(value) for name, value in item.fields.items() if parent_field(name)}
    for name, value in item.user_fields.items():
        if "UF_*" in select or name in select:
            row[name] = value
    row |= {name: item.user_fields.get(name) for name in select if is_user_field(name)}
    return {**row, **_shown_channels(item, select)}


def _upper(name: str) -> str:
    found = parent_field(name)
    return found.upper if found else name


def _shown_channels(item: CrmItem, select: tuple[str, ...]) -> dict[str, Any]:
    """The channels of the kinds that are selected, as far as there are any."""
    found: dict[str, list[dict[str, str]]] = {}
    for each in item.multifields:
        told = {"ID": str(each.id), "VALUE_TYPE": each.value_type, "VALUE": each.value, "TYPE_ID": each.kind}
        found.setdefault(each.kind, []).append(told)
    return {kind: found[kind] for kind in CHANNELS if kind in select and kind in found}


def _shown(work: Work, links: Links, kind: CrmType, item: CrmItem, name: str) -> Any:
    """A field's value as these families answer it: nearly everything is a text."""
    field = _field(kind, name)
    if field is None:
        return None
    value = item[field.name]
    if field.kind == "boolean":
        return char(bool(value))
    if field.kind == "file":
        return _file(file_shown(field, item, links))
    if field.multiple:
        return [_text(each) for each in value or ()]
    if isinstance(value, Decimal):
        return f"{value:.2f}" if field.name != "revenue" else f"{value.normalize():f}"
    return _moment(value, work) if field.kind in ("date", "datetime") else _text(value)


def _file(shown: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {"id": shown["id"], "showUrl": shown["url"], "downloadUrl": shown["urlMachine"]}


def _moment(value: Any, work: Work) -> str:
    if isinstance(value, datetime):
        return written(value, work)
    return day(value, work) if isinstance(value, date) else ""


def _text(value: Any) -> str | None:
    return None if value is None else str(value)

"""``userfieldconfig.*``: the fields that users add to items of any type, those that users define too"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.common import char, counted, zone_of
from inkpost.faces.bitrix.methods.crm.common import SCOPE
from inkpost.faces.bitrix.methods.crm.upper import said
from inkpost.faces.bitrix.methods.crm.userfields import ENTITIES, told_of
from inkpost.faces.bitrix.params import Params, fold, refuse
from inkpost.faces.bitrix.values import ValueFault
from inkpost.model.crm_fields import INVOICE, QUOTE
from inkpost.model.crm_user_fields import ENUMERATION, KINDS, LABELS, UserField
from inkpost.operations import crm_user_fields
from inkpost.operations.kit import Work

UNSEEN: Final = said("You do not have permission to view user field settings")
UNCHANGED: Final = said("You cannot change the settings of the user field")
KEPT: Final = said("You cannot delete the user field")
NO_CREATING: Final = said("You cannot create custom fields")
ROWS: ErrorTable = {
    Reason.LIMIT_REACHED: said(),
    Reason.PARAMETER_INVALID: said(),
    Reason.CONFLICT: said(),
    (Reason.PARAMETER_MISSING, "name"): said("The 'FIELD_NAME' field is not found."),
    (Reason.PARAMETER_MISSING, "both"): said("The 'FIELD_NAME' field is not found."),
    (Reason.PARAMETER_MISSING, "kind"): said("The 'USER_TYPE_ID' field is not found."),
    (Reason.PARAMETER_INVALID, "name", "foreign"): NO_CREATING,
    (Reason.PARAMETER_INVALID, "module"): said("No settings for UserFieldAccess"),
    (Reason.SCOPE_MISSING, "module"): said("The current method required more scopes. (crm)"),
    (Reason.CONFLICT, "name"): said("Field {given} already exists"),
}
_NAMES: Final = {**ENTITIES, QUOTE: "CRM_QUOTE", INVOICE: "CRM_SMART_INVOICE"}
_TYPES: Final = {name: type_id for type_id, name in _NAMES.items()}
_DEFINED: Final = re.compile(r"CRM_([1-9][0-9]{0,17})\Z")
_TITLES: Final = {
    "crm": ("Linked to CRM entities", "Привязка к элементам CRM"),
    "crm_status": ("Linked to CRM directories", "Привязка к справочникам CRM"),
    "money": ("Money", "Деньги"),
    "employee": ("Linked to employee", "Привязка к сотруднику"),
    "string": ("String", "Строка"),
    "integer": ("Integer", "Целое число"),
    "double": ("Number", "Число"),
    "datetime": ("Date with time", "Дата со временем"),
    "date": ("Date", "Дата"),
    "boolean": ("Yes/No", "Да/Нет"),
    "address": ("Address", "Адрес"),
    "url": ("Link", "Ссылка"),
    "file": ("File", "Файл"),
    "enumeration": ("List", "Список"),
    "iblock_section": ("Linked to information block sections", "Привязка к разделам инфоблоков"),
    "iblock_element": ("Linked to information block elements", "Привязка к элементам инфоблоков"),
}
_FLAGS: Final = {
    "multiple": "multiple",
    "mandatory": "mandatory",
    "showFilter": "show_filter",
    "showInList": "show_in_list",
    "editInList": "edit_in_list",
    "isSearchable": "searchable",
}
_LABELS: Final = dict(
    zip(("editFormLabel", "listColumnLabel", "listFilterLabel", "errorMessage", "helpMessage"), LABELS, strict=True)
)
_COLUMNS: Final = Columns(
    Column("id", int, field="id"),
    Column("entityId", field="entity", searchable=False),
    Column("fieldName", field="name"),
    Column("userTypeId", field="kind"),
    Column("xmlId", field="xml_id"),
    Column("sort", int, field="sort"),
    *(Column(name, bool, field=field) for name, field in _FLAGS.items()),
    Column("settings", field="settings", searchable=False),
)
# What the method for adding does not look at.
_PASSED_OVER: Final = frozenset({"showinlist", "listcolumnlabel", "listfilterlabel", "errormessage", "label"})

family = Family("userfieldconfig", scope="userfieldconfig", rows=ROWS)


class OfModule(Params):
    """A call that names a module."""

    module_id: str


class One(Params):
    """A call that names a field."""

    module_id: str
    id: int


class Add(Params):
    """``userfieldconfig.add``"""

    module_id: str
    field: dict[str, Any]


class Update(Params):
    """``userfieldconfig.update``"""

    module_id: str
    id: int
    field: dict[str, Any]


class Listing(Params):
    """``userfieldconfig.list``"""

    module_id: str
    select: Any = None
    order: Any = None
    filter: Any = None
    start: Any = None


@family.method("getTypes", reads=True)
def get_types(work: Work, given: OfModule) -> Reply:
    """The kinds of fields that there are."""
    _demand_module(work, given.module_id)
    russian = work.caller.organization.language == "ru"
    types = {each: {"userTypeId": each, "description": _TITLES[each][russian]} for each in _TITLES if each in KINDS}
    return Reply({"types": types})


@family.method("add", rows={Reason.FORBIDDEN: said("Access denied"), (Reason.NOT_FOUND, "type"): NO_CREATING})
def add(work: Work, given: Add) -> Reply:
    """Declare a field."""
    _demand_module(work, given.module_id)
    told = _told({name: value for name, value in given.field.items() if fold(name) not in _PASSED_OVER})
    entity = next((value for name, value in given.field.items() if fold(name) == "entityid"), "")
    type_id = _type_of(work, entity)
    if told.get("name") and not told["name"].upper().startswith(f"UF_{entity}_"):
        message = f"fieldName is {told['name'][:50]!r}: it begins with UF_{entity}_"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="name", action="foreign")
    return Reply({"field": _whole(work, crm_user_fields.add(work, type_id, told))})


@family.method("get", rows={Reason.FORBIDDEN: UNSEEN, (Reason.NOT_FOUND, "field"): UNSEEN}, reads=True)
def get(work: Work, given: One) -> Reply:
    """One field."""
    _demand_module(work, given.module_id)
    return Reply({"field": _whole(work, crm_user_fields.find(work, given.id))})


@family.method("list", rows={Reason.FORBIDDEN: UNSEEN}, reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of fields, of all types or of one (``filter.entityId``)."""
    _demand_module(work, given.module_id)
    conditions = dict(given.filter) if isinstance(given.filter, dict) else {}
    entity = next((conditions.pop(name) for name in list(conditions) if fold(name) == "entityid"), None)
    type_id = None if entity is None else _find_type(work, entity) or 0
    asked = {"order": given.order, "filter": conditions, "start": given.start}
    query = _COLUMNS.read({name: value for name, value in asked.items() if value is not None}, zone_of(work))
    found, total = crm_user_fields.page_of_all(work, type_id, query)
    language = given.select.get("language") if isinstance(given.select, dict) else None
    return Reply({"fields": [_row(work, each, language) for each in found]}, *counted(query, total))


@family.method("update", rows={Reason.FORBIDDEN: UNCHANGED, (Reason.NOT_FOUND, "field"): UNCHANGED})
def update(work: Work, given: Update) -> Reply:
    """Change a field."""
    _demand_module(work, given.module_id)
    crm_user_fields.demand_declaring(work)
    present = crm_user_fields.find(work, given.id)
    crm_user_fields.change(work, present.type_id, present.id, _told(given.field))
    return Reply({"field": _whole(work, crm_user_fields.find(work, given.id))})


@family.method("delete", rows={Reason.FORBIDDEN: KEPT, (Reason.NOT_FOUND, "field"): KEPT})
def delete(work: Work, given: One) -> Reply:
    """Delete a field with what items have in it."""
    _demand_module(work, given.module_id)
    crm_user_fields.demand_declaring(work)
    present = crm_user_fields.find(work, given.id)
    crm_user_fields.remove(work, present.type_id, present.id)
    return Reply(None)


def _demand_module(work: Work, module: str) -> None:
    """Only the CRM has fields that users add, and whoever asks for them needs its scope too."""
    if module != SCOPE:
        message = f"moduleId is {module[:50]!r}: it takes {SCOPE}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="module")
    if SCOPE not in work.caller.scopes:
        raise InkpostError(Reason.SCOPE_MISSING, f"The scope {SCOPE} is missing", subject="module")


def _type_of(work: Work, entity: Any) -> int:
    found = _find_type(work, entity)
    if found is None:
        raise InkpostError(
            Reason.NOT_FOUND, f"entityId is {str(entity)[:50]!r}: it takes CRM_DEAL, CRM_7", subject="type"
        )
    return found


def _find_type(work: Work, entity: Any) -> int | None:
    if not isinstance(entity, str):
        return None
    match = _DEFINED.match(entity)
    if match is None:
        return _TYPES.get(entity)
    return crm_user_fields.defined_type(work, int(match[1]))


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a field; the values of a list are called otherwise here."""
    named = {fold(name): value for name, value in given.items()}
    named.pop("list", None)
    try:
        return told_of({"list" if name == "enum" else name: value for name, value in named.items()})
    except ValueFault as fault:
        refuse(fault.under("field"))


def _plain(work: Work, of: UserField) -> dict[str, Any]:
    return {
        "id": str(of.id),
        "entityId": _NAMES.get(of.type_id) or f"CRM_{crm_user_fields.number_of_type(work, of.type_id)}",
        "fieldName": of.name,
        "userTypeId": of.kind,
        "xmlId": of.xml_id,
        "sort": str(of.sort),
        **{name: char(getattr(of, field)) for name, field in _FLAGS.items()},
        "settings": dict(of.settings),
    }


def _whole(work: Work, of: UserField) -> dict[str, Any]:
    languages = sorted({each for texts in of.labels.values() for each, text in texts.items() if text} | {"en"})
    texts = {name: of.labels.get(label, {}) for name, label in _LABELS.items()}
    labels = {name: {each: known.get(each) or None for each in languages} for name, known in texts.items()}
    return {**_plain(work, of), "languageId": {each: each for each in languages}, **labels, **_enum(of)}


def _row(work: Work, of: UserField, language: Any) -> dict[str, Any]:
    if not isinstance(language, str):
        return _plain(work, of)
    labels: dict[str, Any] = {}
    for name, label in _LABELS.items():
        said = of.labels.get(label, {}).get(language)
        labels[name] = {language: said} if said else None
    return {**_plain(work, of), "languageId": {language: language}, **labels}


def _enum(of: UserField) -> dict[str, Any]:
    if of.kind != ENUMERATION:
        return {}
    return {
        "enum": [
            {
                "id": str(each.id),
                "userFieldId": str(of.id),
                "value": each.value,
                "def": char(each.default),
                "sort": str(each.sort),
                "xmlId": each.xml_id,
            }
            for each in of.items
        ]
    }

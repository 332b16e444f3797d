"""``crm.category.*``: the pipelines of a type of items"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.methods.common import char
from inkpost.faces.bitrix.methods.crm.common import MESSAGE, OTHER, ROWS, SCOPE
from inkpost.faces.bitrix.params import Params, fold, refuse
from inkpost.faces.bitrix.values import ValueFault, flag, integer, text
from inkpost.model.crm_directories import Category
from inkpost.model.crm_fields import DEAL
from inkpost.operations import crm_categories
from inkpost.operations.kit import Work

NO_TYPE_IN_WORDS: Final = Row(400, "NOT_FOUND", "Smart process not found")
DEFAULT_OF_CLIENTS: Final = "Default client category does not support updating default state"
CATEGORY_ROWS: ErrorTable = {
    **ROWS,
    (Reason.CONFLICT, "pipelines"): Row(400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type {given} is not supported"),
    (Reason.NOT_FOUND, "category"): Row(400, "NOT_FOUND", "Element not found"),
    (Reason.CONFLICT, "system"): Row(400, "ADDING_DISABLED", "Adding a system category is prohibited"),
    (Reason.PARAMETER_MISSING, "name"): Row(400, "0", "Field 'NAME' is required"),
    (Reason.CONFLICT, "default", "change"): Row(400, "0", DEFAULT_OF_CLIENTS),
    (Reason.CONFLICT, "default"): Row(400, "BX_ERROR", "This funnel is the default funnel"),
    (Reason.CONFLICT, "items"): Row(400, "BX_ERROR", "Elements related to the funnel found"),
    (Reason.CONFLICT, "default", "deals"): Row(400, "0", "Default deal category cannot be deleted"),
    (Reason.CONFLICT, "items", "deals"): Row(400, "0", "Deals related to the funnel {given} found"),
    Reason.PARAMETER_INVALID: MESSAGE,
    Reason.LIMIT_REACHED: OTHER,
}
_FREE: Final = (False, False)
_READ_ONLY: Final = (False, True)
_FIELDS: Final = {
    "id": ("integer", "ID", "ID", _READ_ONLY),
    "name": ("string", "NAME", "Название", _FREE),
    "sort": ("integer", "SORT", "Сортировка", _FREE),
    "entityTypeId": ("integer", "ENTITY_TYPE_ID", "Тип элементов", (True, True)),
    "isDefault": ("boolean", "IS_DEFAULT", "По умолчанию", _FREE),
}
_OF_DEALS: Final = {
    "originId": ("string", "ORIGIN_ID", "Идентификатор во внешнем источнике", _FREE),
    "originatorId": ("string", "ORIGINATOR_ID", "Внешний источник", _FREE),
}
_READ: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "name": ("name", text),
    "sort": ("sort", integer),
    "isdefault": ("default", flag),
    "issystem": ("system", flag),
    "originid": ("origin_id", text),
    "originatorid": ("originator_id", text),
}

family = Family("crm.category", scope=SCOPE, rows=CATEGORY_ROWS)


class OfType(Params):
    """A call that names a type."""

    entity_type_id: int


class One(Params):
    """A call that names a pipeline."""

    entity_type_id: int
    id: int


class Add(Params):
    """``crm.category.add``"""

    entity_type_id: int
    fields: dict[str, Any]


class Update(Params):
    """``crm.category.update``"""

    entity_type_id: int
    id: int
    fields: dict[str, Any]


@family.method("fields", reads=True)
def fields(work: Work, given: OfType) -> Reply:
    """What a pipeline has."""
    kind = crm_categories.kind(work, given.entity_type_id)
    language = work.caller.organization.language
    of_deals = kind.type_id == DEAL
    shown = {**_FIELDS, **_OF_DEALS} if of_deals else _FIELDS
    told = {name: _described(*field, language=language) for name, field in shown.items()}
    told["isDefault"]["isReadOnly"] = of_deals
    return Reply({"fields": told})


@family.method("list", rows={(Reason.NOT_FOUND, "type"): NO_TYPE_IN_WORDS}, reads=True)
def list_(work: Work, given: OfType) -> Reply:
    """The pipelines of a type."""
    found = crm_categories.all_of(work, given.entity_type_id)
    return Reply({"categories": [_shown(each) for each in found]}, len(found))


@family.method("get", reads=True)
def get(work: Work, given: One) -> Reply:
    """One pipeline."""
    return Reply({"category": _shown(crm_categories.get(work, given.entity_type_id, given.id))})


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add a pipeline with its stages."""
    return Reply({"category": _shown(crm_categories.add(work, given.entity_type_id, _told(given.fields)))})


@family.method("update", rows={(Reason.NOT_FOUND, "type"): NO_TYPE_IN_WORDS})
def update(work: Work, given: Update) -> Reply:
    """Change the fields that are named."""
    changed = crm_categories.change(work, given.entity_type_id, given.id, _told(given.fields))
    return Reply({"category": _shown(changed)})


@family.method("delete")
def delete(work: Work, given: One) -> Reply:
    """Delete a pipeline with its stages."""
    crm_categories.remove(work, given.entity_type_id, given.id)
    return Reply(None)


def _described(kind: str, upper: str, russian: str, marks: tuple[bool, bool], *, language: str) -> dict[str, Any]:
    required, read_only = marks
    return {
        "type": kind,
        "isRequired": required,
        "isReadOnly": read_only,
        "isImmutable": False,
        "isMultiple": False,
        "isDynamic": False,
        "title": russian if language == "ru" else upper,
        "upperName": upper,
    }


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    """What is given by the model's names; other names are passed over."""
    told: dict[str, Any] = {}
    for name, value in fields.items():
        known = _READ.get(fold(name))
        if known is None or value is None:
            continue
        try:
            told[known[0]] = known[1](value)
        except ValueFault as fault:
            refuse(fault.under(name).under("fields"))
    return told


def _shown(category: Category) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": category.number,
        "name": category.name,
        "sort": category.sort,
        "entityTypeId": category.type_id,
        "isDefault": char(category.default),
    }
    if category.type_id == DEAL and category.number:
        told |= {"originId": category.origin_id, "originatorId": category.originator_id}
    return told

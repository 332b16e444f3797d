"""``crm.type.*``: the types of items that users define"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply, Row
from inkpost.faces.bitrix.methods.common import char, counted, written, zone_of
from inkpost.faces.bitrix.methods.crm.common import MESSAGE, OTHER, ROWS, SCOPE
from inkpost.faces.bitrix.methods.crm.lists import Query
from inkpost.faces.bitrix.params import Params, fold, refuse
from inkpost.faces.bitrix.values import ValueFault, flag, integer
from inkpost.model.crm import CrmType
from inkpost.model.crm_fields import COMPANY, CONTACT, Field
from inkpost.operations import crm_types
from inkpost.operations.crm_types import Relation, TypeChange
from inkpost.operations.kit import Work

NOT_FOUND: Final = Row(400, "0", "SPA not found")
NOT_FOUND_IN_WORDS: Final = Row(400, "0", "Smart process not found")
TYPE_ROWS: ErrorTable = {
    **ROWS,
    (Reason.NOT_FOUND, "type"): NOT_FOUND,
    (Reason.PARAMETER_INVALID, "entityTypeId"): Row(400, "INVALID_ARG_VALUE", "entityTypeId is out of allowed range"),
    (Reason.PARAMETER_INVALID, "customSectionId"): OTHER,
    (Reason.PARAMETER_MISSING, "title"): Row(400, "BX_EMPTY_REQUIRED", 'Required field "TITLE" is not filled'),
    Reason.PARAMETER_INVALID: MESSAGE,
    (Reason.CONFLICT, "type"): Row(400, "BX_ERROR", "{message}"),
    Reason.LIMIT_REACHED: Row(400, "CREATE_DYNAMIC_TYPE_RESTRICTED", "Maximum number of SPAs exceeded"),
}
_USER_FIELDS: Final = ("CALENDAR_EVENT|UF_CRM_CAL_EVENT", "TASKS_TASK|UF_CRM_TASK", "TASKS_TASK_TEMPLATE|UF_CRM_TASK")
_TITLES: Final = {
    "isCategoriesEnabled": ("Own pipelines and sales tunnels", "Свои воронки и туннели продаж"),
    "isStagesEnabled": ("Own stages and kanban", "Свои стадии и канбан"),
    "isBeginCloseDatesEnabled": ("Fields for start and end dates", "Поля дат начала и завершения"),
    "isClientEnabled": ("Field for the client", "Поле клиента"),
    "isUseInUserfieldEnabled": ("Use in added fields", "Использование в пользовательских полях"),
    "isLinkWithProductsEnabled": ("Goods of the catalogue", "Товары каталога"),
    "isMycompanyEnabled": ("Field for the own company", "Поле реквизитов вашей компании"),
    "isDocumentsEnabled": ("Printing of documents", "Печать документов"),
    "isSourceEnabled": ("Fields for the source", "Поля источника"),
    "isObserversEnabled": ("Field for observers", "Поле наблюдателей"),
    "isRecyclebinEnabled": ("Recycle bin", "Корзина"),
    "isAutomationEnabled": ("Automation rules and triggers", "Роботы и триггеры"),
    "isBizProcEnabled": ("Designer of business processes", "Дизайнер бизнес-процессов"),
    "isSetOpenPermissions": ("New pipelines open to everyone", "Новые воронки доступны всем"),
}
_FIELDS: Final = (
    Field("id", "ID", "integer", "ID", "ID", read_only=True),
    Field("title", "TITLE", "string", "Title", "Название", required=True),
    Field("code", "CODE", "string", "Symbolic code", "Символьный код"),
    Field("createdBy", "CREATED_BY", "user", "Created by", "Кем создан", read_only=True),
    Field("entityTypeId", "ENTITY_TYPE_ID", "integer", "Type", "Тип", required=True, immutable=True),
    Field(
        *("customSectionId", "CUSTOM_SECTION_ID", "integer", "Workplace", "Рабочее место"),
        immutable=True,
        searchable=False,
    ),
    *(Field(name, "", "boolean", *titles) for name, titles in _TITLES.items()),
    Field("createdTime", "CREATED_TIME", "datetime", "Created at", "Когда создан"),
    Field("updatedTime", "UPDATED_TIME", "datetime", "Updated at", "Когда изменён"),
    Field("updatedBy", "UPDATED_BY", "user", "Updated by", "Кем изменён", read_only=True),
)
_SPELLINGS: Final = {fold(field.name): field for field in _FIELDS}
_SWITCHES: Final = {fold(name): name for name in _TITLES}

family = Family("crm.type", scope=SCOPE, rows=TYPE_ROWS)


class ById(Params):
    """``crm.type.get`` and ``delete``"""

    id: int


class ByType(Params):
    """``crm.type.getByEntityTypeId``"""

    entity_type_id: int


class Add(Params):
    """``crm.type.add``"""

    fields: dict[str, Any]


class Update(Params):
    """``crm.type.update``"""

    id: int
    fields: dict[str, Any] | None = None


class Listing(Params):
    """``crm.type.list``"""

    order: Any = None
    filter: Any = None
    start: Any = None


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Define a type."""
    told = _told(given.fields)
    type_id = told.get("entitytypeid")
    made = crm_types.add(work, _change(told), type_id=None if type_id in (None, "") else _number(type_id))
    return Reply({"type": _shown(work, made, whole=True)})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a type."""
    return Reply(
        {"type": _shown(work, crm_types.change(work, given.id, _change(_told(given.fields or {}))), whole=True)}
    )


@family.method("get", reads=True)
def get(work: Work, given: ById) -> Reply:
    """A type by its own id."""
    return Reply({"type": _shown(work, crm_types.get(work, given.id), whole=True)})


@family.method("getbyentitytypeid", rows={(Reason.NOT_FOUND, "type"): NOT_FOUND_IN_WORDS}, reads=True)
def get_by_entity_type_id(work: Work, given: ByType) -> Reply:
    """A type by what its items carry."""
    return Reply({"type": _shown(work, crm_types.by_type_id(work, given.entity_type_id), whole=True)})


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of types without what they are related to."""
    query = Query(lambda name: _SPELLINGS.get(fold(name)), zone_of(work)).read(
        None, given.order, given.filter, given.start
    )
    found, total = crm_types.page(work, query)
    return Reply({"types": [_shown(work, each, whole=False) for each in found]}, *counted(query, total))


@family.method("delete", rows={(Reason.NOT_FOUND, "type"): NOT_FOUND_IN_WORDS})
def delete(work: Work, given: ById) -> Reply:
    """Delete a type that has no items."""
    crm_types.remove(work, given.id)
    return Reply([])


@family.method("fields", reads=True)
def fields(work: Work, given: Nothing) -> Reply:
    """What can be said of a type."""
    crm_types.demand_configuring(work)
    language = work.caller.organization.language
    return Reply({"fields": {field.name: _described(field, language) for field in _FIELDS}})


def _described(field: Field, language: str) -> dict[str, Any]:
    return {
        "type": field.kind,
        "isRequired": field.required,
        "isReadOnly": field.read_only,
        "isImmutable": field.immutable,
        "isMultiple": False,
        "isDynamic": False,
        "title": field.titled(language),
        "upperName": field.upper or _upper(field.name),
    }


def _upper(name: str) -> str:
    return "".join(f"_{each}" if each.isupper() else each for each in name).upper()


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    return {fold(name): value for name, value in given.items()}


def _change(told: Mapping[str, Any]) -> TypeChange:
    _check_workplace(told)
    relations = told.get("relations")
    links = told.get("linkeduserfields")
    return TypeChange(
        title=_text(told, "title"),
        code=_text(told, "code"),
        switches={_SWITCHES[name]: _flag(value, name) for name, value in told.items() if name in _SWITCHES},
        user_fields={name: _flag(links[name], name) for name in _USER_FIELDS if name in links}
        if isinstance(links, dict)
        else {},
        parents=_relations(relations, "parent"),
        children=_relations(relations, "child"),
    )


def _check_workplace(told: Mapping[str, Any]) -> None:
    if "isexternal" in told and _flag(told["isexternal"], "isExternal") and not told.get("customsectionid"):
        message = "Select a workplace where the SPA will be located"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="customSectionId")


def _text(told: Mapping[str, Any], name: str) -> str | None:
    value = told.get(name)
    if value is not None and not isinstance(value, (str, int, float)):
        refuse(ValueFault("a text", value).under(name))
    return None if value is None else str(value)


def _number(value: Any) -> int:
    try:
        return integer(value)
    except ValueFault as fault:
        refuse(fault.under("entityTypeId"))


def _flag(value: Any, name: str) -> bool:
    try:
        return flag(value)
    except ValueFault as fault:
        refuse(fault.under(name))


def _relations(given: Any, side: str) -> tuple[Relation, ...] | None:
    held = given.get(side) if isinstance(given, dict) else None
    if held is None:
        return None
    items = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    told = [_told(each) for each in items if isinstance(each, dict)]
    return tuple(
        Relation(_number(each.get("entitytypeid")), _flag(each.get("ischildrenlistenabled"), "relations"))
        for each in told
    )


def _shown(work: Work, of: CrmType, *, whole: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": of.id,
        "title": of.title,
        "code": of.code,
        "createdBy": of.created_by,
        "entityTypeId": of.type_id,
        "customSectionId": None,
        **{name: char(on) for name, on in of.flags.items()},
        "createdTime": written(of.created_at, work) if of.created_at else None,
        "updatedTime": written(of.updated_at, work) if of.updated_at else None,
        "updatedBy": of.updated_by,
    }
    return {**told, **_around(of)} if whole else told


def _around(of: CrmType) -> dict[str, Any]:
    """What a type is related to. Its clients are above its items by themselves."""
    parents = {each["type_id"]: each["list_shown"] for each in of.settings.get("parents", ())}
    own = (CONTACT, COMPANY) if of.flags["isClientEnabled"] else ()
    above = {**dict.fromkeys(own, True), **parents}
    children = [(each["type_id"], each["list_shown"]) for each in of.settings.get("children", ())]
    linked = of.settings.get("userFields", {})
    return {
        "relations": {
            "parent": [_relation(type_id, listed, type_id in own) for type_id, listed in above.items()],
            "child": [_relation(type_id, listed, False) for type_id, listed in children],
        },
        "linkedUserFields": {name: char(bool(linked.get(name))) for name in _USER_FIELDS},
        "customSections": [],
    }


def _relation(type_id: int, listed: bool, predefined: bool) -> dict[str, Any]:
    return {"entityTypeId": type_id, "isChildrenListEnabled": char(listed), "isPredefined": char(predefined)}

"""What the families of fields that users add do alike: ``crm.lead.userfield.*``, ``crm.deal.userfield.*``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.common import char, zone_of
from inkpost.faces.bitrix.methods.crm.common import SCOPE
from inkpost.faces.bitrix.methods.crm.upper import DENIED, Id, invalid, known_id, loose, said
from inkpost.faces.bitrix.params import Params, fold, refuse
from inkpost.faces.bitrix.values import ValueFault, flag, integer, text
from inkpost.model.crm_user_fields import ENUMERATION, LANGUAGES, UserField
from inkpost.operations import crm_user_fields
from inkpost.operations.crm_user_fields import ItemChange
from inkpost.operations.kit import Work

NAME_MISSING, KIND_MISSING = "The 'FIELD_NAME' field is not found.", "The 'USER_TYPE_ID' field is not found."
CORE: Final = "ERROR_CORE"
ROWS: ErrorTable = {
    Reason.FORBIDDEN: DENIED,
    Reason.PARAMETER_INVALID: said(),
    Reason.LIMIT_REACHED: said(),
    (Reason.PARAMETER_MISSING, "name"): said(NAME_MISSING),
    (Reason.PARAMETER_MISSING, "kind"): said(KIND_MISSING),
    (Reason.PARAMETER_MISSING, "both"): said(f"{NAME_MISSING}\n{KIND_MISSING}"),
    (Reason.PARAMETER_INVALID, "name", "length"): said("Field name is too long (more than 50 characters).", CORE),
    (Reason.PARAMETER_INVALID, "name", "characters"): said(
        "Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _.", CORE
    ),
    (Reason.PARAMETER_INVALID, "kind"): said("Incorrect custom type specified.", CORE),
    (Reason.PARAMETER_INVALID, "id"): invalid("ID"),
    (Reason.PARAMETER_INVALID, "fields"): said("Parameter 'fields' must be array."),
    (Reason.PARAMETER_INVALID, "order", "shape"): said("Parameter 'order' must be array."),
    (Reason.PARAMETER_INVALID, "filter", "shape"): said("Parameter 'filter' must be array."),
    (Reason.CONFLICT, "name"): said("{message}", CORE),
    (Reason.CONFLICT, "xml_id"): said("List item with value XML_ID={given} already exists.", CORE),
    (Reason.NOT_FOUND, "field"): said("The entity with ID '{given}' is not found.", "ERROR_NOT_FOUND"),
}
ENTITIES: Final = {1: "CRM_LEAD", 2: "CRM_DEAL", 3: "CRM_CONTACT", 4: "CRM_COMPANY"}
_FLAGS: Final = {
    "MULTIPLE": "multiple",
    "MANDATORY": "mandatory",
    "SHOW_FILTER": "show_filter",
    "SHOW_IN_LIST": "show_in_list",
    "EDIT_IN_LIST": "edit_in_list",
    "IS_SEARCHABLE": "searchable",
}
_LABELS: Final = {
    "EDIT_FORM_LABEL": "edit",
    "LIST_COLUMN_LABEL": "column",
    "LIST_FILTER_LABEL": "filter",
    "ERROR_MESSAGE": "error",
    "HELP_MESSAGE": "help",
}
_COLUMNS: Final = Columns(
    Column("ID", int, field="id"),
    Column("FIELD_NAME", field="name"),
    Column("USER_TYPE_ID", field="kind"),
    Column("XML_ID", field="xml_id"),
    Column("SORT", int, field="sort"),
    *(Column(name, bool, field=field) for name, field in _FLAGS.items()),
)


class Add(Params):
    """A call that declares a field."""

    fields: Any = None


class Update(Params):
    """A call that changes a field."""

    id: Any = None
    fields: Any = None
    list: Any = None


class Listing(Params):
    """A call that lists fields."""

    order: Any = None
    filter: Any = None


def family_of(prefix: str, type_id: int, rows: ErrorTable | None = None) -> Family:
    """The family of the fields that users add to items of a type; ``rows`` is what it says in its own words."""
    family = Family(prefix, scope=SCOPE, rows={**ROWS, **(rows or {})})

    @family.method("add")
    def add(work: Work, given: Add) -> Reply:
        """Declare a field."""
        return Reply(crm_user_fields.add(work, type_id, _told(given.fields)).id)

    @family.method("get", reads=True)
    def get(work: Work, given: Id) -> Reply:
        """One field."""
        return Reply(_whole(crm_user_fields.get(work, type_id, known_id(given.id))))

    @family.method("list", reads=True)
    def list_(work: Work, given: Listing) -> Reply:
        """The fields that match, on one page."""
        conditions, language = _apart(given.filter)
        query = _COLUMNS.read({"filter": conditions, "order": _map("order", given.order)}, zone_of(work))
        found, total = crm_user_fields.page(work, type_id, query)
        return Reply([_row(each, language) for each in found], total)

    @family.method("update")
    def update(work: Work, given: Update) -> Reply:
        """Change a field."""
        told = _told(given.fields)
        beside = {} if given.list is None else {"items": _items(given.list)}
        crm_user_fields.change(work, type_id, known_id(given.id), {**told, **beside})
        return Reply(True)

    @family.method("delete")
    def delete(work: Work, given: Id) -> Reply:
        """Delete a field with what items have in it."""
        crm_user_fields.remove(work, type_id, known_id(given.id))
        return Reply(True)

    return family


def _map(name: str, given: Any) -> Any:
    if given not in (None, "", []) and not isinstance(given, dict):
        message = f"{name} is a map of names and values"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject=name, action="shape")
    return given or {}


def _apart(given: Any) -> tuple[dict[str, Any], str | None]:
    """The conditions without ``LANG``, which asks for labels, and the language that it names."""
    conditions = dict(_map("filter", given))
    named = next((key for key in conditions if fold(key) == "lang"), None)
    language = conditions.pop(named) if named else None
    return conditions, language if language in LANGUAGES else None


def _told(given: Any) -> dict[str, Any]:
    """What is said of a field, by the model's names; unknown names are passed over."""
    if not isinstance(given, dict):
        message = "fields is a map of names and values"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="fields")
    told: dict[str, Any] = {}
    for name, value in given.items():
        known = _READ.get(fold(name))
        if known is None or value is None:
            continue
        try:
            told[known[0]] = known[1](value)
        except ValueFault as fault:
            refuse(fault.under(name))
    return told


def _label(given: Any) -> str | dict[str, str]:
    return {key: text(value) for key, value in given.items() if value} if isinstance(given, dict) else text(given)


def _settings(given: Any) -> dict[str, Any]:
    if given in ("", []):
        return {}
    if not isinstance(given, dict):
        raise ValueFault("a map of settings", given)
    return given


def _items(given: Any) -> list[ItemChange]:
    """The values of a list that are given, each with the number of a present one where it is to be changed."""
    held = given.values() if isinstance(given, dict) else given if isinstance(given, list) else None
    if held is None:
        raise ValueFault("a list of values", given)
    return [_item({fold(key): value for key, value in each.items()}) for each in held if isinstance(each, dict)]


def _item(told: Mapping[str, Any]) -> ItemChange:
    return ItemChange(
        id=loose(told.get("id")) or None,
        value=text(told.get("value") or ""),
        sort=max(integer(told.get("sort") or 0), 0),
        default=flag(told.get("def")),
        xml_id=text(told.get("xmlid") or ""),
        gone=flag(told.get("del")),
    )


_READ: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "fieldname": ("name", text),
    "usertypeid": ("kind", text),
    "label": ("label", text),
    "xmlid": ("xml_id", text),
    "sort": ("sort", integer),
    "settings": ("settings", _settings),
    "list": ("items", _items),
    **{fold(name): (field, flag) for name, field in _FLAGS.items()},
    **{fold(name): (f"{label}_label", _label) for name, label in _LABELS.items()},
}


def _plain(of: UserField) -> dict[str, Any]:
    return {
        "ID": str(of.id),
        "ENTITY_ID": ENTITIES[of.type_id],
        "FIELD_NAME": of.name,
        "USER_TYPE_ID": of.kind,
        "XML_ID": of.xml_id,
        "SORT": str(of.sort),
        **{name: char(getattr(of, field)) for name, field in _FLAGS.items()},
        "SETTINGS": dict(of.settings),
    }


def _values(of: UserField) -> dict[str, Any]:
    if of.kind != ENUMERATION:
        return {}
    return {
        "LIST": [
            {
                "ID": str(each.id),
                "SORT": str(each.sort),
                "VALUE": each.value,
                "DEF": char(each.default),
                "XML_ID": each.xml_id,
            }
            for each in of.items
        ]
    }


def _whole(of: UserField) -> dict[str, Any]:
    labels = {
        name: {each: of.labels.get(label, {}).get(each, "") for each in LANGUAGES} for name, label in _LABELS.items()
    }
    return {**_plain(of), **labels, **_values(of)}


def _row(of: UserField, language: str | None) -> dict[str, Any]:
    labels = {name: of.labels.get(label, {}).get(language or "") or None for name, label in _LABELS.items()}
    return {**_plain(of), **(labels if language else {}), **_values(of)}


def described(of: UserField, language: str) -> dict[str, Any]:
    """An added field as the methods ``fields`` describe it."""
    told: dict[str, Any] = {
        "type": of.kind,
        "isRequired": of.mandatory,
        "isReadOnly": False,
        "isImmutable": False,
        "isMultiple": of.multiple,
        "isDynamic": True,
    }
    if of.kind == ENUMERATION:
        told["items"] = [{"ID": str(each.id), "VALUE": each.value} for each in of.items]
    return {
        **told,
        "title": of.label(language),
        "listLabel": of.label(language, "column"),
        "formLabel": of.label(language),
        "filterLabel": of.label(language, "filter"),
        "settings": dict(of.settings),
    }

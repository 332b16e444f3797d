"""``crm.status.*``: the directories of the CRM, that is stages, sources and the other values of list fields"""

from __future__ import annotations

from typing import Any, Final

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm.upper import (
    DENIED,
    SCOPE,
    Add,
    Field,
    Fields,
    Id,
    Listing,
    Update,
    asked,
    getter,
    known_id,
    said,
)
from inkpost.faces.bitrix.params import Params, fold
from inkpost.model.crm_directories import FAILURE, SUCCESS, Entry
from inkpost.model.crm_fields import DEAL, LEAD, QUOTE
from inkpost.operations import crm_directories
from inkpost.operations.kit import Work

FINAL: Final = (
    "Cannot create more stages after the final stage because the final successful stage already exists. "
    "Try using sort order values less than that of the final stage."
)
FORCED: Final = 'CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".'
ENTITY_MISSING, CODE_MISSING = "The field ENTITY_ID is required.", "The field STATUS_ID is required."
ROWS: ErrorTable = {
    Reason.FORBIDDEN: DENIED,
    Reason.PARAMETER_INVALID: said(),
    Reason.LIMIT_REACHED: said(),
    (Reason.NOT_FOUND, "entry"): said("Status is not found."),
    (Reason.PARAMETER_INVALID, "id"): said("Invalid identifier."),
    (Reason.PARAMETER_INVALID, "fields"): said("Parameter 'fields' must be array."),
    (Reason.PARAMETER_INVALID, "directory"): said("Specified entity type is not supported."),
    (Reason.PARAMETER_INVALID, "sort", "final"): said(FINAL),
    (Reason.PARAMETER_MISSING, "directory"): said(ENTITY_MISSING),
    (Reason.PARAMETER_MISSING, "code"): said(CODE_MISSING),
    (Reason.PARAMETER_MISSING, "both"): said(f"{ENTITY_MISSING}\n{CODE_MISSING}"),
    (Reason.PARAMETER_MISSING, "name"): said("The field Title is required."),
    (Reason.CONFLICT, "code"): said("The specified status ID already exists.", "ERROR_CORE"),
    (Reason.CONFLICT, "system"): said(FORCED),
    (Reason.CONFLICT, "items"): said("There are active items in this status."),
}
ENTRIES: Final = Fields(
    Field("ID", "integer", "r", "ID", title_ru="ID"),
    Field("ENTITY_ID", "string", "RI", "Entity ID", "directory", title_ru="Справочник"),
    Field("STATUS_ID", "string", "RI", "Status", "code", title_ru="Код значения"),
    Field("SORT", "integer", "", "Sorting", title_ru="Сортировка"),
    Field("NAME", "string", "R", "Name", title_ru="Название"),
    Field("NAME_INIT", "string", "r", "Default Name", "first_name", title_ru="Название по умолчанию"),
    Field("SYSTEM", "char", "r", "System", title_ru="Системное"),
    Field("CATEGORY_ID", "integer", "Il", title_ru="Воронка"),
    Field("COLOR", title_ru="Цвет"),
    Field("SEMANTICS", "char", "It", title_ru="Группа стадий"),
)
EXTRA: Final = Field("EXTRA", "crm_status_extra", "", "Additional Fields", title_ru="Дополнительные поля")
_WITH_EXTRA: Final = (LEAD, DEAL, QUOTE)
_LOST: Final = ("JUNK", "LOSE", "DECLAINED")

family = Family("crm.status", scope=SCOPE, rows=ROWS)


class Delete(Params):
    """``crm.status.delete``"""

    id: Any = None
    params: Any = None


@family.method("fields", reads=True)
def fields(work: Work, given: Nothing) -> Reply:
    """What an entry has."""
    language = work.caller.organization.language
    return Reply({**ENTRIES.described(language), EXTRA.name: EXTRA.described(language)})


@family.method("list", rows={Reason.PARAMETER_INVALID: said("Invalid parameters.")}, reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """The entries of all directories that match, on one page."""
    found, total = crm_directories.page(work, asked(ENTRIES, Listing(order=given.order, filter=given.filter), work))
    return Reply([{**_row(work, each), **_extra(each)} for each in found], total)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One entry."""
    return Reply(_row(work, crm_directories.get(work, known_id(given.id))))


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add an entry to a directory."""
    return Reply(crm_directories.add(work, ENTRIES.read(given.fields)).id)


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change the name, the sort or the colour of an entry."""
    crm_directories.change(work, known_id(given.id), ENTRIES.read(given.fields))
    return Reply(True)


@family.method("delete")
def delete(work: Work, given: Delete) -> Reply:
    """Delete an entry; one of the system with ``FORCED``."""
    flags = given.params if isinstance(given.params, dict) else {}
    forced = next((value for name, value in flags.items() if fold(name) == "forced"), "N") == "Y"
    crm_directories.remove(work, known_id(given.id), forced=forced)
    return Reply(True)


def _row(work: Work, entry: Entry) -> dict[str, Any]:
    return {**ENTRIES.row(getter(entry, {}), work), "SEMANTICS": entry.semantics or None}


def _extra(entry: Entry) -> dict[str, Any]:
    """What stages of the older types say once more, in words."""
    if entry.type_id not in _WITH_EXTRA:
        return {}
    lost = "failure" if entry.code.rpartition(":")[2] in _LOST else "apology"
    semantics = {SUCCESS: "success", FAILURE: lost}.get(entry.semantics, "process")
    return {"EXTRA": {"SEMANTICS": semantics, "COLOR": entry.color}}

"""``crm.status.entity.*``: the directories that there are, and the entries of each"""

from __future__ import annotations

from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm.upper import DENIED, SCOPE, said
from inkpost.faces.bitrix.params import Params
from inkpost.model.crm_directories import Directory
from inkpost.model.crm_fields import DEAL
from inkpost.operations import crm_directories
from inkpost.operations.kit import Work

NO_DIRECTORY: Final = said("The parameter entityId is not defined or invalid.")
ROWS: ErrorTable = {Reason.FORBIDDEN: DENIED, (Reason.PARAMETER_INVALID, "directory"): NO_DIRECTORY}

family = Family("crm.status.entity", scope=SCOPE, rows=ROWS)


class OfDirectory(Params):
    """``crm.status.entity.items``"""

    entity_id: Any = None


@family.method("items", reads=True)
def items(work: Work, given: OfDirectory) -> Reply:
    """The entries of one directory in their order."""
    if not isinstance(given.entity_id, str):
        raise InkpostError(Reason.PARAMETER_INVALID, "entityId names a directory", subject="directory")
    found = crm_directories.entries(work, given.entity_id)
    return Reply([{"NAME": each.name, "SORT": each.sort, "STATUS_ID": each.code} for each in found])


@family.method("types", reads=True)
def types(work: Work, given: Nothing) -> Reply:
    """The directories that there are."""
    return Reply([_directory(each) for each in crm_directories.directories(work)])


def _directory(of: Directory) -> dict[str, Any]:
    told: dict[str, Any] = {"ID": of.name, "NAME": of.title}
    if of.type_id is None:
        return told
    if of.type_id == DEAL and of.prefix:
        told["PARENT_ID"] = "DEAL_STAGE"
    told["SEMANTIC_INFO"] = _semantics(of)
    if of.prefix:
        told["PREFIX"] = of.prefix
    if of.category is not None:
        told["FIELD_ATTRIBUTE_SCOPE"] = f"category_{of.category.number}" if of.prefix else ""
    told["ENTITY_TYPE_ID"] = of.type_id
    return {**told, **_pipeline(of)}


def _semantics(of: Directory) -> Any:
    if of.endings is None:
        return []
    first, won, lost = of.endings
    return {"START_FIELD": first, "FINAL_SUCCESS_FIELD": won, "FINAL_UNSUCCESS_FIELD": lost, "FINAL_SORT": 0}


def _pipeline(of: Directory) -> dict[str, Any]:
    category = of.category
    if category is None:
        return {}
    if of.type_id == DEAL:  # a text, but for the first
        return {"CATEGORY_ID": str(category.number) if of.prefix else 0}
    told: dict[str, Any] = {"IS_ENABLED": of.enabled, "CATEGORY_ID": category.number}
    if of.name.startswith("DYNAMIC_"):
        told |= {"CATEGORY_NAME": category.name, "CATEGORY_SORT": category.sort}
        told["IS_DEFAULT_CATEGORY"] = category.default
    return told

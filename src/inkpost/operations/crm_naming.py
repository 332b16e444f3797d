"""What the codes in an item are called: its stages, its source, its pipeline and the other values of list fields."""

from __future__ import annotations

from collections.abc import Mapping

from inkpost.model.crm import CrmItem
from inkpost.model.crm_directories import directory_of
from inkpost.model.crm_fields import Catalogue
from inkpost.operations.kit import Work
from inkpost.store import crm_categories, crm_directories


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


def _pipeline(work: Work, item: CrmItem, catalogue: Catalogue) -> Mapping[str, str]:
    field = catalogue.get("categoryId")
    number = item["categoryId"]
    if field is None or number is None:
        return {}
    found = crm_categories.find(work.db, work.organization_id, item.type_id, number)
    return {field.upper: found.name if found else str(number)}

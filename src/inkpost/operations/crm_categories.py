"""What can be done with the pipelines of a type of items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmType
from inkpost.model.crm_directories import LONGEST_NAME, Category, has_pipelines
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL
from inkpost.model.people import Level, Right
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_categories as stored
from inkpost.store import crm_directories, crm_types, events

MOST_CATEGORIES: Final = 200
LARGEST_SORT: Final = 2**31 - 1
Given = Mapping[str, Any]
_SETTABLE: Final = ("sort", "origin_id", "originator_id")


@operation(right=Right.SIGNED_IN)
def kind(work: Work, type_id: int) -> CrmType:
    """A type that has pipelines. Raises NOT_FOUND (``type``), CONFLICT (``pipelines``) for one that has none."""
    return _kind(work, type_id)


@operation(right=Right.SIGNED_IN)
def all_of(work: Work, type_id: int) -> list[Category]:
    """The pipelines of a type, of whoever may see no items none. Raises as ``kind`` does."""
    _kind(work, type_id)
    seen = work.level(Right.CRM_VIEW) is not Level.NONE
    return stored.of_type(work.db, work.organization_id, type_id) if seen else []


@operation(right=Right.SIGNED_IN)
def get(work: Work, type_id: int, number: int) -> Category:
    """A pipeline. Raises as ``kind`` does, and NOT_FOUND (``category``), FORBIDDEN."""
    _kind(work, type_id)
    found = _found(work, type_id, number)
    work.demand(Right.CRM_VIEW)
    return found


@operation(right=Right.SIGNED_IN)
def add(work: Work, type_id: int, given: Given) -> Category:
    """Add a pipeline with the stages that pipelines of its type begin with.

    ``given``: name, sort, default, and origin_id, originator_id. Raises as ``kind`` does, and FORBIDDEN,
    PARAMETER_MISSING (``name``), PARAMETER_INVALID, CONFLICT (``system``, ``default``), LIMIT_REACHED.
    """
    of = _kind(work, type_id, hold=True)
    work.demand(Right.CRM_CONFIGURE)
    if given.get("system"):
        raise InkpostError(Reason.CONFLICT, "The system alone adds pipelines of the system", subject="system")
    values = _columns({**given, "name": given.get("name") or ""})
    _demand_room(work, type_id)
    made = stored.add(work.db, work.organization_id, type_id, stored.take(work.db, work.organization_id), **values)
    if type_id not in (CONTACT, COMPANY):
        language = work.caller.organization.language
        crm_directories.add_stages(work.db, work.organization_id, type_id, made.number, language)
    made = _set_default(work, of, made, given)
    _record(work, "crm.category.added", made)
    return made


@operation(right=Right.SIGNED_IN)
def change(work: Work, type_id: int, number: int, given: Given) -> Category:
    """Set what is named of a pipeline; the default one stays the default until another becomes it.

    Raises as ``kind`` does, and NOT_FOUND (``category``), FORBIDDEN, PARAMETER_MISSING (``name``), PARAMETER_INVALID,
    CONFLICT (``default``).
    """
    of = _kind(work, type_id)
    present = _found(work, type_id, number, lock=True)
    work.demand(Right.CRM_CONFIGURE)
    values = _columns(given)
    made = _set_default(work, of, stored.change(work.db, present, **values) if values else present, given)
    _record(work, "crm.category.updated", made)
    return made


@operation(right=Right.SIGNED_IN)
def remove(work: Work, type_id: int, number: int) -> None:
    """Delete a pipeline with its stages.

    Raises as ``kind`` does, and NOT_FOUND (``category``), FORBIDDEN, CONFLICT (``default``; ``items`` while there are
    any in it).
    """
    _kind(work, type_id)
    present = _found(work, type_id, number, lock=True)
    work.demand(Right.CRM_CONFIGURE)
    if present.default:
        raise InkpostError(
            Reason.CONFLICT, "The default pipeline is not deleted", subject="default", action=_of(present)
        )
    if stored.has_items(work.db, present):
        message = f"There are items in the pipeline {present.name}"
        raise InkpostError(Reason.CONFLICT, message, subject="items", given=present.name, action=_of(present))
    crm_directories.remove_stages(work.db, work.organization_id, type_id, number)
    stored.remove(work.db, work.organization_id, type_id, number)
    _record(work, "crm.category.deleted", present)


def _kind(work: Work, type_id: int, *, hold: bool = False) -> CrmType:
    found = crm_types.by_type_id(work.db, work.organization_id, type_id, hold=hold)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such type of items", subject="type")
    if not has_pipelines(type_id):
        name = found.title.upper()
        raise InkpostError(Reason.CONFLICT, f"{name} has no pipelines", subject="pipelines", given=name)
    return found


def _found(work: Work, type_id: int, number: int, *, lock: bool = False) -> Category:
    found = stored.find(work.db, work.organization_id, type_id, number, lock=lock)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such pipeline", subject="category")
    return found


def _of(category: Category) -> str:
    """What is in a pipeline, where that is told apart."""
    return "deals" if category.type_id == DEAL else ""


def _columns(given: Given) -> dict[str, Any]:
    values = {name: given[name] for name in _SETTABLE if given.get(name) is not None}
    if "name" in given:
        values["name"] = _text("name", given["name"] or "").strip()
        if not values["name"]:
            raise InkpostError(Reason.PARAMETER_MISSING, "The name is required", subject="name")
    if "sort" in values:
        values["sort"] = min(max(values["sort"], 0), LARGEST_SORT)
    for name in ("origin_id", "originator_id"):
        if name in values:
            _text(name, values[name])
    return values


def _text(name: str, given: str) -> str:
    if len(given) > LONGEST_NAME or "\0" in given:
        message = f"{name} has {len(given)} characters: it takes at most {LONGEST_NAME}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject=name)
    return given


def _set_default(work: Work, of: CrmType, category: Category, given: Given) -> Category:
    """Make a pipeline the default one where this is said; that of the CRM's own types stays what it is."""
    if not given.get("default") or category.default:
        return category
    if of.type_id in (CONTACT, COMPANY):
        raise InkpostError(Reason.CONFLICT, "The default of clients is not changed", subject="default", action="change")
    if not of.custom:
        return category
    stored.make_default(work.db, work.organization_id, of.type_id, category.number)
    return _found(work, of.type_id, category.number)


def _demand_room(work: Work, type_id: int) -> None:
    if stored.count(work.db, work.organization_id, type_id) >= MOST_CATEGORIES:
        message = f"A type has {MOST_CATEGORIES} pipelines at most"
        raise InkpostError(Reason.LIMIT_REACHED, message, subject="categories")


def _record(work: Work, kind: str, category: Category) -> None:
    events.append(
        work.db,
        work.organization_id,
        kind,
        "crm_category",
        category.number,
        user_id=work.user_id,
        type_id=category.type_id,
    )

"""What can be done with the types of items that users define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmType
from inkpost.model.crm_directory_presets import first_pipeline
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.operations.announcing import tell
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_categories, crm_directories, crm_items, crm_user_fields
from inkpost.store import crm_types as stored

LONGEST_TITLE: Final = 255
MOST_TYPES: Final = 1000
MOST_RELATIONS: Final = 100
LARGEST_TYPE_ID: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Relation:
    """That items of a type are above or below those of another."""

    type_id: int
    list_shown: bool


@dataclass(frozen=True, slots=True)
class TypeChange:
    """What is to be set of a type; None leaves it as it is. ``switches`` and ``user_fields`` are set one by one."""

    title: str | None = None
    code: str | None = None
    switches: Mapping[str, bool] = field(default_factory=dict)
    user_fields: Mapping[str, bool] = field(default_factory=dict)
    parents: tuple[Relation, ...] | None = None
    children: tuple[Relation, ...] | None = None


@operation(right=Right.CRM_CONFIGURE)
def add(work: Work, given: TypeChange, *, type_id: int | None = None) -> CrmType:
    """Define a type; without ``type_id`` it gets the next even one.

    Raises PARAMETER_MISSING (title), PARAMETER_INVALID (``entityTypeId``, title, relations), LIMIT_REACHED.
    """
    if not given.title:
        raise InkpostError(Reason.PARAMETER_MISSING, "The title is required", subject="title")
    following = stored.next_type_id(work.db, work.organization_id)
    number = following if type_id is None else type_id
    _check_type_id(work, number)
    _demand_room(work)
    values = _columns(work, given, {})
    made = stored.add(
        work.db,
        organization_id=work.organization_id,
        type_id=number,
        created_by=work.user_id,
        updated_by=work.user_id,
        created_at=work.now,
        updated_at=work.now,
        **values,
    )
    _add_first_pipeline(work, number)
    _record(work, "crm.type.added", made)
    return made


@operation(right=Right.CRM_VIEW)
def get(work: Work, number: int) -> CrmType:
    """A type by its own number. Raises NOT_FOUND (``type``)."""
    return _found(work, number)


@operation(right=Right.CRM_VIEW)
def by_type_id(work: Work, type_id: int) -> CrmType:
    """A type that users defined by what its items carry. Raises NOT_FOUND (``type``)."""
    found = stored.by_type_id(work.db, work.organization_id, type_id)
    if found is None or not found.custom:
        raise _unknown()
    return found


@operation(right=Right.SIGNED_IN)
def numbers(work: Work) -> list[int]:
    """What the items of the types that users defined carry, in order; the events of their items are named by it."""
    return stored.numbers(work.db, work.organization_id)


@operation(right=Right.CRM_CONFIGURE)
def page(work: Work, query: ListQuery) -> tuple[list[CrmType], int | None]:
    """A page of the types that users defined, and how many there are where the query asks for it."""
    return stored.page(work.db, work.organization_id, query)


@operation(right=Right.SIGNED_IN)
def defined(work: Work) -> list[CrmType]:
    """All types that users defined, by number."""
    return stored.of_organization(work.db, work.organization_id)


@operation(right=Right.CRM_CONFIGURE)
def demand_configuring(work: Work) -> None:
    """Refuse whoever may not define types."""


@operation(right=Right.CRM_CONFIGURE)
def change(work: Work, number: int, given: TypeChange) -> CrmType:
    """Set what is named of a type. Raises NOT_FOUND (``type``), PARAMETER_INVALID (title, relations)."""
    present = _found(work, number, lock=True)
    values = _columns(work, given, present.settings)
    made = stored.change(work.db, number, updated_by=work.user_id, updated_at=work.now, **values)
    _record(work, "crm.type.updated", made)
    return made


@operation(right=Right.CRM_CONFIGURE)
def remove(work: Work, number: int) -> None:
    """Delete a type of which there are no items. Raises NOT_FOUND (``type``), CONFLICT."""
    present = _found(work, number, lock=True)
    if crm_items.any_of(work.db, present):
        raise InkpostError(Reason.CONFLICT, "You cannot delete an entity type that has elements", subject="type")
    crm_directories.remove_stages(work.db, work.organization_id, present.type_id)
    crm_user_fields.remove_of_type(work.db, work.organization_id, present.type_id)
    crm_categories.remove(work.db, work.organization_id, present.type_id)
    stored.remove(work.db, number)
    _record(work, "crm.type.deleted", present)


def _add_first_pipeline(work: Work, type_id: int) -> None:
    language = work.caller.organization.language
    category = crm_categories.take(work.db, work.organization_id)
    name = first_pipeline(language)
    crm_categories.add(work.db, work.organization_id, type_id, category, name=name, default=True)
    crm_directories.add_stages(work.db, work.organization_id, type_id, category, language)


def _found(work: Work, number: int, *, lock: bool = False) -> CrmType:
    found = stored.find(work.db, work.organization_id, number, lock=lock)
    if found is None:
        raise _unknown()
    return found


def _unknown() -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, "There is no such type of items", subject="type")


def _check_type_id(work: Work, number: int) -> None:
    allowed = 128 <= number < 192 or (number >= stored.FIRST_OF_ALL and number % 2 == 0 and number <= LARGEST_TYPE_ID)
    if not allowed or stored.by_type_id(work.db, work.organization_id, number):
        message = "entityTypeId is out of allowed range: from 128 to 191 or even from 1030 on, and not yet taken"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="entityTypeId")


def _demand_room(work: Work) -> None:
    if stored.count(work.db, work.organization_id) >= MOST_TYPES:
        raise InkpostError(Reason.LIMIT_REACHED, f"There are {MOST_TYPES} types at most", subject="types")


def _columns(work: Work, given: TypeChange, present: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if given.title is not None:
        values["title"] = _checked("title", given.title)
    if given.code is not None:
        values["code"] = _checked("code", given.code)
    settings = {**present, **given.switches}
    settings["userFields"] = {**present.get("userFields", {}), **given.user_fields}
    for name, relations in (("parents", given.parents), ("children", given.children)):
        if relations is not None:
            settings[name] = _related(work, relations)
    values["settings"] = settings
    return values


def _checked(name: str, text: str) -> str:
    if not text.strip() or len(text) > LONGEST_TITLE or "\0" in text:
        message = f"{name} has {len(text)} characters: it takes 1 to {LONGEST_TITLE}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject=name)
    return text


def _related(work: Work, relations: tuple[Relation, ...]) -> list[dict[str, Any]]:
    wanted = {each.type_id: each for each in relations}
    if len(wanted) > MOST_RELATIONS:
        raise _wrong_relations(f"at most {MOST_RELATIONS} types")
    unknown = wanted.keys() - stored.known(work.db, work.organization_id, wanted.keys())
    if unknown:
        raise _wrong_relations(f"there is no type {min(unknown)}")
    return [{"type_id": each.type_id, "list_shown": each.list_shown} for each in wanted.values()]


def _wrong_relations(fault: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"relations: {fault}", subject="relations")


def _record(work: Work, kind: str, of: CrmType) -> None:
    tell(work, kind, "crm_type", of.id, entity_type_id=of.type_id)

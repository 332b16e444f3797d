"""``crm.requisite.*``"""

from __future__ import annotations

from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.common import counted
from inkpost.faces.bitrix.methods.crm.requisite_fields import REQUISITES
from inkpost.faces.bitrix.methods.crm.upper import (
    DENIED_LIST,
    RIGHTS,
    SCOPE,
    Add,
    Id,
    Listing,
    Update,
    asked,
    getter,
    invalid,
    known_id,
    said,
)
from inkpost.model.requisites import Requisite
from inkpost.operations import crm_requisites
from inkpost.operations.kit import Work

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_INVALID, "id"): invalid("ID"),
    (Reason.PARAMETER_INVALID, "entity_type_id"): invalid("ENTITY_TYPE_ID"),
    (Reason.PARAMETER_INVALID, "entity_id"): invalid("ENTITY_ID"),
    (Reason.PARAMETER_INVALID, "preset_id"): invalid("PRESET_ID"),
    (Reason.NOT_FOUND, "owner"): said("Entity not found."),
    (Reason.NOT_FOUND, "requisite"): said(),
}

family = Family("crm.requisite", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What requisites have."""
    return Reply(REQUISITES.described(work.caller.organization.language))


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Record requisites of a contact or a company."""
    return Reply(crm_requisites.add(work, REQUISITES.read(given.fields)).id)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One set of requisites."""
    return Reply(_row(work, crm_requisites.get(work, known_id(given.id))))


@family.method("list", rows={Reason.FORBIDDEN: DENIED_LIST}, reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of requisites."""
    query = asked(REQUISITES, given, work)
    found, total = crm_requisites.page(work, query)
    return Reply([_row(work, each, query.select) for each in found], *counted(query, total))


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change requisites."""
    crm_requisites.update(work, known_id(given.id), REQUISITES.read(given.fields))
    return Reply(True)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete requisites with their accounts and addresses."""
    crm_requisites.delete(work, known_id(given.id))
    return Reply(True)


def _row(work: Work, requisite: Requisite, select: frozenset[str] | None = None) -> dict[str, Any]:
    return REQUISITES.row(getter(requisite, {"vat_payer": "N"}), work, select)

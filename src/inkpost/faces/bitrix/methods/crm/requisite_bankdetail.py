"""``crm.requisite.bankdetail.*``"""

from __future__ import annotations

from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.common import counted
from inkpost.faces.bitrix.methods.crm.requisite_fields import BANK_DETAILS
from inkpost.faces.bitrix.methods.crm.upper import (
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
from inkpost.model.requisites import BankDetail
from inkpost.operations import crm_requisites
from inkpost.operations.kit import Work

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_INVALID, "id"): invalid("ID"),
    (Reason.PARAMETER_INVALID, "entity_id"): invalid("ENTITY_ID"),
    (Reason.NOT_FOUND, "requisite"): said(),
}

family = Family("crm.requisite.bankdetail", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What bank details have."""
    return Reply(BANK_DETAILS.described(work.caller.organization.language))


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Record bank details of requisites."""
    return Reply(crm_requisites.add_bank_detail(work, BANK_DETAILS.read(given.fields)).id)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One set of bank details."""
    return Reply(_row(work, crm_requisites.get_bank_detail(work, known_id(given.id))))


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of bank details."""
    query = asked(BANK_DETAILS, given, work)
    found, total = crm_requisites.page_of_bank_details(work, query)
    return Reply([_row(work, each, query.select) for each in found], *counted(query, total))


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change bank details."""
    crm_requisites.update_bank_detail(work, known_id(given.id), BANK_DETAILS.read(given.fields))
    return Reply(True)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete bank details."""
    crm_requisites.delete_bank_detail(work, known_id(given.id))
    return Reply(True)


def _row(work: Work, bank_detail: BankDetail, select: frozenset[str] | None = None) -> dict[str, Any]:
    return BANK_DETAILS.row(getter(bank_detail, {}), work, select)

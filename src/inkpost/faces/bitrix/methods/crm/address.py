"""``crm.address.*``"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.common import counted
from inkpost.faces.bitrix.methods.crm.requisite_fields import ADDRESSES
from inkpost.faces.bitrix.methods.crm.upper import (
    DENIED_LIST,
    RIGHTS,
    SCOPE,
    Add,
    Listing,
    asked,
    getter,
    invalid,
    said,
)
from inkpost.operations import crm_addresses
from inkpost.operations.kit import Work

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_INVALID, "type_id"): invalid("TYPE_ID"),
    (Reason.PARAMETER_INVALID, "entity_type_id"): invalid("ENTITY_TYPE_ID"),
    (Reason.PARAMETER_INVALID, "entity_id"): invalid("ENTITY_ID"),
    (Reason.CONFLICT, "address"): said("TypeAddress exists."),
    (Reason.NOT_FOUND, "address"): said("TypeAddress not found."),
}

family = Family("crm.address", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What an address has."""
    return Reply(ADDRESSES.described(work.caller.organization.language))


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Record an address of requisites or a lead."""
    crm_addresses.add(work, ADDRESSES.read(given.fields))
    return Reply(True)


@family.method("list", rows={Reason.FORBIDDEN: DENIED_LIST}, reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of addresses."""
    query = asked(ADDRESSES, given, work)
    found, total = crm_addresses.page(work, query)
    rows = [ADDRESSES.row(getter(each, {}), work, query.select) for each in found]
    return Reply(rows, *counted(query, total))


@family.method("update")
def update(work: Work, given: Add) -> Reply:
    """Change an address, which its fields name."""
    crm_addresses.update(work, ADDRESSES.read(given.fields))
    return Reply(True)


@family.method("delete")
def delete(work: Work, given: Add) -> Reply:
    """Delete an address, which its fields name."""
    crm_addresses.delete(work, ADDRESSES.read(given.fields))
    return Reply(True)

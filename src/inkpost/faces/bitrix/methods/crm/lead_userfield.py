"""``crm.lead.userfield.*``: the fields that users add to leads"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply
from inkpost.faces.bitrix.methods.crm import userfields
from inkpost.faces.bitrix.methods.crm.upper import SCOPE, Id, said
from inkpost.faces.bitrix.methods.crm.userfields import Add, Listing, Update
from inkpost.model.crm_fields import LEAD
from inkpost.operations.kit import Work

ROWS: ErrorTable = {
    **userfields.ROWS,
    (Reason.PARAMETER_INVALID, "kind"): said("Invalid custom type specified.", userfields.CORE),
    (Reason.CONFLICT, "xml_id"): said("List item with XML_ID={given} already exists.", userfields.CORE),
}

family = Family("crm.lead.userfield", scope=SCOPE, rows=ROWS)


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Declare a field."""
    return userfields.add(work, LEAD, given)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One field."""
    return userfields.get(work, LEAD, given)


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """The fields that match."""
    return userfields.page(work, LEAD, given)


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change a field."""
    return userfields.update(work, LEAD, given)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a field with what items have in it."""
    return userfields.delete(work, LEAD, given)

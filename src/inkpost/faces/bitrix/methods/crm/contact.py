"""``crm.contact.*``: contacts in capital letters"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm import classic
from inkpost.faces.bitrix.methods.crm.classic import ROWS, Add, Id, Listing, Update
from inkpost.faces.bitrix.methods.crm.upper import SCOPE, said
from inkpost.model.crm_fields import CONTACT
from inkpost.operations.kit import Work

CONTACT_ROWS: ErrorTable = {
    **ROWS,
    (Reason.PARAMETER_INVALID, "EMAIL", "shape"): said(
        "The field Work e-mail contains an invalid address", "ERROR_CORE"
    ),
}
MISSING: ErrorTable = {(Reason.NOT_FOUND, "item"): said("Contact is not found")}
GONE: ErrorTable = {(Reason.NOT_FOUND, "item"): said("Element not found", "ERROR_CORE")}

family = Family("crm.contact", scope=SCOPE, rows=CONTACT_ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What one of them has."""
    return classic.fields(work, CONTACT)


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add one."""
    return classic.add(work, CONTACT, given)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One of them."""
    return classic.get(work, CONTACT, given)


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of them."""
    return classic.page(work, CONTACT, given)


@family.method("update", rows=MISSING)
def update(work: Work, given: Update) -> Reply:
    """Change one."""
    return classic.update(work, CONTACT, given)


@family.method("delete", rows=GONE)
def delete(work: Work, given: Id) -> Reply:
    """Delete one."""
    return classic.delete(work, CONTACT, given)

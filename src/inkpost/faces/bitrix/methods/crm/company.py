"""``crm.company.*``: companies in capital letters"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm import classic
from inkpost.faces.bitrix.methods.crm.classic import ROWS, Add, Id, Listing, Update
from inkpost.faces.bitrix.methods.crm.upper import SCOPE, said
from inkpost.model.crm_fields import COMPANY
from inkpost.model.people import Right
from inkpost.operations import crm_items
from inkpost.operations.kit import Work

MISSING: ErrorTable = {(Reason.NOT_FOUND, "item"): said("Company is not found")}

family = Family("crm.company", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What one of them has. Of the four families this one alone is documented to refuse who may see none."""
    crm_items.kind(work, COMPANY, right=Right.CRM_VIEW)
    return classic.fields(work, COMPANY)


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add one."""
    return classic.add(work, COMPANY, given)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One of them."""
    return classic.get(work, COMPANY, given)


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of them."""
    return classic.page(work, COMPANY, given)


@family.method("update", rows=MISSING)
def update(work: Work, given: Update) -> Reply:
    """Change one."""
    return classic.update(work, COMPANY, given)


@family.method("delete", rows=MISSING)
def delete(work: Work, given: Id) -> Reply:
    """Delete one."""
    return classic.delete(work, COMPANY, given)

"""``crm.lead.*``: leads in capital letters"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm import classic
from inkpost.faces.bitrix.methods.crm.classic import ROWS, Add, Id, Listing, Update
from inkpost.faces.bitrix.methods.crm.upper import SCOPE
from inkpost.model.crm_fields import LEAD
from inkpost.operations.kit import Work

family = Family("crm.lead", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What one of them has."""
    return classic.fields(work, LEAD)


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add one."""
    return classic.add(work, LEAD, given)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One of them."""
    return classic.get(work, LEAD, given)


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of them."""
    return classic.page(work, LEAD, given)


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change one."""
    return classic.update(work, LEAD, given)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete one."""
    return classic.delete(work, LEAD, given)

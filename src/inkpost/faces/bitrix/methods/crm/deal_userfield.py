"""``crm.deal.userfield.*``: the fields that users add to deals"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.crm import userfields
from inkpost.faces.bitrix.methods.crm.upper import SCOPE, Id
from inkpost.faces.bitrix.methods.crm.userfields import Add, Listing, Update
from inkpost.model.crm_fields import DEAL
from inkpost.operations.kit import Work

family = Family("crm.deal.userfield", scope=SCOPE, rows=userfields.ROWS)


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Declare a field."""
    return userfields.add(work, DEAL, given)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One field."""
    return userfields.get(work, DEAL, given)


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """The fields that match."""
    return userfields.page(work, DEAL, given)


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change a field."""
    return userfields.update(work, DEAL, given)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a field with what items have in it."""
    return userfields.delete(work, DEAL, given)

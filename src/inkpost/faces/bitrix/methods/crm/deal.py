"""``crm.deal.*``: deals in capital letters"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm import classic
from inkpost.faces.bitrix.methods.crm.classic import ROWS, Add, Id, Listing, Update
from inkpost.faces.bitrix.methods.crm.upper import SCOPE
from inkpost.model.crm_fields import DEAL
from inkpost.operations.kit import Work

family = Family("crm.deal", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What one of them has."""
    return classic.fields(work, DEAL)


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add one."""
    return classic.add(work, DEAL, given)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One of them."""
    return classic.get(work, DEAL, given)


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of them."""
    return classic.page(work, DEAL, given)


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change one."""
    return classic.update(work, DEAL, given)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete one."""
    return classic.delete(work, DEAL, given)

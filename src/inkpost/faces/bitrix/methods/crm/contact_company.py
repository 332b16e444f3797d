"""``crm.contact.company.*``: the companies of a contact, one by one"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm import classic_bindings
from inkpost.faces.bitrix.methods.crm.classic_bindings import ROWS, One
from inkpost.faces.bitrix.methods.crm.upper import SCOPE
from inkpost.model.crm_fields import CONTACT
from inkpost.operations.kit import Work

family = Family("crm.contact.company", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What a binding has."""
    return classic_bindings.fields(work, CONTACT)


@family.method("add")
def add(work: Work, given: One) -> Reply:
    """Bind one more."""
    return classic_bindings.add(work, CONTACT, given)


@family.method("delete")
def delete(work: Work, given: One) -> Reply:
    """Bind one less."""
    return classic_bindings.delete(work, CONTACT, given)

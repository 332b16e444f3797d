"""``crm.lead.contact.*``: the contacts of a lead, one by one"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm import classic_bindings
from inkpost.faces.bitrix.methods.crm.classic_bindings import OF_LEADS, ROWS, One
from inkpost.faces.bitrix.methods.crm.upper import SCOPE
from inkpost.model.crm_fields import LEAD
from inkpost.operations.kit import Work

family = Family("crm.lead.contact", scope=SCOPE, rows={**ROWS, **OF_LEADS})


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What a binding has."""
    return classic_bindings.fields(work, LEAD)


@family.method("add")
def add(work: Work, given: One) -> Reply:
    """Bind one more."""
    return classic_bindings.add(work, LEAD, given)


@family.method("delete")
def delete(work: Work, given: One) -> Reply:
    """Bind one less."""
    return classic_bindings.delete(work, LEAD, given)

"""``crm.company.contact.*``: the contacts of a company, one by one"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm import classic_bindings
from inkpost.faces.bitrix.methods.crm.classic_bindings import NO_ITEM, ROWS, One
from inkpost.faces.bitrix.methods.crm.upper import SCOPE
from inkpost.model.crm_fields import COMPANY
from inkpost.operations.kit import Work

family = Family("crm.company.contact", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What a binding has."""
    return classic_bindings.fields(work, COMPANY)


@family.method("add")
def add(work: Work, given: One) -> Reply:
    """Bind one more."""
    return classic_bindings.add(work, COMPANY, given)


@family.method("delete", rows={(Reason.PARAMETER_INVALID, "fields", "shape"): NO_ITEM})
def delete(work: Work, given: One) -> Reply:
    """Bind one less."""
    return classic_bindings.delete(work, COMPANY, given)

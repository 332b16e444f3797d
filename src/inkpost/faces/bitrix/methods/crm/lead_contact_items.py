"""``crm.lead.contact.items.*``: all contacts of a lead at once"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.crm import classic_bindings
from inkpost.faces.bitrix.methods.crm.classic import Id
from inkpost.faces.bitrix.methods.crm.classic_bindings import ITEMS_ROWS, OF_LEADS, Items
from inkpost.faces.bitrix.methods.crm.upper import SCOPE
from inkpost.model.crm_fields import LEAD
from inkpost.operations.kit import Work

family = Family("crm.lead.contact.items", scope=SCOPE, rows={**ITEMS_ROWS, **OF_LEADS})


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """All that is bound."""
    return classic_bindings.get_items(work, LEAD, given)


@family.method("set")
def set_(work: Work, given: Items) -> Reply:
    """Bind exactly these."""
    return classic_bindings.set_items(work, LEAD, given)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Bind nothing."""
    return classic_bindings.delete_items(work, LEAD, given)

"""``crm.deal.productrows.*``: the goods of a deal"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.crm import classic_rows
from inkpost.faces.bitrix.methods.crm.classic import Id
from inkpost.faces.bitrix.methods.crm.classic_rows import ROWS, Set
from inkpost.faces.bitrix.methods.crm.upper import SCOPE
from inkpost.model.crm_fields import DEAL
from inkpost.operations.kit import Work

family = Family("crm.deal.productrows", scope=SCOPE, rows=ROWS)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """All goods."""
    return classic_rows.get(work, DEAL, given)


@family.method("set")
def set_(work: Work, given: Set) -> Reply:
    """Let there be exactly these goods."""
    return classic_rows.put(work, DEAL, given)

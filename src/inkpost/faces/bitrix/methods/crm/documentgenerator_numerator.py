"""``crm.documentgenerator.numerator.*``"""

from __future__ import annotations

from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.generator.common import Id, Start, begun, constructor, counted, unknown
from inkpost.faces.bitrix.generator.numerators import Fields, change, shown
from inkpost.faces.bitrix.methods.crm.generator import DENIED, MODULE, NO_FIELDS, NO_TEMPLATES, NOT_A_MAP, SCOPE
from inkpost.faces.bitrix.params import Params
from inkpost.model.numbering import Numerator
from inkpost.operations import numerators
from inkpost.operations.kit import Work

ROWS: ErrorTable = {
    (Reason.FORBIDDEN, "templates"): NO_TEMPLATES,
    (Reason.FORBIDDEN, "numerator"): DENIED,
    (Reason.PARAMETER_MISSING, "id"): constructor("Main\\Numerator\\Numerator", typo=True),
    (Reason.PARAMETER_INVALID, "id"): unknown("numerator"),
    (Reason.NOT_FOUND, "numerator"): unknown("numerator"),
    (Reason.PARAMETER_MISSING, "fields"): NO_FIELDS,
    (Reason.PARAMETER_INVALID, "fields"): NOT_A_MAP,
    (Reason.PARAMETER_MISSING, "numerator"): Row(400, "0", "{message}"),
}

family = Family("crm.documentgenerator.numerator", scope=SCOPE, rows=ROWS)


class Add(Params):
    """``crm.documentgenerator.numerator.add``"""

    fields: Fields


class Update(Params):
    """``crm.documentgenerator.numerator.update``"""

    id: int
    fields: Fields


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add a numerator. Here alone its id is a number."""
    numerator = numerators.add(work, change(given.fields), module=MODULE)
    return Reply({"numerator": {**shown(numerator), "id": numerator.id}})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a numerator that was added here. Nothing is wrapped around the answer."""
    return Reply(shown(numerators.update(work, given.id, change(given.fields), module=MODULE)))


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One numerator, whoever added it."""
    return Reply({"numerator": shown(numerators.get(work, given.id))})


@family.method("list", reads=True)
def list_(work: Work, given: Start) -> Reply:
    """A page of numerators, those of other parts of the system too."""
    query = begun(given)
    found, total = numerators.page(work, query)
    return Reply({"numerators": [_row(each) for each in found]}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a numerator that was added here and that no template uses."""
    numerators.delete(work, given.id, module=MODULE)
    return Reply(None)


def _row(numerator: Numerator) -> dict[str, Any]:
    return {name: item for name, item in shown(numerator).items() if name != "code"}

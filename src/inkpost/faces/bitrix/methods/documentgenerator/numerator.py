"""``documentgenerator.numerator.*``"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.generator.common import Id, Start, begun, constructor, counted, missing, not_a_map, unknown
from inkpost.faces.bitrix.generator.numerators import Fields, change, shown
from inkpost.faces.bitrix.methods.documentgenerator.common import DENIED_400, MODULE, RIGHTS, SCOPE
from inkpost.faces.bitrix.params import Params
from inkpost.operations import numerators
from inkpost.operations.kit import Work

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_MISSING, "id"): constructor("Main\\Numerator\\Numerator"),
    (Reason.PARAMETER_INVALID, "id"): unknown("numerator"),
    (Reason.NOT_FOUND, "numerator"): unknown("numerator"),
    (Reason.PARAMETER_MISSING, "fields"): missing("fields"),
    (Reason.PARAMETER_INVALID, "fields"): not_a_map("fields"),
    (Reason.PARAMETER_MISSING, "numerator"): Row(400, "0", "{message}"),
    (Reason.FORBIDDEN, "numerator"): DENIED_400,
}

family = Family("documentgenerator.numerator", scope=SCOPE, rows=ROWS)


class Add(Params):
    """``documentgenerator.numerator.add``"""

    fields: Fields


class Update(Params):
    """``documentgenerator.numerator.update``"""

    id: int
    fields: Fields


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add a numerator. Here alone its id is a number."""
    numerator = numerators.add(work, change(given.fields), module=MODULE)
    return Reply({"numerator": {**shown(numerator), "id": numerator.id}})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a numerator. Here alone nothing is wrapped around it."""
    return Reply(shown(numerators.update(work, given.id, change(given.fields), module=MODULE)))


@family.method("get")
def get(work: Work, given: Id) -> Reply:
    """One numerator."""
    return Reply({"numerator": shown(numerators.get(work, given.id))})


@family.method("list")
def list_(work: Work, given: Start) -> Reply:
    """A page of numerators, those of other parts of the system too."""
    query = begun(given)
    found, total = numerators.page(work, query)
    return Reply({"numerators": [shown(each) for each in found]}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a numerator that no template uses."""
    numerators.delete(work, given.id, module=MODULE)
    return Reply(None)

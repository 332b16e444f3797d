"""``crm.requisite.preset.*``"""

from __future__ import annotations

from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.common import counted
from inkpost.faces.bitrix.methods.crm.requisite_fields import PRESETS
from inkpost.faces.bitrix.methods.crm.upper import (
    DENIED_LIST,
    RIGHTS,
    SCOPE,
    Add,
    Id,
    Listing,
    Update,
    asked,
    getter,
    invalid,
    known_id,
    said,
)
from inkpost.model.requisite_presets import COUNTRIES
from inkpost.model.requisites import REQUISITE, Preset
from inkpost.operations import crm_presets
from inkpost.operations.kit import Work

IN_USE = said("You cannot delete the template because requisites have already been created for it")
ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_INVALID, "id"): invalid("ID"),
    (Reason.PARAMETER_INVALID, "entity_type_id"): invalid("ENTITY_TYPE_ID"),
    (Reason.PARAMETER_INVALID, "country_id"): invalid("COUNTRY_ID"),
    (Reason.NOT_FOUND, "preset"): said(),
    (Reason.CONFLICT, "preset"): IN_USE,
}

family = Family("crm.requisite.preset", scope=SCOPE, rows=ROWS)


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What a preset has."""
    return Reply(PRESETS.described(work.caller.organization.language))


@family.method("countries")
def countries(work: Work, given: Nothing) -> Reply:
    """The countries that presets are for."""
    return Reply([{"ID": number, "CODE": code, "TITLE": title} for number, (code, title) in COUNTRIES.items()])


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Record a preset."""
    return Reply(crm_presets.add(work, PRESETS.read(given.fields)).id)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One preset."""
    return Reply(_row(work, crm_presets.get(work, known_id(given.id))))


@family.method("list", rows={Reason.FORBIDDEN: DENIED_LIST}, reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of presets."""
    query = asked(PRESETS, given, work)
    found, total = crm_presets.page(work, query)
    return Reply([_row(work, each, query.select) for each in found], *counted(query, total))


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change a preset."""
    crm_presets.update(work, known_id(given.id), PRESETS.read(given.fields))
    return Reply(True)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a preset."""
    crm_presets.delete(work, known_id(given.id))
    return Reply(True)


def _row(work: Work, preset: Preset, select: frozenset[str] | None = None) -> dict[str, Any]:
    """A preset; all are for requisites, so that is no column of theirs."""
    get = getter(preset, {})
    return PRESETS.row(lambda name: REQUISITE if name == "entity_type_id" else get(name), work, select)

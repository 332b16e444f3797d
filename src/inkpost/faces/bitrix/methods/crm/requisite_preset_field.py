"""``crm.requisite.preset.field.*``: what a preset shows"""

from __future__ import annotations

from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.common import char
from inkpost.faces.bitrix.methods.crm.requisite_fields import model_name, wire_name
from inkpost.faces.bitrix.methods.crm.upper import RIGHTS, SCOPE, Field, Fields, invalid, known_id, loose, said
from inkpost.faces.bitrix.params import Params, fold
from inkpost.model.requisites import PresetField
from inkpost.operations import crm_presets
from inkpost.operations.kit import Work

FIELDS: Final = Fields(
    Field("ID", "integer", "r"),
    Field("FIELD_NAME", marks="R", title="Name", field="name"),
    Field("FIELD_TITLE", title="Template Name", field="title"),
    Field("IN_SHORT_LIST", "char", title="Show in brief list"),
    Field("SORT", "integer", title="Sorting"),
)
ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_INVALID, "id"): invalid("ID"),
    (Reason.NOT_FOUND, "preset"): said(),
    (Reason.NOT_FOUND, "field"): said(),
    (Reason.CONFLICT, "field"): said(),
}

family = Family("crm.requisite.preset.field", scope=SCOPE, rows=ROWS)


class Preset(Params):
    """A call that names a preset, as an object with its ``ID``."""

    preset: dict[str, Any] = {}

    @property
    def number(self) -> int:
        """The id of the preset; 0, which is none, where it is missing or no number."""
        return next((loose(item) for name, item in self.preset.items() if fold(name) == "id"), 0)


class One(Preset):
    """A call that names one of the things which a preset shows."""

    id: Any = None


class Add(Preset):
    """A call with a thing to show."""

    fields: dict[str, Any] = {}


class Update(One):
    """A call with a thing to show otherwise."""

    fields: dict[str, Any] = {}


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What the things that a preset shows have."""
    return Reply(FIELDS.described(work.caller.organization.language))


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Let a preset show something more."""
    told = _told(given.fields)
    try:
        return Reply(crm_presets.add_field(work, given.number, told).id)
    except InkpostError as fault:
        raise _said(fault, given.fields) from None


@family.method("get", reads=True)
def get(work: Work, given: One) -> Reply:
    """One of the things that a preset shows."""
    return Reply(_row(crm_presets.get_field(work, given.number, known_id(given.id))))


@family.method("list", reads=True)
def list_(work: Work, given: Preset) -> Reply:
    """What a preset shows, in its order."""
    shown = crm_presets.get(work, given.number).fields
    return Reply([_row(each) for each in sorted(shown, key=lambda each: (each.sort, each.id))])


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Let a preset show one thing otherwise."""
    try:
        crm_presets.update_field(work, given.number, known_id(given.id), _told(given.fields))
    except InkpostError as fault:
        raise _said(fault, given.fields) from None
    return Reply(True)


@family.method("delete")
def delete(work: Work, given: One) -> Reply:
    """Let a preset show one thing less."""
    crm_presets.delete_field(work, given.number, known_id(given.id))
    return Reply(True)


@family.method("availabletoadd", rows={(Reason.NOT_FOUND, "preset"): said("Template not found.")}, reads=True)
def availabletoadd(work: Work, given: Preset) -> Reply:
    """What a preset could show besides."""
    return Reply([wire_name(name) for name in crm_presets.addable(work, given.number)])


def _told(given: dict[str, Any]) -> dict[str, Any]:
    told = FIELDS.read(given)
    return {**told, "name": model_name(told["name"] or "")} if "name" in told else told


def _said(fault: InkpostError, given: dict[str, Any]) -> InkpostError:
    """A refusal of a name, with the name as it was given."""
    if (fault.reason, fault.subject) != (Reason.CONFLICT, "field"):
        return fault
    name = next((item for key, item in given.items() if fold(key) == "fieldname"), "")
    return InkpostError(fault.reason, f"The field '{str(name)[:64]}' can not be added.", subject="field")


def _row(field: PresetField) -> dict[str, Any]:
    return {
        "ID": field.id,
        "FIELD_NAME": wire_name(field.name),
        "FIELD_TITLE": field.title,
        "IN_SHORT_LIST": char(field.in_short_list),
        "SORT": field.sort,
    }

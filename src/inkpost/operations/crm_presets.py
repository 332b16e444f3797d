"""What can be done with the presets of requisites; the right is that over both contacts and companies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.model.requisite_presets import COUNTRIES, known_texts
from inkpost.model.requisites import REQUISITE, Preset, PresetField
from inkpost.operations.crm_owners import invalid, record, split, undefined
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_presets as stored
from inkpost.store import crm_requisites

Given = Mapping[str, Any]
_SETTABLE: Final = ("name", "code", "active", "sort")
SORT: Final = 500


@operation(right=Right.SIGNED_IN)
def add(work: Work, given: Given) -> Preset:
    """Record a preset that shows nothing yet. Raises FORBIDDEN, PARAMETER_INVALID (entity type, country, name)."""
    work.demand(Right.CRM_ADD)
    if given.get("entity_type_id") != REQUISITE:
        raise undefined("entity_type_id")
    if given.get("country_id") not in COUNTRIES:
        raise undefined("country_id")
    columns, _ = split(given, _SETTABLE, ())
    _check_name(columns.get("name"))
    preset = stored.add(
        work.db,
        organization_id=work.organization_id,
        country_id=given["country_id"],
        created_by=work.user_id,
        created_at=work.now,
        **columns,
    )
    record(work, "requisite_preset.added", preset.id)
    return preset


@operation(right=Right.SIGNED_IN)
def get(work: Work, preset_id: int) -> Preset:
    """A preset. Raises FORBIDDEN, NOT_FOUND."""
    return _found(work, preset_id, Right.CRM_VIEW)


@operation(right=Right.SIGNED_IN)
def update(work: Work, preset_id: int, given: Given) -> Preset:
    """Change what is named of a preset; its country stays. Raises FORBIDDEN, NOT_FOUND, PARAMETER_INVALID."""
    preset = _found(work, preset_id, Right.CRM_MODIFY)
    columns, _ = split(given, _SETTABLE, ())
    if "name" in columns:
        _check_name(columns["name"])
    return _changed(work, preset, **columns) if columns else preset


@operation(right=Right.SIGNED_IN)
def delete(work: Work, preset_id: int) -> None:
    """Delete a preset. Raises FORBIDDEN, NOT_FOUND, CONFLICT while there are requisites of it."""
    preset = _found(work, preset_id, Right.CRM_DELETE)
    if crm_requisites.preset_used(work.db, work.organization_id, preset.id):
        raise InkpostError(Reason.CONFLICT, "There are requisites of this preset", subject="preset")
    stored.remove(work.db, work.organization_id, preset.id)
    record(work, "requisite_preset.deleted", preset.id)


@operation(right=Right.SIGNED_IN)
def page(work: Work, query: ListQuery) -> tuple[list[Preset], int | None]:
    """A page of the presets and how many match. Raises FORBIDDEN."""
    work.demand(Right.CRM_VIEW)
    return stored.page(work.db, work.organization_id, query)


@operation(right=Right.SIGNED_IN)
def add_field(work: Work, preset_id: int, given: Given) -> PresetField:
    """Let a preset show something more of what its country knows. Raises FORBIDDEN, NOT_FOUND, CONFLICT (field)."""
    preset = _found(work, preset_id, Right.CRM_ADD)
    _check_addable(preset, given.get("name") or "")
    number = stored.next_field(work.db, work.organization_id, preset.id)
    added = _set(PresetField(number, "", sort=SORT), given)
    _show(work, preset, (*preset.fields, added), number)
    return added


@operation(right=Right.SIGNED_IN)
def get_field(work: Work, preset_id: int, field_id: int) -> PresetField:
    """One of the things that a preset shows. Raises FORBIDDEN, NOT_FOUND (preset, field)."""
    return _field(_found(work, preset_id, Right.CRM_VIEW), field_id)


@operation(right=Right.SIGNED_IN)
def update_field(work: Work, preset_id: int, field_id: int, given: Given) -> PresetField:
    """Change what is named of a thing that a preset shows. Raises FORBIDDEN, NOT_FOUND (preset, field), CONFLICT."""
    preset = _found(work, preset_id, Right.CRM_MODIFY)
    field = _field(preset, field_id)
    if given.get("name") not in (None, field.name):
        _check_addable(preset, given["name"])
    changed = _set(field, given)
    _show(work, preset, (changed if each.id == field.id else each for each in preset.fields))
    return changed


@operation(right=Right.SIGNED_IN)
def delete_field(work: Work, preset_id: int, field_id: int) -> None:
    """Let a preset show one thing less. Raises FORBIDDEN, NOT_FOUND (preset, field)."""
    preset = _found(work, preset_id, Right.CRM_DELETE)
    field = _field(preset, field_id)
    _show(work, preset, (each for each in preset.fields if each.id != field.id))


@operation(right=Right.SIGNED_IN)
def addable(work: Work, preset_id: int) -> list[str]:
    """What a preset could show besides. Raises FORBIDDEN, NOT_FOUND."""
    return _addable(_found(work, preset_id, Right.CRM_VIEW))


def _addable(preset: Preset) -> list[str]:
    shown = {field.name for field in preset.fields}
    return [name for name in known_texts(preset.country_id) if name not in shown]


def _check_addable(preset: Preset, name: str) -> None:
    if name not in _addable(preset):
        raise InkpostError(Reason.CONFLICT, "The field cannot be added", subject="field")


def _set(field: PresetField, given: Given) -> PresetField:
    columns, _ = split(given, ("name", "title", "in_short_list", "sort"), ())
    return replace(field, **{name: item for name, item in columns.items() if item is not None})


def _show(work: Work, preset: Preset, fields: Any, last: int | None = None) -> None:
    if last is None:
        last = stored.next_field(work.db, work.organization_id, preset.id) - 1
    stored.set_fields(work.db, work.organization_id, preset.id, fields, last)
    _changed(work, preset)


def _changed(work: Work, preset: Preset, **columns: Any) -> Preset:
    stamps = {"modified_by": work.user_id, "updated_at": work.now}
    changed = stored.change(work.db, work.organization_id, preset.id, **stamps, **columns)
    record(work, "requisite_preset.updated", preset.id)
    return changed


def _found(work: Work, preset_id: int, right: Right) -> Preset:
    work.demand(right)
    found = stored.find(work.db, work.organization_id, preset_id, lock=right is not Right.CRM_VIEW)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, f"The Preset with ID '{preset_id}' is not found", subject="preset")
    return found


def _field(preset: Preset, field_id: int) -> PresetField:
    for field in preset.fields:
        if field.id == field_id:
            return field
    raise InkpostError(Reason.NOT_FOUND, f"The PresetField with ID '{field_id}' is not found", subject="field")


def _check_name(name: str | None) -> None:
    if not name:
        raise invalid("NAME", "NAME is empty: a preset has a name")

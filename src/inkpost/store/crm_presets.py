"""The presets of requisites of an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Connection, Row, delete, insert, literal, select, update

from inkpost.model.listing import ListQuery
from inkpost.model.requisite_presets import DEFAULTS
from inkpost.model.requisites import REQUISITE, Preset, PresetField
from inkpost.store.listing import compared, page_of
from inkpost.store.rows import value
from inkpost.store.tables import requisite_presets

COLUMNS = {
    **{column.name: compared(column) for column in requisite_presets.c if column.name != "fields"},
    "entity_type_id": literal(REQUISITE, BigInteger),  # all are for requisites
}


def _made(row: Row[Any]) -> Preset:
    return value(Preset, row, fields=tuple(PresetField(**each) for each in row.fields.get("items", ())))


def _held(fields: Iterable[PresetField], last: int) -> dict[str, Any]:
    return {"items": [msgspec.to_builtins(each) for each in fields], "last": last}


def add_defaults(db: Connection, organization_id: int) -> None:
    """The presets that every organisation begins with."""
    db.execute(
        insert(requisite_presets),
        [
            {
                "id": each.id,
                "organization_id": organization_id,
                "country_id": each.country_id,
                "name": each.name,
                "code": each.code,
                "fields": _held(each.fields, len(each.fields)),
            }
            for each in DEFAULTS
        ],
    )


def find(
    db: Connection, organization_id: int, preset_id: int, *, lock: bool = False, hold: bool = False
) -> Preset | None:
    """A preset of this organisation.

    ``lock`` it to change it; ``hold`` it where it must stay until this transaction ends (others may too).
    """
    query = select(requisite_presets).where(*_at(organization_id, preset_id))
    row = db.execute(query.with_for_update(read=not lock) if lock or hold else query).first()
    return _made(row) if row else None


def first(db: Connection, organization_id: int, country_id: int) -> Preset | None:
    """The first preset of a country; of any country where this one has none left. It stays as ``hold`` has it."""
    of_country = requisite_presets.c.country_id == country_id
    query = select(requisite_presets).where(requisite_presets.c.organization_id == organization_id)
    ordered = query.order_by(of_country.desc(), requisite_presets.c.sort, requisite_presets.c.id).limit(1)
    row = db.execute(ordered.with_for_update(read=True)).first()
    return _made(row) if row else None


def add(db: Connection, **values: Any) -> Preset:
    """Record a preset, which shows nothing yet, and answer it."""
    added = insert(requisite_presets).values(fields=_held((), 0), **values).returning(*requisite_presets.c)
    return _made(db.execute(added).one())


def change(db: Connection, organization_id: int, preset_id: int, **values: Any) -> Preset:
    """Set columns of a preset and answer it."""
    changed = update(requisite_presets).where(*_at(organization_id, preset_id)).values(**values)
    return _made(db.execute(changed.returning(*requisite_presets.c)).one())


def next_field(db: Connection, organization_id: int, preset_id: int) -> int:
    """The number of the next thing that a locked preset comes to show; a number is never given twice."""
    held = db.execute(select(requisite_presets.c.fields).where(*_at(organization_id, preset_id))).scalar_one()
    return int(held.get("last", 0)) + 1


def set_fields(
    db: Connection, organization_id: int, preset_id: int, fields: Iterable[PresetField], last: int
) -> Preset:
    """Let a preset show exactly this; ``last`` is the greatest number that was ever given."""
    return change(db, organization_id, preset_id, fields=_held(fields, last))


def remove(db: Connection, organization_id: int, preset_id: int) -> None:
    """Delete a preset."""
    db.execute(delete(requisite_presets).where(*_at(organization_id, preset_id)))


def page(db: Connection, organization_id: int, query: ListQuery) -> tuple[list[Preset], int | None]:
    """A page of the presets and how many match."""
    base = select(requisite_presets).where(requisite_presets.c.organization_id == organization_id)
    rows, total = page_of(db, base, query, COLUMNS)
    return [_made(row) for row in rows], total


def _at(organization_id: int, preset_id: int) -> tuple[Any, ...]:
    return requisite_presets.c.organization_id == organization_id, requisite_presets.c.id == preset_id

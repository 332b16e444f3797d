"""The directories of the CRM: their entries, and what an organisation begins with."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from inkpost.model.crm_directories import WITH_PIPELINES, Entry
from inkpost.model.crm_directory_presets import first_pipeline, simple_entries, stage_entries
from inkpost.model.crm_fields import DEAL, INVOICE, LEAD, QUOTE
from inkpost.model.listing import ListQuery
from inkpost.store import crm_categories
from inkpost.store.listing import page_of
from inkpost.store.rows import value
from inkpost.store.tables import crm_directory_entries as entries
from inkpost.store.tables import crm_items

MOST_ENTRIES: Final = 5000
_SORT_OF_DEALS: Final = 300
_WITH_STAGES: Final = (LEAD, DEAL, QUOTE, INVOICE)
COLUMNS: Final = dict(entries.c.items())


def _made(row: Row[Any]) -> Entry:
    return value(Entry, row)


def add_defaults(db: Connection, organization_id: int, language: str) -> None:
    """The directories and the pipelines that every organisation begins with."""
    name = first_pipeline(language)
    for type_id in WITH_PIPELINES:
        sort = {"sort": _SORT_OF_DEALS} if type_id == DEAL else {}
        crm_categories.add(db, organization_id, type_id, 0, name=name, default=True, **sort)
    stages = [each for type_id in _WITH_STAGES for each in stage_entries(type_id, 0, language)]
    _insert(db, organization_id, [*simple_entries(language), *stages])


def add_stages(db: Connection, organization_id: int, type_id: int, category: int, language: str) -> None:
    """The stages that a new pipeline begins with."""
    _insert(db, organization_id, list(stage_entries(type_id, category, language)))


def _insert(db: Connection, organization_id: int, rows: list[dict[str, Any]]) -> None:
    db.execute(insert(entries), [{"organization_id": organization_id, **each} for each in rows])


def find(db: Connection, organization_id: int, number: int, *, lock: bool = False) -> Entry | None:
    """An entry of this organisation by its number."""
    query = select(entries).where(entries.c.id == number, entries.c.organization_id == organization_id)
    row = db.execute(query.with_for_update() if lock else query).first()
    return _made(row) if row else None


def of_directory(db: Connection, organization_id: int, directory: str) -> list[Entry]:
    """The entries of a directory in their order."""
    query = select(entries).where(entries.c.organization_id == organization_id, entries.c.directory == directory)
    return [_made(row) for row in db.execute(query.order_by(entries.c.sort, entries.c.id))]


def names(db: Connection, organization_id: int, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What these codes of these directories are called; those that nobody knows are not there."""
    if not wanted:
        return {}
    query = select(entries.c.directory, entries.c.code, entries.c.name).where(
        entries.c.organization_id == organization_id, tuple_(entries.c.directory, entries.c.code).in_(wanted)
    )
    return {(row.directory, row.code): row.name for row in db.execute(query)}


def semantics_of(db: Connection, organization_id: int, type_id: int, stage: str) -> str:
    """The group that a stage is said to be of; empty where nothing is said."""
    query = select(entries.c.semantics).where(
        entries.c.organization_id == organization_id, entries.c.type_id == type_id, entries.c.code == stage
    )
    return str(db.execute(query).scalar() or "")


def count(db: Connection, organization_id: int) -> int:
    """How many entries an organisation has in all."""
    query = select(func.count()).select_from(entries).where(entries.c.organization_id == organization_id)
    return int(db.execute(query).scalar_one())


def add(db: Connection, organization_id: int, **values: Any) -> Entry | None:
    """Record an entry and answer it; None where the directory has the code already."""
    try:
        with db.begin_nested():
            row = db.execute(insert(entries).values(organization_id=organization_id, **values).returning(*entries.c))
            return _made(row.one())
    except IntegrityError:
        return None


def change(db: Connection, number: int, **values: Any) -> None:
    """Set columns of an entry."""
    db.execute(update(entries).where(entries.c.id == number).values(**values))


def remove(db: Connection, number: int) -> None:
    """Delete an entry."""
    db.execute(delete(entries).where(entries.c.id == number))


def remove_stages(db: Connection, organization_id: int, type_id: int, category: int | None = None) -> None:
    """Delete the stages of a pipeline, or of all that a type has."""
    where = [entries.c.organization_id == organization_id, entries.c.type_id == type_id]
    if category is not None:
        where.append(entries.c.category_id == category)
    db.execute(delete(entries).where(*where))


def page(db: Connection, organization_id: int, query: ListQuery) -> tuple[list[Entry], int | None]:
    """A page of the entries of all directories, and how many match."""
    base = select(entries).where(entries.c.organization_id == organization_id)
    rows, total = page_of(db, base, query, COLUMNS)
    return [_made(row) for row in rows], total


def in_use(db: Connection, entry: Entry) -> bool:
    """Whether any item is in a stage."""
    query = select(crm_items.c.id).where(
        crm_items.c.organization_id == entry.organization_id,
        crm_items.c.type_id == entry.type_id,
        crm_items.c.stage == entry.code,
    )
    return entry.type_id is not None and db.execute(query.limit(1)).first() is not None

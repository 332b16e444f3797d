"""Who refers to files: every column that may hold a file's number, found by walking the tables.

A number in a column is a foreign key, and the database itself refuses to remove what one refers to. Of a number within
JSON it knows nothing: JSON is searched for it, but for the columns that are known to hold none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    any_,
    delete,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError, OperationalError

from inkpost.model.crm_fields import SYSTEM_TYPES, custom_catalogue, system_catalogue
from inkpost.model.crm_fields.system import CUSTOM_BY_SETTING
from inkpost.store.tables import file_stores, files, metadata

RANGE: Final = 10_000
"""Files that are looked at in one transaction."""
_AT_ONCE: Final = 500  # files that are deleted in one statement
_LOCK: Final = 4_851_002_027
NO_FILES: Final = frozenset(
    {
        "applications.options",
        "bank_details.texts",
        "box_documents.custom_data",
        "box_documents.view",
        "certificates.device",
        "crm_types.settings",
        "documents.field_descriptions",
        "documents.field_values",  # what a client gave as values, never a file of ours by its number
        "event_handlers.options",
        "events.payload",  # what happened, long after the things are gone
        "exchange_documents.metadata",
        "exchange_entities.details",
        "exchange_patches.marks",
        "hcmlink_companies.data",  # the other system's
        "hcmlink_employees.data",
        "hcmlink_jobs.data",
        "numerators.settings",
        "offline_events.data",
        "regions.phrases",
        "requisite_presets.fields",
        "requisites.texts",
        "roles.permissions",
    }
)
"""JSON columns that hold no file's number. One that is not named here is searched: what is forgotten is kept."""
_ITEM_VALUES: Final = "crm_items.field_values"
_IN_JSON: Final = """
    select distinct leaf #>> '{{}}' as text from {table}, jsonb_path_query({column}::jsonb, '$.**') leaf
    where leaf #>> '{{}}' = any(:texts)
"""
_IN_ITEMS: Final = """
    select distinct leaf #>> '{}' as text
    from crm_items, jsonb_each(field_values) as each(name, item), jsonb_path_query(item, '$.**') leaf
    where name <> all(:others) and name not like 'parentId%' and leaf #>> '{}' = any(:texts)
"""


@cache
def referring_columns(tables: MetaData = metadata) -> tuple[Column[Any], ...]:
    """The columns whose values are numbers of files."""
    return tuple(
        each
        for one in tables.sorted_tables
        for each in one.columns
        if any(key.column is files.c.id for key in each.foreign_keys)
    )


@cache
def searched_columns(tables: MetaData = metadata) -> tuple[Column[Any], ...]:
    """The JSON columns that may hold numbers of files."""
    found = (each for one in tables.sorted_tables for each in one.columns if isinstance(each.type, JSON))
    return tuple(each for each in found if f"{each.table.name}.{each.name}" not in NO_FILES)


def alone(db: Connection) -> bool:
    """Whether nobody else looks for unused files; until the end of this transaction."""
    return bool(db.execute(select(func.pg_try_advisory_xact_lock(_LOCK))).scalar_one())


def store_name(db: Connection) -> str:
    """What these tables' folder of contents is marked with; made when it is first asked for."""
    db.execute(insert(file_stores).values(id=1).on_conflict_do_nothing())
    return str(db.execute(select(file_stores.c.name)).scalar_one())


def next_range(db: Connection, after: int) -> Sequence[int]:
    """The numbers of the next files, of all organisations."""
    return db.execute(select(files.c.id).where(files.c.id > after).order_by(files.c.id).limit(RANGE)).scalars().all()


def _referred(number: ColumnElement[int]) -> ColumnElement[bool]:
    return or_(*(exists().where(each == number) for each in referring_columns()))


def _of(numbers: Iterable[int]) -> ColumnElement[bool]:
    return files.c.id == any_(literal(list(numbers), ARRAY(BigInteger)))


def unreferred(db: Connection, first: int, last: int) -> set[int]:
    """The files of a range that no column refers to and no JSON names."""
    between = files.c.id.between(first, last)
    found = set(db.execute(select(files.c.id).where(between, not_(_referred(files.c.id)))).scalars())
    return found - named(db, found) if found else found


def named(db: Connection, numbers: Iterable[int]) -> set[int]:
    """Those of the files whose numbers stand somewhere within JSON."""
    given = {"texts": [str(number) for number in numbers]}
    found: set[int] = set()
    for each in searched_columns():
        place = f"{each.table.name}.{each.name}"
        query = _IN_ITEMS if place == _ITEM_VALUES else _IN_JSON.format(table=each.table.name, column=each.name)
        others = {"others": sorted(_other_fields())} if place == _ITEM_VALUES else {}
        found.update(int(row.text) for row in db.execute(text(query), given | others))
    return found


@cache
def _other_fields() -> frozenset[str]:
    """The fields of the CRM's own that are known to hold something else than a file."""
    kinds: dict[str, set[str]] = {}
    custom = custom_catalogue(dict.fromkeys(CUSTOM_BY_SETTING, True))
    for catalogue in (*map(system_catalogue, SYSTEM_TYPES), custom):
        for name, field in catalogue.items():
            kinds.setdefault(name, set()).add(field.kind)
    return frozenset(name for name, found in kinds.items() if "file" not in found)


def mark(db: Connection, first: int, last: int, unused: Iterable[int], now: datetime) -> None:
    """Note since when the files of a range are unused, and forget it of those that are used again."""
    found = list(unused)
    between = files.c.id.between(first, last)
    again = update(files).where(between, files.c.unused_since.is_not(None), not_(_of(found)))
    db.execute(again.values(unused_since=None))
    db.execute(update(files).where(_of(found), files.c.unused_since.is_(None)).values(unused_since=now))


def forget_unused(db: Connection, unused: Iterable[int], before: datetime) -> int:
    """Delete those of the files that were found unused before a moment; answer how many.

    One that a transaction is about to refer to stays, and those beside it for this time: the database says so.
    """
    numbers = sorted(db.execute(select(files.c.id).where(_of(unused), files.c.unused_since < before)).scalars())
    count = 0
    for start in range(0, len(numbers), _AT_ONCE):
        gone = delete(files).where(_of(numbers[start : start + _AT_ONCE]), not_(_referred(files.c.id)))
        try:
            with db.begin_nested():
                db.execute(text("set local lock_timeout = '1s'"))
                count += db.execute(gone).rowcount
        except (IntegrityError, OperationalError):
            continue  # the next time
    return count


def kept_digests(db: Connection, digests: Sequence[bytes]) -> set[bytes]:
    """Those of the contents that a file has."""
    query = select(files.c.sha256).where(files.c.sha256 == any_(literal(list(digests), ARRAY(files.c.sha256.type))))
    return {bytes(digest) for digest in db.execute(query.distinct()).scalars()}


def recorded(db: Connection, after: bytes, limit: int) -> Sequence[tuple[bytes, int]]:
    """The next contents that files have, by SHA-256, with their sizes."""
    query = select(files.c.sha256, func.max(files.c.size)).where(files.c.sha256 > after)
    rows = db.execute(query.group_by(files.c.sha256).order_by(files.c.sha256).limit(limit))
    return [(bytes(digest), size) for digest, size in rows]

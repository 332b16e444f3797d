"""Numerators and their counters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.listing import ListQuery
from inkpost.model.numbering import RANDOM_LENGTH, Generator, Numerator, Period, Sequence, Words
from inkpost.store.listing import page_of
from inkpost.store.tables import counters, numerators, templates

_COLUMNS = {"id": numerators.c.id}


def _made(row: Row[Any]) -> Numerator:
    settings = dict(row.settings)
    random_length = settings.pop("random_length", RANDOM_LENGTH)
    prefix = settings.pop("prefix", "")
    described = frozenset(Generator(each) for each in settings.pop("described", ()))
    settings["period"] = Period(settings.get("period", ""))
    return Numerator(
        id=row.id,
        organization_id=row.organization_id,
        name=row.name,
        template=row.template,
        code=row.code,
        sequence=Sequence(**settings),
        random_length=random_length,
        prefix=prefix,
        module=row.module,
        described=described,
    )


def _values(numerator: Numerator) -> dict[str, Any]:
    return {
        "name": numerator.name,
        "template": numerator.template,
        "code": numerator.code,
        "settings": _settings(numerator),
    }


def _settings(numerator: Numerator) -> dict[str, Any]:
    sequence = numerator.sequence
    return {
        "start": sequence.start,
        "step": sequence.step,
        "length": sequence.length,
        "pad": sequence.pad,
        "period": sequence.period.value,
        "timezone": sequence.timezone,
        "direct": sequence.direct,
        "random_length": numerator.random_length,
        "prefix": numerator.prefix,
        "described": sorted(each.value for each in numerator.described),
    }


def add(db: Connection, numerator: Numerator) -> Numerator:
    """Record a numerator (its ``id`` is ignored) and answer it with its number."""
    row = db.execute(
        insert(numerators)
        .values(organization_id=numerator.organization_id, module=numerator.module, **_values(numerator))
        .returning(*numerators.c)
    ).one()
    return _made(row)


def find(
    db: Connection, organization_id: int, numerator_id: int, *, lock: bool = False, hold: bool = False
) -> Numerator | None:
    """A numerator of this organisation.

    ``lock`` it to change it; ``hold`` it where it must stay as it is until this transaction ends (others may too).
    """
    query = select(numerators).where(numerators.c.id == numerator_id, numerators.c.organization_id == organization_id)
    row = db.execute(query.with_for_update(read=not lock) if lock or hold else query).first()
    return _made(row) if row else None


def change(db: Connection, numerator: Numerator) -> None:
    """Write a numerator back."""
    db.execute(update(numerators).where(numerators.c.id == numerator.id).values(**_values(numerator)))


def restart(db: Connection, numerator_id: int) -> None:
    """Let every counter of a numerator begin at its start again."""
    db.execute(delete(counters).where(counters.c.numerator_id == numerator_id))


def users(db: Connection, numerator_id: int) -> list[int]:
    """The templates, deleted ones aside, whose documents this numerator numbers, by id."""
    where = (templates.c.numerator_id == numerator_id, ~templates.c.deleted)
    return [row.id for row in db.execute(select(templates.c.id).where(*where).order_by(templates.c.id))]


def remove(db: Connection, numerator_id: int) -> None:
    """Delete a numerator with its counters; templates that still name it number nothing from now on."""
    db.execute(update(templates).where(templates.c.numerator_id == numerator_id).values(numerator_id=None))
    db.execute(delete(numerators).where(numerators.c.id == numerator_id))


def page(db: Connection, organization_id: int, query: ListQuery) -> tuple[list[Numerator], int | None]:
    """A page of the organisation's numerators by number, and how many there are where the query asks for it."""
    base = select(numerators).where(numerators.c.organization_id == organization_id)
    rows, total = page_of(db, base, query, _COLUMNS)
    return [_made(row) for row in rows], total


def take(
    db: Connection,
    organization_id: int,
    numerator_id: int,
    now: datetime,
    default_timezone: str,
    *,
    series: str = "",
    more: Words | None = None,
) -> str | None:
    """The next number, for good: the counter's row stays locked until this transaction ends, so nobody else has it.

    The numerator is held meanwhile, so that a change of its start comes before this number or after it. ``series``
    is counted apart unless the numerator counts directly. None if there is no such numerator.
    """
    numerator = find(db, organization_id, numerator_id, hold=True)
    if numerator is None:
        return None
    number = _counted(db, numerator, now, default_timezone, series) if numerator.counts else 0
    return numerator.render(number, now, default_timezone, more)


def _counted(db: Connection, numerator: Numerator, now: datetime, default_timezone: str, series: str) -> int:
    sequence = numerator.sequence
    row = upsert(counters).values(
        numerator_id=numerator.id,
        series="" if sequence.direct else series,
        period=sequence.period_key(now, default_timezone),
        next=sequence.start + sequence.step,
    )
    statement = row.on_conflict_do_update(
        index_elements=["numerator_id", "series", "period"], set_={"next": counters.c.next + sequence.step}
    ).returning(counters.c.next)
    return int(db.execute(statement).scalar_one()) - sequence.step


def preview(
    db: Connection,
    numerator: Numerator,
    now: datetime,
    default_timezone: str,
    *,
    series: str = "",
    more: Words | None = None,
) -> str:
    """The number that the next document would get; nothing is taken."""
    sequence = numerator.sequence
    where: list[ColumnElement[bool]] = [
        counters.c.numerator_id == numerator.id,
        counters.c.series == ("" if sequence.direct else series),
        counters.c.period == sequence.period_key(now, default_timezone),
    ]
    number = db.execute(select(counters.c.next).where(*where)).scalar()
    return numerator.render(sequence.start if number is None else number, now, default_timezone, more)

"""What patches brought: documents, signatures, answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select

from inkpost.model.docflow import Check, EntityKind, ResolutionKind, Side
from inkpost.model.exchange import StoredEntity
from inkpost.model.files import StoredFile
from inkpost.store.rows import value
from inkpost.store.tables import box_events, exchange_entities, files, refused_signatures

_ADD = insert(exchange_entities).returning(exchange_entities.c.id, exchange_entities.c.place)


def add_all(db: Connection, rows: Sequence[dict[str, Any]]) -> list[StoredEntity]:
    """Record entities of one message, in the order of their places, and answer them; every row has every column."""
    if not rows:
        return []
    numbers = {row.place: row.id for row in db.execute(_ADD, list(rows))}
    made = [StoredEntity(id=numbers[row["place"]], **row) for row in rows]
    return sorted(made, key=lambda each: each.place)


def of_message(db: Connection, message_id: int) -> list[StoredEntity]:
    """Every entity of a message, whoever sees it, in order."""
    found = select(exchange_entities).where(exchange_entities.c.message_id == message_id)
    return [_entity(row) for row in db.execute(found.order_by(exchange_entities.c.place))]


def seen(db: Connection, box_id: int, message_ids: Collection[int]) -> list[StoredEntity]:
    """The entities of messages that a box sees, in order."""
    joined = select(exchange_entities).join(box_events, box_events.c.patch_id == exchange_entities.c.patch_id)
    here = (box_events.c.box_id == box_id, box_events.c.message_id.in_(message_ids))
    ordered = joined.where(*here).order_by(exchange_entities.c.message_id, exchange_entities.c.place)
    return [_entity(row) for row in db.execute(ordered)]


def invalid_signatures(db: Connection, message_id: int, parent: UUID, since: datetime) -> int:
    """How many invalid signatures were given since a moment: of an entity, of titles that answer it, of what
    was to belong to it and was refused.
    """
    title = exchange_entities.alias()
    titles = select(title.c.guid).where(
        title.c.message_id == message_id, title.c.parent == parent, title.c.kind == EntityKind.RECIPIENT_TITLE
    )
    counted = select(func.count()).where(
        exchange_entities.c.message_id == message_id,
        or_(exchange_entities.c.parent == parent, exchange_entities.c.parent.in_(titles)),
        exchange_entities.c.kind == EntityKind.SIGNATURE,
        exchange_entities.c.check == Check.INVALID,
        exchange_entities.c.created_at > since,
    )
    refused = select(func.count()).where(*_refused_of(message_id, parent), refused_signatures.c.refused_at > since)
    return sum(int(db.execute(each).scalar_one()) for each in (counted, refused))


def refuse_signature(db: Connection, message_id: int, parent: UUID, now: datetime, since: datetime) -> None:
    """Count an invalid signature of which nothing is kept; those before ``since`` are forgotten."""
    here = _refused_of(message_id, parent)
    db.execute(delete(refused_signatures).where(*here, refused_signatures.c.refused_at <= since))
    db.execute(insert(refused_signatures).values(message_id=message_id, parent=parent, refused_at=now))


def _refused_of(message_id: int, parent: UUID) -> tuple[ColumnElement[bool], ...]:
    return refused_signatures.c.message_id == message_id, refused_signatures.c.parent == parent


def files_of(db: Connection, ids: Collection[int]) -> dict[int, StoredFile]:
    """Files by their numbers, whoever's: what was sent belongs to both sides."""
    rows = db.execute(select(files).where(files.c.id.in_(ids)))
    return {row.id: value(StoredFile, row) for row in rows}


def _entity(row: Row[Any]) -> StoredEntity:
    return value(
        StoredEntity,
        row,
        guid=row.guid,
        kind=EntityKind(row.kind),
        side=Side(row.side),
        to_side=Side(row.to_side) if row.to_side else None,
        check=Check(row.check),
        resolution=ResolutionKind(row.resolution) if row.resolution else None,
    )

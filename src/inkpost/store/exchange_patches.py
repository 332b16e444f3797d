"""The steps of messages. Which of them a box sees is what came to its feed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from inkpost.model.exchange import Patch, PatchKind
from inkpost.store.rows import value
from inkpost.store.tables import box_events, exchange_patches

_ADD = insert(exchange_patches).returning(*exchange_patches.c)


def add(db: Connection, **values: Any) -> Patch:
    """Record a patch and answer it."""
    return patch_of(db.execute(_ADD, values).one())


def by_id(db: Connection, patch_id: int) -> Patch:
    """A patch that is known to be there."""
    return patch_of(db.execute(select(exchange_patches).where(exchange_patches.c.id == patch_id)).one())


def seen(db: Connection, box_id: int, message_ids: Collection[int]) -> list[Patch]:
    """The patches of messages that a box sees, in their order."""
    joined = select(exchange_patches).join(box_events, box_events.c.patch_id == exchange_patches.c.id)
    here = (box_events.c.box_id == box_id, box_events.c.message_id.in_(message_ids))
    return [patch_of(row) for row in db.execute(joined.where(*here).order_by(exchange_patches.c.id))]


def shared(db: Connection, message_id: int) -> list[Patch]:
    """The patches of a message that are not for one box alone, in their order."""
    kinds = (PatchKind.MESSAGE, PatchKind.ADDITION)
    mine = (
        exchange_patches.c.message_id == message_id,
        exchange_patches.c.kind.in_(kinds),
        exchange_patches.c.private.is_(False),
    )
    return [patch_of(row) for row in db.execute(select(exchange_patches).where(*mine).order_by(exchange_patches.c.id))]


def patch_of(row: Row[Any]) -> Patch:
    """A patch out of its columns."""
    return value(Patch, row, guid=row.guid, kind=PatchKind(row.kind), marks=list(row.marks or ()))

"""The versions of signed files, when each file is due to be extended or checked, and what the last check found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, update

from inkpost.store.rows import value
from inkpost.store.tables import sign_upkeep, sign_versions

Due = Literal["due_at", "check_due_at"]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Where a signed file stands. ``fault`` says why it was not extended, ``doubted_at`` since when it fails checks."""

    document_id: int
    due_at: datetime | None
    attempts: int
    fault: str
    ends_at: datetime | None
    check_due_at: datetime
    checked_at: datetime | None
    verdict: str
    reasons: str
    doubted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a signed file: its number from 1, its SHA-256, its bytes, and the level that it had."""

    number: int
    sha256: bytes
    size: int
    level: str
    made_at: datetime


def begin(db: Connection, document_id: int, *, due_at: datetime, check_due_at: datetime) -> None:
    """Look after a file from its sealing on."""
    db.execute(insert(sign_upkeep).values(document_id=document_id, due_at=due_at, check_due_at=check_due_at))


def find(db: Connection, document_id: int, *, lock: bool = False) -> Upkeep | None:
    """Where a document's file stands; none before its sealing."""
    query = select(sign_upkeep).where(sign_upkeep.c.document_id == document_id)
    row = db.execute(query.with_for_update() if lock else query).first()
    return value(Upkeep, row) if row else None


def change(db: Connection, document_id: int, **values: Any) -> None:
    """Change where a file stands."""
    db.execute(update(sign_upkeep).where(sign_upkeep.c.document_id == document_id).values(**values))


def take(db: Connection, due: Due, now: datetime, again: timedelta, limit: int) -> list[int]:
    """The next documents that are due, longest due first; unless they are done by then, due again after ``again``."""
    column = sign_upkeep.c[due]
    query = select(sign_upkeep.c.document_id).where(column <= now).order_by(column, sign_upkeep.c.document_id)
    numbers = list(db.execute(query.limit(limit).with_for_update(skip_locked=True)).scalars())
    if numbers:
        taken = update(sign_upkeep).where(sign_upkeep.c.document_id.in_(numbers))
        db.execute(taken.values({due: now + again}))
    return numbers


def add_version(db: Connection, document_id: int, sha256: bytes, size: int, level: str, now: datetime) -> None:
    """Note the next version of the file of a locked document."""
    count = select(func.count() + 1).where(sign_versions.c.document_id == document_id).scalar_subquery()
    row = {"document_id": document_id, "number": count, "sha256": sha256, "size": size, "level": level, "made_at": now}
    db.execute(insert(sign_versions).values(row))


def versions(db: Connection, document_id: int) -> list[Version]:
    """The versions of a document's file, oldest first."""
    query = select(sign_versions).where(sign_versions.c.document_id == document_id).order_by(sign_versions.c.number)
    return [value(Version, row) for row in db.execute(query)]


def doubted(db: Connection, numbers: Sequence[int]) -> set[int]:
    """Those of the documents whose files do not hold any more."""
    where = (sign_upkeep.c.document_id.in_(numbers), sign_upkeep.c.doubted_at.is_not(None))
    return set(db.execute(select(sign_upkeep.c.document_id).where(*where)).scalars())

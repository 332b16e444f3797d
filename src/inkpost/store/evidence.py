"""The timestamps over chains of records: kept once for each record that they cover."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.store.tables import sign_stamps


def keep(db: Connection, document_id: int, number: int, token: bytes, now: datetime) -> None:
    """Record a timestamp over the chain up to a record; the first one over it stays."""
    row = upsert(sign_stamps).values(document_id=document_id, number=number, token=token, stamped_at=now)
    db.execute(row.on_conflict_do_nothing())


def stamps(db: Connection, document_id: int) -> dict[int, bytes]:
    """The timestamps of a document by the number of the last record that each covers."""
    query = select(sign_stamps.c.number, sign_stamps.c.token).where(sign_stamps.c.document_id == document_id)
    return {row.number: bytes(row.token) for row in db.execute(query.order_by(sign_stamps.c.number))}

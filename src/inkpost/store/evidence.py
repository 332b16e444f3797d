"""The timestamps and seals over chains of records: kept once for each record that they cover."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.store.tables import sign_stamps


class Proof(NamedTuple):
    """What vouches for a chain up to a record: when it was there, and (if the key was at hand) whose it is."""

    token: bytes
    seal: bytes | None


def keep(db: Connection, document_id: int, number: int, proof: Proof, now: datetime) -> None:
    """Record what vouches for the chain up to a record; what is there stays, a missing seal is added."""
    told = {"token": proof.token, "seal": proof.seal, "stamped_at": now}
    row = upsert(sign_stamps).values(document_id=document_id, number=number, **told)
    added = {"seal": func.coalesce(sign_stamps.c.seal, row.excluded.seal)}
    db.execute(row.on_conflict_do_update(index_elements=["document_id", "number"], set_=added))


def proofs(db: Connection, document_id: int) -> dict[int, Proof]:
    """What vouches for a document's chain, by the number of the last record that each covers."""
    query = select(sign_stamps).where(sign_stamps.c.document_id == document_id).order_by(sign_stamps.c.number)
    return {row.number: Proof(bytes(row.token), bytes(row.seal) if row.seal else None) for row in db.execute(query)}

"""What was done under an operation's name, so that it is done once."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError

from inkpost.store.exchange_messages import lock_number
from inkpost.store.tables import exchange_once

PATIENCE_MS = 10_000
_LOCK_NOT_AVAILABLE = "55P03"


def hold(db: Connection, user_id: int, box_id: int, act: str, operation: str) -> bool:
    """Let nobody else do this until the transaction ends; false where another one does it and does not come to an end.

    After false the transaction is of no use. Nothing is written, so the transaction has no number yet.
    """
    number = lock_number("operation", f"{user_id}/{box_id}/{act}/{operation}".encode())
    db.execute(text(f"set local lock_timeout = {PATIENCE_MS}"))
    try:
        db.execute(text("select pg_advisory_xact_lock(:number)"), {"number": number})
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
            raise
        return False
    db.execute(text("set local lock_timeout to default"))
    return True


def answer(db: Connection, user_id: int, box_id: int, act: str, operation: str) -> bytes | None:
    """What was answered when it was done."""
    here = (
        exchange_once.c.user_id == user_id,
        exchange_once.c.box_id == box_id,
        exchange_once.c.act == act,
        exchange_once.c.operation == operation,
    )
    return db.execute(select(exchange_once.c.answer).where(*here)).scalar()


def keep(db: Connection, user_id: int, box_id: int, act: str, operation: str, answered: bytes) -> None:
    """Record that it was done, and what was answered."""
    row = {"user_id": user_id, "box_id": box_id, "act": act, "operation": operation, "answer": answered}
    db.execute(insert(exchange_once).values(**row))

"""What was done under an operation's name, so that it is done once."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from inkpost.store.exchange_messages import lock_number

PATIENCE_MS = 10_000
_LOCK_NOT_AVAILABLE = "55P03"
_HOLD = text(
    "with before as materialized (select current_setting('lock_timeout') as patience) "
    "select set_config('lock_timeout', :patience, true), pg_advisory_xact_lock(:number), "
    "set_config('lock_timeout', before.patience, true) from before"
)
_ANSWER = text(
    "select answer from exchange_once "
    "where user_id = :user_id and box_id = :box_id and act = :act and operation = :operation"
)
_KEEP = text(
    "insert into exchange_once (user_id, box_id, act, operation, answer) "
    "values (:user_id, :box_id, :act, :operation, :answer)"
)


def hold(db: Connection, user_id: int, box_id: int, act: str, operation: str) -> bool:
    """Let nobody else do this until the transaction ends; false where another one does it and does not come to an end.

    After false the transaction is of no use. Nothing is written, so the transaction has no number yet.
    """
    number = lock_number("operation", f"{user_id}/{box_id}/{act}/{operation}".encode())
    try:
        db.execute(_HOLD, {"patience": str(PATIENCE_MS), "number": number})
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
            raise
        return False
    return True


def answer(db: Connection, user_id: int, box_id: int, act: str, operation: str) -> bytes | None:
    """What was answered when it was done."""
    found = db.execute(_ANSWER, {"user_id": user_id, "box_id": box_id, "act": act, "operation": operation}).scalar()
    return None if found is None else bytes(found)


def keep(db: Connection, user_id: int, box_id: int, act: str, operation: str, answered: bytes) -> None:
    """Record that it was done, and what was answered."""
    row = {"user_id": user_id, "box_id": box_id, "act": act, "operation": operation, "answer": answered}
    db.execute(_KEEP, row)

"""The states of limiters, shared by every process on the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec
from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from inkpost.store.tables import limiter_states

State = TypeVar("State")
Answer = TypeVar("Answer")

_NOW = text("select (extract(epoch from clock_timestamp()) * 1000000000)::bigint")
_FORGET = text(
    "delete from limiter_states where key in (select key from limiter_states "
    "where changed_at < now() - interval '1 hour' for update skip locked)"
)


class SharedStates(Generic[State]):
    """One state a key, over the caller's connection, which must be between two transactions.

    Each step is a transaction of its own and holds the key's row for its short length, so that a thread needs one
    connection only, however many threads are limited at once.
    """

    def __init__(self, db: Connection, decoder: msgspec.msgpack.Decoder[State], prefix: str) -> None:
        self._db = db
        self._decoder = decoder
        self._prefix = prefix

    def clock(self) -> int:
        """The database's Unix time in nanoseconds: the one clock that all processes and machines share."""
        found = int(self._db.execute(_NOW).scalar_one())
        self._db.commit()
        return found

    def change(self, key: str, step: Callable[[State | None], tuple[State | None, Answer]]) -> Answer:
        """Replace the state under a key by what ``step`` makes of it."""
        try:
            self._db.execute(text("set local synchronous_commit = off"))  # a counter is no document
            answer = self._changed(f"{self._prefix}\n{key}", step)
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise
        return answer

    def _changed(self, name: str, step: Callable[[State | None], tuple[State | None, Answer]]) -> Answer:
        kept = self._locked(name)
        state, answer = step(self._decoder.decode(kept) if kept else None)
        where = limiter_states.c.key == name
        if state is None:
            self._db.execute(delete(limiter_states).where(where))
        else:
            packed = msgspec.msgpack.encode(state)
            self._db.execute(update(limiter_states).where(where).values(state=packed, changed_at=func.now()))
        return answer

    def _locked(self, name: str) -> bytes:
        """The key's row, locked; made where there is none. Another process may delete it in between: again then."""
        find = select(limiter_states.c.state).where(limiter_states.c.key == name).with_for_update()
        while (kept := self._db.execute(find).scalar_one_or_none()) is None:
            self._db.execute(insert(limiter_states).values(key=name, state=b"").on_conflict_do_nothing())
        return bytes(kept)


def forget_old(db: Connection) -> None:
    """Drop the states that no longer matter: nothing changed them for an hour."""
    db.execute(_FORGET)
    db.commit()

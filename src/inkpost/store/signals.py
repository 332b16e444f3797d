"""Signals between processes: a transaction says that something changed, and who waits for it hears when it commits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import psycopg
import structlog
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, text

CHANNEL = "inkpost_signals"
AGAIN_SECONDS = 1.0
_NOTIFY = text("select pg_notify(:channel, :topic)")
log = structlog.get_logger()


def notify(db: Connection, topic: str) -> None:
    """Wake who waits for a topic, ``document:7``, once this transaction is committed."""
    db.execute(_NOTIFY, {"channel": CHANNEL, "topic": topic})


class Signals:
    """One process's ear: a single connection that listens, however many wait. Used on one event loop."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._ears: asyncio.Task[None] | None = None
        self._hears = asyncio.Event()
        self.closed = False

    @property
    def waiting(self) -> int:
        """How many wait at this moment."""
        return sum(map(len, self._waiting.values()))

    @contextlib.asynccontextmanager
    async def hearing(self, topic: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set whenever the topic is signalled, from here on; look once more before waiting for it.

        While the database is away nothing is heard; when it is back everybody is woken to look.
        """
        if self._ears is None:
            self._ears = asyncio.create_task(self._listen_on())
        with self._registered(topic) as woken:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hears.wait(), AGAIN_SECONDS)
            yield woken

    def end(self) -> None:
        """Say that nobody is to wait any longer."""
        self.closed = True
        self._wake_all()

    async def close(self) -> None:
        """Listen no more."""
        self.end()
        if self._ears is not None:
            self._ears.cancel()
            await asyncio.gather(self._ears, return_exceptions=True)
            self._ears = None

    @contextlib.contextmanager
    def _registered(self, topic: str) -> Iterator[asyncio.Event]:
        woken = asyncio.Event()
        others = self._waiting.setdefault(topic, set())
        others.add(woken)
        try:
            yield woken
        finally:
            others.discard(woken)
            if not others and self._waiting.get(topic) is others:
                del self._waiting[topic]

    async def _listen_on(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.Error as fault:
                log.warning("signals.lost", fault=repr(fault))
            finally:
                self._hears.clear()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
        async with connection:
            await connection.execute(SQL("listen {}").format(Identifier(CHANNEL)))
            self._hears.set()
            self._wake_all()  # what was said while nobody listened
            async for notice in connection.notifies():
                for woken in self._waiting.get(notice.payload, ()):
                    woken.set()

    def _wake_all(self) -> None:
        for each in self._waiting.values():
            for woken in each:
                woken.set()

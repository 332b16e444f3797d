"""The database: a PostgreSQL of our own out of a wheel, or the one that an address names."""

from __future__ import annotations

import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InvalidatePoolError

from inkpost.store.embedded import embedded
from inkpost.store.migrations import NEWEST

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATION_LOCK = 4_851_002_026


def start_embedded(data: Path) -> str:
    """Start the embedded PostgreSQL on its data folder (or find it running) and answer its address.

    It listens on a socket file only, and stops when the last process that started it here has ended.
    """
    return embedded(data).start()


def engine_for(url: str, *, pool: int = 16, reading: bool = False) -> Engine:
    """A pool of connections; each is looked at before use, so a restarted database costs nobody a call.

    With ``reading`` the database itself refuses every write, and each statement stands alone: a call that only looks
    needs no transaction and saves two trips.
    """
    readonly = " -c default_transaction_read_only=on" if reading else ""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool,
        max_overflow=4,
        pool_recycle=1800,
        query_cache_size=2000,
        json_deserializer=msgspec.json.decode,
        **({"isolation_level": "AUTOCOMMIT"} if reading else {}),
        hide_parameters=True,  # what a failed statement was given is nothing for the log
        connect_args={
            "options": f"-c timezone=UTC -c idle_in_transaction_session_timeout=120000{readonly}",
            "application_name": "inkpost",
            "prepare_threshold": 2,
            "connect_timeout": 10,
        },
    )
    event.listen(engine, "checkout", _look)
    return engine


def _look(connection: Any, record: object, proxy: object) -> None:
    """An idle connection has nothing to read, unless the server has said that it ends: then take a new one.

    It costs two microseconds where a query to try the connection costs a hundred.
    """
    waiting = select.poll()
    try:
        waiting.register(connection.fileno(), select.POLLIN)
    except Exception as closed:
        raise InvalidatePoolError from closed
    if waiting.poll(0):
        raise InvalidatePoolError


def native_url(url: str) -> str:
    """The address as libpq takes it: its keywords and values."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    _, given = engine.dialect.create_connect_args(engine.url)
    given.pop("context", None)  # SQLAlchemy's own
    return make_conninfo(**given)


@contextmanager
def locked(connection: Connection, number: int) -> Iterator[None]:
    """Hold an advisory lock of the whole database for a while."""
    connection.execute(text("select pg_advisory_lock(:number)"), {"number": number})
    try:
        yield
    finally:
        connection.execute(text("select pg_advisory_unlock(:number)"), {"number": number})
        connection.commit()


def migrate(url: str, then: Callable[[Connection], None] | None = None) -> None:
    """Bring the tables to the newest revision; of several servers that start at once, one does the work.

    ``then`` is done under the same lock, as one transaction.
    """
    engine = engine_for(url, pool=2)
    try:
        with engine.connect() as guard, locked(guard, MIGRATION_LOCK):
            if _revision(guard) != NEWEST:
                _upgrade(url)
            if then is not None:
                with engine.begin() as db:
                    then(db)
    finally:
        engine.dispose()


def _revision(db: Connection) -> str | None:
    """The revision of the tables, looked up without alembic: to load it takes longer than most commands."""
    try:
        if db.execute(text("select to_regclass('alembic_version')")).scalar_one() is None:
            return None
        found: str | None = db.execute(text("select version_num from alembic_version")).scalar_one_or_none()
        return found
    finally:
        db.commit()


def _upgrade(url: str) -> None:
    from alembic import command

    command.upgrade(alembic_config(url), "head")


def alembic_config(url: str) -> Config:
    """The configuration that every alembic call takes: our scripts, this database."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["url"] = url
    return config

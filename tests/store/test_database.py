"""The pool of connections, the migrations, and addresses of databases."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from inkpost.store.database import alembic_config, engine_for, migrate, native_url
from inkpost.store.migrations import NEWEST
from inkpost.store.tables import metadata


def theirs(change: object) -> bool:
    """The queue's tables belong to its library."""
    return "procrastinate_" in str(change)


def test_the_newest_migration_makes_the_tables_of_the_code(database: str, engine: Engine) -> None:
    migrate(database)
    with engine.connect() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True, "compare_server_default": True})
        changes = [change for change in compare_metadata(context, metadata) if not theirs(change)]
        assert changes == []
        revision = context.get_current_revision()
        queue = db.execute(text("select count(*) from procrastinate_jobs")).scalar_one()
    assert revision == NEWEST == ScriptDirectory.from_config(alembic_config(database)).get_current_head()
    assert queue == 0


def test_migrating_again_changes_nothing(database: str, engine: Engine) -> None:
    migrate(database)
    with engine.begin() as db:
        db.execute(text("insert into limiter_states (key, state) values ('k', '')"))
    migrate(database)
    with engine.begin() as db:
        assert db.execute(text("select key from limiter_states")).scalar_one() == "k"


def test_of_several_that_migrate_at_once_one_does_the_work(database: str, engine: Engine) -> None:
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(migrate, database) for _ in range(3)]:
            done.result()
    with engine.begin() as db:
        assert db.execute(text("select count(*) from alembic_version")).scalar_one() == 1


def connections(engine: Engine, number: int) -> None:
    """Fill the pool with idle connections."""
    taken = [engine.connect() for _ in range(number)]
    for each in taken:
        each.execute(text("select 1"))
    for each in taken:
        each.close()


def terminate(database: str) -> int:
    """End every connection of ours, from outside, and wait until the server has; how many there were."""
    with psycopg.connect(database, autocommit=True) as db:
        found = db.execute(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        ).fetchall()
    assert all(ended for (ended,) in found)
    return len(found)


def test_connections_that_the_server_ended_cost_no_call(database: str, engine: Engine) -> None:
    connections(engine, 4)
    assert terminate(database) == 4
    for _ in range(6):
        with engine.begin() as db:
            assert db.execute(text("select 1")).scalar_one() == 1


def test_a_connection_ended_in_the_middle_fails_and_is_replaced(database: str, engine: Engine) -> None:
    with engine.connect() as db:
        db.execute(text("select 1"))
        terminate(database)
        with pytest.raises(OperationalError):
            db.execute(text("select 2"))
    with engine.begin() as db:
        assert db.execute(text("select 3")).scalar_one() == 3


def test_a_good_connection_is_kept(engine: Engine) -> None:
    made: list[object] = []
    event.listen(engine, "connect", lambda *_: made.append(1))
    for _ in range(20):
        with engine.begin() as db:
            db.execute(text("select 1"))
    assert len(made) == 1


def test_sessions_are_ours(engine: Engine) -> None:
    with engine.connect() as db:
        settings = {
            name: db.execute(text(f"show {name}")).scalar_one()
            for name in ("timezone", "idle_in_transaction_session_timeout", "application_name", "server_encoding")
        }
    assert settings == {
        "timezone": "UTC",
        "idle_in_transaction_session_timeout": "2min",
        "application_name": "inkpost",
        "server_encoding": "UTF8",
    }


def test_a_forgotten_transaction_is_ended_by_the_server(database: str, engine: Engine) -> None:
    """It holds its row for as long as the server lets it, and the pool goes on with another connection."""
    migrate(database)
    with engine.begin() as db:
        db.execute(text("insert into limiter_states (key, state) values ('k', '')"))
    forgotten = engine.connect()
    forgotten.execute(text("set idle_in_transaction_session_timeout = '200ms'"))
    forgotten.execute(text("select * from limiter_states for update"))
    with engine.begin() as db:  # waits for the row until the server has ended the other
        db.execute(text("update limiter_states set state = 'x'"))
    with pytest.raises(DBAPIError, match="idle-in-transaction"):
        forgotten.execute(text("select 1"))
    forgotten.close()


def test_threads_share_the_pool(database: str) -> None:
    engine = engine_for(database, pool=2)
    barrier = threading.Barrier(6)

    def ask(_: int) -> int:
        barrier.wait(10)
        with engine.begin() as db:
            return int(db.execute(text("select pg_backend_pid()")).scalar_one())

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(ask, range(6)))) <= 6
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "native"),
    [
        ("postgresql://u:p%40ss@db.test:5433/ink", "dbname=ink user=u password=p@ss host=db.test port=5433"),
        ("postgresql://postgres@/postgres?host=/a%20b/%D0%B4", "dbname=postgres user=postgres host='/a b/д'"),
        ("postgres://h/d", "dbname=d host=h"),
        ("postgresql+psycopg://h/d?sslmode=require", "dbname=d host=h sslmode=require"),
    ],
)
def test_an_address_as_libpq_takes_it(url: str, native: str) -> None:
    assert dict(psycopg.conninfo.conninfo_to_dict(native_url(url))) == dict(psycopg.conninfo.conninfo_to_dict(native))

"""Databases that no server works on: one PostgreSQL for a process of the tests, the tables made once and copied."""

from __future__ import annotations

import functools
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from inkpost.store.database import migrate
from inkpost.store.embedded import Embedded

MADE = "made"
"""The database that others are copied from: it has the tables, and no authority."""
_NUMBERS = itertools.count(1)


@functools.cache
def _cluster() -> Embedded:
    folder = Path(tempfile.mkdtemp(prefix="inkpost-databases-"))
    folder.chmod(0o755)  # the database of the wheel runs as another user where we are root
    cluster = Embedded(folder / "postgres")
    cluster.start()
    _order(cluster, f"create database {MADE}")
    migrate(_address(cluster, MADE))
    return cluster


def _address(cluster: Embedded, name: str) -> str:
    return make_url(cluster.url).set(database=name).render_as_string(hide_password=False)


def _order(cluster: Embedded, words: str) -> None:
    address: URL = make_url(cluster.url).set(drivername="postgresql+psycopg")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as db:
        db.execute(text(words))
    admin.dispose()


@contextmanager
def fresh() -> Iterator[str]:
    """The address of a database with all the tables and nothing in them."""
    name = f"copy_{next(_NUMBERS)}"
    cluster = _cluster()
    _order(cluster, f"create database {name} template {MADE}")
    yield _address(cluster, name)
    _order(cluster, f"drop database {name} with (force)")


def end() -> None:
    """Stop it, if it was started, and remove its folder; the session calls it when it has finished."""
    if _cluster.cache_info().currsize:
        cluster = _cluster()
        cluster.release()
        _cluster.cache_clear()
        shutil.rmtree(cluster.folder.parent, ignore_errors=True)

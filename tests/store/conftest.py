"""What the tests of the database share: a cluster of their own, stopped at the end of the run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from inkpost.store.database import engine_for
from inkpost.store.embedded import Embedded


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """A PostgreSQL of the tests' own."""
    made = Embedded(tmp_path_factory.mktemp("cluster") / "postgres")
    made.start()
    yield made
    made.release()


@pytest.fixture
def database(cluster: Embedded, request: pytest.FixtureRequest) -> str:
    """The address of an empty database on it."""
    name = f"test_{abs(hash(request.node.nodeid))}"
    url = make_url(cluster.url)
    admin = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as db:
        db.execute(text(f'create database "{name}"'))
    admin.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """A pool of ours on it."""
    made = engine_for(database, pool=4)
    yield made
    made.dispose()

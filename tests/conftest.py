"""The fixtures that all tests share: one server for the whole run, a fresh organisation for each test."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

import commands
import databases
import servers
from inkpost.model.trust import Purpose
from inkpost.operations.kit import Services
from inkpost.store import trust
from inkpost.store.embedded import release_all
from parallel import common_folder, leaves_servers
from parallel import pytest_collection_modifyitems as pytest_collection_modifyitems
from parallel import pytest_xdist_auto_num_workers as pytest_xdist_auto_num_workers
from parallel import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler
from support import CLIENT, Served, start_server
from worlds import World, new_world, services_of

OWN = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """A folder of the run's own: pytest's default lies in one that each run closes to other users, so to PostgreSQL.

    Garbage is looked for when all modules and tests are there, and never among them: that takes a third of the time
    in which they are collected. A fault that a test provokes is told in a few lines; drawing all that its frames knew
    takes seconds.
    """
    gc.disable()
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, plain])
    if config.option.basetemp is None:
        config.option.basetemp = config.stash[OWN] = tempfile.mkdtemp(prefix="inkpost-tests-")


def pytest_collection_finish() -> None:
    """What is there now stays to the end."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it."""
    if OWN in config.stash:
        shutil.rmtree(config.stash[OWN], ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Stop servers with settings of their own when nobody in this process will ask them again."""
    if leaves_servers(item, nextitem):
        servers.end()


def pytest_sessionfinish() -> None:
    """Stop what the tests of several files shared, and the databases that nobody else uses."""
    commands.end()
    databases.end()
    servers.end()
    release_all()


@pytest.fixture(scope="session")
def served(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that the tests of a run share; those that kill or reconfigure one start their own."""
    data = tmp_path_factory.mktemp("served")
    cores = common_folder(pytestconfig, tmp_path_factory.getbasetemp()) / "cores"
    cores.mkdir(exist_ok=True)
    (data / "cores").symlink_to(cores)  # the servers of a run's processes keep to different cores
    # Many tests make documents that they do not wait for: those of the next have to wait their turn.
    server = start_server(data, environment={"INKPOST_CONVERT_SLOTS": "2"})
    yield server
    CLIENT.close()
    assert server.stop() == 0


@pytest.fixture(scope="session")
def services(served: Served) -> Iterator[Services]:
    """Services on the shared server's database, for setting things up."""
    made = services_of(served)
    yield made
    with made.engine.begin() as db:
        roots = trust.own(db, Purpose.ROOT)
    made.close()
    assert len(roots) == 1, (
        "a test made the shared authority anew: its clock was before the server's start, or far after"
    )


@pytest.fixture
def world(served: Served, services: Services) -> World:
    """A fresh organisation on the shared server."""
    return new_world(served, services)


@pytest.fixture
def other_world(served: Served, services: Services) -> World:
    """Another organisation on the same server."""
    return new_world(served, services)


@pytest.fixture
def make_world(served: Served, services: Services) -> Callable[..., World]:
    """Organisations with settings of their own."""

    def make(**organization: Any) -> World:
        return new_world(served, services, **organization)

    return make

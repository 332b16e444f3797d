"""How the tests are shared out where several processes run them (``make test`` does so; ``-n 0`` runs them in one).

Each process has a server, a database and folders of its own. The tests of a file stay together, for what a file's
fixtures make; what takes longest comes first, so that no process ends alone. Files that need the same server with
settings of its own stay together too: one process starts it, and stops it when they are through, since a server
that nobody asks costs a twentieth of a core.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

MOST_WORKERS = 4
"""Each has a server with a PostgreSQL and two LibreOffices, which want a core and two gibibytes."""
OWN_SERVERS = {
    "guarded": (
        "tests/bitrix/test_edge.py",
        "tests/bitrix/test_limits.py",
        "tests/bitrix/test_oauth.py",
        "tests/bitrix/test_system_errors.py",
        "tests/contracts/test_errors.py",
    ),
    "calling": (
        "tests/bitrix/test_crm_events.py",
        "tests/bitrix/test_large_bodies.py",
        "tests/bitrix/test_outgoing.py",
        "tests/bitrix/test_sign_events.py",
        "tests/diadoc/test_exchange_pushed.py",
    ),
}
"""The files that need one of ``servers``, by what they stay together with."""
UNITS = {file: unit for unit, files in OWN_SERVERS.items() for file in files}
FIRST = ("tests/stories/", "tests/cli/", "tests/clients/", "tests/console/", "tests/bitrix/", "tests/operations/")
"""The folders that take longest, the slowest first."""
EACH_ALONE = "tests/stories/test_kills.py"
TOGETHER = ("tests/clients/", "tests/store/")
"""Folders whose tests share a server or a database that nobody else uses: one process makes it."""


def unit_of(nodeid: str) -> str:
    """What a test stays together with."""
    if nodeid.startswith(EACH_ALONE):
        return nodeid
    file = nodeid.partition("::")[0]
    return UNITS.get(file) or next((folder for folder in TOGETHER if nodeid.startswith(folder)), file)


def rank_of(nodeid: str) -> int:
    """How early a test is to be begun."""
    if unit_of(nodeid) in OWN_SERVERS:
        return 0
    return next((rank for rank, folder in enumerate(FIRST, 1) if nodeid.startswith(folder)), len(FIRST) + 1)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A process a core; none beside the first where what a test prints is to be seen at once (``-s``)."""
    if config.option.capture == "no":
        return 0
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share out by ``unit_of``, in the order that the tests were collected in, unless ``--dist`` asks for another."""
    if config.option.dist != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Units(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit_of(nodeid)

    config.option.loadscopereorder = False
    return Units(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what takes longest first, where several processes share the tests."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank_of(item.nodeid))


def leaves_servers(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Whether this was the last test that needs the servers of its unit, where several processes share the tests."""
    unit = unit_of(item.nodeid)
    if unit not in OWN_SERVERS or not hasattr(item.config, "workerinput"):
        return False
    return nextitem is None or unit_of(nextitem.nodeid) != unit


def common_folder(config: pytest.Config, base: Path) -> Path:
    """A folder of the whole run: the one above each process's own."""
    return base.parent if hasattr(config, "workerinput") else base

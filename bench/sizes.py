"""The same calls over HTTP to a small and to a large server, in turn: what the two benches of growing lists share."""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench.machine import machine
from bench.results import json_option, say, tell
from bench.serve import inkpost
from inkpost import config
from inkpost.composition import make_services, prepare
from inkpost.operations import administration
from inkpost.operations.kit import Services

STEP = 100_000  # things that are added in one transaction
WARMING = 20  # calls that warm the connection and the plans up
Measure = Callable[[int, int, int], dict[str, Any]]
TARGET = "each ratio at most 1.5"


def user(services: Services, organization: int, departments: Sequence[int] = ()) -> int:
    """A new user, who signs in nowhere."""
    login = f"bench-{random.getrandbits(60):x}@example.test"
    return administration.add_user(services, organization, login, departments=departments)


def in_steps(services: Services, last: int, grow: Callable[[Any, int, int], None]) -> None:
    """Add the things 1 to ``last`` with ``grow(db, first, last)``, and let the database count them."""
    for start in range(1, last + 1, STEP):
        with services.engine.begin() as db:
            grow(db, start, min(start + STEP - 1, last))
        say(f"{min(start + STEP - 1, last)} of {last} are there")
    with services.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("vacuum analyze"))


@contextmanager
def served() -> Iterator[tuple[Services, str]]:
    """A server of its own: services to fill it with, and its address."""
    with tempfile.TemporaryDirectory(prefix="inkpost-bench-") as folder, inkpost(Path(folder)) as (port, _):
        services = make_services(prepare(config.from_environment(Path(folder), f"127.0.0.1:{port}", environ={})))
        try:
            yield services, f"http://127.0.0.1:{port}"
        finally:
            services.close()


def in_turn(count: int, calls: int, call: Callable[[int, random.Random], float]) -> list[float]:
    """The median milliseconds of ``call(which, chosen)`` for each of so many servers.

    Call by call in turn, so that whatever else the machine does falls on all alike.
    """
    chosen = random.Random(2)
    took: list[list[float]] = [[] for _ in range(count)]
    for number in range(calls + WARMING):
        for which in range(count):
            passed = call(which, chosen)
            if number >= WARMING:
                took[which].append(passed)
    return [statistics.median(each) for each in took]


def compared(small: int, large: int, medians: Sequence[float]) -> dict[str, float]:
    """What is told of one call at both sizes."""
    few, many = medians
    return {f"ms_at_{small}": round(few, 2), f"ms_at_{large}": round(many, 2), "ratio": round(many / few, 2)}


def main(
    name: str, about: str | None, small: int, measure: Callable[[int, int, int], dict[str, Any]], what: str
) -> None:
    """Measure with ``measure(small, large, calls)`` and print one object, in which ``what`` names what came."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--small", type=int, default=small)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the servers keep what they are filled with")
    json_option(parser)
    given = parser.parse_args()
    tempfile.tempdir = str(given.data) if given.data else None
    tell(
        name, {"machine": machine(), what: measure(given.small, given.large, given.calls), "target": TARGET}, given.json
    )

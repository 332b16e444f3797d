"""Who puts a content while the collector decides about it: whatever the order of steps, nothing in use is lost."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inkpost.operations import collecting
from inkpost.operations.kit import Services
from inkpost.store import references
from inkpost.store.blobs import Blobs

GRACE = 600
SECONDS = 30


class Stage:
    """Lets one actor at a time do one step, in the order that is drawn; then all that are left, in turn."""

    def __init__(self, order: list[int]) -> None:
        self._order = order
        self._actors: list[threading.Thread] = []
        self._turns: dict[int, threading.Semaphore] = {}
        self._done = threading.Semaphore(0)
        self._faults: list[BaseException] = []

    def add(self, act: Callable[[], object]) -> None:
        """Somebody with something to do."""

        def run() -> None:
            self.step()
            try:
                act()
            except BaseException as fault:
                self._faults.append(fault)
            finally:
                del self._turns[threading.get_ident()]
                self._done.release()

        self._actors.append(threading.Thread(target=run, daemon=True))

    def step(self) -> None:
        """Here another may come first. Nothing for those that are not on the stage."""
        me = threading.get_ident()
        if threading.current_thread() not in self._actors:
            return
        turn = self._turns.setdefault(me, threading.Semaphore(0))
        self._done.release()
        assert turn.acquire(timeout=SECONDS)

    def play(self) -> None:
        """Until everybody has done it."""
        for actor in self._actors:
            actor.start()
            assert self._done.acquire(timeout=SECONDS)
        turns = iter([*self._order, *range(10_000)])
        while self._turns:
            names = sorted(self._turns)
            self._turns[names[next(turns) % len(names)]].release()
            assert self._done.acquire(timeout=SECONDS), "somebody waits for somebody"
        if self._faults:
            raise self._faults[0]


@contextmanager
def staged(stage: Stage) -> Iterator[None]:
    """Every step between which another process could come is one of the stage's."""
    flock, unlink, replace = fcntl.flock, Path.unlink, Path.replace
    stat, utime, remove = Path.stat, os.utime, Blobs.remove

    def locking(handle: int, kind: int) -> None:
        while True:
            stage.step()
            try:
                return flock(handle, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                continue

    def before(act: Callable[..., Any]) -> Callable[..., Any]:
        def first(*args: Any, **more: Any) -> Any:
            stage.step()
            return act(*args, **more)

        return first

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "flock", locking)
        for owner, name, act in (
            (Path, "unlink", unlink),
            (Path, "replace", replace),
            (Path, "stat", stat),
            (os, "utime", utime),
            (Blobs, "remove", remove),
        ):
            patch.setattr(owner, name, before(act))
        yield


class Tables:
    """Which contents have a row, as committed."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.rows: list[bytes] = []

    def add(self, digest: bytes) -> None:
        self._stage.step()
        self.rows.append(digest)

    def drop(self, digest: bytes) -> None:
        self._stage.step()
        if digest in self.rows:
            self.rows.remove(digest)

    def kept(self, db: object, digests: list[bytes]) -> set[bytes]:
        self._stage.step()
        return set(digests) & set(self.rows)


def services(blobs: Blobs) -> Services:
    """All that the collector asks for contents."""

    @contextmanager
    def begin() -> Iterator[None]:
        yield

    engine = SimpleNamespace(begin=begin)
    limits = SimpleNamespace(files_grace=GRACE)
    return cast(
        "Services", SimpleNamespace(blobs=blobs, engine=engine, settings=limits, clock=lambda: datetime.now(UTC))
    )


SHELVES = 1
CONTENTS = [each for each in map(b"%d".__mod__, range(2000)) if hashlib.sha256(each).digest()[0] < SHELVES][:2]
"""On the first shelf: the collector goes through no other here."""
ACTS = st.sampled_from(["put", "drop", "collect"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    old=st.lists(st.sampled_from(CONTENTS), unique=True, min_size=1),
    recorded=st.booleans(),
    acts=st.lists(st.tuples(ACTS, st.sampled_from(CONTENTS)), min_size=2, max_size=4),
    order=st.lists(st.integers(0, 3), min_size=40, max_size=40),
)
def test_what_has_a_row_is_there(
    tmp_path_factory: pytest.TempPathFactory,
    old: list[bytes],
    recorded: bool,
    acts: list[tuple[str, bytes]],
    order: list[int],
) -> None:
    """Contents that were put long ago, with a row or without; then some put them, drop them and collect at once."""
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    stage = Stage(order)
    tables = Tables(stage)
    for content in old:
        digest = blobs.put(content)
        os.utime(blobs.path(digest), (1, 1))
        if recorded:
            tables.rows.append(digest)

    def act(kind: str, content: bytes) -> None:
        if kind == "put":
            tables.add(blobs.put(content))
        elif kind == "drop":
            tables.drop(hashlib.sha256(content).digest())
        else:
            collecting._remove_contents(services(blobs), lambda: True)

    for kind, content in acts:
        stage.add(lambda kind=kind, content=content: act(kind, content))
    with pytest.MonkeyPatch.context() as patch, staged(stage):
        patch.setattr(references, "kept_digests", tables.kept)
        patch.setattr(collecting, "SHELVES", SHELVES)
        stage.play()
    for digest in tables.rows:
        assert hashlib.sha256(blobs.get(digest)).digest() == digest

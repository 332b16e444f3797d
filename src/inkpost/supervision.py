"""What the server keeps alive: its web processes, its background worker, and the embedded database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from granian.server.mp import MPServer

from inkpost.errors import InkpostError
from inkpost.faces.kit.logs import logger
from inkpost.processes import WORKER_ID, Pace, Stopwatch, ending
from inkpost.store.embedded import Embedded

STOP_SECONDS = 75  # more than a conversion may take
log = logger()


class Background:
    """The background worker's process: started again whenever it ends unasked, ever later when it ends soon."""

    def __init__(
        self, ended: Callable[[UUID], None], command: list[str] | None = None, pace: Pace | None = None
    ) -> None:
        self._ended = ended
        self._command = command or [sys.executable, "-m", "inkpost.worker"]
        self._pace = pace or Pace()
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="background", daemon=True)

    def start(self) -> None:
        """Start it."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to finish what is in hand and end; returns at once, may be called by a signal handler."""
        self._stopping.set()
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def join(self, seconds: float = STOP_SECONDS) -> None:
        """Wait until it has ended; one that takes longer is killed, and what it had in hand is given back."""
        self._thread.join(seconds)
        if self._thread.is_alive() and self._process is not None:
            log.error("worker.killed", seconds=seconds)
            self._process.kill()
            self._thread.join(10)

    def _keep(self) -> None:
        while not self._stopping.is_set():
            number, lived = uuid4(), Stopwatch()
            self._process = subprocess.Popen(self._command, env={**os.environ, WORKER_ID: str(number)})
            if self._stopping.is_set():
                self._process.send_signal(signal.SIGTERM)
            status = self._process.wait()
            if status:
                self._tell_ended(number)
            if self._stopping.is_set():
                return
            delay = self._pace.after(lived.seconds)
            log.error("worker.ended", how=ending(status), lived=round(lived.seconds, 1), again_in=delay)
            self._stopping.wait(delay)

    def _tell_ended(self, number: UUID) -> None:
        try:
            self._ended(number)
        except Exception as fault:  # the sweep of the next worker does it then
            log.warning("worker.not_forgotten", fault=repr(fault))


class DatabaseKeeper:
    """Looks after the embedded PostgreSQL: one that died is started again."""

    def __init__(self, database: Embedded, *, every: float = 0.5) -> None:
        self._database = database
        self._every = every
        self._pace = Pace()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="database", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopping.set()
        self._thread.join(STOP_SECONDS)

    def _keep(self) -> None:
        lived = Stopwatch()
        while not self._stopping.wait(self._every):
            if self._database.running:
                continue
            delay = self._pace.after(lived.seconds)
            log.error("database.ended", lived=round(lived.seconds, 1), again_in=delay)
            self._stopping.wait(delay)
            lived = Stopwatch()
            try:
                self._database.start()
            except (InkpostError, OSError) as fault:
                log.error("database.not_started", fault=str(fault))


def serve_web(*given: Any) -> None:
    """What a web process does: it serves until it is asked to end, and leaves without taking the interpreter down.

    Granian's threads may still want the interpreter when it goes, and then abort the process with words in the log.
    """
    MPServer._spawn_asgi_lifespan_worker(*given)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


class Web(MPServer):
    """The web processes. One that dies is replaced for ever; Granian itself gives up at the second death in a row."""

    def __init__(self, *args: Any, asked: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = asked
        self._paces: dict[int, Pace] = {}
        self._stop_asked = threading.Event()

    @property
    def stop_asked(self) -> bool:
        """Whether a signal has asked the server to end."""
        return self._stop_asked.is_set()

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        """SIGTERM or SIGINT has come."""
        self._stop_asked.set()
        self._asked()
        super().signal_handler_interrupt(*args, **kwargs)  # type: ignore[no-untyped-call]

    def _respawn_workers(self, workers: list[int], spawn_target: Any, target_loader: Any, delay: float = 0) -> None:
        for number in workers:
            worker = self.wrks[number]
            lived = time.monotonic() - worker.birth
            wait = self._paces.setdefault(number, Pace()).after(lived)
            log.error("web.ended", how=ending(worker.inner.exitcode), lived=round(lived, 1), again_in=wait)
            if self._stop_asked.wait(wait):
                return
            super()._respawn_workers([number], spawn_target, target_loader, delay)
        self.respawned_wrks.clear()

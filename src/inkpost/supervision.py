"""What the server keeps alive: web processes, the background worker, the embedded database, the keeper of its log."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import resource_tracker
from typing import Any, NoReturn
from uuid import UUID, uuid4

from granian.server.mp import MPServer

from inkpost import logkeeper
from inkpost.errors import InkpostError
from inkpost.faces.kit.logs import OWN, configure, introduce, log_crashes, logger
from inkpost.processes import (
    WORKER_ID,
    Inherited,
    Pace,
    Stopwatch,
    die_with_parent,
    end_at_interrupt,
    ending,
    interrupts_held,
)
from inkpost.store.embedded import Embedded

STOP_SECONDS = 75  # more than a conversion may take
DRAIN_SECONDS = 5.0
log = logger()


class Background:
    """The background worker's process: started again whenever it ends unasked, ever later when it ends soon."""

    def __init__(
        self, ended: Callable[[UUID], None], command: list[str] | None = None, pace: Pace | None = None
    ) -> None:
        self._ended = ended
        self.handles: tuple[int, ...] = ()  # what the process is to inherit
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
        if self._thread.ident is None:  # the server was asked to end before it had begun
            return
        self._thread.join(seconds)
        if self._thread.is_alive() and self._process is not None:
            log.error("worker.killed", seconds=seconds)
            self._process.kill()
            self._thread.join(10)

    def _keep(self) -> None:
        with interrupts_held():  # from the worker while it starts
            self._keep_running()

    def _keep_running(self) -> None:
        while not self._stopping.is_set():
            number, lived = uuid4(), Stopwatch()
            environment = {**os.environ, WORKER_ID: str(number)}
            self._process = subprocess.Popen(self._command, env=environment, pass_fds=self.handles)
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
        if self._thread.ident is not None:
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


class LogKeeper:
    """What others write to standard error is taken in from now on, by a process that outlives this one.

    It is started again when it ends: what is said lies in a socket meanwhile, of which this process holds both ends.
    """

    def __init__(self) -> None:
        self._heard, said = socket.socketpair()
        self._heard.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.fd = os.dup(2)
        self._ask, self._process = self._started()
        os.environ[OWN] = str(self.fd)
        os.dup2(said.fileno(), 2)
        said.close()
        introduce("server")
        threading.Thread(target=self._keep, name="log", daemon=True).start()

    def drain(self, seconds: float = DRAIN_SECONDS) -> bool:
        """Wait until all that was said by now is in the log. False when that took too long."""
        try:
            self._ask.settimeout(seconds)
            self._ask.sendall(b"?")
            return self._ask.recv(1) != b""
        except OSError:
            return False

    def _started(self) -> tuple[socket.socket, subprocess.Popen[bytes]]:
        ask, answer = socket.socketpair()
        heard, control = self._heard.fileno(), answer.fileno()
        with answer:
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", logkeeper.__file__, str(heard), str(control)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.fd,
                pass_fds=(heard, control),
                env={"LANG": "C.UTF-8"},
                cwd="/",
                start_new_session=True,  # Ctrl-C in a terminal is not for it: it ends last
            )
        return ask, process

    def _keep(self) -> None:
        pace, lived = Pace(), Stopwatch()
        while True:
            status = self._process.wait()
            delay = pace.after(lived.seconds)
            log.error("log.ended", how=ending(status), lived=round(lived.seconds, 1), again_in=delay)
            time.sleep(delay)
            lived = Stopwatch()
            self._ask, self._process = self._started()


def kept_log() -> LogKeeper | None:
    """A keeper of the log, or None where the system cannot say who wrote into a socket, or nobody wants to read."""
    if not hasattr(socket, "SO_PASSCRED"):  # pragma: no cover - not Linux
        return None
    try:
        return LogKeeper()
    except OSError as fault:
        log.warning("log.not_kept", fault=str(fault))
        return None


def serve_web(held: Inherited | None, *given: Any) -> NoReturn:
    """What a web process does: it serves until it is asked to end, and leaves without taking the interpreter down.

    Granian's threads may still want the interpreter when it goes, and then abort the process with words of their own.
    ``held`` is the log, which the process inherits.
    """
    status = 1
    try:
        end_at_interrupt()
        die_with_parent()
        introduce("web")
        configure()
        log_crashes()
        MPServer._spawn_asgi_lifespan_worker(*given)
        status = 0
    except SystemExit as asked:
        status = asked.code if isinstance(asked.code, int) else 1
    except BaseException:
        log.critical("process.crashed", exc_info=True)
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(status)


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

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        resource_tracker.ensure_running()  # when multiprocessing starts it, it lets go of what is held
        with interrupts_held():
            super()._spawn_workers(spawn_target, target_loader)  # type: ignore[no-untyped-call]

    def _respawn_workers(self, workers: list[int], spawn_target: Any, target_loader: Any, delay: float = 0) -> None:
        for number in workers:
            worker = self.wrks[number]
            lived = time.monotonic() - worker.birth
            wait = self._paces.setdefault(number, Pace()).after(lived)
            log.error("web.ended", how=ending(worker.inner.exitcode), lived=round(lived, 1), again_in=wait)
            if self._stop_asked.wait(wait):
                return
            resource_tracker.ensure_running()
            with interrupts_held():
                super()._respawn_workers([number], spawn_target, target_loader, delay)
        self.respawned_wrks.clear()

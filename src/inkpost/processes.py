"""Processes that belong together: a child does not outlive its parent, and is kept alive by it."""

from __future__ import annotations

import ctypes
import fcntl
import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import reduction
from pathlib import Path

_PR_SET_PDEATHSIG = 1
PARENT = "INKPOST_PARENT"
WORKER_ID = "INKPOST_WORKER_ID"


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends, however that ends. Does nothing off Linux.

    A parent that names itself in the environment may have ended before we could ask.
    """
    parent = int(os.environ.get(PARENT, "0")) or os.getppid()
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (OSError, AttributeError):  # pragma: no cover - not Linux
        return
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def keep_to_one_core(claims: Path) -> int | None:
    """Keep this process's threads on one core that no sister process has claimed; None where every core is taken.

    Python runs one thread of a process at a time. Where they may run on several cores, handing the interpreter from
    one to the next costs more than the work of a short call. A claim is a lock on a file, so it ends with the process.
    """
    if not hasattr(os, "sched_getaffinity"):  # pragma: no cover - not Linux
        return None
    cores = sorted(os.sched_getaffinity(0))
    first = os.getpid() % len(cores)
    claims.mkdir(parents=True, exist_ok=True)
    for core in cores[first:] + cores[:first]:
        claim = os.open(claims / f"core-{core}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(claim)
            continue
        for thread in os.listdir("/proc/self/task"):
            with suppress(ProcessLookupError):
                os.sched_setaffinity(int(thread), {core})
        return core  # the claim stays open for as long as the process lives
    return None


@contextmanager
def loading() -> Iterator[None]:
    """Load modules here: what they make stays, and is never looked through for garbage.

    To look through it again and again while it grows takes a sixth of the time that a command or a process starts in.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if before:
            gc.enable()


class Inherited:
    """A handle that multiprocessing hands to the process it starts, under the same number."""

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def __reduce__(self) -> tuple[type[Inherited], tuple[int]]:
        reduction.DupFd(self.fd)  # takes note of it for the process that is being started
        return Inherited, (self.fd,)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back from this thread and what it starts: see ``end_at_interrupt``."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_at_interrupt() -> None:
    """Let Ctrl-C end this process at once, until its event loop takes it; also one that came while it was held back.

    Python would raise KeyboardInterrupt wherever it is, in the middle of an import, and take the interpreter down.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def also_at_stop(act: Callable[[], object]) -> None:
    """Do something when this process is asked to end, beside what its event loop does; in the main thread.

    The loop hears of a signal over its own wake-up socket, whatever handler is set in Python.
    """
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: act())


class Pace:
    """How long to wait before something that ended is started again: longer each time while it ends soon."""

    def __init__(self, *, first: float = 0.2, longest: float = 30.0, steady: float = 10.0) -> None:
        self._first = first
        self._longest = longest
        self._steady = steady
        self._delay = 0.0

    def after(self, lived: float) -> float:
        """Seconds to wait, after it has lived for so many."""
        soon = lived < self._steady
        self._delay = min(max(self._delay * 2, self._first), self._longest) if soon else self._first
        return self._delay


def ending(status: int | None) -> str:
    """How a process ended, in words: of itself, or by which signal."""
    if status is None:
        return "unknown"
    if status >= 0:
        return f"status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()

    @property
    def seconds(self) -> float:
        """How many there are now."""
        return self._clock() - self._since

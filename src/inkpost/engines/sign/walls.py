"""A process of its own for what parses a stranger's file: bounded in time and memory, without any network.

Parsers of PDFs and of signatures are large, and anybody may send a file that was made to hang them or to fill the
memory. Such a process reads one question from its standard input, gives up what it does not need, writes one answer.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from typing import Final

from inkpost.engines.walls import launch, seccomp

MEMORY: Final = 1024**3
LARGEST_FILE: Final = 256 * 1024**2
"""Bytes of each file that the process writes, its answer among them."""
_KEPT_CALLS: Final = frozenset({"unlink", "unlinkat", "rmdir", "fchmod", "chmod", "fchmodat", "fchmodat2"})
"""Those that a folder of one's own takes; the folder is the only one that it knows of."""


def ask(module: str, question: bytes, *, time_limit_s: float, memory: int, most: int = LARGEST_FILE) -> bytes | None:
    """What ``main`` of a module answers in a process of its own; none where that is late, too long, or dies.

    ``main`` gets the limits, bytes of memory and seconds of processor time, and sets them by ``behind_walls``.
    """
    with tempfile.TemporaryDirectory(prefix="inkpost-check-") as folder, tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(
            [sys.executable, "-c", f"from {module} import main; main({memory}, {int(time_limit_s) + 5})"],
            stdin=subprocess.PIPE,
            stdout=answer,  # a file, so that an answer is bounded before any of it is read
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "TMPDIR": folder, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            cwd=folder,
            start_new_session=True,
        )
        try:
            process.communicate(question, timeout=time_limit_s)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(process)
        if process.returncode != 0 or answer.seek(0, os.SEEK_END) > most:
            return None
        answer.seek(0)
        return answer.read(most)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it with all that it started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def behind_walls(memory: int, seconds: int, *, keep: frozenset[str] = frozenset()) -> None:
    """Give up what a parser does not need, as far as the system takes it; calls to ``keep`` stay."""
    launch.limit(memory, seconds, LARGEST_FILE)
    with contextlib.suppress(OSError, AttributeError):  # not on every system
        launch.leave(launch.CLONE_NEWNET | launch.CLONE_NEWIPC)
        launch.drop_privileges()
        give_up(frozenset(seccomp.CALLS) - _KEPT_CALLS - keep)


def give_up(calls: frozenset[str]) -> None:
    """Give up calls of the system, as far as it takes it."""
    with contextlib.suppress(OSError, AttributeError):
        seccomp.give_up(tuple(sorted(calls)))

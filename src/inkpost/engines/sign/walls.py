"""A process of its own for what parses a stranger's file: bounded in time, memory and files, without any network.

Parsers of PDFs and of signatures are large, and anybody may send a file that was made to hang them or to fill the
memory. Such a process reads one question from its standard input, gives up what it does not need, writes one answer.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
from typing import IO, Final

import msgspec

import inkpost
from inkpost.engines.walls import GivenUp, launch, leave_network, seccomp

Process = subprocess.Popen[bytes]
READ: Final = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/zoneinfo"),
    *("/proc/self", "/dev/urandom"),
)
"""What is read beside programs: the fonts of stamps, time zones, how much memory is used, and chance."""
_HOUSE: Final = os.path.dirname(os.path.dirname(inkpost.__file__))
"""Where this program lies: its name is found by listing the folder, whose other files are not read."""
MEMORY: Final = 1024**3
LARGEST_FILE: Final = 256 * 1024**2
"""Bytes of each file that the process writes, its answer among them."""
_KEPT_CALLS: Final = frozenset({"unlink", "unlinkat", "rmdir", "fchmod", "chmod", "fchmodat", "fchmodat2"})
"""Those that a folder of one's own takes; the folder is the only one that it knows of."""

_PROGRAM: Final = "import gc; gc.disable(); from {} import main; gc.freeze(); gc.enable(); main({}, {})"
"""What is loaded stays: to look for garbage in it, again and again, would take a seventh of the process's time."""


def ask(module: str, question: bytes, *, time_limit_s: float, memory: int, most: int = LARGEST_FILE) -> bytes | None:
    """What ``main`` of a module answers in a process of its own; none where that is late, too long, or dies.

    ``main`` gets the limits, bytes of memory and seconds of processor time, and sets them by ``behind_walls``.
    """
    with tempfile.TemporaryDirectory(prefix="inkpost-check-") as folder, tempfile.TemporaryFile() as answer:
        # The answer is a file, so that it is bounded before any of it is read.
        process = start(module, folder, answer, time_limit_s=time_limit_s, memory=memory)
        try:
            process.communicate(question, timeout=time_limit_s)
        except subprocess.TimeoutExpired:
            return None
        finally:
            end(process)
        if process.returncode != 0 or answer.seek(0, os.SEEK_END) > most:
            return None
        answer.seek(0)
        return answer.read(most)


def start(module: str, folder: str, told: IO[bytes] | int, *, time_limit_s: float, memory: int) -> Process:
    """A process that runs ``main`` of a module in a folder of its own, with nothing of this one's surroundings."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(module, memory, int(time_limit_s) + 5)],
        stdin=subprocess.PIPE,
        stdout=told,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "TZ": "UTC", "TMPDIR": folder, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=folder,
        start_new_session=True,
    )


def end(process: Process) -> None:
    """End it with all that it started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def behind_walls(memory: int, seconds: int, *, keep: frozenset[str] = frozenset()) -> GivenUp:
    """Give up what a parser does not need; answers what the system took. Calls to ``keep`` stay.

    Read are programs, which a library may load late, and fonts; written is the folder that ``ask`` made. Where starting
    a program is kept it is this one.
    """
    launch.limit(memory, seconds, LARGEST_FILE)
    try:
        network = leave_network()
        program = os.path.realpath(sys.executable) if "execve" in keep else ""
        own = os.environ.get("TMPDIR", "")
        files = launch.confine_to((*programs(), *READ), listing=(_HOUSE,), own=own, program=program)
        sockets = give_up(frozenset(seccomp.CALLS) - _KEPT_CALLS - keep)
    except (OSError, AttributeError):  # not on every system
        return GivenUp()
    return GivenUp(sockets, network, files)


def programs() -> tuple[str, ...]:
    """The folders with the code of this program, of Python, and of the libraries of both."""
    python = sysconfig.get_paths()
    libraries = (f"{sys.base_prefix}/lib", f"{sys.base_prefix}/lib64", "/usr/lib", "/usr/lib64", "/lib", "/lib64")
    ours = os.path.join(_HOUSE, "inkpost")
    named = (python[kind] for kind in ("stdlib", "platstdlib", "purelib", "platlib"))
    return tuple(dict.fromkeys((ours, *named, f"{sys.prefix}/pyvenv.cfg", *libraries)))


def sentence() -> str:
    """What to log at start: behind which walls files are read on this system. Waits for a process to start and end."""
    try:
        given_up = msgspec.msgpack.decode(ask(__name__, b"", time_limit_s=30, memory=MEMORY) or b"", type=GivenUp)
    except msgspec.DecodeError:
        return "The process that reads files to sign and to check does not start."
    return given_up.sentence("Files to sign and to check are read", "programs and fonts", f"at most {MEMORY >> 20} MiB")


def main(memory: int, seconds: int) -> None:
    """Say what this system takes."""
    sys.stdout.buffer.write(msgspec.msgpack.encode(behind_walls(memory, seconds)))


def give_up(calls: frozenset[str]) -> bool:
    """Give up calls of the system; False where it does not take it."""
    try:
        return seccomp.give_up(tuple(sorted(calls)))
    except (OSError, AttributeError):
        return False

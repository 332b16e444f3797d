"""``inkpost`` as a process: each begins where the libraries are loaded already, since that takes longer than its work.

A command is a process of its own, with its own arguments, environment, streams and end; it loads its own modules. What
it did not do is start the interpreter and load ``inkpost.cli``: that is shown by those that run for long (``serve``,
``demo``), by the commands of the documentation, and by ``tests/cli/test_alone.py``.
"""

from __future__ import annotations

import functools
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
LONG = frozenset({"serve", "demo"})
"""Commands that start other processes: they are begun as anybody begins them."""
_ONE = threading.Lock()


class _House:
    """The process that they begin in; it ends with us, when nobody holds the socket's other end any more."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            program = [sys.executable, str(Path(__file__).with_name("command_house.py")), str(theirs.fileno())]
            handle = theirs.fileno()
            self._process = subprocess.Popen(
                program, env=environment, pass_fds=(handle,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )

    def begin(self, order: Mapping[str, object], streams: Sequence[IO[bytes]]) -> socket.socket:
        """Have a command begun; what tells its number and its end."""
        heard, told = socket.socketpair()
        with told:
            handles = [told.fileno(), *(stream.fileno() for stream in streams)]
            socket.send_fds(self._ours, [json.dumps(order).encode()], handles)
        return heard

    def end(self) -> None:
        """Nobody will ask for another one."""
        self._ours.close()
        self._process.wait(timeout=60)


@functools.cache
def _house(pid: int) -> _House:
    from support import clean_environment

    return _House(clean_environment())


def end() -> None:
    """End the process that commands begin in, if any has begun; the session calls it when it has finished."""
    if _house.cache_info().currsize:
        _house(os.getpid()).end()
        _house.cache_clear()


def run(
    arguments: Sequence[str], environment: Mapping[str, str], *, typed: str = "", seconds: float = 240
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; one that takes longer is killed."""
    done = run_bytes(arguments, environment, typed=typed.encode(), seconds=seconds)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def run_bytes(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    typed: bytes = b"",
    folder: Path | None = None,
    seconds: float = 240,
) -> subprocess.CompletedProcess[bytes]:
    """As ``run``, in a folder, and for those that read or write more than text."""
    here = folder or Path.cwd()
    if arguments[0] in LONG:
        program = [sys.executable, "-m", "inkpost", *arguments]
        return subprocess.run(program, env=environment, cwd=here, input=typed, capture_output=True, timeout=seconds)
    order = {"arguments": list(arguments), "environment": dict(environment), "folder": str(here)}
    with _memory("in", typed) as given, _memory("out") as out, _memory("err") as err:
        with _ONE:
            house = _house(os.getpid())
        with house.begin(order, (given, out, err)) as heard, heard.makefile() as lines:
            heard.settimeout(seconds)
            status = _ended(lines.readline, seconds)
        return subprocess.CompletedProcess(["inkpost", *arguments], status, _whole(out), _whole(err))


def _ended(line: Callable[[], str], seconds: float) -> int:
    number = int(line())
    try:
        return int(line())
    except TimeoutError:
        os.kill(number, signal.SIGKILL)
        raise AssertionError(f"the command took more than {seconds:g} seconds") from None


def _memory(name: str, content: bytes = b"") -> IO[bytes]:
    """A file in memory with this content, read from its start."""
    file = os.fdopen(os.memfd_create(name), "r+b")
    file.write(content)
    file.seek(0)
    return file


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()

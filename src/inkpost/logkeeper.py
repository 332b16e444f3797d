"""The log keeper: takes in what others write to the standard error of our processes, and logs it as JSON.

Our own lines go to the log itself, whole and at once. Standard error is a socket: what a library, the interpreter
or the system writes there is taken in by a process of its own, the keeper, which makes an event ``process.said`` of
it. Words lie in the socket until they are read, so an abort loses none; who writes more than it takes waits, so
memory is bounded; and the keeper ends when nobody is left who could write, so it outlives a server that is killed.

Run as a script, with nothing but the standard library, it is the keeper.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

EVENT: Final = "process.said"
QUIET_SECONDS: Final = 0.2  # words that follow one another so soon belong together: the lines of a panic, of a trace
LONGEST_TEXT: Final = 32 * 1024  # bytes of an event; more becomes several
NAMED: Final = "\0{}\n"
"""What a process writes there to say what it is called."""
_NAMED: Final = re.compile(rb"\0([^\0\n]{1,100})\n")
_CREDENTIALS: Final = struct.Struct("3i")  # process, user, group of who wrote


class _Words:
    """What one process said that is not logged yet."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.said = bytearray()
        self.since = 0.0

    def take(self, data: bytes, now: float) -> None:
        for name in _NAMED.findall(data):
            self.name = name.decode("utf-8", "replace")
        self.said += _NAMED.sub(b"", data)
        self.since = now


class Hearing:
    """Turns pieces of what processes say into lines of the log."""

    def __init__(self) -> None:
        self._words: dict[int, _Words] = {}

    def take(self, pid: int, data: bytes, now: float) -> list[bytes]:
        """Take in a piece; answers the lines that are due because it became much."""
        words = self._words.get(pid)
        if words is None:
            self._forget_dead()
            words = self._words[pid] = _Words(_name_of(pid))
        words.take(data, now)
        due = []
        while len(words.said) > LONGEST_TEXT:
            due += self._line(pid, words, _cut(words.said))
        return due

    def quiet(self, now: float) -> list[bytes]:
        """The lines of those who said no more for a while; of everybody where ``now`` is far enough."""
        due = []
        for pid, words in self._words.items():
            if words.said and now - words.since >= QUIET_SECONDS:
                due += self._line(pid, words, len(words.said))
        return due

    @property
    def pending(self) -> bool:
        """Whether something is not logged yet."""
        return any(words.said for words in self._words.values())

    def _line(self, pid: int, words: _Words, size: int) -> list[bytes]:
        text = bytes(words.said[:size]).decode("utf-8", "backslashreplace").strip("\r\n")
        del words.said[:size]
        if not text.strip():
            return []
        told: dict[str, Any] = {"process": words.name, "pid": pid, "text": text, "event": EVENT, "level": "warning"}
        told["timestamp"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        return [json.dumps(told).encode() + b"\n"]

    def _forget_dead(self) -> None:
        gone = [pid for pid, words in self._words.items() if not words.said and not os.path.exists(f"/proc/{pid}")]
        for pid in gone:
            del self._words[pid]


def _cut(said: bytearray) -> int:
    """Where to cut what is too long for one event: behind a line if there is one, never within a letter."""
    line = said.rfind(b"\n", 0, LONGEST_TEXT)
    if line >= 0:
        return line + 1
    size = LONGEST_TEXT
    while size > LONGEST_TEXT - 4 and said[size] & 0xC0 == 0x80:
        size -= 1
    return size


def _name_of(pid: int) -> str:
    """What the system calls a process that has not said it."""
    try:
        with open(f"/proc/{pid}/comm") as comm:
            return comm.read().strip()
    except OSError:
        return ""


def _write(lines: list[bytes]) -> None:
    """Write to the log. A log that nobody reads any more stops nobody."""
    left = memoryview(b"".join(lines))
    while left:
        try:
            left = left[os.write(2, left) :]
        except BlockingIOError:
            select.select([], [2], [])
        except OSError:
            return


def _received(heard: socket.socket, flags: int = 0) -> tuple[int, bytes]:
    """A piece that one process wrote, and its number; empty at the end."""
    data, more, _, _ = heard.recvmsg(LONGEST_TEXT, socket.CMSG_SPACE(_CREDENTIALS.size), flags)
    for level, kind, content in more:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
            return _CREDENTIALS.unpack(content[: _CREDENTIALS.size])[0], data
    return 0, data


def _drained(heard: socket.socket, hearing: Hearing) -> None:
    """Log all that has come by now."""
    with suppress(BlockingIOError):
        while True:
            pid, data = _received(heard, socket.MSG_DONTWAIT)
            if not data:
                break
            _write(hearing.take(pid, data, time.monotonic()))
    _write(hearing.quiet(float("inf")))


def main(heard_fd: int, control_fd: int) -> None:
    """Log what is said until nobody is left who could say anything."""
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    heard, control = socket.socket(fileno=heard_fd), socket.socket(fileno=control_fd)
    hearing = Hearing()
    waiting = [heard, control]
    while True:
        ready, _, _ = select.select(waiting, [], [], QUIET_SECONDS / 2 if hearing.pending else None)
        if heard in ready:
            pid, data = _received(heard)
            if not data:
                break
            _write(hearing.take(pid, data, time.monotonic()))
        elif control in ready:
            if control.recv(1):
                _drained(heard, hearing)
                with suppress(OSError):
                    control.sendall(b".")
            else:
                waiting.remove(control)
        _write(hearing.quiet(time.monotonic()))
    _write(hearing.quiet(float("inf")))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

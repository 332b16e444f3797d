"""A process behind walls that is asked several questions about one file: see ``walls``.

Each question and each answer is one frame, its length first. The process lives as long as the talk.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import IO, Final

from inkpost.engines.sign import walls

_LENGTH: Final = struct.Struct("!Q")
_AT_ONCE: Final = 1 << 20


class TalkEnded(Exception):
    """The process died, took too long, or answered too much."""


class Talk:
    """Questions to a process, which waits for each of them for ``seconds`` in all at most."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, most: int) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a talk takes pipes in both directions")
        self.process = process
        self.left = seconds
        self._to, self._from = process.stdin.fileno(), process.stdout.fileno()
        self._most = most
        for each in (self._to, self._from):
            os.set_blocking(each, False)

    def ask(self, question: bytes) -> bytes:
        """What it answers. Raises TalkEnded. What the caller does between two questions takes none of the time."""
        began = time.monotonic()
        until = began + self.left
        try:
            self._send(_LENGTH.pack(len(question)), until)
            self._send(question, until)
            (length,) = _LENGTH.unpack(self._received(_LENGTH.size, until))
            if length > self._most:
                raise TalkEnded("the answer is too long")
            return self._received(length, until)
        except BrokenPipeError:
            raise TalkEnded("the process has ended") from None
        finally:
            self.left -= time.monotonic() - began

    def _send(self, content: bytes, until: float) -> None:
        rest = memoryview(content)
        while rest:
            _wait(self._to, select.POLLOUT, until)
            with contextlib.suppress(BlockingIOError):
                rest = rest[os.write(self._to, rest[:_AT_ONCE]) :]

    def _received(self, length: int, until: float) -> bytes:
        found = bytearray()
        while len(found) < length:
            _wait(self._from, select.POLLIN, until)
            part = os.read(self._from, min(_AT_ONCE, length - len(found)))
            if not part:
                raise TalkEnded("the process has ended")
            found += part
        return bytes(found)


def _wait(descriptor: int, event: int, until: float) -> None:
    poll = select.poll()
    poll.register(descriptor, event)
    left = until - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TalkEnded("the process took too long")


@contextlib.contextmanager
def talk(module: str, *, time_limit_s: float, memory: int, most: int = walls.LARGEST_FILE) -> Iterator[Talk]:
    """A process that runs ``main`` of a module, which answers by ``serve`` behind walls. It ends with the block."""
    with tempfile.TemporaryDirectory(prefix="inkpost-check-") as folder:
        process = walls.start(module, folder, subprocess.PIPE, time_limit_s=time_limit_s, memory=memory)
        try:
            yield Talk(process, time_limit_s, most)
        finally:
            walls.end(process)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer what is asked on the standard input until that ends."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while header := asked.read(_LENGTH.size):
        _tell(told, answer(asked.read(*_LENGTH.unpack(header))))


def _tell(told: IO[bytes], answer: bytes) -> None:
    told.write(_LENGTH.pack(len(answer)))
    told.write(answer)
    told.flush()

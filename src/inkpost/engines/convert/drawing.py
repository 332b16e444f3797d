"""Drawing pages in a process of its own: a PDF that was made to hang, to crash or to fill the memory harms no worker.

Its ``main`` is that process. It reads PDFs from its standard input and writes what it drew to its standard
output, each behind its length, and ends when its input does, or when a PDF takes longer than it may. Before the first
one it gives up the network, every file but the fonts, and what could change or reach anything else, as far as the
system lets it, and says first how far that is.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import subprocess
import sys
import threading
from typing import IO, Final

import msgspec

from inkpost.engines.convert.settings import MIB, ConversionFailed, Heard, unheard
from inkpost.engines.walls import GivenUp, launch, leave_network, seccomp

TIME_LIMIT_S: Final = 60.0
"""For all the pages of a PDF."""
MEMORY: Final = 2048 * MIB
LARGEST_PICTURES: Final = 256 * MIB
"""Bytes of all the pictures of a PDF together."""
PDFS_PER_PROCESS: Final = 200
FONTS: Final = ("/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts")
"""Where PDFium looks for the fonts that a PDF does not bring along."""
_MOST_WORDS: Final = 16 * 1024
_LENGTH: Final = struct.Struct(">Q")
_SLACK: Final = MIB


class Walls(msgspec.Struct, frozen=True):
    """What a process that draws cannot reach here."""

    given_up: GivenUp
    memory: int
    time_limit_s: float

    @property
    def sentence(self) -> str:
        """What to log at start."""
        limits = f"at most {self.memory >> 20} MiB and {self.time_limit_s:g} s a PDF"
        return self.given_up.sentence("Pages are drawn", "the fonts", limits)


class _Drawn(msgspec.Struct):
    """What the process answers: the pictures, or why there are none."""

    pictures: list[bytes] = []
    code: str = ""
    message: str = ""


class _Ended(Exception):
    """The process ended in the middle."""


_EMPTY: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"
)


class Drawer:
    """Draws the pages of PDFs, each in a process that may be lost. May be called from any thread."""

    def __init__(self, *, time_limit_s: float = TIME_LIMIT_S, memory: int = MEMORY, heard: Heard = unheard) -> None:
        self._limits = [str(time_limit_s), str(memory)]
        self._heard = heard
        self._idle: list[_Process] = []
        self._lock = threading.Lock()
        self._closed = False

    def start(self) -> None:
        """Have a process at hand before the first PDF comes."""
        self._put(_Process(self._limits, self._heard))

    @property
    def sentence(self) -> str:
        """What to log at start: behind which walls the pages are drawn on this system. Waits for a process to start."""
        process = self._take()
        try:
            walls = process.walls
        except (_Ended, OSError, msgspec.DecodeError):
            process.end()
            return "The process that draws pages does not start."
        self._put(process)
        return walls.sentence

    def __call__(self, pdf: bytes) -> list[bytes]:
        """A PNG of each page, as ``page_pictures`` makes them.

        Raises ConversionFailed: ``unreadable``, ``too_large``, ``timeout``, ``crashed``.
        """
        process = self._take()
        try:
            drawn = process.draw(pdf)
        except BaseException as fault:
            ended = process.end()
            if isinstance(fault, _Ended | OSError | msgspec.DecodeError):
                raise _lost(ended) from None
            raise
        self._put(process)
        if drawn.code:
            raise ConversionFailed(drawn.code, drawn.message)
        return drawn.pictures

    def close(self) -> None:
        """End the processes that have nothing to do; those that draw end when they are done."""
        with self._lock:
            self._closed, idle, self._idle = True, self._idle, []
        for process in idle:
            process.end()

    def _take(self) -> _Process:
        with self._lock:
            process = self._idle.pop() if self._idle else None
        if process is not None and not process.alive:
            process.end()
            process = None
        return process or _Process(self._limits, self._heard)

    def _put(self, process: _Process) -> None:
        with self._lock:
            kept = not self._closed and process.pdfs < PDFS_PER_PROCESS
            if kept:
                self._idle.append(process)
        if not kept:
            process.end()


def _lost(status: int) -> ConversionFailed:
    if status == -signal.SIGALRM:
        return ConversionFailed("timeout", "The pages of the PDF took too long to draw.")
    return ConversionFailed("crashed", "The drawing of the PDF's pages ended before it was done.")


class _Process:
    """A process that draws. It knows nothing of our environment."""

    def __init__(self, limits: list[str], heard: Heard) -> None:
        self.pdfs = 0
        self._heard = heard
        self._walls: Walls | None = None
        self._words, words = os.pipe()
        os.set_blocking(self._words, False)
        os.set_blocking(words, False)  # a process that says more than the pipe takes does not wait until it is read
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {Drawer.__module__} import main; main({', '.join(limits)})"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            env={"LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            cwd="/",
            start_new_session=True,
        )
        os.close(words)
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a process was started without its pipes")
        self._given, self._told = self._process.stdin, self._process.stdout

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def walls(self) -> Walls:
        """What it gave up before its first PDF."""
        if self._walls is None:
            self._walls = msgspec.msgpack.decode(_receive(self._told, _SLACK), type=Walls)
        return self._walls

    def draw(self, pdf: bytes) -> _Drawn:
        self.pdfs += 1
        _ = self.walls
        _send(self._given, pdf)
        return msgspec.msgpack.decode(_receive(self._told, LARGEST_PICTURES + _SLACK), type=_Drawn)

    def end(self) -> int:
        """End the process, and say how it ended."""
        with contextlib.suppress(OSError):
            self._given.close()
        self._told.close()
        try:
            # Whoever ran into a limit is ending; whoever waits ends with its input.
            return self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._tell_words()

    def _tell_words(self) -> None:
        with os.fdopen(self._words, "rb") as pipe:
            text = (pipe.read(_MOST_WORDS) or b"").decode("utf-8", "backslashreplace").strip()
        if text:
            self._heard("drawing", self._process.pid, text)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes], most: int) -> bytes:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size or _LENGTH.unpack(head)[0] > most:
        raise _Ended
    length = _LENGTH.unpack(head)[0]
    data = stream.read(length)
    if len(data) < length:
        raise _Ended
    return data


def _drawn(pdf: bytes) -> _Drawn:
    from inkpost.engines.convert.pictures import page_pictures

    try:
        return _Drawn(page_pictures(pdf, max_bytes=LARGEST_PICTURES))
    except ConversionFailed as fault:
        return _Drawn(code=fault.code, message=fault.message)
    except MemoryError:
        return _Drawn(code="memory", message="The pages of the PDF need more memory than a conversion may use.")


def behind_walls(time_limit_s: float, memory: int) -> Walls:
    """Give up all that drawing does not need, once it has loaded what it does; answers what the system took."""
    launch.limit(memory, int(time_limit_s * (PDFS_PER_PROCESS + 1)) + 60, 0)
    try:
        network = leave_network()
        _drawn(_EMPTY)  # loads what drawing needs
        files = launch.confine_to(FONTS)
        given_up = GivenUp(seccomp.give_up(), network, files)
    except (OSError, AttributeError):  # not on every system
        given_up = GivenUp()
    return Walls(given_up, memory, time_limit_s)


def main(time_limit_s: float, memory: int) -> None:
    """Draw until there is no more to draw. The alarm ends this process wherever it is, also within PDFium."""
    given, told = sys.stdin.buffer, sys.stdout.buffer
    with contextlib.suppress(_Ended, BrokenPipeError):
        _send(told, msgspec.msgpack.encode(behind_walls(time_limit_s, memory)))
        while True:
            pdf = _receive(given, sys.maxsize)
            signal.setitimer(signal.ITIMER_REAL, time_limit_s)
            answer = msgspec.msgpack.encode(_drawn(pdf))
            signal.setitimer(signal.ITIMER_REAL, 0)
            _send(told, answer)

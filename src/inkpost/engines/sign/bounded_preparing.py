"""The making ready of a stranger's PDF in a process of its own: see ``walls``. ``main`` is that process."""

from __future__ import annotations

import errno
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from inkpost.engines.sign import walls
from inkpost.engines.sign.marks import Mark, MarksUnreadable, find_marks
from inkpost.engines.sign.preparing import Place, Prepared, Protocol, prepare
from inkpost.engines.sign.refusals import Refusal, SignatureRefused

TIME_LIMIT_S: Final = 120
LARGEST_PDF: Final = walls.LARGEST_FILE - 16 * 1024**2
"""Bytes of a file that can be signed: it comes back whole, and with what signatures add."""
LONGEST: Final = 300
LONGEST_FAULT: Final = 4000
_START: Final = frozenset({"execve"})
"""The search for marks is a process that this one starts."""


class PreparingFailed(Exception):
    """The fault is of this program, not of the file; the text is for the log."""


class Order(msgspec.Struct, frozen=True):
    """What is to be made ready, and with what: see ``preparing.prepare``."""

    pdf: bytes
    places: tuple[Place, ...]
    protocol: Protocol


class Answer(msgspec.Struct, frozen=True):
    """The file that was made, or why there is none: ``fault`` is what went wrong with this program."""

    made: Prepared | None = None
    refused: Refusal | None = None
    message: str = ""
    fault: str = ""


TOO_MUCH: Final = Answer(
    refused=Refusal.LIMITS, message="To read the PDF takes more memory or more time than one file may take."
)


def prepare_bounded(
    pdf: bytes,
    places: Sequence[Place],
    protocol: Protocol,
    *,
    time_limit_s: float = TIME_LIMIT_S,
    memory: int = walls.MEMORY,
) -> Prepared:
    """``preparing.prepare`` behind walls. Raises PreparingFailed and SignatureRefused, also for what takes too much."""
    if len(pdf) > LARGEST_PDF:
        raise SignatureRefused(Refusal.LIMITS, too_large(len(pdf)))
    order = msgspec.msgpack.encode(Order(pdf, tuple(places), protocol))
    answer = _read(walls.ask(__name__, order, time_limit_s=time_limit_s, memory=memory))
    if answer.refused is not None:
        raise SignatureRefused(answer.refused, answer.message)
    if answer.made is None:
        raise PreparingFailed(answer.fault)
    return answer.made


def too_large(size: int) -> str:
    """That a file is too large to be signed, with the limit."""
    return f"The file has {size} bytes: at most {LARGEST_PDF} can be signed"


def _read(told: bytes | None) -> Answer:
    try:
        return TOO_MUCH if told is None else msgspec.msgpack.decode(told, type=Answer)
    except (msgspec.DecodeError, RecursionError):
        return TOO_MUCH


def answered(order: Order, memory: int) -> Answer:
    """The work itself, in this process. The marks are sought first: nothing can be started after that."""
    try:
        marks = _sought(order)
        walls.give_up(_START)
        return Answer(prepare(order.pdf, order.places, order.protocol, search=lambda path: _told(marks)))
    except SignatureRefused as refused:
        if refused.code is Refusal.BROKEN and _is_near(memory):
            return TOO_MUCH
        return Answer(refused=refused.code, message=_cut(refused.message, LONGEST))
    except (MemoryError, RecursionError):
        return TOO_MUCH
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in (errno.EFBIG, errno.ENOMEM):
            return TOO_MUCH
        return Answer(fault=_cut("".join(traceback.format_exception(fault)), LONGEST_FAULT))


def _is_near(memory: int) -> bool:
    """Whether memory may have been what was missing: qpdf then calls the file damaged. Buffers double as they grow."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()  # getrusage would tell of whoever started this one
    except OSError:  # not on every system
        return False
    return any(line.startswith("VmHWM:") and int(line.split()[1]) * 1024 > memory // 3 for line in lines)


def _sought(order: Order) -> list[Mark] | MarksUnreadable:
    if not any(place.role for place in order.places):
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "given.pdf")
        path.write_bytes(order.pdf)
        try:
            return find_marks(path)
        except MarksUnreadable as fault:
            return fault  # told where it matters: that the file is encrypted comes first


def _told(marks: list[Mark] | MarksUnreadable) -> list[Mark]:
    if isinstance(marks, MarksUnreadable):
        raise marks
    return marks


def _cut(text: str, longest: int) -> str:
    return text.encode("utf-8", "replace").decode()[-longest:]


def main(memory: int, seconds: int) -> None:
    """Make one file ready. The limits hold before the first byte of it is parsed."""
    given = sys.stdin.buffer.read()
    walls.behind_walls(memory, seconds, keep=_START)
    answer = answered(msgspec.msgpack.decode(given, type=Order), memory)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))

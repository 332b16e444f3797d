"""Calls of the system that a process gives up for good: what only reads, computes and writes needs none of them.

Unlike a namespace this takes no privilege, so it works in containers; unlike Landlock it closes every kind of socket.
"""

from __future__ import annotations

import ctypes
import os
import struct
from typing import Final

# The numbers of a call on x86-64 and on 64-bit ARM; the latter lacks the oldest.
CALLS: Final[dict[str, tuple[int, int | None]]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "io_uring_setup": (425, 425),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rmdir": (84, None),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
}
_MACHINES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, what the kernel calls it
_OTHER_NUMBERS: Final = 0x40000000  # x86-64 knows its calls by a second set of numbers
_PR_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # refused: EPERM
_NUMBER_AT, _MACHINE_AT = 0, 4


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def give_up(names: tuple[str, ...] = tuple(CALLS)) -> bool:
    """Refuse these calls to this process and its children from now on; False where the system does not take it.

    The process must have given up new privileges before.
    """
    found = _MACHINES.get(os.uname().machine)
    if found is None:
        return False
    column, machine = found
    numbers = [number for name in names if (number := CALLS[name][column]) is not None]
    steps = _steps(numbers, machine)
    program = _Program(len(steps) // 8, steps)
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):  # pragma: no cover - not Linux
        return False
    return int(prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(program), 0, 0)) == 0


def _steps(numbers: list[int], machine: int) -> bytes:
    """The filter: another machine's calls end the process, those of the list are refused, all others allowed."""
    count = len(numbers)
    steps = [
        _step(_LOAD, at=_MACHINE_AT),
        _step(_EQUAL, at=machine, no=count + 4),
        _step(_LOAD, at=_NUMBER_AT),
        _step(_AT_LEAST, at=_OTHER_NUMBERS, yes=count + 1),
        *(_step(_EQUAL, at=number, yes=count - place) for place, number in enumerate(numbers)),
        _step(_ANSWER, at=_ALLOW),
        _step(_ANSWER, at=_REFUSE),
        _step(_ANSWER, at=_KILL),
    ]
    return b"".join(steps)


def _step(code: int, *, at: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, at)

"""The room for a signature in an update that a process behind walls made: looked at, hashed around, filled."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_RANGE: Final = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


class ReservingFailed(Exception):
    """The fault is of this program, not of the file; the text is for the log."""


def reserved(before: bytes, added: bytes, place: tuple[int, int], size: int) -> tuple[bytes, bytes]:
    """``before`` with an update that has an empty room of ``size`` bytes, and the SHA-256 of all but the room.

    ``place`` is from where to where of the whole the room is said to be. Whoever said so may have been taken over by
    the file that it read: raises ReservingFailed where it is not true.
    """
    whole, (start, end) = before + added, place
    empty = whole[start:end] == b"<" + b"0" * (size * 2) + b">"
    covered = [tuple(map(int, each)) for each in _RANGE.findall(added)] == [(start, end, len(whole) - end)]
    if start < len(before) or not empty or not covered:
        raise ReservingFailed("the room for the signature is not where it is said to be")
    view = memoryview(whole)  # a file may be large: nothing of it is copied
    digest = hashlib.sha256(view[:start])
    digest.update(view[end:])
    return whole, digest.digest()


def put(whole: bytes, place: tuple[int, int], content: bytes) -> bytes:
    """``whole`` with the content of its room."""
    view, (start, end) = memoryview(whole), place
    return b"".join((view[:start], b"<", content.hex().encode().ljust(end - start - 2, b"0"), b">", view[end:]))

"""An address on paper: as a QR code, and as text for those who type it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import segno

SIZE: Final = 110.0
"""Points of a side of the code with the blank around it."""
QUIET: Final = 4
"""Modules of blank that readers need around a code."""


@dataclass(frozen=True)
class Code:
    """An address, and in a line what it is for."""

    address: str
    meaning: str


def operators(text: str, x: float, y: float, size: float = SIZE) -> bytes:
    """The operators that draw a text as a QR code, its lower left corner at ``x`` and ``y``.

    Nothing for a text that is too long for one.
    """
    try:
        rows = segno.make(text, micro=False, error="m").matrix
    except segno.DataOverflowError:
        return b""
    module = size / (len(rows) + 2 * QUIET)
    drawn = (
        b"%.3f %.3f %.3f %.3f re" % (x + (QUIET + start) * module, y + size - (QUIET + 1 + at) * module, wide, module)
        for at, row in enumerate(rows)
        for start, wide in ((start, length * module) for start, length in _runs(row))
    )
    return b"q 0 g\n" + b"\n".join(drawn) + b"\nf Q\n"


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    """Where dark modules stand side by side: the first of them, and how many."""
    start = None
    for at, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at - start
            start = None

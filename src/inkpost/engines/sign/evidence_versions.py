"""The earlier versions of a PDF that became longer."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final

from inkpost.engines.sign.files import CHUNK

MOST_VERSIONS: Final = 1000
_END: Final = b"%%EOF"


def versions_of(pdf: Path) -> set[str]:
    """The SHA-256 of a PDF and of every earlier version of it: each update is written after the end of the last."""
    whole, found, tail, ends = sha256(), set(), b"", count()
    with pdf.open("rb") as stream:
        while piece := stream.read(CHUNK):
            text = tail + piece
            reached, done, at = whole.copy(), 0, 0
            while (end := text.find(_END, at)) >= 0 and next(ends) < MOST_VERSIONS:
                at = end + len(_END)
                for stop in (at, *_line_ends(text, at)):
                    reached.update(text[done:stop])
                    found.add(reached.hexdigest())
                    done = stop
            keep = min(len(text), len(_END) + 2)  # an end that goes on in the next piece
            whole.update(text[:-keep])
            tail = text[-keep:]
    whole.update(tail)
    return {*found, whole.hexdigest()}


def _line_ends(text: bytes, at: int) -> tuple[int, ...]:
    if text[at : at + 2] == b"\r\n":
        return (at + 1, at + 2)
    return (at + 1,) if text[at : at + 1] in {b"\n", b"\r"} else ()

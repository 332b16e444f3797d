"""Where a document wants its stamps: the texts ``{Signature:role}``, found on its pages and taken out of sight.

The DOCX engine leaves such a text as it is (a colon is no part of a placeholder's name), so it arrives in the PDF.
PDFium finds where it is seen. The operators that draw it are then found in the page's content by their order and
switched to invisible, which moves nothing else. Run as a module it is the process that searches: a PDF may come from
outside, and one that makes PDFium crash or hang must harm nobody.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf

from inkpost.engines.walls import launch, seccomp

PATTERN: Final = re.compile(r"\{Signature:([^{}\s]{1,60})\}", re.IGNORECASE)
TIME_LIMIT_S: Final = 60
MEMORY: Final = 2 << 30
MOST_PAGES: Final = 2000
MOST_MARKS: Final = 500
_TEXT: Final = 1
"""FPDF_PAGEOBJ_TEXT"""
_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})
_INVISIBLE: Final = 3
_SHOW: Final = pikepdf.Operator("TJ")

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


@dataclass(frozen=True)
class Drawn:
    """The letters from ``start`` to ``end`` of the ``letters`` that a text operator shows."""

    operator: int
    start: int
    end: int
    letters: int


@dataclass(frozen=True)
class Mark:
    """A place for a signature. ``drawn`` tells which letters of which text operators of the page draw the mark."""

    role: str
    page: int
    box: Box
    page_size: tuple[float, float]
    drawn: tuple[Drawn, ...]
    operators: int
    """How many text operators the page has."""
    texts: tuple[Box, ...]
    """What is written near it."""


class MarksUnreadable(Exception):
    """The search did not come to its end: the file makes it crash or takes too long."""


def find_marks(path: Path) -> list[Mark]:
    """The marks of a PDF, page by page, from the top. Raises MarksUnreadable."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
    )
    if done.returncode != 0:
        raise MarksUnreadable("The pages of the PDF cannot be read.")
    return [_mark(one) for one in json.loads(done.stdout)]


def _mark(given: dict[str, Any]) -> Mark:
    texts = tuple(_box(one) for one in given["texts"])
    size = (float(given["page_size"][0]), float(given["page_size"][1]))
    drawn = tuple(Drawn(**one) for one in given["drawn"])
    return Mark(given["role"], int(given["page"]), _box(given["box"]), size, drawn, int(given["operators"]), texts)


def _box(given: list[float]) -> Box:
    left, bottom, right, top = given
    return left, bottom, right, top


def hide(document: pikepdf.Pdf, marks: list[Mark]) -> None:
    """Makes the marks invisible, to the eye and to those who copy text or have it read to them."""
    for number in sorted({mark.page for mark in marks}):
        here = [mark for mark in marks if mark.page == number]
        page = document.pages[number]
        steps = list(pikepdf.parse_content_stream(page))
        shown = [at for at, step in enumerate(steps) if str(step.operator) in _SHOWS]
        if len(shown) != here[0].operators:
            continue  # drawn in a way that is not understood: the stamp covers it
        hidden: dict[int, list[Drawn]] = {}
        for one in sorted((one for mark in here for one in mark.drawn), key=lambda one: one.start):
            hidden.setdefault(shown[one.operator], []).append(one)
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(list(_hiding(steps, hidden))))


def _hiding(steps: list[Any], hidden: dict[int, list[Drawn]]) -> Iterator[Any]:
    mode = 0
    for at, step in enumerate(steps):
        if str(step.operator) == "Tr":
            mode = int(step.operands[0])
        if at in hidden and str(step.operator) in ("Tj", "TJ"):
            yield from _cut_up(step, hidden[at], mode)
        else:
            yield step


def _cut_up(step: Any, hidden: list[Drawn], mode: int) -> Iterator[Any]:
    """The operator in pieces, which follow each other as they did, those of the marks unseen and unread."""
    shown = step.operands[0] if str(step.operator) == "TJ" else [step.operands[0]]
    letters = sum(len(bytes(one)) for one in shown if isinstance(one, pikepdf.String))
    size, odd = divmod(letters, hidden[0].letters)
    if odd or size not in (1, 2):
        yield step  # its letters cannot be counted: the stamp covers it
        return
    pieces = _split(shown, [edge * size for one in hidden for edge in (one.start, one.end)])
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            yield ([pikepdf.Array(piece)], _SHOW)
            continue
        yield ([pikepdf.Name.Span, pikepdf.Dictionary(ActualText=pikepdf.String(""))], pikepdf.Operator("BDC"))
        yield ([_INVISIBLE], pikepdf.Operator("Tr"))
        yield ([pikepdf.Array(piece)], _SHOW)
        yield ([mode], pikepdf.Operator("Tr"))
        yield ([], pikepdf.Operator("EMC"))


def _split(shown: Any, edges: list[int]) -> list[list[Any]]:
    """Strings and the shifts between them, cut at places counted in bytes."""
    pieces: list[list[Any]] = [[]]
    at = 0
    for one in shown:
        if not isinstance(one, pikepdf.String):
            pieces[-1].append(one)
            continue
        rest = bytes(one)
        while len(pieces) <= len(edges) and edges[len(pieces) - 1] - at < len(rest):
            cut = edges[len(pieces) - 1] - at
            pieces[-1].append(pikepdf.String(rest[:cut]))
            at, rest = at + cut, rest[cut:]
            pieces.append([])
        pieces[-1].append(pikepdf.String(rest))
        at += len(rest)
    return pieces


def _search(path: str) -> Iterator[Mark]:
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            if page.get_rotation() == 0:
                yield from _on_page(page, number)
            page.close()


def _on_page(page: Any, number: int) -> Iterator[Mark]:
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    text_page = page.get_textpage()
    text = text_page.get_text_range()
    found = list(PATTERN.finditer(text)) if "{" in text else []
    if not found or text_page.count_chars() != len(text):
        return
    objects = [one for one in page.get_objects(max_depth=1) if one.type == _TEXT]
    addresses = {_address(one.raw): index for index, one in enumerate(objects)}
    owners = [addresses.get(_address(pdfium.FPDFText_GetTextObject(text_page, at)), -1) for at in range(len(text))]
    boxes = [text_page.get_charbox(at) if not text[at].isspace() else None for at in range(len(text))]
    for match in found:
        inside = range(match.start(), match.end())
        box = _around([boxes[at] for at in inside])
        near = [one for at, one in enumerate(boxes) if one is not None and at not in inside and _is_near(one, box)]
        drawn = tuple(_drawn(owners, match.start(), match.end()))
        yield Mark(match[1].lower(), number, box, page.get_size(), drawn, len(objects), tuple(near))


def _drawn(owners: list[int], start: int, end: int) -> Iterator[Drawn]:
    """Which letters of which operators make up a mark; PDFium makes an object of each operator, in their order."""
    for owner in sorted({one for one in owners[start:end] if one >= 0}):
        own = [at for at, one in enumerate(owners) if one == owner]
        inside = [number for number, at in enumerate(own) if start <= at < end]
        yield Drawn(owner, inside[0], inside[-1] + 1, len(own))


def _address(pointer: Any) -> int:
    import ctypes

    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _around(boxes: list[Box | None]) -> Box:
    known = [box for box in boxes if box is not None]
    lefts, bottoms, rights, tops = zip(*known, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _is_near(one: Box, box: Box) -> bool:
    return one[2] > box[0] - 5 and one[0] < box[0] + 260 and one[3] > box[1] - 90 and one[1] < box[3] + 90


def main(path: str) -> None:
    """Write the marks of a PDF as JSON. The alarm ends this process wherever it is."""
    launch.limit(MEMORY, TIME_LIMIT_S + 30, 0)
    with contextlib.suppress(OSError, AttributeError):  # not on every system
        launch.drop_privileges()
        seccomp.give_up()
    signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT_S)
    found = [asdict(one) for one, _ in zip(_search(path), range(MOST_MARKS), strict=False)]
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])

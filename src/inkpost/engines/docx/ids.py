"""Keeps ids unique when a piece of a document is written more than once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from inkpost.engines.docx.steps import Fresh, Picture, Repeat, Step, Table, joined

_HINTS = re.compile(
    r'\s(?:w14:paraId|w14:textId|wp14:anchorId|wp14:editId|(?:\w+:)?rsid(?:R|RPr|RDefault|P|Tr|Del|Sect))="[0-9A-Fa-f]*"'
)
_SINGLE = re.compile(
    r"<(?:\w+:)?(?:bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|commentReference|permStart|permEnd"
    r"|moveFromRangeStart|moveFromRangeEnd|moveToRangeStart|moveToRangeEnd)\b[^<>]*/>"
    r'|<(?:\w+:)?id (?:\w+:)?val="-?\d+"/>'
)
_NUMBERED = re.compile(
    r"(?P<head><(?:\w+:)?(?P<tag>docPr|cNvPr|ins|del|moveFrom|moveTo|rPrChange|pPrChange|tblPrChange|trPrChange"
    r"|tcPrChange|cellIns|cellDel|cellMerge|numberingChange|footnoteReference|endnoteReference|shape|rect|roundrect|oval|line|group"
    r'|OLEObject)\b[^<>]*?\s(?!r:)(?:\w+:)?(?:id|ShapeID)=")(?P<id>[^"]*)(?=")'
)
_NOTES = ("footnoteReference", "endnoteReference")
_SHAPES = ("shape", "rect", "roundrect", "oval", "line", "group", "OLEObject")


def original(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps for the first item: the ids stay, the hints that must be unique go."""
    return _mapped(steps, _original_text)


def copies(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps for every further item: marks that may stand once go, and numbers are fresh."""
    return _mapped(steps, _copied_text)


def _mapped(steps: tuple[Step, ...], change: Callable[[str], Iterator[Step]]) -> tuple[Step, ...]:
    def changed(inner: tuple[Step, ...]) -> Iterator[Step]:
        for step in inner:
            if isinstance(step, str):
                yield from change(step)
            elif isinstance(step, Repeat):
                first = step.first if change is _original_text else step.rest
                yield replace(step, first=first)
            elif isinstance(step, Table):
                head, rows, tail = (joined(changed(part)) for part in (step.head, step.rows, step.tail))
                yield Table(head, rows, tail, step.fallback)
            elif isinstance(step, Picture):
                yield replace(step, steps=joined(changed(step.steps)))
            else:
                yield step

    return joined(changed(steps))


def _original_text(text: str) -> Iterator[Step]:
    yield from _numbered(_HINTS.sub("", text), copied=False)


def _copied_text(text: str) -> Iterator[Step]:
    yield from _numbered(_SINGLE.sub("", _HINTS.sub("", text)), copied=True)


def _numbered(text: str, *, copied: bool) -> Iterator[Step]:
    position = 0
    for match in _NUMBERED.finditer(text):
        if not copied and match["tag"] not in _NOTES:
            continue
        yield text[position : match.end("head")]
        yield Fresh(_kind(match["tag"]), match["id"], copied)
        position = match.end()
    yield text[position:]


def _kind(tag: str) -> str:
    if tag in _NOTES:
        return tag
    return "shape" if tag in _SHAPES else "number"


_USED = re.compile(
    r'<(?:\w+:)?(?:docPr|cNvPr|bookmarkStart|ins|del|footnote|endnote)\b[^<>]*?\s(?:\w+:)?id="(\d{1,9})"'
)


def highest(text: str) -> int:
    """The highest number among a part's ids."""
    return max((int(number) for number in _USED.findall(text)), default=0)

"""Places for all signatures of a document, made once before the first of them.

After the first signature nothing may be added but signatures. So everybody who will sign gets a field now: at the
mark ``{Signature:role}`` of the document, or on a page of their own at its end, the signing protocol.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from inkpost.engines.sign.appearance import Line, Stamp, content_of, draw_stamp
from inkpost.engines.sign.files import Extended, Source, extend, guarded, opened, reader_of, refuse_unsignable
from inkpost.engines.sign.marks import Box, Mark, MarksUnreadable, find_marks, hide
from inkpost.engines.sign.refusals import Refusal, SignatureRefused

PAGE: Final = (595.0, 842.0)
"""The protocol's page, A4 in points."""
EDGE: Final = 48.0
STAMP: Final = (240.0, 72.0)
SMALLER: Final = (1.0, 0.75, 0.5)
_GAP: Final = 12.0
_HEAD: Final = 16.0
_LINE: Final = 10.0


@dataclass(frozen=True)
class Place:
    """A field for somebody who will sign. ``caption`` is what it shows until then, ``role`` the mark it goes to."""

    field: str
    caption: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True)
class Protocol:
    """The page at the end: its heading, lines below, and ``last``, a field that has a page of its own."""

    title: str
    lines: tuple[str, ...] = ()
    last: Place | None = None


@dataclass(frozen=True)
class Placed:
    """Where a field is. ``page`` is counted from 0."""

    field: str
    page: int
    box: Box
    at_mark: bool


@dataclass(frozen=True)
class Prepared:
    """A document with its fields: its bytes, or none where it was written to a path."""

    pdf: bytes | None
    places: tuple[Placed, ...]


def prepare(
    pdf: Source,
    places: Sequence[Place],
    protocol: Protocol,
    *,
    output: Path | None = None,
    search: Callable[[Path], list[Mark]] = find_marks,
) -> Prepared:
    """Adds the fields, each where its mark is, the others on the protocol's pages. Takes all marks out of sight.

    This parses the file in the process that calls; ``bounded_preparing`` is for files of strangers.

    The file is written anew, which mends what is damaged in its structure. Raises SignatureRefused, also for one that
    carries a signature, which pages added now would break.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = pdf if isinstance(pdf, Path) else Path(folder, "given.pdf")
        if isinstance(pdf, bytes):
            source.write_bytes(pdf)
        rewritten = Path(folder, "rewritten.pdf")
        found = _rewritten(source, rewritten, places, protocol, search)
        made = extend(rewritten, output, lambda extended: _furnish(extended, found, places, protocol))
    return Prepared(made[0], tuple(found))


def _rewritten(
    source: Path,
    target: Path,
    places: Sequence[Place],
    protocol: Protocol,
    search: Callable[[Path], list[Mark]],
) -> list[Placed]:
    """Writes the file with the protocol's pages, still empty, and without the marks; where the fields go."""
    try:
        with pikepdf.open(source) as document:
            if document.is_encrypted:
                raise SignatureRefused(Refusal.ENCRYPTED, "The PDF is encrypted.")
            marks = _marks(source, search) if any(place.role for place in places) else []
            hide(document, marks)
            found = list(_at_marks(places, marks))
            rest = [place for place in places if place.field not in {one.field for one in found}]
            on_pages = list(_on_protocol(rest, protocol, len(document.pages)))
            last_page = max((one.page for one in on_pages), default=len(document.pages) - 1)
            for _ in range(len(document.pages), last_page + 1):
                document.add_blank_page(page_size=PAGE)
            document.save(target)
    except pikepdf.PasswordError:
        raise SignatureRefused(Refusal.ENCRYPTED, "The PDF is encrypted.") from None
    except pikepdf.PdfError as fault:
        raise SignatureRefused(Refusal.BROKEN, "The file is no PDF, or its structure is damaged.") from fault
    _refuse_signed(target)
    return [*found, *on_pages]


def _refuse_signed(path: Path) -> None:
    with opened(path) as stream:
        reader = reader_of(stream)
        guarded(lambda: refuse_unsignable(reader))
        if guarded(lambda: any(value is not None for _, value, _ in enumerate_sig_fields(reader))):
            raise SignatureRefused(Refusal.ALREADY_SIGNED, "The PDF carries a signature already.")


def _marks(source: Path, search: Callable[[Path], list[Mark]]) -> list[Mark]:
    try:
        return search(source)
    except MarksUnreadable as fault:
        raise SignatureRefused(Refusal.BROKEN, str(fault)) from fault


def _at_marks(places: Sequence[Place], marks: Sequence[Mark]) -> Iterator[Placed]:
    """The first mark of a role is for the first who has it, the second for the second."""
    free = list(marks)
    taken: list[tuple[int, Box]] = []
    for place in places:
        mark = next((one for one in free if one.role == place.role.lower()), None)
        if mark is None:
            continue
        free.remove(mark)
        box = _box_at(mark, [box for page, box in taken if page == mark.page])
        taken.append((mark.page, box))
        yield Placed(place.field, mark.page, box, at_mark=True)


def _box_at(mark: Mark, taken: Sequence[Box]) -> Box:
    """The largest stamp near a mark that covers no text: below its top, above its bottom, or around it."""
    candidates = [box for scale in SMALLER for box in (*_candidates(mark, scale), *_beside(mark, taken, scale))]
    return next((box for box in candidates if not any(_meet(box, one) for one in (*mark.texts, *taken))), candidates[0])


def _candidates(mark: Mark, scale: float) -> Iterator[Box]:
    width, height = STAMP[0] * scale, STAMP[1] * scale
    wide, high = mark.page_size
    left = min(max(mark.box[0], 0), max(wide - width - 8, 0))
    middle = (mark.box[1] + mark.box[3]) / 2
    for bottom in (mark.box[3] - height, mark.box[1], middle - height / 2):
        bottom = min(max(bottom, 8), max(high - height - 8, 0))
        yield left, bottom, min(left + width, wide), min(bottom + height, high)


def _beside(mark: Mark, taken: Sequence[Box], scale: float) -> Iterator[Box]:
    """To the right of the stamps that are there, and below them."""
    width, height = STAMP[0] * scale, STAMP[1] * scale
    for left, bottom, right, _ in taken:
        if right + 4 + width <= mark.page_size[0]:
            yield right + 4, bottom, right + 4 + width, bottom + height
        if bottom - 4 - height >= 0:
            yield left, bottom - 4 - height, left + width, bottom - 4


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _on_protocol(places: Sequence[Place], protocol: Protocol, first: int) -> Iterator[Placed]:
    """Two columns from the top, page after page; ``last`` has the page after them."""
    page, top = first, PAGE[1] - EDGE - _head_height(protocol)
    for number, place in enumerate(places):
        column = number % 2
        if number and column == 0:
            top -= STAMP[1] + _GAP
        if top - STAMP[1] < EDGE:
            page, top = page + 1, PAGE[1] - EDGE
        left = EDGE + column * (STAMP[0] + _GAP)
        yield Placed(place.field, page, (left, top - STAMP[1], left + STAMP[0], top), at_mark=False)
    if protocol.last is not None:
        page = page + 1 if places or protocol.lines else page
        yield Placed(protocol.last.field, page, (EDGE, EDGE, PAGE[0] - EDGE, PAGE[1] - EDGE), at_mark=False)


def _head_height(protocol: Protocol) -> float:
    return _HEAD * 2 + len(protocol.lines) * _LINE * 1.5


def _furnish(extended: Extended, found: Sequence[Placed], places: Sequence[Place], protocol: Protocol) -> None:
    guarded(lambda: _fill(extended.writer, found, places, protocol))
    extended.writer.write_in_place()


def _fill(
    writer: IncrementalPdfFileWriter, found: Sequence[Placed], places: Sequence[Place], protocol: Protocol
) -> None:
    captions = {place.field: place.caption for place in (*places, *([protocol.last] if protocol.last else []))}
    off_marks = [one.page for one in found if not one.at_mark]
    if off_marks:
        _write_head(writer, min(off_marks), protocol)
    for one in found:
        left, bottom, right, top = map(round, one.box)
        append_signature_field(writer, SigFieldSpec(one.field, on_page=one.page, box=(left, bottom, right, top)))
    fields = {name: reference for name, _, reference in enumerate_sig_fields(writer)}
    for one in found:
        field = fields[one.field].get_object()
        draw_stamp(writer, field, Stamp(captions[one.field]))


def _write_head(writer: IncrementalPdfFileWriter, number: int, protocol: Protocol) -> None:
    top = PAGE[1] - EDGE - _HEAD
    lines = [Line(protocol.title, EDGE, top, _HEAD, bold=True)]
    for count, text in enumerate(protocol.lines, 1):
        lines.append(Line(text, EDGE, top - _HEAD * 0.5 - count * _LINE * 1.5, _LINE))
    content, resources = content_of(writer, lines)
    page = writer.find_page_for_modification(number)[0].get_object()
    if not isinstance(page, DictionaryObject):
        raise ValueError("a page is no dictionary")
    stream = StreamObject(stream_data=content)
    stream.compress()
    page[pdf_name("/Contents")] = writer.add_object(stream)
    page[pdf_name("/Resources")] = resources
    writer.update_container(page)

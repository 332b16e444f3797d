"""What a signature looks like: a frame with lines of text, where its field has its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, FloatObject, NumberObject, pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from inkpost.engines.sign import codes, fonts
from inkpost.engines.sign.codes import Code
from inkpost.engines.sign.files import entry

MARGIN: Final = 4.0
LEADING: Final = 1.25
LARGEST: Final = 9.0
SMALLEST: Final = 4.0
"""Points of the letters of a stamp."""
LONGEST: Final = 400
"""Letters of a line; more are never seen."""
_ELLIPSIS: Final = "…"
_PRINT: Final = 4
_WORDS: Final = {
    "en": ("Signed electronically", "Certificate", "Time"),
    "ru": ("Подписано электронной подписью", "Сертификат", "Время"),
}


@dataclass(frozen=True)
class Stamp:
    """The lines of a visible signature; the first is written bold. A code stands below them."""

    lines: tuple[str, ...]
    framed: bool = True
    code: Code | None = None


@dataclass(frozen=True)
class Line:
    """A line of text, ``x`` and ``y`` of its beginning in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False


def stamp_of(
    certificate: x509.Certificate, at: datetime, *, language: str = "en", name: str = "", more: Sequence[str] = ()
) -> Stamp:
    """The usual stamp: who, when and by which certificate; ``at`` is written in its own time zone."""
    head, number, time = _WORDS.get(language, _WORDS["en"])
    who = name or common_name(certificate)
    when = at.strftime("%d.%m.%Y %H:%M:%S %Z" if language == "ru" else "%Y-%m-%d %H:%M:%S %Z").strip()
    serial = f"{certificate.serial_number:X}"
    return Stamp((head, who, *more, f"{time}: {when}", f"{number}: {serial}"))


def common_name(certificate: x509.Certificate) -> str:
    """Whose certificate it is, in a word."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = certificate.subject.get_attributes_for_oid(kind)
        if found:
            value = found[0].value
            return value if isinstance(value, str) else value.decode("utf-8", "replace")
    return certificate.subject.rfc4514_string()


def draw_stamp(writer: BasePdfFileWriter, field: DictionaryObject, stamp: Stamp) -> None:
    """Draws a stamp at the place of a field; a field without a place has nothing to draw on."""
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    width, height = abs(right - left), abs(top - bottom)
    if width < 1 or height < 1:
        return
    below, lines, code = _code_part(stamp.code, width) if stamp.code else (0.0, [], b"")
    shown = [replace(each, y=each.y + below) for each in stamp_lines(stamp, width, height - below)]
    form = drawn(writer, [*shown, *lines], width, height, framed=stamp.framed, more=code)
    field[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): form})
    field[pdf_name("/F")] = NumberObject(int(entry(field, "/F", 0)) | _PRINT)
    writer.update_container(field)


def _code_part(code: Code, width: float) -> tuple[float, list[Line], bytes]:
    """How high the code stands with its address, the lines beside it, and the operators that draw it.

    The address is never cut: its letters are as small as they have to be.
    """
    room = width - 2 * MARGIN
    size = min(LARGEST, room / max(fonts.width(code.address, 1), 0.01))
    address = Line(code.address, MARGIN, MARGIN + size * 0.25, size)
    top = MARGIN + LARGEST * LEADING
    left = MARGIN + codes.SIZE
    size = min(LARGEST, (width - left - MARGIN) / max(fonts.width(code.meaning, 1), 0.01))
    meaning = Line(code.meaning, left, top + codes.SIZE / 2, size)
    return top + codes.SIZE, [meaning, address], codes.operators(code.address, MARGIN, top)


def stamp_lines(stamp: Stamp, width: float, height: float) -> list[Line]:
    """The lines in the largest letters in which they fit; a line that never does is cut with an ellipsis."""
    room = width - 2 * MARGIN
    tall = (height - 2 * MARGIN) / (LEADING * max(1, len(stamp.lines)))
    longest = max((fonts.width(text[:LONGEST], 1, number == 0) for number, text in enumerate(stamp.lines)), default=1)
    size = min(LARGEST, tall, max(SMALLEST, room / max(longest, 0.01)))
    lines = []
    for number, text in enumerate(stamp.lines):
        bold = number == 0
        y = height - MARGIN - size * (1 + LEADING * number)
        lines.append(Line(_cut(text, size, room, bold), MARGIN, y, size, bold))
    return lines


def _cut(text: str, size: float, room: float, bold: bool) -> str:
    if len(text) <= LONGEST and fonts.width(text, size, bold) <= room:
        return text
    left = room - fonts.width(_ELLIPSIS, size, bold)
    for number, letter in enumerate(text):
        left -= fonts.width(letter, size, bold)
        if left < 0:
            return text[:number] + _ELLIPSIS
    return text + _ELLIPSIS


def drawn(
    writer: BasePdfFileWriter, lines: Iterable[Line], width: float, height: float, *, framed: bool, more: bytes = b""
) -> generic.IndirectObject:
    """A form that shows the lines in black, with the fonts it needs, and what ``more`` operators draw."""
    content, resources = content_of(writer, list(lines))
    content = more + content
    if framed:
        content = b"q 0.5 w 0 G %s re S Q\n" % _numbers(0.25, 0.25, width - 0.5, height - 0.5) + content
    form = generic.StreamObject(stream_data=content)
    form.update(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): ArrayObject([FloatObject(f"{side:.2f}") for side in (0, 0, width, height)]),
            pdf_name("/Resources"): resources,
        }
    )
    form.compress()
    return writer.add_object(form)


def content_of(writer: BasePdfFileWriter, lines: Sequence[Line]) -> tuple[bytes, DictionaryObject]:
    """The operators that write the lines, and the resources with their fonts."""
    written = [(line, fonts.pieces(line.text, line.bold)) for line in lines]
    used: dict[int, tuple[fonts.Face, set[str]]] = {}
    for _, line_pieces in written:
        for piece in line_pieces:
            used.setdefault(id(piece.face), (piece.face, set()))[1].update(piece.text)
    embedded = {key: fonts.Embedded(face, letters) for key, (face, letters) in used.items()}
    names = {key: f"F{number}" for number, key in enumerate(embedded)}
    resources = DictionaryObject({pdf_name(f"/{names[key]}"): font.add_to(writer) for key, font in embedded.items()})
    operators = [b"0 g\n"]
    for line, line_pieces in written:
        operators.append(_shown(line, line_pieces, embedded, names))
    return b"".join(operators), DictionaryObject({pdf_name("/Font"): resources})


def _shown(line: Line, pieces: list[fonts.Piece], embedded: dict[int, fonts.Embedded], names: dict[int, Any]) -> bytes:
    parts = [b"BT %s Td\n" % _numbers(line.x, line.y)]
    for piece in pieces:
        key = id(piece.face)
        parts.append(
            b"/%s %s Tf %s Tj\n" % (names[key].encode(), _numbers(line.size), embedded[key].encoded(piece.text))
        )
    return b"".join([*parts, b"ET\n"])


def _numbers(*values: float) -> bytes:
    return " ".join(f"{value:.2f}" for value in values).encode()

"""Fonts for what is written into a PDF: found on the system, cut down to the letters used, and carried by the file.

DejaVu has Latin, Cyrillic and Greek; for other scripts the first font that has a letter writes it. A letter that no
font has is written as the sign of a missing one; the text itself stays in the file.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, FloatObject, NumberObject, pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDERS: Final = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
REGULAR: Final = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "Arial.ttf")
BOLD: Final = ("DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "Arial Bold.ttf")
FALLBACK: Final = (
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "ipagp.ttf",
    "NanumGothic.ttf",
)
MISSING: Final = "\u25a1"
"""Stands for a letter that no font has."""
_SYMBOLIC: Final = 4

logging.getLogger("fontTools").setLevel(logging.ERROR)


class FontsMissing(Exception):
    """No font was found that could write a stamp; the text names those looked for."""


@dataclass(frozen=True, eq=False)
class Face:
    """A font file, read as far as needed: most texts are written by the first font that is preferred."""

    path: Path

    @property
    def name(self) -> str:
        """As the file is called."""
        return self.path.stem

    @cached_property
    def data(self) -> bytes:
        """The file."""
        return self.path.read_bytes()

    @cached_property
    def font(self) -> TTFont:
        """What it says."""
        return _opened(self.data)

    @cached_property
    def letters(self) -> dict[int, str]:
        """The name of the shape of each letter that it has."""
        found: dict[int, str] = self.font.getBestCmap()
        return found

    def width(self, letter: str) -> float:
        """How far a letter goes, in thousandths of the size."""
        advance: int = self.font["hmtx"][self.letters[ord(letter)]][0]
        return advance * 1000 / float(self.font["head"].unitsPerEm)


@dataclass(frozen=True)
class Piece:
    """Letters that one font writes."""

    face: Face
    text: str

    @property
    def width(self) -> float:
        """In thousandths of the size."""
        return sum(self.face.width(letter) for letter in self.text)


@lru_cache(maxsize=2)
def faces(bold: bool = False) -> tuple[Face, ...]:
    """The fonts of this system that are written with, the preferred ones first. Raises FontsMissing."""
    wanted = (*(BOLD if bold else REGULAR), *REGULAR, *FALLBACK)
    paths = _installed()
    found = tuple(_face(paths[name]) for name in dict.fromkeys(wanted) if name in paths)
    if not found or MISSING not in map(chr, found[0].letters):
        raise FontsMissing("no font to write stamps with was found: install one of " + ", ".join(wanted))
    return found


@lru_cache(maxsize=1)
def _installed() -> dict[str, Path]:
    return {path.name: path for folder in FOLDERS for path in folder.rglob("*") if path.suffix in (".ttf", ".ttc")}


@lru_cache(maxsize=len({*REGULAR, *BOLD, *FALLBACK}))
def _face(path: Path) -> Face:
    return Face(path)


def _opened(data: bytes) -> TTFont:
    """The font of a file, or the first of a collection."""
    from fontTools.ttLib import TTFont

    number = 0 if data[:4] == b"ttcf" else -1
    return TTFont(io.BytesIO(data), lazy=True, fontNumber=number)


def pieces(text: str, bold: bool = False) -> list[Piece]:
    """A line of text, by the fonts that write it."""
    found: list[Piece] = []
    for letter in text:
        face, written = _writer_of(letter, bold)
        if found and found[-1].face is face:
            found[-1] = Piece(face, found[-1].text + written)
        else:
            found.append(Piece(face, written))
    return found


def _writer_of(letter: str, bold: bool) -> tuple[Face, str]:
    letter = letter if letter.isprintable() else " "
    for face in faces(bold):
        if ord(letter) in face.letters:
            return face, letter
    return faces(bold)[0], MISSING


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line is, in points."""
    return sum(piece.width for piece in pieces(text, bold)) * size / 1000


class Embedded:
    """A font as the file carries it: only the letters used."""

    def __init__(self, face: Face, letters: Iterable[str]) -> None:
        self.face = face
        self._data = _cut(face, "".join(sorted(set(letters))))
        small = _opened(self._data)
        self._numbers = {chr(code): small.getGlyphID(name) for code, name in small.getBestCmap().items()}

    def encoded(self, text: str) -> bytes:
        """The text as a PDF's string in hexadecimal."""
        return b"<" + "".join(f"{self._numbers[letter]:04X}" for letter in text).encode() + b">"

    def add_to(self, writer: BasePdfFileWriter) -> generic.IndirectObject:
        """Write the font into a file; the reference to it."""
        name = pdf_name(f"/INKPST+{self.face.name}")
        descendant = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Font"),
                pdf_name("/Subtype"): pdf_name("/CIDFontType2"),
                pdf_name("/BaseFont"): name,
                pdf_name("/CIDSystemInfo"): _system(),
                pdf_name("/FontDescriptor"): writer.add_object(self._descriptor(writer, name)),
                pdf_name("/DW"): NumberObject(1000),
                pdf_name("/W"): self._widths(),
                pdf_name("/CIDToGIDMap"): pdf_name("/Identity"),
            }
        )
        font = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Font"),
                pdf_name("/Subtype"): pdf_name("/Type0"),
                pdf_name("/BaseFont"): name,
                pdf_name("/Encoding"): pdf_name("/Identity-H"),
                pdf_name("/DescendantFonts"): ArrayObject([writer.add_object(descendant)]),
                pdf_name("/ToUnicode"): writer.add_object(generic.StreamObject(stream_data=self._to_unicode())),
            }
        )
        return writer.add_object(font)

    def _widths(self) -> ArrayObject:
        listed = ArrayObject()
        for letter, number in sorted(self._numbers.items(), key=lambda pair: pair[1]):
            listed.append(NumberObject(number))
            listed.append(ArrayObject([NumberObject(round(self.face.width(letter)))]))
        return listed

    def _descriptor(self, writer: BasePdfFileWriter, name: generic.NameObject) -> DictionaryObject:
        head, rows = self.face.font["head"], self.face.font["hhea"]
        scale = 1000 / head.unitsPerEm
        box = [NumberObject(round(side * scale)) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
        file = generic.StreamObject(stream_data=self._data)
        file["/Length1"] = NumberObject(len(self._data))
        file.compress()
        return DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/FontDescriptor"),
                pdf_name("/FontName"): name,
                pdf_name("/Flags"): NumberObject(_SYMBOLIC),
                pdf_name("/FontBBox"): ArrayObject(box),
                pdf_name("/ItalicAngle"): FloatObject("0"),
                pdf_name("/Ascent"): NumberObject(round(rows.ascent * scale)),
                pdf_name("/Descent"): NumberObject(round(rows.descent * scale)),
                pdf_name("/CapHeight"): NumberObject(700),
                pdf_name("/StemV"): NumberObject(80),
                pdf_name("/FontFile2"): writer.add_object(file),
            }
        )

    def _to_unicode(self) -> bytes:
        pairs = [
            f"<{number:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, number in self._numbers.items()
        ]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return _CMAP.format(body=body).encode()


@lru_cache(maxsize=64)
def _cut(face: Face, letters: str) -> bytes:
    from fontTools import subset  # takes long to load, and few processes draw

    options = subset.Options(
        notdef_outline=True,
        hinting=False,
        layout_features=[],
        name_IDs=[],
        drop_tables=["DSIG", "GSUB", "GPOS", "GDEF"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    copy = _opened(face.data)  # cutting changes it
    cutter.subset(copy)
    target = io.BytesIO()
    copy.save(target)
    return target.getvalue()


def _system() -> DictionaryObject:
    return DictionaryObject(
        {
            pdf_name("/Registry"): generic.pdf_string("Adobe"),
            pdf_name("/Ordering"): generic.pdf_string("Identity"),
            pdf_name("/Supplement"): NumberObject(0),
        }
    )


_CMAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

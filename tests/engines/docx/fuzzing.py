"""What a fuzzer calls with any bytes: the engine either says no in its own words or makes a whole package.

The bytes are a package (``package``), the parts of one in plain text (``parts``), or choices from a grammar of
templates and values (``template``). None needs the fuzzer itself, so what it found is replayed as tests.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from xml.parsers import expat

from engines.docx.making import NAMESPACES, package, zipped
from inkpost.engines.docx import DocxRefused, FillOptions, Limits, compile_template
from inkpost.engines.docx.package import read_package, unpack
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value

LIMITS = Limits(max_part_bytes=2_000_000, max_total_bytes=4_000_000, max_output_bytes=2_000_000, max_parts=64)
_HEAD = re.compile(rb"^=== ([^\r\n]*)\r?\n", re.M)
_PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
CORPUS = Path(__file__).parent / "corpus"
T = TypeVar("T")


def any_package(data: bytes) -> None:
    """The bytes are the file that somebody uploads."""
    fill_or_refuse(data, VALUES, FIELDS)


def any_parts(data: bytes) -> None:
    """The bytes are the parts of a package, each under a line ``=== name``: no checksum stands in the way."""
    fill_or_refuse(zipped(parts_of(data)), VALUES, FIELDS)


def any_template(data: bytes) -> None:
    """The bytes choose a body, notes, values and descriptions of fields."""
    choices = Choices(data)
    values, fields = choices.values(), choices.fields()
    notes = f"<w:footnote w:id='2'>{choices.blocks(0)}</w:footnote>"
    parts, links = {"footnotes": notes, "header1": choices.blocks(0)}, {"word/_rels/document.xml.rels": _LINKS}
    template = package(choices.blocks(0), parts, links)
    fill_or_refuse(template, values, fields)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "package": any_package,
    "parts": any_parts,
    "template": any_template,
}


def fill_or_refuse(data: bytes, values: Mapping[str, Value], fields: Mapping[str, FieldDescription]) -> None:
    try:
        program = compile_template(data, LIMITS)
        program.picture_sources(values, fields)
        made = program.fill(values, fields, FillOptions(title="<T>", qr_text="x"))
    except DocxRefused as refused:
        if refused.code not in DocxRefused.CODES or not refused.message.endswith("."):
            raise AssertionError(f"no refusal of the engine: {refused.code}: {refused.message}") from refused
        return
    refuse_broken(data, made)


def refuse_broken(data: bytes, made: bytes) -> None:
    """What the engine wrote is whole: the zip by its checksums, each new part by another parser."""
    before = {entry.name: unpack(entry, LIMITS) for entry in read_package(data, LIMITS)}
    with zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        for name in after.namelist():
            content = after.read(name)
            if name.endswith((".xml", ".rels")) and before.get(name) != content:
                expat.ParserCreate(namespace_separator="\t").Parse(content, True)


def parts_of(data: bytes) -> dict[str, bytes]:
    pieces = _HEAD.split(data)
    names = [name.decode("utf-8", "replace").replace("\x00", "") or "x" for name in pieces[1::2]]
    return dict(zip(names, pieces[2::2], strict=True))


def parts_text(content: Mapping[str, bytes]) -> bytes:
    """The parts as the target ``parts`` reads them."""
    return b"".join(b"=== " + name.encode() + b"\n" + part + b"\n" for name, part in content.items())


LIST = FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)
FIELDS: dict[str, FieldDescription] = {
    "L": LIST,
    "M": LIST,
    "R": FieldDescription(source=Source.RECORD),
    "P": FieldDescription(FieldKind.IMAGE),
    "D": FieldDescription(FieldKind.DATE),
    "N": FieldDescription(FieldKind.NAME),
}
ITEMS: list[Value] = [{"A": "1", "B": "<b>"}, {"A": "{a}", "B": [{"A": "x"}]}, {"A": "{b}"}]
VALUES: dict[str, Value] = {
    "a": "one\ntwo\tthree",
    "b": "L.Item.A",
    "c": "L.INDEX",
    "d": "L.Item.B.I.A",
    "e": "M.Item.A",
    "f": "{a}",
    "L": ITEMS,
    "M": [{"A": "{b}", "B": "2"}, "plain"],
    "R": {"A": {"B": "deep"}},
    "P": _PICTURE,
    "D": "2026-03-18T10:00:00+03:00",
    "N": "Anna Sousa",
}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId10" Type="{_RELATION}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="rId11" Type="{_RELATION}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId1" Type="{_RELATION}/hyperlink" Target="{{b}}/?%7Ba%7D" TargetMode="External"/>'
    "</Relationships>"
).encode()
_WORDS = (
    *("{a}", "{b}", "{c}", "{d}", "{e}", "{L.Item.A}", "{L.Item.B.I.A}", "{L.INDEX}", "{M.Item.A}", "{R.A.B}", "{P}"),
    *("{D~d.m.Y}", "{N~Format=#NAME#}", "{b~index=1}", "{b~all=y,mseparator=2}", "{a~mfirst=y}", "{DocumentQrCode}"),
    *("{", "}", "~", ".", "{a", "b}", "{IF x}", "text", "&#123;", "\u05d0\u05d1", "\u6f22"),
    *("{L.BLOCK_START}", "{L.BLOCK_END}", "{MBlockStart}", "{MBlockEnd}"),
    *("{L.Item.B.BLOCK_START}", "{L.Item.B.BLOCK_END}"),
)
_INLINE = (
    "<w:ins w:id='1'>*</w:ins>",
    "<w:del w:id='2'>*</w:del>",
    "<w:moveFrom w:id='2'>*</w:moveFrom>",
    "<w:hyperlink r:id='rId1'>*</w:hyperlink>",
    "<w:fldSimple w:instr='REF a'>*</w:fldSimple>",
    "<w:smartTag w:element='x'>*</w:smartTag>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:temporary/></w:sdtPr><w:sdtContent>*</w:sdtContent></w:sdt>",
    "<mc:AlternateContent><mc:Choice Requires='w14'>*</mc:Choice><mc:Fallback>*</mc:Fallback></mc:AlternateContent>",
    "<x:odd xmlns:x='urn:x'>*</x:odd>",
    "<w:r><w:pict><v:shape id='s'><v:textbox><w:txbxContent><w:p>*</w:p></w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>",
)
_MARKS = (
    "<w:bookmarkStart w:id='3' w:name='b'/>",
    "<w:bookmarkEnd w:id='3'/>",
    "<w:commentRangeStart w:id='4'/>",
    "<w:r><w:commentReference w:id='4'/></w:r>",
    "<w:r><w:footnoteReference w:id='2'/></w:r>",
    "<w:r><w:tab/></w:r>",
    "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>{a}</w:instrText><w:fldChar w:fldCharType='end'/></w:r>",
    "<w:r><w:drawing><wp:inline><wp:extent cx='9' cy='9'/><wp:docPr id='7' name='x' descr='{P}'/><a:graphic>"
    "<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed='rId9'/></pic:blipFill></pic:pic></a:graphicData>"
    "</a:graphic></wp:inline></w:drawing></w:r>",
)
_BLOCK = (
    "<w:sdt><w:sdtPr><w:id w:val='5'/><w:dataBinding w:xpath='/x'/></w:sdtPr><w:sdtContent>*</w:sdtContent></w:sdt>",
    "<w:customXml w:element='x'>*</w:customXml>",
    "<w:ins w:id='1'>*</w:ins>",
    "<mc:AlternateContent><mc:Choice Requires='w14'>*</mc:Choice><mc:Fallback>*</mc:Fallback></mc:AlternateContent>",
    "<w:txbxContent>*</w:txbxContent>",
    "<w:p><w:r>*</w:r></w:p>",
    "<w:tc>*</w:tc>",
    "<w:tr>*</w:tr>",
    "<w:body>*</w:body>",
)
_RUNS = (
    "",
    "<w:rPr><w:rtl/></w:rPr>",
    "<w:rPr><w:rStyle w:val='PlaceholderText'/><w:b/></w:rPr>",
    "<w:rPr><w:rFonts w:ascii='A' w:hint='cs'/></w:rPr>",
)
_CELLS = ("", "<w:vMerge w:val='restart'/>", "<w:vMerge/>", "<w:gridSpan w:val='2'/>")
_LEAVES: tuple[Value, ...] = (
    *("x", "<b>&", "a\nb\tc", "{a}", "{b}", "{c~all=y}", "L.Item.A", "L.Item.B.I.A", "M.Item.A", "L.INDEX", "R.A.B"),
    *("\u05d0\u05d1 12", "\u6f22\u5b57", "2026-03-18", "Anna Sousa", _PICTURE, "", None, True, 7, 2.5, -0.0),
)
_DEEPEST = 4


class Choices:
    """Reads bytes as choices; once they are used up every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    def number(self, below: int) -> int:
        if self._place >= len(self._data):
            return 0
        self._place += 1
        return self._data[self._place - 1] % below

    def of(self, given: Sequence[T]) -> T:
        return given[self.number(len(given))]

    def several(self, make: Callable[[], str], most: int) -> str:
        return "".join(make() for _ in range(self.number(most + 1)))

    def text(self) -> str:
        if self.number(6):
            return self.of(_WORDS)
        raw = self._data[self._place : self._place + 6].decode("utf-8", "ignore")
        self._place += 6
        return "".join(c for c in raw if c.isprintable()).replace("&", "").replace("<", "")

    def run(self) -> str:
        kind = self.number(8)
        if kind == 7:
            return self.of(_MARKS)
        if kind == 6:
            return self.of(_INLINE).replace("*", self.several(self.run, 2))
        return f'<w:r>{self.of(_RUNS)}<w:t xml:space="preserve">{self.several(self.text, 3)}</w:t></w:r>'

    def cell(self, depth: int) -> str:
        return f"<w:tc><w:tcPr>{self.of(_CELLS)}</w:tcPr>{self.blocks(depth + 1)}<w:p/></w:tc>"

    def row(self, depth: int) -> str:
        return "<w:tr>" + self.several(lambda: self.cell(depth), 3) + "</w:tr>"

    def block(self, depth: int) -> str:
        kind = self.number(6) if depth < _DEEPEST else 0
        if kind == 5:
            return f"<w:tbl><w:tblPr/>{self.several(lambda: self.row(depth), 3)}</w:tbl>"
        if kind == 4:
            return self.of(_BLOCK).replace("*", self.blocks(depth + 1))
        return f"<w:p>{self.several(self.run, 4)}</w:p>"

    def blocks(self, depth: int) -> str:
        return self.several(lambda: self.block(depth), 4)

    def value(self, depth: int = 0) -> Value:
        kind = self.number(5) if depth < _DEEPEST else 0
        if kind == 3:
            return [self.value(depth + 1) for _ in range(self.number(4))]
        if kind == 4:
            return {self.of("ABI0"): self.value(depth + 1) for _ in range(self.number(4))}
        return self.of(_LEAVES)

    def values(self) -> dict[str, Value]:
        own = {self.of("abcdefLMRPDN"): self.value() for _ in range(self.number(8))}
        return {**VALUES, **own}

    def fields(self) -> dict[str, FieldDescription]:
        kinds, sources = tuple(FieldKind), (None, None, *Source)
        own = {
            self.of("abcdefLMRPDN"): FieldDescription(
                self.of(kinds),
                source=self.of(sources),
                item_name=self.of((None, "Item", "I")),
                default=self.of(_LEAVES),
            )
            for _ in range(self.number(4))
        }
        return {**FIELDS, **own}


def seeds() -> Mapping[str, list[bytes]]:
    """What a fuzzer begins with: small packages, and choices that reach every production."""
    body = (
        '<w:p><w:r><w:t>{a} {b~index=1} {D~d.m.Y}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{b}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>{b}</w:t></w:r></w:p></w:footnote>'
    small, rich = package("<w:p><w:r><w:t>{a}</w:t></w:r></w:p>"), package(body, {"footnotes": notes, "header1": body})
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rich)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    plain = {name: part.replace(f" {NAMESPACES}".encode(), _SHORT) for name, part in content.items()}
    choices = [bytes((n * step + n // 7) % 256 for n in range(200)) for step in range(1, 64, 4)]
    return {
        "package": [small, rich, stored.getvalue()],
        "parts": [parts_text(content), parts_text(plain)],
        "template": choices,
    }


_SHORT = b' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def kept(target: str) -> list[bytes]:
    """What fuzzing found for a target before, an input in base64 on each line."""
    path = CORPUS / f"{target}.txt"
    return [base64.b64decode(line) for line in path.read_text().splitlines()] if path.exists() else []


_TAGS = ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtPr", "sdtContent", "txbxContent", "ins", "del", "hyperlink")
DICTIONARY = (
    *(f"<{slash}w:{tag}>" for tag in _TAGS for slash in ("", "/")),
    *("<w:vMerge/>", "<w:dataBinding/>", "<w:rtl/>", "<w:hyperlink r:id='rId1'>", "w:id='2'", "xml:space='preserve'"),
    *("<?ink s0?>", "<!DOCTYPE", "&#123;", "TargetMode='External'", "Target='", "Type='", "ContentType='"),
    *("application/xml", "=== ", "word/", ".rels", ".xml", "PK\x01\x02", "PK\x03\x04", "PK\x05\x06", *_WORDS),
)

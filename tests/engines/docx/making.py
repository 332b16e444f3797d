"""Makes small Word packages out of raw XML, and reads packages back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.parsers import expat

import pytest
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes"}
SHARED = Path(__file__).resolve().parents[4] / "shared"


def corpus(folder: str) -> list[Path]:
    """The files of a corpus folder; an empty list where there is none."""
    return sorted((SHARED / "corpus" / folder).glob("*.doc*"))


def corpus_params(folder: str, stem: str = "") -> list[object]:
    """Parameters for each file of a corpus folder (or the one named), or one that is skipped with the reason."""
    files = [path for path in corpus(folder) if stem in ("", path.stem)]
    if not files:
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"../shared/corpus/{folder} is absent"))]
    return [pytest.param(path, id=path.stem) for path in files]


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str) -> str:
    """A paragraph with a run for each text; what begins with ``<`` stands as it is."""
    return "<w:p>" + "".join(text if text.startswith("<") else run(text) for text in texts) + "</w:p>"


def block(of: str, *content: str) -> str:
    """What repeats for each item of a list, between its marks."""
    return paragraph(f"{{{of}.BLOCK_START}}") + "".join(content) + paragraph(f"{{{of}.BLOCK_END}}")


def cell(*content: str, properties: str = "") -> str:
    inner = "".join(text if text.startswith("<") else paragraph(text) for text in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(text if text.startswith("<w:tc>") else cell(text) for text in cells) + "</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def package(body: str, parts: Mapping[str, str] | None = None, files: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx of a body and of parts by name: ``header1``, ``footer1``, ``footnotes``, ``endnotes``."""
    parts = parts or {}
    content: dict[str, bytes] = {
        "[Content_Types].xml": _types(parts).encode(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]).encode(),
        "word/document.xml": document(body).encode(),
        "word/_rels/document.xml.rels": _relations(_links(parts)).encode(),
    }
    for name, inner in parts.items():
        tag = _KINDS[name.rstrip("0123456789")]
        content[f"word/{name}.xml"] = f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>".encode()
    content.update(files or {})
    return zipped(content)


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


def _types(parts: Iterable[str]) -> str:
    overrides = [("word/document.xml", "document.main")]
    overrides += [(f"word/{name}.xml", name.rstrip("0123456789")) for name in parts]
    lines = "".join(f'<Override PartName="/{n}" ContentType="{_TYPE}.{kind}+xml"/>' for n, kind in overrides)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _links(parts: Iterable[str]) -> list[tuple[str, str, str]]:
    return [(f"rId{n}", name.rstrip("0123456789"), f"{name}.xml") for n, name in enumerate(parts, 10)]


def _relations(links: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{_RELATION}/{k}" Target="{t}"/>' for i, k, t in links)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def zipped(content: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a package, after checking every checksum and, by another parser, that all XML is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        content = {name: archive.read(name) for name in names}
    for name, part in content.items():
        if name.endswith((".xml", ".rels")):
            expat.ParserCreate(namespace_separator="\t").Parse(part, True)
    return content


def tree(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(unzipped(data)[part])


def text(data: bytes, part: str = "word/document.xml") -> str:
    """What a reader sees in a part: a line for each paragraph, breaks as ``/``, tabs as ``>``."""
    return "\n".join(lines_of(tree(data, part)))


def lines_of(root: etree._Element) -> list[str]:
    return [paragraph_text(p) for p in root.iter(f"{{{W}}}p")]


def paragraph_text(element: etree._Element) -> str:
    """A paragraph's visible text, without what lies in text boxes or is deleted."""
    shown = {"t": None, "br": "/", "tab": ">"}
    pieces = []
    for child in element.iter():
        name = str(child.tag).rpartition("}")[2]
        if name in shown and next(child.iterancestors(f"{{{W}}}p")) is element:
            pieces.append(shown[name] or child.text or "")
    return "".join(pieces)


def grid(data: bytes, part: str = "word/document.xml", number: int = 0) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    found = list(tree(data, part).iter(f"{{{W}}}tbl"))[number]
    rows = found.iterchildren(f"{{{W}}}tr")
    return [["/".join(lines_of(c)) for c in line.iterchildren(f"{{{W}}}tc")] for line in rows]


def left_over(data: bytes) -> list[str]:
    """Placeholders that are still in the text of any part."""
    found = []
    for name, part in unzipped(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            for line in lines_of(etree.fromstring(part)):
                found += re.findall(r"\{[\w.]+(?:~[^{}]*)?\}", line)
    return found

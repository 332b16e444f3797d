"""Documents for the tests, written part by part, and what can be read back from a PDF or a PNG."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": R,
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)

Part = str | bytes


def package(body: str, *, relations: str = "", parts: Mapping[str, Part] | None = None, overrides: str = "") -> bytes:
    """A DOCX with this body; ``relations`` are those of the main part."""
    given: dict[str, Part] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="svg" ContentType="image/svg+xml"/>'
        f'<Default Extension="docx" ContentType="{WORD}.document"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": relationships(relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(relations),
    }
    return zipped({**given, **(parts or {})})


def zipped(parts: Mapping[str, Part]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relationships(inner: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def relation(name: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def text(value: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{value}</w:t></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(*pieces: str) -> str:
    return "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)


def field(*instructions: str, shows: str) -> str:
    """A complex field whose instruction is written in pieces; ``shows`` are the runs of its last result."""
    return mark("begin") + instruction(*instructions) + mark("separate") + shows + mark("end")


def picture(reference: str) -> str:
    """An inline picture whose blip has these attributes."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {reference}/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def contract(number: str = "17", products: int = 10) -> bytes:
    """A contract of two pages: header, a table of products with totals, clauses, places to sign."""
    fonts = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/></w:rPr>'
    rows = [("Name", "Quantity", "Price", "Sum")]
    rows += [(f"Product {row}", str(row), f"{row * 10}.00", f"{row * row * 10}.00") for row in range(1, products + 1)]
    clause = "The Contractor shall perform the services with due care and the Customer shall pay for them in time. "
    body = [paragraph(text(f"Service contract No {number}")), _table(rows)]
    body += [paragraph(text(f"{clause_number}. {clause * 3}")) for clause_number in range(1, 9)]
    body += [paragraph('<w:r><w:br w:type="page"/></w:r>', text(f"Signatures of contract {number}"))]
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="708" w:footer="708"/></w:sectPr>'
    )
    pages = f"{paragraph(text('Page '), field(' PAGE ', shows=text('1')))}"
    return package(
        "".join(body).replace("<w:r><w:t", f"<w:r>{fonts}<w:t") + section,
        relations=relation("rId1", "header", "header1.xml"),
        parts={"word/header1.xml": f"<w:hdr {NAMESPACES}>{pages}</w:hdr>"},
        overrides=f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/>',
    )


def _table(rows: list[tuple[str, ...]]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{paragraph(text(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def pdf_text(pdf: bytes) -> str:
    """What a reader finds in a PDF, in the layout's order."""
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True).stdout.decode()


def pages(pdf: bytes) -> int:
    said = subprocess.run(["pdfinfo", "-"], input=pdf, stdout=subprocess.PIPE, check=True).stdout.decode()
    return next(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pages:"))

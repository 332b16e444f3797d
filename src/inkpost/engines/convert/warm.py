"""The document that warms LibreOffice up: what contracts use, so that the first real one finds it loaded."""

from __future__ import annotations

import io
import zipfile

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_FONTS = ("Times New Roman", "Arial", "Courier New", "Calibri", "Cambria", "DejaVu Sans")


def document() -> bytes:
    """A small DOCX with a table and text in each of the usual fonts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", _body())
    return packed.getvalue()


def _body() -> str:
    cells = "".join(f"<w:tc>{_paragraph(font)}</w:tc>" for font in _FONTS)
    paragraphs = "".join(_paragraph(font) for font in _FONTS)
    return (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{paragraphs}<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>{_paragraph('Arial')}"
        "</w:body></w:document>"
    )


def _paragraph(font: str) -> str:
    face = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    runs = "".join(f"<w:r><w:rPr>{face}{style}</w:rPr><w:t>Aa Жж 12 № — € </w:t></w:r>" for style in ("", "<w:b/>"))
    return f"<w:p>{runs}</w:p>"

"""WordprocessingML for the demo's own templates, raw, so that their source can be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
INK, GREY, PAPER = "1F3A5F", "6B7280", "EEF2F7"
WIDTHS = (650, 4300, 1000, 1650, 1754)


def package(body: str, header: str, footer: str) -> bytes:
    """A DOCX of one section; the same bytes every time."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")
        ),
        "word/styles.xml": _styles(),
        "word/header1.xml": _part("hdr", header),
        "word/footer1.xml": _part("ftr", footer),
        "word/document.xml": _part("document", f"<w:body>{body}{_section()}</w:body>"),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), _HEAD + content)
    return packed.getvalue()


def paragraph(
    text: str,
    *,
    style: str = "",
    right: bool = False,
    bold: bool = False,
    keep: bool = False,
    colour: str = "",
    size: int = 0,
) -> str:
    shape = f'<w:pStyle w:val="{style}"/>' if style else ""
    shape += "<w:keepNext/>" if keep else ""
    shape += '<w:jc w:val="right"/>' if right else ""
    look = "<w:b/>" if bold else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:sz w:val="{size}"/>' if size else ""
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{shape}</w:pPr>{run}</w:p>"


def table(widths: Iterable[int], rows: Iterable[str], *, lines: bool = True) -> str:
    border = "single" if lines else "nil"
    sides = "".join(
        f'<w:{side} w:val="{border}" w:sz="4" w:color="C3CCD8"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    shape = f'<w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
    shape += f'<w:tblLayout w:type="fixed"/>{margins}'
    return f"<w:tbl><w:tblPr>{shape}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(cells: Iterable[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str, width: int, *, right: bool = False, bold: bool = False, fill: str = "", span: int = 1) -> str:
    inner = paragraph(text, style="Cell", right=right, bold=bold)
    return boxed(inner, width, fill=fill, span=span)


def boxed(content: str, width: int, *, fill: str = "", span: int = 1) -> str:
    shape = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    shape += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shape += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{content}</w:tc>"


def _section() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418" '
        'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _part(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{root}>'


def _styles() -> str:
    def style(name: str, shape: str, look: str, *, based: str = "Normal") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
            f"<w:pPr>{shape}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
        )

    normal = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Carlito" w:hAnsi="Carlito" w:cs="Carlito"/>'
        '<w:sz w:val="21"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    )
    tight = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    styles = (
        style("Title", '<w:spacing w:before="120" w:after="40"/>', f'<w:b/><w:color w:val="{INK}"/><w:sz w:val="36"/>'),
        style("Subtitle", '<w:spacing w:after="240"/>', f'<w:color w:val="{GREY}"/>'),
        style(
            "Heading1",
            '<w:keepNext/><w:spacing w:before="240" w:after="80"/>',
            f'<w:b/><w:color w:val="{INK}"/><w:sz w:val="24"/>',
        ),
        style("Cell", tight, ""),
        style("Footer", '<w:jc w:val="center"/>', f'<w:color w:val="{GREY}"/><w:sz w:val="16"/>'),
    )
    return _part("styles", normal + "".join(styles))


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "header1": "header", "footer1": "footer"}
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{rows}</Types>'

"""The demo's own template: a service contract, made from raw WordprocessingML so that its source can be read."""

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
_INK, _GREY, _PAPER = "1F3A5F", "6B7280", "EEF2F7"
_WIDTHS = (650, 4300, 1000, 1650, 1754)

CLAUSES = (
    (
        "Subject of the contract",
        "The Contractor provides the services listed in section 2 to the Customer, and the Customer pays for them as "
        "agreed in section 3. The services are provided from {StartDate} to {EndDate}.",
    ),
    (
        "Services and prices",
        "The prices are in {Currency} and do not change while the contract is in force.",
    ),
    (
        "Payment",
        "The Customer pays the amount of {Total} {Currency} ({TotalInWords}) within {PaymentDays} days after the "
        "services have been accepted, by transfer to the account {Account} of the Contractor.",
    ),
    (
        "Acceptance",
        "The Contractor hands over the result together with a report. The Customer accepts it or names its defects in "
        "writing within ten working days; after that the services count as accepted. Defects are mended free of "
        "charge within a reasonable time.",
    ),
    (
        "Confidentiality and data",
        "Both sides keep secret what they learn of each other's business, during the contract and for three years "
        "after it. Personal data are processed only as far as the services require it, and are returned or deleted "
        "when the contract ends.",
    ),
    (
        "Liability",
        "Each side is liable for damage caused by intent or gross negligence without limit, otherwise up to the "
        "amount of this contract. Neither side is liable for events beyond its control.",
    ),
    (
        "Final provisions",
        "The contract comes into force when both sides have signed it. Changes are made in writing. The law of "
        "{Jurisdiction} applies. Should a provision be void, the others remain in force.",
    ),
)


def template() -> bytes:
    """The template as a DOCX; the same bytes every time."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")
        ),
        "word/styles.xml": _styles(),
        "word/header1.xml": _part("hdr", _header()),
        "word/footer1.xml": _part("ftr", _footer()),
        "word/document.xml": _part("document", f"<w:body>{_body()}</w:body>"),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), _HEAD + content)
    return packed.getvalue()


def _body() -> str:
    first, services, *rest = (_clause(number, *clause) for number, clause in enumerate(CLAUSES, 1))
    return "".join(
        [
            _paragraph("Service contract No. {DocumentNumber}", style="Title"),
            _paragraph("{City}, {ContractDate~j F Y}", style="Subtitle"),
            _paragraph(
                "{ContractorName}, represented by {ContractorPerson}, the Contractor, and {CustomerName}, "
                "represented by {CustomerPerson}, the Customer, conclude this contract."
            ),
            first,
            services,
            _products(),
            *rest,
            _signatures(),
            _section(),
        ]
    )


def _clause(number: int, title: str, text: str) -> str:
    return _paragraph(f"{number}. {title}", style="Heading1") + _paragraph(text)


def _products() -> str:
    head = ("No.", "Service", "Quantity", "Price", "Amount")
    row = (
        "{ProductsProductIndex}",
        "{ProductsProductName}",
        "{ProductsProductQuantity}",
        "{ProductsProductPrice}",
        "{ProductsProductSum}",
    )
    totals = (("Net", "{Net}"), ("VAT {VatRate} %", "{Vat}"), ("Total {Currency}", "{Total}"))
    return _table(
        _WIDTHS,
        [
            _row([_cell(text, width, right=at > 1, bold=True, fill=_PAPER) for at, (text, width) in _numbered(head)]),
            _row([_cell(text, width, right=at > 1) for at, (text, width) in _numbered(row)]),
            *(_total(*total) for total in totals),
        ],
    )


def _numbered(texts: Iterable[str]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(texts, _WIDTHS, strict=True))


def _total(name: str, value: str) -> str:
    return _row(
        [
            _cell(name, sum(_WIDTHS[:4]), right=True, span=4, bold=name.startswith("Total")),
            _cell(value, _WIDTHS[4], right=True, bold=name.startswith("Total")),
        ]
    )


def _signatures() -> str:
    half = sum(_WIDTHS) // 2
    sides = (
        ("Contractor", "{ContractorName}", "{ContractorPerson}"),
        ("Customer", "{CustomerName}", "{CustomerPerson}"),
    )
    cells = [
        _boxed(
            _paragraph(f"For the {side}", bold=True, keep=True)
            + _paragraph(company, keep=True)
            + _paragraph("{Stamp}" if side == "Contractor" else " ", keep=True)
            + _paragraph("______________________", keep=True)
            + _paragraph(person, colour=_GREY),
            half,
        )
        for side, company, person in sides
    ]
    return _paragraph(" ", keep=True) + _table((half, half), [_row(cells)], lines=False)


def _header() -> str:
    half = sum(_WIDTHS) // 2
    left = _paragraph("{ContractorName}", bold=True, colour=_INK) + _paragraph(
        "{ContractorAddress}", colour=_GREY, size=16
    )
    right = _paragraph("{DocumentQrCode}", right=True)
    return _table((half, half), [_row([_boxed(left, half), _boxed(right, half)])], lines=False) + _paragraph("", size=8)


def _footer() -> str:
    page = (
        '<w:r><w:t xml:space="preserve">{DocumentTitle} · page </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{page}</w:p>'


def _paragraph(
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


def _table(widths: Iterable[int], rows: Iterable[str], *, lines: bool = True) -> str:
    border = "single" if lines else "nil"
    sides = "".join(
        f'<w:{side} w:val="{border}" w:sz="4" w:color="C3CCD8"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    shape = f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
    shape += f'<w:tblLayout w:type="fixed"/>{margins}'
    return f"<w:tbl><w:tblPr>{shape}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(cells: Iterable[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, *, right: bool = False, bold: bool = False, fill: str = "", span: int = 1) -> str:
    inner = _paragraph(text, style="Cell", right=right, bold=bold)
    return _boxed(inner, width, fill=fill, span=span)


def _boxed(content: str, width: int, *, fill: str = "", span: int = 1) -> str:
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
        style(
            "Title", '<w:spacing w:before="120" w:after="40"/>', f'<w:b/><w:color w:val="{_INK}"/><w:sz w:val="36"/>'
        ),
        style("Subtitle", '<w:spacing w:after="240"/>', f'<w:color w:val="{_GREY}"/>'),
        style(
            "Heading1",
            '<w:keepNext/><w:spacing w:before="240" w:after="80"/>',
            f'<w:b/><w:color w:val="{_INK}"/><w:sz w:val="24"/>',
        ),
        style("Cell", tight, ""),
        style("Footer", '<w:jc w:val="center"/>', f'<w:color w:val="{_GREY}"/><w:sz w:val="16"/>'),
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

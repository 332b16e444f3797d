"""Makes the two-page contract that the bench fills, in the placeholder syntax of each engine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FONT = '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

FIELDS = {
    "ContractNumber": "SC-2026-0042",
    "ContractDate": "18 March 2026",
    "City": "Lisbon",
    "ClientName": "Romashka & Partners LLC",
    "ClientAddress": "12 Harbour Street, Lisbon",
    "ClientPhone": "+351 21 123 45 67",
    "ClientHead": "Anna Sousa",
    "VendorName": "Ink & Paper Ltd.",
    "VendorAddress": "5 Mill Lane, Leeds",
    "VendorPhone": "+44 113 123 4567",
    "VendorHead": "John Smith",
    "PaymentDays": "10",
    "DeliveryDays": "30",
    "WarrantyMonths": "12",
    "Subtotal": "12,500.00",
    "Tax": "2,500.00",
    "Total": "15,000.00",
    "Currency": "EUR",
    "Law": "the laws of Portugal",
    "Comment": "Payment within ten business days after signing.",
}
COLUMNS = ("Number", "Name", "Quantity", "Price", "Sum")


def items(rows: int) -> list[dict[str, str]]:
    """The product rows of a contract."""
    return [
        {
            "Number": str(number),
            "Name": f"Product {number}: paper, A{number % 6}, 80 g/m²",
            "Quantity": str(number * 3),
            "Price": f"{number * 1.25:.2f}",
            "Sum": f"{number * 3.75:.2f}",
        }
        for number in range(1, rows + 1)
    ]


@dataclass(frozen=True)
class Dialect:
    """How an engine writes a field, and the cells and further rows that make a table row repeat."""

    field: Callable[[str], str]
    cell: Callable[[str], str]
    before: str = ""
    after: str = ""
    row_before: str = ""
    row_after: str = ""


INKPOST = Dialect(lambda name: f"{{{name}}}", lambda name: f"{{Items{name}}}")
EASY = Dialect(lambda name: f"{{{name}}}", lambda name: f"{{{name}}}", "{#Items}", "{/Items}")
DOCXTPL = Dialect(
    lambda name: f"{{{{ {name} }}}}",
    lambda name: f"{{{{ item.{name} }}}}",
    row_before="{%tr for item in Items %}",
    row_after="{%tr endfor %}",
)
CARBONE = Dialect(
    lambda name: f"{{d.{name}}}",
    lambda name: f"{{d.Items[i].{name}}}",
    row_after="{d.Items[i+1].Number}",
)


def contract(dialect: Dialect) -> bytes:
    """The template: two pages with header, footer, a table of products and totals."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("rId1", f"{R}/officeDocument", "word/document.xml")]),
        "word/document.xml": _document(dialect),
        "word/_rels/document.xml.rels": _relations(
            [(f"rId{n}", f"{R}/{kind}", f"{name}.xml") for n, (name, kind) in enumerate(_LINKED.items(), 1)]
        ),
        "word/header1.xml": _wrapped("hdr", _paragraph(f"Contract {dialect.field('ContractNumber')}")),
        "word/footer1.xml": _wrapped("ftr", _paragraph(f"{dialect.field('VendorName')}, {dialect.field('City')}")),
        "word/styles.xml": _styles(),
        "word/settings.xml": _wrapped("settings", '<w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'),
        "word/fontTable.xml": _wrapped("fonts", '<w:font w:name="Liberation Serif"/>'),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


_LINKED = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "header1": "header",
    "footer1": "footer",
}


def _types() -> str:
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    names = ("document", *_LINKED)
    lines = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kinds.get(name, name)}+xml"/>' for name in names
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _relations(links: list[tuple[str, str, str]]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _wrapped(tag: str, inner: str) -> str:
    return f'{_HEAD}<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{tag}>'


def _paragraph(text: str, style: str = "Normal", bold: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    look = f"<w:rPr>{_FONT}{weight}<w:sz w:val='22'/></w:rPr>"
    head = f'<w:pPr><w:pStyle w:val="{style}"/><w:spacing w:after="120"/><w:jc w:val="both"/></w:pPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p w:rsidR="00A77427" w:rsidRDefault="007F1D13">{head}{run}</w:p>'


def _cell(text: str, width: int, bold: bool = False) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text, bold=bold)}</w:tc>'


def _row(*texts: str, bold: bool = False) -> str:
    widths = (800, 4200, 1300, 1400, 1400)
    cells = "".join(_cell(text, width, bold) for text, width in zip(texts, widths, strict=True))
    return f'<w:tr w:rsidR="00A77427"><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>'


def _only(text: str) -> str:
    """A row that an engine takes for an instruction."""
    return _row(text, "", "", "", "") if text else ""


def _table(dialect: Dialect) -> str:
    cells = [dialect.cell(name) for name in COLUMNS]
    cells[0], cells[-1] = dialect.before + cells[0], cells[-1] + dialect.after
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (800, 4200, 1300, 1400, 1400))
    rows = [
        _row("No", "Name", "Quantity", "Price", "Sum", bold=True),
        _only(dialect.row_before),
        _row(*cells),
        _only(dialect.row_after),
        *(_row("", "", "", label, dialect.field(label), bold=True) for label in ("Subtotal", "Tax", "Total")),
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="9100" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


_CLAUSES = (
    "The Supplier shall deliver the goods named below, and the Customer shall accept and pay for them.",
    "The price of the goods covers packing, marking, insurance and delivery to the address of the Customer.",
    "The goods are delivered within {DeliveryDays} days after the advance has reached the Supplier.",
    "Payment is made in {Currency} within {PaymentDays} business days after both parties have signed.",
    "The warranty on the goods is {WarrantyMonths} months from the day on which the Customer accepts them.",
    "A party that is late pays a penalty of 0.1 per cent of the amount owed for each day of delay.",
    "Neither party answers for a failure caused by events that it could neither foresee nor control.",
    "Disputes are settled by negotiation; failing that, by a court according to {Law}.",
    "Changes to this contract are valid when they are made in writing and signed by both parties.",
)


def _clauses(dialect: Dialect) -> str:
    written = []
    for chapter in range(1, 4):
        written.append(_paragraph(f"{chapter}. Terms of part {chapter}", "Heading1", bold=True))
        for number, clause in enumerate(_CLAUSES, 1):
            for name in ("DeliveryDays", "Currency", "PaymentDays", "WarrantyMonths", "Law"):
                clause = clause.replace(f"{{{name}}}", dialect.field(name))
            written.append(_paragraph(f"{chapter}.{number}. {clause}"))
    return "".join(written)


def _document(dialect: Dialect) -> str:
    f = dialect.field
    body = (
        _paragraph(f"SUPPLY CONTRACT {f('ContractNumber')}", "Title", bold=True)
        + _paragraph(f"{f('City')}, {f('ContractDate')}")
        + _paragraph(f"{f('VendorName')} by {f('VendorHead')}, {f('ClientName')} by {f('ClientHead')}:")
        + _clauses(dialect)
        + _table(dialect)
        + _paragraph(f"Total: {f('Total')} {f('Currency')}. {f('Comment')}")
        + "".join(
            _paragraph(f"{f(who + 'Name')}, {f(who + 'Address')}, {f(who + 'Phone')} ________ {f(who + 'Head')}")
            for who in ("Vendor", "Client")
        )
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
        'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
    return _wrapped("document", f"<w:body>{body}{section}</w:body>")


def _styles() -> str:
    names = ("Normal", "Title", *(f"Heading{n}" for n in range(1, 10)), "Header", "Footer", "TableGrid")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:qFormat/>'
        '<w:pPr><w:spacing w:before="60" w:after="60" w:line="259" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr>{_FONT}<w:sz w:val="22"/></w:rPr></w:style>'
        for name in names
    )
    return _wrapped("styles", styles)

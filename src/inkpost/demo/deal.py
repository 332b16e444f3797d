"""The demo's second template: an offer for a deal, every value of which comes from the CRM."""

from __future__ import annotations

from inkpost.demo.sheet import GREY, INK, PAPER, boxed, cell, package, paragraph, row, table

_COLUMNS = (
    ("No.", "{ProductsIndex}", 650),
    ("Service", "{ProductsProductName}", 4300),
    ("Quantity", "{ProductsProductQuantity}", 1000),
    ("Price", "{ProductsProductPrice~WZ=Y}", 1650),
    ("Amount", "{ProductsProductPriceSum~WZ=Y}", 1754),
)
_TOTALS = (("Net", "{TotalBeforeTax~WZ=Y}"), ("Tax", "{TotalTax~WZ=Y}"), ("Total", "{TotalSum~WZ=Y}"))
_WIDTHS = tuple(width for _, _, width in _COLUMNS)


def offer() -> bytes:
    """The template as a DOCX; the same bytes every time."""
    return package(_body(), _header(), paragraph("{DocumentTitle}", style="Footer"))


def _body() -> str:
    return "".join(
        [
            paragraph("Offer No. {DocumentNumber}", style="Title"),
            paragraph("{DocumentCreateTime~j F Y}", style="Subtitle"),
            paragraph("To {CompanyTitle}, {CompanyRequisitePrimaryAddressText}"),
            paragraph("Attention: {ContactFullName}, {ContactPhone}"),
            paragraph("{Title}", style="Heading1"),
            _goods(),
            paragraph("In words: {TotalSumWords}"),
            paragraph("Payment to {MyCompanyBankDetailRqIban}, {MyCompanyBankDetailRqBankName}."),
            paragraph(" ", keep=True),
            paragraph("{AssignedFullName}, {AssignedWorkPosition}", keep=True),
            paragraph("{MyCompanyTitle}, VAT {MyCompanyRequisiteRqVatId}", colour=GREY),
        ]
    )


def _goods() -> str:
    numbered = list(enumerate(_COLUMNS))
    head = [cell(name, width, right=at > 1, bold=True, fill=PAPER) for at, (name, _, width) in numbered]
    line = [cell(field, width, right=at > 1) for at, (_, field, width) in numbered]
    return table(_WIDTHS, [row(head), row(line), *(_total(name, field) for name, field in _TOTALS)])


def _total(name: str, field: str) -> str:
    name_cell = cell(name, sum(_WIDTHS[:4]), right=True, span=4, bold=name == "Total")
    return row([name_cell, cell(field, _WIDTHS[4], right=True, bold=name == "Total")])


def _header() -> str:
    half = sum(_WIDTHS) // 2
    left = paragraph("{MyCompanyTitle}", bold=True, colour=INK)
    left += paragraph("{MyCompanyRequisitePrimaryAddressText}", colour=GREY, size=16)
    right = paragraph("{DocumentQrCode}", right=True)
    return table((half, half), [row([boxed(left, half), boxed(right, half)])], lines=False) + paragraph("", size=8)

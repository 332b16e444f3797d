"""The demo's own template: a service contract, every value of which comes with the call."""

from __future__ import annotations

from collections.abc import Iterable

from inkpost.demo.sheet import GREY, INK, PAPER, WIDTHS, boxed, cell, package, paragraph, row, table

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
    return package(_body(), _header(), _footer())


def _body() -> str:
    first, services, *rest = (_clause(number, *clause) for number, clause in enumerate(CLAUSES, 1))
    return "".join(
        [
            paragraph("Service contract No. {DocumentNumber}", style="Title"),
            paragraph("{City}, {ContractDate~j F Y}", style="Subtitle"),
            paragraph(
                "{ContractorName}, represented by {ContractorPerson}, the Contractor, and {CustomerName}, "
                "represented by {CustomerPerson}, the Customer, conclude this contract."
            ),
            first,
            services,
            _products(),
            *rest,
            _signatures(),
        ]
    )


def _clause(number: int, title: str, text: str) -> str:
    return paragraph(f"{number}. {title}", style="Heading1") + paragraph(text)


def _products() -> str:
    head = ("No.", "Service", "Quantity", "Price", "Amount")
    line = (
        "{ProductsProductIndex}",
        "{ProductsProductName}",
        "{ProductsProductQuantity}",
        "{ProductsProductPrice}",
        "{ProductsProductSum}",
    )
    totals = (("Net", "{Net}"), ("VAT {VatRate} %", "{Vat}"), ("Total {Currency}", "{Total}"))
    return table(
        WIDTHS,
        [
            row([cell(text, width, right=at > 1, bold=True, fill=PAPER) for at, (text, width) in _numbered(head)]),
            row([cell(text, width, right=at > 1) for at, (text, width) in _numbered(line)]),
            *(_total(*total) for total in totals),
        ],
    )


def _numbered(texts: Iterable[str]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(texts, WIDTHS, strict=True))


def _total(name: str, value: str) -> str:
    return row(
        [
            cell(name, sum(WIDTHS[:4]), right=True, span=4, bold=name.startswith("Total")),
            cell(value, WIDTHS[4], right=True, bold=name.startswith("Total")),
        ]
    )


def _signatures() -> str:
    half = sum(WIDTHS) // 2
    sides = (
        ("Contractor", "{ContractorName}", "{ContractorPerson}"),
        ("Customer", "{CustomerName}", "{CustomerPerson}"),
    )
    cells = [
        boxed(
            paragraph(f"For the {side}", bold=True, keep=True)
            + paragraph(company, keep=True)
            + paragraph("{Stamp}" if side == "Contractor" else " ", keep=True)
            + paragraph("______________________", keep=True)
            + paragraph(person, colour=GREY),
            half,
        )
        for side, company, person in sides
    ]
    return paragraph(" ", keep=True) + table((half, half), [row(cells)], lines=False)


def _header() -> str:
    half = sum(WIDTHS) // 2
    left = paragraph("{ContractorName}", bold=True, colour=INK) + paragraph("{ContractorAddress}", colour=GREY, size=16)
    right = paragraph("{DocumentQrCode}", right=True)
    return table((half, half), [row([boxed(left, half), boxed(right, half)])], lines=False) + paragraph("", size=8)


def _footer() -> str:
    page = (
        '<w:r><w:t xml:space="preserve">{DocumentTitle} · page </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{page}</w:p>'

"""The small world's CRM: who sells, who buys, what is offered, and the template that is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from inkpost.demo.deal import offer
from inkpost.model.crm import Multifield
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL
from inkpost.model.numbering import Numerator, Period, Sequence
from inkpost.model.requisites import REQUISITE
from inkpost.operations import crm_addresses, crm_items, crm_products, crm_requisites, templates
from inkpost.operations.crm_values import ItemChange
from inkpost.operations.kit import Work
from inkpost.operations.templates import TemplateChange
from inkpost.store import numbering

MODULE: Final = "crm"
_PRIMARY: Final = 1
_GERMAN_COMPANY: Final = 12
GOODS: tuple[dict[str, Any], ...] = (
    {"product_name": "Analysis of the present archive", "price": Decimal(1200), "quantity": Decimal(1)},
    {"product_name": "Migration, per thousand documents", "price": Decimal("85.50"), "quantity": Decimal(12)},
    {"product_name": "Training, half a day", "price": Decimal(640), "quantity": Decimal(2)},
)


@dataclass(frozen=True, slots=True)
class Firm:
    """A company as the demo's letters name it."""

    title: str
    street: str
    city: str
    postal_code: str
    vat: str
    iban: str


SELLER = Firm("Inkpost Demo GmbH", "Lindenstr. 7", "Berlin", "10969", "DE811907980", "DE89 3704 0044 0532 0130 00")
BUYER = Firm("Nordlicht Handel AG", "Hafenweg 21", "Hamburg", "20457", "DE136695976", "DE02 1203 0000 0000 2020 51")


def make(work: Work) -> dict[str, int]:
    """A deal with all that belongs to it and a template for it; their numbers, and those of both companies."""
    seller = _firm(work, SELLER, own=True)
    buyer = _firm(work, BUYER, own=False)
    contact = _item(
        work,
        CONTACT,
        {"name": "Greta", "lastName": "Lind", "companyId": buyer},
        [Multifield(0, "PHONE", "WORK", "+49 40 36130123"), Multifield(0, "EMAIL", "WORK", "greta@nordlicht.test")],
    )
    deal = {"title": "Digital archive", "companyId": buyer, "contactIds": [contact], "mycompanyId": seller}
    dates = {"begindate": date(2026, 12, 1), "closedate": date(2027, 3, 31)}
    number = _item(work, DEAL, {**deal, **dates, "currencyId": "EUR"})
    taxed = {"tax_rate": Decimal(19), "tax_included": False}
    crm_products.replace(work, DEAL, number, [{**each, **taxed} for each in GOODS])
    return {"crm_template_id": _template(work), "deal_id": number, "company_id": buyer, "my_company_id": seller}


def _firm(work: Work, firm: Firm, *, own: bool) -> int:
    number = _item(work, COMPANY, {"title": firm.title, "isMyCompany": own})
    requisite = crm_requisites.add(
        work,
        {
            "entity_type_id": COMPANY,
            "entity_id": number,
            "preset_id": _GERMAN_COMPANY,
            "name": firm.title,
            "texts.company_name": firm.title,
            "texts.vat_id": firm.vat,
        },
    )
    bank = {"requisite_id": requisite.id, "name": "Account", "texts.bank_name": "Demobank", "texts.iban": firm.iban}
    crm_requisites.add_bank_detail(work, bank)
    place = {"address_1": firm.street, "city": firm.city, "postal_code": firm.postal_code, "country": "Germany"}
    named = {"type_id": _PRIMARY, "entity_type_id": REQUISITE, "entity_id": requisite.id}
    crm_addresses.add(work, {**named, **place})
    return number


def _item(work: Work, type_id: int, fields: dict[str, Any], channels: list[Multifield] | None = None) -> int:
    return crm_items.add(work, type_id, ItemChange(fields, {}, channels or [])).number


def _template(work: Work) -> int:
    sequence = Sequence(length=4, period=Period.YEAR)
    new = Numerator(0, work.organization_id, "Offers", "O-{YEAR}-{NUMBER}", None, sequence, module=MODULE)
    change = TemplateChange(
        name="Offer",
        content=offer(),
        file_name="offer.docx",
        numerator_id=numbering.add(work.db, new).id,
        region="de",
        code="OFFER",
        access_codes=["UA"],
        providers=[str(DEAL)],
    )
    return templates.add(work, change, module=MODULE).id

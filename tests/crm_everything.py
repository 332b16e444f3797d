"""An object of the CRM with every field filled, and everything that a template may reach from it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from inkpost.model.crm import CrmType, Multifield, system_type
from inkpost.model.crm_fields import Field
from inkpost.model.crm_provider.field_map import ADDRESSES
from inkpost.model.requisites import ADDRESS_TEXTS, BANK_TEXTS, REQUISITE, REQUISITE_TEXTS
from inkpost.store import crm_bindings, crm_items, crm_products, crm_types, files
from inkpost.store import crm_requisites as legal
from worlds import World

CONTACT, COMPANY = 3, 4
DAY = date(2026, 3, 18)
MOMENT = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
PHONE, EMAIL = "+49 30 901820", "office@acme.example"
CHANNELS = (
    *(Multifield(0, "PHONE", use, PHONE) for use in ("WORK", "MOBILE", "MAILING")),
    *(Multifield(0, "EMAIL", use, EMAIL) for use in ("WORK", "HOME", "MAILING")),
    Multifield(0, "WEB", "WORK", "https://acme.example"),
    Multifield(0, "IM", "IMOL", "imol|1"),
)
TELEPHONES = ("personal_phone", "personal_mobile", "work_phone")
DATES = {"company_reg_date", "ident_doc_date", "st_cert_date", "vat_cert_date"}
PHONES = {"phone", "fax"}


def png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


class Everything:
    """Records it all in the store, every text with its owner's name in it, so that none passes for another."""

    def __init__(self, world: World, db: Connection) -> None:
        self._world = world
        self._db = db
        self._picture = self._kept(png())
        self._user = world.person(second_name="Maria", position="Head of sales", **dict.fromkeys(TELEPHONES, PHONE)).id

    def _kept(self, content: bytes) -> int:
        digest = self._world.services.blobs.put(content)
        told = {"sha256": digest, "size": len(content), "name": "x.png", "media_type": "image/png"}
        return files.add(self._db, organization_id=self._world.organization_id, **told).id

    def item(self, type_id: int, owner: str, **links: int) -> int:
        """An item with every field of its type; ``links`` are the numbers of those it names."""
        kind = self.kind(type_id)
        number = crm_items.take_number(self._db, self._world.organization_id, type_id)
        fields = {name: self._value(field, owner, links) for name, field in kind.catalogue.items() if name != "fm"}
        fields |= {"id": number, "isMyCompany": owner == "my"} if type_id == COMPANY else {"id": number}
        fields |= {f"parentId{each.type_id}": links[str(each.type_id)] for each in crm_types.above(self._db, kind)}
        made = crm_items.add(self._db, kind, fields, {"UF_CRM_1639669411": f"{owner}.added"})
        crm_bindings.add_channels(self._db, made.id, CHANNELS)
        if "contactIds" in kind.catalogue and links.get("contact"):
            crm_bindings.bind_contacts(self._db, self._world.organization_id, made.id, [links["contact"]])
        self._goods(made.id)
        return number

    def kind(self, type_id: int) -> CrmType:
        """A type of the organisation."""
        found = crm_types.by_type_id(self._db, self._world.organization_id, type_id)
        assert found is not None
        return found

    def _value(self, field: Field, owner: str, links: Mapping[str, int]) -> Any:
        plain: dict[str, Any] = {
            "integer": 7,
            "crm_category": 3,
            "double": Decimal("1234.50"),
            "boolean": True,
            "date": DAY,
            "datetime": MOMENT,
            "user": self._user,
            "crm_currency": "EUR",
            "file": self._picture,
            "crm_company": links.get("my" if field.name == "mycompanyId" else "company"),
            "crm_contact": links.get("contact"),
            **dict.fromkeys(("crm_lead", "crm_deal", "crm_quote", "location"), 5),
        }
        value = plain.get(field.kind, f"{owner}.{field.name}")
        return [value] if field.multiple else value

    def _goods(self, item_id: int) -> None:
        row: dict[str, Any] = {
            "price": Decimal("107.10"),
            "price_exclusive": Decimal("90"),
            "price_netto": Decimal("100"),
            "price_brutto": Decimal("119"),
            "quantity": Decimal("2"),
            "discount_rate": Decimal("10"),
            "discount_sum": Decimal("10"),
            "tax_rate": Decimal("19"),
            "tax_included": False,
            "measure_code": 796,
            "measure_name": "pcs",
            "product_id": 17,
        }
        crm_products.add(self._db, item_id, [{**row, "product_name": "Licence"}, {**row, "product_name": "Support"}])

    def law(self, type_id: int, number: int, owner: str) -> None:
        """Requisites with an account and an address of each kind."""
        of_it = {"organization_id": self._world.organization_id}
        requisite = legal.add(
            self._db,
            **of_it,
            entity_type_id=type_id,
            entity_id=number,
            preset_id=1,
            name=f"{owner}.requisite",
            texts={name: text(owner, name) for name in REQUISITE_TEXTS},
        )
        legal.add_bank_detail(
            self._db,
            **of_it,
            requisite_id=requisite.id,
            country_id=1,
            name=f"{owner}.bank",
            comments=f"{owner}.comments",
            texts={name: f"{owner}.{name}" for name in BANK_TEXTS},
        )
        for code, kind in ADDRESSES.items():
            parts = {name: f"{owner}.{code}.{name}" for name in ADDRESS_TEXTS if name != "country_code"}
            told = {"entity_type_id": REQUISITE, "entity_id": requisite.id, "type_id": kind}
            legal.add_address(self._db, **of_it, **told, anchor_type_id=type_id, anchor_id=number, **parts)


def text(owner: str, name: str) -> str:
    """What requisites say: a date, a number or a text that names its owner."""
    if name in DATES:
        return DAY.isoformat()
    return PHONE if name in PHONES else f"{owner}.{name}"


def recorded(world: World, type_id: int) -> int:
    """The number of an item of this type with everything around it."""
    with world.services.engine.begin() as db:
        made = Everything(world, db)
        my = made.item(COMPANY, "my")
        made.law(COMPANY, my, "my")
        company = made.item(COMPANY, "company")
        contact = made.item(CONTACT, "contact", company=company)
        links = {"my": my, "company": company, "contact": contact}
        for each in crm_types.above(db, made.kind(type_id)):
            links[str(each.type_id)] = made.item(each.type_id, f"parent{each.type_id}", **links)
        number = {COMPANY: company, CONTACT: contact}.get(type_id) or made.item(type_id, "own", **links)
        item = crm_items.find(db, system_type(world.organization_id, CONTACT), contact)
        assert item is not None
        crm_bindings.bind_companies(db, world.organization_id, item.id, [company])
        made.law(COMPANY, company, "company")
        made.law(CONTACT, contact, "contact")
        return number

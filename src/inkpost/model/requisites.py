"""Requisites: what a company or a contact is in law, its accounts and addresses, and which of them a deal uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Final

from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, QUOTE

_REQUISITE_TEXTS = """
    name first_name last_name second_name company_id company_name company_full_name company_reg_date director
    accountant ceo_name ceo_work_pos contact email phone fax ident_type ident_doc ident_doc_ser ident_doc_num
    ident_doc_pers_num ident_doc_date ident_doc_issued_by ident_doc_dep_code inn kpp usrle ifns ogrn ogrnip okpo
    oktmo okved edrpou drfo kbe iin bin st_cert_ser st_cert_num st_cert_date vat_payer vat_id vat_cert_ser
    vat_cert_num vat_cert_date residence_country base_doc regon krs pesel legal_form siret siren capital rcs cnpj
    state_reg mnpl_reg cpf
"""
REQUISITE_TEXTS: Final = tuple(_REQUISITE_TEXTS.split())
"""What a requisite may say of its owner, beside what every requisite has. ``vat_payer`` is a flag, Y or N."""

_BANK_TEXTS = """
    bank_name bank_code bank_addr bank_route_num bik mfo acc_name acc_num acc_type iik acc_currency cor_acc_num iban
    swift bic codeb codeg rib agency_name
"""
BANK_TEXTS: Final = tuple(_BANK_TEXTS.split())
"""What bank details may say, beside what all of them have."""

_ADDRESS_TEXTS = """
    address_1 address_2 city postal_code region province country country_code
"""
ADDRESS_TEXTS: Final = tuple(_ADDRESS_TEXTS.split())
"""The parts of an address."""


REQUISITE: Final = 8
"""What stands for requisites where other objects have their type: as the owner of an address."""
HOLDERS: Final = (CONTACT, COMPANY)
"""The types of items that have requisites."""
LINKED: Final = (DEAL, QUOTE, INVOICE)
"""The CRM's own types of items that choose among requisites; those that users define do as well."""


class AddressType(IntEnum):
    """What an address is for."""

    PHYSICAL = 1
    REGISTERED = 4
    LEGAL = 6
    MAILING = 8
    BENEFICIARY = 9
    SHIPPING = 11


@dataclass(frozen=True, slots=True)
class PresetField:
    """A text of requisites that a preset shows; ``name`` is one of ``REQUISITE_TEXTS``."""

    id: int
    name: str
    title: str = ""
    in_short_list: bool = False
    sort: int = 500


@dataclass(frozen=True, slots=True)
class Preset:
    """Which texts the requisites of one kind of owner in one country have. ``code`` is known to the other side."""

    id: int
    country_id: int
    name: str
    code: str | None
    active: bool
    sort: int
    fields: tuple[PresetField, ...]
    created_by: int | None
    modified_by: int | None
    created_at: datetime
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Requisite:
    """Requisites of a contact or a company (``entity_type_id``, and ``entity_id``: its number on the wire).

    ``texts`` holds those of ``REQUISITE_TEXTS`` that were given.
    """

    id: int
    entity_type_id: int
    entity_id: int
    preset_id: int
    name: str
    code: str | None
    xml_id: str | None
    originator_id: str | None
    active: bool
    address_only: bool
    sort: int
    created_by: int | None
    modified_by: int | None
    created_at: datetime
    updated_at: datetime | None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BankDetail:
    """An account of a requisite's owner; ``texts`` holds those of ``BANK_TEXTS`` that were given."""

    id: int
    requisite_id: int
    country_id: int
    name: str
    code: str | None
    xml_id: str | None
    originator_id: str | None
    active: bool
    sort: int
    comments: str | None
    created_by: int | None
    modified_by: int | None
    created_at: datetime
    updated_at: datetime | None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a requisite or a lead; each has at most one of a type.

    ``anchor_type_id`` and ``anchor_id`` name whose it is in the end: the requisite's owner, or the lead.
    """

    id: int
    type_id: int
    entity_type_id: int
    entity_id: int
    address_1: str | None
    address_2: str | None
    city: str | None
    postal_code: str | None
    region: str | None
    province: str | None
    country: str | None
    country_code: str | None
    anchor_type_id: int
    anchor_id: int


@dataclass(frozen=True, slots=True)
class RequisiteLink:
    """Which requisites and accounts an object uses, the client's and the seller's; 0: none was chosen."""

    entity_type_id: int
    entity_id: int
    requisite_id: int
    bank_detail_id: int
    my_requisite_id: int
    my_bank_detail_id: int

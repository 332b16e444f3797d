"""The presets of requisites that every organisation begins with, and what the law of each country knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from inkpost.model.requisites import PresetField

COUNTRIES: Final[Mapping[int, tuple[str, str]]] = {
    1: ("RU", "Russia"),
    4: ("BY", "Belarus"),
    6: ("KZ", "Kazakhstan"),
    14: ("UA", "Ukraine"),
    34: ("BR", "Brazil"),
    46: ("DE", "Germany"),
    77: ("CO", "Colombia"),
    110: ("PL", "Poland"),
    122: ("US", "United States"),
    132: ("FR", "France"),
}
"""The countries of requisites: code and name by number."""

COUNTRY_OF_LANGUAGE: Final = {"ru": 1, "kz": 6, "ua": 14, "uk": 14, "br": 34, "de": 46, "pl": 110, "fr": 132}
"""Whose presets an organisation uses where none is named, by its language."""
USUAL_COUNTRY: Final = 122

PARTS: Final = ("addr", "signature", "stamp")
"""What a preset may show that is no text of requisites: the addresses and two pictures."""

_PERSON = "first_name last_name second_name"
_COMPANY = "company_name company_full_name"
_CONTACT = "contact email phone fax"
_PASSPORT = "ident_doc ident_doc_ser ident_doc_num ident_doc_date ident_doc_issued_by"
_VAT_CERTIFICATE = "vat_cert_ser vat_cert_num vat_cert_date"
_KNOWN = {
    "RU": f"""name {_PERSON} {_COMPANY} company_reg_date director accountant {_CONTACT} {_PASSPORT} ident_doc_dep_code
        inn kpp ifns ogrn ogrnip okpo oktmo okved st_cert_ser st_cert_num st_cert_date""",
    "BY": f"""name {_PERSON} {_COMPANY} company_reg_date director accountant {_CONTACT} {_PASSPORT} ident_doc_pers_num
        inn okpo base_doc st_cert_ser st_cert_num st_cert_date""",
    "KZ": f"""name {_PERSON} {_COMPANY} company_reg_date ceo_name ceo_work_pos accountant {_CONTACT} {_PASSPORT} inn
        kbe iin bin okpo residence_country base_doc {_VAT_CERTIFICATE}""",
    "UA": f"""name {_PERSON} {_COMPANY} director accountant {_CONTACT} {_PASSPORT} inn edrpou drfo vat_payer
        {_VAT_CERTIFICATE}""",
    "BR": f"name {_PERSON} {_COMPANY} {_CONTACT} cnpj state_reg mnpl_reg cpf",
    "DE": f"name {_PERSON} {_COMPANY} director {_CONTACT} inn usrle vat_id",
    "CO": f"name {_PERSON} {_COMPANY} company_id {_CONTACT} ident_type ident_doc_num legal_form vat_id",
    "PL": f"name {_PERSON} {_COMPANY} director {_CONTACT} inn regon krs pesel vat_id",
    "US": f"name {_PERSON} {_COMPANY} company_id {_CONTACT} vat_id",
    "FR": f"name {_PERSON} {_COMPANY} {_CONTACT} legal_form siret siren capital rcs vat_id",
}


def known_texts(country_id: int) -> tuple[str, ...]:
    """What the requisites of a country may have; the names of texts, and ``PARTS``."""
    return (*_KNOWN[COUNTRIES[country_id][0]].split(), *PARTS)


@dataclass(frozen=True, slots=True)
class DefaultPreset:
    """A preset that every organisation begins with."""

    id: int
    country_id: int
    name: str
    code: str
    fields: tuple[PresetField, ...]


def _fields(names: str) -> tuple[PresetField, ...]:
    return tuple(
        PresetField(at, name, in_short_list=at <= 3, sort=500 + 10 * at) for at, name in enumerate(names.split(), 1)
    )


_DEFAULTS = (
    ("RU", "Organization", "COMPANY", f"inn {_COMPANY} ogrn kpp company_reg_date okpo oktmo director accountant"),
    ("RU", "Sole Proprietorship", "INDIVIDUAL", f"inn {_PERSON} company_name ogrnip okpo okved st_cert_num"),
    ("RU", "Individual", "PERSON", f"{_PERSON} {_PASSPORT} ident_doc_dep_code"),
    ("BY", "Organization", "COMPANY", f"inn {_COMPANY} company_reg_date okpo director accountant base_doc"),
    ("BY", "Individual", "PERSON", f"{_PERSON} {_PASSPORT} ident_doc_pers_num"),
    ("KZ", "Organization", "COMPANY", f"bin {_COMPANY} kbe okpo ceo_name ceo_work_pos accountant {_VAT_CERTIFICATE}"),
    ("KZ", "Individual", "PERSON", f"iin {_PERSON} {_PASSPORT}"),
    ("UA", "Organization", "COMPANY", f"edrpou {_COMPANY} inn vat_payer vat_cert_num director accountant"),
    ("UA", "Individual", "PERSON", f"drfo {_PERSON} {_PASSPORT}"),
    ("BR", "Company", "COMPANY", f"cnpj {_COMPANY} state_reg mnpl_reg"),
    ("BR", "Person", "PERSON", f"cpf {_PERSON}"),
    ("DE", "Company", "COMPANY", f"vat_id {_COMPANY} inn usrle director"),
    ("DE", "Person", "PERSON", f"{_PERSON} vat_id"),
    ("CO", "Company", "COMPANY", f"ident_type ident_doc_num {_COMPANY} legal_form vat_id"),
    ("CO", "Person", "PERSON", f"ident_type ident_doc_num {_PERSON}"),
    ("PL", "Company", "COMPANY", f"inn {_COMPANY} regon krs vat_id director"),
    ("PL", "Person", "PERSON", f"pesel {_PERSON}"),
    ("US", "Company", "COMPANY", f"vat_id {_COMPANY}"),
    ("US", "Person", "PERSON", f"{_PERSON} phone email"),
    ("FR", "Company", "COMPANY", f"siret {_COMPANY} siren legal_form capital rcs vat_id"),
    ("FR", "Person", "PERSON", f"{_PERSON} vat_id"),
)
_NUMBERS = {code: number for number, (code, _) in COUNTRIES.items()}
DEFAULTS: Final = tuple(
    DefaultPreset(at, _NUMBERS[country], name, f"#CRM_REQUISITE_PRESET_DEF_{country}_{kind}#", _fields(f"{texts} addr"))
    for at, (country, name, kind, texts) in enumerate(_DEFAULTS, 1)
)
"""The same numbers in every organisation, as integrations rely on."""

"""The fields of requisites, bank details, addresses, links and presets on this wire."""

from __future__ import annotations

from typing import Final

from inkpost.faces.bitrix.methods.crm.upper import Field, Fields
from inkpost.model.requisites import ADDRESS_TEXTS, BANK_TEXTS, REQUISITE_TEXTS

_TITLES: Final = {
    "RQ_NAME": "Full Name",
    "RQ_FIRST_NAME": "First Name",
    "RQ_LAST_NAME": "Last Name",
    "RQ_SECOND_NAME": "Middle Name",
    "RQ_COMPANY_NAME": "Short organization name",
    "RQ_COMPANY_FULL_NAME": "Full organization name",
    "RQ_COMPANY_REG_DATE": "State registration date",
    "RQ_DIRECTOR": "CEO",
    "RQ_ACCOUNTANT": "Chief Accountant",
    "RQ_CONTACT": "Contact person",
    "RQ_EMAIL": "E-Mail",
    "RQ_PHONE": "Phone",
    "RQ_FAX": "Fax",
    "RQ_IDENT_DOC": "Document type",
    "RQ_IDENT_DOC_SER": "series",
    "RQ_IDENT_DOC_NUM": "number",
    "RQ_IDENT_DOC_DATE": "issue date",
    "RQ_IDENT_DOC_ISSUED_BY": "issued by",
    "RQ_IDENT_DOC_DEP_CODE": "department code",
    "RQ_INN": "Tax ID",
    "RQ_KPP": "Tax Registration Code",
    "RQ_IFNS": "Tax Office",
    "RQ_OGRN": "State Registration Number",
    "RQ_OGRNIP": "Sole Proprietor Registration Number",
    "RQ_OKPO": "OKPO Code",
    "RQ_OKTMO": "OKTMO Code",
    "RQ_OKVED": "NAICS Code",
    "RQ_ST_CERT_SER": "State registration certificate series",
    "RQ_ST_CERT_NUM": "State registration certificate number",
    "RQ_ST_CERT_DATE": "State registration certificate date",
    "RQ_BANK_NAME": "Bank Name",
    "RQ_BANK_ADDR": "Bank Address",
    "RQ_BIK": "Routing Number",
    "RQ_ACC_NUM": "Account Number",
    "RQ_ACC_CURRENCY": "Account Currency",
    "RQ_COR_ACC_NUM": "Correspondent Account",
    "RQ_SWIFT": "SWIFT",
    "ADDRESS_1": "Street, house, building, structure",
    "ADDRESS_2": "Apartment / office",
    "CITY": "City",
    "POSTAL_CODE": "Postal code",
    "REGION": "Region",
    "PROVINCE": "Province",
    "COUNTRY": "Country",
}
_KINDS: Final = {"ident_type": "crm_status", "vat_payer": "char"}


def wire_name(text: str) -> str:
    """What a text of requisites is called here: ``inn`` is ``RQ_INN``."""
    return f"RQ_{text.upper()}"


def model_name(name: str) -> str:
    """The text of requisites that is called so here; a name of nothing where it is none."""
    return name.strip().upper().removeprefix("RQ_").lower() if name.strip().upper().startswith("RQ_") else ""


def _text(text: str) -> Field:
    name, kind = wire_name(text), _KINDS.get(text, "string")
    status = ("RQ_IDENT_TYPE_CO",) if kind == "crm_status" else ()
    return Field(name, kind, title=_TITLES.get(name, name), field=f"texts.{text}", status_type=status)


def _stamps(created: str, modified: str) -> tuple[Field, ...]:
    return (
        Field("DATE_CREATE", "datetime", "r", created, "created_at"),
        Field("DATE_MODIFY", "datetime", "r", modified, "updated_at"),
        Field("CREATED_BY_ID", "user", "r", "Created by", "created_by"),
        Field("MODIFY_BY_ID", "user", "r", "Modified by", "modified_by"),
    )


REQUISITES: Final = Fields(
    Field("ID", "integer", "r"),
    Field("ENTITY_TYPE_ID", "integer", "RIl", "Entity type ID"),
    Field("ENTITY_ID", "integer", "RIl", "Entity ID"),
    Field("PRESET_ID", "integer", "RIl", "Preset ID"),
    *_stamps("Creation date", "Modification date"),
    Field("NAME", title="Name"),
    Field("CODE", title="Code"),
    Field("XML_ID", title="External code"),
    Field("ORIGINATOR_ID"),
    Field("ACTIVE", "char", title="Active"),
    Field("ADDRESS_ONLY", "char"),
    Field("SORT", "integer", title="Sort order"),
    *(_text(name) for name in REQUISITE_TEXTS),
)
BANK_DETAILS: Final = Fields(
    Field("ID", "integer", "r"),
    Field("ENTITY_ID", "integer", "RIl", "Object ID", "requisite_id"),
    Field("COUNTRY_ID", "integer", title="Country ID"),
    *_stamps("Creation Date", "Modification Date"),
    Field("NAME", title="Name"),
    Field("CODE", title="Code"),
    Field("XML_ID", title="External Code"),
    Field("ORIGINATOR_ID", title="External Source"),
    Field("ACTIVE", "char", title="Active"),
    Field("SORT", "integer", title="Sort Order"),
    *(_text(name) for name in BANK_TEXTS),
    Field("COMMENTS", title="Comment"),
)
ADDRESSES: Final = Fields(
    Field("TYPE_ID", "integer", "RIl"),
    Field("ENTITY_TYPE_ID", "integer", "RIl"),
    Field("ENTITY_ID", "integer", "RIl"),
    *(Field(name.upper(), title=_TITLES.get(name.upper(), "")) for name in ADDRESS_TEXTS),
    Field("LOC_ADDR_ID", "integer", "l", "Location address identifier", "id"),
    Field("ANCHOR_TYPE_ID", "integer", "r"),
    Field("ANCHOR_ID", "integer", "r"),
)
LINKS: Final = Fields(
    Field("ENTITY_TYPE_ID", "integer", "RIl", "Object type ID"),
    Field("ENTITY_ID", "integer", "RIl", "Object ID"),
    Field("REQUISITE_ID", "integer", "R", "Link to details"),
    Field("BANK_DETAIL_ID", "integer", "R", "Link to bank details"),
    Field("MC_REQUISITE_ID", "integer", "R", "Link to my company's details", "my_requisite_id"),
    Field("MC_BANK_DETAIL_ID", "integer", "R", "Link to my company's bank details", "my_bank_detail_id"),
)
PRESETS: Final = Fields(
    Field("ID", "integer", "r"),
    Field("ENTITY_TYPE_ID", "integer", "RIl", "Object type ID"),
    Field("COUNTRY_ID", "integer", "RIl", "Country ID"),
    Field("NAME", marks="R", title="Name"),
    *_stamps("Creation date", "Modification date"),
    Field("ACTIVE", "char", title="Active"),
    Field("SORT", "integer", title="Sorting"),
    Field("XML_ID", title="External code", field="code"),
)

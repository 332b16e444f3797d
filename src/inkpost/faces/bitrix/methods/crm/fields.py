"""The fields of a CRM template or document on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkpost.model.crm_provider import DOCUMENT_FIELDS, MapField
from inkpost.model.fields import FieldKind
from inkpost.operations.crm_documents import CrmFields
from inkpost.operations.crm_supply import MY_COMPANY, KnownField
from inkpost.operations.filling import NUMBER, TITLE


def shown_fields(found: CrmFields, given: Mapping[str, Any]) -> dict[str, Any]:
    """Every field by its name: the number first, the title and the choice of one's own company last."""
    language = found.language
    shown: dict[str, Any] = {NUMBER: _own(NUMBER, found.number, given, language)}
    for each in found.fields:
        shown[each.name] = _field(each, language)
    shown[TITLE] = _own(TITLE, found.title, given, language)
    if found.companies:
        shown[MY_COMPANY] = _companies(found)
    return shown


def _own(name: str, value: str, given: Mapping[str, Any], language: str) -> dict[str, Any]:
    field = DOCUMENT_FIELDS[name]
    said = given.get(name) or value
    chain: Any = [{}, "getTitle"] if name == TITLE else field.chain
    return {
        "title": field.titled(language),
        "value": said,
        "required": "Y",
        "group": list(field.grouped(language)),
        "chain": chain,
        "default": said if name == NUMBER else value,
    }


def _field(each: KnownField, language: str) -> dict[str, Any]:
    known = each.known
    shown: dict[str, Any] = {"value": each.value}
    title = each.description.title if known is None else known.titled(language)
    if title:
        shown = {"title": title, **shown}
    if each.description.kind is not FieldKind.TEXT:
        shown["type"] = each.description.kind.value
    if each.description.required:
        shown["required"] = "Y"
    return {**shown, **(_of_the_map(known, language) if known else {}), "default": each.default}


def _of_the_map(known: MapField, language: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"group": list(known.grouped(language)), "chain": known.chain}
    if known.format:
        shown["format"] = dict(known.format)
    return {**shown, "options": {"isArray": True}} if known.many else shown


def _companies(found: CrmFields) -> dict[str, Any]:
    group = ["Документ", "Моя компания"] if found.language == "ru" else ["Document", "My Company"]
    return {
        "title": group[-1],
        "value": [
            {"value": str(number), "title": title, "selected": chosen} for number, title, chosen in found.companies
        ],
        "group": group,
    }

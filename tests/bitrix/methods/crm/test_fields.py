"""The map of the fields of CRM objects: listed in ``docs/fields.md``, and each of them shown in a document."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from typing import Any

import pytest

from crm_everything import recorded
from crm_worlds import D, T, template
from inkpost.model.crm import system_type
from inkpost.model.crm_provider import DOCUMENT_FIELDS, FieldMap, MapField, Parent, field_map
from inkpost.model.fields import FieldKind
from inkpost.model.requisites import ADDRESS_TEXTS, BANK_TEXTS, REQUISITE_TEXTS
from inkpost.store import crm_types
from support import CLIENT, ROOT
from worlds import World, docx, docx_text

TYPES = {"lead": 1, "deal": 2, "contact": 3, "company": 4, "quote": 7, "invoice": 31}
OWNERS = {"COMPANY": "company", "CONTACT": "contact", "MY_COMPANY": "my"}
MONEY = {
    "TOTAL_SUM": "428,40",
    "TOTAL_TAX": "68,40",
    "TOTAL_BEFORE_TAX": "360",
    "TOTAL_RAW": "400",
    "TOTAL_DISCOUNT": "40",
}


SWITCHES = [
    *("isCategoriesEnabled", "isStagesEnabled", "isBeginCloseDatesEnabled", "isClientEnabled", "isSourceEnabled"),
    *("isLinkWithProductsEnabled", "isMycompanyEnabled", "isObserversEnabled", "isDocumentsEnabled"),
]


def _map(type_id: int) -> FieldMap:
    return field_map(type_id, system_type(1, type_id).catalogue)


def boats(world: World) -> int:
    """A type that users define, with all that one can have, below four of the CRM's own and another of theirs."""
    fleet = world.rest("crm.type.add", fields={"title": "Fleets", "isStagesEnabled": "Y"})["type"]["entityTypeId"]
    parents = [{"entityTypeId": number} for number in (1, 2, 7, 31, fleet)]
    fields = {"title": "Boats", **dict.fromkeys(SWITCHES, "Y"), "relations": {"parent": parents}}
    return int(world.rest("crm.type.add", fields=fields)["type"]["entityTypeId"])


def map_in(world: World, type_id: int) -> FieldMap:
    """The map of a type as it is in an organisation."""
    with world.services.engine.connect() as db:
        kind = crm_types.by_type_id(db, world.organization_id, type_id)
        assert kind is not None
        above = crm_types.above(db, kind)
    parents = [Parent(each.type_id, each.title, each.title, tuple(each.catalogue.values())) for each in above]
    return field_map(type_id, kind.catalogue, parents)


def _expected(field: MapField, owner: str) -> str | None:
    """What a text of requisites, accounts and addresses must be, to the letter."""
    for step, texts in (("REQUISITE", REQUISITE_TEXTS), ("BANK_DETAIL", BANK_TEXTS)):
        name = field.path[-1].removeprefix("RQ_").lower()
        if field.path[-2:-1] == (step,) and name in texts and field.path[-1].startswith("RQ_"):
            return f"{owner}.{name}" if field.kind is FieldKind.TEXT else None
    if field.path[-1].lower() in ADDRESS_TEXTS and field.path[-2].endswith("_ADDRESS"):
        return f"{owner}.{field.path[-2]}.{field.path[-1].lower()}"
    return None


@pytest.mark.parametrize("name", [*TYPES, "boats"])
def test_every_field_of_the_map_is_filled(name: str, world: World) -> None:
    type_id = TYPES[name] if name in TYPES else boats(world)
    number = recorded(world, type_id)
    known = map_in(world, type_id)
    assert bool(TYPES.get(name)) is not any(each.startswith("Parent") for each in known.fields)
    lines = [f"{each.name}|{{{each.name}}}|{{{'.'.join(each.path)}}}" for each in known.fields.values()]
    used = template(world, docx(*lines, "Added|{UfCrm1639669411}|{UF_CRM_1639669411}"), entityTypeId=[str(type_id)])
    made = world.rest(f"{D}.add", templateId=used, entityTypeId=type_id, entityId=number)["document"]
    content = CLIENT.get(made["downloadUrlMachine"]).content
    found = _read(content)
    empty = {each for each in known.fields if not _is_shown(known.fields[each], found.get(each, ["", ""]))}
    assert empty == set()
    assert found["Added"] == [f"{'own' if type_id not in (3, 4) else name}.added"] * 2
    client = "contact" if name == "contact" else "company"
    for each in known.fields.values():
        wanted = _expected(each, OWNERS.get(each.path[0], client))
        assert wanted is None or found[each.name] == [wanted, wanted], each
        if each.path[0] in MONEY:
            assert MONEY[each.path[0]] in found[each.name][0], each
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert any(part.startswith("word/media/") for part in package.namelist())


def _read(content: bytes) -> dict[str, list[str]]:
    """The values of each field by its name: written by the name, and by the path."""
    found: dict[str, list[str]] = {}
    for line in docx_text(content).splitlines():
        name, *values = line.split("|")
        found.setdefault(name, values)
    return found


def _is_shown(field: MapField, values: list[str]) -> bool:
    if field.kind.is_picture:
        return values == ["", ""]  # the picture stands in its place
    return len(values) == 2 and all(values) and not any("{" in value for value in values)


def test_the_fields_of_the_document_itself_are_filled(world: World) -> None:
    number = recorded(world, 2)
    used = template(world, docx(*(f"{name}|{{{name}}}" for name in DOCUMENT_FIELDS)))
    made = world.rest(f"{D}.add", templateId=used, entityTypeId=2, entityId=number)["document"]
    found = _read(CLIENT.get(made["downloadUrlMachine"]).content)
    assert found["DocumentNumber"] == ["1"]
    assert found["DocumentTitle"] == ["Offer 1"]
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4}", found["DocumentCreateTime"][0])
    assert (made["changeQrCodeEnabled"], made["qrCodeEnabled"]) == (True, True)
    assert made["changeQrCodeDisabledReason"] == ""


PUBLIC = """
MyCompanyRequisiteRqCompanyName MyCompanyRequisiteRegisteredAddressText MyCompanyPhone MyCompanyEmail MyCompanyWeb
MyCompanyUfLogo RequisiteRqCompanyName RequisiteRegisteredAddressText ClientPhone ClientEmail ClientWeb ProductsIndex
ProductsProductName ProductsProductQuantity ProductsProductMeasureName ProductsProductPriceRaw
ProductsProductPriceRawSum TotalRaw TaxesTaxTitle TaxesTaxRate TaxesTaxValue TotalSum MyCompanyAssignedName
MyCompanyAssignedLastName MyCompanyAssignedEmail CompanyName ContactFullName MyCompanyRequisiteRqInn TotalSumWords
"""


@pytest.mark.parametrize("name", TYPES)
def test_the_fields_that_are_documented_in_public_are_there(name: str) -> None:
    known = _map(TYPES[name])
    skipped = {"contact": "ContactFullName", "company": "CompanyName"}.get(name)
    assert [each for each in PUBLIC.split() if each != skipped and known.find(each) is None] == []


def test_fields_carry_titles_groups_kinds_and_defaults_in_two_languages(world: World) -> None:
    number = recorded(world, 2)
    text = "{MyCompanyUfLogo} {CompanyRequisiteRqInn} {TotalSum} {ProductsProductName} {Own} {DEAL.COMPANY.TITLE}"
    for region, expected in (("de", _ENGLISH), ("ru", _RUSSIAN)):
        used = template(world, docx(text), region=region)
        asked: dict[str, Any] = {"id": used, "entityTypeId": 2, "entityId": number}
        found = world.rest(f"{T}.getfields", **asked, values={"DocumentNumber": "2026-001"})["templateFields"]
        assert next(iter(found)) == "DocumentNumber"
        assert list(found)[-2:] == ["DocumentTitle", "MY_COMPANY"]
        assert found["DocumentNumber"]["value"] == "2026-001"
        assert found["MyCompanyUfLogo"] == expected["logo"]
        assert found["CompanyRequisiteRqInn"] == expected["inn"]
        assert (found["TotalSum"]["type"], found["TotalSum"]["title"]) == ("MONEY", expected["total"])
        assert found["ProductsProductName"]["value"] == ["Licence", "Support"]
        assert found["ProductsProductName"]["options"] == {"isArray": True}
        assert found["Own"] == {"value": None, "default": None}
        assert found["DEAL.COMPANY.TITLE"]["value"] == "company.title"
        assert [each["selected"] for each in found["MY_COMPANY"]["value"]] == [True]


def _logo(title: str, *group: str) -> dict[str, Any]:
    chain = "this.SOURCE.MY_COMPANY.UF_LOGO"
    return {"title": title, "value": None, "type": "IMAGE", "group": list(group), "chain": chain, "default": None}


def _inn(title: str, *group: str) -> dict[str, Any]:
    chain = "this.SOURCE.COMPANY.REQUISITE.RQ_INN"
    value = "company.inn"
    return {"title": title, "value": value, "group": list(group), "chain": chain, "default": value}


_ENGLISH = {
    "logo": _logo("Logo", "Document", "My Company"),
    "inn": _inn("Taxpayer number", "Document", "Company", "Company details"),
    "total": "Total amount",
}
_RUSSIAN = {
    "logo": _logo("Логотип", "Документ", "Моя компания"),
    "inn": _inn("ИНН", "Документ", "Компания", "Реквизиты"),
    "total": "Общая сумма",
}


def test_docs_fields_md_lists_the_map() -> None:
    spec = importlib.util.spec_from_file_location("fields_md", ROOT / "tools" / "fields_md.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = (ROOT / "docs" / "fields.md").read_text()
    assert written == tool.written(), "run tools/fields_md.py"
    for type_id in TYPES.values():
        missing = [each for each in _map(type_id).fields if f"`{{{each}}}`" not in written]
        assert missing == []

"""Documents show what codes are called and what lies above an item, as far as the caller may see it."""

from __future__ import annotations

from typing import Any

import pytest

from crm_worlds import COMPANY, CONTACT, DEAL, D, T, item, manager, template
from inkpost.operations.kit import Services
from support import CLIENT, Rest, Served
from worlds import World, docx, docx_text, new_world


def written(
    world: World, type_id: int, number: int, *fields: str, rest: Rest | None = None, **values: Any
) -> list[str]:
    """What these placeholders become in a document of an item."""
    used = template(world, docx(*(f"{{{each}}}" for each in fields)), entityTypeId=[str(type_id)])
    given = {"templateId": used, "entityTypeId": type_id, "entityId": number, **values}
    made = (rest or world.rest)(f"{D}.add", **given)["document"]
    return docx_text(CLIENT.get(made["downloadUrlMachine"]).content).split("\n")


def test_a_deal_shows_the_names_of_its_codes(world: World) -> None:
    company = item(world.rest, COMPANY, title="Acme", industry="TELECOM", employees="EMPLOYEES_1", typeId="PARTNER")
    number = item(world.rest, DEAL, companyId=company, stageId="EXECUTING", sourceId="TRADE_SHOW", typeId="SERVICE")
    fields = ("StageId", "StageIdCode", "SourceId", "DEAL.SOURCE_ID_CODE", "TypeId", "CategoryId", "CategoryIdCode")
    assert written(world, DEAL, number, *fields) == [
        *("In progress", "EXECUTING", "Trade show", "TRADE_SHOW", "After-sale service", "General", "0"),
    ]
    fields = ("CompanyIndustry", "COMPANY.INDUSTRY_CODE", "CompanyEmployees", "CompanyTypeId")
    assert written(world, DEAL, number, *fields) == ["Telecommunication", "TELECOM", "less than 50", "Partner"]


def test_names_are_those_of_the_portal_and_of_the_day(served: Served, services: Services) -> None:
    world = new_world(served, services, language="ru")
    number = item(world.rest, DEAL, sourceId="PARTNER", stageId="WON")
    assert written(world, DEAL, number, "SourceId", "StageId") == ["Существующий клиент", "Сделка успешна"]
    (found,) = world.rest("crm.status.list", filter={"ENTITY_ID": "SOURCE", "STATUS_ID": "PARTNER"})
    world.rest("crm.status.update", id=found["ID"], fields={"NAME": "Старый друг {CompanyTitle} ~ <b>"})
    assert written(world, DEAL, number, "SourceId") == ["Старый друг {CompanyTitle} ~ <b>"]


def test_a_code_in_no_directory_is_written_as_it_is(world: World) -> None:
    number = item(world.rest, DEAL, stageId="ELSEWHERE", sourceId="")
    assert written(world, DEAL, number, "StageId", "StageIdCode") == ["ELSEWHERE", "ELSEWHERE"]


def test_a_pipeline_has_stages_of_its_own(world: World) -> None:
    pipeline = world.rest("crm.category.add", entityTypeId=2, fields={"name": "Repairs"})["category"]["id"]
    fields = {"ENTITY_ID": f"DEAL_STAGE_{pipeline}", "STATUS_ID": "NEW2", "NAME": "On the bench", "SORT": 15}
    world.rest("crm.status.add", fields=fields)
    number = item(world.rest, DEAL, categoryId=pipeline, stageId=f"C{pipeline}:NEW2")
    assert written(world, DEAL, number, "StageId", "CategoryId", "CategoryIdCode") == [
        *("On the bench", "Repairs", str(pipeline)),
    ]


def test_a_salutation_stands_in_the_name(world: World) -> None:
    fields = {"ENTITY_ID": "HONORIFIC", "STATUS_ID": "HNR_PROF", "NAME": "Professor"}
    world.rest("crm.status.add", fields=fields)
    number = item(world.rest, CONTACT, name="Anna", lastName="Braun", honorific="HNR_PROF")
    found = written(world, CONTACT, number, "FullName~Format=#TITLE# #LAST_NAME#", "Honorific", "HonorificCode")
    assert found == ["Professor Braun", "Professor", "HNR_PROF"]
    deal = item(world.rest, DEAL, contactId=number)
    assert written(world, DEAL, deal, "ClientFormattedName~Format=#TITLE# #LAST_NAME#") == ["Professor Braun"]


@pytest.fixture
def boat(world: World) -> tuple[int, int]:
    """A type that users defined, below deals, and an item of it below one."""
    fields = {"title": "Boats", "isStagesEnabled": "Y", "relations": {"parent": [{"entityTypeId": 2}]}}
    kind = int(world.rest("crm.type.add", fields=fields)["type"]["entityTypeId"])
    deal = item(world.rest, DEAL, title="Regatta", stageId="PREPARATION", opportunity=1500, currencyId="EUR")
    return kind, item(world.rest, kind, title="Albatross", parentId2=deal)


def test_what_lies_above_an_item_is_shown(world: World, boat: tuple[int, int]) -> None:
    kind, number = boat
    fields = ("Title", "StageId", "Parent2Title", "PARENT_2.STAGE_ID", "Parent2StageIdCode", "Parent2Opportunity")
    found = written(world, kind, number, *fields, "this.SOURCE.PARENT_2.TITLE", "SOURCE.PARENT_ID_2")
    assert found[:5] == ["Albatross", "Start", "Regatta", "Document preparation", "PREPARATION"]
    assert found[5].startswith("1.500")
    assert found[6:] == ["Regatta", "1"]
    used = template(world, docx("{Parent2Title}{PARENT_2.ID}"), entityTypeId=[str(kind)])
    told = world.rest(f"{T}.getfields", id=used, entityTypeId=kind, entityId=number)["templateFields"]
    assert told["Parent2Title"]["group"] == ["Document", "Deal"]
    assert told["Parent2Title"]["chain"] == "this.SOURCE.PARENT_2.TITLE"


def test_what_lies_above_and_is_not_seen_is_empty(world: World, boat: tuple[int, int]) -> None:
    kind, deal = boat[0], 1
    person = manager(world)
    with pytest.raises(AssertionError):
        person.rest("crm.item.get", entityTypeId=DEAL, id=deal)
    fields = {"title": "Heron", "assignedById": person.id, "parentId2": deal}
    number = item(world.rest, kind, **fields)
    assert written(world, kind, number, "Title", "Parent2Title", "ParentId2", rest=person.rest) == ["Heron", "", ""]
    assert written(world, kind, number, "Title", "Parent2Title", "ParentId2") == ["Heron", "Regatta", "1"]


def test_the_doctor_knows_what_lies_above(world: World, boat: tuple[int, int]) -> None:
    used = template(world, docx("{Parent2Title} {PARENT_2.STAGE_ID} {Parent2Titel}"), entityTypeId=[str(boat[0])])
    found = world.rest(f"{T}.check", templateId=used, entityTypeId=boat[0])["check"]["faults"]
    told = [each["advice"] for each in found if each["code"] == "unknown_field"]
    assert told == ["Write {Parent2Title}"]


def test_a_parent_of_another_organisation_is_none(world: World, other_world: World, boat: tuple[int, int]) -> None:
    kind = other_world.rest("crm.type.add", fields={"title": "Ships", "entityTypeId": boat[0]})["type"]
    number = item(other_world.rest, kind["entityTypeId"], title="Ibis")
    refused = other_world.rest.error("crm.item.update", entityTypeId=boat[0], id=number, fields={"parentId2": 1})
    assert refused[1] == "CRM_FIELD_ERROR_VALUE_NOT_VALID"
    assert written(other_world, boat[0], number, "Title", "StageId") == ["Ibis", ""]

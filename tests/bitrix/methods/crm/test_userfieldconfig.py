"""``userfieldconfig.*``: fields that users add to items of any type."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from crm_worlds import D, item, template
from support import CLIENT, Rest
from worlds import World, docx, docx_text

U = "userfieldconfig"
CRM = {"moduleId": "crm"}
METHODS = {name: shape for name, shape in shapes()["methods"].items() if name.startswith(f"{U}.")}
VALUES = [{"value": "Oak", "def": "N", "sort": 100}, {"value": "Pine", "def": "Y", "sort": 200}]


@pytest.fixture
def rest(world: World) -> Rest:
    """The administrator's calls with the scope of these methods."""
    return Rest(world.webhook_url(world.admin.id, world.webhook(world.admin.id, ["crm", U])))


@pytest.fixture
def boats(world: World) -> dict[str, Any]:
    """A type that users defined."""
    made: dict[str, Any] = world.rest("crm.type.add", fields={"title": "Boats", "isStagesEnabled": "Y"})["type"]
    return made


def declare(rest: Rest, kind: dict[str, Any], name: str, user_type: str, **more: Any) -> dict[str, Any]:
    """A new field of a type that users defined."""
    entity = f"CRM_{kind['id']}"
    field = {"entityId": entity, "fieldName": f"UF_{entity}_{name}", "userTypeId": user_type, **more}
    made: dict[str, Any] = rest(f"{U}.add", **CRM, field=field)["field"]
    return made


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, rest: Rest, boats: dict[str, Any]) -> None:
    made = declare(rest, boats, "WOOD", "enumeration", enum=VALUES, editFormLabel={"en": "Wood"})
    field = {"entityId": "CRM_DEAL", "fieldName": "UF_CRM_DEAL_NOTE", "userTypeId": "string", "sort": 5}
    given = {**CRM, "id": made["id"], "field": field, "select": {"0": "*", "language": "en"}}
    body = rest.raw(method, given).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body.keys() == {"result", "time"} | ({"total"} if METHODS[method]["total"] else set())


def test_a_field_of_a_defined_type_is_declared_changed_and_deleted(rest: Rest, boats: dict[str, Any]) -> None:
    label = {"en": "Wood", "ru": "Дерево"}
    made = declare(rest, boats, "WOOD", "enumeration", enum=VALUES, editFormLabel=label, label="passed over")
    assert made["fieldName"] == f"UF_CRM_{boats['id']}_WOOD"
    assert made["editFormLabel"] == {"en": "Wood", "ru": "Дерево"}
    assert made["listColumnLabel"] == {"en": None, "ru": None}
    assert [each["value"] for each in made["enum"]] == ["Oak", "Pine"]
    enum = [{"id": made["enum"][0]["id"], "value": "Ash"}, {"id": made["enum"][1]["id"], "del": "Y"}]
    changed = rest(f"{U}.update", **CRM, id=made["id"], field={"enum": enum, "userTypeId": "date"})["field"]
    assert ([each["value"] for each in changed["enum"]], changed["userTypeId"]) == (["Ash"], "enumeration")
    found = rest(f"{U}.list", **CRM, filter={"entityId": made["entityId"]}, select={"0": "*", "language": "ru"})
    assert [each["editFormLabel"] for each in found["fields"]] == [{"ru": "Дерево"}]
    assert rest(f"{U}.list", **CRM, filter={"entityId": "CRM_LEAD"})["fields"] == []
    assert rest(f"{U}.delete", **CRM, id=made["id"]) is None
    assert rest(f"{U}.list", **CRM)["fields"] == []


def test_declared_fields_are_described_and_written_into_documents(
    rest: Rest, boats: dict[str, Any], world: World
) -> None:
    kind, number = boats["entityTypeId"], boats["id"]
    wood = declare(rest, boats, "WOOD", "enumeration", enum=VALUES, editFormLabel="Wood")["enum"][1]["id"]
    declare(rest, boats, "COST", "money")
    told = world.rest("crm.item.fields", entityTypeId=kind)["fields"]
    named = {each["upperName"]: (name, each) for name, each in told.items()}
    name, described = named[f"UF_CRM_{number}_WOOD"]
    assert (described["type"], described["title"]) == ("enumeration", "Wood")
    cost = named[f"UF_CRM_{number}_COST"][0]
    boat = item(world.rest, kind, title="Heron", **{name: wood, cost: "99.5|USD"})
    code = f"UF_CRM_{number}"
    used = template(world, docx(f"{{{code}_WOOD}}", f"{{{code}_COST}}"), entityTypeId=[str(kind)])
    made = world.rest(f"{D}.add", templateId=used, entityTypeId=kind, entityId=boat)["document"]
    written = docx_text(CLIENT.get(made["downloadUrlMachine"]).content).split("\n")
    assert written[0] == "Pine"
    assert "99,50" in written[1]


def test_the_older_types_have_the_same_fields_by_both_families(rest: Rest, world: World) -> None:
    field = {"entityId": "CRM_DEAL", "fieldName": "UF_CRM_DEAL_NOTE", "userTypeId": "string"}
    made = rest(f"{U}.add", **CRM, field=field)["field"]
    assert world.rest("crm.deal.userfield.get", id=made["id"])["FIELD_NAME"] == "UF_CRM_DEAL_NOTE"
    assert rest(f"{U}.get", **CRM, id=made["id"])["field"]["entityId"] == "CRM_DEAL"


def test_the_fields_go_with_their_type(rest: Rest, boats: dict[str, Any], world: World) -> None:
    made = declare(rest, boats, "WOOD", "string")
    world.rest("crm.type.delete", id=boats["id"])
    assert rest.error(f"{U}.get", **CRM, id=made["id"])[2].startswith("You do not have permission to view")


@pytest.mark.parametrize("entity", ["CRM_999999", "CRM_REQUISITE", "TASKS", "", None, ["CRM_DEAL"], "CRM_" + "9" * 40])
def test_fields_of_nothing_are_not_declared(entity: Any, rest: Rest) -> None:
    field = {"entityId": entity, "fieldName": f"UF_{entity}_NOTE", "userTypeId": "string"}
    assert rest.error(f"{U}.add", **CRM, field=field) == (400, "", "You cannot create custom fields")

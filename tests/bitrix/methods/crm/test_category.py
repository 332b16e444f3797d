"""``crm.category.*``: pipelines and the stages in them."""

from __future__ import annotations

from typing import Any

import pytest

from crm_worlds import DEAL, item
from worlds import World

C = "crm.category"


def added(world: World, type_id: int, **fields: Any) -> dict[str, Any]:
    """A new pipeline."""
    made: dict[str, Any] = world.rest(f"{C}.add", entityTypeId=type_id, fields={"name": "Repairs", **fields})
    return dict(made["category"])


def pipelines(world: World, type_id: int) -> list[tuple[int, str, str]]:
    """The number, the name and the mark of the default one of all pipelines of a type."""
    found = world.rest(f"{C}.list", entityTypeId=type_id)["categories"]
    return [(each["id"], each["name"], each["isDefault"]) for each in found]


def stages(world: World, directory: str) -> list[str]:
    """The codes in a directory."""
    return [each["STATUS_ID"] for each in world.rest("crm.status.entity.items", entityId=directory)]


def test_a_pipeline_of_deals_is_added_changed_and_deleted(world: World) -> None:
    made = added(world, DEAL, sort=200, isDefault="Y", originId="crm-7")
    assert made == {
        "id": made["id"],
        "name": "Repairs",
        "sort": 200,
        "entityTypeId": 2,
        "isDefault": "N",  # that of deals does not move
        "originId": "crm-7",
        "originatorId": "",
    }
    assert pipelines(world, DEAL) == [(made["id"], "Repairs", "N"), (0, "General", "Y")]
    assert world.rest(f"{C}.get", entityTypeId=2, id=0)["category"] == {
        "id": 0,
        "name": "General",
        "sort": 300,
        "entityTypeId": 2,
        "isDefault": "Y",
    }
    changed = world.rest(f"{C}.update", entityTypeId=2, id=made["id"], fields={"name": "Service", "sort": -5})
    assert (changed["category"]["name"], changed["category"]["sort"]) == ("Service", 0)
    assert world.rest(f"{C}.delete", entityTypeId=2, id=made["id"]) is None
    assert pipelines(world, DEAL) == [(0, "General", "Y")]
    again = added(world, DEAL)["id"]
    assert again != made["id"], "the number of a deleted pipeline names nothing else"


def test_a_pipeline_comes_and_goes_with_its_stages(world: World) -> None:
    number = added(world, DEAL)["id"]
    assert stages(world, f"DEAL_STAGE_{number}") == [
        f"C{number}:{code}"[:21]
        for code in ["NEW", "PREPARATION", "PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE", "WON", "LOSE", "APOLOGY"]
    ]
    world.rest(f"{C}.delete", entityTypeId=2, id=number)
    assert world.rest("crm.status.list", filter={"ENTITY_ID": f"DEAL_STAGE_{number}"}) == []
    number = added(world, 31)["id"]
    assert stages(world, f"SMART_INVOICE_STAGE_{number}") == [f"DT31_{number}:{code}" for code in "NSPD"]


def test_an_item_begins_in_the_first_stage_of_its_pipeline(world: World) -> None:
    number = added(world, DEAL)["id"]
    made = world.rest("crm.item.add", entityTypeId=2, fields={"categoryId": number})["item"]
    assert (made["categoryId"], made["stageId"]) == (number, f"C{number}:NEW")
    refused = world.rest.error(f"{C}.delete", entityTypeId=2, id=number)
    assert refused == (400, "0", "Deals related to the funnel Repairs found")
    world.rest("crm.item.delete", entityTypeId=2, id=made["id"])
    world.rest(f"{C}.delete", entityTypeId=2, id=number)


def test_the_default_pipeline_of_a_type_moves(world: World) -> None:
    kind = world.rest("crm.type.add", fields={"title": "Boats", "isStagesEnabled": "Y"})["type"]["entityTypeId"]
    ((first, *_),) = pipelines(world, kind)
    second = added(world, kind, name="Second", isDefault="Y")
    assert second == {"id": second["id"], "name": "Second", "sort": 500, "entityTypeId": kind, "isDefault": "Y"}
    assert pipelines(world, kind) == [(first, "General", "N"), (second["id"], "Second", "Y")]
    made = world.rest("crm.item.add", entityTypeId=kind, fields={})["item"]
    assert (made["categoryId"], made["stageId"]) == (second["id"], f"DT{kind}_{second['id']}:NEW")
    told = world.rest("crm.item.fields", entityTypeId=kind)["fields"]["stageId"]["statusType"]
    assert told == f"DYNAMIC_{kind}_STAGE_{second['id']}"
    refused = world.rest.error(f"{C}.delete", entityTypeId=kind, id=second["id"])
    assert refused == (400, "BX_ERROR", "This funnel is the default funnel")
    kept = world.rest(f"{C}.update", entityTypeId=kind, id=second["id"], fields={"isDefault": "N"})["category"]
    assert kept["isDefault"] == "Y", "it stays the default until another becomes it"
    world.rest(f"{C}.update", entityTypeId=kind, id=first, fields={"isDefault": "Y"})
    refused = world.rest.error(f"{C}.delete", entityTypeId=kind, id=second["id"])
    assert refused == (400, "BX_ERROR", "Elements related to the funnel found")


def test_what_is_described_depends_on_the_type(world: World) -> None:
    of_deals = world.rest(f"{C}.fields", entityTypeId=2)["fields"]
    assert list(of_deals)[-2:] == ["originId", "originatorId"]
    assert of_deals["isDefault"]["isReadOnly"] is True
    kind = world.rest("crm.type.add", fields={"title": "Boats"})["type"]["entityTypeId"]
    of_type = world.rest(f"{C}.fields", entityTypeId=kind)["fields"]
    assert list(of_type) == ["id", "name", "sort", "entityTypeId", "isDefault"]
    assert of_type["isDefault"]["isReadOnly"] is False


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "a" * 256}, "name has 256 characters: it takes at most 255"),
        ({"name": ["a"]}, "expected a text"),
        ({"sort": "many"}, "expected a whole number"),
        ({"originId": "a" * 256}, "origin_id has 256 characters"),
    ],
)
def test_values_that_a_pipeline_cannot_have_are_refused(fields: dict[str, Any], told: str, world: World) -> None:
    status, code, text = world.rest.error(f"{C}.add", entityTypeId=2, fields={"name": "x", **fields})
    assert (status, code) == (400, "INVALID_ARG_VALUE")
    assert told in text
    assert pipelines(world, DEAL) == [(0, "General", "Y")]


def test_who_sees_no_items_sees_no_pipelines(world: World) -> None:
    added(world, DEAL)
    person = world.person()
    assert person.rest(f"{C}.list", entityTypeId=2) == {"categories": []}
    world.role(person, crm_view="A")
    assert len(person.rest(f"{C}.list", entityTypeId=2)["categories"]) == 2
    assert person.rest.error(f"{C}.update", entityTypeId=2, id=0, fields={"name": "x"})[1] == "ACCESS_DENIED"
    assert person.rest.error("crm.status.add", fields={"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": "x"}) == (
        400,
        "",
        "Access denied.",
    )


def test_pipelines_of_another_organisation_do_not_exist(world: World, other_world: World) -> None:
    number = added(other_world, DEAL)["id"]
    missing = (400, "NOT_FOUND", "Element not found")
    assert world.rest.error(f"{C}.get", entityTypeId=2, id=number) == missing
    assert world.rest.error(f"{C}.update", entityTypeId=2, id=number, fields={"name": "x"}) == missing
    assert world.rest.error(f"{C}.delete", entityTypeId=2, id=number) == missing
    item(world.rest, DEAL)
    assert pipelines(world, DEAL) == [(0, "General", "Y")]

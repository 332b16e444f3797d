"""Items under odd and hostile requests: each is refused by the field's name, and nothing is left of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from worlds import World, b64

DEAL, CONTACT, COMPANY = 2, 3, 4
NOT_VALID = "CRM_FIELD_ERROR_VALUE_NOT_VALID"


def nested(depth: int) -> Any:
    """Lists inside one another."""
    return [nested(depth - 1)] if depth else "x"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "x" * 256}, "title"),
        ({"title": {"a": 1}}, "title"),
        ({"comments": "x" * 70_000}, "comments"),
        ({"opportunity": 10**15}, "opportunity"),
        ({"opportunity": "1e400"}, "opportunity"),
        ({"opportunity": "much"}, "opportunity"),
        ({"probability": 2**40}, "probability"),
        ({"probability": "half"}, "probability"),
        ({"begindate": "soon"}, "begindate"),
        ({"begindate": "2026-02-30"}, "begindate"),
        ({"begindate": 20260230}, "begindate"),
        ({"opened": "perhaps"}, "opened"),
        ({"opened": None}, "opened"),
        ({"companyId": 77}, "companyId"),
        ({"companyId": -1}, "companyId"),
        ({"companyId": 2**80}, "companyId"),
        ({"contactIds": [77]}, "contactIds"),
        ({"contactIds": list(range(1, 1002))}, "contactIds"),
        ({"contactIds": [[1]]}, "contactIds"),
        ({"observers": [0, 2**31]}, "observers"),
        ({"assignedById": 2**62}, "assignedById"),
        ({"stageId": "x" * 300}, "stageId"),
        ({"ufCrm_1": nested(6)}, "UF_CRM_1"),
        ({"ufCrm_1": 2**70}, "UF_CRM_1"),
        ({"ufCrm_1": "x" * 140_000}, "UF_CRM_1"),
    ],
)
def test_an_impossible_value_is_refused_by_name(world: World, fields: dict[str, Any], name: str) -> None:
    refused = world.rest.error("crm.item.add", entityTypeId=DEAL, fields=fields)
    assert refused == (400, NOT_VALID, f'Invalid value for field "{name}"')
    made = world.rest("crm.item.add", entityTypeId=DEAL, fields={"title": "Roof"})["item"]
    assert made["id"] == 1
    assert (
        world.rest.error("crm.item.update", entityTypeId=DEAL, id=1, fields={"title": "Door", **fields})[1] == NOT_VALID
    )
    assert world.rest("crm.item.get", entityTypeId=DEAL, id=1)["item"] == made


@pytest.mark.parametrize(
    "channels",
    [
        [{"typeId": "FAX", "value": "1"}],
        [{"value": "1"}],
        ["+49301"],
        [{"typeId": "PHONE", "value": "1" * 256}],
        [{"typeId": "PHONE", "valueType": "<b>", "value": "1"}],
        [{"typeId": "PHONE", "value": ["1"]}],
        [{"typeId": "PHONE", "value": str(at)} for at in range(201)],
    ],
)
def test_an_impossible_channel_is_refused(world: World, channels: list[Any]) -> None:
    refused = world.rest.error("crm.item.add", entityTypeId=CONTACT, fields={"fm": channels})
    assert refused == (400, NOT_VALID, 'Invalid value for field "fm"')


@pytest.mark.parametrize("value", [5, "7", {"id": 7}, "not base64!", ["only-a-name"], {"fileData": ["a", "?"]}])
def test_a_file_is_taken_as_a_file_alone(world: World, value: Any) -> None:
    """Also the number of a file that somebody else's item holds is none."""
    world.rest("crm.item.add", entityTypeId=COMPANY, fields={"logo": ["a.png", b64(b"x")]})
    refused = world.rest.error("crm.item.add", entityTypeId=COMPANY, fields={"logo": value})
    assert refused == (400, NOT_VALID, 'Invalid value for field "logo"')


def deep(depth: int) -> dict[str, Any]:
    """A filter inside filters."""
    return {"0": deep(depth - 1)} if depth else {"id": 1}


@pytest.mark.parametrize(
    "params",
    [
        {"filter": deep(12)},
        {"filter": {"title": "x", "logic": "XOR"}},
        {"filter": [{"title": "x"}] * 201},
        {"filter": "title"},
        {"filter": {"@id": list(range(10_001))}},
        {"filter": {"fm": "x"}},
        {"filter": {"searchContent": "x"}},
        {"filter": {"id": {"a": [1]}}},
        {"order": "id"},
        {"filter": {"title; drop table crm_items": 1}},
        {"order": {"contactIds": "ASC"}},
        {"order": ["id"]},
        {"order": {"id": 1}},
        {"select": 5},
        {"start": "soon"},
    ],
)
def test_an_impossible_list_is_refused(world: World, params: dict[str, Any]) -> None:
    status, code, said = world.rest.error("crm.item.list", entityTypeId=DEAL, **params)
    assert (status, code) == (400, "INVALID_ARG_VALUE")
    assert len(said) < 300


@pytest.mark.parametrize("fields", ["title", 5, [1, 2]])
def test_fields_are_a_map(world: World, fields: Any) -> None:
    answer = world.rest.raw("crm.item.add", {"entityTypeId": DEAL, "fields": fields})
    if isinstance(fields, list):  # a list is the map of its indexes, which are no fields
        assert answer.json()["result"]["item"]["title"] == "Deal #1"
    else:
        assert (answer.status_code, answer.json()["error"]) == (400, "100")


def test_markup_and_patterns_stay_text(world: World) -> None:
    title = "<b>100%_\\'; --</b>"
    world.rest("crm.item.add", entityTypeId=DEAL, fields={"title": title, "ufCrm_1": title})
    world.rest("crm.item.add", entityTypeId=DEAL, fields={"title": "1005"})
    for conditions in ({"title": title}, {"%title": "0%_\\"}, {"ufCrm_1": title}, {"%ufCrm_1": "%_"}):
        found = world.rest("crm.item.list", entityTypeId=DEAL, select=["title"], filter=conditions)["items"]
        assert found == [{"id": 1, "title": title}]


def test_numbers_are_given_once_to_many_at_a_time(world: World) -> None:
    def add(at: int) -> int:
        return int(world.rest("crm.item.add", entityTypeId=DEAL, fields={"title": str(at)})["item"]["id"])

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(add, range(24))) == list(range(1, 25))


def test_goods_added_at_a_time_all_count(world: World) -> None:
    world.rest("crm.item.add", entityTypeId=DEAL, fields={})

    def add(price: int) -> None:
        world.rest("crm.item.productrow.add", fields={"ownerId": 1, "ownerType": "D", "price": price})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(1, 17)))
    assert world.rest("crm.item.get", entityTypeId=DEAL, id=1)["item"]["opportunity"] == sum(range(1, 17))


def test_what_happens_is_recorded(world: World) -> None:
    from sqlalchemy import select

    from inkpost.store.tables import events

    world.rest("crm.item.add", entityTypeId=DEAL, fields={})
    world.rest("crm.item.update", entityTypeId=DEAL, id=1, fields={"title": "Roof"})
    world.rest("crm.item.productrow.add", fields={"ownerId": 1, "ownerType": "D", "price": 5})
    world.rest("crm.item.delete", entityTypeId=DEAL, id=1)
    with world.services.engine.begin() as db:
        query = select(events).where(events.c.organization_id == world.organization_id, events.c.subject == "crm_item")
        found = list(db.execute(query.order_by(events.c.id)))
    assert [row.kind for row in found] == [
        "crm.item.added",
        "crm.item.updated",
        "crm.item.goods_changed",
        "crm.item.deleted",
    ]
    assert {(row.user_id, row.payload["entity_type_id"], row.payload["number"]) for row in found} == {
        (world.admin.id, DEAL, 1)
    }

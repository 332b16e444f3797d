"""The shapes of the answers of directories, pipelines and enumerations: every method is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from worlds import World

S, C = "crm.status", "crm.category"
FAMILIES = (f"{S}.", f"{C}.", "crm.enum.")
METHODS = {name: shape for name, shape in shapes()["methods"].items() if name.startswith(FAMILIES)}
ENTRY = {"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "READING", "NAME": "Reading", "SORT": 15}


def _entry(world: World) -> dict[str, Any]:
    return {"id": world.rest(f"{S}.add", fields=ENTRY)}


def _kind(world: World) -> dict[str, Any]:
    made = world.rest("crm.type.add", fields={"title": "Boats", "isStagesEnabled": "Y"})["type"]
    return {"entityTypeId": made["entityTypeId"]}


def _pipeline(world: World) -> dict[str, Any]:
    made = world.rest(f"{C}.add", entityTypeId=2, fields={"name": "Repairs"})["category"]
    return {"entityTypeId": 2, "id": made["id"]}


CALLS: dict[str, Callable[[World], dict[str, Any]]] = {
    f"{S}.list": lambda world: {**_kind(world), "order": {"SORT": "ASC"}},
    f"{S}.get": _entry,
    f"{S}.add": lambda world: {"fields": ENTRY},
    f"{S}.update": lambda world: {**_entry(world), "fields": {"NAME": "Read"}},
    f"{S}.delete": _entry,
    f"{S}.entity.items": lambda world: {"entityId": "DEAL_STAGE"},
    f"{S}.entity.types": lambda world: {**_kind(world), **_pipeline(world)},
    f"{C}.fields": lambda world: {"entityTypeId": 2},
    f"{C}.list": lambda world: {"entityTypeId": _pipeline(world)["entityTypeId"]},
    f"{C}.get": _pipeline,
    f"{C}.add": lambda world: {**_kind(world), "fields": {"name": "Repairs", "sort": 50, "isDefault": "Y"}},
    f"{C}.update": lambda world: {**_pipeline(world), "fields": {"name": "Service"}},
    f"{C}.delete": _pipeline,
}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    body = world.rest.raw(method, CALLS.get(method, lambda world: {})(world)).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body["result"] or method == f"{C}.delete"
    assert body.keys() == {"result", "time"} | ({"total"} if METHODS[method]["total"] else set())


def test_every_call_has_a_shape() -> None:
    assert CALLS.keys() <= METHODS.keys()

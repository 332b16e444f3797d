"""Refusals of ``crm.category.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from worlds import World

C = "crm.category"
METHODS = ("fields", "list", "get", "add", "update", "delete")
OF_ONE = ("get", "update", "delete")
UNKNOWN = 2**30


def _own(world: World, type_id: int = 2) -> int:
    made = world.rest(f"{C}.add", entityTypeId=type_id, fields={"name": "Repairs"})
    return int(made["category"]["id"])


def _kind(world: World) -> int:
    return int(world.rest("crm.type.add", fields={"title": "Boats"})["type"]["entityTypeId"])


def _params(world: World, method: str) -> dict[str, Any]:
    one = {"id": _own(world)} if method in OF_ONE else {}
    fields = {"fields": {"name": "Service"}} if method in ("add", "update") else {}
    return {"entityTypeId": 2, **one, **fields}


def _type_not_found(method: str) -> None:
    @provokes(f"{C}.{method}", "type_not_found")
    def type_not_found(stage: Stage) -> Refusal:
        given = _params(stage.world, method)
        foreign = _kind(stage.other)
        refused = stage.refused(f"{C}.{method}", **{**given, "entityTypeId": UNKNOWN})
        assert stage.refused(f"{C}.{method}", **{**given, "entityTypeId": foreign}) == refused
        return refused


def _type_without_pipelines(method: str) -> None:
    @provokes(f"{C}.{method}", "type_without_pipelines")
    def type_without_pipelines(stage: Stage) -> Refusal:
        return stage.refused(f"{C}.{method}", **{**_params(stage.world, method), "entityTypeId": 1})


def _type_missing(method: str) -> None:
    @provokes(f"{C}.{method}", "type_missing")
    def type_missing(stage: Stage) -> Refusal:
        return stage.refused(f"{C}.{method}")


def _not_found(method: str) -> None:
    @provokes(f"{C}.{method}", "not_found")
    def not_found(stage: Stage) -> Refusal:
        given = _params(stage.world, method)
        refused = stage.refused(f"{C}.{method}", **{**given, "id": UNKNOWN})
        assert stage.refused(f"{C}.{method}", rest=stage.other.rest, **given) == refused
        return refused


def _denied(method: str, cause: str, **permissions: str) -> None:
    @provokes(f"{C}.{method}", cause)
    def denied(stage: Stage) -> Refusal:
        return stage.refused(f"{C}.{method}", rest=stage.person(**permissions).rest, **_params(stage.world, method))


for each in METHODS:
    _type_not_found(each)
    _type_without_pipelines(each)
for each in ("fields", "list"):
    _type_missing(each)
for each in OF_ONE:
    _not_found(each)
_denied("get", "no_right_view", crm_configure="X")
for each in ("add", "update", "delete"):
    _denied(each, "no_right_configure", crm_view="X", crm_add="X", crm_modify="X", crm_delete="X")


@provokes(f"{C}.add", "system_pipeline")
def system_pipeline(stage: Stage) -> Refusal:
    kind = _kind(stage.world)
    return stage.refused(f"{C}.add", entityTypeId=kind, fields={"name": "Repairs", "isSystem": "Y", "code": "OWN"})


@provokes(f"{C}.add", "name_missing")
def name_missing(stage: Stage) -> Refusal:
    refused = stage.refused(f"{C}.add", entityTypeId=2, fields={"sort": 5})
    assert stage.refused(f"{C}.add", entityTypeId=2, fields={"name": " \t "}) == refused
    return refused


@provokes(f"{C}.add", "default_of_clients")
def default_of_clients(stage: Stage) -> Refusal:
    given = {"fields": {"name": "Suppliers", "isDefault": "Y"}}
    refused = stage.refused(f"{C}.add", entityTypeId=3, **given)
    assert stage.refused(f"{C}.add", entityTypeId=4, **given) == refused
    assert len(stage.rest(f"{C}.list", entityTypeId=3)["categories"]) == 1
    return refused


@provokes(f"{C}.delete", "has_items")
def has_items(stage: Stage) -> Refusal:
    number = _own(stage.world)
    stage.rest("crm.item.add", entityTypeId=2, fields={"categoryId": number})
    return stage.refused(f"{C}.delete", entityTypeId=2, id=number)


@provokes(f"{C}.delete", "default_pipeline")
def default_pipeline(stage: Stage) -> Refusal:
    return stage.refused(f"{C}.delete", entityTypeId=2, id=0)


@provokes(f"{C}.delete", "type_has_items")
def type_has_items(stage: Stage) -> Refusal:
    kind = _kind(stage.world)
    number = _own(stage.world, kind)
    stage.rest("crm.item.add", entityTypeId=kind, fields={"categoryId": number})
    return stage.refused(f"{C}.delete", entityTypeId=kind, id=number)


@provokes(f"{C}.delete", "type_default_pipeline")
def type_default_pipeline(stage: Stage) -> Refusal:
    kind = _kind(stage.world)
    (found,) = stage.rest(f"{C}.list", entityTypeId=kind)["categories"]
    return stage.refused(f"{C}.delete", entityTypeId=kind, id=found["id"])

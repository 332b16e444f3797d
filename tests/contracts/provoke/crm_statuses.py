"""Refusals of ``crm.status.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from worlds import World

S = "crm.status"
UNKNOWN = 2**40
ENTRY = {"ENTITY_ID": "SOURCE", "STATUS_ID": "RADIO", "NAME": "Radio"}
STAGE = {"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "READING", "NAME": "Reading", "SORT": 20}


def _own(world: World) -> int:
    return int(world.rest(f"{S}.add", fields=ENTRY))


def _params(world: World, method: str) -> dict[str, Any]:
    if method == "entity.items":
        return {"entityId": "SOURCE"}
    if method in ("add", "list"):
        return {"fields": ENTRY} if method == "add" else {}
    return {"id": _own(world), **({"fields": {"NAME": "Radio 2"}} if method == "update" else {})}


@provokes(f"{S}.list", "params_not_object")
def params_not_object(stage: Stage) -> Refusal:
    refused = stage.refused(f"{S}.list", filter="SOURCE")
    assert stage.refused(f"{S}.list", order={"SORT": "up"}) == refused
    return refused


def _lacking(cause: str, *names: str, **more: Any) -> None:
    @provokes(f"{S}.add", cause)
    def lacking(stage: Stage) -> Refusal:
        return stage.refused(f"{S}.add", fields={k: v for k, v in {**ENTRY, **more}.items() if k not in names})


_lacking("directory_missing", "ENTITY_ID")
_lacking("code_empty", STATUS_ID="")
_lacking("required_fields_empty", "ENTITY_ID", "STATUS_ID")
_lacking("directory_unknown", ENTITY_ID="WEATHER")
_lacking("name_missing", "NAME")


@provokes(f"{S}.add", "fields_not_object")
def fields_not_object(stage: Stage) -> Refusal:
    return stage.refused(f"{S}.add", fields="SOURCE")


@provokes(f"{S}.add", "after_the_end")
def after_the_end(stage: Stage) -> Refusal:
    refused = stage.refused(f"{S}.add", fields={**STAGE, "SORT": 65})
    stage.rest(f"{S}.add", fields=STAGE)
    stage.rest(f"{S}.add", fields={**STAGE, "STATUS_ID": "LATE", "SORT": 65, "SEMANTICS": "F"})
    return refused


@provokes(f"{S}.add", "exists")
def exists(stage: Stage) -> Refusal:
    _own(stage.world)
    return stage.refused(f"{S}.add", fields=ENTRY)


@provokes(f"{S}.delete", "system_entry")
def system_entry(stage: Stage) -> Refusal:
    (found,) = stage.rest(f"{S}.list", filter={"ENTITY_ID": "SOURCE", "STATUS_ID": "CALL"})
    return stage.refused(f"{S}.delete", id=found["ID"], params={"FORCED": "N"})


@provokes(f"{S}.delete", "has_items")
def has_items(stage: Stage) -> Refusal:
    number = stage.rest(f"{S}.add", fields=STAGE)
    stage.rest("crm.item.add", entityTypeId=2, fields={"stageId": "READING"})
    return stage.refused(f"{S}.delete", id=number)


@provokes(f"{S}.entity.items", "directory_unknown")
def directory_unknown(stage: Stage) -> Refusal:
    refused = stage.refused(f"{S}.entity.items", entityId="WEATHER")
    assert stage.refused(f"{S}.entity.items") == refused
    assert stage.refused(f"{S}.entity.items", entityId=["SOURCE"]) == refused
    return refused


def _id_missing(method: str) -> None:
    @provokes(f"{S}.{method}", "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        given = _params(stage.world, method)
        refused = stage.refused(f"{S}.{method}", **{**given, "id": "first"})
        del given["id"]
        assert stage.refused(f"{S}.{method}", **given) == refused
        return refused


def _not_found(method: str) -> None:
    @provokes(f"{S}.{method}", "not_found")
    def not_found(stage: Stage) -> Refusal:
        given = _params(stage.world, method)
        refused = stage.refused(f"{S}.{method}", **{**given, "id": UNKNOWN})
        assert stage.refused(f"{S}.{method}", rest=stage.other.rest, **given) == refused
        return refused


def _denied(method: str, cause: str, **permissions: str) -> None:
    @provokes(f"{S}.{method}", cause)
    def denied(stage: Stage) -> Refusal:
        return stage.refused(f"{S}.{method}", rest=stage.person(**permissions).rest, **_params(stage.world, method))


for each in ("get", "update", "delete"):
    _id_missing(each)
    _not_found(each)
for each in ("add", "update", "delete"):
    _denied(each, "no_right_configure", crm_view="X", crm_add="X", crm_modify="X", crm_delete="X")
for each in ("get", "list", "entity.items"):
    _denied(each, "no_right_view", documents_view="X")

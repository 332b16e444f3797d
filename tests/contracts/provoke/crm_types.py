"""Refusals of ``crm.type.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from inkpost.operations import crm_types
from worlds import World

T = "crm.type"
UNKNOWN = 2**30


def _own(world: World) -> dict[str, Any]:
    made: dict[str, Any] = world.rest(f"{T}.add", fields={"title": "Boats"})["type"]
    return made


def _params(world: World, method: str) -> dict[str, Any]:
    made = _own(world)
    if method == "getByEntityTypeId":
        return {"entityTypeId": made["entityTypeId"]}
    if method in ("get", "delete"):
        return {"id": made["id"]}
    fields = {"title": "Ships"}
    return {"update": {"id": made["id"], "fields": fields}, "add": {"fields": fields}}.get(method, {})


@provokes(f"{T}.add", "fields_missing")
def fields_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.add")


@provokes(f"{T}.add", "type_out_of_range")
def type_out_of_range(stage: Stage) -> Refusal:
    refused = stage.refused(f"{T}.add", fields={"title": "Boats", "entityTypeId": 1031})
    taken = _own(stage.world)["entityTypeId"]
    assert stage.refused(f"{T}.add", fields={"title": "Boats", "entityTypeId": taken}) == refused
    return refused


@provokes(f"{T}.add", "workplace_missing")
def add_workplace_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.add", fields={"title": "Boats", "isExternal": "true"})


@provokes(f"{T}.update", "workplace_missing")
def update_workplace_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.update", id=_own(stage.world)["id"], fields={"isExternal": "true"})


@provokes(f"{T}.add", "type_limit")
def type_limit(stage: Stage) -> Refusal:
    from inkpost.store import crm_types as stored

    with stage.services.engine.begin() as db:
        for number in range(crm_types.MOST_TYPES):
            stored.add(db, organization_id=stage.world.organization_id, type_id=2000 + 2 * number, title="Boats")
    return stage.refused(f"{T}.add", fields={"title": "Boats"})


@provokes(f"{T}.delete", "has_items")
def has_items(stage: Stage) -> Refusal:
    made = _own(stage.world)
    stage.rest("crm.item.add", entityTypeId=made["entityTypeId"], fields={})
    return stage.refused(f"{T}.delete", id=made["id"])


def _missing(method: str, name: str, cause: str) -> None:
    @provokes(f"{T}.{method}", cause)
    def missing(stage: Stage) -> Refusal:
        given = _params(stage.world, method)
        del given[name]
        return stage.refused(f"{T}.{method}", **given)


for each in ("get", "update", "delete"):
    _missing(each, "id", "id_missing")
_missing("getByEntityTypeId", "entityTypeId", "type_missing")


def _not_found(method: str) -> None:
    @provokes(f"{T}.{method}", "not_found")
    def not_found(stage: Stage) -> Refusal:
        name = "entityTypeId" if method == "getByEntityTypeId" else "id"
        given = _params(stage.world, method)
        refused = stage.refused(f"{T}.{method}", **{**given, name: UNKNOWN})
        assert stage.refused(f"{T}.{method}", rest=stage.other.rest, **given) == refused
        return refused


for each in ("get", "update", "delete", "getByEntityTypeId"):
    _not_found(each)


def _denied(method: str, cause: str, **permissions: str) -> None:
    @provokes(f"{T}.{method}", cause)
    def denied(stage: Stage) -> Refusal:
        return stage.refused(f"{T}.{method}", rest=stage.person(**permissions).rest, **_params(stage.world, method))


for each in ("add", "update", "delete", "list", "fields"):
    _denied(each, "no_right_configure", crm_view="X", crm_add="X", crm_modify="X", crm_delete="X")
for each in ("get", "getByEntityTypeId"):
    _denied(each, "no_right_view", crm_add="X")

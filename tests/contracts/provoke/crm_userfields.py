"""Refusals of the fields that users add to leads, deals, contacts and companies."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from worlds import World

TYPES = ("lead", "deal", "contact", "company")
UNKNOWN = 1099511627776
LIST = {"FIELD_NAME": "RADIO", "USER_TYPE_ID": "enumeration", "LIST": [{"VALUE": "One", "XML_ID": "radio"}]}


def _own(world: World, kind: str, **fields: Any) -> int:
    return int(world.rest(f"crm.{kind}.userfield.add", fields={**LIST, **fields}))


def _params(world: World, kind: str, method: str) -> dict[str, Any]:
    if method == "add":
        return {"fields": LIST}
    if method == "list":
        return {}
    fields = {"fields": {"SORT": 5}} if method == "update" else {}
    return {"id": _own(world, kind), **fields}


def _added(kind: str) -> None:
    method = f"crm.{kind}.userfield.add"
    causes: dict[str, dict[str, Any]] = {
        "name_missing": {"FIELD_NAME": ""},
        "kind_missing": {"USER_TYPE_ID": None},
        "required_fields_empty": {"FIELD_NAME": None, "USER_TYPE_ID": ""},
        "name_too_long": {"FIELD_NAME": "A" * 44},
        "name_wrong": {"FIELD_NAME": "ИМЯ"},
        "kind_wrong": {"USER_TYPE_ID": "hologram"},
        "exists": {"LIST": [*LIST["LIST"], {"VALUE": "Two", "XML_ID": "radio"}]},
    }
    for cause, wrong in causes.items():
        _refused(method, cause, wrong)


def _refused(method: str, cause: str, wrong: dict[str, Any]) -> None:
    @provokes(method, cause)
    def refused(stage: Stage) -> Refusal:
        return stage.refused(method, fields={**LIST, **wrong})


def _listed(kind: str) -> None:
    method = f"crm.{kind}.userfield.list"

    @provokes(method, "order_not_object")
    def order_not_object(stage: Stage) -> Refusal:
        return stage.refused(method, order="SORT")

    @provokes(method, "filter_not_object")
    def filter_not_object(stage: Stage) -> Refusal:
        return stage.refused(method, filter="SORT")


def _changed(kind: str) -> None:
    method = f"crm.{kind}.userfield.update"

    @provokes(method, "fields_not_object")
    def fields_not_object(stage: Stage) -> Refusal:
        return stage.refused(method, id=_own(stage.world, kind), fields="SORT")

    @provokes(method, "exists")
    def exists(stage: Stage) -> Refusal:
        return stage.refused(method, id=_own(stage.world, kind), fields={"LIST": [{"VALUE": "2", "XML_ID": "radio"}]})


def _of_one(kind: str, method: str) -> None:
    full = f"crm.{kind}.userfield.{method}"

    @provokes(full, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        given = _params(stage.world, kind, method)
        refused = stage.refused(full, **{**given, "id": 0})
        del given["id"]
        assert stage.refused(full, **given) == refused
        return refused

    @provokes(full, "not_found")
    def not_found(stage: Stage) -> Refusal:
        given = _params(stage.world, kind, method)
        refused = stage.refused(full, **{**given, "id": UNKNOWN})
        foreign = stage.refused(full, rest=stage.other.rest, **given)
        assert foreign == refused._replace(text=refused.text.replace(str(UNKNOWN), str(given["id"])))
        return refused

    @provokes(full, "of_other_items")
    def of_other_items(stage: Stage) -> Refusal:
        other = "lead" if kind == "deal" else "deal"
        given = _params(stage.world, other, method)
        refused = stage.refused(full, **given)
        assert stage.rest(f"crm.{other}.userfield.get", id=given["id"])["FIELD_NAME"] == "UF_CRM_RADIO"
        return refused


def _denied(kind: str, method: str, cause: str, **permissions: str) -> None:
    full = f"crm.{kind}.userfield.{method}"

    @provokes(full, cause)
    def denied(stage: Stage) -> Refusal:
        rest = stage.person(**permissions).rest
        return stage.refused(full, rest=rest, **_params(stage.world, kind, method))


for each in TYPES:
    _added(each)
    _listed(each)
    _changed(each)
    for one in ("get", "update", "delete"):
        _of_one(each, one)
    for one in ("add", "update", "delete"):
        _denied(each, one, "no_right_configure", crm_view="X", crm_add="X", crm_modify="X", crm_delete="X")
    for one in ("get", "list"):
        _denied(each, one, "no_right_view", documents_view="X")

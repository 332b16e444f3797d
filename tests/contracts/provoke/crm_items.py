"""Refusals of ``crm.item.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes

I = "crm.item"  # noqa: E741 - the name of the family
DEAL = 2
UNKNOWN = 2**30
OF_TYPE = ("add", "get", "list", "update", "delete", "fields")
OF_ITEM = ("get", "update", "delete")


def deal(stage: Stage) -> int:
    """A deal of the administrator's."""
    return int(stage.rest(f"{I}.add", entityTypeId=DEAL, fields={"title": "Roof"})["item"]["id"])


def _params(stage: Stage, method: str, **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"entityTypeId": DEAL}
    if method in OF_ITEM:
        given["id"] = deal(stage)
    if method in ("add", "update"):
        given["fields"] = {"title": "Door"}
    return {**given, **more}


def _of_type(method: str) -> None:
    @provokes(f"{I}.{method}", "type_missing")
    def type_missing(stage: Stage) -> Refusal:
        given = _params(stage, method)
        del given["entityTypeId"]
        return stage.refused(f"{I}.{method}", **given)

    @provokes(f"{I}.{method}", "type_not_found")
    def type_not_found(stage: Stage) -> Refusal:
        of_others = int(stage.other.rest("crm.type.add", fields={"title": "Boats"})["type"]["entityTypeId"])
        refused = stage.refused(f"{I}.{method}", **_params(stage, method, entityTypeId=of_others))
        assert stage.refused(f"{I}.{method}", **_params(stage, method, entityTypeId=UNKNOWN)) == refused
        return refused


def _of_item(method: str) -> None:
    @provokes(f"{I}.{method}", "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        given = _params(stage, method)
        del given["id"]
        return stage.refused(f"{I}.{method}", **given)

    @provokes(f"{I}.{method}", "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(f"{I}.{method}", **_params(stage, method, id=UNKNOWN))
        assert stage.refused(f"{I}.{method}", rest=stage.other.rest, **_params(stage, method)) == refused
        return refused


def _of_fields(method: str) -> None:
    @provokes(f"{I}.{method}", "fields_missing")
    def fields_missing(stage: Stage) -> Refusal:
        given = _params(stage, method)
        del given["fields"]
        return stage.refused(f"{I}.{method}", **given)

    @provokes(f"{I}.{method}", "value_not_valid")
    def value_not_valid(stage: Stage) -> Refusal:
        nobody = _params(stage, method, fields={"assignedById": stage.other.admin.id})
        refused = stage.refused(f"{I}.{method}", **nobody)
        wrong = _params(stage, method, fields={"assignedById": "Anna"})
        assert stage.refused(f"{I}.{method}", **wrong) == refused
        return refused

    @provokes(f"{I}.{method}", "not_iterable")
    def not_iterable(stage: Stage) -> Refusal:
        return stage.refused(f"{I}.{method}", **_params(stage, method, fields={"contactIds": "5"}))


for each in OF_TYPE:
    _of_type(each)
for each in OF_ITEM:
    _of_item(each)
for each in ("add", "update"):
    _of_fields(each)


def _refused_to(stage: Stage, method: str, **permissions: str) -> Refusal:
    """What a person with these rights hears: of somebody else's deal."""
    return stage.refused(f"{I}.{method}", rest=stage.person(**permissions).rest, **_params(stage, method))


@provokes(f"{I}.add", "no_right_create")
def no_right_create(stage: Stage) -> Refusal:
    return _refused_to(stage, "add", crm_view="X", crm_modify="X")


@provokes(f"{I}.get", "no_right_view")
def no_right_view(stage: Stage) -> Refusal:
    refused = _refused_to(stage, "get", crm_add="X")
    assert _refused_to(stage, "get", crm_view="A") == refused
    return refused


@provokes(f"{I}.update", "no_right_modify")
def no_right_modify(stage: Stage) -> Refusal:
    refused = _refused_to(stage, "update", crm_view="X", crm_add="X")
    assert _refused_to(stage, "update", crm_view="X", crm_modify="A") == refused
    return refused


@provokes(f"{I}.delete", "no_right_delete")
def no_right_delete(stage: Stage) -> Refusal:
    refused = _refused_to(stage, "delete", crm_view="X", crm_modify="X")
    assert _refused_to(stage, "delete", crm_view="X", crm_delete="A") == refused
    return refused


@provokes(f"{I}.fields", "no_right_view")
def no_right_view_fields(stage: Stage) -> Refusal:
    return _refused_to(stage, "fields", crm_add="X")


def _of_list(method: str, **given: Any) -> None:
    @provokes(method, "filter_field")
    def filter_field(stage: Stage) -> Refusal:
        return stage.refused(method, **given, filter={">=FIELD": 1})

    @provokes(method, "filter_value")
    def filter_value(stage: Stage) -> Refusal:
        return stage.refused(method, **given, filter={">id": "many"})

    @provokes(method, "order_field")
    def order_field(stage: Stage) -> Refusal:
        return stage.refused(method, **given, order={"FIELD": "ASC"})

    @provokes(method, "order_direction")
    def order_direction(stage: Stage) -> Refusal:
        return stage.refused(method, **given, order={"id": "up"})


_of_list(f"{I}.list", entityTypeId=DEAL)
_of_list("crm.type.list")

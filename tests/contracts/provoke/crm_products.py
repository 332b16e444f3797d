"""Refusals of ``crm.item.productrow.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from contracts.provoke.crm_items import deal

P = "crm.item.productrow"
UNKNOWN = 2**30
OF_ROW = ("get", "update", "delete")


def _row(stage: Stage) -> int:
    given = {"ownerId": deal(stage), "ownerType": "D", "productName": "Roof", "price": 9}
    return int(stage.rest(f"{P}.add", fields=given)["productRow"]["id"])


def _params(stage: Stage, method: str, owner: int | None = None, letters: str = "D") -> dict[str, Any]:
    if method in OF_ROW:
        given: dict[str, Any] = {"id": _row(stage)}
        return {**given, "fields": {"price": 8}} if method == "update" else given
    number = deal(stage) if owner is None else owner
    if method == "add":
        return {"fields": {"ownerId": number, "ownerType": letters, "price": 9}}
    if method == "list":
        return {"filter": {"=ownerType": letters, "=ownerId": number}}
    return {"ownerId": number, "ownerType": letters, **({"productRows": []} if method == "set" else {})}


def _owner_not_found(method: str) -> None:
    @provokes(f"{P}.{method}", "owner_not_found")
    def owner_not_found(stage: Stage) -> Refusal:
        refused = stage.refused(f"{P}.{method}", **_params(stage, method, UNKNOWN))
        assert stage.refused(f"{P}.{method}", rest=stage.other.rest, **_params(stage, method)) == refused
        return refused


def _without_goods(method: str) -> None:
    @provokes(f"{P}.{method}", "type_without_goods")
    def type_without_goods(stage: Stage) -> Refusal:
        contact = stage.rest("crm.item.add", entityTypeId=3, fields={"name": "Anna"})["item"]["id"]
        refused = stage.refused(f"{P}.{method}", **_params(stage, method, contact, "C"))
        assert stage.refused(f"{P}.{method}", **_params(stage, method, contact, "X")) == refused
        return refused


def _of_row(method: str) -> None:
    @provokes(f"{P}.{method}", "not_found")
    def not_found(stage: Stage) -> Refusal:
        given = _params(stage, method)
        refused = stage.refused(f"{P}.{method}", **{**given, "id": UNKNOWN})
        assert stage.refused(f"{P}.{method}", rest=stage.other.rest, **given) == refused
        return refused

    @provokes(f"{P}.{method}", "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        given = _params(stage, method)
        del given["id"]
        return stage.refused(f"{P}.{method}", **given)


def _denied(method: str, cause: str, **permissions: str) -> None:
    @provokes(f"{P}.{method}", cause)
    def denied(stage: Stage) -> Refusal:
        return stage.refused(f"{P}.{method}", rest=stage.person(**permissions).rest, **_params(stage, method))


def _missing(method: str, name: str, cause: str) -> None:
    @provokes(f"{P}.{method}", cause)
    def missing(stage: Stage) -> Refusal:
        given = _params(stage, method)
        del given[name]
        return stage.refused(f"{P}.{method}", **given)


for each in ("add", "set", "getAvailableForPayment"):
    _owner_not_found(each)
for each in ("add", "set"):
    _without_goods(each)
for each in OF_ROW:
    _of_row(each)
for each in ("add", "set", "update", "delete"):
    _denied(each, "no_right_modify", crm_view="X", crm_modify="A")
for each in ("get", "list", "getAvailableForPayment"):
    _denied(each, "no_right_view", crm_view="A")
for each in ("add", "update"):
    _missing(each, "fields", "fields_missing")
_missing("set", "productRows", "rows_missing")
_missing("list", "filter", "filter_missing")


@provokes(f"{P}.list", "owner_missing")
def owner_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{P}.list", filter={"=ownerId": deal(stage)})


@provokes(f"{P}.update", "field_unknown")
def field_unknown(stage: Stage) -> Refusal:
    return stage.refused(f"{P}.update", id=_row(stage), fields={"ownerId": 1})

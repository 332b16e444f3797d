"""Refusals of ``userfieldconfig.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from support import Rest
from worlds import Person, World

U = "userfieldconfig"
SCOPES = ["crm", U]
UNKNOWN = 2**40
FIELD = {"entityId": "CRM_DEAL", "fieldName": "UF_CRM_DEAL_NOTE", "userTypeId": "string"}
CRM = {"moduleId": "crm"}


def _rest(world: World, person: Person, *scopes: str) -> Rest:
    return Rest(world.webhook_url(person.id, world.webhook(person.id, list(scopes) or SCOPES)))


def _admin(stage: Stage) -> Rest:
    return _rest(stage.world, stage.world.admin)


def _params(stage: Stage, method: str) -> dict[str, Any]:
    if method in ("add", "list"):
        return {**CRM, "field": FIELD} if method == "add" else CRM
    number = _admin(stage)(f"{U}.add", **CRM, field=FIELD)["field"]["id"]
    return {**CRM, "id": number, **({"field": {"sort": 7}} if method == "update" else {})}


def _denied(method: str, cause: str, **permissions: str) -> None:
    @provokes(f"{U}.{method}", cause)
    def denied(stage: Stage) -> Refusal:
        given = _params(stage, method)
        return stage.refused(f"{U}.{method}", rest=_rest(stage.world, stage.person(**permissions)), **given)


def _not_found(method: str) -> None:
    @provokes(f"{U}.{method}", "not_found")
    def not_found(stage: Stage) -> Refusal:
        given = _params(stage, method)
        refused = stage.refused(f"{U}.{method}", rest=_admin(stage), **{**given, "id": UNKNOWN})
        elsewhere = _rest(stage.other, stage.other.admin)
        assert stage.refused(f"{U}.{method}", rest=elsewhere, **given) == refused
        return refused


def _of_module(method: str) -> None:
    @provokes(f"{U}.{method}", "module_unknown")
    def module_unknown(stage: Stage) -> Refusal:
        return stage.refused(f"{U}.{method}", rest=_admin(stage), **{**_params(stage, method), "moduleId": "rpa"})

    @provokes(f"{U}.{method}", "module_scope_missing")
    def module_scope_missing(stage: Stage) -> Refusal:
        rest = _rest(stage.world, stage.world.admin, U)
        return stage.refused(f"{U}.{method}", rest=rest, **_params(stage, method))


def _lacking(cause: str, **wrong: Any) -> None:
    @provokes(f"{U}.add", cause)
    def lacking(stage: Stage) -> Refusal:
        return stage.refused(f"{U}.add", rest=_admin(stage), **CRM, field={**FIELD, **wrong})


_lacking("name_foreign", fieldName="UF_CRM_LEAD_NOTE")
_lacking("kind_missing", userTypeId="")
_lacking("name_missing", fieldName=None)


@provokes(f"{U}.add", "exists")
def exists(stage: Stage) -> Refusal:
    _admin(stage)(f"{U}.add", **CRM, field=FIELD)
    return stage.refused(f"{U}.add", rest=_admin(stage), **CRM, field=FIELD)


for each in ("add", "update", "delete"):
    _denied(each, "no_right_configure", crm_view="X", crm_add="X", crm_modify="X", crm_delete="X")
for each in ("get", "list"):
    _denied(each, "no_right_view", documents_view="X")
for each in ("get", "update", "delete"):
    _not_found(each)
for each in ("get", "list", "update", "delete"):
    _of_module(each)

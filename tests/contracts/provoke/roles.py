"""Refusals of ``documentgenerator.role.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from inkpost.operations import administration
from worlds import World

R = "documentgenerator.role"
UNKNOWN = 2**40
PERMISSIONS = {
    "SETTINGS": {"MODIFY": ""},
    "TEMPLATES": {"MODIFY": "A"},
    "DOCUMENTS": {"MODIFY": "X", "VIEW": "X"},
}
FIELDS = {"name": "Clerks", "permissions": PERMISSIONS}


def _own(world: World) -> int:
    return int(world.rest(f"{R}.add", fields=FIELDS)["role"]["id"])


@provokes(f"{R}.add", "fields_missing")
def add_without_fields(stage: Stage) -> Refusal:
    refused = stage.refused(f"{R}.add")
    assert stage.refused(f"{R}.add", fields={}) == refused
    return refused


@provokes(f"{R}.update", "fields_missing")
def update_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.update", id=_own(stage.world))


@provokes(f"{R}.add", "name_missing")
def name_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.add", fields={"permissions": PERMISSIONS})


@provokes(f"{R}.fillaccesses", "role_id_missing")
def role_id_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.fillaccesses", accesses=[{"accessCode": "UA"}])


@provokes(f"{R}.fillaccesses", "access_code_missing")
def access_code_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.fillaccesses", accesses=[{"roleId": _own(stage.world)}])


def _params(stage: Stage, method: str) -> dict[str, Any]:
    own = _own(stage.world)
    if method.endswith("fillaccesses"):
        return {"accesses": [{"roleId": own, "accessCode": "UA"}]}
    return {"id": own, "fields": FIELDS}


def _id_missing(method: str) -> None:
    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        return stage.refused(method, fields=FIELDS)


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN, fields=FIELDS)
        assert stage.refused(method, id=_own(stage.other), fields=FIELDS) == refused
        return refused


def _no_right(method: str) -> None:
    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        person = stage.person(templates_modify="X", documents_modify="X", documents_view="X")
        return stage.refused(method, person.rest, **_params(stage, method))


def _plan_without_roles(method: str) -> None:
    @provokes(method, "plan_without_roles")
    def plan_without_roles(stage: Stage) -> Refusal:
        params = _params(stage, method)
        administration.set_organization(stage.services, stage.world.organization_id, roles_in_plan=False)
        return stage.refused(method, **params)


for name in ("get", "update", "delete"):
    _id_missing(f"{R}.{name}")
    _not_found(f"{R}.{name}")
for name in ("add", "get", "update", "list", "delete", "fillaccesses"):
    _no_right(f"{R}.{name}")
    _plan_without_roles(f"{R}.{name}")

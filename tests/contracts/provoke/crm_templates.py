"""Refusals of ``crm.documentgenerator.template.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from crm_worlds import DEAL, item
from worlds import b64, docx

T = "crm.documentgenerator.template"
UNKNOWN = 2**40


def _given(stage: Stage, **fields: Any) -> dict[str, Any]:
    whole = {
        "name": "Offer",
        "numeratorId": stage.world.numerator(),
        "region": "de",
        "file": b64(docx("x")),
        "entityTypeId": ["2"],
        "users": ["UA"],
    }
    return {key: item for key, item in {**whole, **fields}.items() if item is not None}


def _template(stage: Stage) -> int:
    return int(stage.rest(f"{T}.add", fields=_given(stage))["template"]["id"])


def _name(stage: Stage, template: int) -> str:
    return str(stage.rest(f"{T}.get", id=template)["template"]["name"])


@provokes(f"{T}.add", "fields_missing")
def fields_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.add")


@provokes(f"{T}.add", "fields_not_object")
def fields_not_object(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.add", fields="name")


@provokes(f"{T}.add", "required_fields_empty")
def required_fields_empty(stage: Stage) -> Refusal:
    refused = stage.refused(f"{T}.add", fields={"file": b64(docx("x"))})
    assert stage.refused(f"{T}.add", fields={}) == refused
    for empty in (None, [], "", [""]):
        one = stage.refused(f"{T}.add", fields=_given(stage, entityTypeId=empty))
        assert one == (refused.status, refused.code, "Empty required fields: entityTypeId")
    one = stage.refused(f"{T}.add", fields=_given(stage, numeratorId=None))
    assert one == (refused.status, refused.code, "Empty required fields: numeratorId")
    return refused


@provokes(f"{T}.add", "file_missing")
def file_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.add", fields=_given(stage, file=None))


@provokes(f"{T}.add", "save_failed")
def add_what_is_no_docx(stage: Stage) -> Refusal:
    refused = stage.refused(f"{T}.add", fields=_given(stage, file=b64(b"no package at all")))
    assert stage.refused(f"{T}.add", fields=_given(stage, file="data:;base64,UEsD")) == refused
    return refused


@provokes(f"{T}.update", "save_failed")
def update_with_what_is_no_docx(stage: Stage) -> Refusal:
    template = _template(stage)
    refused = stage.refused(f"{T}.update", id=template, fields={"file": b64(b"no package"), "name": "Never"})
    assert _name(stage, template) == "Offer"
    return refused


@provokes(f"{T}.update", "fields_missing")
def update_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.update", id=_template(stage))


@provokes(f"{T}.update", "fields_not_object")
def update_with_fields_of_another_kind(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.update", id=_template(stage), fields="name")


@provokes(f"{T}.getfields", "entity_type_missing")
def fields_of_no_type(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.getfields", id=_template(stage))


def _no_right(method: str) -> None:
    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        person = stage.person(documents_view="X", documents_modify="X", settings_modify="X")
        return stage.refused(method, person.rest, id=_template(stage), fields=_given(stage), entityTypeId=2)


def _id_missing(method: str) -> None:
    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        return stage.refused(method, fields={"name": "x"}, entityTypeId=2)


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        more = {"fields": {"name": "x"}, "entityTypeId": 2}
        refused = stage.refused(method, id=UNKNOWN, **more)
        foreign = stage.other.rest(f"{T}.add", fields={**_given(stage), "numeratorId": stage.other.numerator()})
        assert stage.refused(method, id=foreign["template"]["id"], **more) == refused
        assert stage.refused(method, id=stage.template, **more) == refused  # one of the sibling family
        gone = _template(stage)
        stage.rest(f"{T}.delete", id=gone)
        assert stage.refused(method, id=gone, **more) == refused
        return refused


def _no_right_to_this(method: str) -> None:
    @provokes(method, "no_right_modify_this")
    def no_right(stage: Stage) -> Refusal:
        template, owner = _template(stage), stage.person(templates_modify="A")
        refused = stage.refused(method, owner.rest, id=template, fields={"name": "Mine"}, entityTypeId=2)
        assert _name(stage, template) == "Offer"
        return refused


for name in ("get", "update", "delete", "getfields"):
    _id_missing(f"{T}.{name}")
    _not_found(f"{T}.{name}")
    _no_right_to_this(f"{T}.{name}")
for name in ("add", "get", "list", "update", "delete", "getfields"):
    _no_right(f"{T}.{name}")


@provokes(f"{T}.getfields", "deleted")
def fields_of_a_deleted_one(stage: Stage) -> Refusal:
    template = _template(stage)
    deal = item(stage.rest, DEAL, title="Implementation")
    stage.rest("crm.documentgenerator.document.add", templateId=template, entityTypeId=DEAL, entityId=deal)
    stage.rest(f"{T}.delete", id=template)
    return stage.refused(f"{T}.getfields", id=template, entityTypeId=DEAL)

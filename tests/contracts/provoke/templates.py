"""Refusals of ``documentgenerator.template.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from worlds import b64, docx

T = "documentgenerator.template"
UNKNOWN = 2**40


def _given(stage: Stage, **fields: Any) -> dict[str, Any]:
    whole = {"name": "Offer", "numeratorId": stage.world.numerator(), "region": "de", "file": b64(docx("x"))}
    return {key: item for key, item in {**whole, **fields}.items() if item is not None}


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
    assert stage.refused(f"{T}.add", fields={"name": " ", "numeratorId": 0, "region": ""}) == refused
    one = stage.refused(f"{T}.add", fields=_given(stage, numeratorId=None))
    assert one == (refused.status, refused.code, "Empty required fields: numeratorId")
    two = stage.refused(f"{T}.add", fields=_given(stage, region=None, name=None))
    assert two == (refused.status, refused.code, "Empty required fields: name, region")
    return refused


@provokes(f"{T}.add", "file_missing")
def file_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.add", fields=_given(stage, file=None))


@provokes(f"{T}.add", "no_right_modify")
def add_without_right(stage: Stage) -> Refusal:
    person = stage.person(documents_view="X", documents_modify="X", settings_modify="X")
    return stage.refused(f"{T}.add", person.rest, fields=_given(stage))


@provokes(f"{T}.update", "fields_missing")
def update_without_fields(stage: Stage) -> Refusal:
    refused = stage.refused(f"{T}.update", id=stage.template)
    assert stage.refused(f"{T}.update", id=stage.template, fields=None) == refused
    return refused


@provokes(f"{T}.update", "no_right_modify_this")
def update_of_what_is_another_s(stage: Stage) -> Refusal:
    owner = stage.person(templates_modify="A")
    refused = stage.refused(f"{T}.update", owner.rest, id=stage.template, fields={"name": "Mine"})
    assert stage.rest(f"{T}.get", id=stage.template)["template"]["name"] == "Contract"
    return refused


@provokes(f"{T}.getfields", "deleted")
def fields_of_a_deleted_one(stage: Stage) -> Refusal:
    assert stage.document
    stage.rest(f"{T}.delete", id=stage.template)
    return stage.refused(f"{T}.getfields", id=stage.template)


@provokes(f"{T}.list", "no_right_modify")
def list_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{T}.list", stage.person(documents_view="X").rest)


def _id_missing(method: str) -> None:
    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        return stage.refused(method, fields={"name": "x"})


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN, fields={"name": "x"})
        foreign = stage.other.template(docx("x"))
        assert stage.refused(method, id=foreign, fields={"name": "x"}) == refused
        stage.rest(f"{T}.delete", id=stage.template)
        assert stage.refused(method, id=stage.template, fields={"name": "x"}) == refused
        return refused


def _no_right(method: str) -> None:
    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        person = stage.person(documents_view="X", documents_modify="X", settings_modify="X")
        refused = stage.refused(method, person.rest, id=stage.template, fields={"name": "x"})
        assert stage.rest(f"{T}.get", id=stage.template)["template"]["name"] == "Contract"
        return refused


for name in ("get", "update", "delete", "getfields"):
    _id_missing(f"{T}.{name}")
    _not_found(f"{T}.{name}")
    _no_right(f"{T}.{name}")

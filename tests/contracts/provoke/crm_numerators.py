"""Refusals of ``crm.documentgenerator.numerator.*``."""

from __future__ import annotations

from contracts.provoke import Refusal, Stage, provokes

N = "crm.documentgenerator.numerator"
UNKNOWN = 2**40
FIELDS = {"name": "Invoices", "template": "{NUMBER}"}


def _own(stage: Stage) -> int:
    """A numerator that was made by this family, and so may be changed by it."""
    return int(stage.rest(f"{N}.add", fields=FIELDS)["numerator"]["id"])


@provokes(f"{N}.add", "fields_missing")
def add_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{N}.add")


@provokes(f"{N}.update", "fields_missing")
def update_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{N}.update", id=_own(stage))


@provokes(f"{N}.add", "fields_not_object")
def add_with_fields_of_another_kind(stage: Stage) -> Refusal:
    other = stage.refused(f"{N}.add", fields=5)
    assert other.text == "Invalid value {5} to match with parameter {fields}. Should be value of type array."
    return stage.refused(f"{N}.add", fields="name")


@provokes(f"{N}.update", "fields_not_object")
def update_with_fields_of_another_kind(stage: Stage) -> Refusal:
    return stage.refused(f"{N}.update", id=_own(stage), fields="name")


@provokes(f"{N}.add", "required_fields_empty")
def required_fields_empty(stage: Stage) -> Refusal:
    refused = stage.refused(f"{N}.add", fields={"settings": {}})
    one = stage.refused(f"{N}.add", fields={"name": "Invoices"})
    assert one == (refused.status, refused.code, "Empty required fields: template")
    return refused


def _no_right(method: str) -> None:
    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        person = stage.person(documents_modify="X", documents_view="X", settings_modify="X")
        return stage.refused(method, person.rest, id=_own(stage), fields=FIELDS)


def _id_missing(method: str) -> None:
    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        return stage.refused(method, fields=FIELDS)


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN, fields=FIELDS)
        assert stage.refused(method, id=stage.other.numerator(), fields=FIELDS) == refused
        gone = _own(stage)
        stage.rest(f"{N}.delete", id=gone)
        assert stage.refused(method, id=gone, fields=FIELDS) == refused
        return refused


def _not_created_here(method: str) -> None:
    @provokes(method, "not_created_here")
    def not_created_here(stage: Stage) -> Refusal:
        sibling = stage.rest("documentgenerator.numerator.add", fields=FIELDS)["numerator"]["id"]
        refused = stage.refused(method, id=sibling, fields={**FIELDS, "name": "Changed"})
        assert stage.refused(method, id=stage.world.numerator(), fields=FIELDS) == refused
        assert stage.rest(f"{N}.get", id=sibling)["numerator"]["name"] == "Invoices"
        return refused


for name in ("get", "update", "delete"):
    _id_missing(f"{N}.{name}")
    _not_found(f"{N}.{name}")
for name in ("update", "delete"):
    _not_created_here(f"{N}.{name}")
for name in ("add", "get", "list", "update", "delete"):
    _no_right(f"{N}.{name}")

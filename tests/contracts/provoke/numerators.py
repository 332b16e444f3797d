"""Refusals of ``documentgenerator.numerator.*``."""

from __future__ import annotations

from contracts.provoke import Refusal, Stage, provokes

N = "documentgenerator.numerator"
UNKNOWN = 2**40
FIELDS = {"name": "Invoices", "template": "{NUMBER}"}


def _own(stage: Stage) -> int:
    """A numerator that was made by ``numerator.add``, and so may be changed."""
    return int(stage.rest(f"{N}.add", fields=FIELDS)["numerator"]["id"])


@provokes(f"{N}.add", "fields_missing")
def add_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{N}.add")


@provokes(f"{N}.update", "fields_missing")
def update_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{N}.update", id=_own(stage))


@provokes(f"{N}.add", "required_fields_empty")
def required_fields_empty(stage: Stage) -> Refusal:
    refused = stage.refused(f"{N}.add", fields={"settings": {}})
    one = stage.refused(f"{N}.add", fields={"name": "Invoices"})
    assert one == (refused.status, refused.code, "Empty required fields: template")
    return refused


@provokes(f"{N}.add", "no_right_modify")
def add_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{N}.add", stage.person(documents_modify="X").rest, fields=FIELDS)


@provokes(f"{N}.list", "no_right_modify")
def list_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{N}.list", stage.person(documents_view="X").rest)


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


def _no_right(method: str) -> None:
    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        person = stage.person(documents_modify="X", settings_modify="X")
        return stage.refused(method, person.rest, id=_own(stage), fields=FIELDS)


def _not_created_here(method: str) -> None:
    @provokes(method, "not_created_here")
    def not_created_here(stage: Stage) -> Refusal:
        built_in = stage.world.numerator()
        refused = stage.refused(method, id=built_in, fields=FIELDS)
        assert stage.rest(f"{N}.get", id=built_in)["numerator"]["name"] == "Numbers"
        return refused


for name in ("get", "update", "delete"):
    _id_missing(f"{N}.{name}")
    _not_found(f"{N}.{name}")
    _no_right(f"{N}.{name}")
for name in ("update", "delete"):
    _not_created_here(f"{N}.{name}")

"""Refusals of ``documentgenerator.region.*``."""

from __future__ import annotations

from contracts.provoke import Refusal, Stage, provokes
from worlds import World, docx

R = "documentgenerator.region"
UNKNOWN = 2**40


def _own(world: World) -> str:
    """A region of the organisation's own."""
    return str(world.rest(f"{R}.add", fields={"title": "Austria", "languageId": "de"})["region"]["id"])


@provokes(f"{R}.add", "fields_missing")
def add_without_fields(stage: Stage) -> Refusal:
    refused = stage.refused(f"{R}.add")
    assert stage.refused(f"{R}.add", fields={}) == refused
    return refused


@provokes(f"{R}.update", "fields_missing")
def update_without_fields(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.update", id=_own(stage.world))


@provokes(f"{R}.add", "title_missing")
def title_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.add", fields={"languageId": "de"})


@provokes(f"{R}.add", "no_right_modify")
def add_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.add", stage.person(documents_modify="X").rest, fields={"title": "Austria"})


@provokes(f"{R}.list", "no_right_modify")
def list_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.list", stage.person(documents_view="X").rest)


@provokes(f"{R}.delete", "templates_linked")
def templates_linked(stage: Stage) -> Refusal:
    own = _own(stage.world)
    template = stage.world.template(docx("x"), region=own)
    refused = stage.refused(f"{R}.delete", id=own)
    assert stage.rest(f"{R}.get", id=own)["region"]["title"] == "Austria"
    stage.rest("documentgenerator.template.delete", id=template)
    assert stage.rest(f"{R}.delete", id=own) is None
    return refused


def _id_missing(method: str) -> None:
    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        return stage.refused(method, fields={"title": "x"})


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN, fields={"title": "x"})
        for other in ("nowhere", _own(stage.other)):
            assert stage.refused(method, id=other, fields={"title": "x"}) == refused
        return refused


def _no_right(method: str) -> None:
    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        return stage.refused(
            method, stage.person(documents_modify="X").rest, id=_own(stage.world), fields={"title": "x"}
        )


for name in ("get", "update", "delete"):
    _id_missing(f"{R}.{name}")
    _no_right(f"{R}.{name}")
for name in ("get", "update"):
    _not_found(f"{R}.{name}")

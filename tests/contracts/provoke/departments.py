"""Refusals of ``department.*``."""

from __future__ import annotations

from contracts.provoke import Refusal, Stage, provokes

D = "department"


def _top(stage: Stage) -> int:
    made: int = stage.rest(f"{D}.add", NAME="Company")
    return made


@provokes(f"{D}.add", "name_missing")
def name_missing(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.add", PARENT=_top(stage))
    assert stage.refused(f"{D}.add", NAME=" ") == refused
    return refused


@provokes(f"{D}.add", "parent_wrong")
def parent_wrong(stage: Stage) -> Refusal:
    _top(stage)
    refused = stage.refused(f"{D}.add", NAME="Second")
    foreign = stage.other.rest(f"{D}.add", NAME="Foreign")
    for parent in (0, 2**40, foreign):
        assert stage.refused(f"{D}.add", NAME="Second", PARENT=parent) == refused
    assert len(stage.rest(f"{D}.get")) == 1
    return refused


@provokes(f"{D}.add", "no_right_modify")
def add_without_right(stage: Stage) -> Refusal:
    refused = stage.refused(f"{D}.add", stage.person(settings_modify="X").rest, NAME="Company")
    assert stage.rest(f"{D}.get") == []
    return refused


def _no_right(method: str) -> None:
    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        top = _top(stage)
        refused = stage.refused(method, stage.person(settings_modify="X").rest, ID=top, NAME="Mine")
        assert stage.rest(f"{D}.get")[0]["NAME"] == "Company"
        return refused


def _not_found(method: str) -> None:
    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, ID=2**40, NAME="x")
        foreign = stage.other.rest(f"{D}.add", NAME="Foreign")
        assert stage.refused(method, ID=foreign, NAME="x") == refused
        assert stage.refused(method, NAME="x") == refused
        return refused


for name in ("update", "delete"):
    _no_right(f"{D}.{name}")
    _not_found(f"{D}.{name}")

"""Refusals of ``crm.deal.contact.*`` and its like."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes

UNKNOWN = 2**40
FAMILIES = {"lead": "contact", "deal": "contact", "company": "contact", "contact": "company"}
VERBS = ("add", "delete", "items.get", "items.set", "items.delete")
SEEING, CHANGING = {"crm_modify": "X"}, {"crm_view": "X"}


class Family:
    """A family of bindings: whose they are, and what is bound."""

    def __init__(self, name: str) -> None:
        self.name, self.other = name, FAMILIES[name]
        self.key = f"{self.other.upper()}_ID"

    def method(self, verb: str) -> str:
        """The name of a method."""
        return f"crm.{self.name}.{self.other}.{verb}"

    def bound(self, stage: Stage) -> dict[str, Any]:
        """A call about an item to which one is bound."""
        made, other = (
            stage.rest(f"crm.{family}.add", fields={"TITLE": "x", "NAME": "x"}) for family in (self.name, self.other)
        )
        stage.rest(self.method("add"), id=made, fields={self.key: other})
        return {"id": made, "fields": {self.key: other}, "items": []}

    def unchanged(self, stage: Stage, given: dict[str, Any]) -> None:
        """What was refused has done nothing."""
        told = stage.rest(self.method("items.get"), id=given["id"])
        assert [each[self.key] for each in told] == [given["fields"][self.key]]


def _owner(family: Family, verb: str) -> None:
    method = family.method(verb)

    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        given = family.bound(stage)
        (refused,) = {stage.refused(method, **{**given, "id": wrong}) for wrong in (None, 0, -1, "x")}
        return refused

    if family.name in {"company", "contact"} and verb in {"items.get", "items.delete"}:
        return

    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        return stage.refused(method, **{**family.bound(stage), "id": UNKNOWN})


def _right(family: Family, verb: str) -> None:
    method, reads = family.method(verb), verb == "items.get"
    cause = "no_right_view" if reads else "no_right_modify"

    @provokes(method, cause)
    def no_right(stage: Stage) -> Refusal:
        given = family.bound(stage)
        refused = stage.refused(method, stage.person(**(SEEING if reads else CHANGING)).rest, **given)
        family.unchanged(stage, given)
        return refused

    if family.name != "deal":
        return

    @provokes(method, f"{cause}_this")
    def no_right_for_this(stage: Stage) -> Refusal:
        given = family.bound(stage)
        refused = stage.refused(method, stage.person(crm_view="A", crm_modify="A").rest, **given)
        family.unchanged(stage, given)
        return refused


def _shape(family: Family, verb: str, parameter: str, cause: str, *values: Any) -> None:
    method = family.method(verb)

    @provokes(method, cause)
    def wrong(stage: Stage) -> Refusal:
        given = family.bound(stage)
        (refused,) = {stage.refused(method, **{**given, parameter: value}) for value in values}
        family.unchanged(stage, given)
        return refused


for name in FAMILIES:
    each = Family(name)
    for verb in VERBS:
        _owner(each, verb)
        _right(each, verb)
    if name == "lead":
        continue
    for verb in ("add", "delete"):
        _shape(each, verb, "fields", "fields_not_object", "x", 5, None)
        _shape(each, verb, "fields", "fields_not_valid", {}, {each.key: 0}, {each.key: "x"})
    _shape(each, "items.set", "items", "items_not_array", "x", 5, None)

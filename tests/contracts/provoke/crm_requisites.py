"""Refusals of ``crm.requisite.*``, ``crm.requisite.bankdetail.*`` and ``crm.address.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from crm_things import COMPANY, DEAL, bank_detail, item, requisite

R, B, A = "crm.requisite", "crm.requisite.bankdetail", "crm.address"
UNKNOWN = 2**40


def _given(stage: Stage, **fields: Any) -> dict[str, Any]:
    return {"ENTITY_TYPE_ID": COMPANY, "ENTITY_ID": item(stage.world), "PRESET_ID": 1, "NAME": "x", **fields}


def _wrong(cause: str, name: str, *values: Any) -> None:
    @provokes(f"{R}.add", cause)
    def wrong_in_add(stage: Stage) -> Refusal:
        given = _given(stage)
        refusals = {stage.refused(f"{R}.add", fields={**given, name: value}) for value in values}
        refusals.add(stage.refused(f"{R}.add", fields={key: each for key, each in given.items() if key != name}))
        (refused,) = refusals
        assert stage.rest(f"{R}.list") == []
        return refused

    @provokes(f"{R}.update", cause)
    def wrong_in_update(stage: Stage) -> Refusal:
        made = requisite(stage.world)
        (refused,) = {stage.refused(f"{R}.update", id=made, fields={name: value, "CODE": "x"}) for value in values[:2]}
        assert stage.rest(f"{R}.get", id=made)["CODE"] is None
        return refused


_wrong("entity_type_wrong", "ENTITY_TYPE_ID", DEAL, "many", 0, None)
_wrong("entity_wrong", "ENTITY_ID", 0, "mine", -1, None)
_wrong("preset_wrong", "PRESET_ID", "first", 0, UNKNOWN)


@provokes(f"{R}.add", "entity_not_found")
def owner_not_found(stage: Stage) -> Refusal:
    refused = stage.refused(f"{R}.add", fields=_given(stage, ENTITY_ID=UNKNOWN))
    given = _given(stage)
    for _ in range(5):
        foreign = item(stage.other)
    assert stage.refused(f"{R}.add", fields={**given, "ENTITY_ID": foreign}) == refused
    return refused


@provokes(f"{R}.add", "no_right_modify")
def add_without_right(stage: Stage) -> Refusal:
    refused = stage.refused(f"{R}.add", stage.person(crm_view="X", crm_modify="X").rest, fields=_given(stage))
    assert stage.refused(f"{R}.add", stage.person(crm_add="A").rest, fields=_given(stage)) == refused
    assert stage.rest(f"{R}.list") == []
    return refused


@provokes(f"{B}.add", "entity_wrong")
def bank_detail_of_nothing(stage: Stage) -> Refusal:
    foreign = requisite(stage.other)
    (refused,) = {
        stage.refused(f"{B}.add", fields={"ENTITY_ID": number, "NAME": "x"}) for number in (0, "x", UNKNOWN, foreign)
    }
    return refused


@provokes(f"{B}.add", "no_right_modify")
def add_bank_detail_without_right(stage: Stage) -> Refusal:
    made = requisite(stage.world)
    refused = stage.refused(f"{B}.add", stage.person(crm_view="X").rest, fields={"ENTITY_ID": made, "NAME": "x"})
    assert stage.rest(f"{B}.list") == []
    return refused


@provokes(f"{R}.list", "no_right_view")
def list_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{R}.list", stage.person(documents_view="X").rest)


@provokes(f"{B}.list", "no_right_view")
def list_bank_details_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{B}.list", stage.person(documents_view="X").rest)


def _made(stage: Stage, family: str) -> int:
    made = requisite(stage.world)
    return made if family == R else bank_detail(stage.world, made)


def _one(family: str, name: str) -> None:
    method = f"{family}.{name}"

    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN, fields={"NAME": "x"})
        made = requisite(stage.other)
        foreign = made if family == R else bank_detail(stage.other, made)
        said = stage.refused(method, id=foreign, fields={"NAME": "x"})
        assert said == refused._replace(text=refused.text.replace(str(UNKNOWN), str(foreign)))
        return refused

    @provokes(method, "no_right_view" if name == "get" else "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        made = _made(stage, family)
        person = stage.person(**({"crm_add": "X"} if name == "get" else {"crm_view": "X", "crm_add": "X"}))
        refused = stage.refused(method, person.rest, id=made, fields={"NAME": "Mine"})
        assert stage.rest(f"{family}.get", id=made)["NAME"] != "Mine"
        return refused

    if (family, name) == (R, "get"):
        return

    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        (refused,) = {stage.refused(method, id=number, fields={"NAME": "x"}) for number in (None, 0, -1, "x", [])}
        assert stage.refused(method, fields={"NAME": "x"}) == refused
        return refused


for each in (R, B):
    for verb in ("get", "update", "delete"):
        _one(each, verb)


def _place(stage: Stage, **fields: Any) -> dict[str, Any]:
    return {"TYPE_ID": 1, "ENTITY_TYPE_ID": 8, "ENTITY_ID": requisite(stage.world), "CITY": "Bonn", **fields}


def _address_wrong(method: str, cause: str, name: str, *values: Any) -> None:
    @provokes(method, cause)
    def wrong(stage: Stage) -> Refusal:
        given = _place(stage)
        if not method.endswith("add"):
            stage.rest(f"{A}.add", fields=given)
        (refused,) = {stage.refused(method, fields={**given, name: value}) for value in values}
        assert stage.refused(method, fields={key: each for key, each in given.items() if key != name}) == refused
        return refused


def _address(method: str) -> None:
    _address_wrong(method, "type_wrong", "TYPE_ID", 2, "home", 0)
    _address_wrong(method, "entity_type_wrong", "ENTITY_TYPE_ID", COMPANY, "requisite", 0)
    _address_wrong(method, "entity_wrong", "ENTITY_ID", 0, "mine", *([UNKNOWN] if method.endswith("add") else []))

    @provokes(method, "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        given = _place(stage)
        there = [] if method.endswith("add") else [stage.rest(f"{A}.add", fields=given)]
        person = stage.person(crm_view="X", **({"crm_add": "A"} if not there else {"crm_add": "X"}))
        refused = stage.refused(method, person.rest, fields={**given, "CITY": "Mine"})
        assert [each["CITY"] for each in stage.rest(f"{A}.list")] == ["Bonn"] * len(there)
        return refused


for verb in ("add", "update", "delete"):
    _address(f"{A}.{verb}")


@provokes(f"{A}.add", "exists")
def address_exists(stage: Stage) -> Refusal:
    given = _place(stage)
    stage.rest(f"{A}.add", fields=given)
    refused = stage.refused(f"{A}.add", fields={**given, "CITY": "Köln"})
    assert [each["CITY"] for each in stage.rest(f"{A}.list")] == ["Bonn"]
    return refused


@provokes(f"{A}.update", "not_found")
def update_of_no_address(stage: Stage) -> Refusal:
    return stage.refused(f"{A}.update", fields=_place(stage))


@provokes(f"{A}.delete", "not_found")
def delete_of_no_address(stage: Stage) -> Refusal:
    return stage.refused(f"{A}.delete", fields=_place(stage))


@provokes(f"{A}.list", "no_right_view")
def addresses_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{A}.list", stage.person(documents_view="X").rest)

"""Refusals of ``crm.deal.*``, ``crm.company.*``, ``crm.contact.*``, ``crm.lead.*`` and of their goods."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes

UNKNOWN = 2**40
FAMILIES = ("deal", "company", "contact", "lead")
WRONG = "not a map"
READERS, WRITERS = ("get", "list", "fields"), ("add", "update", "delete")
FIELDS = {"TITLE": "Good", "NAME": "Good"}


def _made(stage: Stage, family: str) -> int:
    made: int = stage.rest(f"crm.{family}.add", fields=FIELDS)
    return made


def _unchanged(stage: Stage, family: str, number: int) -> None:
    """What was refused has done nothing."""
    told = stage.rest(f"crm.{family}.list", filter={"ID": number})
    assert [each.get("TITLE", each.get("NAME")) for each in told] == ["Good"]
    assert len(stage.rest(f"crm.{family}.list")) == 1


def _shapes(family: str, name: str) -> None:
    method = f"crm.{family}.{name}"

    @provokes(method, "fields_not_object")
    def fields_not_object(stage: Stage) -> Refusal:
        number = _made(stage, family)
        (refused,) = {stage.refused(method, id=number, fields=wrong) for wrong in (WRONG, 5, True, None)}
        assert stage.refused(method, id=number) == refused
        _unchanged(stage, family, number)
        return refused

    @provokes(method, "params_not_object")
    def params_not_object(stage: Stage) -> Refusal:
        number = _made(stage, family)
        given = {"id": number, "fields": {"TITLE": "Bad", "NAME": "Bad"}}
        (refused,) = {stage.refused(method, **given, params=wrong) for wrong in (WRONG, 5, "")}
        _unchanged(stage, family, number)
        return refused


def _value(family: str, name: str, cause: str, *values: dict[str, Any]) -> None:
    method = f"crm.{family}.{name}"

    @provokes(method, cause)
    def value_wrong(stage: Stage) -> Refusal:
        number = _made(stage, family)
        (refused,) = {
            stage.refused(method, id=number, fields={"TITLE": "Bad", "NAME": "Bad", **value}) for value in values
        }
        _unchanged(stage, family, number)
        return refused


for each in ("deal", "company", "contact"):
    for verb in ("add", "update"):
        _shapes(each, verb)
for verb in ("add", "update"):
    _value("deal", verb, "currency_wrong", {"CURRENCY_ID": "euro"}, {"CURRENCY_ID": "€"}, {"CURRENCY_ID": "usd"})
    for each in ("company", "contact"):
        emails = ([{"VALUE": "ann"}], [{"VALUE": "a b@c"}], [{"VALUE": 5}], "ann at example.test")
        _value(each, verb, "email_wrong", *({"EMAIL": given} for given in emails))


def _right(family: str, name: str) -> None:
    method = f"crm.{family}.{name}"

    @provokes(method, "no_right_view" if name in READERS else "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        number = _made(stage, family)
        rights = {"crm_add": "X", "crm_modify": "X", "crm_delete": "X"} if name in READERS else {"crm_view": "X"}
        person = stage.person(**rights)
        refused = stage.refused(method, person.rest, id=number, fields={"TITLE": "Bad", "NAME": "Bad"})
        assert stage.refused(method, stage.person().rest, id=number, fields=FIELDS) == refused
        _unchanged(stage, family, number)
        return refused


def _named(family: str, name: str) -> None:
    method = f"crm.{family}.{name}"

    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN, fields=FIELDS)
        foreign = [int(stage.other.rest(f"crm.{family}.add", fields=FIELDS)) for _ in range(2)][-1]
        assert stage.refused(method, id=foreign, fields=FIELDS) == refused
        return refused

    if family == "company" or (family, name) == ("contact", "update"):
        return

    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        (refused,) = {stage.refused(method, id=wrong, fields=FIELDS) for wrong in (None, 0, -1, "x", "1 or 1=1", [1])}
        assert stage.refused(method, fields=FIELDS) == refused
        return refused


def _query(family: str, name: str) -> None:
    @provokes(f"crm.{family}.list", f"{name}_not_object")
    def not_object(stage: Stage) -> Refusal:
        (refused,) = {stage.refused(f"crm.{family}.list", **{name: wrong}) for wrong in (WRONG, 5, True)}
        return refused


for each in FAMILIES:
    for verb in ("get", "list", *WRITERS):
        _right(each, verb)
    for verb in ("get", "update", "delete"):
        _named(each, verb)
for each in ("deal", "company", "contact"):
    _query(each, "order")
    _query(each, "filter")


def _goods(family: str, name: str) -> None:
    method = f"crm.{family}.productrows.{name}"
    rows = [{"PRODUCT_NAME": "Bad", "PRICE": 1}]

    @provokes(method, "id_missing")
    def id_missing(stage: Stage) -> Refusal:
        (refused,) = {stage.refused(method, id=wrong, rows=rows) for wrong in (None, 0, "x", -5)}
        return refused

    @provokes(method, "no_right_view" if name == "get" else "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        number = _made(stage, family)
        person = stage.person(**({"crm_modify": "X"} if name == "get" else {"crm_view": "X"}))
        refused = stage.refused(method, person.rest, id=number, rows=rows)
        assert stage.rest(f"crm.{family}.productrows.get", id=number) == []
        return refused

    if (family, name) == ("lead", "get"):
        return

    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        return stage.refused(method, id=UNKNOWN, rows=rows)


def _refused_row(family: str, cause: str, *rows: dict[str, Any]) -> None:
    method = f"crm.{family}.productrows.set"

    @provokes(method, cause)
    def refused_row(stage: Stage) -> Refusal:
        number = _made(stage, family)
        (refused,) = {stage.refused(method, id=number, rows=[{"PRICE": 1}, row]) for row in rows}
        assert stage.rest(f"crm.{family}.productrows.get", id=number) == []
        return refused


for each in ("deal", "lead"):
    _goods(each, "get")
    _goods(each, "set")
    _refused_row(each, "discount_rate_missing", {"DISCOUNT_TYPE_ID": 2}, {"DISCOUNT_TYPE_ID": "2", "DISCOUNT_SUM": 5})
    _refused_row(each, "discount_sum_of_all_missing", {"DISCOUNT_TYPE_ID": 2, "DISCOUNT_RATE": 100})
    _refused_row(each, "discount_sum_missing", {"DISCOUNT_TYPE_ID": 1}, {"DISCOUNT_TYPE_ID": 1, "DISCOUNT_RATE": 5})


@provokes("crm.lead.productrows.set", "rows_not_array")
def rows_not_array(stage: Stage) -> Refusal:
    number = _made(stage, "lead")
    (refused,) = {stage.refused("crm.lead.productrows.set", id=number, rows=wrong) for wrong in (WRONG, None, 5, ["x"])}
    return refused


_right("company", "fields")

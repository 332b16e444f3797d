"""The shapes of the answers: every method of the document generator is called, keys and JSON types compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from inkpost.store import documents
from worlds import World, b64, docx

SHAPES = shapes()
METHODS = {name: shape for name, shape in SHAPES["methods"].items() if name.startswith("documentgenerator.")}
D = "documentgenerator"
Call = Callable[[World], dict[str, Any]]
CALLS: dict[str, Call] = {}


def calls(method: str) -> Callable[[Call], Call]:
    """Declare what parameters a method is called with."""

    def declare(call: Call) -> Call:
        CALLS[f"{D}.{method}"] = call
        return call

    return declare


def _template(world: World) -> int:
    return world.template(docx("{DocumentNumber} {Client} {Logo}", "{DocumentTitle}"), users=["UA", "DR1"], code="C")


def _document(world: World, **values: Any) -> int:
    return int(world.document(_template(world), values={"Client": "Anna", **values})["id"])


def _converted(world: World) -> int:
    made = _document(world)
    world.converted(made)
    return made


def _id(make: Callable[[World], int]) -> Call:
    return lambda world: {"id": make(world)}


def _numerator(world: World) -> int:
    fields = {"name": "Invoices", "template": "{NUMBER}"}
    return int(world.rest(f"{D}.numerator.add", fields=fields)["numerator"]["id"])


REGION = {
    "title": "Austria",
    "languageId": "de",
    "formatDate": "DD.MM.YYYY",
    "formatDatetime": "DD.MM.YYYY HH:MI:SS",
    "formatName": "#NAME# #LAST_NAME#",
    "phrases": {"TAX_INCLUDED": "inkl."},
}
ROLE = {
    "name": "Clerks",
    "permissions": {
        "SETTINGS": {"MODIFY": ""},
        "TEMPLATES": {"MODIFY": "A"},
        "DOCUMENTS": {"MODIFY": "X", "VIEW": "X"},
    },
}


def _region(world: World) -> int:
    return int(world.rest(f"{D}.region.add", fields=REGION)["region"]["id"])


def _role(world: World) -> int:
    return int(world.rest(f"{D}.role.add", fields=ROLE)["role"]["id"])


def _published(world: World) -> int:
    made = _converted(world)
    world.rest(f"{D}.document.enablepublicurl", id=made)
    world.rest(f"{D}.document.update", id=made, values={"Client": "Berta"})
    world.converted(made)
    return made


CALLS |= {
    f"{D}.template.get": _id(_template),
    f"{D}.template.delete": _id(_template),
    f"{D}.template.getfields": _id(_template),
    f"{D}.document.get": _id(_published),
    f"{D}.document.delete": _id(_document),
    f"{D}.document.getfields": _id(_document),
    f"{D}.document.enablepublicurl": _id(_document),
    f"{D}.numerator.get": _id(_numerator),
    f"{D}.numerator.delete": _id(_numerator),
    f"{D}.region.get": _id(_region),
    f"{D}.region.delete": _id(_region),
    f"{D}.role.get": _id(_role),
    f"{D}.role.delete": _id(_role),
    f"{D}.numerator.add": lambda world: {"fields": {"name": "Invoices", "template": "{NUMBER}"}},
    f"{D}.numerator.update": lambda world: {"id": _numerator(world), "fields": {"name": "Bills"}},
    f"{D}.region.add": lambda world: {"fields": REGION},
    f"{D}.region.update": lambda world: {"id": _region(world), "fields": {"title": "Tyrol"}},
    f"{D}.role.add": lambda world: {"fields": ROLE},
    f"{D}.role.update": lambda world: {"id": _role(world), "fields": ROLE},
    f"{D}.role.fillaccesses": lambda world: {"accesses": [{"roleId": _role(world), "accessCode": "UA"}]},
}


@calls("template.check")
def _template_check(world: World) -> dict[str, Any]:
    return {"file": b64(docx("{Cleint}")), "fields": {"Client": {}}, "values": {"More": 1}, "commented": "Y"}


@calls("template.add")
def _template_add(world: World) -> dict[str, Any]:
    return {"fields": {"name": "A", "numeratorId": world.numerator(), "region": "de", "file": b64(docx("x"))}}


@calls("template.update")
def _template_update(world: World) -> dict[str, Any]:
    return {"id": _template(world), "fields": {"users": [], "code": ""}}


@calls("template.list")
def _template_list(world: World) -> dict[str, Any]:
    world.rest(f"{D}.template.update", id=_template(world), fields={"name": "Changed"})
    _template(world)
    return {"select": ["*", "users", "providers"]}


@calls("document.add")
def _document_add(world: World) -> dict[str, Any]:
    return {"templateId": _template(world), "value": "DEAL_1", "values": {"Client": "Anna"}}


@calls("document.update")
def _document_update(world: World) -> dict[str, Any]:
    return {"id": _converted(world), "values": {"Client": "Berta"}}


@calls("document.list")
def _document_list(world: World) -> dict[str, Any]:
    _published(world)
    _document(world)
    return {"select": ["*", "values"]}


@calls("numerator.list")
def _numerator_list(world: World) -> dict[str, Any]:
    _numerator(world)
    return {}


@calls("region.list")
def _region_list(world: World) -> dict[str, Any]:
    _region(world)
    return {}


@calls("role.list")
def _role_list(world: World) -> dict[str, Any]:
    _role(world)
    return {}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    shape = METHODS[method]
    answer = world.rest.raw(method, CALLS[method](world))
    body = json.loads(answer.text)
    assert answer.status_code == 200, body
    assert differences(shape["result"], body["result"]) == []
    assert differences(SHAPES["$time"], body["time"], "time") == []
    assert body.keys() == {"result", "time"} | ({"total"} if shape["total"] else set())
    if shape["total"]:
        assert isinstance(body["total"], int)
        assert body["total"] > 0


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()
    assert len(METHODS) == 30


def test_what_is_optional_is_there_once_its_reason_is(world: World) -> None:
    """A converted document with a public link that was opened, and a conversion that failed: nothing is left out."""
    made = _published(world)
    now = datetime.now(UTC)
    with world.services.engine.begin() as db:
        revision = documents.change(db, made, viewed_at=now).revision
        documents.record_failure(db, made, revision, code="timeout", message="It took too long", now=now)
    shown = world.rest(f"{D}.document.get", id=made)["document"]
    shape = METHODS[f"{D}.document.get"]["result"]["document"]
    assert {key.rstrip("?") for key in shape} - shown.keys() == {"transformationCancelReason"}
    assert differences(shape, shown) == []
    assert (shown["transformationErrorCode"], shown["isTransformationError"]) == ("timeout", True)
    assert shown["publicUrl"].startswith(f"{world.served.base_url}/~")


def test_the_answer_of_a_refusal_is_documented_too(world: World) -> None:
    body = world.rest.raw(f"{D}.document.get", {"id": 2**40}).json()
    assert differences(SHAPES["$error"], body, "body") == []


def test_the_comparison_itself_sees_what_is_wrong() -> None:
    shape = {"id": "integer string", "flag?": "Y|N", "users": {"{code}": "string"}, "list": ["integer"]}
    good = {"id": "5", "flag": "Y", "users": [], "list": [1]}
    assert differences(shape, good) == []
    for wrong in (
        {**good, "id": 5},
        {**good, "flag": True},
        {**good, "users": ["UA"]},
        {**good, "list": ["1"]},
        {**good, "more": 1},
        {key: item for key, item in good.items() if key != "id"},
    ):
        assert len(differences(shape, wrong)) == 1, wrong

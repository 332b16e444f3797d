"""The shapes of the answers about documents of the CRM: every method is called, keys and JSON types compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from crm_worlds import DEAL, D, T, document, item, template
from worlds import World, b64, docx

N = "crm.documentgenerator.numerator"
SHAPES = shapes()
METHODS = {
    name: shape
    for name, shape in SHAPES["methods"].items()
    if name.startswith(("crm.documentgenerator.", "disk.file."))
}
Call = Callable[[World], dict[str, Any]]
NUMERATOR = {"name": "Invoices", "template": "{NUMBER}"}


def _numerator(world: World) -> int:
    return int(world.rest(f"{N}.add", fields=NUMERATOR)["numerator"]["id"])


def _template(world: World) -> int:
    return template(
        world, docx("{DocumentNumber} {MyCompanyTitle} {TotalSum} {Own}"), entityTypeId=["2", "2_category_0"]
    )


def _deal(world: World) -> int:
    return item(world.rest, DEAL, title="Implementation")


def _document(world: World) -> int:
    return int(document(world, _template(world), _deal(world))["id"])


def _id(make: Callable[[World], int], **more: Any) -> Call:
    return lambda world: {"id": make(world), **more}


def _listed(world: World) -> dict[str, Any]:
    _document(world)
    return {}


CALLS: dict[str, Call] = {
    f"{N}.add": lambda world: {"fields": NUMERATOR},
    f"{N}.update": lambda world: {"id": _numerator(world), "fields": {"name": "Bills"}},
    f"{N}.get": _id(_numerator),
    f"{N}.delete": _id(_numerator),
    f"{N}.list": lambda world: {"start": [_numerator(world), 0][1]},
    f"{T}.add": lambda world: {
        "fields": {
            "name": "A",
            "numeratorId": world.numerator(),
            "region": "de",
            "entityTypeId": [2],
            "file": b64(docx("x")),
        }
    },
    f"{T}.update": lambda world: {"id": _template(world), "fields": {"entityTypeId": ["1", "31_1"]}},
    f"{T}.get": _id(_template),
    f"{T}.delete": _id(_template),
    f"{T}.list": lambda world: {"select": ["*", "users", "entityTypeId"], "filter": {"id": _template(world)}},
    f"{T}.getfields": lambda world: {"id": _template(world), "entityTypeId": DEAL, "entityId": _deal(world)},
    f"{D}.add": lambda world: {"templateId": _template(world), "entityTypeId": DEAL, "entityId": _deal(world)},
    f"{D}.update": _id(_document, values={"Own": "x"}),
    f"{D}.get": _id(_document),
    f"{D}.delete": _id(_document),
    f"{D}.enablepublicurl": _id(_document),
    f"{D}.getfields": _id(_document),
    f"{D}.list": _listed,
    f"{D}.upload": lambda world: {
        "fields": {
            "entityTypeId": DEAL,
            "entityId": _deal(world),
            "fileContent": b64(docx("x")),
            "region": "de",
            "title": "Product demonstration",
            "number": "2026-001",
        }
    },
    "disk.file.get": lambda world: {
        "id": world.rest(f"{D}.get", id=_document(world))["document"]["emailDiskFile"],
    },
}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    shape = METHODS[method]
    answer = world.rest.raw(method, CALLS[method](world))
    body = json.loads(answer.text)
    assert answer.status_code == 200, body
    assert differences(shape["result"], body["result"]) == []
    assert differences(SHAPES["$time"], body["time"], "time") == []
    assert body.keys() == {"result", "time"} | ({"total"} if shape["total"] else set())


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()
    assert len(METHODS) == 20

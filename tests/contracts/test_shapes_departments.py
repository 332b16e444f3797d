"""The shapes of the answers of ``department.*``: each is called, keys and JSON types compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from worlds import World

METHODS = shapes("department")["methods"]


def _department(world: World) -> int:
    """A department under the top, with a head."""
    top = world.rest("department.add", NAME="Company")
    made: int = world.rest("department.add", NAME="Sales", PARENT=top, UF_HEAD=world.admin.id)
    return made


CALLS: dict[str, Callable[[World], dict[str, Any]]] = {
    "department.add": lambda world: {"NAME": "Sales", "PARENT": _department(world)},
    "department.update": lambda world: {"ID": _department(world), "NAME": "Trade"},
    "department.delete": lambda world: {"ID": _department(world)},
    "department.fields": lambda world: {},
    "department.get": lambda world: {"sort": "NAME"} if _department(world) else {},
}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    body = world.rest.raw(method, CALLS[method](world)).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body["result"]
    assert body.keys() == {"result", "time"} | ({"total"} if METHODS[method]["total"] else set())


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()

"""The shapes of the answers of ``sign.b2e.*``: each is called, keys and JSON types compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from signing_worlds import GET, OF_EMPLOYEE, PERSONAL, PROVIDERS, SAFE, SEND, Office, linked_office
from worlds import World

METHODS = shapes("sign.b2e")["methods"]


def _signed(office: Office) -> dict[str, Any]:
    office.signed()
    return {}


def _of_employee(office: Office) -> dict[str, Any]:
    office.signed()
    return {"id": office.of(office.worker)(PERSONAL)[0]["id"]}


CALLS: dict[str, Callable[[Office], dict[str, Any]]] = {
    SEND: lambda office: {"fields": office.fields()},
    GET: lambda office: {"uid": office.send()["uid"], "language": "ru"},
    PROVIDERS: lambda office: {"companyCrmId": office.company},
    PERSONAL: _signed,
    SAFE: _signed,
    OF_EMPLOYEE: _of_employee,
}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    office = linked_office(world) if method == OF_EMPLOYEE else Office(world)
    params = CALLS[method](office)
    caller = office.worker if method == PERSONAL else None
    body = office.of(caller).raw(method, params).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body["result"]
    assert body.keys() == {"result", "time"}


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()

"""The shapes of the answers of the system methods: each is called, keys and JSON types compared."""

from __future__ import annotations

from typing import Any

import pytest

from applications import application
from contracts.matching import differences
from contracts.tables import shapes
from worlds import World

SHAPES = shapes() | shapes("system")
METHODS = SHAPES["methods"]
HANDLER = {"event": "ONAPPINSTALL", "handler": "https://handler.example.test/"}
CALLS: dict[str, dict[str, Any]] = {
    "methods": {"full": True},
    "scope": {"full": True},
    "events": {"full": True},
    "method.get": {"name": "user.get"},
    "profile": {},
    "server.time": {},
    "app.info": {},
    "user.current": {},
    "user.get": {},
    "access.name": {"ACCESS": ["AU", "G2"]},
    "feature.get": {"CODE": "rest_auth_connector"},
    "event.bind": HANDLER,
    "event.unbind": HANDLER,
    "event.get": {},
    "batch": {"cmd": {"me": "profile", "failed": "feature.get", "many": "user.get"}},
}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    calls, shape = application(world), METHODS[method]
    if method == "event.get":
        calls("event.bind", **HANDLER)
    body = calls.raw(method, CALLS[method]).json()
    assert differences(shape["result"], body["result"]) == []
    assert body["result"] not in ([], {})
    assert differences(SHAPES["$time"], body["time"], "time") == []
    assert body.keys() == {"result", "time"} | ({"total"} if shape["total"] else set())


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()

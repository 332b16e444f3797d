"""The shapes of the answers of ``humanresources.hcmlink.*``: each is called, keys and JSON types compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from hcmlink_worlds import H, Link
from worlds import World

METHODS = shapes(H)["methods"]
Call = Callable[[Link], dict[str, Any]]


def _linked(**more: Any) -> Call:
    """A call once there is a person who is the administrator."""

    def call(link: Link) -> dict[str, Any]:
        link.employees({"userId": link.world.admin.id})
        return more

    return call


def _job(**more: Any) -> Call:
    return lambda link: {"id": link.ask_people(), **more}


CALLS: dict[str, Call] = {
    f"{H}.company.add": lambda link: {"fields": link.company()},
    f"{H}.company.update": lambda link: {"id": link.id, "fields": link.company()},
    f"{H}.company.delete": lambda link: {"id": link.id},
    f"{H}.company.list": lambda link: {**_linked()(link), "userId": link.world.admin.id},
    f"{H}.company.user.list": _linked(),
    f"{H}.employee.list": _linked(company="hr-1"),
    f"{H}.employee.set": _linked(company="hr-1", data=[{"employee": "e", "person": "p"}]),
    f"{H}.field.value.set": _linked(company="hr-1", data=[{"employee": "e-1", "field": "x", "value": ""}]),
    f"{H}.job.status.get": _job(),
    f"{H}.job.update": _job(fields={"status": "DONE", "data": {"batch": "1"}}),
}


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    link = Link(world)
    body = link.app.raw(method, CALLS[method](link)).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body["result"]
    assert body.keys() == {"result", "time"}


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()

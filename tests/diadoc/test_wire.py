from __future__ import annotations

from collections.abc import Callable

from diadoc.client import JSON, Client
from inkpost.faces.diadoc import proto as pb
from worlds import Person, World

SignIn = Callable[[Person], Client]


def test_an_endpoint_answers_in_both_encodings(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.admin)
    told = client.ask(pb.UserV2, "GET", "/V2/GetMyUser")
    assert (told.Login, told.FullName.FirstName, told.IsRegistered) == (world.admin.login, "Anna", True)
    assert client.json("GET", "/v2/getmyuser") == {
        "UserId": told.UserId,
        "Login": world.admin.login,
        "FullName": {"LastName": "Schmidt", "FirstName": "Anna", "MiddleName": ""},
        "IsRegistered": True,
    }
    answer = client.raw("GET", "/V2/GetMyUser", accept=JSON)
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    bearer = client.raw("GET", "/V2/GetMyUser", authorization=f"Bearer {client.token}", accept=JSON)
    assert bearer.json()["UserId"] == told.UserId

"""What every call meets: encodings, verbs, addresses, refusals."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from diadoc.client import JSON, Client, Refused
from inkpost.errors import Reason
from inkpost.faces.diadoc import errors, known, routes
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.opened import ADDRESSES
from inkpost.operations import administration
from support import shared
from worlds import Person, World

SignIn = Callable[[Person], Client]
EXTRA = {
    "GET /V5/GetMessage",
    "GET /V2/GetEvent",
    "GET /V3/GetEvent",
    "GET /V2/GetLastEvent",
    "POST /V4/GetDocflows",
    "POST /V4/GetDocflowsByPacketId",
    "POST /V4/SearchDocflows",
    "POST /V4/GetDocflowEvents",
    "POST /V2/DssSign",
    "GET /GenerateDocumentProtocol",
    "POST /V2/ShelfUpload",
    "POST /ShelfUploadPartInit",
    "POST /ShelfUploadPart",
    "GET /V2/ShelfDownload",
}
"""What programs call though the lists of the documentation lack it."""


def test_an_endpoint_answers_in_both_encodings(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.admin)
    told = client.ask(pb.UserV2, "GET", "/V2/GetMyUser")
    assert (told.Login, told.FullName.FirstName, told.IsRegistered) == (world.admin.login, "Anna", True)
    assert client.json("GET", "/v2/getmyuser") == {
        "UserId": told.UserId,
        "Login": world.admin.login,
        "FullName": {"LastName": "Schmidt", "FirstName": "Anna"},
        "IsRegistered": True,
    }
    answer = client.raw("GET", "/V2/GetMyUser", accept=JSON)
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    plain = client.raw("GET", "//V2/GetMyUser/", accept="")
    assert plain.headers["content-type"] == "application/x-protobuf"
    assert plain.headers["cache-control"] == "no-store"
    assert len(plain.headers["x-request-id"]) == 16


@pytest.mark.parametrize(
    "content_type", ["", "application/x-protobuf", "application/octet-stream", "Application/X-Protobuf; a=b"]
)
def test_a_body_is_protocol_buffers_unless_it_says_json(client: Client, world: World, content_type: str) -> None:
    body = pb.LoginPassword(Login=world.admin.login, Password=world.admin.password).SerializeToString()
    told = {"content_type": content_type} if content_type else {}
    assert client.raw("POST", "/v3/authenticate?TYPE=password", body, **told).text


@pytest.mark.parametrize("content_type", [JSON, "application/json charset=utf-8", "text/json;charset=UTF-8"])
def test_names_in_json_have_no_letter_case(client: Client, world: World, content_type: str) -> None:
    body = json.dumps({"login": world.admin.login, "PASSWORD": world.admin.password, "more": [1]}).encode()
    assert client.raw("POST", "/V3/Authenticate?type=password", body, content_type=content_type).text


def test_what_cannot_be_read_is_refused_by_its_name(client: Client) -> None:
    def told(body: bytes, content_type: str = JSON) -> tuple[int, str]:
        answer = client.send("POST", "/V3/Authenticate?type=password", body, content_type=content_type)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        return answer.status_code, answer.text

    assert told(b'{"login": "x"}') == (400, "The body lacks Password, which is required")
    assert told(b'{"login": 5}') == (400, "Login is 5: it takes a text in UTF-8, without the character U+0000")
    assert told(b"[]") == (400, "The body is a list: it takes a LoginPassword as an object")
    assert told(b'{"login')[0] == 400
    assert told(b"\xff\xff", "") == (
        400,
        "The body is no LoginPassword in Protocol Buffers; for JSON send Content-Type: application/json",
    )
    assert told(b"", "") == (400, "The body lacks Login, which is required")
    assert told(b"a=b", "application/x-www-form-urlencoded") == (
        415,
        "Content-Type application/x-www-form-urlencoded is not read here: send application/json, or Protocol Buffers "
        "without one",
    )


def test_another_verb_is_told_the_right_one(client: Client) -> None:
    answer = client.send("POST", "/V2/GetMyUser")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.text == "/V2/GetMyUser takes GET, not POST"
    assert client.send("GET", "/V3/Authenticate").headers["allow"] == "POST"
    assert client.send("DELETE", "/DetectDocumentTitles").headers["allow"] == "GET, POST"
    assert client.send("HEAD", "/V2/GetMyUser").status_code == 405


def test_what_is_known_and_not_served_says_so(client: Client) -> None:
    answer = client.send("POST", "/V2/forwarddocument")
    assert (answer.status_code, answer.text) == (
        501,
        "POST /V2/forwarddocument is not served here yet: see COVERAGE.md for what is",
    )


def test_what_is_unknown_is_not_found_and_the_rest_of_the_site_is_not_ours(client: Client) -> None:
    answer = client.send("GET", "/V9/GetDocuments")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert client.send("GET", "/V3/%ff%00%d0").status_code == 404
    assert "text/html" in client.send("GET", "/sign-in").headers["content-type"]


def test_every_endpoint_of_the_contract_is_known() -> None:
    rows = json.loads(shared("contract", "diadoc-endpoints.json").read_text())
    documented = {f"{row['verb']} {row['path']}" for row in rows}
    listed = known.listed()
    assert documented | EXTRA <= set(listed)
    assert len(listed) == len({each.lower() for each in listed})


def test_every_endpoint_served_is_one_that_is_known() -> None:
    verbs = known.known()
    for path, served in {**routes.table(), **ADDRESSES}.items():
        assert set(served) <= verbs[path], path


def test_every_reason_has_a_status() -> None:
    assert set(errors.TABLE) == set(Reason)
    assert set(errors.TABLE.values()) <= {400, 401, 402, 403, 404, 409, 429, 500, 503}


def test_a_call_without_a_good_token_is_refused(client: Client, world: World, signed_in: SignIn) -> None:
    good = signed_in(world.admin)
    header = f"DiadocAuth ddauth_api_client_id={client.client_id},ddauth_token="
    wrong = {
        "": "The request has no token",
        header: "The request has no token",
        "Basic abc": "The request has no token",
        header + "x" * 64: "The token is unknown",
        "Bearer " + "x" * 64: "The token is unknown",
        f"DiadocAuth ddauth_api_client_id=other,ddauth_token={good.token}": "The token was given to another client id",
    }
    for told, text in wrong.items():
        answer = client.send("GET", "/V2/GetMyUser", authorization=told)
        assert (answer.status_code, answer.text.split(":")[0]) == (401, text), told
        assert answer.headers["www-authenticate"] == "DiadocAuth, Bearer"
    spaced = f"DIADOCAUTH ddauth_token={good.token} , ddauth_api_client_id = {client.client_id}"
    assert client.send("GET", "/V2/GetMyUser", authorization=spaced).status_code == 200


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: Client) -> None:
    target = urlsplit(client.base_url)
    with socket.create_connection((target.hostname, target.port), timeout=30) as wire:
        wire.sendall(b"POST /V3/PostMessage HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
        head = wire.recv(65536)
    assert head.startswith(b"HTTP/1.1 413")
    assert b"x-request-id" in head


def test_a_closed_organisation_is_refused(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.admin)
    administration.set_organization(world.services, world.organization_id, closed=True)
    with pytest.raises(Refused) as refused:
        client.ask(pb.UserV2, "GET", "/V2/GetMyUser")
    assert (refused.value.status, refused.value.text) == (403, "The organisation is closed")

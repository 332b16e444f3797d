"""Who calls: webhooks and tokens in every place, and what is checked before what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import httpx
import pytest

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.auth import Path, read_path
from support import CLIENT, Rest
from worlds import World

METHOD = "documentgenerator.document.list"
NO_AUTH = (401, "NO_AUTH_FOUND", "Wrong authorization data")
NOT_FOUND = (404, "ERROR_METHOD_NOT_FOUND", "Method not found!")
Send = Callable[[str, str], httpx.Response]

WAYS: dict[str, Send] = {
    "query": lambda url, token: CLIENT.get(url, params={"auth": token}),
    "query of a POST": lambda url, token: CLIENT.post(url, params={"auth": token}, json={"start": 0}),
    "other name": lambda url, token: CLIENT.get(url, params={"access_token": token}),
    "JSON": lambda url, token: CLIENT.post(url, json={"auth": token}),
    "form": lambda url, token: CLIENT.post(url, data={"auth": token}),
    "multipart": lambda url, token: CLIENT.post(url, files={"auth": (None, token)}),
    "an event's block": lambda url, token: CLIENT.post(url, json={"auth": {"access_token": token, "domain": "x"}}),
    "an event's block in a form": lambda url, token: CLIENT.post(url, data={"auth[access_token]": token}),
    "bearer": lambda url, token: CLIENT.post(url, json={}, headers={"Authorization": f"Bearer {token}"}),
    "bearer in small letters": lambda url, token: CLIENT.get(url, headers={"authorization": f"bearer {token}"}),
}


def told(answer: httpx.Response) -> tuple[int, str, str]:
    """Status, code and text."""
    body = answer.json()
    return answer.status_code, body["error"], body["error_description"]


@pytest.fixture
def token(world: World) -> str:
    """An access token of the administrator."""
    return world.token(world.application()).access_token


@pytest.mark.parametrize("way", WAYS)
def test_a_token_is_found_wherever_it_is(world: World, token: str, way: str) -> None:
    url = f"{world.served.base_url}/rest/{METHOD}"
    assert WAYS[way](url, token).json()["result"] == {"documents": []}
    assert told(WAYS[way](url, token[:-1] + "!")) == NO_AUTH


def test_the_body_wins_over_the_query(world: World, token: str) -> None:
    url = f"{world.served.base_url}/rest/{METHOD}"
    assert CLIENT.post(url, params={"auth": "wrong"}, json={"auth": token}).status_code == 200
    assert told(CLIENT.post(url, params={"auth": token}, json={"auth": "wrong"})) == NO_AUTH


@pytest.mark.parametrize(
    "tail",
    [
        METHOD,
        f"{METHOD}.json",
        f"{METHOD}/",
        f"{METHOD}.json/",
        f"/{METHOD}",
        f"//{METHOD}//",
        METHOD.upper(),
        "documentGenerator.Document.LIST.JSON",
    ],
)
def test_a_method_is_found_however_it_is_written(world: World, token: str, tail: str) -> None:
    assert CLIENT.post(f"{world.served.base_url}/rest/{tail}", json={"auth": token}).status_code == 200
    assert CLIENT.get(f"{world.rest.webhook_url}{tail}").json()["result"] == {"documents": []}


def test_the_suffix_says_the_format(world: World) -> None:
    answer = CLIENT.get(f"{world.rest.webhook_url}{METHOD}.xml")
    assert answer.headers["content-type"].startswith("text/xml")
    assert "<result><documents" in answer.text.replace("\n", "")
    refused = CLIENT.get(f"{world.served.base_url}/rest/{METHOD}.xml")
    assert refused.status_code == 401
    assert "<error>NO_AUTH_FOUND</error>" in refused.text


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/rest/1/abc/profile", Path("profile", "json", 1, "abc")),
        ("/rest//1//abc//profile.XML/", Path("profile", "xml", 1, "abc")),
        ("/rest/profile", Path("profile")),
        ("/rest/1/abc", Path("", "json", 1, "abc")),
        ("/rest/", Path("")),
        ("/rest/²/abc/profile", Path("²/abc/profile")),
        (f"/rest/{'9' * 19}/abc/profile", Path(f"{'9' * 19}/abc/profile")),
    ],
)
def test_a_path_taken_apart(path: str, found: Path) -> None:
    assert read_path(path) == found


def test_nobody_learns_which_part_was_wrong(world: World, other_world: World) -> None:
    person = world.person()
    wrong = [
        Rest(world.webhook_url(world.admin.id, person.secret)),
        Rest(world.webhook_url(other_world.admin.id, world.admin.secret)),
        Rest(world.webhook_url(10**17, world.admin.secret)),
        Rest(world.webhook_url(world.admin.id, world.admin.secret.upper())),
        Rest(world.webhook_url(world.admin.id, "%00")),
        Rest(f"{world.served.base_url}/rest/"),
        Rest(f"{world.served.base_url}/rest/{world.admin.id}/"),
        Rest(f"{world.served.base_url}/rest/%C2%B2/{world.admin.secret}/"),
    ]
    assert {told(each.raw(METHOD)) for each in wrong} == {NO_AUTH}


def test_who_asks_comes_before_what_is_asked(world: World) -> None:
    nobody = Rest(f"{world.served.base_url}/rest/1/{'x' * 32}/")
    assert nobody.error("no.such.method") == NO_AUTH
    assert nobody.error("batch", cmd="nonsense") == NO_AUTH
    broken = {"content": b'{"id":', "headers": {"content-type": "application/json"}}
    assert told(CLIENT.post(f"{nobody.webhook_url}{METHOD}", **broken)) == NO_AUTH
    assert world.rest.error("no.such.method") == NOT_FOUND
    status, code, text = told(CLIENT.post(f"{world.rest.webhook_url}{METHOD}", **broken))
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert "JSON" in text


def test_the_kind_of_authorisation_comes_before_the_scope_and_the_scope_before_the_parameters(world: World) -> None:
    narrow = world.person(admin=True, scopes=["user"]).rest
    assert narrow.error("event.bind")[:2] == (403, "WRONG_AUTH_TYPE")
    assert narrow.error("documentgenerator.template.add")[:2] == (403, "insufficient_scope")
    assert narrow.error("documentgenerator.document.get", id={"no": "number"})[:2] == (403, "insufficient_scope")
    assert world.rest.error("documentgenerator.template.add")[:2] == (400, "100")


def test_the_right_comes_after_the_scope(world: World) -> None:
    person = world.person(scopes=["crm"]).rest
    assert person.error(METHOD)[:2] == (403, "insufficient_scope")
    assert world.person().rest.error(METHOD) == (400, "0", "You do not have permissions to view documents")


def test_a_closed_portal_is_closed_to_good_secrets_only(make_world: Callable[..., World]) -> None:
    world = make_world()
    world.served.inkpost("portal", "set", str(world.organization_id), "--closed", "--overloaded", "--no-rest")
    assert world.rest.error("no.such.method") == (500, "PORTAL_DELETED", "Portal was deleted")
    assert Rest(world.webhook_url(world.admin.id, "x" * 32)).error(METHOD) == NO_AUTH


def test_a_removed_application_has_no_tokens(world: World) -> None:
    application = world.application()
    token = world.token(application).access_token
    rest = Rest(f"{world.served.base_url}/rest/")
    assert rest(METHOD, auth=token) == {"documents": []}
    world.served.inkpost("application", "remove", str(world.organization_id), application.client_id)
    assert rest.error(METHOD, auth=token) == NO_AUTH


def test_the_secrets_can_be_written_anywhere_unescaped(world: World) -> None:
    application = world.application()
    pair = world.token(application)
    for secret in (world.admin.secret, pair.access_token, pair.refresh_token, application.client_secret):
        assert secret.isascii()
        assert secret.isalnum()
    assert application.client_id.replace(".", "").isalnum()


def test_time_is_told_in_the_zone_of_the_portal(make_world: Callable[..., World]) -> None:
    world = make_world(timezone="Asia/Kolkata")
    time = world.rest.raw(METHOD).json()["time"]
    assert (
        datetime.fromisoformat(time["date_start"]).utcoffset()
        == datetime.fromisoformat("2026-01-01T00:00:00+05:30").utcoffset()
    )
    assert time["start"] <= time["finish"]
    assert abs((time["finish"] - time["start"]) - time["duration"]) < 1e-6
    assert 0 < time["processing"] <= time["duration"]


def test_an_error_is_no_reason_to_look_inside() -> None:
    fault = InkpostError(Reason.INTERNAL, detail="the secret detail")
    assert "secret" not in str(fault)

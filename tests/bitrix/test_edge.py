"""The edge: channels, proxies, hosts, bodies, methods of HTTP, and what never reaches the log."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from inkpost.config import SettingFault, Settings, from_environment
from servers import PROXY, PUBLIC_URL, WIDE_BODY, proxy_client, wide, world_on
from support import CLIENT, wait_for
from worlds import World, docx

METHOD = "documentgenerator.document.list"
HTTPS_REQUIRED = {"error": "INVALID_REQUEST", "error_description": "Https required"}


@pytest.fixture(scope="module")
def beyond() -> World:
    """An organisation on a server that listens beyond loopback."""
    return world_on(wide())


def ask(world: World, client: httpx.Client, **headers: str) -> httpx.Response:
    """A call with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"{world.rest.webhook_url}{METHOD}", json={}, headers=named)


def test_plain_http_is_refused_beyond_loopback(beyond: World) -> None:
    answer = ask(beyond, CLIENT)
    assert (answer.status_code, answer.json()) == (400, HTTPS_REQUIRED)
    assert ask(beyond, CLIENT, X_Forwarded_Proto="https").json() == HTTPS_REQUIRED, "nobody trusts this peer"
    form = {"grant_type": "refresh_token", "client_id": "x", "client_secret": "x", "refresh_token": "x"}
    assert CLIENT.post(f"{beyond.served.base_url}/oauth/token/", data=form).json() == HTTPS_REQUIRED
    assert CLIENT.get(f"{beyond.served.base_url}/rest/app.info/?auth=x").json() == HTTPS_REQUIRED
    assert CLIENT.get(f"{beyond.served.base_url}/oauth/authorize/?client_id=x").status_code == 400


def test_a_trusted_proxy_says_what_the_channel_was(beyond: World) -> None:
    with proxy_client() as proxy:
        assert ask(beyond, proxy, X_Forwarded_Proto="https").json()["result"] == {"documents": []}
        assert ask(beyond, proxy, X_Forwarded_Proto="http, https").status_code == 200, "the last word is our proxy's"
        assert ask(beyond, proxy, X_Forwarded_Proto="https, http").json() == HTTPS_REQUIRED
        assert ask(beyond, proxy).json() == HTTPS_REQUIRED


def test_loopback_needs_no_https(world: World) -> None:
    assert ask(world, CLIENT).status_code == 200
    assert ask(world, CLIENT, X_Forwarded_Proto="http").status_code == 200, "nobody trusts this peer"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        *((host, True) for host in ("127.0.0.1", "127.1.2.3", "::1", "localhost")),
        *((host, False) for host in ("0.0.0.0", "10.0.0.1", "::", "localhost.example.com")),
    ],
)
def test_which_listener_only_this_machine_can_reach(host: str, loopback: bool) -> None:
    assert Settings(Path("x"), host=host).loopback is loopback


@pytest.mark.parametrize(
    "url", ["documents.example.com", "ftp://x", "https://", "https://u:p@x", "https://x?y=1", "https://x/#y"]
)
def test_a_public_address_is_checked(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingFault, match="INKPOST_PUBLIC_URL"):
        from_environment(tmp_path, environ={"INKPOST_PUBLIC_URL": url})


@pytest.mark.parametrize("text", ["-1", "x", "nan", "86401", "1e9"])
def test_the_operating_limit_is_checked(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingFault, match="INKPOST_OPERATING_LIMIT"):
        from_environment(tmp_path, environ={"INKPOST_OPERATING_LIMIT": text})


def test_no_link_names_a_host_that_the_request_named(world: World, beyond: World) -> None:
    evil = {"Host": "evil.example.test", "X-Forwarded-Host": "evil.example.test", "Forwarded": "host=evil.example.test"}
    template = world.template(docx("x"))
    answer = CLIENT.post(
        f"{world.rest.webhook_url}documentgenerator.document.add",
        json={"templateId": template, "value": "1"},
        headers=evil,
    )
    assert world.served.base_url in answer.text.replace("\\/", "/")
    assert "evil" not in answer.text
    with proxy_client() as proxy:
        headers = {**evil, "X-Forwarded-Proto": "https"}
        fields = {"name": "T", "region": "de", "users": ["UA"], "file": ["t.docx", docx_base64()]}
        fields["numeratorId"] = beyond.numerator()
        url = f"{beyond.rest.webhook_url}documentgenerator.template.add"
        answer = proxy.post(url, json={"fields": fields}, headers=headers)
    made = answer.json()["result"]["template"]
    assert made["download"].startswith(f"{PUBLIC_URL}/")
    assert made["downloadMachine"].startswith(f"{PUBLIC_URL}/rest/")
    assert "evil" not in answer.text


def docx_base64() -> str:
    """A small template."""
    import base64

    return base64.b64encode(docx("x")).decode()


def test_a_body_over_the_limit_is_refused(beyond: World) -> None:
    with proxy_client() as proxy:
        url, secure = f"{beyond.rest.webhook_url}{METHOD}", {"X-Forwarded-Proto": "https"}
        fits = {"pad": "x" * (WIDE_BODY - 100)}
        assert proxy.post(url, json=fits, headers=secure).status_code == 200
        over = proxy.post(url, json={"pad": "x" * WIDE_BODY}, headers=secure)
        assert (over.status_code, over.json()["error"]) == (413, "ERROR_ARGUMENT")
        assert str(WIDE_BODY) in over.json()["error_description"]

        def pieces() -> Any:
            for _ in range(WIDE_BODY // 1024 + 1):
                yield b"x" * 1024

        assert proxy.post(url, content=pieces(), headers=secure).status_code == 413, "no length was announced"
        assert proxy.post(url, json={}, headers=secure).status_code == 200


def exchange(world: World, head: str, body: bytes = b"") -> Any:
    """Send these bytes to the wide server from its proxy's address; read what it says until it closes or waits."""
    address = httpx.URL(world.served.base_url)
    with socket.create_connection((address.host, address.port), timeout=30, source_address=(PROXY, 0)) as wire:
        wire.sendall(f"{head}\r\nHost: x\r\nX-Forwarded-Proto: https\r\n\r\n".encode() + body)
        answer = http.client.HTTPResponse(wire)
        answer.begin()
        answer.read()
        return answer


def test_who_still_sends_hears_the_answer_and_learns_that_the_connection_ends(beyond: World) -> None:
    path = httpx.URL(f"{beyond.rest.webhook_url}{METHOD}").path
    read = exchange(beyond, f"POST {path} HTTP/1.1\r\nContent-Length: {WIDE_BODY + 1}", b"x" * (WIDE_BODY + 1))
    assert (read.status, read.getheader("connection")) == (413, None), "what is small enough to read on is read"
    much = exchange(beyond, f"POST {path} HTTP/1.1\r\nContent-Length: {10**10}", b"x" * WIDE_BODY)
    assert (much.status, much.getheader("connection")) == (413, "close")
    silent = exchange(beyond, f"POST {path} HTTP/1.1\r\nContent-Length: {WIDE_BODY + 1}")
    assert (silent.status, silent.getheader("connection")) == (413, "close")
    asking = exchange(beyond, f"POST {path} HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: {10**10}")
    assert (asking.status, asking.getheader("connection")) == (413, "close"), "nobody said 100 Continue"
    unread = exchange(beyond, f"PUT {path} HTTP/1.1\r\nContent-Length: 5", b"hello")
    assert (unread.status, unread.getheader("connection")) == (405, None)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b'"text"', "application/json"),
        (b"{" * 100_000, "application/json"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "application/json"),
        (b'{"a": "\xff"}', "application/json"),
        (b"a=%ff", "application/x-www-form-urlencoded"),
        (b"a[" + b"b][" * 40 + b"]=1", "application/x-www-form-urlencoded"),
        (b"&".join(b"a[]=1" for _ in range(10_001)), "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
    ],
    ids=range(11),
)
def test_a_malformed_body_is_the_callers_fault(world: World, content: bytes, kind: str) -> None:
    url = f"{world.rest.webhook_url}{METHOD}"
    answer = CLIENT.post(url, content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["error"]) == (400, "ERROR_ARGUMENT"), answer.text
    assert answer.json()["error_description"]
    assert world.rest(METHOD) == {"documents": []}


def test_a_compressed_body_is_not_taken_for_json(world: World) -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    answer = CLIENT.post(f"{world.rest.webhook_url}{METHOD}", content=gzip.compress(b"{}"), headers=headers)
    assert answer.status_code == 400


def test_unknown_parameters_are_nobodys_business(world: World) -> None:
    url = f"{world.rest.webhook_url}{METHOD}?bx24_request_id=1&bx24_sdk_ver=2.1.0"
    answer = CLIENT.post(url, json={"providerClassName": "X", "__order": "order0000000000", "start": 0})
    assert answer.json().get("result") == {"documents": []}, answer.text


def test_the_query_counts_beside_a_body(world: World) -> None:
    template = world.template(docx("x"))
    world.document(template)
    url = f"{world.rest.webhook_url}{METHOD}?select[]=id&filter[templateId]={template}"
    assert list(CLIENT.post(url, json={"start": 0}).json()["result"]["documents"][0])[:1] == ["id"]
    assert CLIENT.get(url).json()["total"] == 1


def test_other_sites_may_call(world: World) -> None:
    url = f"{world.rest.webhook_url}{METHOD}"
    asked = CLIENT.options(url, headers={"Origin": "https://app.test", "Access-Control-Request-Method": "POST"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "Content-Type" in asked.headers["access-control-allow-headers"]
    for answer in (CLIENT.get(url), CLIENT.get(f"{url}x"), CLIENT.post(url, content=b"{")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_head_changes_nothing(world: World) -> None:
    template = world.template(docx("x"))
    url = f"{world.rest.webhook_url}documentgenerator.document.add?templateId={template}&value=1"
    answer = CLIENT.head(url)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST, OPTIONS")
    assert world.rest(METHOD) == {"documents": []}
    assert CLIENT.put(url).status_code == 405
    link = world.rest("documentgenerator.template.get", id=template)["template"]["downloadMachine"]
    looked, fetched = CLIENT.head(link), CLIENT.get(link)
    assert (looked.status_code, looked.content) == (200, b"")
    assert looked.headers["content-length"] == str(len(fetched.content))


def test_an_answer_carries_the_id_of_its_request(world: World) -> None:
    url = f"{world.rest.webhook_url}{METHOD}"
    mine = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert CLIENT.get(url, headers={"X-Request-ID": mine}).headers["x-request-id"] == mine
    ours = CLIENT.get(url, headers={"X-Request-ID": "<script>alert(1)</script>"}).headers["x-request-id"]
    assert ours.isalnum()
    assert CLIENT.get(url).headers["x-request-id"] != ours
    assert CLIENT.get(url).headers["cache-control"] == "no-store"


def test_a_refusal_is_logged_under_the_id_of_its_request(world: World) -> None:
    mine = "request-of-a-lost-template"
    world.rest.raw("documentgenerator.template.get", {"id": 2**40}, headers={"X-Request-ID": mine})
    log = world.served.data / "server.log"
    line = wait_for(lambda: [each for each in log.read_text().splitlines() if mine in each], what="the line")[0]
    told = json.loads(line)
    assert (told["event"], told["method"]) == ("call.refused", "documentgenerator.template.get")
    assert (told["reason"], told["code"], told["status"]) == ("not_found", "0", 400)


def test_secrets_never_reach_the_log(world: World) -> None:
    base, application = world.served.base_url, world.application()
    pair, person = world.token(application), world.person()
    secrets = [world.admin.secret, pair.access_token, pair.refresh_token, application.client_secret]
    secrets += [application.application_token, person.password, "wrongsecret0123456789", "wrongcode0123456789"]
    mark = "the-last-request-of-this-test"
    for secret in secrets:
        for path in (f"/rest/1/{secret}/profile", f"/rest/{secret}/profile", f"/rest/{secret}", f"/rest/x/{secret}"):
            CLIENT.post(f"{base}{path}", json={})
            CLIENT.post(f"{base}{path}.xml", json={"auth": pair.access_token})
        CLIENT.get(f"{base}/rest/{METHOD}", params={"auth": secret, "id": secret})
        CLIENT.post(f"{base}/rest/documentgenerator.document.get", json={"auth": secret, "id": "x"})
        CLIENT.post(f"{base}/rest/batch", json={"auth": secret, "cmd": {secret: f"profile?auth={secret}"}})
        CLIENT.post(f"{base}/rest/batch", json={"auth": pair.access_token, "cmd": [f"{secret}?a={secret}", 5]})
        CLIENT.get(f"{base}/rest/documentgenerator.api.document.getfile.json", params={"auth": secret, "token": secret})
        for kind in ("authorization_code", "refresh_token"):
            form = {"grant_type": kind, "client_id": application.client_id, "client_secret": secret}
            CLIENT.post(f"{base}/oauth/token/", data={**form, "code": secret, "refresh_token": secret})
            CLIENT.get(f"{base}/oauth/token/", params={**form, "code": secret, "refresh_token": secret})
        CLIENT.get(f"{base}/oauth/authorize/", params={"client_id": secret, "state": secret})
        CLIENT.get(f"{base}/rest/app.info/", params={"auth": secret})
    world.rest.raw("documentgenerator.template.get", {"id": 2**40}, headers={"X-Request-ID": mark})
    log = world.served.data / "server.log"
    wait_for(lambda: mark in log.read_text(), what="the last line")
    written = log.read_text()
    assert [secret for secret in secrets if secret in written] == []
    assert written.count("call.refused") > len(secrets)

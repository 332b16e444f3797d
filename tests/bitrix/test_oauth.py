"""OAuth 2 from the browser's first step to the refreshed token, and every way to misuse it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
import pytest
from sqlalchemy import func, select, update

from inkpost.faces.kit.sessions import COOKIE
from inkpost.model.secrets import digest
from inkpost.operations.administration import NewApplication
from inkpost.store import credentials
from inkpost.store.tables import authorization_codes, tokens
from servers import PUBLIC_URL, proxy_client, wide, world_on
from support import CLIENT, Rest
from worlds import SCOPES, World

BACK = "https://app.example.test/back"
METHOD = "documentgenerator.document.list"
KEYS = {"access_token", "client_endpoint", "domain", "expires", "expires_in", "member_id"}
KEYS |= {"refresh_token", "scope", "server_endpoint", "status", "user_id"}
INVALID_GRANT = (400, "invalid_grant")


def session(world: World, user_id: int) -> dict[str, str]:
    """The cookie of a signed-in person."""
    token = secrets.token_hex(32)
    with world.services.engine.begin() as db:
        credentials.add_session(db, digest(token), user_id, datetime.now(UTC) + timedelta(hours=1))
    return {"Cookie": f"{COOKIE}={token}"}


def authorize(world: World, cookie: dict[str, str], **query: str) -> httpx.Response:
    """What the browser is answered."""
    return CLIENT.get(f"{world.served.base_url}/oauth/authorize/?{urlencode(query)}", headers=cookie)


def asked(world: World, method: str = "POST", **form: str) -> httpx.Response:
    """What the token endpoint answers."""
    url = f"{world.served.base_url}/oauth/token/"
    return CLIENT.post(url, data=form) if method == "POST" else CLIENT.get(url, params=form)


def refused(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, which says why and is stored nowhere."""
    body = answer.json()
    assert body.keys() == {"error", "error_description"}
    assert body["error_description"]
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, body["error"]


class Flow:
    """An application with its ways to tokens."""

    def __init__(self, world: World, **more: Any) -> None:
        self.world = world
        self.application: NewApplication = world.application(**more)
        self.client = {"client_id": self.application.client_id, "client_secret": self.application.client_secret}

    def code(self, user_id: int | None = None) -> str:
        """A code, as it comes back through the browser."""
        cookie = session(self.world, user_id or self.world.admin.id)
        answer = authorize(self.world, cookie, client_id=self.application.client_id, state="s")
        assert answer.status_code == 302, answer.text
        return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]

    def exchange(self, code: str, **more: str) -> httpx.Response:
        """The answer to a code."""
        return asked(self.world, **{"grant_type": "authorization_code", **self.client, "code": code, **more})

    def refresh(self, token: str, **more: str) -> httpx.Response:
        """The answer to a refresh token."""
        return asked(self.world, **{"grant_type": "refresh_token", **self.client, "refresh_token": token, **more})


@pytest.fixture
def flow(world: World) -> Flow:
    """An application with every scope."""
    return Flow(world)


def test_from_the_browser_to_the_second_token(world: World, flow: Flow) -> None:
    person = world.person()
    world.role(person, documents_view="X")
    state = "a b&c=d/é?#\r\nSet-Cookie: x=1"
    answer = authorize(world, session(world, person.id), client_id=flow.application.client_id, state=state)
    assert answer.status_code == 302
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert answer.headers["location"].startswith(f"{BACK}?")
    assert "set-cookie" not in answer.headers
    host = urlsplit(world.served.base_url).netloc
    back = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    member = back.pop("member_id")
    assert len(member) == 32
    assert int(member, 16)
    code = back.pop("code")
    assert back == {"state": state, "domain": host, "scope": ",".join(SCOPES), "server_domain": host}
    first = flow.exchange(code).json()
    assert first.keys() == KEYS
    assert first["expires_in"] == 3600
    assert abs(first["expires"] - time.time() - 3600) < 60
    assert (first["user_id"], first["member_id"], first["status"]) == (person.id, member, "L")
    assert first["client_endpoint"] == first["server_endpoint"] == f"{world.served.base_url}/rest/"
    assert (first["domain"], first["scope"]) == (host, ",".join(SCOPES))
    second = flow.refresh(first["refresh_token"]).json()
    assert second.keys() == KEYS
    assert {first[key] for key in ("access_token", "refresh_token")}.isdisjoint(second.values())
    for pair in (first, second):
        assert Rest(pair["client_endpoint"])(METHOD, auth=pair["access_token"]) == {"documents": []}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_tokens_are_asked_for_in_the_query_or_in_a_form(world: World, flow: Flow, method: str) -> None:
    given = {"grant_type": "authorization_code", **flow.client, "code": flow.code()}
    pair = asked(world, method, **given).json()
    given = {"grant_type": "refresh_token", **flow.client, "refresh_token": pair["refresh_token"]}
    assert asked(world, method, **given).json().keys() == KEYS
    url = f"{world.served.base_url}/oauth/token"
    assert CLIENT.get(url, params={**given, "scope": "crm"}).json()["error"] == "invalid_grant", "used by now"


def test_a_code_works_once(flow: Flow) -> None:
    code = flow.code()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(flow.exchange, [code] * 8))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 7
    assert {refused(answer) for answer in answers if answer.status_code != 200} == {INVALID_GRANT}


def test_a_refresh_token_works_once(world: World, flow: Flow) -> None:
    pair = world.token(flow.application)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(flow.refresh, [pair.refresh_token] * 8))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 7
    good = next(answer.json() for answer in answers if answer.status_code == 200)
    assert flow.refresh(good["refresh_token"]).status_code == 200


def _age(world: World, column: Any, seconds: float) -> None:
    """Let time pass for the codes or tokens of this world."""
    where = (
        authorization_codes.c.user_id == world.admin.id
        if column.table is authorization_codes
        else tokens.c.user_id == world.admin.id
    )
    with world.services.engine.begin() as db:
        db.execute(update(column.table).where(where).values({column: column - timedelta(seconds=seconds)}))


def test_a_code_lives_thirty_seconds(world: World, flow: Flow) -> None:
    young, old = flow.code(), None
    _age(world, authorization_codes.c.expires_at, 20)
    assert flow.exchange(young).status_code == 200
    old = flow.code()
    _age(world, authorization_codes.c.expires_at, 30)
    assert refused(flow.exchange(old)) == INVALID_GRANT


def test_an_access_token_lives_an_hour_and_a_refresh_token_half_a_year(world: World, flow: Flow) -> None:
    pair = world.token(flow.application)
    rest = Rest(f"{world.served.base_url}/rest/")
    _age(world, tokens.c.expires_at, 3540)
    assert rest(METHOD, auth=pair.access_token) == {"documents": []}
    _age(world, tokens.c.expires_at, 60)
    assert rest.error(METHOD, auth=pair.access_token) == (
        401,
        "expired_token",
        "The access token provided has expired",
    )
    _age(world, tokens.c.refresh_expires_at, 180 * 86400 - 60)
    pair = flow.refresh(pair.refresh_token).json()
    _age(world, tokens.c.refresh_expires_at, 180 * 86400)
    assert refused(flow.refresh(pair["refresh_token"])) == INVALID_GRANT


def test_pairs_used_up_long_ago_are_forgotten(world: World, flow: Flow) -> None:
    token = world.token(flow.application).refresh_token
    for _ in range(3):
        token = flow.refresh(token).json()["refresh_token"]
    _age(world, tokens.c.expires_at, 31 * 86400)
    flow.refresh(token)
    with world.services.engine.begin() as db:
        kept = db.execute(select(func.count()).where(tokens.c.user_id == world.admin.id)).scalar_one()
    assert kept == 1, "the new pair"


def test_every_fault_of_the_client_has_its_code(world: World, flow: Flow, other_world: World) -> None:
    code, other = flow.code(), Flow(other_world)
    token = world.token(flow.application).refresh_token
    assert refused(flow.exchange(code, client_id="local.unknown")) == (200, "wrong_client")
    assert refused(flow.exchange(code, client_secret="wrong")) == (400, "invalid_client")
    assert refused(flow.exchange(code[:-1] + "!")) == INVALID_GRANT
    assert refused(other.exchange(code)) == INVALID_GRANT
    assert refused(other.refresh(token)) == INVALID_GRANT
    assert refused(flow.refresh(code)) == INVALID_GRANT
    assert refused(flow.exchange(token)) == INVALID_GRANT
    assert refused(flow.exchange(code, grant_type="password")) == (400, "unsupported_grant_type")
    assert flow.exchange(code).status_code == 200, "no refusal has used the code up"
    assert flow.refresh(token).status_code == 200


@pytest.mark.parametrize("name", ["grant_type", "client_id", "client_secret", "code"])
def test_a_missing_parameter_is_named(world: World, flow: Flow, name: str) -> None:
    given = {"grant_type": "authorization_code", **flow.client, "code": "x"}
    for form in ({key: value for key, value in given.items() if key != name}, {**given, name: ""}):
        answer = asked(world, **form)
        assert refused(answer) == (400, "invalid_request")
        assert answer.json()["error_description"] == f'No "{name}" parameter found'
    assert asked(world, **{**given, "grant_type": "refresh_token"}).json() == {
        "error": "invalid_request",
        "error_description": 'No "refresh_token" parameter found',
    }


def test_a_malformed_request_for_a_token_is_the_clients_fault(world: World) -> None:
    url = f"{world.served.base_url}/oauth/token/"
    broken = CLIENT.post(url, content=b"{", headers={"content-type": "application/json"})
    assert refused(broken) == (400, "invalid_request")
    assert refused(CLIENT.get(f"{url}?grant_type[]=refresh_token")) == (400, "invalid_request")
    assert (CLIENT.head(url).status_code, CLIENT.put(url).status_code) == (405, 405)


def test_a_deactivated_user_gets_nothing_more(world: World, flow: Flow) -> None:
    person = world.person()
    code, pair = flow.code(person.id), world.token(flow.application, person.id)
    cookie = session(world, person.id)
    world.served.inkpost("user", "set", str(world.organization_id), str(person.id), "--inactive")
    assert refused(flow.exchange(code)) == (401, "authorization_error")
    assert refused(flow.refresh(pair.refresh_token)) == (401, "authorization_error")
    assert asked_info(world, pair.access_token).json()["error"] == "authorization_error"
    assert Rest(f"{world.served.base_url}/rest/").error(METHOD, auth=pair.access_token)[:2] == (
        403,
        "INVALID_CREDENTIALS",
    )
    answer = authorize(world, cookie, client_id=flow.application.client_id)
    assert (answer.status_code, urlsplit(answer.headers["location"]).path) == (303, "/sign-in")


def test_an_application_that_was_removed_gets_nothing_more(world: World, flow: Flow) -> None:
    code, pair = flow.code(), world.token(flow.application)
    world.served.inkpost("application", "remove", str(world.organization_id), flow.application.client_id)
    assert refused(flow.exchange(code)) == (401, "NOT_INSTALLED")
    assert refused(flow.refresh(pair.refresh_token)) == (401, "NOT_INSTALLED")
    assert refused(flow.exchange(code, client_secret="wrong")) == (400, "invalid_client")
    assert refused(asked_info(world, pair.access_token)) == (400, "invalid_client")
    page(authorize(world, session(world, world.admin.id), client_id=flow.application.client_id), 404, "not found")


def test_an_application_is_closed_to_whom_it_is_not_open(world: World) -> None:
    person = world.person()
    flow = Flow(world, open_to=[f"U{world.admin.id}"])
    page(
        authorize(world, session(world, person.id), client_id=flow.application.client_id), 403, "not open to this user"
    )
    code, pair = flow.code(), flow.exchange(flow.code()).json()
    portal = str(world.organization_id)
    world.served.inkpost("application", "open-to", portal, flow.application.client_id, f"U{person.id}")
    assert refused(flow.exchange(code)) == (403, "user_access_error")
    assert refused(flow.refresh(pair["refresh_token"])) == (403, "user_access_error")


def test_a_closed_portal_lets_nobody_in(make_world: Callable[..., World]) -> None:
    flow = Flow(make_world())
    code, pair = flow.code(), flow.world.token(flow.application)
    flow.world.served.inkpost("portal", "set", str(flow.world.organization_id), "--closed")
    assert refused(flow.exchange(code)) == (500, "PORTAL_DELETED")
    assert refused(flow.refresh(pair.refresh_token)) == (500, "PORTAL_DELETED")


# --- the browser's step -------------------------------------------------------------------------------------------


def page(answer: httpx.Response, status: int, *words: str) -> None:
    """A page of our own that leads nowhere and may be put into no frame."""
    assert answer.status_code == status, answer.text
    assert "location" not in answer.headers
    assert answer.headers["content-type"].startswith("text/html")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    for word in words:
        assert word in answer.text


def test_a_stranger_signs_in_first_and_comes_back(world: World, flow: Flow) -> None:
    query = {"client_id": flow.application.client_id, "state": "x&y=ü", "response_type": "code"}
    for cookie in ({}, {"Cookie": f"{COOKIE}=unknown"}):
        answer = authorize(world, cookie, **query)
        assert answer.status_code == 303
        target = urlsplit(answer.headers["location"])
        assert (target.netloc, target.path) == ("", "/sign-in")
        back = urlsplit(parse_qs(target.query)["next"][0])
        assert (back.netloc, back.path, dict(parse_qsl(back.query))) == ("", "/oauth/authorize/", query)


def test_what_is_wrong_is_said_on_a_page_of_our_own(world: World, flow: Flow, other_world: World) -> None:
    mine, theirs = session(world, world.admin.id), session(other_world, other_world.admin.id)
    known = {"client_id": flow.application.client_id}
    page(authorize(world, mine), 400, "client_id")
    page(authorize(world, mine, client_id="local.unknown"), 404, "not found")
    page(authorize(world, theirs, **known), 404, "not found")
    page(authorize(world, mine, **known, response_type="token"), 400, "response_type")
    script = "<script>alert(1)</script>"
    answer = authorize(world, mine, client_id=script, redirect_uri=script, state=script, response_type=script)
    page(answer, 400)
    assert "<script" not in answer.text
    assert CLIENT.head(f"{world.served.base_url}/oauth/authorize/?{urlencode(known)}", headers=mine).status_code == 405


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example.test/",
        f"{BACK}/../evil",
        f"{BACK}?x=1",
        f"{BACK}#x",
        "//evil.example.test",
        "javascript:alert(1)",
        f"{BACK}@evil.example.test",
        BACK.upper(),
    ],
)
def test_no_code_goes_where_the_application_did_not_say(world: World, flow: Flow, evil: str) -> None:
    cookie = session(world, world.admin.id)
    answer = authorize(world, cookie, client_id=flow.application.client_id, redirect_uri=evil)
    page(answer, 400, "redirect address")
    assert "code=" not in answer.text
    with world.services.engine.begin() as db:
        codes = select(func.count()).where(authorization_codes.c.user_id == world.admin.id)
        assert db.execute(codes).scalar_one() == 0


def test_a_registered_address_can_be_chosen_and_keeps_its_query(world: World) -> None:
    second = "http://127.0.0.1:9/back?tenant=7&x="
    flow = Flow(world, redirect_urls=[BACK, second])
    cookie = session(world, world.admin.id)
    answer = authorize(world, cookie, client_id=flow.application.client_id, redirect_uri=second)
    assert answer.headers["location"].startswith(f"{second}&code=")
    assert "state" not in parse_qs(urlsplit(answer.headers["location"]).query)
    assert authorize(world, cookie, client_id=flow.application.client_id).headers["location"].startswith(BACK)


def test_without_an_address_the_person_carries_the_code(world: World) -> None:
    flow = Flow(world, redirect_urls=[])
    answer = authorize(world, session(world, world.admin.id), client_id=flow.application.client_id)
    page(answer, 200, "<code>")
    code = answer.text.partition("<code>")[2].partition("</code>")[0]
    assert flow.exchange(code).json()["user_id"] == world.admin.id


# --- the authorisation server's app.info --------------------------------------------------------------------------


def asked_info(world: World, token: str, **headers: str) -> httpx.Response:
    """The authorisation server's answer, asked as clients ask it."""
    return CLIENT.get(f"{world.served.base_url}/rest/app.info/", params={"auth": token}, headers=headers)


def test_the_authorisation_server_says_what_a_token_stands_for(world: World, flow: Flow) -> None:
    token = flow.exchange(flow.code()).json()
    body = asked_info(world, token["access_token"]).json()
    assert body.keys() == {"result", "time"}
    found = body["result"]
    assert found.keys() == {"client_id", "scope", "expires", "user_id", "install"}
    assert (found["client_id"], found["user_id"]) == (flow.application.client_id, world.admin.id)
    assert set(found["scope"].split(",")) == set(SCOPES)
    assert datetime.fromisoformat(found["expires"]).timestamp() == token["expires"]
    install = found["install"]
    assert install.pop("version") == 1
    assert install == {
        "installed": True,
        "status": "L",
        "scope": ",".join(SCOPES),
        "domain": urlsplit(world.served.base_url).netloc,
        "uri": world.served.base_url,
        "client_endpoint": f"{world.served.base_url}/rest/",
        "member_id": token["member_id"],
        "member_type": "company",
    }


def test_the_portals_method_of_that_name_is_another(world: World, flow: Flow) -> None:
    token = world.token(flow.application).access_token
    base = world.served.base_url
    portal = [
        CLIENT.get(f"{base}/rest/app.info", params={"auth": token}),
        CLIENT.get(f"{base}/rest/app.info.json", params={"auth": token}),
        CLIENT.post(f"{base}/rest/app.info/", json={"auth": token}),
        CLIENT.get(f"{base}/rest/app.info/", headers={"Authorization": f"Bearer {token}"}),
    ]
    for answer in portal:
        assert answer.json()["result"]["CODE"] == flow.application.client_id
    for host in ("oauth.bitrix24.tech", "oauth.bitrix.info:443"):
        named = CLIENT.post(f"{base}/rest/app.info.json", json={"auth": token}, headers={"Host": host})
        assert named.json()["result"]["client_id"] == flow.application.client_id
        assert host not in named.text


def test_app_info_refuses_what_is_no_token(world: World, flow: Flow) -> None:
    pair = world.token(flow.application)
    assert refused(asked_info(world, "x" * 70)) == (400, "invalid_client")
    assert refused(asked_info(world, pair.refresh_token)) == (400, "invalid_client")
    assert refused(asked_info(world, "")) == (400, "invalid_request")
    _age(world, tokens.c.expires_at, 3600)
    assert refused(asked_info(world, pair.access_token)) == (401, "expired_token")


def test_only_the_public_address_is_told() -> None:
    world = world_on(wide())
    flow = Flow(world)
    cookie = session(world, world.admin.id)
    headers = {**cookie, "X-Forwarded-Proto": "https", "Host": "evil.example.test"}
    with proxy_client() as proxy:
        url = f"{world.served.base_url}/oauth/authorize/?client_id={flow.application.client_id}"
        location = proxy.get(url, headers=headers).headers["location"]
        back = parse_qs(urlsplit(location).query)
        form = {"grant_type": "authorization_code", **flow.client, "code": back["code"][0]}
        told = proxy.post(f"{world.served.base_url}/oauth/token/", data=form, headers=headers)
    assert back["domain"] == back["server_domain"] == [urlsplit(PUBLIC_URL).netloc]
    assert told.json()["client_endpoint"] == f"{PUBLIC_URL}/rest/"
    assert "evil" not in location + told.text

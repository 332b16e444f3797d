"""Signing in and out, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import text

from inkpost.faces.console.pages.sign_in import local
from worlds import World

SignIn = Callable[..., httpx.Response]


def test_sign_in_begins_a_session_and_sign_out_ends_it(world: World, visitor: httpx.Client, sign_in: SignIn) -> None:
    assert visitor.get("/").headers["location"] == "/sign-in?next=%2F"
    answer = sign_in(world.admin)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert re.search("HttpOnly; Max-Age=2592000; Path=/; SameSite=lax$", cookie)
    assert visitor.get("/").status_code == 200
    assert visitor.get("/sign-in?next=/x").headers["location"] == "/x"
    token = visitor.cookies["inkpost_session"]
    left = visitor.post("/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in")
    assert "inkpost_session" not in visitor.cookies
    assert httpx.get(visitor.base_url, cookies={"inkpost_session": token}).status_code == 303


def test_a_second_sign_in_ends_the_first_session(world: World, visitor: httpx.Client, sign_in: SignIn) -> None:
    sign_in(world.admin)
    first = visitor.cookies["inkpost_session"]
    sign_in(world.admin)
    assert visitor.cookies["inkpost_session"] != first
    assert httpx.get(visitor.base_url, cookies={"inkpost_session": first}).status_code == 303
    assert visitor.get("/").status_code == 200


def test_the_token_is_kept_hashed(world: World, visitor: httpx.Client, sign_in: SignIn) -> None:
    sign_in(world.admin)
    token = visitor.cookies["inkpost_session"]
    assert len(token) >= 32
    with world.services.engine.begin() as db:
        kept = db.execute(text("select token_hash from sessions where user_id = :id"), {"id": world.admin.id}).all()
    assert len(kept) == 1
    assert token.encode() not in bytes(kept[0].token_hash)


def test_a_session_ends_with_its_time_its_person_and_its_portal(
    world: World, visitor: httpx.Client, sign_in: SignIn
) -> None:
    sign_in(world.admin)
    here = {"user": world.admin.id, "organization": world.organization_id}
    for change, back in [
        ("sessions set expires_at = now() - interval '1 second' where user_id = :user", "expires_at = now() + '1 day'"),
        ("users set active = false where id = :user", "active = true"),
        ("organizations set closed = true where id = :organization", "closed = false"),
    ]:
        with world.services.engine.begin() as db:
            db.execute(text(f"update {change}"), here)
        assert visitor.get("/").status_code == 303, change
        with world.services.engine.begin() as db:
            db.execute(text(f"update {re.sub('set .* where', f'set {back} where', change)}"), here)
        assert visitor.get("/").status_code == 200, change


def test_every_wrong_sign_in_gets_one_answer(world: World, visitor: httpx.Client) -> None:
    idle = world.person()
    with world.services.engine.begin() as db:
        db.execute(text("update users set active = false where id = :id"), {"id": idle.id})
    tries = [
        ("nobody@example.test", "x"),
        (world.admin.login, "x"),
        (idle.login, idle.password),
        ("no\0body", "x"),
        ("", ""),
        ("x" * 2000, "y" * 2000),
        ("\ud800", "\ud800"),
    ]
    pages = []
    for login, password in tries:
        answer = visitor.post(
            "/sign-in",
            content=f"login={_quoted(login)}&password={_quoted(password)}",
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        pages.append(re.sub(r'name="login" value="[^"]*"|autofocus', "", answer.text).replace(" ", ""))
    assert len(set(pages)) == 1
    assert "Theloginorthepasswordiswrong." in pages[0]


def _quoted(raw: str) -> str:
    return "".join(f"%{byte:02X}" for byte in raw.encode("utf-8", "surrogatepass"))


def test_guessing_a_login_is_braked(world: World, visitor: httpx.Client, sign_in: SignIn) -> None:
    person, other = world.person(), world.person()
    told = [visitor.post("/sign-in", data={"login": person.login, "password": str(at)}).status_code for at in range(6)]
    assert told == [403] * 5 + [429]
    late = sign_in(person)
    assert late.status_code == 429
    assert 0 < int(late.headers["retry-after"]) <= 60
    assert sign_in(other).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "HERE"}, 303),
        ({}, 303),
    ],
)
def test_only_a_form_of_this_site_signs_in(
    world: World, visitor: httpx.Client, headers: dict[str, str], status: int
) -> None:
    here = {name: str(visitor.base_url).rstrip("/") if item == "HERE" else item for name, item in headers.items()}
    data = {"login": world.admin.login, "password": world.admin.password}
    answer = visitor.post("/sign-in", data=data, headers=here)
    assert answer.status_code == status
    assert ("set-cookie" in answer.headers) is (status == 303)
    if status == 403:
        sent = visitor.post("/sign-out", headers=here)
        assert sent.status_code == 403


def test_sign_in_goes_on_to_where_one_came_from(world: World, sign_in: SignIn, visitor: httpx.Client) -> None:
    path = "/bitrix/services/main/ajax.php?action=x&id=1"
    page = visitor.get("/sign-in", params={"next": path})
    assert 'name="next" value="/bitrix/services/main/ajax.php?action=x&amp;id=1"' in page.text
    assert sign_in(world.admin, next=path).headers["location"] == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/x\\y",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/sign-in",
        "/sign-out?x=1",
        "/" + "x" * 5000,
    ],
)
def test_sign_in_leads_to_no_other_site(visitor: httpx.Client, elsewhere: str) -> None:
    assert local(elsewhere) == "/"
    page = visitor.get("/sign-in", params={"next": elsewhere})
    assert 'name="next" value="/"' in page.text


def test_sign_out_takes_a_form(visitor: httpx.Client) -> None:
    answer = visitor.get("/sign-out")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")

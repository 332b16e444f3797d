"""What every answer of the console has in common: headers, languages, shared files, pages that say why not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from jinja2 import UndefinedError
from starlette.applications import Starlette

from console.papers import Paper
from inkpost.errors import Reason
from inkpost.faces.console.app import routes
from inkpost.faces.console.assets import Static
from inkpost.faces.console.errors import STATUSES
from inkpost.faces.console.headers import SECURITY
from inkpost.faces.console.templating import Templates, plain
from inkpost.faces.console.words import CATALOGUE, words_for
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.files import file_headers, file_name
from inkpost.faces.kit.hop import Hop
from inkpost.operations.kit import Services
from inkpost.store.database import engine_for
from inkpost.store.signals import Signals


@pytest.mark.parametrize("path", ["/", "/sign-in", "/~" + "a" * 24, "/nothing/here", "/sign-out", "/static/x.css"])
def test_every_answer_has_the_strict_headers(visitor: httpx.Client, path: str) -> None:
    answer = visitor.get(path)
    for name, value in SECURITY.items():
        expected = "same-origin" if (name, path) == ("referrer-policy", "/sign-in") else value
        assert answer.headers[name] == expected, name
    assert "strict-transport-security" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "access-control-allow-origin" not in answer.headers


def test_files_behind_a_link_are_nothing_but_files(paper: Paper) -> None:
    for tail in ("/pdf", "/docx", "/page/1.png"):
        headers = paper.get(tail).headers
        assert headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow, noarchive"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_page_of_an_open_link_sends_no_referrer_and_is_not_kept(paper: Paper) -> None:
    headers = paper.get().headers
    assert {name: headers[name] for name in SECURITY} == SECURITY


def test_shared_files_are_kept_for_good_under_their_hash(visitor: httpx.Client) -> None:
    page = visitor.get("/sign-in").text
    for url in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        file = visitor.get(url)
        assert file.status_code == 200
        assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert file.headers["content-type"].startswith(("text/css", "image/svg+xml"))
        stale = re.sub(r"-[0-9a-f]{16}", "-0000000000000000", url)
        assert visitor.get(stale).status_code == 404
    assert visitor.get("/static/..%2fapp.py").status_code == 404
    assert len(re.findall("/static/", page)) == 2


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8", "ru"),
        ("en-GB,en;q=0.9,ru;q=0.8", "en"),
        ("de,ru;q=0.3,en;q=0.2", "ru"),
        ("de-DE,fr", "en"),
        ("ru;q=0", "en"),
        ("ru;q=x,en;q=0.1", "en"),
        ("*", "en"),
    ],
)
def test_the_language_is_the_browsers(asked: str, language: str) -> None:
    assert words_for(asked)["language"] == language


def test_pages_are_written_in_the_asked_language(paper: Paper) -> None:
    russian = paper.get(headers={"accept-language": "ru"})
    assert '<html lang="ru">' in russian.text
    assert "Скачать PDF" in russian.text
    assert "Страница 2 из 3" in russian.text
    assert '<html lang="en">' in paper.get().text
    assert russian.headers["vary"] == "accept-language"


def test_both_languages_say_everything() -> None:
    english, russian = CATALOGUE["en"], CATALOGUE["ru"]
    assert english.keys() == russian.keys()
    gaps = re.compile(r"{\w+}")
    for name in english:
        assert russian[name]
        assert sorted(gaps.findall(english[name])) == sorted(gaps.findall(russian[name])), name
    for status in set(STATUSES.values()) | {405, 413}:
        assert f"error_{status}" in english
        assert f"error_{status}_hint" in english


def test_every_word_is_used() -> None:
    root = Path(__file__).parents[2] / "src/inkpost/faces/console"
    said = "\n".join(
        path.read_text()
        for path in root.rglob("*")
        if path.suffix in {".html", ".py"} and not path.name.startswith("words")
    )
    unused = [
        name
        for name in CATALOGUE["en"]
        if not name.startswith(("doubt_", "error_", "state_")) and f"t.{name}" not in said and f'"{name}"' not in said
    ]
    assert unused == []


def test_every_reason_has_a_status() -> None:
    assert set(STATUSES) == set(Reason)


def test_pages_that_say_why_not_carry_the_requests_id(visitor: httpx.Client) -> None:
    answer = visitor.get("/nowhere", headers={"x-request-id": "my-own-id-1"})
    assert answer.status_code == 404
    assert answer.headers["x-request-id"] == "my-own-id-1"
    assert "<code>my-own-id-1</code>" in answer.text
    assert visitor.get("/nowhere", headers={"x-request-id": "<script>"}).headers["x-request-id"] != "<script>"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_other_methods_are_refused(visitor: httpx.Client, method: str) -> None:
    answer = visitor.request(method, "/sign-in")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


def test_no_address_is_built_out_of_the_host_header(visitor: httpx.Client) -> None:
    for path in ("/sign-in/", "/documents", "/", "//evil.example/x", "/rest"):
        answer = visitor.get(path, headers={"host": "evil.example"})
        assert "evil.example" not in answer.headers.get("location", "").split("?")[0]
        assert "evil.example" not in answer.text


def test_a_form_that_is_too_large_is_refused(visitor: httpx.Client) -> None:
    answer = visitor.post("/sign-in", data={"login": "x" * 20_000})
    assert answer.status_code == 413
    fields = "&".join(f"f{number}=1" for number in range(50))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert visitor.post("/sign-in", content=fields, headers=form).status_code == 400


def test_head_answers_without_a_body(paper: Paper) -> None:
    answer = httpx.head(paper.url)
    assert (answer.status_code, answer.content) == (200, b"")


class Console:
    """The console alone, in this process, with services that the test chooses."""

    def __init__(self, services: Services) -> None:
        self._app = Starlette(routes=routes(Edge(services, Hop(2), Signals(""))))

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Ask it."""

        async def act() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://console.test") as client:
                return await client.request(method, path, **more)

        return asyncio.run(act())


@pytest.fixture
def console(services: Services) -> Callable[..., Console]:
    """Makes consoles with other services."""
    return lambda **changed: Console(replace(services, **changed))


def test_a_lost_database_is_said_politely(console: Callable[..., Console]) -> None:
    engine = engine_for("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")
    answer = console(engine=engine).request("GET", "/~" + "a" * 24)
    assert answer.status_code == 503
    assert "Not available just now" in answer.text
    assert answer.headers["content-security-policy"] == SECURITY["content-security-policy"]
    engine.dispose()


def test_a_fault_of_ours_tells_nothing_of_itself(console: Callable[..., Console]) -> None:
    def broken() -> None:
        raise ZeroDivisionError("the secret of the house")

    answer = console(clock=broken).request("GET", "/~" + "a" * 24, headers={"x-request-id": "id-of-this-one"})
    assert answer.status_code == 500
    assert "id-of-this-one" in answer.text
    assert "secret of the house" not in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_lost_file_is_a_fault_of_ours(own_paper: Paper) -> None:
    with own_paper.world.services.engine.begin() as db:
        digest = db.exec_driver_sql(
            "select sha256 from files join documents d on d.pdf_id = files.id where d.id = %s", (own_paper.id,)
        ).scalar_one()
    own_paper.world.services.blobs.path(bytes(digest)).unlink()
    answer = own_paper.get("/pdf")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert own_paper.get().status_code == 200


def test_https_is_kept_to_once_it_is_there(console: Callable[..., Console], services: Services) -> None:
    public = replace(services.settings, public_url="https://documents.example")
    client = console(settings=public)
    assert client.request("GET", "/sign-in").headers["strict-transport-security"] == "max-age=31536000"
    sent = client.request("POST", "/sign-in", data={}, headers={"origin": "https://documents.example"})
    assert "The login or the password is wrong." in sent.text
    assert client.request("POST", "/sign-in", data={}, headers={"origin": "https://evil.example"}).status_code == 403


def test_a_gap_in_a_template_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        Templates(Static()).render("error.html", t=CATALOGUE["en"], language="en", heading="x", hint="x")


def test_text_for_readers_is_plain() -> None:
    assert plain(" a\u202eb\n\tc\0 ", 100) == "a b c"
    assert plain("x" * 300, 10) == "x" * 9 + "…"
    assert plain("متن", 10) == "متن"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Contract 1.pdf", "Contract 1.pdf"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ('a"b\r\nset-cookie: x.pdf', "a_b_set-cookie_ x.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("Д" * 500 + ".docx", "Д" * 90 + ".docx"),
        ("x" * 500, "x" * 180),
        (".pdf", "pdf"),
        ("", "file"),
        ("\ud800.pdf", "_.pdf"),
    ],
)
def test_the_names_of_files_suit_every_system(given: str, clean: str) -> None:
    assert file_name(given) == clean
    disposition = file_headers(given)["content-disposition"]
    assert disposition.isascii()
    assert disposition.isprintable()

"""The links to files: what they look like, what they give, and when they stop working."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from sqlalchemy import delete

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.links import Links, read_token
from inkpost.operations import administration, documents
from inkpost.operations.kit import Work
from inkpost.store import credentials, people
from inkpost.store.tables import role_accesses
from support import CLIENT, Served, start_server, wait_for
from worlds import World, docx, docx_text, new_world, services_of

D = "documentgenerator.document"
GET_FILE = "documentgenerator.api.document.getfile"
REFUSED = (401, {"error": "NO_AUTH_FOUND", "error_description": "Wrong authorization data"})


def _refusal(answer: httpx.Response) -> tuple[int, dict[str, str]]:
    return answer.status_code, answer.json()


@pytest.fixture
def link(world: World) -> str:
    """A machine link to a document's DOCX."""
    return str(world.document(world.template(docx("Hello {DocumentNumber}")))["downloadUrlMachine"])


def _parts(link: str) -> tuple[str, dict[str, str]]:
    split = urlsplit(link)
    return f"{split.scheme}://{split.netloc}{split.path}", {k: v[0] for k, v in parse_qs(split.query).items()}


# --- what they look like and give ----------------------------------------------------------------------------------


def test_every_link_has_its_documented_form(world: World) -> None:
    made = world.document(world.template(docx("x")))
    shown = world.converted(made["id"])
    base = world.served.base_url
    stamp = int(datetime.fromisoformat(shown["updateTime"]).timestamp())
    root = "/bitrix/services/main/ajax.php?action=documentgenerator.api.document."
    tail = f"&SITE_ID=s1&id={made['id']}"
    actions = {"downloadUrl": "getfile", "imageUrl": "getimage", "pdfUrl": "getpdf"}
    for key, action in actions.items():
        assert shown[key] == f"{root}{action}{tail}&ts={stamp}"
        assert shown[f"{key}Machine"].startswith(f"{base}/rest/documentgenerator.api.document.{action}.json?auth=")
        assert "&token=documentgenerator%7C" in shown[f"{key}Machine"]
    assert shown["printUrl"] == f"{root}showpdf{tail}&print=y&ts={stamp}"
    (row,) = world.rest(f"{D}.list")["documents"]
    for key, action in actions.items():
        assert row[key] == f"{base}{root}{action}{tail}"
        assert row[f"{key}Machine"].startswith(f"{base}/rest/documentgenerator.api.document.{action}.json?auth=")
    assert not {"printUrl", "publicUrl"} & row.keys()
    for answer, key in ((shown, "printUrlMachine"), *((row, f"{key}Machine") for key in actions)):
        assert CLIENT.get(answer[key]).status_code == 200


def test_every_file_comes_as_what_it_is(world: World) -> None:
    made = world.document(world.template(docx("Hello"), name="Angebot – Größe „5“"))
    shown = world.converted(made["id"])
    name = quote("Angebot – Größe „5“ 1")
    for key, kind, media, begin, extension in (
        ("downloadUrlMachine", "attachment", "application/vnd.openxmlformats-officedocument", b"PK\x03\x04", "docx"),
        ("pdfUrlMachine", "attachment", "application/pdf", b"%PDF", "pdf"),
        ("printUrlMachine", "inline", "application/pdf", b"%PDF", "pdf"),
        ("imageUrlMachine", "inline", "image/png", b"\x89PNG", "png"),
    ):
        answer = CLIENT.get(shown[key])
        assert answer.status_code == 200
        assert answer.content.startswith(begin)
        assert answer.headers["content-type"].startswith(media)
        disposition = answer.headers["content-disposition"]
        assert disposition.startswith(f'{kind}; filename="Angebot _ Gr__e _5_')
        assert f"filename*=UTF-8''{name}" in disposition
        assert disposition.endswith(f".{extension}")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "private, no-store"
        head = CLIENT.head(shown[key])
        assert (head.status_code, head.headers["content-type"], head.content) == (
            200,
            answer.headers["content-type"],
            b"",
        )
        posted = CLIENT.post(shown[key])
        assert posted.content == answer.content


@pytest.mark.parametrize("name", ['a"b', "a\r\nX-Evil: 1", "a/../../b", "a;b=c", "x" * 255, "\u202etxt.exe", "%41"])
def test_a_name_never_breaks_out_of_its_header(name: str, world: World) -> None:
    shown = world.document(world.template(docx("x"), name=name))
    answer = CLIENT.get(shown["downloadUrlMachine"])
    assert answer.status_code == 200
    assert "x-evil" not in answer.headers
    disposition = answer.headers["content-disposition"]
    assert disposition.count('"') == 2
    assert "/" not in disposition
    assert "\\" not in disposition


def test_a_template_s_file_comes_back_as_it_was_uploaded(world: World) -> None:
    content = docx("Hello")
    template = world.template(content, file=["Vorlage.docx", base64.b64encode(content).decode()])
    shown = world.rest("documentgenerator.template.get", id=template)["template"]
    answer = CLIENT.get(shown["downloadMachine"])
    assert answer.content == content
    assert "filename*=UTF-8''Vorlage.docx" in answer.headers["content-disposition"]


# --- for whom ------------------------------------------------------------------------------------------------------


def test_a_link_needs_no_session_and_no_secret_is_in_it(world: World, link: str) -> None:
    assert docx_text(httpx.get(link).content) == "Hello 1"
    assert world.admin.secret not in link
    assert httpx.get(link, headers={"Referer": "https://elsewhere.test/", "Accept-Language": "en"}).status_code == 200


def test_a_link_for_a_person_asks_for_a_session(world: World, link: str) -> None:
    (row,) = world.rest(f"{D}.list")["documents"]
    answer = CLIENT.get(row["downloadUrl"], follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    assert CLIENT.post(row["downloadUrl"]).status_code in (404, 405)


def test_a_link_opens_nothing_else(world: World, link: str) -> None:
    """Neither another document, nor another file of this one, nor the methods."""
    url, params = _parts(link)
    for action in ("getpdf", "getimage", "showpdf"):
        assert _refusal(CLIENT.get(url.replace("getfile", action), params=params)) == REFUSED
    assert _refusal(CLIENT.get(url.replace("document.getfile", "template.download"), params=params)) == REFUSED
    assert _refusal(CLIENT.get(f"{world.served.base_url}/rest/{D}.get.json", params={**params, "id": 1})) == REFUSED
    other = CLIENT.get(url, params={**params, "id": "999"})
    assert docx_text(other.content) == "Hello 1"


def _changed(text: str, at: int) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def test_a_token_that_was_tampered_with_is_refused(world: World, link: str) -> None:
    url, params = _parts(link)
    token, auth = params["token"], params["auth"]
    scope, query, rest = token.split("|")
    signed, mac = rest.rsplit(".", 1)
    told = base64.b64decode(query).decode()
    forged = base64.b64encode(told.replace("&id=", "&id=9").encode()).decode()
    longer = base64.b64encode(told.replace("&till=", "&till=9").encode()).decode()
    attempts = {
        "another document": f"{scope}|{forged}|{signed}.{mac}",
        "a longer life": f"{scope}|{longer}|{signed}.{mac}",
        "another scope": f"crm|{query}|{signed}.{mac}",
        "no signature": f"{scope}|{query}|{signed}.",
        "half": token[: len(token) // 2],
        "nothing": "",
        "bars": "|||",
        "not base64": f"{scope}|%%%|{signed}.{mac}",
        "a map": f"{scope}|{query}",
        **{f"changed at {at}": _changed(token, at) for at in range(20, len(token) - 2, 23)},
    }
    for kind, attempt in attempts.items():
        assert _refusal(CLIENT.get(url, params={**params, "token": attempt})) == REFUSED, kind
    for wrong in (_changed(auth, 5), "", auth + "0", auth.upper() + "x"):
        assert _refusal(CLIENT.get(url, params={"auth": wrong, "token": token})) == REFUSED
    assert _refusal(CLIENT.get(url, params={"token": token})) == REFUSED
    assert _refusal(CLIENT.get(f"{url}?token[]=a&auth[]=b")) == REFUSED
    assert CLIENT.get(url, params=params).status_code == 200


def test_a_link_of_another_server_is_none_here(world: World, link: str) -> None:
    url, params = _parts(link)
    settings = replace(world.services.settings, secret_key=b"another key of thirty-two letters")
    services = replace(world.services, settings=settings)
    with services.engine.begin() as db:
        caller = credentials.caller_as_user(db, world.organization_id, world.admin.id)
        assert caller is not None
        foreign = Links(Work(services, caller, db)).machine("documentgenerator", GET_FILE, 1)
    _, foreign_params = _parts(foreign)
    assert _refusal(CLIENT.get(url, params=foreign_params)) == REFUSED
    assert CLIENT.get(url, params=params).status_code == 200


# --- how long ------------------------------------------------------------------------------------------------------


def test_a_link_ends_at_its_moment(world: World, link: str) -> None:
    _, params = _parts(link)
    settings = world.services.settings
    now = datetime.now(UTC)
    for seconds, works in ((0, True), (settings.link_lifetime - 60, True), (settings.link_lifetime + 60, False)):
        moment = now + timedelta(seconds=seconds)
        if works:
            assert read_token(settings, GET_FILE, params["auth"], params["token"], moment).action == GET_FILE
            continue
        with pytest.raises(InkpostError) as caught:
            read_token(settings, GET_FILE, params["auth"], params["token"], moment)
        assert caught.value.reason is Reason.TOKEN_EXPIRED


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose links live for a second."""
    folder: Path = tmp_path_factory.mktemp("hasty")
    server = start_server(folder, environment={"INKPOST_LINK_LIFETIME": "1"})
    yield server
    server.stop()


def test_an_old_link_is_refused_as_expired(hasty: Served) -> None:
    services = services_of(hasty)
    world = new_world(hasty, services)
    shown = world.document(world.template(docx("x")))
    wait_for(lambda: CLIENT.get(shown["downloadUrlMachine"]).status_code != 200, what="the end of the link")
    assert _refusal(CLIENT.get(shown["downloadUrlMachine"])) == (
        401,
        {"error": "expired_token", "error_description": "The access token provided has expired"},
    )
    services.close()


def test_a_link_ends_with_the_document_the_user_the_right_and_the_portal(world: World) -> None:
    reader = world.person()
    world.role(reader, documents_view="X")
    made = world.document(world.template(docx("x")))
    link = reader.rest(f"{D}.get", id=made["id"])["document"]["downloadUrlMachine"]
    mine = made["downloadUrlMachine"]
    assert CLIENT.get(link).status_code == 200
    with world.services.engine.begin() as db:
        people.set_user(db, reader.id, active=False)
    assert _refusal(CLIENT.get(link)) == REFUSED
    with world.services.engine.begin() as db:
        people.set_user(db, reader.id, active=True)
    assert CLIENT.get(link).status_code == 200
    with world.services.engine.begin() as db:
        db.execute(delete(role_accesses).where(role_accesses.c.access_code == f"U{reader.id}"))
    assert CLIENT.get(link).status_code == 403
    world.role(reader, documents_view="X")
    administration.set_organization(world.services, world.organization_id, closed=True)
    assert _refusal(CLIENT.get(mine)) == REFUSED
    administration.set_organization(world.services, world.organization_id, closed=False)
    assert CLIENT.get(mine).status_code == 200
    world.rest(f"{D}.delete", id=made["id"])
    gone = {"error": "0", "error_description": "Document not found"}
    assert _refusal(CLIENT.get(mine)) == (400, gone)
    assert _refusal(CLIENT.get(link)) == (400, gone)


def test_a_link_to_an_older_pdf_leads_to_what_there_is(world: World) -> None:
    made = world.document(world.template(docx("{A}")), values={"A": "before"})
    link = world.converted(made["id"])["pdfUrlMachine"]
    world.rest(f"{D}.update", id=made["id"], values={"A": "after"})
    answer = CLIENT.get(link)
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert answer.json()["error_description"] == "The document has no pdf yet"
    world.converted(made["id"])
    assert CLIENT.get(link).content.startswith(b"%PDF")


def test_a_damaged_file_is_an_error_and_never_wrong_bytes(world: World) -> None:
    made = world.document(world.template(docx("Only here {DocumentNumber}")), values={"DocumentNumber": "D-77"})
    with world.services.engine.begin() as db:
        caller = credentials.caller_as_user(db, world.organization_id, world.admin.id)
        assert caller is not None
        work = Work(world.services, caller, db)
        file, content = documents.content(work, int(made["id"]), "docx", module="rest")
    path = world.services.blobs.path(file.sha256)
    path.write_bytes(content[:-1] + b"?")
    answer = CLIENT.get(made["downloadUrlMachine"])
    assert (answer.status_code, json.loads(answer.text)["error"]) == (500, "INTERNAL_SERVER_ERROR")
    path.write_bytes(content)
    assert CLIENT.get(made["downloadUrlMachine"]).content == content


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, "9" * 5000, "²", "٣", "-1", "1e3", ""])
def test_a_link_for_a_person_with_a_number_that_is_none(world: World, number: str) -> None:
    with httpx.Client(base_url=world.served.base_url, timeout=60) as browser:
        signed_in = browser.post("/sign-in", data={"login": world.admin.login, "password": world.admin.password})
        assert signed_in.status_code == 303
        asked = {"action": "documentgenerator.api.document.getfile", "SITE_ID": "s1", "id": number}
        assert browser.get("/bitrix/services/main/ajax.php", params=asked).status_code == 404

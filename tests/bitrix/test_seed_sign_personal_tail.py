"""The seed of ``sign.b2e.personal.tail``: its example answer, its paging, its error, its links."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import text

from contracts.matching import differences
from contracts.tables import shapes
from inkpost.faces.bitrix.links import Links
from inkpost.operations.kit import Work
from inkpost.store import credentials
from signing_worlds import PERSONAL, SAFE, Office, fetched
from support import shared
from worlds import World

SEED = "003_711f4a242604943d.txt"


def example() -> dict[str, Any]:
    """The answer that the seed prints."""
    found = re.search(r"HTTP status: 200\n(\{.*?\n\})\nReturned Data", shared("seeds", SEED).read_text(), re.DOTALL)
    assert found
    parsed: dict[str, Any] = json.loads(found[1])
    return parsed


@pytest.fixture
def office(world: World) -> Office:
    """A company with an application."""
    return Office(world)


def filed(office: Office, number: int) -> None:
    """Let what lies in the safe lie there so often: rows as the sealing writes them, one second apart."""
    with office.world.services.engine.begin() as db:
        db.execute(
            text(
                "insert into sign_members (document_id, organization_id, user_id, role, signed_at, filed_at, sent_by) "
                "select m.document_id, m.organization_id, m.user_id, m.role, m.signed_at, "
                "m.filed_at - n * interval '1 second', m.sent_by "
                "from sign_members m, generate_series(1, :n) n where m.user_id = :user and m.filed_at is not null"
            ),
            {"n": number, "user": office.worker.id},
        )


def test_the_answer_has_the_keys_and_types_of_the_example(office: Office) -> None:
    office.signed(title="test-pdf 778484")
    office.signed()
    app = office.of(office.worker)
    body = app.raw(PERSONAL, {"limit": 2, "offset": 0}).json()
    known = example()
    assert body.keys() == known.keys()
    assert body["time"].keys() == known["time"].keys()
    assert [row.keys() for row in body["result"]] == [row.keys() for row in known["result"]]
    assert [row["title"] for row in body["result"]] == [row["title"] for row in known["result"]]
    for row, other in zip(body["result"], known["result"], strict=True):
        assert {name: type(item) for name, item in row.items()} == {name: type(item) for name, item in other.items()}
    shape = shapes("sign.b2e")["methods"][PERSONAL]["result"]
    assert differences(shape, body["result"]) == []
    assert differences(shape, known["result"]) == []
    first, second = body["result"]
    assert first["id"] != second["id"]
    assert datetime.fromisoformat(first["signed_date"]) >= datetime.fromisoformat(second["signed_date"])
    assert abs(datetime.fromisoformat(first["signed_date"]) - datetime.now(UTC)) < timedelta(minutes=10)


def test_the_link_is_made_as_in_the_example(office: Office) -> None:
    office.signed()
    ours = urlsplit(office.of(office.worker)(PERSONAL)[0]["file_url"])
    theirs = urlsplit(example()["result"][0]["file_url"])
    assert ours.path == theirs.path
    assert parse_qs(ours.query).keys() == parse_qs(theirs.query).keys()
    told = [parse_qs(each.query) for each in (ours, theirs)]
    assert [len(each["auth"][0]) for each in told] == [70, 70]
    assert [each["token"][0].split("|")[0] for each in told] == ["sign.b2e", "sign.b2e"]
    answer = fetched(ours.geturl())
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "test-pdf e.pdf" in answer.headers["content-disposition"].replace("%20", " ")
    assert answer.content.startswith(b"%PDF-")
    assert b"/ByteRange" in answer.content


def test_pages_at_their_limits(office: Office) -> None:
    office.signed()
    filed(office, 60)
    app = office.of(office.worker)
    assert len(app(PERSONAL)) == 20
    assert len(app(PERSONAL, limit=50)) == 50
    assert len(app(PERSONAL, limit=1)) == 1
    every = [*app(PERSONAL, limit=50), *app(PERSONAL, limit="50", offset="50")]
    assert len(every) == 61
    assert len({row["id"] for row in every}) == 61
    dates = [row["signed_date"] for row in every]
    assert dates == sorted(dates, reverse=True)
    assert app(PERSONAL, limit=1, offset=60)[0]["id"] == every[-1]["id"]
    assert app(PERSONAL, offset=61) == []
    assert app(PERSONAL, offset=2**62) == []


@pytest.mark.parametrize(("method", "most"), [(PERSONAL, 50), (SAFE, 1000)])
@pytest.mark.parametrize("limit", [0, -1, "most", "x", "", 1.5, [], {"a": 1}, 2**70, True])
def test_any_other_limit_is_refused_with_the_range(method: str, most: int, limit: Any, office: Office) -> None:
    given = most + 1 if limit == "most" else limit
    said = f"Invalid limit: it takes a whole number from 1 to {most}"
    assert office.app.error(method, limit=given) == (400, "INVALID_ARGUMENT", said)


@pytest.mark.parametrize("method", [PERSONAL, SAFE])
@pytest.mark.parametrize("offset", [-1, "x", "", 1.5, [1], 2**63])
def test_any_other_offset_is_refused_with_the_range(method: str, offset: Any, office: Office) -> None:
    said = "Invalid offset: it takes a whole number from 0 upwards"
    assert office.app.error(method, offset=offset) == (400, "INVALID_ARGUMENT", said)


@pytest.mark.parametrize("method", [PERSONAL, SAFE])
def test_a_webhook_is_refused_whatever_its_scopes(method: str, world: World) -> None:
    seed = shared("seeds", SEED).read_text()
    found = re.search(r"HTTP status: (\d+)\n(\{\n\"error\": .*?\n\})", seed, re.DOTALL)
    assert found
    row = (int(found[1]), *json.loads(found[2]).values())
    assert world.rest.error(method) == row
    assert world.person(scopes=["crm"]).rest.error(method) == row


@pytest.mark.parametrize("method", [PERSONAL, SAFE])
def test_an_application_needs_the_scope(method: str, world: World) -> None:
    assert Office(world, scopes=["crm"]).app.error(method)[:2] == (403, "insufficient_scope")


def test_a_tampered_link_is_worth_nothing(office: Office) -> None:
    office.signed()
    url = office.of(office.worker)(PERSONAL)[0]["file_url"]
    parts = urlsplit(url)
    query = {name: items[0] for name, items in parse_qs(parts.query).items()}
    other = parse_qs(urlsplit(office.of(office.boss)(PERSONAL)[0]["file_url"]).query)
    base = f"{parts.scheme}://{parts.netloc}{parts.path}"
    told = {"auth": query["auth"], "token": query["token"]}
    for tampered in (
        {**told, "auth": other["auth"][0]},
        {**told, "token": other["token"][0]},
        {**told, "token": query["token"][:-3] + "AA="},
        {**told, "token": query["token"].replace("sign.b2e|", "crm|", 1)},
        {**told, "auth": office.of(office.boss).token},
        {"token": query["token"]},
        {"auth": query["auth"]},
    ):
        answer = httpx.get(base, params=tampered)
        assert answer.status_code in {401, 404}, tampered
        assert b"%PDF" not in answer.content
    assert fetched(url.replace("/download.json", "/documentgenerator.api.document.getfile.json")).status_code == 401


def test_a_link_expires(office: Office) -> None:
    office.signed()
    world = office.world
    number = office.of(office.worker)(PERSONAL)[0]["id"]
    with world.services.engine.begin() as db:
        caller = credentials.caller_as_user(db, world.organization_id, office.worker.id)
        assert caller is not None
        work = Work(world.services, caller, db)
        work.now -= timedelta(seconds=world.services.settings.link_lifetime + 1)
        url = Links(work).machine("sign.b2e", "download", number)
    answer = fetched(url)
    assert (answer.status_code, answer.json()["error"]) == (401, "expired_token")


def test_a_link_ends_with_its_user_and_is_of_one_document(office: Office) -> None:
    office.signed()
    world = office.world
    row = office.of(office.worker)(PERSONAL)[0]
    with world.services.engine.begin() as db:
        caller = credentials.caller_as_user(db, world.organization_id, world.person().id)
        assert caller is not None
        stranger = Links(Work(world.services, caller, db)).machine("sign.b2e", "download", row["id"])
    assert fetched(stranger).status_code == 400  # not found: even a good signature gives nobody another's document
    with world.services.engine.begin() as db:
        db.execute(text("update users set active = false where id = :id"), {"id": office.worker.id})
    assert fetched(row["file_url"]).status_code == 401


def test_nobody_sees_what_others_signed(office: Office, other_world: World) -> None:
    office.signed()
    nobody = office.world.person()
    assert office.of(nobody)(PERSONAL) == []
    assert office.of(nobody).error(SAFE) == (403, "ACCESS_DENIED", "Access denied!")
    assert Office(other_world).app(PERSONAL) == []
    assert Office(other_world).app(SAFE) == []

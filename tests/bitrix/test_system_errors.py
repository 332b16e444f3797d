"""The system errors: the contract's rows are those of the interface's description, each is provoked, all look alike."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.provoke import provokers
from contracts.tables import error_rows
from contracts.test_errors import NOT_PROVOKED
from inkpost.errors import Reason
from inkpost.faces.bitrix import errors
from inkpost.faces.bitrix.oauth import ROWS as OAUTH_ROWS
from inkpost.operations.kit import Services
from servers import external, world_on
from support import CLIENT, Rest, shared, wait_for
from worlds import World

METHOD = "documentgenerator.document.list"
ROWS: list[dict[str, Any]] = error_rows()
ELSEWHERE = {"OPERATION_TIME_LIMIT", "ERROR_METHOD_NOT_FOUND"}
"""Described on other pages than the table of system errors."""


def table(name: str) -> set[tuple[int, str, str]]:
    """The table "Statuses and System Error Codes" of a page: status, code, text."""
    page = shared("seeds", name).read_text().partition("Statuses and System Error Codes")[2]
    lines = [line.strip() for line in page.partition("Continue Learning")[0].splitlines() if line.strip()]
    starts = [number for number, line in enumerate(lines) if re.fullmatch(r"[1-5]\d\d", line)]
    return {(int(lines[at]), lines[at + 1], lines[at + 2]) for at in starts}


@pytest.mark.parametrize("name", ["000_c11eee1d55d6690d.txt", "002_f611f7c66a12dbce.txt"])
def test_the_contract_has_every_row_of_the_table(name: str) -> None:
    found = table(name)
    assert len(found) == 15
    ours = {(row["status"], row["code"], row["text"]) for row in ROWS if row["method"] == "*"}
    assert {row for row in ours if row[1] not in ELSEWHERE} == found


def test_every_system_error_is_provoked() -> None:
    wanted = {(row["method"], row["cause"]) for row in ROWS if row["method"] in {"*", "batch"}}
    assert wanted - set(provokers()) == {("*", "manifest_not_available")} == wanted & set(NOT_PROVOKED)


def test_every_reason_has_a_row() -> None:
    assert set(Reason) <= set(errors.TABLE)
    assert all(row.code and 200 <= row.status < 600 for row in [*errors.TABLE.values(), *OAUTH_ROWS.values()])


def test_a_refusal_looks_alike_whatever_it_says(world: World) -> None:
    refused = [
        CLIENT.post(f"{world.served.base_url}/rest/{METHOD}"),
        world.rest.raw("no.such.method"),
        world.rest.raw("batch", {"cmd": ["batch"]}),
        world.person(scopes=[]).rest.raw(METHOD),
        world.rest.raw("documentgenerator.template.get"),
    ]
    assert [answer.status_code for answer in refused] == [401, 404, 405, 403, 400]
    for answer in refused:
        assert answer.json().keys() == {"error", "error_description"}
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert answer.headers["x-request-id"]


def test_without_its_database_the_server_says_so_everywhere_and_recovers() -> None:
    *server, database = external()
    world = world_on((server[0], server[1]))
    application = world.application()
    form = {"grant_type": "refresh_token", "client_id": application.client_id}
    form |= {"client_secret": application.client_secret, "refresh_token": world.token(application).refresh_token}
    base, unexpected = world.served.base_url, (500, "ERROR_UNEXPECTED_ANSWER")
    database.release()
    try:
        answers = [
            world.rest.raw(METHOD),
            world.rest.raw("batch", {"cmd": [METHOD]}),
            CLIENT.post(f"{base}/oauth/token/", data=form),
            CLIENT.get(f"{base}/rest/app.info/?auth=x"),
        ]
        assert [(answer.status_code, answer.json()["error"]) for answer in answers] == [unexpected] * 4
        assert CLIENT.get(f"{base}/health/ready").status_code == 503
        assert CLIENT.get(f"{base}/health/live").status_code == 200
        page = CLIENT.get(f"{base}/oauth/authorize/?client_id=x", headers={"Cookie": "inkpost_session=x"})
        assert (page.status_code, page.headers["content-type"]) == (500, "text/html; charset=utf-8")
        for answer in [*answers, page]:
            assert "psycopg" not in answer.text
            assert "socket" not in answer.text
    finally:
        database.start()
    world.services.engine.dispose()
    calls = [Rest(world.rest.webhook_url).raw(METHOD).status_code for _ in range(12)]
    assert set(calls) == {200}, "every connection that the pool had kept is replaced"
    assert CLIENT.post(f"{base}/oauth/token/", data=form).status_code == 200
    wait_for(lambda: CLIENT.get(f"{base}/health/ready").status_code == 200, seconds=60, what="a ready server")


def test_a_failed_statement_is_told_without_its_parameters(services: Services) -> None:
    with services.engine.connect() as db, pytest.raises(DBAPIError) as fault:
        db.execute(text("select cast(:secret as text) from no_such_table"), {"secret": "topsecret"})
    assert "topsecret" not in str(fault.value)

"""``wait`` and ``/pull/{tag}``: told when the conversion ends, while nothing is held up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import text

import crm_worlds
from applications import application
from inkpost.operations.kit import Services
from support import CLIENT, Rest, wait_for
from waiting import GET, finish, unconverted
from worlds import World, docx


@contextmanager
def together(count: int, act: Any) -> Iterator[list[Future[Any]]]:
    """The same act so many times at once, each with a connection of its own."""
    limits = httpx.Limits(max_connections=count + 10)
    with httpx.Client(timeout=60, limits=limits) as client, ThreadPoolExecutor(count) as pool:
        yield [pool.submit(act, client) for _ in range(count)]


def listening(services: Services) -> int:
    """How many connections listen for signals."""
    query = text("select count(*) from pg_stat_activity where query ilike 'listen%inkpost_signals%'")
    with services.engine.begin() as db:
        return int(db.execute(query).scalar_one())


def test_a_call_that_waits_is_answered_when_the_conversion_ends(world: World) -> None:
    number = world.document(world.template(docx("Contract")))["id"]
    found = world.rest(GET, id=number, wait=30)["document"]
    assert {"pdfUrl", "imageUrl", "printUrl"} <= found.keys()


def test_two_hundred_wait_while_others_are_answered(world: World) -> None:
    number = unconverted(world)
    address = world.webhook_url(world.admin.id, world.admin.secret)
    with together(200, lambda client: Rest(address, client)(GET, id=number, wait=30)) as calls:
        wait_for(lambda: listening(world.services), what="the one connection that listens")
        for _ in range(20):
            assert world.rest("server.time")
        assert listening(world.services) == 1
        assert not any(call.done() for call in calls)
        finish(world.services, number)
        answers = [call.result(timeout=25) for call in calls]
    assert {answer["document"]["id"] for answer in answers} == {str(number)}


def test_a_failed_conversion_and_a_deleted_document_end_the_waiting(world: World) -> None:
    number = unconverted(world)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(world.rest, GET, id=number, wait=30)
        wait_for(lambda: listening(world.services), what="the connection that listens")
        finish(world.services, number, failed=True)
        assert call.result(timeout=25)["document"]["isTransformationError"] is True
        other = unconverted(world)
        gone = pool.submit(world.rest.error, GET, id=other, wait=30)
        world.rest("documentgenerator.document.delete", id=other)
        assert gone.result(timeout=25)[:2] == (400, "0")


def test_a_wait_that_ends_answers_with_what_there_is(world: World) -> None:
    found = world.rest(GET, id=unconverted(world), wait=1)["document"]
    assert "pdfUrl" not in found


@pytest.mark.parametrize("wait", [0, "", None])
def test_without_a_wait_the_answer_comes_at_once(world: World, wait: object) -> None:
    assert "pdfUrl" not in world.rest(GET, id=unconverted(world), wait=wait)["document"]


@pytest.mark.parametrize("wait", [31, -1, "soon", 1.5, [1], {"a": 1}, "99999999999999999999"])
def test_a_wait_that_is_none_is_refused(world: World, wait: object) -> None:
    status, code, told = world.rest.error(GET, id=1, wait=wait)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert told.startswith("The parameter wait: ")


def test_in_a_batch_nobody_waits(world: World) -> None:
    number = unconverted(world)
    answer = world.rest("batch", cmd={"a": f"{GET}?id={number}&wait=30", "b": f"{GET}?id={number}&wait=nonsense"})
    assert answer["result"].keys() == {"a", "b"}


class Stream:
    """Reads server-sent events as they come."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()

    def comment(self) -> str:
        """The next comment."""
        return next(line for line in self._lines if line.startswith(":"))

    def message(self) -> tuple[str, str, Any]:
        """The next message: its kind, its id, its data."""
        found: dict[str, str] = {}
        for line in self._lines:
            name, _, item = line.partition(": ")
            if line == "" and "data" in found:
                return found["event"], found["id"], json.loads(found["data"])
            if name:
                found[name] = item
        raise AssertionError("the stream ended")


@contextmanager
def stream(url: str, **more: Any) -> Iterator[Stream]:
    """An open stream."""
    with httpx.Client(timeout=60) as client, client.stream("GET", url, **more) as response:
        assert response.status_code == 200, response.read()
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


def webhook_pull(world: World, number: int) -> str:
    """The address of a document's stream for the administrator's webhook."""
    tag = world.rest(GET, id=number)["document"]["pullTag"]
    assert tag == f"TRANSFORMDOCUMENT{number}"
    return f"{world.webhook_url(world.admin.id, world.admin.secret)}pull/{tag}"


def test_who_listens_is_told_when_the_pictures_are_there(world: World) -> None:
    number = unconverted(world)
    with stream(webhook_pull(world, number)) as opened:
        assert opened.comment() == ": listening"
        wait_for(lambda: listening(world.services), what="the connection that listens")
        world.rest("documentgenerator.document.update", id=number, values={"A": "b"})
        kind, revision, told = opened.message()
        assert (kind, revision) == ("showImage", "2")
        assert (told["module_id"], told["command"]) == ("documentgenerator", "showImage")
        shown = world.rest(GET, id=number)["document"]
        given = told["params"]
        assert given["pullTag"] == shown["pullTag"]
        assert given["isTransformationError"] is False
        for name in ("imageUrl", "pdfUrl", "printUrl"):
            assert given[name].split("&ts=")[0] == shown[name].split("&ts=")[0]
            assert CLIENT.get(given[f"{name}Machine"]).status_code == 200
        world.rest("documentgenerator.document.update", id=number, values={"A": "c"})
        assert opened.message()[1] == "3", "and again, after the next change"


def test_what_is_there_already_is_told_at_once_by_token_and_session(world: World) -> None:
    number = unconverted(world)
    finish(world.services, number, failed=True)
    calls = application(world)
    address = f"{world.served.base_url}/pull/TRANSFORMDOCUMENT{number}"
    with stream(address, headers={"authorization": f"Bearer {calls.token}"}) as opened:
        assert opened.message()[2]["params"]["isTransformationError"] is True
    with httpx.Client(base_url=world.served.base_url) as browser:
        browser.post("/sign-in", data={"login": world.admin.login, "password": world.admin.password})
        with stream(address, cookies=dict(browser.cookies)) as opened:
            assert opened.message()[2]["params"]["id"] == number


def test_a_document_of_the_crm_is_waited_for_and_listened_to_alike(world: World) -> None:
    deal = crm_worlds.item(world.rest, crm_worlds.DEAL, title="Implementation")
    number = crm_worlds.document(world, crm_worlds.template(world, docx("{Title}")), deal)["id"]
    shown = world.rest(f"{crm_worlds.D}.get", id=number, wait=30)["document"]
    assert {"pdfUrl", "imageUrl"} <= shown.keys()
    assert world.rest.error(f"{crm_worlds.D}.get", id=number, wait=31)[2].startswith("The parameter wait: ")
    address = world.webhook_url(world.admin.id, world.admin.secret)
    with stream(f"{address}pull/{shown['pullTag']}") as opened:
        told = opened.message()[2]["params"]
    assert (told["pdfUrl"], told["imageUrl"]) == (shown["pdfUrl"], shown["imageUrl"])
    assert CLIENT.get(told["pdfUrlMachine"]).status_code == 200
    stranger = crm_worlds.manager(world)
    refused = CLIENT.get(f"{world.webhook_url(stranger.id, stranger.secret)}pull/{shown['pullTag']}")
    assert refused.status_code in {403, 404}, "the deal is another's"


def test_a_stream_ends_with_its_document(world: World) -> None:
    number = unconverted(world)
    with stream(webhook_pull(world, number)) as opened:
        opened.comment()
        world.rest("documentgenerator.document.delete", id=number)
        with pytest.raises(AssertionError, match="the stream ended"):
            opened.message()


@pytest.mark.parametrize(
    "tag",
    [
        "TRANSFORMDOCUMENT",
        "TRANSFORMDOCUMENT0",
        "TRANSFORMDOCUMENT-1",
        "x",
        "TRANSFORMDOCUMENT1%00",
        "%2e%2e",
        "TRANSFORMDOCUMENT" + "9" * 40,
        "TRANSFORMDOCUMENT999999999999999999",
    ],
)
def test_hostile_tags_are_nothing(world: World, tag: str) -> None:
    for address in (
        f"{world.webhook_url(world.admin.id, world.admin.secret)}pull/{tag}",
        f"{world.served.base_url}/pull/{tag}?auth={application(world).token}",
    ):
        assert CLIENT.get(address).status_code == 404


def test_a_stream_is_for_who_may_see_the_document(world: World, other_world: World) -> None:
    number = unconverted(world)
    tag = f"TRANSFORMDOCUMENT{number}"
    foreign = f"{other_world.webhook_url(other_world.admin.id, other_world.admin.secret)}pull/{tag}"
    assert CLIENT.get(foreign).status_code == 404
    assert CLIENT.get(f"{world.served.base_url}/pull/{tag}").status_code == 401
    assert CLIENT.get(f"{world.served.base_url}/pull/{tag}?auth=nonsense").status_code == 401
    stranger = world.person()
    assert CLIENT.get(f"{world.webhook_url(stranger.id, stranger.secret)}pull/{tag}").status_code == 403
    scopeless = world.person(admin=True, scopes=["crm"])
    assert CLIENT.get(f"{world.webhook_url(scopeless.id, scopeless.secret)}pull/{tag}").status_code == 404

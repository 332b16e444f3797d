"""Who gets in where files are checked, and when: nobody holds more than one place, and nobody waits on a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from inkpost.config import Rate
from inkpost.engines.sign import bounded
from inkpost.errors import Reason
from inkpost.faces.console import app
from inkpost.faces.console.app import routes
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.gate import Busy, Gate
from inkpost.faces.kit.hop import Hop
from inkpost.faces.kit.intake import Intake
from inkpost.faces.kit.intake import Slow as TooSlow
from inkpost.operations import signing_checks
from inkpost.operations.kit import Services
from inkpost.store.signals import Signals

FIRST, SECOND, THIRD, FOURTH = (f"203.0.113.{number}" for number in range(1, 5))
THREADS = signing_checks.AT_ONCE + 1
UNSIGNED = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--x--\r\n'
FORM = {"content-type": "multipart/form-data; boundary=x"}


@dataclass
class Checks:
    """Checks that last until they are let go of; how many there are at once."""

    app: Starlette
    going: threading.Event = field(default_factory=threading.Event)
    started: int = 0

    def check(self, question: Any) -> bounded.Answer:
        """What stands for a check."""
        self.started += 1
        assert self.going.wait(60)
        return bounded.Answer("undecided")

    def client(self, address: str) -> httpx.AsyncClient:
        """A browser of an address."""
        transport = httpx.ASGITransport(self.app, client=(address, 1))
        return httpx.AsyncClient(transport=transport, base_url="http://inkpost.example.test", timeout=60)

    async def post(self, address: str, **headers: str) -> httpx.Response:
        """Bring a file."""
        async with self.client(address) as client:
            return await client.post("/verify", content=UNSIGNED, headers=FORM | headers)

    async def until_started(self, number: int) -> None:
        """Wait until so many checks have begun."""
        await until(lambda: self.started == number)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what this loop or a thread brings about."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.fixture
def checks(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checks]:
    """The console in this process with few threads and no brakes."""
    settings = replace(services.settings, check_rate=Rate(0, 0))
    edge = Edge(replace(services, settings=settings), Hop(THREADS), Signals(""))
    made = Checks(Starlette(routes=routes(edge)))
    monkeypatch.setattr(signing_checks, "check", made.check)
    yield made
    made.going.set()
    edge.hop.close()


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def test_an_address_has_one_file_checked_at_once(checks: Checks) -> None:
    async def story() -> None:
        first = asyncio.ensure_future(checks.post(FIRST))
        await checks.until_started(1)
        again = await checks.post(FIRST)
        assert (again.status_code, again.headers["retry-after"]) == (429, "5")
        assert "Another file from your address is being checked." in again.text
        russian = await checks.post(FIRST, **{"accept-language": "ru"})
        assert "Уже проверяется другой файл" in russian.text
        other = asyncio.ensure_future(checks.post(SECOND))
        await checks.until_started(2)
        checks.going.set()
        assert {(await each).status_code for each in (first, other)} == {200}
        assert (await checks.post(FIRST)).status_code == 200, "its place is given back"

    run(story())


def test_who_waits_holds_no_thread_and_is_let_in(checks: Checks) -> None:
    async def story() -> None:
        posted = [asyncio.ensure_future(checks.post(address)) for address in (FIRST, SECOND, THIRD, FOURTH)]
        await checks.until_started(signing_checks.AT_ONCE)
        async with checks.client(FIRST) as client:
            for _ in range(THREADS):  # with every place taken and others waiting, there is a thread for this
                assert (await client.get("/verify")).status_code == 200
        assert checks.started == signing_checks.AT_ONCE
        checks.going.set()
        assert [(await each).status_code for each in posted] == [200] * 4

    run(story())


def test_a_slow_upload_holds_no_place(checks: Checks) -> None:
    async def story() -> None:
        slow, answered = Slow(), []

        async def send(message: Any) -> None:
            answered.append(message)

        scopes = [slow.scope(address) for address in (FIRST, SECOND, THIRD)]
        uploads = [asyncio.ensure_future(checks.app(scope, slow.receive, send)) for scope in scopes]
        await until(lambda: slow.asked >= len(scopes))
        checks.going.set()
        assert (await checks.post(FIRST)).status_code == 200
        for each in uploads:
            each.cancel()
        await asyncio.gather(*uploads, return_exceptions=True)
        assert (checks.started, answered) == (1, [])

    run(story())


@dataclass
class Uploads:
    """Uploads that began and of which nothing more comes."""

    checks: Checks
    slow: Slow = field(default_factory=lambda: Slow())
    going: list[asyncio.Future[None]] = field(default_factory=list)

    async def begin(self, *addresses: str) -> None:
        """Each in its place."""
        scopes = [self.slow.scope(each) for each in addresses]
        self.going += [asyncio.ensure_future(self.checks.app(each, self.slow.receive, self.send)) for each in scopes]
        await until(lambda: self.slow.asked == len(self.going))

    async def send(self, message: Any) -> None:
        """Keep what an upload is answered."""
        if message["type"] == "http.response.start":
            self.slow.answers.append(message["status"])

    async def end(self) -> None:
        """They go away."""
        for each in self.going:
            each.cancel()
        await asyncio.gather(*self.going, return_exceptions=True)


HOLDERS = tuple(f"198.51.100.{number}" for number in range(app.MOST_UPLOADS // app.MOST_OF_ONE)) * app.MOST_OF_ONE


def test_bodies_that_do_not_come_are_few(checks: Checks) -> None:
    checks.going.set()

    async def story() -> None:
        uploads = Uploads(checks)
        await uploads.begin(*HOLDERS)
        again = await checks.post(HOLDERS[0])
        assert (again.status_code, again.headers["retry-after"]) == (429, "5")
        waiting = asyncio.ensure_future(checks.post(SECOND))
        uploads.going[0].cancel()  # whoever goes away leaves the place
        assert (await waiting).status_code == 200
        await uploads.end()
        assert (await checks.post(FIRST)).status_code == 200

    run(story())


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """An upload of which nothing comes keeps its place for a moment only."""
    monkeypatch.setattr(app, "GRACE_SECONDS", 0.05)


def test_slow_uploads_give_way_to_who_waits(brief: None, checks: Checks) -> None:
    checks.going.set()

    async def story() -> None:
        uploads = Uploads(checks)
        await uploads.begin(*HOLDERS)
        assert (await checks.post(FIRST)).status_code == 200
        await until(lambda: uploads.slow.answers == [408])
        assert not any(each.done() for each in uploads.going[1:]), "it costs one of them its place, for one that waits"
        await uploads.end()

    run(story())


Coming = Callable[[int], None]


def test_a_body_that_comes_keeps_its_place_and_one_that_trickles_does_not() -> None:
    async def story() -> None:
        going = asyncio.Event()

        async def steady(came: Coming) -> str:
            while not going.is_set():
                came(1 << 20)
                await asyncio.sleep(0)
            return "whole"

        async def trickling(came: Coming) -> str:
            came(1)
            await asyncio.Event().wait()
            return "never"

        async def short(came: Coming) -> str:
            return "short"

        intake = Intake(1, 1, 60, grace_s=0.05, patience_s=0.3)
        first = asyncio.ensure_future(intake.run(FIRST, steady))
        await asyncio.sleep(0)
        with pytest.raises(Busy) as caught:
            await intake.run(SECOND, short)
        assert caught.value.reason is Reason.UNAVAILABLE
        going.set()
        assert await first == "whole"
        patient = Intake(1, 1, 60, grace_s=0.05, patience_s=60)
        slow = asyncio.ensure_future(patient.run(FIRST, trickling))
        await asyncio.sleep(0)
        assert await patient.run(SECOND, short) == "short"
        with pytest.raises(TooSlow):
            await slow

    run(story())


def test_a_body_has_so_long_to_come(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "UPLOAD_SECONDS", 0.2)
    settings = replace(services.settings, check_rate=Rate(0, 0))
    edge = Edge(replace(services, settings=settings), Hop(THREADS), Signals(""))
    slow, page = Slow(), []

    async def send(message: Any) -> None:
        page.append(message.get("status") or message.get("body", b""))

    run(Starlette(routes=routes(edge))(slow.scope(FIRST), slow.receive, send))
    assert page[0] == 408
    assert b"The file did not come within" in b"".join(page[1:])
    edge.hop.close()


def test_who_asks_too_often_hears_so_before_a_byte_is_read(services: Services) -> None:
    now = services.clock()
    settings = replace(services.settings, check_rate=Rate(1, 1000))
    edge = Edge(replace(services, settings=settings, clock=lambda: now), Hop(THREADS), Signals(""))
    slow, answers = Slow(), []

    async def send(message: Any) -> None:
        answers.append(message)

    signing_checks.admit(edge.services, "192.0.2.81")
    run(Starlette(routes=routes(edge))(slow.scope("192.0.2.81"), slow.receive, send))
    assert (answers[0]["status"], slow.asked) == (429, 0)
    assert b"retry-after" in dict(answers[0]["headers"])
    edge.hop.close()


class Slow:
    """An upload of which nothing more comes."""

    def __init__(self) -> None:
        self.asked = 0
        self.answers: list[int] = []

    def scope(self, address: str) -> dict[str, Any]:
        """A request that has begun."""
        headers = [(b"content-type", FORM["content-type"].encode()), (b"content-length", b"1000")]
        named = {"type": "http", "method": "POST", "path": "/verify", "raw_path": b"/verify", "query_string": b""}
        return {**named, "headers": headers, "client": (address, 1), "scheme": "http", "http_version": "1.1"}

    async def receive(self) -> dict[str, Any]:
        """Never comes back."""
        self.asked += 1
        await asyncio.Event().wait()
        raise AssertionError


def test_who_goes_away_keeps_the_place_until_the_thread_is_done(checks: Checks) -> None:
    async def story() -> None:
        gone = asyncio.ensure_future(checks.post(FIRST))
        await checks.until_started(1)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        assert (await checks.post(FIRST)).status_code == 429
        checks.going.set()
        answers: list[int] = []
        async with asyncio.timeout(60):
            while 200 not in answers:
                await asyncio.sleep(0.005)
                answers.append((await checks.post(FIRST)).status_code)
        assert set(answers) <= {200, 429}

    run(story())


async def held(gate: Gate, *addresses: str) -> AsyncIterator[Callable[[], None]]:
    """Work of each address, which lasts until it is let go of."""
    going = asyncio.Event()
    begun = [asyncio.ensure_future(gate.run(each, waiting(going))) for each in addresses]
    await asyncio.sleep(0)
    yield going.set
    going.set()
    await asyncio.gather(*begun)


def waiting(going: asyncio.Event) -> Callable[[], Awaitable[bool]]:
    """Work that waits."""
    return going.wait


async def refused(gate: Gate, address: str) -> Busy:
    """Why an address does not get in."""
    with pytest.raises(Busy) as caught:
        await gate.run(address, asyncio.Event().wait)
    return caught.value


def test_few_wait_and_not_for_long() -> None:
    async def story() -> None:
        gate = Gate(1, most_waiting=1, patience_s=60)
        async for _ in held(gate, FIRST, SECOND):
            assert (await refused(gate, THIRD)).reason is Reason.UNAVAILABLE
        impatient = Gate(1, patience_s=0.01)
        async for _ in held(impatient, FIRST):
            for _ in range(2):  # who was refused may come again
                assert (await refused(impatient, SECOND)).message.startswith("There was no place in time")

    run(story())


def test_a_network_of_ipv6_has_one_place() -> None:
    async def story() -> None:
        gate = Gate(5)
        async for _ in held(gate, "2001:db8::1"):
            assert (await refused(gate, "2001:db8::2")).reason is Reason.TOO_MANY_REQUESTS
            async for _ in held(gate, "2001:db8:0:1::1"):
                pass

    run(story())

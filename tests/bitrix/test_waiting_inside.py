"""Waiting and streams in this process: what a second look costs, the heartbeat, and what is left of a client."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from inkpost.config import Settings
from inkpost.faces.bitrix import pull
from inkpost.faces.bitrix.auth import Path
from inkpost.faces.bitrix.family import Reply
from inkpost.faces.bitrix.meter import Meter
from inkpost.faces.bitrix.portal import Portal
from inkpost.faces.bitrix.pull import Pull
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.hop import Hop
from inkpost.faces.kit.requests import WireRequest
from inkpost.operations import administration
from inkpost.operations.kit import Services, Work
from inkpost.store import signals
from inkpost.store.database import native_url
from inkpost.store.signals import Signals
from waiting import GET, finish, unconverted
from worlds import World, docx


def edge_of(services: Services) -> Edge:
    """An edge of the test's own on the server's database."""
    return Edge(services, Hop(2), Signals(native_url(str(services.settings.database_url))))


def asked(world: World, number: int) -> tuple[WireRequest, Path]:
    """What comes off the wire for a stream."""
    path = f"/rest/{world.admin.id}/{world.admin.secret}/pull/TRANSFORMDOCUMENT{number}"
    wire = WireRequest("GET", path, b"", {}, b"", "127.0.0.1", True)
    return wire, Path(f"pull/transformdocument{number}", "json", world.admin.id, world.admin.secret)


def test_it_beats_and_ends_when_the_client_leaves(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pull, "HEARTBEAT", 0.05)
    number = world.document(world.template(docx("Contract")))["id"]
    edge = edge_of(world.services)
    sent: list[bytes] = []
    waiting: list[int] = []

    async def run() -> None:
        gone = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message.get("body", b""))
            waiting.append(edge.signals.waiting)
            if sent.count(b": still here\n\n") == 2:
                gone.set()

        response = await Pull(edge, Meter(Settings(world.served.data))).answer(*asked(world, number), "")
        await response({"type": "http", "asgi": {"spec_version": "2.3"}}, receive, send)
        waiting.append(edge.signals.waiting)
        await edge.signals.close()

    asyncio.run(run())
    edge.hop.close()
    assert sent.count(b": still here\n\n") >= 2
    assert max(waiting) == 1
    assert waiting[-1] == 0


def test_an_ear_that_lost_its_connection_wakes_everybody_and_hears_again(services: Services) -> None:
    ear = Signals(native_url(str(services.settings.database_url)))
    kill = text("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen \"inkpost_signals\"'")

    def say() -> None:
        with services.engine.begin() as db:
            signals.notify(db, "test:1")

    def lose() -> None:
        with services.engine.begin() as db:
            assert db.execute(kill).all()

    async def run() -> None:
        async with ear.hearing("test:1") as woken, ear.hearing("test:2") as other:
            woken.clear()
            other.clear()
            await asyncio.to_thread(say)
            await asyncio.wait_for(woken.wait(), 20)
            assert not other.is_set()
            woken.clear()
            await asyncio.to_thread(lose)
            await asyncio.wait_for(woken.wait(), 20)
            await asyncio.wait_for(other.wait(), 20)
            woken.clear()
            await asyncio.to_thread(say)
            await asyncio.wait_for(woken.wait(), 20)
        assert ear.waiting == 0
        await ear.close()

    asyncio.run(run())


def test_a_second_look_is_not_counted(world: World) -> None:
    """Where the portal's requests are used up, a call that waits is answered all the same."""
    administration.set_organization(world.services, world.organization_id, limits="standard")
    edge = edge_of(world.services)
    portal = Portal(edge)
    path = f"/rest/{world.admin.id}/{world.admin.secret}/server.time"
    wire = WireRequest("POST", path, b"", {}, b"", "127.0.0.1", True)
    assert any(portal.answer(wire).status == 503 for _ in range(200))
    assert portal.answer(wire, True).status == 200
    edge.hop.close()


def test_an_end_that_comes_in_the_midst_of_a_look_is_not_missed(world: World) -> None:
    """The document is read, then its conversion fails: what was read is not sent as if that were all."""
    number = unconverted(world)
    edge = edge_of(world.services)
    portal = Portal(edge)
    method = portal.methods[GET]

    def overtaken(work: Work, given: Any) -> Reply:
        reply = method.handler(work, given)
        finish(world.services, number, failed=True)
        return reply

    portal.methods = {**portal.methods, GET: replace(method, handler=overtaken)}
    path = f"/rest/{world.admin.id}/{world.admin.secret}/{GET}"
    wire = WireRequest("POST", path, f"id={number}&wait=30".encode(), {}, b"", "127.0.0.1", True)
    early = portal.answer(wire)
    assert early.held is not None, "it is looked at again"
    last = portal.answer(wire)
    assert last.held is None
    assert json.loads(last.body)["result"]["document"]["isTransformationError"] is True
    edge.hop.close()

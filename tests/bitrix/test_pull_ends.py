"""A stream in this process: its heartbeat, and that nothing of it is left when the client is gone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from inkpost.config import Settings
from inkpost.faces.bitrix import pull
from inkpost.faces.bitrix.auth import Path
from inkpost.faces.bitrix.meter import Meter
from inkpost.faces.bitrix.pull import Pull
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.hop import Hop
from inkpost.faces.kit.requests import WireRequest
from inkpost.operations.kit import Services
from inkpost.store import signals
from inkpost.store.database import native_url
from inkpost.store.signals import Signals
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

"""``kill -9`` of the worker while events are on their way, and a server that stops while somebody listens."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from anatomy import kill, worker
from inkpost.operations import subscriptions
from receivers import Received, Receiver, receiving
from support import Served, start_server, wait_for
from worlds import World, docx, new_world, services_of

DOCUMENTS = 6


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server of the test's own, which may call this machine."""
    server = start_server(tmp_path, environment={"INKPOST_ALLOWED_NETWORKS": "127.0.0.0/8"})
    yield server
    server.stop()


@pytest.fixture
def world(own: Served) -> Iterator[World]:
    services = services_of(own)
    yield new_world(own, services)
    services.close()


def once(received: list[Received]) -> list[int]:
    """The documents of the messages, for a receiver that drops the ids it knows."""
    known = {each.id: json.loads(each.body)["data"]["id"] for each in received}
    return list(known.values())


@pytest.mark.timeout(200)
def test_a_worker_killed_in_the_middle_of_a_delivery_loses_nothing(own: Served, world: World) -> None:
    with receiving() as receiver:
        subscriptions.add_endpoint(world.services, world.organization_id, receiver.url(), kinds=["document.added"])
        receiver.hold.clear()
        template = world.template(docx("Contract {DocumentNumber}"))
        made = [world.document(template)["id"] for _ in range(DOCUMENTS)]
        for tries in (1, 2):
            wait_for(lambda tries=tries: len(receiver.received) >= tries, seconds=60, what="a message under way")
            assert kill(worker(own)) == 1
        receiver.hold.set()
        wait_for(lambda: done(receiver, made), seconds=90, what="every event")
        assert len({each.id for each in receiver.received}) == DOCUMENTS
        assert once(receiver.received) == made, "in order"
        assert len(receiver.received) > DOCUMENTS, "what was under way came again, under its id"
        world.converted(made[-1])


def done(receiver: Receiver, made: list[int]) -> bool:
    return set(once(receiver.received)) == set(made)


def test_a_server_stops_while_somebody_listens_and_somebody_waits(own: Served, world: World) -> None:
    number = world.document(world.template(docx("Contract")))["id"]
    address = world.webhook_url(world.admin.id, world.admin.secret)
    listening = threading.Event()
    ended: list[str] = []

    def listen() -> None:
        with (
            httpx.Client(timeout=100) as client,
            client.stream("GET", f"{address}pull/TRANSFORMDOCUMENT{number}") as got,
        ):
            for _ in got.iter_lines():
                listening.set()
            ended.append("the stream")

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    assert listening.wait(30)
    assert own.stop() == 0
    thread.join(30)
    assert ended == ["the stream"]

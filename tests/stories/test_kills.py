"""``kill -9`` of each process while fifty documents are made: all end converted, none twice, none is lost."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from anatomy import kill, name, office, postgres, tree, web, worker
from support import Rest, Served, start_server, wait_for, wait_ready
from worlds import World, docx, new_world, services_of

DOCUMENTS = 50
KILLS = 4


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server of the test's own."""
    server = start_server(tmp_path, environment={"INKPOST_CONVERT_SLOTS": "2"})
    yield server
    server.stop()


class Makers:
    """Four threads that make documents until there are enough acknowledged ones."""

    def __init__(self, rest: Rest, template: int) -> None:
        self.acknowledged: list[int] = []
        self._rest = rest
        self._template = template
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(4)
        self._running = [self._pool.submit(self._make) for _ in range(4)]

    def _make(self) -> None:
        with httpx.Client(timeout=60) as client:
            rest = Rest(self._rest.webhook_url, client)
            while len(self.acknowledged) < DOCUMENTS:
                try:
                    answer = rest.raw(
                        "documentgenerator.document.add",
                        {"templateId": self._template, "value": "D", "values": {"Name": "Daisy"}},
                    )
                except httpx.TransportError:
                    continue  # nothing was acknowledged: ask again
                if answer.status_code == 200:
                    with self._lock:
                        self.acknowledged.append(answer.json()["result"]["document"]["id"])
                else:
                    assert answer.status_code >= 500, answer.text

    def wait(self) -> None:
        """Until every thread has ended well."""
        for each in self._running:
            each.result(timeout=180)
        self._pool.shutdown()


def converted(world: World) -> Counter[int]:
    """How often each document was converted, by the event log; nothing while the database is down."""
    query = text("select subject_id from events where kind = 'document.converted' and organization_id = :id")
    try:
        with world.services.engine.begin() as db:
            return Counter(row.subject_id for row in db.execute(query, {"id": world.organization_id}))
    except OperationalError:
        return Counter()


def check(world: World, makers: Makers) -> None:
    """All acknowledged documents are there and converted, none twice."""
    wanted = set(makers.acknowledged)
    assert len(wanted) == len(makers.acknowledged) >= DOCUMENTS
    wait_for(lambda: wanted <= set(converted(world)), seconds=180, what="the conversion of every document")
    with world.services.engine.begin() as db:
        found = db.execute(
            text(
                "select id, pdf_id, image_id, conversion_failed_at, "
                "(select count(*) from document_pages p where p.document_id = d.id) as pages "
                "from documents d where organization_id = :id"
            ),
            {"id": world.organization_id},
        ).all()
    by_id = {row.id: row for row in found}
    assert wanted <= set(by_id)
    assert all(by_id[each].pdf_id and by_id[each].image_id for each in wanted)
    assert {by_id[each].pages for each in wanted} == {1}
    assert [each for each in wanted if by_id[each].conversion_failed_at] == []
    assert set(converted(world).values()) == {1}


def prepared(own: Served) -> tuple[World, int]:
    """A world on the test's own server, with a template."""
    world = new_world(own, services_of(own))
    return world, world.template(docx("Contract {DocumentNumber}", "for {Name}"))


def killing(world: World, makers: Makers, victims: Any) -> int:
    """Kill again and again, each time after more documents have come out."""
    hit = 0
    for number in range(1, KILLS + 1):
        wait_for(lambda goal=number * 6: len(converted(world)) >= goal, seconds=120, what="more documents")
        hit += kill(wait_for(victims, seconds=60, what="a process to kill"))
    return hit


def database(served: Served) -> list[psutil.Process]:
    """The database, while there is one: it takes every connection with it."""
    try:
        return [postgres(served.data)]
    except (FileNotFoundError, IndexError, psutil.NoSuchProcess):
        return []


@pytest.mark.timeout(400)
@pytest.mark.parametrize("victims", [office, worker, web, database], ids=["converter", "worker", "web", "database"])
def test_a_killed_part_costs_nothing(own: Served, victims: Any) -> None:
    world, template = prepared(own)
    makers = Makers(world.rest, template)
    assert killing(world, makers, lambda: victims(own)) >= KILLS
    makers.wait()
    check(world, makers)
    world.services.close()


@pytest.mark.timeout(400)
def test_a_killed_server_goes_on_where_it_was(tmp_path: Path) -> None:
    server = start_server(tmp_path)
    listen = server.base_url.rpartition("//")[2]
    world, template = prepared(server)
    makers = Makers(world.rest, template)
    try:
        for goal in (5, 20):
            wait_for(lambda goal=goal: len(converted(world)) >= goal, seconds=120, what="some documents")
            below = tree(server)
            os.kill(server.process.pid, signal.SIGKILL)
            server.process.wait(30)
            _, left = psutil.wait_procs([each for each in below if name(each) != "postgres"], timeout=30)
            assert left == [], "children outlived the server"
            server = start_server(tmp_path, listen=listen)
        makers.wait()
        wait_ready(server)
        check(world, makers)
    finally:
        world.services.close()
        server.stop()

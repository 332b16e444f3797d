"""``kill -9`` of the worker while documents are signed: each is sealed once, none stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from anatomy import kill, worker
from signing_worlds import SAFE, Office
from support import Served, start_server, wait_for
from worlds import new_world, services_of

DOCUMENTS = 6


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server of the test's own."""
    server = start_server(tmp_path)
    yield server
    server.stop()


@pytest.mark.timeout(300)
def test_a_killed_worker_leaves_nothing_unsealed_and_seals_nothing_twice(own: Served) -> None:
    office = Office(new_world(own, services_of(own)))
    sent = [office.send(title=f"Contract {number}") for number in range(DOCUMENTS)]
    for at, each in enumerate(sent):
        office.wait(each, boss="ready", seconds=120)
        office.sign(each, office.boss)
        office.wait(each, worker="ready", seconds=120)
        office.sign(each, office.worker)
        if at % 2 == 0:
            assert kill(wait_for(lambda: worker(own), seconds=60, what="a worker")) >= 1
    for each in sent:
        office.wait(each, document="done", seconds=180)
    rows = office.app(SAFE, limit=1000)
    assert sorted(each["title"] for each in rows) == sorted([f"Contract {n}" for n in range(DOCUMENTS)] * 2)
    assert sealed(office) == [1] * DOCUMENTS
    office.world.services.close()


def sealed(office: Office) -> list[int]:
    """How often each document's chain and the event log say that it was sealed; both have to say the same."""
    query = text(
        "select (select count(*) from sign_records r where r.document_id = d.id and position("
        "convert_to('\"act\":\"sealed\"', 'utf8') in r.line) > 0) as chain, (select count(*) from events e where "
        "e.kind = 'sign.document.changed' and e.subject_id = d.id and e.payload->>'state' = 'done') as told "
        "from sign_documents d where d.organization_id = :o order by d.id"
    )

    def asked() -> list[int]:
        try:
            with office.world.services.engine.begin() as db:
                found = db.execute(query, {"o": office.world.organization_id}).all()
        except OperationalError:
            return []
        assert [row.chain for row in found] == [row.told for row in found]
        return [row.chain for row in found]

    return wait_for(asked, what="the database")

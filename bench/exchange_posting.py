"""A message with two signed documents over HTTP beside its bare rows and commit, and many into one box against many.

First ``PostMessage`` of a contract and a letter of 20,000 bytes, each with a signature by a certificate of the server's
authority, call by call in turn with what its peers do over a bare connection to the same database:

- the server reads the request over HTTP, finds the caller, checks both signatures and who may post to whom, writes the
  contents of four files (each fsynced under its name) and the rows, queues the delivery, commits once, and answers;
- ``rows`` inserts copies of the same rows, but for that of the queue: one statement a table, prepared, one commit;
- ``rows and contents`` does the same and before it commits writes as many bytes into as many files, each fsynced, and
  the folder.

Whatever was posted is delivered before the next one's turn comes, so that nobody is measured while the server still
works for another. The goal is a ratio of at most 5 to the rows alone; the other one says what part the files have.

Then 20 clients, each from a box of its own, post into one box, and into twenty; in turn, the goal being the same speed.
What was posted is delivered before the next round begins; ``delivered`` counts that too.

What is expected, said before it was measured: 26 statements where the rows take 14, two signatures at a millisecond
each, HTTP at one or two, the files while rows are written: 3 to 4 times the rows, and about 2 to 3 with contents.
What came, on two cores that others were busy on: 2.4 and 1.5 (25 and 11 ms), where 59 statements had been 10.9 and 6.0.

Run: ``python bench/exchange_posting.py [--calls 100] [--clients 20] [--each 10] [--rounds 2] [--json FILE]``.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from psycopg.types.json import Json
from sqlalchemy import JSON, Connection, Table, Uuid, select, text

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from bench.machine import machine  # noqa: E402
from bench.results import json_option, say, tell  # noqa: E402
from bench.sizes import WARMING, in_turn, served, user  # noqa: E402
from inkpost.engines.sign import certificates  # noqa: E402
from inkpost.engines.sign.certificates import Naming  # noqa: E402
from inkpost.engines.sign.detached import sign_detached  # noqa: E402
from inkpost.engines.sign.keys import LoadedKey  # noqa: E402
from inkpost.faces.diadoc import proto as pb  # noqa: E402
from inkpost.faces.diadoc.translate.message import message as shown  # noqa: E402
from inkpost.model.boxes import Access, Box, Permission  # noqa: E402
from inkpost.model.exchange_posting import NewDocument, NewMessage, Signed  # noqa: E402
from inkpost.model.tax_numbers import company_inn  # noqa: E402
from inkpost.model.trust import Purpose  # noqa: E402
from inkpost.operations import (  # noqa: E402
    administration,
    exchange_administration,
    exchange_once,
    exchange_posting,
    trust_authority,
)
from inkpost.operations.exchange_administration import NewBox  # noqa: E402
from inkpost.operations.kit import Services, Work, working  # noqa: E402
from inkpost.operations.trust_authority import Bench  # noqa: E402
from inkpost.store import credentials, tables  # noqa: E402

SIZE = 20_000  # bytes of a document
TARGETS = "posting at most 5 times the bare rows; one box at most 1.1 times twenty"
IN_ORDER: Sequence[Table] = (
    tables.files,
    tables.exchange_messages,
    tables.exchange_patches,
    tables.exchange_documents,
    tables.exchange_entities,
    tables.box_messages,
    tables.box_documents,
    tables.box_bodies,
    tables.box_postings,
    tables.box_tally_changes,
    tables.box_events,
    tables.exchange_deliveries,
    tables.events,
    tables.exchange_once,
)
"""The tables that a posting writes rows into, beside that of the queue: referred to before referring."""
POINTS = {"box_document_id": "box_documents"}
"""What columns refer to that are no foreign keys."""


@dataclass(frozen=True)
class Poster:
    """Somebody who works in a box of one's own, with a token and a key."""

    box: Box
    user_id: int
    token: str
    key: LoadedKey
    contents: random.Random = field(default_factory=lambda: random.Random(3))


@contextmanager
def _town(boxes: int) -> Iterator[tuple[Services, str, list[Poster], list[Box]]]:
    """A server with so many who post, and as many boxes to post into."""
    with served() as (services, base_url):
        posters = [_poster(services) for _ in range(boxes)]
        into = [_box(services, administration.add_organization(services, "Bench")) for _ in range(boxes)]
        yield services, base_url, posters, into


def _box(services: Services, organization: int) -> Box:
    inn = company_inn(f"77{random.getrandbits(40) % 10**7:07}")
    new = NewBox(inn=inn, kpp="770101001", full_name=f"Company {inn}")
    return exchange_administration.add_box(services, organization, new)


def _poster(services: Services) -> Poster:
    organization = administration.add_organization(services, "Bench", timezone="Europe/Moscow")
    administration.set_organization(services, organization, limits="off")
    box, person = _box(services, organization), user(services, organization)
    exchange_administration.add_employee(
        services, UUID(box.guid), person, access=Access.ALL, permissions=frozenset(Permission)
    )
    application = administration.add_application(
        services, organization, "Bench", scopes=["exchange"], redirect_urls=["https://app.example.test/"]
    )
    token = administration.issue_token(services, application.id, person).access_token
    return Poster(box, person, token, _key(services, box))


def _key(services: Services, box: Box) -> LoadedKey:
    key = certificates.new_key()
    with services.engine.begin() as db:
        bench = Bench(services.settings, services.keyring, db, services.clock())
        naming = Naming("Anna Schmidt", box.title, "Anna", "Schmidt", box.inn)
        made, _ = trust_authority.issue(bench, Purpose.PERSON, naming, key.public_key())
        issuing = trust_authority.current(bench, Purpose.ISSUING).key
        return LoadedKey(key, made, (issuing.certificate, *issuing.chain))


def _signed(poster: Poster) -> tuple[bytes, bytes]:
    """A content and a signature over it."""
    content = poster.contents.randbytes(SIZE)
    return content, sign_detached(content, poster.key).der


def body(poster: Poster, to: Box) -> bytes:
    """A message of a contract and a letter."""
    made = pb.MessageToPost(FromBoxId=poster.box.guid, ToBoxId=to.guid)
    for kind, metadata in (("Contract", _CONTRACT), ("Nonformalized", _LETTER)):
        content, signature = _signed(poster)
        made.DocumentAttachments.add(
            TypeNamedId=kind,
            SignedContent=pb.SignedContent(Content=content, Signature=signature),
            Metadata=[pb.MetadataItem(Key=key, Value=told) for key, told in metadata],
            NeedRecipientSignature=True,
        )
    return made.SerializeToString()


_LETTER = (("FileName", "letter.pdf"),)
_CONTRACT = (("FileName", "contract.pdf"), ("DocumentNumber", "17"), ("DocumentDate", "18.03.2026"))


def post(client: httpx.Client, base_url: str, poster: Poster, given: bytes) -> float:
    """The milliseconds of one posting."""
    headers = {"authorization": f"Bearer {poster.token}"}
    began = time.perf_counter()
    answer = client.post(f"{base_url}/V3/PostMessage?operationId={uuid4()}", content=given, headers=headers)
    passed = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} {answer.text}")
    return passed


def rows_of(services: Services, poster: Poster, to: Box) -> dict[str, list[dict[str, Any]]]:
    """The rows that one posting writes, read in its transaction, which is then undone."""

    class Undone(Exception):
        pass

    with services.engine.connect() as db:
        caller = credentials.caller_as_user(db, poster.box.organization_id, poster.user_id)
    assert caller is not None
    found: dict[str, list[dict[str, Any]]] = {}
    try:
        with working(services, caller) as work:
            last = {table.name: _last(work.db, table) for table in IN_ORDER}
            exchange_once.once(work, UUID(poster.box.guid), "postmessage", "rows", lambda: _act(work, poster, to))
            found = {table.name: _after(work.db, table, last[table.name], poster) for table in IN_ORDER}
            raise Undone
    except Undone:
        return found


def _act(work: Work, poster: Poster, to: Box) -> bytes:
    documents = []
    for number, (kind, metadata) in enumerate((("Contract", _CONTRACT), ("Nonformalized", _LETTER))):
        path = f"document_attachments[{number}]"
        documents.append(
            NewDocument(path, kind, Signed(*_signed(poster)), metadata=list(metadata), wants_signature=True)
        )
    view = exchange_posting.post(work, NewMessage(UUID(poster.box.guid), UUID(to.guid), tuple(documents)))
    return shown(view).SerializeToString()


def _last(db: Connection, table: Table) -> int:
    return (
        int(db.execute(text(f"select coalesce(max(id), 0) from {table.name}")).scalar_one()) if "id" in table.c else 0
    )


def _after(db: Connection, table: Table, last: int, poster: Poster) -> list[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    if "id" in table.c:
        query = query.where(table.c.id > last)
    elif "box_id" in table.c:
        query = query.where(table.c.box_id == poster.box.id)
    else:
        mine = select(tables.box_documents.c.id).where(tables.box_documents.c.box_id == poster.box.id)
        query = query.where(table.c.box_document_id.in_(mine))
    return [dict(row._mapping) for row in db.execute(query)]


class Bare:
    """Inserts copies of the rows of a posting: new numbers and GUIDs, one statement a table, one commit."""

    def __init__(self, connection: Any, rows: dict[str, list[dict[str, Any]]]) -> None:
        self.connection = connection
        self.rows = rows
        self.statements = {table.name: self._statement(table) for table in IN_ORDER if rows[table.name]}

    def __call__(self, contents: Sequence[bytes] = (), folder: Path | None = None) -> float:
        """The milliseconds of one message; with ``contents``, these are in files of the folder before it is there."""
        began = time.perf_counter()
        guids: dict[UUID, UUID] = {}
        ids: dict[tuple[str, int], int] = {}
        with self.connection.cursor() as cursor:
            for table in IN_ORDER:
                if self.rows[table.name]:
                    self._insert(cursor, table, guids, ids)
        if folder is not None:
            _put(contents, folder)
        self.connection.commit()
        return (time.perf_counter() - began) * 1000

    def _insert(self, cursor: Any, table: Table, guids: dict[UUID, UUID], ids: dict[tuple[str, int], int]) -> None:
        rows = self.rows[table.name]
        values = [self._value(column, row, guids, ids) for row in rows for column in _columns(table)]
        cursor.execute(self.statements[table.name], values, prepare=True)
        if "id" in table.c:
            for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
                ids[table.name, row["id"]] = number

    def _value(self, column: Any, row: dict[str, Any], guids: dict[UUID, UUID], ids: dict[tuple[str, int], int]) -> Any:
        given = row[column.name]
        if column.name == "delivered_at" and "to_box_id" in row and "patch_id" in row:
            return row["created_at"]  # what the peers write is nobody's to deliver
        if given is None:
            return None
        if column.name == "operation":
            return str(uuid4())
        if isinstance(column.type, Uuid):
            return guids.setdefault(given, uuid4()) if column.name == "guid" else guids.get(given, given)
        to = next((key.column.table.name for key in column.foreign_keys), POINTS.get(column.name))
        if to is not None:
            return ids.get((to, given), given)
        return Json(given) if isinstance(column.type, JSON) else given

    def _statement(self, table: Table) -> str:
        names = ", ".join(f'"{column.name}"' for column in _columns(table))
        one = f"({', '.join('%s' for _ in _columns(table))})"
        every = ", ".join(one for _ in self.rows[table.name])
        return f"insert into {table.name} ({names}) values {every}{' returning id' if 'id' in table.c else ''}"


def _put(contents: Sequence[bytes], folder: Path) -> None:
    """Each into a file of its own, on the disk."""
    for content in contents:
        with (folder / uuid4().hex).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _columns(table: Table) -> list[Any]:
    return [column for column in table.c if column.name != "id" and column.computed is None]


def beside_rows(services: Services, base_url: str, poster: Poster, to: Box, calls: int) -> dict[str, Any]:
    """Posting, its bare rows, and these with their contents, in turn."""
    rows = rows_of(services, poster, to)
    bodies = [body(poster, to) for _ in range(calls + WARMING)]
    contents = [part for _ in range(2) for part in _signed(poster)]
    folder = tempfile.TemporaryDirectory(prefix="contents-", dir=services.settings.data)
    with services.engine.connect() as db, httpx.Client(timeout=60) as client, folder as place:
        bare = Bare(db.connection.driver_connection, rows)
        acts: Sequence[Callable[[], float]] = (
            lambda: post(client, base_url, poster, bodies.pop()),
            bare,
            lambda: bare(contents, Path(place)),
        )

        def act(which: int, chosen: random.Random) -> float:
            drain(services)
            return acts[which]()

        http, alone, with_contents = in_turn(len(acts), calls, act)
    return {
        "ms_over_http": round(http, 2),
        "ms_of_rows": round(alone, 2),
        "ms_of_rows_and_contents": round(with_contents, 2),
        "ratio": round(http / alone, 2),
        "ratio_with_contents": round(http / with_contents, 2),
        "rows": {name: len(found) for name, found in rows.items()},
    }


def crowd(base_url: str, posters: Sequence[Poster], into: Sequence[Box], each: int) -> float:
    """Messages a second, of everybody at once; the one at place n posts into the box at n, or the only one."""
    bodies = [[body(poster, into[number % len(into)]) for _ in range(each)] for number, poster in enumerate(posters)]
    faults: list[BaseException] = []
    ready = threading.Barrier(len(posters) + 1)

    def write(number: int) -> None:
        try:
            with httpx.Client(timeout=120) as client:
                ready.wait()
                for given in bodies[number]:
                    post(client, base_url, posters[number], given)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(len(posters))]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    return len(posters) * each / (time.perf_counter() - began)


def drain(services: Services) -> float:
    """Wait until everything is delivered; the seconds that took."""
    began = time.perf_counter()
    query = text("select exists (select from exchange_deliveries where delivered_at is null)")
    while True:
        with services.engine.begin() as db:
            if not db.execute(query).scalar_one():
                return time.perf_counter() - began
        time.sleep(0.02)


def into_boxes(
    services: Services, base_url: str, posters: Sequence[Poster], boxes: Sequence[Box], each: int, rounds: int
) -> dict[str, Any]:
    """Everybody into one box, and everybody into another one, in turn."""
    sides = {"one box": boxes[:1], f"{len(boxes)} boxes": boxes}
    posted: dict[str, list[float]] = {name: [] for name in sides}
    delivered: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, into in sides.items():
            say(f"round {number} of {rounds}: {len(posters)} clients into {name}, {each} messages each")
            rate = crowd(base_url, posters, into, each)
            count = len(posters) * each
            through = count / (count / rate + drain(services))
            if number:  # the first round warms up
                posted[name].append(rate)
                delivered[name].append(through)
    medians = {name: statistics.median(found) for name, found in posted.items()}
    one, many = medians.values()
    return {
        "posted_per_second": {name: round(found, 1) for name, found in medians.items()},
        "delivered_per_second": {name: round(statistics.median(found), 1) for name, found in delivered.items()},
        "ratio": round(many / one, 2),
    }


def main() -> None:
    """Measure and print one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--each", type=int, default=10, help="messages of each client in a round")
    parser.add_argument("--rounds", type=int, default=2)
    json_option(parser)
    given = parser.parse_args()
    say(f"a server with {given.clients} boxes to post from and as many to post into")
    with _town(given.clients) as (services, base_url, posters, boxes):
        say(f"{given.calls} messages beside their rows")
        alone = beside_rows(services, base_url, posters[0], boxes[0], given.calls)
        drain(services)
        many = into_boxes(services, base_url, posters, boxes, given.each, given.rounds)
    told = {"machine": machine(), "posting": alone, "crowd": many, "target": TARGETS}
    tell("exchange_posting", told, given.json)


if __name__ == "__main__":
    main()

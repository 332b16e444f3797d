"""A page of 100 with its total among 1,000,000 documents of one box against 10,000, and over HTTP against bare SQL.

One document is really sent; the others are made of its rows by ``COPY`` (what both sides know of them, what the box
has of them, what pages show), the program puts them into their lists, and then every tenth of them (100,000 at the
large size) changes its status as the program changes it. Asked for are the first page, one in
the middle, a category with 10 % of the documents and one with 0.1 %, by the director and by somebody who sees one
department in a hundred. Where the small box has fewer than 100 to show, both are asked for as many as it has.

What is expected, said before it was measured: every page is one range of one index and a hundred rows by number, so
each ratio is about 1.0 to 1.2, the rest being deeper trees; JSON takes 1.0 to 1.2 times as long as Protocol Buffers,
since both are only joined; HTTP takes 2 to 3 times as long as the three bare statements of psycopg as it comes.

Run: ``python bench/exchange_lists.py [--small 10000] [--large 1000000] [--calls 200] [--data FOLDER]
[--json FILE]``.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
from sqlalchemy import text

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from bench import sizes  # noqa: E402
from bench.results import say  # noqa: E402
from bench.sizes import compared, in_steps, in_turn, served, user  # noqa: E402
from inkpost.cli.common import acting  # noqa: E402
from inkpost.faces.diadoc.translate.index_keys import index_key  # noqa: E402
from inkpost.model.boxes import Access, Box, Permission  # noqa: E402
from inkpost.model.docflow import DocumentClass  # noqa: E402
from inkpost.model.docflow_categories import Status, category  # noqa: E402
from inkpost.model.exchange_lists import Order, Place  # noqa: E402
from inkpost.model.exchange_posting import NewDocument, NewMessage, Signed  # noqa: E402
from inkpost.model.tax_numbers import company_inn  # noqa: E402
from inkpost.operations import (  # noqa: E402
    administration,
    exchange_administration,
    exchange_delivery,
    exchange_lists,
    exchange_posting,
    exchange_refolding,
    exchange_sessions,
)
from inkpost.operations.exchange_administration import NewBox  # noqa: E402
from inkpost.operations.kit import Services  # noqa: E402
from inkpost.store import box_documents, exchange_postings  # noqa: E402
from inkpost.store.database import native_url  # noqa: E402

PAGE = 100
DEPARTMENTS = 100
CHANGED = 10  # one document in so many
RARE = 1000
AT_ONCE = 1000
JSON, PROTOBUF = "application/json", "application/x-protobuf"
LISTS = {
    "first": ("Any.Outbound", Status.ANY, 1),
    "middle": ("Any.Outbound", Status.ANY, 1),
    "tenth": ("Any.OutboundWaitingForResolution", Status.WAITING_FOR_RESOLUTION, 10),
    "thousandth": ("Any.OutboundApproved", Status.APPROVED, RARE),
}


@dataclass(frozen=True)
class Asker:
    """Somebody who asks: the headers of the calls, and the department that is seen where it is one alone."""

    name: str
    headers: Mapping[str, str]
    department: int | None


@dataclass(frozen=True)
class Full:
    """A server with a full box."""

    base_url: str
    database: str
    box: Box
    size: int
    askers: Sequence[Asker]


@contextmanager
def filled(size: int) -> Iterator[Full]:
    """A server whose box has so many documents."""
    with served() as (services, base_url):
        organization = administration.add_organization(services, "Bench")
        box, other = (_box(services, organization, number) for number in (1, 2))
        director = user(services, organization)
        _employ(services, box, director, Access.ALL)
        head = box.head_department_id
        departments = [
            administration.add_department(services, organization, f"Department {number}", parent=head)
            for number in range(DEPARTMENTS)
        ]
        clerk = user(services, organization)
        _employ(services, box, clerk, Access.OWN, department_id=departments[0])
        _send_one(services, organization, director, box, other)
        grow(services, box, departments, size)
        program = administration.add_application(services, organization, "Bench", scopes=["crm"])
        askers = [
            Asker("director", _headers(services, program, director), None),
            Asker("clerk", _headers(services, program, clerk), departments[0]),
        ]
        yield Full(base_url, native_url(services.settings.database_url), box, size, askers)


def _box(services: Services, organization: int, number: int) -> Box:
    new = NewBox(inn=company_inn(f"77000000{number}"), kpp="770101001", full_name=f"Company {number}")
    return exchange_administration.add_box(services, organization, new)


def _employ(services: Services, box: Box, person: int, access: Access, **more: Any) -> None:
    given = {"access": access, "permissions": frozenset(Permission), **more}
    exchange_administration.add_employee(services, UUID(box.guid), person, **given)


def _headers(services: Services, program: Any, person: int) -> Mapping[str, str]:
    with services.engine.begin() as db:
        token = exchange_sessions.issue(services, db, program.id, person)
    return {"authorization": f"DiadocAuth ddauth_api_client_id={program.client_id},ddauth_token={token}"}


def _send_one(services: Services, organization: int, person: int, box: Box, other: Box) -> None:
    letter = NewDocument(
        path="document_attachments[0]",
        type_name="Nonformalized",
        signed=Signed(b"Dear colleagues", by_test=True),
        metadata=[("FileName", "letter.txt")],
    )
    given = NewMessage(UUID(box.guid), UUID(other.guid), [letter])
    acting(services, organization, person, lambda work: exchange_posting.post(work, given))
    one, another = sorted((box.id, other.id))
    exchange_delivery.deliver(services, one=one, other=another)


def grow(services: Services, box: Box, departments: Sequence[int], size: int) -> None:
    """Make the document into so many, put them into their lists, and change the status of every tenth."""
    with services.engine.begin() as db:
        first = db.execute(text("select min(id) from box_documents where box_id = :box"), {"box": box.id}).scalar_one()
        db.execute(
            text("update box_documents set department_id = :department where id = :id"),
            {"department": departments[0], "id": first},
        )
        behind = [db.execute(text(f"select max(id) from {name}")).scalar_one() for name in _NUMBERED]
    copies = Copies(native_url(services.settings.database_url), first, departments, *behind)
    in_steps(services, size - 1, lambda db, start, last: copies.make(start, last))
    with services.engine.begin() as db:
        for name in _NUMBERED:
            db.execute(text(f"select setval(pg_get_serial_sequence('{name}', 'id'), (select max(id) from {name}))"))
    say("into their lists")
    for _ in _reposted(services, box):
        pass
    exchange_refolding.tally_anew(services)
    say("changes of status")
    change(services, box, size)
    exchange_lists.fold(services)
    with services.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("vacuum analyze"))


_NUMBERED = ("exchange_documents", "box_documents")
_DOCUMENTS = (
    *("id", "message_id", "type_name", "function", "version", "workflow_id", "title", "file_name", "metadata"),
    "packet",
)
_HELD = ("id", "box_id", "document_id", "message_id", "class", "type_name", "department_id", "counterparty_box_id")
_STATE = ("ticks", "sent_at", "delivered_at", "read_at", "view", "categories", "custom_data")
_BODIES = ("box_document_id", "protobuf", "json")


@dataclass(frozen=True)
class Copies:
    """Makes rows of a box's document again and again, with numbers behind those that there are."""

    database: str
    first: int
    departments: Sequence[int]
    documents: int
    held: int

    def make(self, start: int, last: int) -> None:
        """The copies from ``start`` to ``last``, one second apart and in all departments in turn."""
        with psycopg.connect(self.database) as out, psycopg.connect(self.database) as into:
            for table, columns, other in self._parts():
                values = ", ".join(other.get(each, each) for each in columns)
                numbers = f"generate_series({start:d}::bigint, {last:d}::bigint) n"
                chosen = f"select {values} from {table}, {numbers} where {self._condition(table)}"
                names = ", ".join(columns)
                with (
                    out.cursor().copy(f"copy ({chosen}) to stdout (format binary)") as reading,  # type: ignore[arg-type]
                    into.cursor().copy(f"copy {table} ({names}) from stdin (format binary)") as writing,  # type: ignore[arg-type]
                ):
                    for block in reading:
                        writing.write(block)

    def _parts(self) -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
        """Tables with their columns, and what some of these are in a copy."""
        document, number = f"{self.documents:d} + n", f"{self.held:d} + n"
        department = f"(array{list(self.departments)}::bigint[])[(n / 10 + n / 1000) % {len(self.departments):d} + 1]"
        yield "exchange_documents", _DOCUMENTS, {"id": document, "title": "title || ' ' || n"}
        own = {"id": number, "document_id": document, "department_id": department, "ticks": "ticks + n * 10000000"}
        yield "box_documents", (*_HELD, *_STATE), own
        yield "box_bodies", _BODIES, {"box_document_id": number}

    def _condition(self, table: str) -> str:
        if table == "exchange_documents":
            return f"id = (select document_id from box_documents where id = {self.first:d})"
        return f"{'box_document_id' if table == 'box_bodies' else 'id'} = {self.first:d}"


def _reposted(services: Services, box: Box) -> Iterator[int]:
    """Put every document into the lists that its row names."""
    after = 0
    while True:
        with services.engine.begin() as db:
            rows = db.execute(
                text("select id from box_documents where box_id = :box and id > :after order by id limit :many"),
                {"box": box.id, "after": after, "many": AT_ONCE * 10},
            ).all()
            if not rows:
                return
            exchange_postings.repost(db, [row.id for row in rows])
            after = rows[-1].id
            yield after


def change(services: Services, box: Box, size: int) -> None:
    """Ask for the approval of every tenth document, and approve every thousandth, as the program changes documents."""
    changed = [f"ticks / 10000000 % {CHANGED} = 0", f"ticks / 10000000 % {RARE} = 1"]
    for status, which in zip((Status.WAITING_FOR_RESOLUTION, Status.APPROVED), changed, strict=True):
        with services.engine.connect() as db:
            found = db.execute(
                text(f"select document_id from box_documents where box_id = :box and {which} order by id"),
                {"box": box.id},
            )
            ids = [row.document_id for row in found]
        for start in range(0, len(ids), AT_ONCE):
            with services.engine.begin() as db:
                changes = []
                for held in box_documents.hold(db, ids[start : start + AT_ONCE]):
                    if held.box_id != box.id:
                        continue
                    bits = held.categories | 1 << status
                    values = {name: getattr(held, name) for name in ("message_id", "type_name", "ticks", "view")}
                    values |= {"class": held.folder, "categories": bits}
                    now = box_documents.write_box_document(
                        db, box_id=held.box_id, document_id=held.document_id, **values
                    )
                    changes.append(exchange_postings.Change(held, now))
                exchange_postings.post(db, changes)


@dataclass(frozen=True)
class Page:
    """One page to be read: of which server, by whom, of which list, how many, behind which key."""

    full: Full
    asker: Asker
    name: str
    count: int
    after: str

    @property
    def query(self) -> dict[str, str]:
        """How it is asked for."""
        given = {"boxId": self.full.box.guid, "filterCategory": LISTS[self.name][0], "count": str(self.count)}
        return given | ({"afterIndexKey": self.after} if self.after else {})

    def http(self, client: httpx.Client, accept: str = JSON) -> float:
        """The milliseconds of it over HTTP."""
        headers = {**self.asker.headers, "accept": accept}
        began = time.perf_counter()
        answer = client.get(f"{self.full.base_url}/V3/GetDocuments", params=self.query, headers=headers)
        passed = (time.perf_counter() - began) * 1000
        if answer.status_code != 200 or len(answer.content) < 500 * self.count:
            raise RuntimeError(f"{self.name}: {answer.status_code} {answer.text[:300]}")
        return passed


def page_of(full: Full, asker: Asker, name: str, count: int) -> Page:
    """A page, with the key of the middle where that is wanted."""
    if name != "middle":
        return Page(full, asker, name, count, "")
    span = full.size if asker.department is None else full.size // DEPARTMENTS
    with psycopg.connect(full.database) as db:
        row = db.execute(
            "select box_document_id, ticks from box_postings where box_id = %s and category = %s "
            + ("" if asker.department is None else f"and department_id = {asker.department} ")
            + "order by ticks, box_document_id offset %s limit 1",
            (full.box.id, int(category(DocumentClass.OUTBOUND, Status.ANY)), span // 2 - 1),
        ).fetchone()
    assert row is not None
    after = index_key(Place(Order.TIME, row[1], row[0]))
    return Page(full, asker, name, min(count, span // 2 - 1), after)


def bare(db: psycopg.Connection[Any], page: Page, column: str) -> float:
    """The milliseconds of the same rows by three bare statements."""
    number = int(category(DocumentClass.OUTBOUND, LISTS[page.name][1]))
    own = page.asker.department
    began = time.perf_counter()
    where, values = "box_id = %s and category = %s", [page.full.box.id, number]
    if own is not None:
        where, values = f"{where} and department_id = %s", [*values, own]
    after = ""
    if page.after:
        ticks, document = int(page.after[2:18], 16), int(page.after[18:34], 16)
        after, values = " and (ticks, box_document_id) > (%s, %s)", [*values, ticks, document]
    statement = f"select box_document_id, ticks from box_postings where {where}{after} order by ticks, box_document_id"
    rows = db.execute(f"{statement} limit {page.count}", values).fetchall()  # type: ignore[arg-type]
    bodies = f"select box_document_id, {column} from box_bodies where box_document_id = any(%s)"
    found = db.execute(bodies, ([row[0] for row in rows],)).fetchall()  # type: ignore[arg-type]
    totals = (
        "select (select coalesce(sum(count), 0) from box_tallies where box_id = %s and category = %s "
        "and type_name = '' and department_id = %s) + (select coalesce(sum(change), 0) from box_tally_changes "
        "where box_id = %s and category = %s)"
    )
    db.execute(totals, (page.full.box.id, number, own or 0, page.full.box.id, number)).fetchone()
    passed = (time.perf_counter() - began) * 1000
    if len(found) != page.count:
        raise RuntimeError(f"{page.name}: {len(found)} rows")
    return passed


def measure(small: int, large: int, calls: int) -> dict[str, Any]:
    """Every page at both sizes; at the large one also in both encodings, and beside bare SQL."""
    with filled(small) as few, filled(large) as many, httpx.Client(timeout=60) as client:
        return {asker.name: _asked(client, few, many, at, calls) for at, asker in enumerate(few.askers)}


def _asked(client: httpx.Client, few: Full, many: Full, at: int, calls: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (_, _, share) in LISTS.items():
        say(f"{few.askers[at].name}: {name}")
        there = few.size // share // (1 if few.askers[at].department is None else DEPARTMENTS)
        if not there:
            continue
        count = min(PAGE, page_of(few, few.askers[at], name, min(PAGE, there)).count)
        pages = [page_of(full, full.askers[at], name, count) for full in (few, many)]

        def read(which: int, chosen: random.Random, pages: Sequence[Page] = pages) -> float:
            return pages[which].http(client)

        told = compared(few.size, many.size, in_turn(2, calls, read))
        found[name] = {"documents": count, **told, **_beside(client, pages[1], calls)}
    return found


def _beside(client: httpx.Client, page: Page, calls: int) -> dict[str, float]:
    """JSON beside Protocol Buffers, and HTTP beside bare SQL, in turn."""
    with psycopg.connect(page.full.database, autocommit=True) as db:
        ways = (
            lambda: page.http(client, JSON),
            lambda: page.http(client, PROTOBUF),
            lambda: bare(db, page, "json"),
        )
        json, protobuf, sql = in_turn(3, calls, lambda which, chosen: ways[which]())
    return {
        "protobuf_ms": round(protobuf, 2),
        "sql_ms": round(sql, 2),
        "json_to_protobuf": round(json / protobuf, 2),
        "http_to_sql": round(json / sql, 2),
    }


if __name__ == "__main__":
    sizes.main("exchange_lists", __doc__, 10_000, measure, "pages")

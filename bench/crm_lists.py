"""A page of a list at 1,000,000 things against 10,000, for a user who may see one in a hundred.

The same calls over HTTP, ``start=-1`` and ``>id``, to two servers of which one has a hundred times as much. Each list
is asked for by somebody who sees own things, by somebody who sees those of a department of ten, and by one who sees
all.

Run: ``python bench/crm_lists.py [--small 10000] [--large 1000000] [--calls 200]``.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, text

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from bench.machine import machine  # noqa: E402
from bench.serve import inkpost  # noqa: E402
from inkpost import config  # noqa: E402
from inkpost.app import prepare  # noqa: E402
from inkpost.composition import make_services  # noqa: E402
from inkpost.operations import administration  # noqa: E402
from inkpost.operations.kit import Services  # noqa: E402
from inkpost.store import roles  # noqa: E402

PAGE = 50
ONE_IN = 100
DEPARTMENT = 10
WARMING = 20  # calls that warm the connection and the plans up


@dataclass(frozen=True)
class Listing:
    """A list to measure: how its table grows, and what a page behind an id is asked for with.

    ``grow(db, organization, owners, first, last)`` adds the things numbered so, each thing belonging to the owner at
    its number modulo the number of owners.
    """

    method: str
    grow: Callable[[Connection, int, Sequence[int], int, int], None]
    params: Callable[[int], Mapping[str, Any]]
    rows: Callable[[Any], Sequence[Any]]


def grow_deals(db: Connection, organization: int, owners: Sequence[int], first: int, last: int) -> None:
    """Deals that have a title, an amount, a stage, a company and a field that users added."""
    db.execute(
        text(
            "insert into crm_items (organization_id, type_id, number, title, stage, assigned_by, created_by, "
            "company_number, opportunity, currency, field_values, user_fields) "
            "select :organization, 2, n, 'Deal #' || n, case n % 3 when 0 then 'WON' else 'NEW' end, owner, owner, "
            "n % 1000 + 1, n % 100000, 'EUR', jsonb_build_object('comments', repeat('word ', 20)), "
            "jsonb_build_object('UF_CRM_1', n % 7) "
            "from (select n, (cast(:owners as bigint[]))[n % :many + 1] as owner "
            "from generate_series(cast(:first as bigint), :last) n) numbered"
        ),
        {"organization": organization, "owners": list(owners), "many": len(owners), "first": first, "last": last},
    )
    db.execute(
        text(
            "insert into crm_counters values (:organization, 2, :next) "
            "on conflict (organization_id, type_id) do update set next = excluded.next"
        ),
        {"organization": organization, "next": last + 1},
    )


def grow_documents(db: Connection, organization: int, owners: Sequence[int], first: int, last: int) -> None:
    """Documents of deals; all of them share one file."""
    db.execute(
        text(
            "insert into files (organization_id, sha256, size, name, media_type) "
            "select :organization, decode(repeat('00', 32), 'hex'), 1, 'a.docx', 'application/octet-stream' "
            "where not exists (select 1 from files where organization_id = :organization)"
        ),
        {"organization": organization},
    )
    db.execute(
        text(
            "insert into documents (organization_id, module, title, number, entity_type_id, entity_id, assigned_by, "
            "created_by, file_id) "
            "select :organization, 'crm', 'Contract ' || n, n, 2, n, owner, owner, file "
            "from (select n, (cast(:owners as bigint[]))[n % :many + 1] as owner, "
            "(select min(id) from files where organization_id = :organization) as file "
            "from generate_series(cast(:first as bigint), :last) n) numbered"
        ),
        {"organization": organization, "owners": list(owners), "many": len(owners), "first": first, "last": last},
    )


LISTS = (
    Listing(
        "crm.item.list",
        grow_deals,
        lambda after: {"entityTypeId": 2, "start": -1, "order": {"id": "ASC"}, "filter": {">id": after}},
        lambda result: result["items"],
    ),
    Listing(
        "crm.documentgenerator.document.list",
        grow_documents,
        lambda after: {"start": -1, "order": {"id": "ASC"}, "filter": {">id": after}},
        lambda result: result["documents"],
    ),
)


@dataclass(frozen=True)
class Asker:
    """Somebody who asks, by what a role lets one see."""

    name: str
    webhook: str


@dataclass(frozen=True)
class People:
    """Who asks, and to whom the things belong."""

    organization: int
    askers: Sequence[Asker]
    owners: Sequence[int]


def settle(services: Services, base_url: str) -> People:
    """An organisation whose owners hold a thousandth each; the first holds nine more, so a hundredth."""
    organization = administration.add_organization(services, "Bench", timezone="Europe/Berlin")
    administration.set_organization(services, organization, limits="off")
    office = administration.add_department(services, organization, "Office")
    alone = _user(services, organization, [])
    colleagues = [_user(services, organization, [office]) for _ in range(DEPARTMENT)]
    rest = _user(services, organization, [])
    owners = [*([alone] * DEPARTMENT), *colleagues]
    owners += [rest] * (ONE_IN * DEPARTMENT - len(owners))
    levels = (("own", alone, "A"), ("department", colleagues[0], "D"), ("all", rest, "X"))
    askers = [Asker(name, _webhook(services, base_url, organization, user, level)) for name, user, level in levels]
    random.Random(1).shuffle(owners)
    return People(organization, askers, owners)


def _user(services: Services, organization: int, departments: Sequence[int]) -> int:
    login = f"bench-{random.getrandbits(60):x}@example.test"
    return administration.add_user(
        services, organization, login, password=f"{random.getrandbits(90):x}", departments=departments
    )


def _webhook(services: Services, base_url: str, organization: int, user: int, level: str) -> str:
    with services.engine.begin() as db:
        rights = {"crm": {"view": level}, "documents": {"view": "X"}}
        roles.grant(db, organization, f"U{user}", rights)
    secret = administration.add_webhook(services, organization, user, scopes=["crm", "documentgenerator"])
    return f"{base_url}/rest/{user}/{secret}/"


def page(client: httpx.Client, listing: Listing, asker: Asker, after: int) -> float:
    """The milliseconds of a full page behind an id."""
    began = time.perf_counter()
    answer = client.post(f"{asker.webhook}{listing.method}", json=listing.params(after))
    passed = (time.perf_counter() - began) * 1000
    found = len(listing.rows(answer.json()["result"]))
    if found != PAGE:
        raise RuntimeError(f"{listing.method} answered {found} rows for {asker.name}")
    return passed


def grown(services: Services, listing: Listing, people: People, last: int) -> None:
    """Add things and let the database count them."""
    step = 100_000
    for start in range(1, last + 1, step):
        with services.engine.begin() as db:
            listing.grow(db, people.organization, people.owners, start, min(start + step - 1, last))
    with services.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("vacuum analyze"))


@contextmanager
def filled(listing: Listing, size: int) -> Iterator[Sequence[Asker]]:
    """A server with so many things, and who asks it."""
    with tempfile.TemporaryDirectory(prefix="inkpost-bench-") as folder, inkpost(Path(folder)) as (port, _):
        services = make_services(prepare(config.from_environment(Path(folder), f"127.0.0.1:{port}", environ={})))
        try:
            people = settle(services, f"http://127.0.0.1:{port}")
            grown(services, listing, people, size)
            yield people.askers
        finally:
            services.close()


def compare(listing: Listing, small: int, large: int, calls: int) -> dict[str, Any]:
    """A list at both sizes, call by call in turn, so that whatever else the machine does falls on both alike."""
    with filled(listing, small) as few, filled(listing, large) as many, httpx.Client(timeout=60) as client:
        return {
            asker.name: _told(small, large, in_turn(client, listing, (asker, other), (small, large), calls))
            for asker, other in zip(few, many, strict=True)
        }


def in_turn(
    client: httpx.Client, listing: Listing, askers: Sequence[Asker], sizes: Sequence[int], calls: int
) -> list[float]:
    """The median milliseconds at each size, of pages behind random ids in the first half of what there is."""
    chosen = random.Random(2)
    took: list[list[float]] = [[], []]
    for at in range(calls + WARMING):
        for which, (asker, size) in enumerate(zip(askers, sizes, strict=True)):
            passed = page(client, listing, asker, chosen.randrange(size // 2 - size // 10))
            if at >= WARMING:
                took[which].append(passed)
    return [statistics.median(each) for each in took]


def _told(small: int, large: int, medians: Sequence[float]) -> dict[str, float]:
    few, many = medians
    return {f"ms_at_{small}": round(few, 2), f"ms_at_{large}": round(many, 2), "ratio": round(many / few, 2)}


def main() -> None:
    """Measure every list and print one object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=200)
    given = parser.parse_args()
    found = {listing.method: compare(listing, given.small, given.large, given.calls) for listing in LISTS}
    print(json.dumps({"machine": machine(), "lists": found, "target": "each ratio at most 1.5"}, indent=1))


if __name__ == "__main__":
    main()

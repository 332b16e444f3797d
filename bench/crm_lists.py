"""A page of a list at 1,000,000 things against 10,000, for a user who may see one in a hundred.

The same calls over HTTP, ``start=-1`` and ``>id``, to two servers of which one has a hundred times as much. Each list
is asked for by somebody who sees own things, by somebody who sees those of a department of ten, and by one who sees
all.

Run: ``python bench/crm_lists.py [--small 10000] [--large 1000000] [--calls 200] [--json FILE]``.
"""

from __future__ import annotations

import random
import sys
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

from bench import sizes  # noqa: E402
from bench.sizes import compared, in_steps, in_turn, served, user  # noqa: E402
from inkpost.operations import administration  # noqa: E402
from inkpost.operations.kit import Services  # noqa: E402
from inkpost.store import roles  # noqa: E402

PAGE = 50
ONE_IN = 100
DEPARTMENT = 10


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
    """Documents of the deals, each its responsible person's; all of one file, which nobody fetches here."""
    file = db.execute(
        text(
            "insert into files (organization_id, sha256, size, name, media_type) "
            "values (:organization, sha256('x'), 1, 'x.docx', 'x') returning id"
        ),
        {"organization": organization},
    ).scalar_one()
    db.execute(
        text(
            "insert into documents (organization_id, module, title, number, entity_type_id, entity_id, assigned_by, "
            "created_by, file_id, public_code, field_values) "
            "select :organization, 'crm', 'Offer ' || n, n, 2, n, owner, owner, :file, md5(n || '/' || :organization), "
            "json_build_object('Client', 'Client ' || n) "
            "from (select n, (cast(:owners as bigint[]))[n % :many + 1] as owner "
            "from generate_series(cast(:first as bigint), :last) n) numbered"
        ),
        {
            "organization": organization,
            "owners": list(owners),
            "many": len(owners),
            "first": first,
            "last": last,
            "file": file,
        },
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
    alone = user(services, organization)
    colleagues = [user(services, organization, [office]) for _ in range(DEPARTMENT)]
    rest = user(services, organization)
    owners = [*([alone] * DEPARTMENT), *colleagues]
    owners += [rest] * (ONE_IN * DEPARTMENT - len(owners))
    levels = (("own", alone, "A"), ("department", colleagues[0], "D"), ("all", rest, "X"))
    askers = [Asker(name, _webhook(services, base_url, organization, person, level)) for name, person, level in levels]
    random.Random(1).shuffle(owners)
    return People(organization, askers, owners)


def _webhook(services: Services, base_url: str, organization: int, person: int, level: str) -> str:
    with services.engine.begin() as db:
        rights = {"crm": {"view": level}, "documents": {"view": "X"}}
        roles.grant(db, organization, f"U{person}", rights)
    secret = administration.add_webhook(services, organization, person, scopes=["crm", "documentgenerator"])
    return f"{base_url}/rest/{person}/{secret}/"


def page(client: httpx.Client, listing: Listing, asker: Asker, after: int) -> float:
    """The milliseconds of a full page behind an id."""
    began = time.perf_counter()
    answer = client.post(f"{asker.webhook}{listing.method}", json=listing.params(after))
    passed = (time.perf_counter() - began) * 1000
    found = len(listing.rows(answer.json()["result"]))
    if found != PAGE:
        raise RuntimeError(f"{listing.method} answered {found} rows for {asker.name}")
    return passed


@contextmanager
def filled(listing: Listing, size: int) -> Iterator[Sequence[Asker]]:
    """A server with so many things, and who asks it."""
    with served() as (services, base_url):
        people = settle(services, base_url)
        in_steps(services, size, lambda db, *which: listing.grow(db, people.organization, people.owners, *which))
        yield people.askers


def compare(listing: Listing, small: int, large: int, calls: int) -> dict[str, Any]:
    """A list at both sizes, pages behind random ids in the first half of what there is."""
    with filled(listing, small) as few, filled(listing, large) as many, httpx.Client(timeout=60) as client:
        found: dict[str, Any] = {}
        for asker, other in zip(few, many, strict=True):
            both = [(asker, small // 2 - small // 10), (other, large // 2 - large // 10)]

            def a_page(which: int, chosen: random.Random, both: Sequence[tuple[Asker, int]] = both) -> float:
                who, room = both[which]
                return page(client, listing, who, chosen.randrange(room))

            found[asker.name] = compared(small, large, in_turn(2, calls, a_page))
        return found


def measure(small: int, large: int, calls: int) -> dict[str, Any]:
    """Every list."""
    return {listing.method: compare(listing, small, large, calls) for listing in LISTS}


if __name__ == "__main__":
    sizes.main("crm_lists", __doc__, 10_000, measure, "lists")

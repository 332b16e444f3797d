"""A page of what was signed at 1,000,000 signed documents against 1,000, for a person and for the company's safe.

The same calls over HTTP to two servers of which one has a thousand times as much: ``sign.b2e.personal.tail`` for
somebody who has signed all of it, and ``sign.b2e.mysafe.tail`` for one who sees what oneself sent (one in a hundred),
what a department of ten sent (one in ten), and everything. Pages lie in the newest hundred of what the asker sees;
``deep`` is the last page of all, where the index is walked to.

Run: ``python bench/signed_tail.py [--small 1000] [--large 1000000] [--calls 200] [--json FILE]``.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
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

LIMIT = 10
NEWEST = 100
ONE_IN = 100
DEPARTMENT = 10
PERSONAL, SAFE = "sign.b2e.personal.tail", "sign.b2e.mysafe.tail"
_GROW = text(
    "with made as (insert into sign_documents (organization_id, title, company_id, provider_id, file_id, "
    "responsible_id, created_by, sealed_id, sealed_at, evidence_head) "
    "select :organization, 'Contract ' || n, 1, :provider, :file, sender, sender, :file, "
    "timestamptz '2020-01-01' + n * interval '1 minute', '' "
    "from (select n, (cast(:senders as bigint[]))[n % :many + 1] as sender "
    "from generate_series(cast(:first as bigint), :last) n) numbered returning id, created_by, sealed_at) "
    "insert into sign_members (document_id, organization_id, user_id, role, signed_at, filed_at, sent_by) "
    "select id, :organization, :signer, 'signer', sealed_at, sealed_at, created_by from made"
)


@dataclass(frozen=True)
class Asker:
    """Somebody who asks for pages with an application's token; ``share`` of everything is what one sees."""

    name: str
    method: str
    token: str
    share: float = 1.0


@dataclass(frozen=True)
class Filled:
    """A server with so many signed documents."""

    base_url: str
    size: int
    askers: Sequence[Asker]


def grow(db: Connection, organization: int, signer: int, senders: Sequence[int], first: int, last: int) -> None:
    """Signed documents that lie in the safe, a minute apart; all of one file, which nobody fetches here."""
    one = {"organization": organization}
    file = db.execute(
        text(
            "insert into files (organization_id, sha256, size, name, media_type) "
            "values (:organization, sha256('x'), 1, 'x.pdf', 'x') returning id"
        ),
        one,
    ).scalar_one()
    provider = db.execute(
        text(
            "insert into sign_providers (organization_id, company_id, kind) "
            "values (:organization, 1, 'simple') returning id"
        ),
        one,
    ).scalar_one()
    more = {"file": file, "provider": provider, "signer": signer, "senders": list(senders), "many": len(senders)}
    db.execute(_GROW, {**one, **more, "first": first, "last": last})


def settle(services: Services, size: int) -> Sequence[Asker]:
    """An organisation with its askers, and so many signed documents."""
    organization = administration.add_organization(services, "Bench", timezone="Europe/Berlin")
    administration.set_organization(services, organization, limits="off")
    office = administration.add_department(services, organization, "Office")
    signer, alone, rest = (user(services, organization) for _ in range(3))
    colleagues = [user(services, organization, [office]) for _ in range(DEPARTMENT)]
    senders = [alone, *colleagues, *([rest] * (ONE_IN - 1 - DEPARTMENT))]
    random.Random(1).shuffle(senders)
    in_steps(services, size, lambda db, first, last: grow(db, organization, signer, senders, first, last))
    application = administration.add_application(
        services, organization, "Bench", scopes=["sign.b2e"], redirect_urls=["https://app.example.test/"]
    ).id
    askers = [Asker("personal", PERSONAL, administration.issue_token(services, application, signer).access_token)]
    levels = (("own", alone, "A", 1), ("department", colleagues[0], "D", DEPARTMENT), ("all", rest, "X", ONE_IN))
    for name, person, level, parts in levels:
        with services.engine.begin() as db:
            roles.grant(db, organization, f"U{person}", {"signing": {"safe": level}})
        token = administration.issue_token(services, application, person).access_token
        askers.append(Asker(f"safe, {name}", SAFE, token, parts / ONE_IN))
    return askers


def page(client: httpx.Client, server: Filled, asker: Asker, offset: int) -> float:
    """The milliseconds of a full page."""
    given = {"limit": LIMIT, "offset": offset, "auth": asker.token}
    began = time.perf_counter()
    answer = client.post(f"{server.base_url}/rest/{asker.method}", json=given)
    passed = (time.perf_counter() - began) * 1000
    found = len(answer.json()["result"])
    if found != LIMIT:
        raise RuntimeError(f"{asker.name} got {found} rows at {offset}")
    return passed


@contextmanager
def filled(size: int) -> Iterator[Filled]:
    """A server with so many signed documents."""
    with served() as (services, base_url):
        yield Filled(base_url, size, settle(services, size))


def a_page(client: httpx.Client, server: Filled, asker: Asker, chosen: random.Random) -> float:
    """The milliseconds of a page among the newest of what the asker sees."""
    room = min(NEWEST, int(server.size * asker.share)) - LIMIT
    return page(client, server, asker, chosen.randrange(max(1, room)))


def measure(small: int, large: int, calls: int) -> dict[str, Any]:
    """Every asker at both sizes."""
    with filled(small) as few, filled(large) as many, httpx.Client(timeout=60) as client:
        found: dict[str, Any] = {}
        for at, asker in enumerate(few.askers):
            both = [(few, asker), (many, many.askers[at])]
            medians = in_turn(2, calls, lambda which, chosen, both=both: a_page(client, *both[which], chosen))
            found[asker.name] = compared(small, large, medians)
        deep = [page(client, many, many.askers[0], large - LIMIT) for _ in range(5)]
        return {**found, "deep": {f"ms_at_{large}": round(statistics.median(deep), 2)}}


if __name__ == "__main__":
    sizes.main("signed_tail", __doc__, 1_000, measure, "tails")

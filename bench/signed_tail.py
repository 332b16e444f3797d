"""A page of what was signed at 1,000,000 signed documents against 1,000, for a person and for the company's safe.

The same calls over HTTP to two servers of which one has a thousand times as much: ``sign.b2e.personal.tail`` for
somebody who has signed all of it, and ``sign.b2e.mysafe.tail`` for one who sees what oneself sent (one in a hundred),
what a department of ten sent (one in ten), and everything. Pages lie in the newest hundred of what the asker sees;
``deep`` is the last page of all, where the index is walked to.

Run: ``python bench/signed_tail.py [--small 1000] [--large 1000000] [--calls 200]``.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
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

from bench.machine import machine  # noqa: E402
from bench.serve import inkpost  # noqa: E402
from inkpost import config  # noqa: E402
from inkpost.app import prepare  # noqa: E402
from inkpost.composition import make_services  # noqa: E402
from inkpost.operations import administration  # noqa: E402
from inkpost.operations.kit import Services  # noqa: E402
from inkpost.store import roles  # noqa: E402

LIMIT = 10
NEWEST = 100
ONE_IN = 100
DEPARTMENT = 10
WARMING = 20
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
    signer, alone, rest = (_user(services, organization, []) for _ in range(3))
    colleagues = [_user(services, organization, [office]) for _ in range(DEPARTMENT)]
    senders = [alone, *colleagues, *([rest] * (ONE_IN - 1 - DEPARTMENT))]
    random.Random(1).shuffle(senders)
    for start in range(1, size + 1, 100_000):
        with services.engine.begin() as db:
            grow(db, organization, signer, senders, start, min(start + 99_999, size))
    with services.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("vacuum analyze"))
    application = administration.add_application(
        services, organization, "Bench", scopes=["sign.b2e"], redirect_urls=["https://app.example.test/"]
    ).id
    askers = [Asker("personal", PERSONAL, administration.issue_token(services, application, signer).access_token)]
    levels = (("own", alone, "A", 1), ("department", colleagues[0], "D", DEPARTMENT), ("all", rest, "X", ONE_IN))
    for name, user, level, parts in levels:
        with services.engine.begin() as db:
            roles.grant(db, organization, f"U{user}", {"signing": {"safe": level}})
        token = administration.issue_token(services, application, user).access_token
        askers.append(Asker(f"safe, {name}", SAFE, token, parts / ONE_IN))
    return askers


def _user(services: Services, organization: int, departments: Sequence[int]) -> int:
    login = f"bench-{random.getrandbits(60):x}@example.test"
    return administration.add_user(services, organization, login, departments=departments)


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
    with tempfile.TemporaryDirectory(prefix="inkpost-bench-") as folder, inkpost(Path(folder)) as (port, _):
        services = make_services(prepare(config.from_environment(Path(folder), f"127.0.0.1:{port}", environ={})))
        try:
            yield Filled(f"http://127.0.0.1:{port}", size, settle(services, size))
        finally:
            services.close()


def in_turn(client: httpx.Client, servers: Sequence[Filled], at: int, calls: int) -> list[float]:
    """The median milliseconds of one asker's pages on each server, call by call in turn."""
    chosen = random.Random(2)
    took: list[list[float]] = [[] for _ in servers]
    for call in range(calls + WARMING):
        for which, server in enumerate(servers):
            asker = server.askers[at]
            room = min(NEWEST, int(server.size * asker.share)) - LIMIT
            passed = page(client, server, asker, chosen.randrange(max(1, room)))
            if call >= WARMING:
                took[which].append(passed)
    return [statistics.median(each) for each in took]


def measure(small: int, large: int, calls: int) -> dict[str, Any]:
    """Every asker at both sizes."""
    with filled(small) as few, filled(large) as many, httpx.Client(timeout=60) as client:
        found: dict[str, Any] = {}
        for at, asker in enumerate(few.askers):
            before, after = in_turn(client, (few, many), at, calls)
            found[asker.name] = {
                f"ms_at_{small}": round(before, 2),
                f"ms_at_{large}": round(after, 2),
                "ratio": round(after / before, 2),
            }
        deep = [page(client, many, many.askers[0], large - LIMIT) for _ in range(5)]
        return {**found, "deep": {f"ms_at_{large}": round(statistics.median(deep), 2)}}


def main() -> None:
    """Measure and print one object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=200)
    given = parser.parse_args()
    found = measure(given.small, given.large, given.calls)
    print(json.dumps({"machine": machine(), "tails": found, "target": "each ratio at most 1.5"}, indent=1))


if __name__ == "__main__":
    main()

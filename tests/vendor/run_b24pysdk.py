"""Runs the vendor's own integration tests of b24pysdk against a server: ``run_b24pysdk.py CHECKOUT [TEST...]``.

CHECKOUT is a working copy of https://github.com/bitrix24/b24pysdk. Every outcome that is not a pass stands with its
reason in ``expected_divergences.json``; the run fails on each difference, on a listed test that passes too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from sqlalchemy import update  # noqa: E402

from inkpost.model.secrets import digest  # noqa: E402
from inkpost.operations import administration  # noqa: E402
from inkpost.store import people  # noqa: E402
from inkpost.store.tables import tokens, users  # noqa: E402
from support import Served, start_server  # noqa: E402
from worlds import World, new_world, services_of  # noqa: E402

PYTHON = ROOT / ".venv/clients/bin/python"
EXPECTED = HERE / "expected_divergences.json"
PORTAL = "portal.inkpost.test"  # the vendor's tests want a dot in the name and no port
OAUTH = "oauth.bitrix24.tech"
PARTS = (
    "credentials",
    "errors",
    "scopes/app",
    "scopes/crm/documentgenerator",
    "scopes/event",
    "scopes/test_access.py",
    "scopes/test_events.py",
    "scopes/test_feature.py",
    "scopes/test_method.py",
    "scopes/test_profile.py",
    "scopes/test_scope.py",
    "scopes/test_server.py",
    "scopes/user/test_user.py",
)
SCOPES = ("documentgenerator", "crm", "user", "user_basic", "user_brief", "department", "disk", "event")
KINDS = ("failed", "skipped", "either")
Outcomes = dict[str, dict[str, str]]


def main() -> int:
    """Copy, serve, run, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path, help="a git working copy of b24pysdk")
    parser.add_argument("tests", nargs="*", help="these tests only, and no comparison")
    given = parser.parse_args()
    complaint = unusable(given.checkout)
    if complaint:
        print(complaint, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="inkpost-vendor-") as folder, serving(Path(folder) / "data") as served:
        copy = Path(folder) / "copy"
        copy_tests(given.checkout, copy)
        outcomes = run(copy, served, given.tests)
    if given.tests:
        return 0
    return compared(outcomes, json.loads(EXPECTED.read_text()))


def unusable(checkout: Path) -> str:
    """What stands in the way of a run, or nothing."""
    if not (checkout / "tests/integration").is_dir():
        return (
            f"{str(checkout)!r} is no working copy of b24pysdk: get one with\n"
            "  git clone --branch 1.2.1 https://github.com/bitrix24/b24pysdk\n"
            "and name it: make vendor-tests B24PYSDK=/path/to/b24pysdk"
        )
    if not PYTHON.exists():
        return f"{PYTHON.relative_to(ROOT)} is missing: run tools/setup, which installs the vendors' clients"
    return ""


def copy_tests(checkout: Path, copy: Path) -> None:
    """The tests with the SDK they belong to; a copy, for they write files beside themselves."""
    for name in ("b24pysdk", "tests"):
        shutil.copytree(checkout / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(checkout / "pytest.ini", copy)


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    """A server with TLS in the names that the tests call."""
    names = ("--tls-name", PORTAL, "--tls-name", OAUTH)
    served = start_server(data, "--tls-self-signed", *names)
    try:
        yield served
    finally:
        served.stop()


def run(copy: Path, served: Served, tests: list[str]) -> Outcomes:
    """The outcome of each test by its id."""
    environment, constants = reached(served)
    (copy / "tests/constants_local.py").write_text("".join(f"{name} = {item!r}\n" for name, item in constants.items()))
    outcomes = copy / "outcomes.json"
    port = served.base_url.rpartition(":")[2]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    subprocess.run(
        [
            str(PYTHON),
            *("-m", "pytest", "-p", "b24pysdk_plugin", "--tb=short", "--timeout=60"),
            *(tests or [f"tests/integration/{part}" for part in PARTS]),
        ],
        cwd=copy,
        env={
            **kept,
            **environment,
            "PYTHONPATH": os.pathsep.join((str(copy), str(HERE))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "REQUESTS_CA_BUNDLE": str(served.data / "tls/ca.pem"),
            "INKPOST_REDIRECT": f"{PORTAL}={port},{OAUTH}={port}",
            "INKPOST_OUTCOMES": str(outcomes),
        },
        check=False,
    )
    found: Outcomes = json.loads(outcomes.read_text())
    return found


def reached(served: Served) -> tuple[dict[str, str], dict[str, Any]]:
    """A portal as the tests want it: their environment, and their constants."""
    services = services_of(served)
    world = new_world(served, services)
    application = world.application(scopes=SCOPES)
    pair, stale = world.token(application), world.token(application)
    with services.engine.begin() as db:
        ours = update(tokens).where(tokens.c.access_hash == digest(stale.access_token))
        db.execute(ours.values(expires_at=datetime.now(UTC) - timedelta(hours=1)))
    environment = {
        "B24_DOMAIN": PORTAL,
        "B24_WEBHOOK": f"{world.admin.id}/{world.webhook(world.admin.id, SCOPES)}",
        "B24_CLIENT_ID": application.client_id,
        "B24_CLIENT_SECRET": application.client_secret,
        "B24_ACCESS_TOKEN": pair.access_token,
        "B24_REFRESH_TOKEN": pair.refresh_token,
        "B24_EXPIRED_TOKEN": stale.access_token,
    }
    constants = {
        "BITRIX_PORTAL_OWNER_ID": world.admin.id,
        "HEAD_DEPARTMENT_ID": department(world),
        "PROFILE_ONLY_WEBHOOK_TOKEN": f"{world.admin.id}/{world.webhook(world.admin.id, ['user_brief'])}",
        "RESTRICTED_USER_OAUTH_TOKEN": shut_out(world),
        "FIRED_USER_TOKEN": fired(world, application.id),
    }
    services.close()
    return environment, constants


def department(world: World) -> int:
    """The head department, with the administrator in it."""
    number = administration.add_department(world.services, world.organization_id, "Head office")
    with world.services.engine.begin() as db:
        people.add_to_department(db, number, world.admin.id)
    return number


def shut_out(world: World) -> str:
    """The access token of somebody to whom the application has been closed since."""
    application = world.application(scopes=SCOPES)
    pair = world.token(application, world.person().id)
    administration.open_application(
        world.services, world.organization_id, application.client_id, [f"U{world.admin.id}"]
    )
    return pair.access_token


def fired(world: World, application_id: int) -> str:
    """The access token of somebody who has left since."""
    person = world.person()
    pair = administration.issue_token(world.services, application_id, person.id)
    with world.services.engine.begin() as db:
        db.execute(update(users).where(users.c.id == person.id).values(active=False))
    return pair.access_token


def compared(outcomes: Outcomes, expected: dict[str, Any]) -> int:
    """Print every difference from what is expected; 0 if there is none."""
    differences = [
        f"{test}: {found['outcome']}, expected {wanted(test, expected)}: {found.get('said', '')[:500]}"
        for test, found in sorted(outcomes.items())
        if wanted(test, expected) not in {found["outcome"], "either"}
    ]
    ran = {name for test in outcomes for name in (test, test.partition("[")[0])}
    listed = [test for kind in KINDS for test in expected[kind]]
    differences += [f"{test}: expected and not run" for test in listed if test not in ran]
    counts = Counter(found["outcome"] for found in outcomes.values())
    print(f"\n{len(outcomes)} of the vendor's tests ({expected['of']}): {counts['passed']} passed, ", end="")
    print(f"{counts['failed']} diverged, {counts['skipped']} skipped; {len(differences)} not as expected")
    for difference in differences:
        print(f"DIFFERENCE {difference}")
    return 1 if differences else 0


def wanted(test: str, expected: dict[str, Any]) -> str:
    """The expected outcome of a test: an entry without brackets holds for each way of signing in."""
    for kind in KINDS:
        if test in expected[kind] or test.partition("[")[0] in expected[kind]:
            return kind
    return "passed"


if __name__ == "__main__":
    sys.exit(main())

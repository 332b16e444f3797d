"""A server with TLS for the vendors' clients, the clients' own environments, and organisations to call."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from inkpost.model.secrets import digest
from inkpost.operations.administration import NewApplication, TokenPair
from inkpost.operations.kit import Services
from inkpost.store import documents
from inkpost.store.tables import tokens
from support import ROOT, Rest, Served, start_server
from worlds import World, b64, docx, new_world, services_of

HERE = Path(__file__).parent
PYTHON = ROOT / ".venv/clients/bin/python"
NODE = ROOT / ".venv/bin/node"
NODE_MODULES = HERE / "js/node_modules"
OAUTH_HOST = "oauth.bitrix24.tech"  # b24pysdk asks no other for its tokens
ARCHIVE = 120
VALUES = {"ClientName": "Дейзи & Söhne <Ltd>", "Sum": "1 234,50 €"}
FIELDS = {"CurrentDate": {"TYPE": "DATE", "FORMAT": {"format": "d.m.Y"}}}
DATED = {**VALUES, "CurrentDate": "2026-03-18T00:00:00+01:00"}
PARAGRAPHS = ("Contract {DocumentNumber} of {CurrentDate}", "Client: {ClientName}", "Sum: {Sum}")
PRINTED = ("Contract 2026-001 of 18.03.2026", "Client: Дейзи & Söhne <Ltd>", "Sum: 1 234,50 €")


@pytest.fixture(scope="session")
def tls_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that speaks HTTPS under the local authority, also in the name of the vendor's OAuth host."""
    server = start_server(
        tmp_path_factory.mktemp("tls"),
        "--tls-self-signed",
        "--tls-name",
        OAUTH_HOST,
        environment={"INKPOST_CONVERT_SLOTS": "2"},
    )
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="session")
def tls_services(tls_served: Served) -> Iterator[Services]:
    """Services on the database of the server with TLS."""
    made = services_of(tls_served)
    yield made
    made.close()


@pytest.fixture(scope="session")
def authority(tls_served: Served) -> Path:
    """The certificate of the server's local authority."""
    path = tls_served.data / "tls/ca.pem"
    assert path.is_file()
    return path


@pytest.fixture(scope="session")
def trusting(authority: Path) -> Iterator[httpx.Client]:
    """The tests' own client, for setting things up over HTTPS."""
    with httpx.Client(verify=ssl.create_default_context(cafile=str(authority)), timeout=60) as client:
        yield client


@pytest.fixture
def tls_world(tls_served: Served, tls_services: Services, trusting: httpx.Client) -> World:
    """A fresh organisation on the server with TLS."""
    return _world(tls_served, tls_services, trusting)


@pytest.fixture(scope="session")
def archive(tls_served: Served, tls_services: Services, trusting: httpx.Client) -> World:
    """An organisation with 120 documents: three pages."""
    world = _world(tls_served, tls_services, trusting)
    made = world.document(world.template(docx("x")))
    with tls_services.engine.begin() as db:
        first = documents.find(db, world.organization_id, made["id"])
        assert first is not None
        kept = ("organization_id", "template_id", "module", "provider", "file_id", "created_by")
        like_it = {name: getattr(first, name) for name in kept}
        for number in range(2, ARCHIVE + 1):
            documents.add(db, **like_it, title=f"Contract {number}", number=str(number), reference=f"DEAL_{number}")
    return world


def _world(served: Served, services: Services, client: httpx.Client) -> World:
    world = new_world(served, services)
    world.admin.rest = Rest(world.admin.rest.webhook_url, client)
    return world


@dataclass(frozen=True)
class Script:
    """A program that uses one vendor's client as its users do; it reads JSON and prints JSON."""

    command: tuple[str, ...]
    authority: Path

    def __call__(self, action: str, **given: Any) -> Any:
        """What the program prints for an action; its failure is the test's."""
        done = subprocess.run(
            [*self.command, action],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=120,
            env=self._environment(),
        )
        assert done.returncode == 0, f"{self.command[-1]} {action}: {done.stderr[-4000:]}"
        return json.loads(done.stdout)

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        trust = dict.fromkeys(("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"), str(self.authority))
        return {**kept, **trust, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "default"}


def _must_be_set_up(path: Path) -> None:
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: run tools/setup, which installs the vendors' clients"


@pytest.fixture(scope="session")
def b24pysdk(authority: Path) -> Script:
    """b24pysdk."""
    _must_be_set_up(PYTHON)
    return Script((str(PYTHON), str(HERE / "scripts/use_b24pysdk.py")), authority)


@pytest.fixture(scope="session")
def fast_bitrix24(authority: Path) -> Script:
    """fast-bitrix24."""
    _must_be_set_up(PYTHON)
    return Script((str(PYTHON), str(HERE / "scripts/use_fast_bitrix24.py")), authority)


@pytest.fixture(scope="session")
def b24jssdk(authority: Path) -> Script:
    """@bitrix24/b24jssdk."""
    _must_be_set_up(NODE)
    _must_be_set_up(NODE_MODULES)
    return Script((str(NODE), str(HERE / "js/use_b24jssdk.mjs")), authority)


@dataclass(frozen=True)
class Order:
    """What a client is asked to make: a template, a document from it, and what its PDF must then say."""

    template: dict[str, Any]
    document: dict[str, Any]
    printed: tuple[str, ...]


@pytest.fixture
def order(tls_world: World) -> Order:
    """A template to upload and the values to fill it with."""
    template = {
        "name": "Contract",
        "file": ["contract.docx", b64(docx(*PARAGRAPHS))],
        "numeratorId": tls_world.numerator(),
        "region": "de",
        "users": ["UA"],
    }
    document = {"value": "DEAL_7", "values": {**DATED, "DocumentNumber": "2026-001"}, "fields": FIELDS}
    return Order(template, document, PRINTED)


@dataclass(frozen=True)
class Expired:
    """An application of the archive whose access token has just expired."""

    application: NewApplication
    pair: TokenPair


@pytest.fixture
def expired(archive: World, tls_services: Services) -> Expired:
    """An application, and a pair of tokens to renew."""
    application = archive.application()
    pair = archive.token(application)
    with tls_services.engine.begin() as db:
        ours = update(tokens).where(tokens.c.access_hash == digest(pair.access_token))
        assert db.execute(ours.values(expires_at=datetime.now(UTC) - timedelta(hours=1))).rowcount == 1
    return Expired(application, pair)

"""``inkpost files``: what it finds beside a database, and what it removes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import commands
from inkpost import config
from inkpost.composition import make_services, prepare
from inkpost.model.files import DOCX
from inkpost.operations import administration
from inkpost.operations.kit import Services
from inkpost.store import files
from inkpost.store.embedded import embedded
from support import clean_environment


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A database with two files."""
    data = tmp_path_factory.mktemp("files")
    made = make_services(prepare(config.from_environment(data, environ={})))
    organization = administration.add_organization(made, "Acme")
    with made.engine.begin() as db:
        for content in (b"one", b"the other"):
            digest = made.blobs.put(content)
            given = {"size": len(content), "name": "f", "media_type": DOCX}
            files.add(db, organization_id=organization, sha256=digest, **given)
    yield made
    made.close()
    embedded(data).release()


def run(services: Services, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The status of a command and what it printed."""
    given = ["files", *arguments, "--json", "--data", str(services.settings.data)]
    done = commands.run(given, clean_environment())
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def path(services: Services, content: bytes) -> Path:
    return services.blobs.path(services.blobs.put(content))


def test_all_is_there_and_what_nothing_refers_to_is_counted(services: Services) -> None:
    services.blobs.put(b"nobody's")
    status, told = run(services, "check")
    assert status == 0
    assert (told["files"], told["bytes"], told["referenced"]) == (3, 20, 2)
    assert (told["missing"], told["changed"], told["own_folder"]) == (0, 0, True)
    assert (told["unreferenced"], told["unreferenced_bytes"]) == (1, 8)


def test_what_is_missing_or_changed_is_named_and_the_status_says_so(services: Services) -> None:
    one, other = path(services, b"one"), path(services, b"the other")
    one.write_bytes(b"two")
    status, told = run(services, "check", "--quick")
    assert (status, told["changed"]) == (0, 0), "its size is right, and nobody looked into it"
    status, told = run(services, "check")
    assert (status, told["changed_files"], told["missing"]) == (1, [one.name], 0)
    other.unlink()
    status, told = run(services, "check", "--quick")
    assert (status, told["missing_files"], told["changed"]) == (1, [other.name], 0)
    assert path(services, b"one").read_bytes() == b"one"
    assert path(services, b"the other").read_bytes() == b"the other"


def test_what_the_server_would_remove_is_removed_at_once(services: Services) -> None:
    """Nothing that was put within the grace period, nor what a file has: those are not even marked for long."""
    old = path(services, b"nobody's for two days")
    os.utime(old, (0, 0))
    path(services, b"nobody's")
    status, told = run(services, "collect")
    assert (status, told) == (0, {"files": 0, "contents": 1, "bytes": 21})
    assert not old.exists()
    assert run(services, "check")[1]["unreferenced"] == 1

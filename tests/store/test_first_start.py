"""The authority's making at the first start: killed at each of its steps, and by several at once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from sqlalchemy import Engine

from inkpost.model.trust import Purpose
from inkpost.store import trust
from support import clean_environment

# Each names what the process is killed at, the first time it comes there: before the call, or after it.
STEPS = {
    "before the master key is written": ("inkpost.store.master_key", "_draft", "before"),
    "before the master key has its name": ("inkpost.store.master_key.os", "link", "before"),
    "after the vault is kept": ("inkpost.store.trust", "keep_vault", "after"),
    "after the root is made": ("inkpost.operations.trust_authority", "make_root", "after"),
    "before all of it is committed": ("inkpost.composition", "establish", "after"),
}
DYING = """
import importlib, os, signal, sys
module, name, when = sys.argv[1:4]
owner = importlib.import_module(module.removesuffix(".os"))
owner = owner.os if module.endswith(".os") else owner
act = getattr(owner, name)
def dying(*given, **named):
    if name == "link" and not str(given[1]).endswith("master.key"):
        return act(*given, **named)
    if when == "after":
        act(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
import inkpost.composition
setattr(owner, name, dying)
from inkpost.cli import main
main(["authority", "root", "--data", sys.argv[4]])
"""


def environment(database: str) -> dict[str, str]:
    return clean_environment({"INKPOST_DATABASE_URL": database})


def starting(data: Path, database: str) -> subprocess.Popen[str]:
    """A process that starts as a server does, and prints the root."""
    command = [sys.executable, "-m", "inkpost", "authority", "root", "--data", str(data)]
    return subprocess.Popen(
        command, env=environment(database), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def started(data: Path, database: str) -> str:
    """The root that such a process prints."""
    output, errors = starting(data, database).communicate(timeout=240)
    assert errors == ""
    return output


def made(engine: Engine) -> list[int]:
    """How many roots and issuing certificates there are."""
    with engine.begin() as db:
        return [len(trust.own(db, purpose)) for purpose in (Purpose.ROOT, Purpose.ISSUING)]


@pytest.mark.parametrize("step", list(STEPS))
def test_killed_at_any_step_the_next_start_makes_one_authority(
    step: str, database: str, engine: Engine, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", DYING, *STEPS[step], str(tmp_path)]
    killed = subprocess.run(command, env=environment(database), capture_output=True, text=True, timeout=240)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with engine.begin() as db:
        assert trust.vault(db) is None, "all of it or nothing"
    key = tmp_path / "master.key"
    before = key.read_text() if key.exists() else None
    root = started(tmp_path, database)
    assert x509.load_pem_x509_certificate(root.encode())
    assert made(engine) == [1, 1]
    assert before is None or key.read_text() == before
    assert key.stat().st_mode & 0o777 == 0o600


def test_of_several_first_starts_at_once_one_makes_the_authority(database: str, engine: Engine, tmp_path: Path) -> None:
    processes = [starting(tmp_path, database) for _ in range(3)]
    said = [process.communicate(timeout=240) for process in processes]
    assert [errors for _, errors in said] == [""] * 3
    assert len({output for output, _ in said}) == 1
    assert made(engine) == [1, 1]


def test_another_folder_on_the_same_database_is_told_to_bring_the_key(
    database: str, engine: Engine, tmp_path: Path
) -> None:
    root = started(tmp_path / "one", database)
    process = starting(tmp_path / "two", database)
    output, errors = process.communicate(timeout=240)
    assert (process.returncode, output) == (1, "")
    assert f"{tmp_path / 'two' / 'master.key'} is missing" in errors
    assert "from the machine that made it" in errors
    assert not (tmp_path / "two" / "master.key").exists()
    assert made(engine) == [1, 1]
    (tmp_path / "two" / "master.key").write_text((tmp_path / "one" / "master.key").read_text())
    assert started(tmp_path / "two", database) == root

"""What the set-up starts from: locks with hashes and without addresses, and targets that begin with it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support import ROOT

PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-clients.lock"]
NODE_FOLDERS = ["tests/clients/js", "bench/peers"]
SHA256 = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# The tests themselves may run below a make, which would tell its children so.
OUTSIDE_MAKE = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}


def entries(lock: str) -> list[str]:
    """The entries of a lock file, each with its continuation lines joined."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pins(lock: str) -> dict[str, list[Requirement]]:
    """What a lock pins by name; a name has several pins where they depend on the version of Python."""
    found: dict[str, list[Requirement]] = {}
    for entry in entries(lock):
        requirement = Requirement(entry.split(" --hash=")[0])
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def declared() -> dict[str, list[str]]:
    """The requirements of pyproject.toml that each lock must meet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    return {
        "requirements.lock": runtime + groups["build"],
        "requirements-dev.lock": runtime + groups["build"] + project["project"]["optional-dependencies"]["dev"],
        "requirements-clients.lock": groups["clients"] + groups["build"],
    }


# --- the locks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_lock_pins_every_package_exactly_and_by_hash(lock: str) -> None:
    assert len(entries(lock)) > 20
    for entry in entries(lock):
        assert re.match(r"[a-z0-9._-]+==[^ ;]+ ", entry), entry
        assert SHA256.search(entry), entry


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_lock_names_no_address_and_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ ", text)


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_lock_meets_what_the_project_declares(lock: str) -> None:
    pinned = pins(lock)
    for text in declared()[lock]:
        wanted = Requirement(text)
        chosen = pinned.get(canonicalize_name(wanted.name))
        assert chosen, f"{lock} lacks {text}: run make lock"
        for pin in chosen:
            version = str(pin.specifier).removeprefix("==")
            assert wanted.specifier.contains(version, prereleases=True), f"{lock} has {pin}, not {text}: run make lock"


def test_tests_run_on_the_very_versions_that_the_server_runs_on() -> None:
    tested = {entry.split(" ")[0] for entry in entries("requirements-dev.lock")}
    assert {entry.split(" ")[0] for entry in entries("requirements.lock")} <= tested


@pytest.mark.parametrize("folder", NODE_FOLDERS)
def test_a_node_lock_has_a_hash_for_every_package_and_no_address(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text())
    declares = json.loads((ROOT / folder / "package.json").read_text())["dependencies"]
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert declares == lock["packages"][""]["dependencies"]
    assert {f"node_modules/{name}" for name in declares} <= packages.keys()
    for path, package in packages.items():
        assert package["integrity"].startswith("sha512-"), path
        assert "resolved" not in package, path


# --- what is kept under version control -------------------------------------------------------------------------------


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("this is no git checkout")
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in told.split("\0") if name and (ROOT / name).is_file()]


def names_a_path_below(folders: set[str]) -> re.Pattern[bytes]:
    """Only the start of a path counts: an absolute path of one machine, not a folder of that name in an address."""
    heads = b"|".join(re.escape(folder.encode()) for folder in sorted(folders))
    return re.compile(rb"(?<![\w.~}/-])(?:" + heads + rb")/[\w.-]")


# Where this checkout lies and who runs the tests: nothing of either belongs into a file.
MACHINE_PATH = names_a_path_below({str(ROOT.parent), str(Path.home())} - {"/"})
REGISTRY = re.compile(rb"https?://[^\s\"']+/simple\b|registry\.npmjs\.org|files\.pythonhosted\.org")


def test_no_file_names_a_path_of_one_machine_or_a_registry() -> None:
    guilty = [
        f"{path.relative_to(ROOT)}: {found.group().decode()}"
        for path in tracked()
        if path != Path(__file__).resolve()
        for pattern in (MACHINE_PATH, REGISTRY)
        if (found := pattern.search(path.read_bytes()))
    ]
    assert guilty == []


def test_the_patterns_find_what_they_are_for() -> None:
    pattern = names_a_path_below({"/place", "/home/somebody"})
    for text in (b'"/place/here"', b"cd /home/somebody/x", b"x=/place/a"):
        assert pattern.search(text), text
    for text in (b"https://host/place/page", b"$HOME/place/a", b"frame/place/a"):
        assert not pattern.search(text), text
    assert REGISTRY.search(b"--index-url https://pypi.example/simple")


def test_continuous_integration_runs_the_tests_at_the_root(tmp_path: Path) -> None:
    make = tmp_path / "make"
    make.write_text('#!/bin/sh\necho "$PWD: make $*"\n')
    make.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    told = subprocess.run([ROOT / ".ci/run"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert told.stdout == f"{ROOT}: make test\n"


@pytest.mark.parametrize("target", ["setup", "demo", "test", "check", "bench", "serve"])
def test_every_target_begins_with_the_set_up(target: str) -> None:
    told = subprocess.run(
        ["make", "-n", target], cwd=ROOT, env=OUTSIDE_MAKE, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[0] == "tools/setup"


def test_the_default_target_lists_the_others() -> None:
    told = subprocess.run(["make", "-s"], cwd=ROOT, env=OUTSIDE_MAKE, capture_output=True, text=True, check=True).stdout
    for target in ("setup", "demo", "test", "check", "bench"):
        assert f"make {target} " in told

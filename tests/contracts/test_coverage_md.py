"""``COVERAGE.md`` says what is so."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import httpx

from inkpost.faces.bitrix import registry
from inkpost.faces.diadoc.known import listed
from support import CLIENT, ROOT, Served, shared
from worlds import World

KNOWN = json.loads((ROOT / "tools" / "known_methods.json").read_text())


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the generator of a project's folder in its checking mode."""
    generator = root / "tools" / "coverage_md.py"
    return subprocess.run([sys.executable, str(generator), "--check"], capture_output=True, text=True, timeout=60)


def states(part: str = "Bitrix24 REST") -> dict[str, str]:
    """The state of each method in a part of the file, by its lower-case name."""
    text = (ROOT / "COVERAGE.md").read_text().partition(f"## {part}\n")[2].partition("\n## ")[0]
    lines = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return {line[0].strip("| `").lower(): line[1] for line in lines if line[1] in {"served", "refused", "missing"}}


def test_the_file_is_fresh() -> None:
    done = check(ROOT)
    assert done.returncode == 0, done.stderr


def test_a_stale_file_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    for part in ("src", "tests"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / "COVERAGE.md").write_text((ROOT / "COVERAGE.md").read_text().replace("| served |", "| missing |", 1))
    done = check(tmp_path)
    assert done.returncode == 1
    assert "not fresh" in done.stderr


def test_every_method_that_is_served_or_documented_is_named() -> None:
    assert states().keys() == {name.lower() for name in KNOWN["bitrix"]} | registry.methods().keys() | {"batch"}


def test_the_states_are_what_the_wire_says(world: World) -> None:
    commands = {name: f"method.get?name={name}" for name in states()}
    for start in range(0, len(commands), 50):
        part = dict(list(commands.items())[start : start + 50])
        answer: httpx.Response = world.rest.raw("batch", {"cmd": part})
        for name, told in answer.json()["result"]["result"].items():
            assert told["isExisting"] is (states()[name] == "served"), name


def test_the_documented_names_are_those_of_the_shared_data() -> None:
    documented = json.loads(shared("contract", "bitrix-methods.json").read_text())
    assert sorted(KNOWN["bitrix"]) == sorted(documented)


def test_the_states_of_diadoc_are_what_the_wire_says(served: Served) -> None:
    told = states("Kontur.Diadoc")
    assert set(told) == {name.lower() for name in listed()}
    for name, state in told.items():
        verb, path = name.upper().split(" ", 1)[0], name.split(" ")[1]
        answer = CLIENT.request(verb, served.base_url + path)
        assert (answer.status_code == 501) is (state == "missing"), name
        assert answer.status_code in {400, 401, 501}, name

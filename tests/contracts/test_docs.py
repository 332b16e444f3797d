"""Documentation that can be wrong is tested: its commands run, its settings and links are real."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, clean_environment

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
_FENCE = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_SETTING = re.compile(r"`(INKPOST_[A-Z_]+)`")

INTERNAL = {"INKPOST_TLS_CERT", "INKPOST_PARENT", "INKPOST_WORKER_ID", "INKPOST_LOG_FD"}  # between our own processes


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_walk_through_of_the_readme_works_when_pasted(tmp_path: Path) -> None:
    """Every line as it stands, but for the port, in a folder where ``.venv`` is this environment."""
    (script,) = _FENCE.findall((ROOT / "README.md").read_text())
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name, command in (("python", "exec PY"), ("inkpost", "exec PY -m inkpost")):
        path = tmp_path / ".venv" / "bin" / name
        path.write_text(f'#!/bin/sh\n{command.replace("PY", sys.executable)} "$@"\n')
        path.chmod(0o755)
    pasted = script.replace("8090", str(free_port()))
    shell = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", f"trap 'kill $(jobs -p); wait' EXIT\n{pasted}"],
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        output, errors = shell.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(shell.pid, signal.SIGKILL)
        shell.communicate()
        raise
    assert shell.returncode == 0, errors[-3000:]
    assert (tmp_path / "contract.pdf").read_bytes().startswith(b"%PDF")
    assert "CustomerName" in output
    assert re.search(r'"publicUrl":"http://127.0.0.1:\d+/~\w{16,}"', output)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    missing = [link for link in _LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert missing == []


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r'"(INKPOST_[A-Z_]+)"', code)) - INTERNAL
    told = set(_SETTING.findall((ROOT / "docs" / "settings.md").read_text()))
    assert told == read


def test_the_map_names_what_is_there() -> None:
    for name in re.findall(r"`((?:src|tests|docs)/[\w./]*)`", (ROOT / "README.md").read_text()):
        assert (ROOT / name).exists(), name

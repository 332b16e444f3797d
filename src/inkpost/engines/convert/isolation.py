"""The walls around LibreOffice: how it is started behind them, and what this system allows them to be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inkpost.engines.convert.settings import ConverterSettings
from inkpost.engines.walls import launch

_NETWORKS = {"namespace": "without any network", "landlock": "without TCP, other network not cut off"}


@dataclass(frozen=True, slots=True)
class Isolation:
    """What LibreOffice cannot reach here."""

    network: str
    """``namespace`` (no network at all), ``landlock`` (no TCP) or empty (not cut off)."""
    files: bool
    """Whether it reads only its own files and the fonts, writes only in its slot and starts no program."""
    memory_limit_bytes: int
    time_limit_s: float
    office: bool = True

    @property
    def sentence(self) -> str:
        """What to log at start."""
        if not self.office:
            return "LibreOffice is not installed: no document is converted."
        network = _NETWORKS.get(self.network, "WITH the network, since this system allows no namespace")
        files = "confined to its own files" if self.files else "WITH the files of this user, since Landlock is absent"
        limits = f"at most {self.memory_limit_bytes >> 20} MiB and {self.time_limit_s:g} s a document"
        return f"LibreOffice runs {network}, {files}, {limits}."

    def __str__(self) -> str:
        return self.sentence


def spawn(given: dict[str, Any], stderr: int) -> subprocess.Popen[bytes]:
    """Start the launcher in a process group of its own, with nothing of our environment."""
    return subprocess.Popen(
        [sys.executable, "-I", "-S", launch.__file__, json.dumps({**given, "parent": os.getpid()})],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={"LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )


def heard(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """The launcher's one line, or nothing when it ended before it said one."""
    if process.stdout is None:
        return {}
    with process.stdout as said:
        return dict(json.loads(said.readline() or b"{}"))


def probe_isolation(office: Path | None, settings: ConverterSettings, folder: Path) -> Isolation:
    """Go through the launcher's steps once without LibreOffice, to learn what this system allows."""
    limits = settings.memory_limit_bytes, settings.time_limit_s
    if office is None:
        return Isolation("", False, *limits, office=False)
    given = {"slot": str(folder), "program": str(office), "memory": settings.memory_limit_bytes, "probe": True}
    process = spawn({**given, "cpu": 10, "output": 1 << 20}, stderr=subprocess.DEVNULL)
    said = heard(process)
    process.wait()
    return Isolation(str(said.get("network", "")), bool(said.get("files")), *limits)

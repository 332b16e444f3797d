"""``inkpost`` as processes on a data folder, beside a running server or without one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import commands
from support import clean_environment


class Shell:
    """Runs ``inkpost`` on a data folder; ``under`` are the words that every command begins with."""

    def __init__(self, data: Path, environment: dict[str, str] | None = None, *, under: Sequence[str] = ()) -> None:
        self.data = data
        self.environment = environment or {}
        self.under = under

    def run(self, *arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        """The process, ended."""
        given = [*self.under, *map(str, arguments), "--data", str(self.data)]
        return commands.run(given, clean_environment(self.environment), typed=typed)

    def __call__(self, *arguments: object, typed: str = "") -> Any:
        """The object that a command prints with ``--json``."""
        done = self.run(*arguments, "--json", typed=typed)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return json.loads(done.stdout)

    def refused(self, *arguments: object, typed: str = "", status: int = 1) -> str:
        """What a command that must fail says."""
        done = self.run(*arguments, typed=typed)
        assert (done.returncode, done.stdout) == (status, ""), done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

"""What a process loads before it begins to work."""

from __future__ import annotations

import subprocess
import sys

from support import clean_environment


def loaded(*modules: str) -> frozenset[str]:
    """The modules that are there once these have been imported by a fresh interpreter."""
    lines = ["import sys", *(f"import {name}" for name in modules), "print(*sys.modules)"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], env=clean_environment(), capture_output=True, text=True, check=True
    )
    return frozenset(done.stdout.split())

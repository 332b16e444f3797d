"""The fonts of this machine, as fontconfig knows them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from typing import Protocol

_SECONDS = 20
_SPECIAL = re.compile(r"([\\\-:,=])")


class Fonts(Protocol):
    """Which fonts there are, and what takes the place of one that is not."""

    def installed(self) -> frozenset[str] | None:
        """The families in lower case; none where nobody can tell."""

    def substitute(self, family: str) -> str:
        """The family that would be taken; empty where nobody can tell."""


class SystemFonts:
    """The fonts that the converter of this machine has."""

    def installed(self) -> frozenset[str] | None:
        said = _said("fc-list", ":", "family")
        if said is None:
            return None
        return frozenset(name.strip().lower() for line in said.splitlines() for name in _families(line))

    def substitute(self, family: str) -> str:
        escaped = _SPECIAL.sub(r"\\\1", family)
        return (_said("fc-match", "-f", "%{family[0]}", "--", escaped) or "").strip()


def _families(line: str) -> Iterable[str]:
    """A font's names; fontconfig writes a hyphen in a name with a backslash."""
    return (name.replace("\\", "") for name in line.split(","))


def _said(*command: str) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")

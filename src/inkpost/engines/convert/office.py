"""Where LibreOffice lives on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path

USUAL = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice*/program")
BINARY = "soffice.bin"


def find_office(given: Path | None = None) -> Path | None:
    """The path of ``soffice.bin``, by a given binary, script or folder or in the usual places."""
    candidates = [_beside(given)] if given else [*_usual(), *_on_path()]
    return next((path for path in candidates if path.is_file()), None)


def _beside(given: Path) -> Path:
    real = given.resolve()
    return (real if real.is_dir() else real.parent) / BINARY


def _usual() -> list[Path]:
    root = Path("/")
    return [path / BINARY for pattern in USUAL for path in sorted(root.glob(pattern[1:]), reverse=True)]


def _on_path() -> list[Path]:
    names = (shutil.which(name) for name in ("soffice", "libreoffice"))
    return [_beside(Path(name)) for name in names if name]

"""The master key as a file of the data folder: made once, and replaced in two steps."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

FILE: Final = "master.key"
NEXT: Final = "master.key.next"
"""The key that a change is under way to; it takes the file's place once the database knows it."""


def read(folder: Path) -> list[str]:
    """The keys that may be in force: the file's, and one that a change is under way to."""
    return [text for name in (FILE, NEXT) if (text := _text(folder / name))]


def make(folder: Path, text: str) -> str:
    """Keep ``text`` as the key unless there is one; the key that is there afterwards."""
    draft = _draft(folder, text)
    try:
        os.link(draft, folder / FILE)  # the first of several starters wins; the others read its key
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _sync(folder)
    return (folder / FILE).read_text().strip()


def stage(folder: Path, text: str) -> None:
    """Write the key that a change is about to put in force."""
    _draft(folder, text).rename(folder / NEXT)
    _sync(folder)


def promote(folder: Path) -> None:
    """The staged key is in force: it takes the file's place."""
    with suppress(FileNotFoundError):  # somebody else did it
        (folder / NEXT).rename(folder / FILE)
    _sync(folder)


def remove(folder: Path) -> None:
    """The key is elsewhere now."""
    for name in (FILE, NEXT):
        (folder / name).unlink(missing_ok=True)
    _sync(folder)


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""


def _draft(folder: Path, text: str) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{FILE}.{secrets.token_hex(6)}.tmp"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

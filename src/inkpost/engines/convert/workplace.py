"""Folders of a running converter: one for each slot, gone when it closes, swept up when it could not."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

PREFIX = "inkpost-convert-"
SOURCE = "document.docx"
TARGET = "document.pdf"
LOCK = "lock"
LOCKLESS_LASTS_S = 3600
"""How old a folder without a lock has to be: one that is being made has none yet."""


class Workplace:
    """A private folder that is locked as long as its owner lives."""

    def __init__(self, parent: Path | None) -> None:
        base = parent or Path(tempfile.gettempdir())
        base.mkdir(parents=True, exist_ok=True)
        _sweep(base)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base)).resolve()
        self._lock = os.open(self.path / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        _remove(self.path)
        os.close(self._lock)


def _sweep(base: Path) -> None:
    """Remove what a killed converter of ours left behind."""
    for left in base.glob(PREFIX + "*"):
        with contextlib.suppress(OSError):
            _sweep_one(left)


def _sweep_one(left: Path) -> None:
    if left.is_symlink():
        return  # none of ours
    try:
        lock = (left / LOCK).open("rb")
    except FileNotFoundError:
        if time.time() - left.lstat().st_mtime > LOCKLESS_LASTS_S:
            _remove(left)
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove(left)


def _remove(folder: Path) -> None:
    """Remove a folder, its lock last: whoever dies in between leaves one that is swept at once."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name != LOCK:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
        if os.path.lexists(folder / LOCK) and len(os.listdir(folder)) > 1:
            return  # something could not be removed: the next one finds it by its lock
    shutil.rmtree(folder, ignore_errors=True)


class Tray:
    """The folder in which a file is handed over and taken back; what lies there is not trusted."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)

    def put(self, data: bytes) -> None:
        self.clear()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(SOURCE, flags, 0o600, dir_fd=self._fd), "wb") as file:
            file.write(data)

    def take(self, limit: int) -> bytes:
        """The PDF; OSError when there is none, or none that is a plain file of at most ``limit`` bytes."""
        handle = os.open(TARGET, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=self._fd)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size > limit:
                raise OSError("not a plain file of an allowed size")
            return file.read(limit)

    def clear(self) -> None:
        for name in (SOURCE, TARGET):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name, dir_fd=self._fd)

    def close(self) -> None:
        os.close(self._fd)

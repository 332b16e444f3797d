"""Contents of files, each kept once under its SHA-256: written aside, fsynced, renamed; checked when read."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from inkpost.errors import InkpostError, Reason

LEFT_OVER = 24 * 3600  # seconds after which a file aside belongs to nobody who lives


class Blobs:
    """A folder of contents. Safe for several processes: a content is either whole under its name or not there.

    Only the folder's owner may look into it, whatever the folders above it allow.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._aside = root / "aside"
        self._aside.mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)

    def put(self, content: bytes) -> bytes:
        """Keep a content and answer its SHA-256 (32 bytes). It is on the disk when this returns."""
        digest = hashlib.sha256(content).digest()
        target = self.path(digest)
        if not self._whole(target, digest, len(content)):
            self._write(target, content)
        for folder in (target.parent, target.parent.parent, self.root):  # also of one that another wrote just now
            _sync_folder(folder)
        return digest

    def get(self, digest: bytes) -> bytes:
        """Read a content back; a lost or changed one is FILE_LOST, never wrong bytes."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise _lost(digest, "is missing from the store") from None
        except OSError as fault:
            raise _lost(digest, f"cannot be read: {fault.strerror}") from None
        if hashlib.sha256(content).digest() != digest:
            raise _lost(digest, "no longer has the contents it was stored with")
        return content

    def path(self, digest: bytes) -> Path:
        """Where a content lies."""
        name = digest.hex()
        return self.root / name[:2] / name[2:4] / name

    def sweep(self, *, older_than: float = LEFT_OVER) -> int:
        """Remove what writers that died left aside, once it is so many seconds old; answer how many there were."""
        count = 0
        for draft in self._aside.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - draft.stat().st_mtime > older_than:
                    draft.unlink()
                    count += 1
        return count

    def _whole(self, target: Path, digest: bytes, size: int) -> bool:
        # A copy damaged on the disk is replaced by the good one in hand.
        try:
            return target.stat().st_size == size and hashlib.sha256(target.read_bytes()).digest() == digest
        except OSError:
            return False

    def _write(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = self._aside / secrets.token_hex(12)
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lost(digest: bytes, fault: str) -> InkpostError:
    return InkpostError(
        Reason.FILE_LOST,
        "The file cannot be read: its stored contents are damaged or missing",
        subject="file",
        detail=f"blob {digest.hex()} {fault}",
    )

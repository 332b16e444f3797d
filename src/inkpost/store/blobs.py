"""Contents of files, each kept once under its SHA-256: written aside, fsynced, renamed; checked when read."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from inkpost.errors import InkpostError, Reason

LEFT_OVER = 24 * 3600  # seconds after which a file aside belongs to nobody who lives
SHELVES = 256  # folders that the contents are spread over, by the first byte of their names
_NAME_LENGTH = 64
_WRITERS = 8  # threads that wait for the disk while others work


@dataclass(frozen=True, slots=True)
class Kept:
    """A content as it lies there: its SHA-256, its bytes, when it was last put (seconds since 1970)."""

    digest: bytes
    size: int
    put_at: float


class Blobs:
    """A folder of contents. Safe for several processes: a content is either whole under its name or not there.

    Only the folder's owner may look into it, whatever the folders above it allow. A content that is put again counts
    as put now, so what was put lately can be told from what may be removed; a lock that those who put share, and who
    removes holds alone, keeps that from changing in between.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._aside = root / "aside"
        self._aside.mkdir(parents=True, exist_ok=True)
        self._lasting = bytearray(SHELVES * SHELVES)  # by their names, the folders that this process saw onto the disk
        root.chmod(0o700)

    def put(self, content: bytes) -> bytes:
        """Keep a content and answer its SHA-256 (32 bytes). It is on the disk when this returns."""
        digest = hashlib.sha256(content).digest()
        self._keep(digest, content)
        return digest

    @contextmanager
    def putting(self, contents: Sequence[bytes]) -> Iterator[list[bytes]]:
        """Keep contents while the block goes on: their SHA-256s, in order. All are on the disk when the block ends.

        The disk takes them side by side, in about the time of one. A transaction that names them ends behind the block.
        """
        digests = [hashlib.sha256(each).digest() for each in contents]
        distinct = dict(zip(digests, contents, strict=True))
        under_way = [self._writers.submit(self._keep, *each) for each in distinct.items()]
        try:
            yield digests
        finally:
            wait(under_way)
        for each in under_way:
            each.result()

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

    def shelf(self, number: int) -> Iterator[Kept]:
        """The contents whose names begin with that byte, as they are found."""
        for path in sorted((self.root / f"{number:02x}").glob(f"??/{'?' * _NAME_LENGTH}")):
            with suppress(FileNotFoundError, ValueError):
                status = path.stat()
                yield Kept(bytes.fromhex(path.name), status.st_size, status.st_mtime)

    def remove(self, digest: bytes, *, put_before: float) -> bool:
        """Remove a content, unless it was put since; whether it was removed."""
        path = self.path(digest)
        with self._locked(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if path.stat().st_mtime < put_before:
                path.unlink()
                return True
        return False

    def owner(self) -> str:
        """Whose contents these are; empty as long as nobody has claimed them."""
        try:
            return (self.root / "owner").read_text()
        except FileNotFoundError:
            return ""

    def claim(self, owner: str) -> bool:
        """Take the folder for one's own, if nobody has; whether it is one's own now."""
        if not self.owner():
            draft = self._draft(owner.encode())
            try:
                os.link(draft, self.root / "owner")  # the first of several wins
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return self.owner() == owner

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, kind)
            yield
        finally:
            os.close(handle)

    @cached_property
    def _writers(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_WRITERS, thread_name_prefix="blobs")

    def _keep(self, digest: bytes, content: bytes) -> None:
        target = self.path(digest)
        if not self._put_again(target, digest, len(content)):
            self._write(target, content)
        _sync_folder(target.parent)  # also for a content that another wrote just now
        self._see_onto_disk(target.parent)

    def _see_onto_disk(self, folder: Path) -> None:
        """Sync the folders that lead to one, once: a folder that is on the disk stays there."""
        number = _number(folder)
        if not self._lasting[number]:
            _sync_folder(folder.parent)
            _sync_folder(self.root)
            self._lasting[number] = 1

    def _put_again(self, target: Path, digest: bytes, size: int) -> bool:
        """Whether it is there, and if it is, it counts as put now."""
        with self._locked(fcntl.LOCK_SH):
            whole = self._whole(target, digest, size)
            if whole:
                os.utime(target)
        return whole

    def _whole(self, target: Path, digest: bytes, size: int) -> bool:
        # A copy damaged on the disk is replaced by the good one in hand.
        try:
            return target.stat().st_size == size and hashlib.sha256(target.read_bytes()).digest() == digest
        except OSError:
            return False

    def _write(self, target: Path, content: bytes) -> None:
        if not target.parent.is_dir():
            self._lasting[_number(target.parent)] = 0
            target.parent.mkdir(parents=True, exist_ok=True)
        draft = self._draft(content)
        try:
            with self._locked(fcntl.LOCK_SH):
                draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def _draft(self, content: bytes) -> Path:
        """A file aside that holds a content, on the disk."""
        draft = self._aside / secrets.token_hex(12)
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        return draft


def _number(folder: Path) -> int:
    """The number of a folder of contents, out of its name and that of the one above."""
    return int(folder.parent.name + folder.name, 16)


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

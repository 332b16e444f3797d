"""The archive of an evidence package: written plainly, and read with distrust, since anybody may have made it.

It is one ZIP without compression, comment, folders or anything before, between or after its files, of less than 4 GiB.
Whatever else a ZIP could be (a bomb, a second archive glued on, a link, two files of one name) is refused unread.
"""

from __future__ import annotations

import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from inkpost.engines.sign.files import CHUNK, Source, opened

MOST_MEMBERS: Final = 5000
MOST_BYTES: Final = 4 * 1024**3 - 1024**2
"""Of all files together; the ends of a larger archive are written in another way."""
MOST_INDEX: Final = 2 * 1024**2
LONGEST_NAME: Final = 100
_END: Final = struct.Struct("<4s4H2LH")
_HEADER_SIZE: Final = 30  # before a file's name
_END_MARK: Final = b"PK\x05\x06"
_FIRST_MARK: Final = b"PK\x03\x04"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?", re.ASCII)
_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the same content makes the same archive
_READABLE: Final = 0o644


class PackageFault(StrEnum):
    """Why a file is no evidence package that can be looked at."""

    NOT_A_ZIP = "not_a_zip"
    SURPLUS = "surplus"  # bytes that belong to no file
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NAME_UNSAFE = "name_unsafe"
    NAME_TWICE = "name_twice"
    NOT_A_FILE = "not_a_file"
    ENCRYPTED = "encrypted"
    COMPRESSION_UNKNOWN = "compression_unknown"
    DAMAGED = "damaged"
    PART_MISSING = "part_missing"
    PART_UNKNOWN = "part_unknown"
    PART_WRONG = "part_wrong"  # not what a part of its name has to be
    VERSION_UNKNOWN = "version_unknown"


class PackageRefused(Exception):
    """A file is no evidence package; ``code`` says why, the text is one plain sentence."""

    def __init__(self, code: PackageFault, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Archive:
    """An archive that is open and whose index was found harmless."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self._members = {each.filename: each for each in zipped.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """The files, in their order."""
        return tuple(self._members)

    def size(self, name: str) -> int:
        """The bytes of a file."""
        return self._members[name].file_size

    def read(self, name: str, most: int) -> bytes:
        """A file that has to fit into the memory. Raises PackageRefused (TOO_LARGE, DAMAGED)."""
        if self.size(name) > most:
            raise PackageRefused(
                PackageFault.TOO_LARGE, f"{name} has {self.size(name)} bytes: it may have {most} at most."
            )
        return b"".join(self._pieces(name))

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, in hexadecimal. Raises PackageRefused (DAMAGED)."""
        found = sha256()
        for piece in self._pieces(name):
            found.update(piece)
        return found.hexdigest()

    def extract(self, name: str, target: Path) -> Path:
        """Write a file to a place that the caller chose. Raises PackageRefused (DAMAGED)."""
        with target.open("xb") as stream:
            for piece in self._pieces(name):
                stream.write(piece)
        return target

    def _pieces(self, name: str) -> Iterator[bytes]:
        left = self.size(name)
        with _damaged(name), self._zipped.open(self._members[name]) as stream:
            while piece := stream.read(CHUNK):
                left -= len(piece)
                if left < 0:  # more comes out than the index says
                    raise PackageRefused(PackageFault.DAMAGED, f"{name} is longer than the archive says.")
                yield piece


@contextmanager
def opened_archive(package: Source) -> Iterator[Archive]:
    """An archive, once its index is found harmless. Raises PackageRefused."""
    with opened(package) as stream:
        end = _checked_end(stream)
        with _unreadable(), zipfile.ZipFile(stream) as zipped:
            _check_index(zipped.infolist(), end)
            yield Archive(zipped)


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, NotImplementedError, EOFError):
        raise PackageRefused(PackageFault.NOT_A_ZIP, "The file is no ZIP archive, or a damaged one.") from None


@contextmanager
def _damaged(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise PackageRefused(PackageFault.DAMAGED, f"{name} cannot be read: the archive is damaged.") from None


def _checked_end(stream: IO[bytes]) -> int:
    """Where the index begins. What is before the first file or after the end makes it another archive for others."""
    size = stream.seek(0, 2)
    if size < _END.size:
        raise PackageRefused(PackageFault.NOT_A_ZIP, "The file is no ZIP archive.")
    stream.seek(0)
    first = stream.read(4)
    stream.seek(size - _END.size)
    mark, disk, index_disk, _, count, length, begins, comment = _END.unpack(stream.read(_END.size))
    if first != _FIRST_MARK or mark != _END_MARK:
        raise PackageRefused(
            PackageFault.NOT_A_ZIP, "The file is no ZIP archive, or it has something before its begin or after its end."
        )
    if count > MOST_MEMBERS or length > MOST_INDEX:
        raise PackageRefused(PackageFault.TOO_MANY, f"The archive has {count} files: it may have {MOST_MEMBERS}.")
    if disk or index_disk or comment or begins + length + _END.size != size:
        raise PackageRefused(PackageFault.SURPLUS, "The archive has bytes that belong to none of its files.")
    stream.seek(0)
    return int(begins)


def _check_index(members: list[zipfile.ZipInfo], end: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise PackageRefused(PackageFault.TOO_MANY, f"The archive has {len(members)} files: {MOST_MEMBERS} at most.")
    total = sum(each.file_size for each in members)
    if total > MOST_BYTES:
        raise PackageRefused(PackageFault.TOO_LARGE, f"The files have {total} bytes: {MOST_BYTES} at most.")
    seen: set[str] = set()
    for each in members:
        _check_member(each)
        if each.filename.lower() in seen:  # one on disks that know no letter case
            raise PackageRefused(PackageFault.NAME_TWICE, f"There are two files called {each.filename}.")
        seen.add(each.filename.lower())
    _check_gaps(members, end)


def _check_member(member: zipfile.ZipInfo) -> None:
    name, mode = member.orig_filename, member.external_attr >> 16
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or ".." in name or name != member.filename:
        raise PackageRefused(PackageFault.NAME_UNSAFE, f"The archive has a file called {name[:60]!r}.")
    if member.is_dir() or (stat.S_IFMT(mode) not in {0, stat.S_IFREG}):
        raise PackageRefused(PackageFault.NOT_A_FILE, f"{name} is no plain file.")
    if member.flag_bits & 0x41:
        raise PackageRefused(PackageFault.ENCRYPTED, f"{name} is encrypted.")
    if member.compress_type != zipfile.ZIP_STORED or member.compress_size != member.file_size:
        raise PackageRefused(PackageFault.COMPRESSION_UNKNOWN, f"{name} is compressed: a package is not.")


def _check_gaps(members: list[zipfile.ZipInfo], end: int) -> None:
    """Files follow one another without anything between: else a second archive could hide there."""
    at = 0
    for each in sorted(members, key=lambda member: member.header_offset):
        if each.header_offset != at or each.flag_bits & 0x08 or each.extra or each.comment:
            raise PackageRefused(PackageFault.SURPLUS, f"There is something before or beside {each.filename}.")
        at += _HEADER_SIZE + len(each.filename.encode()) + each.compress_size
    if at != end:
        raise PackageRefused(PackageFault.SURPLUS, "There is something after the last file.")


def write_archive(target: Path | IO[bytes], parts: Mapping[str, Source]) -> None:
    """Write an archive, files in the order given. Raises PackageRefused (TOO_LARGE, TOO_MANY, NAME_UNSAFE).

    At a path it appears whole or not at all.
    """
    _check_parts(parts)
    if not isinstance(target, Path):
        _write(target, parts.items())
        return
    aside = target.with_name(f"{target.name}.part")
    try:
        with aside.open("wb") as stream:
            _write(stream, parts.items())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _check_parts(parts: Mapping[str, Source]) -> None:
    total = sum(len(each) if isinstance(each, bytes) else each.stat().st_size for each in parts.values())
    if total > MOST_BYTES:
        raise PackageRefused(PackageFault.TOO_LARGE, f"The files have {total} bytes: {MOST_BYTES} at most.")
    if len(parts) > MOST_MEMBERS:
        raise PackageRefused(PackageFault.TOO_MANY, f"There are {len(parts)} files: {MOST_MEMBERS} at most.")
    for name in parts:
        if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or ".." in name:
            raise PackageRefused(PackageFault.NAME_UNSAFE, f"A file cannot be called {name[:60]!r}.")


def _write(stream: IO[bytes], parts: Iterable[tuple[str, Source]]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=False) as zipped:
        for name, source in parts:
            member = zipfile.ZipInfo(name, _DATE)
            member.external_attr = (stat.S_IFREG | _READABLE) << 16
            member.create_system = 3
            with opened(source) as content, zipped.open(member, "w") as written:
                shutil.copyfileobj(content, written, CHUNK)


def archived(parts: Mapping[str, Source]) -> bytes:
    """An archive in memory."""
    made = BytesIO()
    write_archive(made, parts)
    return made.getvalue()

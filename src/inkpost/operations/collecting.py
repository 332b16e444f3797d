"""Files that nothing refers to: they are kept for a while, and then removed with their contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from inkpost.errors import InkpostError
from inkpost.operations.kit import Services
from inkpost.store import references
from inkpost.store.blobs import SHELVES, Kept

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Collected:
    """What was removed: rows of files, contents, the bytes of these."""

    files: int = 0
    contents: int = 0
    size: int = 0


@dataclass(slots=True)
class Findings:
    """What lies in the folder of contents, beside what the tables say of it. ``bytes`` are those of ``contents``."""

    contents: int = 0
    bytes: int = 0
    unreferenced: int = 0
    unreferenced_bytes: int = 0
    recorded: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    own: bool = True
    """Whether the folder is this database's; another's is not touched."""


def collect(services: Services, *, go_on: Callable[[], bool] = lambda: True) -> Collected:
    """Forget the files that nothing has referred to for the grace period, and remove contents that no file has.

    May be ended anywhere, by ``go_on`` or by force, and goes on with the next call. Only one does it at a time, and
    only on the folder of its own database: another one's contents would look like nobody's.
    """
    if not _own_folder(services, claim=True):
        log.warning("files.not_collected", note="the folder of files belongs to another database")
        return Collected()
    count = _forget_files(services, go_on)
    removed = _remove_contents(services, go_on)
    found = Collected(count, len(removed), sum(kept.size for kept in removed))
    if count or removed:
        log.info("files.collected", files=found.files, contents=found.contents, size=found.size)
    return found


def _own_folder(services: Services, *, claim: bool) -> bool:
    with services.engine.begin() as db:
        name = references.store_name(db)
    return services.blobs.claim(name) if claim else services.blobs.owner() in {"", name}


def _forget_files(services: Services, go_on: Callable[[], bool]) -> int:
    count, last = 0, 0
    while go_on():
        with services.engine.begin() as db:
            if not references.alone(db):
                return count
            numbers = references.next_range(db, last)
            if not numbers:
                return count
            now = services.clock()
            first, last = numbers[0], numbers[-1]
            unused = references.unreferred(db, first, last)
            references.mark(db, first, last, unused, now)
            before = now - timedelta(seconds=services.settings.files_grace)
            count += references.forget_unused(db, unused, before)
    return count


def _remove_contents(services: Services, go_on: Callable[[], bool]) -> list[Kept]:
    """What was put lately may be about to be recorded, so it stays; whoever puts it meanwhile makes it late."""
    before = services.clock().timestamp() - services.settings.files_grace
    removed: list[Kept] = []
    for number in range(SHELVES):
        if not go_on():
            break
        old = [kept for kept in services.blobs.shelf(number) if kept.put_at < before]
        if old:
            with services.engine.begin() as db:
                used = references.kept_digests(db, [kept.digest for kept in old])
            unused = (kept for kept in old if kept.digest not in used)
            removed += [kept for kept in unused if services.blobs.remove(kept.digest, put_before=before)]
    return removed


def check(services: Services, *, contents: bool = True) -> Findings:
    """Compare the folder of contents with the tables. Without ``contents`` nothing is read, only found and measured."""
    found = Findings(own=_own_folder(services, claim=False))
    for number in range(SHELVES):
        _check_shelf(services, number, found)
    last = b""
    while True:
        with services.engine.begin() as db:
            rows = references.recorded(db, last, references.RANGE)
        if not rows:
            return found
        for digest, size in rows:
            _check_content(services, digest, size, found, read=contents)
        found.recorded += len(rows)
        last = rows[-1][0]


def _check_shelf(services: Services, number: int, found: Findings) -> None:
    kept = list(services.blobs.shelf(number))
    with services.engine.begin() as db:
        used = references.kept_digests(db, [each.digest for each in kept])
    unused = [each for each in kept if each.digest not in used]
    found.contents += len(kept)
    found.bytes += sum(each.size for each in kept)
    found.unreferenced += len(unused)
    found.unreferenced_bytes += sum(each.size for each in unused)


def _check_content(services: Services, digest: bytes, size: int, found: Findings, *, read: bool) -> None:
    path = services.blobs.path(digest)
    try:
        whole = path.stat().st_size == size
        if whole and read:
            services.blobs.get(digest)
    except FileNotFoundError:
        found.missing.append(digest.hex())
        return
    except (InkpostError, OSError):
        whole = False
    if not whole:
        found.changed.append(digest.hex())

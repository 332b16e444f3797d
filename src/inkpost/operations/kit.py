"""What every operation stands on: the caller's work, the right it demands, and the one transaction."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, Engine

from inkpost.config import Settings
from inkpost.errors import InkpostError, Reason
from inkpost.model import roles
from inkpost.model.exchange import DocumentView, Names
from inkpost.model.exchange_lists import Body
from inkpost.model.files import StoredFile
from inkpost.model.people import Authentication, Caller, Level, Right, widest
from inkpost.operations.programs import Programs
from inkpost.operations.trust_keyring import Keyring
from inkpost.store import files, people
from inkpost.store.blobs import Blobs
from inkpost.store.jobs import Jobs
from inkpost.store.mail import Mailer
from inkpost.store.posting import Poster
from inkpost.store.remote import Fetcher
from inkpost.store.revocation_calls import RevocationCalls
from inkpost.store.stamp_calls import StampCalls

if TYPE_CHECKING:
    from inkpost.engines.docx import Program

P = ParamSpec("P")
T = TypeVar("T")


def utc_now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """What a process has one of: settings, connections, files, queue, compiled templates, keys, ways outwards."""

    settings: Settings
    engine: Engine
    reader: Engine  # cannot write, and every statement stands alone
    blobs: Blobs
    jobs: Jobs
    fetcher: Fetcher
    mailer: Mailer
    poster: Poster = field(default_factory=Poster)
    programs: Programs = field(default_factory=Programs)
    keyring: Keyring = field(default_factory=Keyring)
    stamp_calls: StampCalls = field(default_factory=StampCalls)
    revocation_calls: RevocationCalls = field(default_factory=RevocationCalls)
    clock: Callable[[], datetime] = utc_now
    drawn: Callable[[DocumentView, Names], Body] | None = None  # what pages show of a document of a box

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()
        self.reader.dispose()


class Work:
    """One act of one caller: its transaction, its clock, its rights. Used in one thread, ended by ``working``."""

    def __init__(self, services: Services, caller: Caller, db: Connection, *, connector: str = "") -> None:
        self.connector = connector  # the source that the caller names for the changes it makes
        self.services = services
        self.caller = caller
        self.db = db
        self.now = services.clock()

    @property
    def organization_id(self) -> int:
        """Whose things this work may touch."""
        return self.caller.organization.id

    @property
    def user_id(self) -> int:
        """Who does it."""
        return self.caller.user.id

    @cached_property
    def access_codes(self) -> frozenset[str]:
        """Every access code that the caller matches."""
        return people.access_codes(self.db, self.user_id)

    @cached_property
    def _permissions(self) -> list[object]:
        return people.permissions(self.db, self.organization_id, self.access_codes)

    def level(self, right: Right) -> Level:
        """How far the caller's right reaches; administrators and the system itself may do everything."""
        if right is Right.SIGNED_IN or self.caller.user.admin or self.caller.authentication is Authentication.SYSTEM:
            return Level.ALL
        return widest([roles.level(each, right) for each in self._permissions])

    def keep(self, content: bytes, *, name: str, media_type: str) -> StoredFile:
        """Store a file of the caller's organisation; its contents are on the disk before its row is."""
        digest = self.services.blobs.put(content)
        return files.add(
            self.db,
            organization_id=self.organization_id,
            sha256=digest,
            size=len(content),
            name=name,
            media_type=media_type,
        )

    def file(self, file_id: int) -> tuple[StoredFile, bytes]:
        """A file of the caller's organisation with its contents. Raises NOT_FOUND, FILE_LOST."""
        stored = files.find(self.db, self.organization_id, file_id)
        if stored is None:
            raise InkpostError(Reason.NOT_FOUND, "File not found", subject="file")
        return stored, self.services.blobs.get(stored.sha256)

    def program(self, file_id: int) -> Program:
        """The compiled template of a file, out of the cache where it is there."""
        stored = files.find(self.db, self.organization_id, file_id)
        if stored is None:
            raise InkpostError(Reason.NOT_FOUND, "File not found", subject="file")
        programs = self.services.programs
        return programs.get(stored.sha256.hex()) or programs.compile(self.services.blobs.get(stored.sha256))

    def demand(self, right: Right) -> None:
        """Refuse the caller who has the right at no level at all."""
        if self.level(right) is Level.NONE:
            raise InkpostError(
                Reason.FORBIDDEN,
                f"You have no right to {right.action} {right.area}",
                subject=right.area,
                action=right.action,
            )


@contextmanager
def working(services: Services, caller: Caller, db: Connection | None = None) -> Iterator[Work]:
    """One transaction: committed when the block ends well, rolled back when it raises."""
    if db is not None:
        yield Work(services, caller, db)
        return
    with services.engine.begin() as connection:
        yield Work(services, caller, connection)


def operation(*, right: Right) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Work, P], T]]:
    """Declare an operation. The right is demanded before anything else happens; it cannot be left out."""

    def declare(act: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
        @functools.wraps(act)
        def checked(work: Work, *args: P.args, **kwargs: P.kwargs) -> T:
            work.demand(right)
            return act(work, *args, **kwargs)

        checked.right = right  # type: ignore[attr-defined]  # a test reads it
        return cast("Callable[Concatenate[Work, P], T]", checked)

    return declare

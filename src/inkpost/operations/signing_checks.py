"""What anybody may ask: whether a signed file holds, and what became of the document of a code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Final

import msgspec
from sqlalchemy import Connection

from inkpost.engines.sign.bounded import Answer, Question, check
from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import SIGNING, SentDocument
from inkpost.model.trust import Purpose
from inkpost.operations import trust_revocation
from inkpost.operations.kit import Services
from inkpost.operations.rates import Wire, count_call
from inkpost.operations.signing_codes import guid_of
from inkpost.operations.trust_authority import Bench
from inkpost.store import files, people, signing_lists, trust
from inkpost.store import signatures as stored

AT_ONCE: Final = 2
_slots: Final = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """What the holder of a document's code is told: who signed what is in the holder's hands, when and how.

    Neither the file nor its title: a picture of the code may have gone anywhere. ``intact`` says whether the file that
    is kept here is the one that was sealed; ``level`` is a value of ``Level``.
    """

    number: str
    sha256: str
    intact: bool
    level: str
    sealed_at: datetime | None
    timezone: str
    signatories: tuple[Signatory, ...]


def admit(services: Services, address: str) -> None:
    """Count a check before anything of its file is read. Raises TOO_MANY_REQUESTS (``passwords.Braked``)."""
    count_call(services, Wire.CHECK, address)


def checked(services: Services, content: bytes, signature: bytes = b"") -> Answer:
    """Whether a file holds: a PDF, a package of evidence, or any file with the detached signature beside it.

    Trusted are the roots of the built-in authority; ``at`` of the answer says as of when. The call was admitted.
    Raises UNAVAILABLE where too many files are being checked.
    """
    roots, lists = _authority(services)
    at = services.clock()
    with _slot():
        return msgspec.structs.replace(check(Question(content, signature, roots, lists, at)), at=at)


def of_code(services: Services, code: str, *, address: str) -> Published:
    """What is told of the document of a code. Raises NOT_FOUND for a code that is none, and before the sealing.

    Raises TOO_MANY_REQUESTS (``passwords.Braked``) where too many were asked for from one address, or from all.
    """
    count_call(services, Wire.CODE, address)
    guid = guid_of(services.settings, code)
    if not guid:
        raise _no_code()
    with services.engine.begin() as db:
        found = _published(services, db, signing_lists.document_by_guid(db, guid))
    if found is None:
        raise _no_code()
    return found


def of_file(services: Services, content: bytes) -> Published | None:
    """What is told of the document whose sealed file this is: whoever holds the file reads the names in it anyway."""
    with services.engine.begin() as db:
        return _published(services, db, signing_lists.document_by_sealed(db, hashlib.sha256(content).digest()))


def _published(services: Services, db: Connection, document: SentDocument | None) -> Published | None:
    organization = people.organization(db, document.organization_id) if document else None
    if document is None or document.sealed_id is None or organization is None or organization.closed:
        return None
    members = stored.members(db, document.id)
    users = {each.user_id: people.user(db, document.organization_id, each.user_id) for each in members}
    file = files.find(db, document.organization_id, document.sealed_id)
    signatories = tuple(
        Signatory(user.full_name, each.signed_at)
        for each in members
        if each.signed_at is not None and each.role in SIGNING and (user := users[each.user_id]) is not None
    )
    return Published(
        document.guid,
        file.sha256.hex() if file else "",
        file is not None and _is_kept(services, file.sha256),
        document.sealing_level,
        document.sealed_at,
        organization.timezone,
        signatories,
    )


def _is_kept(services: Services, digest: bytes) -> bool:
    try:
        services.blobs.get(digest)
    except InkpostError:
        return False
    return True


def _authority(services: Services) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The roots, and the lists of the revoked where their keys can be had; DER."""
    with services.engine.begin() as db:
        roots = tuple(each.content for each in trust.own(db, Purpose.ROOT))
        bench = Bench(services.settings, services.keyring, db, services.clock())
        lists: list[bytes] = []
        with suppress(InkpostError):
            for purpose in (Purpose.ROOT, Purpose.ISSUING):
                lists += [trust_revocation.fresh_list(bench, each).content for each in trust.own(db, purpose)]
    return roots, tuple(lists)


@contextmanager
def _slot() -> Iterator[None]:
    if not _slots.acquire(blocking=False):  # waiting is for the edge: a thread that waits serves nobody else
        raise InkpostError(Reason.UNAVAILABLE, "Too many files are being checked", subject="check")
    try:
        yield
    finally:
        _slots.release()


def _no_code() -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, "There is no document of this code", subject="code")

"""The jobs behind the signing: a file is made ready, a document expires, a signed one is sealed.

Each may die anywhere and is tried again; each looks first whether it has been done already. A job that cannot do its
work says in the document why, and when it is tried again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from inkpost.engines.convert import ConversionFailed
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.pades import Signed
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.errors import InkpostError
from inkpost.model.files import DOCX, PDF, PNG, StoredFile
from inkpost.model.hcmlink import PATIENCE
from inkpost.model.signatures import (
    MOST_REMINDERS,
    SIGNING,
    Act,
    Member,
    MemberState,
    SentDocument,
    awaits_values,
    everyone_signed,
    has_ended,
    member_state,
)
from inkpost.operations import sealing, sealing_places, signing_values
from inkpost.operations.conversion import CLOSED, MAX_ATTEMPTS, ToPdf, ToPictures
from inkpost.operations.kit import Services, Work
from inkpost.operations.sealing import SealingWaits
from inkpost.operations.signing_kit import PREPARE as PREPARE
from inkpost.operations.signing_kit import (
    SERVER,
    TAKEN_FOR,
    Process,
    names_of,
    order_of,
    queue_preparation,
    queue_sealing,
)
from inkpost.operations.signing_providers import LONGEST_FAULT
from inkpost.operations.signing_recheck import next_night
from inkpost.store import credentials, files, hcmlink_jobs, people, signing_upkeep
from inkpost.store import signatures as stored
from inkpost.store import signing_letters as letters

FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(minutes=10)
AT_ONCE: Final = 100
UNPROVEN_SECONDS: Final = 60
"""How soon a file that got no timestamp is tried again."""
log = structlog.get_logger()


def prepare(services: Services, to_pdf: ToPdf, to_pictures: ToPictures, *, document_id: int) -> None:
    """Make the PDF and the pictures that members see, and invite the first. A file that is of no use ends the document.

    Raises the database's errors and ConversionFailed of a converter that closes: the job is to be tried again then.
    """
    document = _unprepared(services, document_id)
    if document is None:
        return
    try:
        file, content = _read(services, document, document.file_id)
        pdf = to_pdf(signing_values.filled(services, document, content)) if file.media_type == DOCX else content
        pdf = sealing_places.prepared(pdf, document, _named(services, document))
        pictures = to_pictures(pdf)
    except SQLAlchemyError:
        raise
    except Exception as fault:
        code = fault.code if isinstance(fault, ConversionFailed) else "internal"
        if code == CLOSED:
            raise
        log.warning("signing.unprepared", document=document_id, code=code, exc_info=fault)
        _count_failure(services, document_id, _said(fault))
        return
    _prepared(services, document, pdf, pictures)


def give_up(services: Services, db: Connection, *, document_id: int) -> None:
    """Say that a file cannot be made ready because whoever tried it died, in the caller's transaction."""
    document = stored.by_id(db, document_id, lock=True)
    if document is not None and document.prepared_at is None:
        _unusable(services, db, document, "The conversion of this file ended every process that tried it.")


def seal(services: Services, *, document_id: int) -> None:
    """Seal a document that everyone has signed, once; where it has to wait the document says why, and it is due later.

    The sealed file is kept before it is recorded, and is recorded in one transaction with what follows. Whoever dies in
    between has sealed nothing, and the next run begins anew.
    """
    document = _unsealed(services, document_id)
    if document is None:
        return
    try:
        _, content = _read(services, document, document.pdf_id or document.file_id)
        sealed = _sealed(services, document, content)
    except SQLAlchemyError:
        raise
    except Exception as fault:
        why = f"{fault.code}: {fault.message}" if isinstance(fault, SealingWaits) else f"internal: {_said(fault)}"
        log.warning("signing.unsealed", document=document_id, why=why, exc_info=fault)
        _wait(services, document_id, why)
        return
    _record_sealed(services, document, sealed)


def expire_due(services: Services) -> int:
    """End the documents whose time is over; how many there were."""
    now = services.clock()
    with services.engine.begin() as db:
        numbers = stored.overdue(db, now, AT_ONCE)
    return sum(_expire(services, number, now) for number in numbers)


def remind_due(services: Services) -> int:
    """Remind everybody who has been silent since the last letter for so long; how many there were."""
    now, after = services.clock(), services.settings.remind_after
    if not after:
        return 0
    with services.engine.begin() as db:
        found = letters.silent(db, now - timedelta(seconds=after), MOST_REMINDERS, AT_ONCE)
    return sum(_remind(services, *each, now) for each in found)


def queue_due(services: Services) -> int:
    """Queue the sealing of every document for which the clock says it is due; how many."""
    with services.engine.begin() as db:
        numbers = stored.take_due(db, services.clock(), TAKEN_FOR, AT_ONCE)
        for number in numbers:
            queue_sealing(services, db, number)
    return len(numbers)


def queue_settled(services: Services) -> int:
    """Queue the making ready of documents whose values will not come any more: what is there is taken; how many."""
    now = services.clock()
    with services.engine.begin() as db:
        numbers = hcmlink_jobs.settle(db, now, silent_since=now - PATIENCE, limit=AT_ONCE)
        for number in numbers:
            queue_preparation(services, db, number)
    return len(numbers)


def _unprepared(services: Services, document_id: int) -> SentDocument | None:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id)
        if document is None or document.prepared_at or awaits_values(document):
            return None
        if has_ended(document, stored.members(db, document_id)):
            return None
    return document


def _named(services: Services, document: SentDocument) -> list[tuple[Member, str]]:
    with services.engine.begin() as db:
        members = stored.members(db, document.id)
        names = names_of(db, document, members)
    return [(each, names[each.user_id]) for each in members]


def _prepared(services: Services, document: SentDocument, pdf: bytes, pictures: list[bytes]) -> None:
    digests = [(services.blobs.put(picture), len(picture)) for picture in pictures]
    digest = services.blobs.put(pdf)
    with services.engine.begin() as db:
        locked = stored.by_id(db, document.id, lock=True)
        if locked is None or locked.prepared_at is not None:
            return
        process = Process(services, db, locked, SERVER, services.clock())
        if has_ended(process.document, process.members):
            return
        of_pdf = _add(db, document, digest, len(pdf), f"{document.title}.pdf", PDF)
        pages = [
            _add(db, document, each, size, f"{document.title}-{number}.png", PNG).id
            for number, (each, size) in enumerate(digests, 1)
        ]
        stored.add_pages(db, document.id, pages)
        process.change(prepared_at=process.now, original_id=of_pdf.id, pdf_id=of_pdf.id)
        process.record(Act.PREPARE, file=of_pdf.sha256.hex(), pages=len(pages))
        process.settle()


def _count_failure(services: Services, document_id: int, why: str) -> None:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id, lock=True)
        if document is None or document.prepared_at is not None or document.unusable_at is not None:
            return
        document = stored.change(db, document_id, prepare_attempts=document.prepare_attempts + 1)
        if document.prepare_attempts < MAX_ATTEMPTS:
            queue_preparation(services, db, document.id)
        else:
            _unusable(services, db, document, why)


def _unusable(services: Services, db: Connection, document: SentDocument, why: str) -> None:
    process = Process(services, db, document, SERVER, services.clock())
    if has_ended(document, process.members):
        return
    process.change(unusable_at=process.now, unusable=why)
    process.record(Act.CANCEL, comment=why)
    process.settle()


def _unsealed(services: Services, document_id: int) -> SentDocument | None:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id)
        if document is None or document.sealed_at or not everyone_signed(stored.members(db, document_id)):
            return None
    return document


def _wait(services: Services, document_id: int, why: str) -> None:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id, lock=True)
        if document is None or document.sealed_at is not None:
            return
        attempts = document.sealing_attempts + 1
        due = services.clock() + pause(attempts)
        stored.change(db, document_id, sealing_attempts=attempts, sealing_fault=why, sealing_due_at=due)


def pause(attempts: int) -> timedelta:
    """How long the sealing waits after so many attempts: twice as long each time, up to ten minutes."""
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(LONGEST_PAUSE, FIRST_PAUSE * doubled)


def _sealed(services: Services, document: SentDocument, content: bytes) -> Signed:
    with services.engine.begin() as db:
        order = order_of(services, db, document, stored.members(db, document.id))
        caller = credentials.caller_as_system(db, document.organization_id, document.created_by)
        if caller is None:
            raise SealingWaits("no_sender", "the user who sent the document is gone")
        return sealing.seal(services, content, order, Work(services, caller, db))


def _record_sealed(services: Services, document: SentDocument, signed: Signed) -> None:
    sealed = signed.pdf or b""
    digest = services.blobs.put(sealed)
    with services.engine.begin() as db:
        locked = stored.by_id(db, document.id, lock=True)
        if locked is None or locked.sealed_at is not None:
            return
        process = Process(services, db, locked, SERVER, services.clock())
        file = _add(db, document, digest, len(sealed), f"{document.title}.pdf", PDF)
        stored.record_sealed(db, document.id, file.id, process.now)
        stored.file_away(db, document.id, SIGNING, process.now)
        level, fault = signed.level.value, signed.timestamp_failure[:LONGEST_FAULT]
        process.record(Act.SEAL, file=digest.hex(), level=level, timestamp_fault=fault)
        process.change(sealed_at=process.now, sealing_level=level)
        _look_after(process, digest, len(sealed), signed.level)
        process.settle()
        for member in process.members:
            if member.role in SIGNING:
                process.announce(
                    "sign.document.filed",
                    "sign_member",
                    member.id,
                    member_uid=member.guid,
                    employee=member.employee_code,
                )


def _look_after(process: Process, digest: bytes, size: int, level: Level) -> None:
    """Have the sealed file extended and checked from now on; the time of one without a timestamp is proven soon."""
    db, document, settings = process.db, process.document, process.services.settings
    organization = people.organization(db, document.organization_id)
    seconds = settings.evidence_after if level is not Level.B else min(settings.evidence_after, UNPROVEN_SECONDS)
    night = next_night(process.now, organization.timezone if organization else "UTC")
    signing_upkeep.begin(db, document.id, due_at=process.now + timedelta(seconds=seconds), check_due_at=night)
    signing_upkeep.add_version(db, document.id, digest, size, level.value, process.now)


def _expire(services: Services, document_id: int, now: datetime) -> bool:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id, lock=True)
        if document is None:
            return False
        process = Process(services, db, document, SERVER, now)
        over = document.expires_at is not None and document.expires_at <= now
        if not over or has_ended(document, process.members) or everyone_signed(process.members):
            return False
        process.change(expired_at=now)
        process.record(Act.EXPIRE)
        process.settle()
        return True


def _remind(services: Services, document_id: int, member_id: int, now: datetime) -> bool:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id, lock=True)
        if document is None:
            return False
        process = Process(services, db, document, SERVER, now)
        member = process.member(member_id)
        since = now - timedelta(seconds=services.settings.remind_after)
        told = member.reminded_at is not None and member.reminded_at > since  # by another worker, or the sender
        if told or member_state(process.document, process.members, member).code != MemberState.READY:
            return False
        process.remind(member)
        process.settle()
        return True


def _add(db: Connection, document: SentDocument, digest: bytes, size: int, name: str, media_type: str) -> StoredFile:
    return files.add(
        db,
        organization_id=document.organization_id,
        sha256=digest,
        size=size,
        name=name,
        media_type=media_type,
    )


def _read(services: Services, document: SentDocument, file_id: int) -> tuple[StoredFile, bytes]:
    with services.engine.begin() as db:
        file = files.find(db, document.organization_id, file_id)
    if file is None:
        raise ConversionFailed("unreadable", "The document's file is gone")
    return file, services.blobs.get(file.sha256)


def _said(fault: Exception) -> str:
    """What a document says of a failure; the log has the rest."""
    if isinstance(fault, ConversionFailed | InkpostError | SignatureRefused):
        return fault.message
    return "the server could not do it; its log says why"

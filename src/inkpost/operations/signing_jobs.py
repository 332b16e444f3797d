"""The jobs behind the signing: a file is made ready, a letter goes out, a document expires, a signed one is sealed.

Each may die anywhere and is tried again; each looks first whether it has been done already. A job that cannot do its
work says in the document why, and when it is tried again.
"""

from __future__ import annotations

import secrets
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
from inkpost.model.people import User
from inkpost.model.secrets import hash_password
from inkpost.model.signatures import (
    CODE_LASTS,
    SIGNING,
    Act,
    Member,
    MemberState,
    SentDocument,
    everyone_signed,
    has_ended,
    member_state,
)
from inkpost.operations import sealing, sealing_places
from inkpost.operations.conversion import CLOSED, MAX_ATTEMPTS, ToPdf, ToPictures
from inkpost.operations.kit import Services, Work
from inkpost.operations.sealing import SealingWaits
from inkpost.operations.signing_kit import CODE, SERVER, TAKEN_FOR, Process, names_of, order_of, queue_sealing
from inkpost.operations.signing_letters import letter_of
from inkpost.operations.signing_links import link_path
from inkpost.operations.signing_providers import LONGEST_FAULT
from inkpost.operations.signing_recheck import next_night
from inkpost.store import credentials, files, people, signing_upkeep
from inkpost.store import signatures as stored
from inkpost.store.jobs import CONVERT
from inkpost.store.mail import MailFailed

PREPARE: Final = "prepare_signing"
FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(minutes=10)
AT_ONCE: Final = 100
UNPROVEN_SECONDS: Final = 60
"""How soon a file that got no timestamp is tried again."""
log = structlog.get_logger()


def queue_preparation(services: Services, db: Connection, document: SentDocument) -> None:
    """Queue the making ready of a document's file, in the caller's transaction."""
    services.jobs.queue(db, PREPARE, queue=CONVERT, lock=f"signing:{document.id}", document_id=document.id)


def prepare(services: Services, to_pdf: ToPdf, to_pictures: ToPictures, *, document_id: int) -> None:
    """Make the PDF and the pictures that members see, and invite the first. A file that is of no use ends the document.

    Raises the database's errors and ConversionFailed of a converter that closes: the job is to be tried again then.
    """
    document = _unprepared(services, document_id)
    if document is None:
        return
    try:
        file, content = _read(services, document, document.file_id)
        pdf = to_pdf(content) if file.media_type == DOCX else content
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


def letter(services: Services, *, member_id: int, user_id: int, kind: str) -> None:
    """Send a member a letter: an invitation, a reminder, a one-time code. Raises MailFailed: it is to be tried again.

    A code is made here, so that it stands nowhere but in the letter; tried again, the letter has another one.
    """
    code = f"{secrets.randbelow(10**6):06}" if kind == CODE else ""
    hashed = hash_password(code) if code else None  # takes long: before anything is held
    with services.engine.begin() as db:
        found = _addressee(db, member_id, user_id)
        if found is None:
            return
        document, member, user = found
        organization = people.organization(db, document.organization_id)
        sender = people.user(db, document.organization_id, document.created_by)
        if code:
            expires_at = services.clock() + CODE_LASTS
            stored.change_member(db, member.id, code_hash=hashed, code_expires_at=expires_at)
    if not user.email:
        log.warning("signing.no_address", member=member.guid)
        return
    address = f"{services.settings.base_url}{link_path(services, member, services.clock())}"
    made = letter_of(kind, document, member, user, sender, organization, address=address, code=code)
    try:
        services.mailer.send(made)
    except MailFailed as fault:
        log.warning("signing.letter_waits", member=member.guid, says=str(fault))
        raise


def expire_due(services: Services) -> int:
    """End the documents whose time is over; how many there were."""
    now = services.clock()
    with services.engine.begin() as db:
        numbers = stored.overdue(db, now, AT_ONCE)
    return sum(_expire(services, number, now) for number in numbers)


def queue_due(services: Services) -> int:
    """Queue the sealing of every document for which the clock says it is due; how many."""
    with services.engine.begin() as db:
        numbers = stored.take_due(db, services.clock(), TAKEN_FOR, AT_ONCE)
        for number in numbers:
            queue_sealing(services, db, number)
    return len(numbers)


def _unprepared(services: Services, document_id: int) -> SentDocument | None:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id)
        if document is None or document.prepared_at or has_ended(document, stored.members(db, document_id)):
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
            queue_preparation(services, db, document)
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


def _addressee(db: Connection, member_id: int, user_id: int) -> tuple[SentDocument, Member, User] | None:
    """The member of a letter, if the document still waits for this very person."""
    member = stored.member_by_id(db, member_id)
    if member is None or member.user_id != user_id:
        return None
    document = stored.by_id(db, member.document_id, lock=True)
    if document is None:
        return None
    members = stored.members(db, document.id)
    now = next(each for each in members if each.id == member_id)
    user = people.user(db, document.organization_id, user_id)
    waits = member_state(document, members, now).code == MemberState.READY and now.user_id == user_id
    return (document, now, user) if waits and user is not None and user.active else None


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

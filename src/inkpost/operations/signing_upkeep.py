"""What sealed files get after their sealing: evidence that their certificates held, and timestamps before they decay.

The jobs of the background worker. Each may die anywhere: a file is extended aside, in a process of its own, and what
came of it is recorded in one transaction. The bytes of a version never change, each begins with all of the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from inkpost.engines.sign.bounded_extending import Extending, extending
from inkpost.engines.sign.keys import TimestampFailed
from inkpost.engines.sign.lasting import Look
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Reason, Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.errors import InkpostError
from inkpost.model.files import StoredFile
from inkpost.model.signatures import Act, SentDocument
from inkpost.operations import signing_trust, trust_keys
from inkpost.operations.kit import Services
from inkpost.operations.signing_kit import SERVER, Process
from inkpost.store import evidence as evidence_store
from inkpost.store import files, signing_upkeep
from inkpost.store import signatures as stored

AT_ONCE: Final = 10
TAKEN_FOR: Final = timedelta(minutes=15)
"""How long a file belongs to the run that took it, before it is due again."""
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(days=1)
LONGEST_FAULT: Final = 500
_DAY: Final = timedelta(days=1)
_TOO_LATE: Final = {
    reason.value
    for reason in (Reason.CERTIFICATE_EXPIRED, Reason.CERTIFICATE_NOT_YET_VALID, Reason.CERTIFICATE_REVOKED)
}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Task:
    """A sealed file, and by whom its signatures are judged."""

    document: SentDocument
    file: StoredFile
    content: bytes
    trust: Trust
    attempts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the file, longer or as it was, what it is worth, why no more, and when it is due again."""

    content: bytes
    look: Look
    due_at: datetime | None
    fault: str = ""


def keep_up(services: Services, *, go_on: Callable[[], bool] = lambda: True) -> int:
    """Extend every sealed file that is due; how many were looked at. It stops between two files."""
    count = 0
    while go_on():
        with services.engine.begin() as db:
            numbers = signing_upkeep.take(db, "due_at", services.clock(), TAKEN_FOR, AT_ONCE)
        if not numbers:
            break
        for number in numbers:
            if go_on():
                extend(services, document_id=number)
                count += 1
    return count


def extend(services: Services, *, document_id: int) -> None:
    """Bring a sealed file as far as it can be brought now: B-LT, B-LTA, or the next timestamp. Safe to do again.

    What cannot be had now is said with the document, and is tried again later. Raises the database's errors.
    """
    task = None
    try:
        task = _task(services, document_id)
        if task is not None:
            _record(services, task, _extended(services, task))
    except SQLAlchemyError:
        raise
    except Exception as fault:
        known = isinstance(fault, InkpostError | SignatureRefused)
        why = fault.message if isinstance(fault, InkpostError | SignatureRefused) else "the server's log says why"
        log.warning("signing.not_extended", document=document_id, why=why, exc_info=None if known else fault)
        _wait(services, document_id, why)


def _task(services: Services, document_id: int) -> Task | None:
    with services.engine.begin() as db:
        document, row = stored.by_id(db, document_id), signing_upkeep.find(db, document_id)
        if document is None or document.sealed_id is None or row is None:
            return None
        file = files.find(db, document.organization_id, document.sealed_id)
    if file is None:
        return None
    trust = signing_trust.trust_of(services, document.organization_id, document.company_id)
    return Task(document, file, services.blobs.get(file.sha256), trust, row.attempts)


def _extended(services: Services, task: Task) -> Outcome:
    with extending(task.content) as file:
        before = file.begin(task.trust, services.clock(), services.settings.algorithm_ends)
        if before.verdict is Verdict.INVALID:
            return _later(services, task, before, f"the file does not hold: {', '.join(before.reasons)}")
        if not before.proven and _TOO_LATE.intersection(before.reasons):
            why = "a certificate had ended before an authority said when it was used: no timestamp can mend that"
            return Outcome(task.content, before, None, why)
        renewing = before.archived and _decays(services, before)
        gathered = signing_trust.gathered(services, file.lacking(newest=renewing or not before.archived))
        file.add_evidence(gathered.evidence)
        if before.archived and not renewing and file.content == task.content:
            return _settled(services, task, before, gathered.missing)
        if gathered.missing and before.proven and not _decays(services, before):
            return _later(services, task, before, "; ".join(gathered.missing))
        return _stamped(services, task, before, file, gathered.missing)


def _stamped(services: Services, task: Task, before: Look, file: Extending, missing: tuple[str, ...]) -> Outcome:
    """The file with a timestamp over all of it; without one where no authority stamps, which is tried again."""
    said = ""
    try:
        file.add_timestamp(trust_keys.stamper(services, task.document.organization_id))
    except TimestampFailed as fault:
        said = f"no timestamp: {fault}"
    after = file.judge()
    if after.verdict is Verdict.INVALID:
        raise RuntimeError(f"an update broke the file: {', '.join(after.reasons)}")
    if said and after.level.rank <= before.level.rank:
        return _later(services, task, before, said)
    if said:
        return Outcome(file.content, after, services.clock() + pause(task.attempts + 1), said)
    done = _settled(services, task, after, missing)
    return Outcome(file.content, after, done.due_at, done.fault)


def _settled(services: Services, task: Task, found: Look, missing: tuple[str, ...]) -> Outcome:
    """Nothing is to be done before the newest timestamp decays, but for what is missing."""
    if missing:
        return _later(services, task, found, "; ".join(missing))
    low = f"it stays at {found.level}: {', '.join(found.reasons)}" if found.level is not Level.LTA else ""
    return Outcome(task.content, found, _renewal(services, found.ends), low)


def _later(services: Services, task: Task, found: Look, why: str) -> Outcome:
    return Outcome(task.content, found, services.clock() + pause(task.attempts + 1), why)


def pause(attempts: int) -> timedelta:
    """How long a file waits after so many attempts: twice as long each time, up to a day."""
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(LONGEST_PAUSE, FIRST_PAUSE * doubled)


def _renewal(services: Services, ends: datetime | None) -> datetime | None:
    """When the next timestamp is due; of an authority whose certificates end soon not at once again."""
    if ends is None:
        return None
    now = services.clock()
    return max(ends - timedelta(days=services.settings.renew_days), now + max(_DAY, (ends - now) / 2))


def _decays(services: Services, found: Look) -> bool:
    margin = timedelta(days=services.settings.renew_days)
    return found.ends is not None and found.ends - margin <= services.clock()


def _record(services: Services, task: Task, outcome: Outcome) -> None:
    """Keep what came of it, unless somebody else extended the file meanwhile."""
    longer = len(outcome.content) > len(task.content)
    digest = services.blobs.put(outcome.content) if longer else b""
    now = services.clock()
    with services.engine.begin() as db:
        document = stored.by_id(db, task.document.id, lock=True)
        if document is None or document.sealed_id != task.document.sealed_id:
            return
        if longer:
            _replace(services, Process(services, db, document, SERVER, now), task, outcome, digest)
        signing_upkeep.change(
            db,
            document.id,
            due_at=outcome.due_at,
            ends_at=outcome.look.ends,
            attempts=task.attempts + 1 if outcome.fault else 0,
            fault=outcome.fault[:LONGEST_FAULT],
        )
    if outcome.fault:
        log.warning("signing.extended_less", document=task.document.id, why=outcome.fault)


def _replace(services: Services, process: Process, task: Task, outcome: Outcome, digest: bytes) -> None:
    db, level, size = process.db, outcome.look.level.value, len(outcome.content)
    file = files.add(
        db,
        organization_id=process.document.organization_id,
        sha256=digest,
        size=size,
        name=task.file.name,
        media_type=task.file.media_type,
    )
    signing_upkeep.add_version(db, process.document.id, digest, size, level, process.now)
    process.change(sealed_id=file.id, sealing_level=level)
    process.record(
        Act.RENEW,
        file=digest.hex(),
        level=level,
        before=task.file.sha256.hex(),
        before_size=task.file.size,
        vouched=_vouched(process),
    )
    process.announce("sign.document.renewed", "sign_document", process.document.id, level=level)
    process.settle()


def _vouched(process: Process) -> list[str]:
    """The timestamps and seals over the chain so far: the next timestamp proves that they were there."""
    proofs = evidence_store.proofs(process.db, process.document.id).values()
    return [sha256(part).hexdigest() for each in proofs for part in (each.token, each.seal) if part]


def _wait(services: Services, document_id: int, why: str) -> None:
    with services.engine.begin() as db:
        row = signing_upkeep.find(db, document_id, lock=True)
        if row is not None:
            due = services.clock() + pause(row.attempts + 1)
            change = {"attempts": row.attempts + 1, "due_at": due, "fault": why[:LONGEST_FAULT]}
            signing_upkeep.change(db, document_id, **change)

"""Every night each sealed file is checked: whether it is still there, and whether its signatures still hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.bounded_lasting import Question, looked_at
from inkpost.engines.sign.lasting import Look
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.report import Verdict
from inkpost.errors import InkpostError
from inkpost.model.signatures import Act, SentDocument
from inkpost.operations import signing_trust
from inkpost.operations.kit import Services
from inkpost.operations.signing_kit import SERVER, Process
from inkpost.operations.signing_letters import DOUBT
from inkpost.store import files, people, signing_upkeep
from inkpost.store import signatures as stored
from inkpost.store.signing_upkeep import Upkeep

AT_ONCE: Final = 50
MOST_AT_A_LOOK: Final = 1000
MOST_BYTES: Final = 16 * 1024**2
"""Of the files that one process is given at once; a larger one comes alone."""
TAKEN_FOR: Final = timedelta(hours=1)
"""After which what was taken by a run that died is due again."""
NIGHT: Final = time(2)
LOST: Final = "file_lost"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file that is to be checked; no content where it is lost."""

    document: SentDocument
    sha256: bytes
    content: bytes | None


def next_night(now: datetime, zone: str) -> datetime:
    """The next two o'clock in the morning of an organisation."""
    local = now.astimezone(ZoneInfo(zone))
    night = local.replace(hour=NIGHT.hour, minute=0, second=0, microsecond=0)
    return (night if night > local else night + timedelta(days=1)).astimezone(UTC)


def recheck(
    services: Services, *, go_on: Callable[[], bool] = lambda: True, most: int = MOST_AT_A_LOOK
) -> dict[Verdict, int]:
    """Check the files that are due, longest due first; how many came out how.

    However many there are, a run takes ``most``: the next goes on where this one ended. It stops between two batches.
    """
    counts = dict.fromkeys(Verdict, 0)
    while go_on() and sum(counts.values()) < most:
        with services.engine.begin() as db:
            limit = min(AT_ONCE, most - sum(counts.values()))
            numbers = signing_upkeep.take(db, "check_due_at", services.clock(), TAKEN_FOR, limit)
        if not numbers:
            break
        for one, found in _checked(services, numbers):
            _record(services, one, found)
            counts[found.verdict] += 1
    if any(counts.values()):
        log.info("signing.rechecked", **{verdict.value: count for verdict, count in counts.items()})
    return counts


def _checked(services: Services, numbers: Sequence[int]) -> Iterator[tuple[Sealed, Look]]:
    lists = signing_trust.own_lists(services)
    groups: dict[tuple[int, int], list[Sealed]] = defaultdict(list)
    for number in numbers:
        one = _sealed(services, number)
        if one is not None and one.content is None:
            yield one, Look(Verdict.INVALID, Level.B, reasons=(LOST,))
        elif one is not None:
            groups[one.document.organization_id, one.document.company_id].append(one)
    for (organization_id, company_id), group in groups.items():
        trust = signing_trust.trust_of(services, organization_id, company_id)
        for batch in _batches(group):
            question = Question(
                files=tuple(each.content or b"" for each in batch),
                roots=_der(trust.roots),
                timestamp_roots=_der(trust.timestamp_roots or ()),
                lists=lists,
                at=services.clock(),
                algorithms=services.settings.algorithm_ends,
            )
            yield from zip(batch, looked_at(question), strict=True)


def _sealed(services: Services, document_id: int) -> Sealed | None:
    with services.engine.begin() as db:
        document = stored.by_id(db, document_id)
        if document is None or document.sealed_id is None:
            return None
        file = files.find(db, document.organization_id, document.sealed_id)
    if file is None:
        return Sealed(document, b"", None)
    try:
        return Sealed(document, file.sha256, services.blobs.get(file.sha256))
    except InkpostError:
        return Sealed(document, file.sha256, None)


def _batches(group: Iterable[Sealed]) -> Iterator[list[Sealed]]:
    batch: list[Sealed] = []
    size = 0
    for each in group:
        more = len(each.content or b"")
        if batch and size + more > MOST_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += more
    if batch:
        yield batch


def _der(certificates: Iterable[x509.Certificate]) -> tuple[bytes, ...]:
    return tuple(each.public_bytes(Encoding.DER) for each in certificates)


def _record(services: Services, one: Sealed, found: Look) -> None:
    """Keep what the check found; what does not hold any more is told once."""
    now = services.clock()
    with services.engine.begin() as db:
        document = stored.by_id(db, one.document.id, lock=True)
        row = signing_upkeep.find(db, one.document.id, lock=True)
        if document is None or row is None or document.sealed_id != one.document.sealed_id:
            return  # extended meanwhile; it is due again soon
        organization = people.organization(db, document.organization_id)
        doubted = _fails(found, row)
        signing_upkeep.change(
            db,
            document.id,
            checked_at=now,
            check_due_at=next_night(now, organization.timezone if organization else "UTC"),
            verdict=found.verdict.value,
            reasons=" ".join(found.reasons),
            doubted_at=(row.doubted_at or now) if doubted else None,
        )
        if doubted and row.doubted_at is None:
            _tell(Process(services, db, document, SERVER, now), one, found)
    if doubted and row.doubted_at is None:
        log.error("signing.doubted", document=one.document.guid, verdict=found.verdict.value, reasons=found.reasons)
    elif row.doubted_at is not None and not doubted:
        log.warning("signing.holds_again", document=one.document.guid)


def _fails(found: Look, row: Upkeep) -> bool:
    """Whether a file does not hold any more: something is wrong, or something is missing that was not missing."""
    if found.verdict is Verdict.VALID:
        return False
    return found.verdict is Verdict.INVALID or row.verdict == Verdict.VALID or row.doubted_at is not None


def _tell(process: Process, one: Sealed, found: Look) -> None:
    reasons = list(found.reasons)
    process.record(Act.DOUBT, checked=one.sha256.hex(), verdict=found.verdict.value, reasons=reasons)
    process.announce(
        "sign.document.doubted",
        "sign_document",
        process.document.id,
        verdict=found.verdict.value,
        reasons=reasons,
    )
    process.letter_to_sender(DOUBT)
    process.settle()

"""What proves a signing to others: the timestamp over its chain of records, and the package of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign import cms
from inkpost.engines.sign.bounded_parties import Over, Question, digests_of, parties
from inkpost.engines.sign.evidence import Package, write_package
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_zip import PackageRefused
from inkpost.engines.sign.files import Source
from inkpost.engines.sign.keys import SigningFailed
from inkpost.errors import InkpostError, Reason
from inkpost.model.evidence import Record, check, digest
from inkpost.model.people import Right
from inkpost.model.signatures import SentDocument
from inkpost.model.trust import Purpose
from inkpost.operations import trust_keys, trust_revocation
from inkpost.operations.kit import Services, Work, operation
from inkpost.operations.signing_kit import queue_stamp, seen
from inkpost.store import credentials, files, signatures, trust
from inkpost.store import evidence as stored
from inkpost.store.evidence import Proof

log = structlog.get_logger()


def stamp(services: Services, *, document_id: int) -> None:
    """Have the end of a document's chain sealed and timestamped, once; a job.

    Without the seal's key it is timestamped alone; the seal is added when the job is run again. Raises TimestampFailed:
    it is tried again.
    """
    with services.engine.begin() as db:
        document = signatures.by_id(db, document_id)
        found = stored.proofs(db, document_id).get(document.evidence_count) if document is not None else None
        if document is None or (found is not None and found.seal):
            return
        caller = credentials.caller_as_system(db, document.organization_id, document.created_by)
        seal = _seal(Work(services, caller, db), document) if caller is not None else None
    stamper = trust_keys.stamper(services, document.organization_id)
    token = found.token if found is not None else stamper.stamp(document.evidence_head)
    with services.engine.begin() as db:
        stored.keep(db, document.id, document.evidence_count, Proof(token, seal), services.clock())


def _seal(work: Work, document: SentDocument) -> bytes | None:
    """The company's signature over the end of the chain; nothing where its key is not at hand."""
    try:
        key = trust_keys.company_seal(work, document.company_id)
        stamper = trust_keys.stamper(work.services, document.organization_id)
        return cms.sign_digest(document.evidence_head, key, stamper=stamper, signed_at=work.now).der
    except (InkpostError, SigningFailed) as fault:
        log.warning("evidence.not_sealed", document=document.id, says=str(fault))
        return None


@operation(right=Right.SIGNING_VIEW)
def export(work: Work, uid: str, target: Path | IO[bytes]) -> None:
    """Write the package of evidence of a document that was sent, of what is there: no authority is asked for anything.

    What the end of the chain lacks, a timestamp or the company's seal, a job is to get for the next package.

    Raises NOT_FOUND (``document``), CONFLICT (``document``: its file is not ready yet; ``evidence``: its records are
    not as they were written), FILE_LOST, LIMIT_REACHED (``evidence``: larger than a package can be).
    """
    document = seen(work, signatures.find(work.db, work.organization_id, uid))
    if document.original_id is None:
        raise InkpostError(Reason.CONFLICT, "The document is not ready to be signed yet", subject="document")
    records = _records(work, document)
    proofs = stored.proofs(work.db, document.id)
    if (end := proofs.get(document.evidence_count)) is None or not end.seal:
        queue_stamp(work.services, work.db, document.id)
    stamps = {number: each.token for number, each in proofs.items()}
    seals = {number: each.seal for number, each in proofs.items() if each.seal}
    original = _file(work, document.original_id)
    signed = _file(work, document.sealed_id) if document.sealed_id else None
    detached = [work.file(number)[1] for number in _signatures(work, document)]
    sealed_records = [(records[number - 1], each) for number, each in sorted(seals.items())]
    stamped = [(records[number - 1], each) for number, each in sorted(stamps.items())]
    certificates = _certificates(work, document, signed, original, detached, sealed_records, stamped)
    package = Package(
        original,
        records,
        signed=signed,
        signatures=detached,
        evidence=_evidence(work, certificates),
        stamps=stamps,
        seals=seals,
    )
    try:
        write_package(target, package, made_at=work.now)
    except PackageRefused as refused:
        raise InkpostError(Reason.LIMIT_REACHED, refused.message, subject="evidence") from refused


def _records(work: Work, document: SentDocument) -> list[Record]:
    try:
        found = signatures.records(work.db, document.id)[: document.evidence_count]  # others may come meanwhile
    except ValueError as fault:
        raise _changed(str(fault)) from fault
    broken = check(found, document.evidence_head)
    if broken is not None:
        raise _changed(f"record {broken.number}: {broken.fault}")
    return found


def _changed(detail: str) -> InkpostError:
    message = "The records of the document are not as they were written"
    return InkpostError(Reason.CONFLICT, message, subject="evidence", detail=detail)


def _signatures(work: Work, document: SentDocument) -> list[int]:
    members = signatures.members(work.db, document.id)
    return [each.signature_file_id for each in members if each.signature_file_id is not None]


def _file(work: Work, file_id: int) -> Source:
    """Where a file lies: a large one is not read into the memory."""
    found = files.find(work.db, work.organization_id, file_id)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "File not found", subject="file")
    place = work.services.blobs.path(found.sha256)
    if not place.is_file():
        raise InkpostError(Reason.FILE_LOST, "A file of the document is missing", subject="file")
    return place


def _certificates(
    work: Work,
    document: SentDocument,
    signed: Source | None,
    original: Source,
    detached: Sequence[bytes],
    sealed: Sequence[tuple[Record, bytes]],
    stamped: Sequence[tuple[Record, bytes]],
) -> tuple[bytes, ...]:
    """Those of who signed and who stamped (DER), read in a process apart: files and signatures are strangers'."""
    of_original = digests_of(original) if detached else {}
    answer = parties(
        Question(
            tuple(each.public_bytes(Encoding.DER) for each in trust_keys.roots(work)),
            work.now,
            pdf=signed.read_bytes() if isinstance(signed, Path) else b"",
            signatures=(*(Over(each, of_original) for each in detached), *_over(sealed)),
            tokens=_over(stamped),
        )
    )
    if answer.unread:
        log.warning("evidence.unread", document=document.id, count=answer.unread)
    return answer.certificates


def _over(made: Iterable[tuple[Record, bytes]]) -> tuple[Over, ...]:
    """What was made over records, which are known by their SHA-256 alone."""
    return tuple(Over(each, {"sha256": digest(record)}) for record, each in made)


def _evidence(work: Work, certificates: Iterable[bytes]) -> Evidence:
    """What says that these held: certificates up to the root, lists of the revoked, and answers about each."""
    known = set(certificates)
    lists: set[bytes] = set()
    answers: set[bytes] = set()
    for each in known:
        proof = trust_revocation.proof(work, x509.load_der_x509_certificate(each))
        lists |= set(proof.lists)
        answers |= set(proof.answers)
    issuers = {each.content for purpose in (Purpose.ROOT, Purpose.ISSUING) for each in trust.own(work.db, purpose)}
    return Evidence(tuple(sorted(known | issuers)), tuple(sorted(lists)), tuple(sorted(answers)))

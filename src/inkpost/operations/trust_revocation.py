"""What others ask about certificates: the authority's own ones, the lists of the revoked, the OCSP responder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection

from inkpost.engines.sign import revocation
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.revocation import Answer, Responder, Revoked, Status
from inkpost.errors import InkpostError, Reason
from inkpost.model.trust import CertificateRecord, KeyKind, Purpose, RevocationList, RevocationReason
from inkpost.operations import trust_authority
from inkpost.operations.kit import Services, Work
from inkpost.operations.trust_authority import Bench
from inkpost.store import trust

KEPT_SECONDS = 3600
"""How long an OCSP answer without a nonce may be kept on its way."""
_KEY_NAME = re.compile("[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Proof:
    """What says that a chain held at a moment, to be kept beside a signature (DER)."""

    lists: tuple[bytes, ...] = field(repr=False)
    answers: tuple[bytes, ...] = field(repr=False)


def proof(work: Work, certificate: x509.Certificate) -> Proof:
    """See ``proof_of``."""
    return proof_of(Bench(work.services.settings, work.services.keyring, work.db, work.now), certificate)


def proof_of(bench: Bench, certificate: x509.Certificate) -> Proof:
    """For a certificate of ours: an answer about it and each issuer up to the root, and the list of each issuer.

    For one that another authority issued it is empty: that authority has to be asked. Raises UNAVAILABLE
    (``master_key``).
    """
    answers, lists = [], []
    below, issuer = certificate, _issuer_of(bench, certificate)
    while issuer is not None:
        above = x509.load_der_x509_certificate(issuer.content)
        if issuer.key_kind is not KeyKind.LOST:
            answers.append(_answered(bench, issuer, revocation.question(below, above)).content)
        lists.append(fresh_list(bench, issuer).content)
        below = above
        issuer = trust.find(bench.db, issuer.issuer_id) if issuer.issuer_id is not None else None
    return Proof(tuple(lists), tuple(answers))


def publish(bench: Bench, issuer_id: int) -> RevocationList:
    """Make an issuer's list anew, with the next number."""
    trust.hold(bench.db)
    issuer = trust.find(bench.db, issuer_id)
    assert issuer is not None  # noqa: S101 - rows of issuers are never deleted
    before = trust.revocation_list(bench.db, issuer_id)
    number = before.number + 1 if before else 1
    key = trust_authority.opened(bench, issuer).key
    content = revocation.revocation_list(key, number, _revoked(bench, issuer_id), bench.now)
    made = RevocationList(issuer_id, number, content, bench.now, bench.now + revocation.LIST_LASTS)
    trust.keep_revocation_list(bench.db, made)
    return made


def publishes(bench: Bench, issuer_id: int) -> bool:
    """Whether the key of an issuer is there, so that it can say who is revoked."""
    issuer = trust.find(bench.db, issuer_id)
    return issuer is not None and issuer.key_kind is not KeyKind.LOST


def fresh_list(bench: Bench, issuer: CertificateRecord) -> RevocationList:
    """An issuer's list; made anew where it is about to end. One whose key is lost says what it said last."""
    found = trust.revocation_list(bench.db, issuer.id)
    if issuer.key_kind is KeyKind.LOST:
        if found is None:
            raise _nothing("list")
        return found
    if found is None or bench.now - found.this_update >= revocation.LIST_RENEWED:
        return publish(bench, issuer.id)
    return found


def certificate_of(services: Services, key_name: str) -> bytes:
    """An authority's own certificate (DER) by its key identifier. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        return _own(_bench(services, db), key_name).content


def list_of(services: Services, key_name: str) -> RevocationList:
    """An issuer's list by its key identifier. Raises NOT_FOUND, UNAVAILABLE (``master_key``)."""
    with services.engine.begin() as db:
        bench = _bench(services, db)
        issuer = _own(bench, key_name)
        if issuer.purpose not in {Purpose.ROOT, Purpose.ISSUING}:
            raise _nothing("list")
        return fresh_list(bench, issuer)


def answer(services: Services, question: bytes) -> Answer:
    """The OCSP responder's answer to a question, whatever it is. Raises UNAVAILABLE (``master_key``)."""
    with services.engine.begin() as db:
        bench = _bench(services, db)
        refused = Answer(b"")
        for issuer in (*trust.own(db, Purpose.ISSUING), *trust.own(db, Purpose.ROOT)):
            if issuer.key_kind is KeyKind.LOST:
                continue
            refused = _answered(bench, issuer, question)
            if not refused.unauthorized:
                return refused
        return refused if refused.content else revocation.refusal(revocation.UNAUTHORIZED)


def no_answer(*, later: bool) -> bytes:
    """An OCSP answer that none can be given: ``later`` perhaps."""
    return revocation.refusal(revocation.TRY_LATER if later else revocation.INTERNAL_ERROR).content


def roots_pem(services: Services) -> bytes:
    """Every root of the built-in authority (PEM), newest first."""
    with services.engine.begin() as db:
        found = [x509.load_der_x509_certificate(each.content) for each in trust.own(db, Purpose.ROOT)]
    return b"".join(each.public_bytes(Encoding.PEM) for each in found)


def _answered(bench: Bench, issuer: CertificateRecord, question: bytes) -> Answer:
    def status(serial: int) -> Status:
        found = trust.issued(bench.db, issuer.id, format(serial, "x")) if serial > 0 else None
        if found is None:
            return False
        return _as_revoked(found) if found.revoked_at is not None else True

    def responder() -> Responder:
        return Responder(_responder_key(bench, issuer), x509.load_der_x509_certificate(issuer.content))

    return revocation.answer(question, bench.now, responder, status)


def _responder_key(bench: Bench, issuer: CertificateRecord) -> LoadedKey:
    """The key that the issuer charged with it; for an issuer that is about to end its own."""
    own = trust_authority.responder_of(bench, issuer)
    return own.key if own is not None else trust_authority.opened(bench, issuer).key


def _issuer_of(bench: Bench, certificate: x509.Certificate) -> CertificateRecord | None:
    """The one of our issuers that has this certificate on its books."""
    serial = format(certificate.serial_number, "x")
    for issuer in (*trust.own(bench.db, Purpose.ISSUING), *trust.own(bench.db, Purpose.ROOT)):
        found = trust.issued(bench.db, issuer.id, serial)
        if found is not None and found.content == certificate.public_bytes(Encoding.DER):
            return issuer
    return None


def _own(bench: Bench, key_name: str) -> CertificateRecord:
    found = trust.own_by_key(bench.db, key_name) if _KEY_NAME.fullmatch(key_name) else None
    if found is None:
        raise _nothing("certificate")
    return found


def _bench(services: Services, db: Connection) -> Bench:
    return Bench(services.settings, services.keyring, db, services.clock())


def _revoked(bench: Bench, issuer_id: int) -> list[Revoked]:
    return [_as_revoked(each) for each in trust.revoked(bench.db, issuer_id)]


def _as_revoked(record: CertificateRecord) -> Revoked:
    assert record.revoked_at is not None  # noqa: S101 - asked for by it
    return Revoked(int(record.serial, 16), record.revoked_at, RevocationReason(record.revocation_reason))


def _nothing(subject: str) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, f"There is no such {subject}", subject=subject)

"""The certificates of other authorities that people sign with: whose they are, and what a company does about others."""

from __future__ import annotations

import hashlib
from typing import Final

from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.certificates import shown_name
from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Level, Right
from inkpost.model.signatures import Unrecognised
from inkpost.operations.kit import Work, operation
from inkpost.operations.signing_kit import active_user
from inkpost.operations.signing_start import CompanyNamed, sender_of
from inkpost.store import events, signing_people
from inkpost.store.signing_people import SignerCertificate

LARGEST: Final = 64 * 1024
MOST: Final = 50
"""Certificates of one person."""
LONGEST_SUBJECT: Final = 500


@operation(right=Right.SIGNED_IN)
def own(work: Work) -> list[SignerCertificate]:
    """The caller's, newest first."""
    return signing_people.of_user(work.db, work.organization_id, work.user_id)


@operation(right=Right.SETTINGS_MODIFY)
def every(work: Work) -> list[SignerCertificate]:
    """Everybody's in the organisation, newest first."""
    return signing_people.of_organization(work.db, work.organization_id)


@operation(right=Right.SIGNED_IN)
def register_own(work: Work, content: bytes) -> SignerCertificate:
    """Say that a certificate (DER or PEM) is the caller's.

    One that is somebody else's already is not: only an administrator says that two share one. Raises UNUSABLE_FILE
    (``certificate``), CONFLICT, LIMIT_REACHED.
    """
    read = _read(content)
    sha256 = hashlib.sha256(_der(read)).digest()
    if signing_people.owners(work.db, work.organization_id, [sha256]).get(sha256, set()) - {work.user_id}:
        raise InkpostError(
            Reason.CONFLICT,
            "The certificate is registered for somebody else: an administrator can register it for both",
            subject="certificate",
        )
    return _registered(work, work.user_id, read)


@operation(right=Right.SETTINGS_MODIFY)
def register(work: Work, user_id: int, content: bytes) -> SignerCertificate:
    """Say that a certificate is a user's, perhaps one of several. Raises NOT_FOUND (``user``), and as above."""
    if active_user(work, user_id) is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no user {user_id}", subject="user", given=str(user_id)[:40])
    return _registered(work, user_id, _read(content))


@operation(right=Right.SIGNED_IN)
def forget(work: Work, number: int) -> None:
    """Say that a certificate is somebody's no more: one's own, with the right to change settings anybody's.

    Raises NOT_FOUND (``certificate``).
    """
    found = signing_people.find(work.db, work.organization_id, number) if 0 < number < 2**63 else None
    may = found is not None and (found.user_id == work.user_id or work.level(Right.SETTINGS_MODIFY) is not Level.NONE)
    if found is None or not may:
        raise InkpostError(Reason.NOT_FOUND, "Certificate not found", subject="certificate")
    signing_people.remove(work.db, found.id)
    _note(work, "signer_certificate.forgotten", found)


@operation(right=Right.SETTINGS_MODIFY)
def rule(work: Work, company_id: int) -> Unrecognised:
    """What a company does about a signature whose certificate names somebody else than the member."""
    return signing_people.unrecognised(work.db, work.organization_id, company_id)


@operation(right=Right.SETTINGS_MODIFY)
def set_rule(work: Work, company_id: int, given: str) -> None:
    """Say what it does: ``refuse``, or ``mark`` to keep it with a mark.

    Raises NOT_FOUND (``company``), PARAMETER_INVALID (``unrecognised``).
    """
    try:
        found = Unrecognised(given)
    except ValueError:
        valid = ", ".join(Unrecognised)
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"unrecognised is {given[:40]!r}: valid are {valid}", subject="unrecognised"
        ) from None
    sender_of(work, CompanyNamed(company_id))
    signing_people.set_unrecognised(work.db, work.organization_id, company_id, found)
    details = {"rule": found.value, "company": company_id}
    events.append(
        work.db, work.organization_id, "signing_rule.set", "company", company_id, user_id=work.user_id, **details
    )


def _registered(work: Work, user_id: int, read: x509.Certificate) -> SignerCertificate:
    if len(signing_people.of_user(work.db, work.organization_id, user_id)) >= MOST:
        raise InkpostError(Reason.LIMIT_REACHED, f"Somebody has at most {MOST} certificates", subject="certificate")
    content = _der(read)
    made = signing_people.add(
        work.db,
        organization_id=work.organization_id,
        user_id=user_id,
        sha256=hashlib.sha256(content).digest(),
        content=content,
        subject=shown_name(read.subject)[:LONGEST_SUBJECT].replace("\x00", ""),
        not_before=read.not_valid_before_utc,
        not_after=read.not_valid_after_utc,
        created_at=work.now,
        created_by=work.user_id,
    )
    if made is None:
        raise InkpostError(Reason.CONFLICT, "The certificate is registered already", subject="certificate")
    _note(work, "signer_certificate.registered", made)
    return made


def _read(content: bytes) -> x509.Certificate:
    """The one certificate in a file. Its key may be of a kind that is unknown here. Raises UNUSABLE_FILE."""
    try:
        if len(content) > LARGEST:
            raise ValueError("too large")
        der = pem.unarmor(content)[2] if pem.detect(content) else content
        read = x509.load_der_x509_certificate(der)
        shown_name(read.subject)
    except (ValueError, TypeError):
        raise InkpostError(
            Reason.UNUSABLE_FILE, "The file is no certificate (X.509 in DER or PEM)", subject="certificate"
        ) from None
    return read


def _der(read: x509.Certificate) -> bytes:
    return read.public_bytes(Encoding.DER)


def _note(work: Work, kind: str, found: SignerCertificate) -> None:
    whose = {"owner": found.user_id, "sha256": found.sha256.hex()}
    events.append(work.db, work.organization_id, kind, "signer_certificate", found.id, user_id=work.user_id, **whose)

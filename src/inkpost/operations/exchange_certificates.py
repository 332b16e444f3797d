"""The certificates that people prove themselves with in exchange; their private keys are never here."""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Right
from inkpost.operations.kit import Services, Work, operation
from inkpost.store import exchange_access, people
from inkpost.store.exchange_access import UserCertificate

LARGEST = 64 * 1024


@operation(right=Right.SIGNED_IN)
def mine(work: Work) -> list[UserCertificate]:
    """The caller's certificates, oldest first."""
    return exchange_access.certificates_of(work.db, work.user_id)


def add(services: Services, organization_id: int, user_id: int, content: bytes) -> UserCertificate:
    """Let a user prove himself with a certificate (DER or PEM). Raises NOT_FOUND, PARAMETER_INVALID."""
    certificate = parsed(content)
    thumbprint = thumbprint_of(certificate)
    with services.engine.begin() as db:
        if people.user(db, organization_id, user_id) is None:
            raise _no_user()
        exchange_access.add_certificate(db, user_id, thumbprint, certificate.public_bytes(Encoding.DER))
        return next(each for each in exchange_access.certificates_of(db, user_id) if each.thumbprint == thumbprint)


def of_user(services: Services, organization_id: int, user_id: int) -> list[UserCertificate]:
    """A user's certificates, oldest first. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        if people.user(db, organization_id, user_id) is None:
            raise _no_user()
        return exchange_access.certificates_of(db, user_id)


def remove(services: Services, organization_id: int, user_id: int, thumbprint: str) -> None:
    """Let a user prove himself with a certificate no more. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        known = people.user(db, organization_id, user_id)
        if known is None or not exchange_access.remove_certificate(db, user_id, thumbprint.upper()):
            raise InkpostError(Reason.NOT_FOUND, "The user has no such certificate", subject="certificate")


def parsed(content: bytes) -> x509.Certificate:
    """A certificate out of DER or PEM. Raises PARAMETER_INVALID."""
    try:
        if len(content) > LARGEST:
            raise ValueError
        pem = content.lstrip().startswith(b"-----BEGIN")
        return x509.load_pem_x509_certificate(content) if pem else x509.load_der_x509_certificate(content)
    except Exception:  # its parts are parsed by code that raises many kinds of faults
        raise InkpostError(
            Reason.PARAMETER_INVALID, "This is no X.509 certificate (DER or PEM)", subject="certificate"
        ) from None


def thumbprint_of(certificate: x509.Certificate) -> str:
    """SHA-1 of the certificate in upper-case hexadecimal: how people and programs name one, no protection."""
    return certificate.fingerprint(hashes.SHA1()).hex().upper()  # noqa: S303


def _no_user() -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, "User not found", subject="user")

"""What revocation lists (CRL) and OCSP responses say of a chain of certificates, at the time at which it was used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from inkpost.engines.sign.chains import issued_by
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Finding, Reason, Revocation
from inkpost.engines.sign.trust import CLOCKS_DIFFER

Item = TypeVar("Item")
MOST_ITEMS: Final = 500
"""Lists or responses of one file that are looked at."""


@dataclass(frozen=True)
class Evidence:
    """Certificates, lists and responses as they came, in DER."""

    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    responses: tuple[bytes, ...] = ()

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.certificates + other.certificates, self.lists + other.lists, self.responses + other.responses
        )


@dataclass(frozen=True)
class Statement:
    """What an authority said of one certificate: it was good or revoked. ``until`` is when it will say so again."""

    since: datetime
    until: datetime | None
    revoked_at: datetime | None


class Known:
    """Evidence, read once. What cannot be read is left out."""

    def __init__(self, evidence: Evidence) -> None:
        self.certificates = _each(evidence.certificates, x509.load_der_x509_certificate)
        self.lists = _each(evidence.lists, x509.load_der_x509_crl)
        self.responses = _each(evidence.responses, ocsp.load_der_ocsp_response)


def _each(encoded: Iterable[bytes], read: Callable[[bytes], Item]) -> tuple[Item, ...]:
    found = []
    for one in tuple(encoded)[:MOST_ITEMS]:
        try:
            found.append(read(one))
        except (ValueError, TypeError):
            continue
    return tuple(found)


def refuse_unreadable(evidence: Evidence) -> None:
    """Raises SignatureRefused for what nobody will be able to read."""
    known = Known(evidence)
    told = (len(known.certificates), len(known.lists), len(known.responses))
    if told != (len(evidence.certificates), len(evidence.lists), len(evidence.responses)):
        raise SignatureRefused(
            Refusal.EVIDENCE_UNREADABLE, "A certificate, a revocation list or an OCSP response cannot be read."
        )


@dataclass(frozen=True)
class Judged:
    """The state of a whole chain; ``unknown`` are the certificates nothing is known about."""

    state: Revocation
    finding: Finding | None
    unknown: tuple[x509.Certificate, ...]


def revocation_of(chain: Sequence[x509.Certificate], known: Known, used_at: datetime, now: datetime) -> Judged:
    """Whether any certificate of a chain (the root comes last, and nobody can revoke it) was revoked when used."""
    later, unknown = False, []
    for certificate, issuer in pairwise(chain):
        statements = [one for one in statements_on(certificate, issuer, known) if one.since <= now + CLOCKS_DIFFER]
        revoked = [one.revoked_at for one in statements if one.revoked_at is not None]
        if revoked and min(revoked) <= used_at:
            detail = f"{certificate.subject.rfc4514_string()}, {min(revoked).isoformat()}"
            return Judged(Revocation.REVOKED, Finding(Reason.CERTIFICATE_REVOKED, detail), ())
        later = later or bool(revoked)
        if not any(speaks_of(one, used_at) for one in statements):
            unknown.append(certificate)
    if unknown:
        names = "; ".join(one.subject.rfc4514_string() for one in unknown)
        return Judged(Revocation.UNKNOWN, Finding(Reason.REVOCATION_UNKNOWN, names), tuple(unknown))
    return Judged(Revocation.REVOKED_LATER if later else Revocation.GOOD, None, ())


def speaks_of(statement: Statement, moment: datetime) -> bool:
    """Whether it was made after the moment, or still held then."""
    return statement.since >= moment or (statement.until is not None and statement.until >= moment)


def statements_on(certificate: x509.Certificate, issuer: x509.Certificate, known: Known) -> Iterator[Statement]:
    """What the issuer, or whom it charged with it, said of a certificate."""
    for listed in known.lists:
        yield from _by_list(certificate, issuer, listed)
    for response in known.responses:
        yield from _by_response(certificate, issuer, response)


def _by_list(
    certificate: x509.Certificate, issuer: x509.Certificate, listed: x509.CertificateRevocationList
) -> Iterator[Statement]:
    if listed.issuer != certificate.issuer or _partial(listed) or not _signed_list(listed, issuer):
        return
    entry = listed.get_revoked_certificate_by_serial_number(certificate.serial_number)
    revoked_at = entry.revocation_date_utc if entry is not None else None
    yield Statement(listed.last_update_utc, listed.next_update_utc, revoked_at)


def _partial(listed: x509.CertificateRevocationList) -> bool:
    """Whether it lists only some certificates or some reasons: such a list says nothing by its silence."""
    try:
        extensions = listed.extensions
    except (ValueError, x509.UnsupportedGeneralNameType):
        return True
    for extension in extensions:
        if isinstance(extension.value, x509.DeltaCRLIndicator):
            return True
        if isinstance(extension.value, x509.IssuingDistributionPoint):
            point = extension.value
            only_some = point.only_some_reasons or point.indirect_crl
            return bool(only_some or point.only_contains_attribute_certs or point.only_contains_ca_certs)
    return False


def _signed_list(listed: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    key = issuer.public_key()
    try:
        return isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) and listed.is_signature_valid(key)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False


def _by_response(
    certificate: x509.Certificate, issuer: x509.Certificate, response: ocsp.OCSPResponse
) -> Iterator[Statement]:
    try:
        if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            return
        matching = [one for one in response.responses if _is_about(one, certificate, issuer)]
        if not matching or not _signed_response(response, issuer):
            return
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return
    for one in matching:
        if one.certificate_status is not ocsp.OCSPCertStatus.UNKNOWN:
            yield Statement(one.this_update_utc, one.next_update_utc, one.revocation_time_utc)


def _is_about(one: ocsp.OCSPSingleResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    if one.serial_number != certificate.serial_number:
        return False
    algorithm = one.hash_algorithm
    name = _hash(algorithm, issuer.subject.public_bytes())
    return (one.issuer_name_hash, one.issuer_key_hash) == (name, _hash(algorithm, key_bytes(issuer)))


def key_bytes(certificate: x509.Certificate) -> bytes:
    """The bits of a public key, by whose hash OCSP names it."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return b""


def _hash(algorithm: hashes.HashAlgorithm, data: bytes) -> bytes:
    digest = hashes.Hash(algorithm)
    digest.update(data)
    return digest.finalize()


def _signed_response(response: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """By the issuer itself, or by a responder that the issuer certified for it."""
    charged = [one for one in response.certificates if _is_responder(one, issuer, response.produced_at_utc)]
    return any(_verifies(response, one) for one in (issuer, *charged))


def _is_responder(certificate: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    lasts = certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
    return lasts and ExtendedKeyUsageOID.OCSP_SIGNING in usage and issued_by(certificate, issuer)


def _verifies(response: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, algorithm = signer.public_key(), response.signature_hash_algorithm
    if algorithm is None or isinstance(algorithm, hashes.SHA1 | hashes.MD5):
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(response.signature, response.tbs_response_bytes, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(response.signature, response.tbs_response_bytes, ec.ECDSA(algorithm))
        else:
            return False
    except InvalidSignature:
        return False
    return True

"""Keys that come from elsewhere: reading a PKCS #12 file, and whether a certificate will do for a seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from asn1crypto import pkcs12 as asn_pkcs12
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID

from inkpost.engines.sign.certificates import DOCUMENT_SIGNING
from inkpost.engines.sign.keys import PrivateKey
from inkpost.engines.sign.wire import Malformed, read, reading

SMALLEST_RSA: Final = 2048
CURVES: Final = ("secp256r1", "secp384r1", "secp521r1")
MOST_ROUNDS: Final = 10_000_000
"""Rounds of stretching the password: more would only keep a thread busy."""
_SIGNING = {DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE} | {
    x509.ObjectIdentifier(each)
    for each in (
        "1.3.6.1.4.1.311.10.3.12",  # Microsoft's document signing
        "1.2.840.113583.1.1.5",  # Adobe's authentic documents
    )
}


class Unusable(Exception):
    """What was given will not do for a seal; the text says why."""


class WrongPassword(Unusable):
    """The password does not open the file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A key with its certificate and the issuers up to the root."""

    key: PrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def opened(content: bytes, password: str, others: Sequence[x509.Certificate], now: datetime) -> Imported:
    """The key in a PKCS #12 file, checked; ``others`` are certificates that may belong to its chain.

    Raises WrongPassword, Unusable.
    """
    _check_form(content)
    try:
        found = pkcs12.load_pkcs12(content, password.encode() if password else None)
    except UnsupportedAlgorithm:
        raise Unusable("the file is encrypted in a way that is no longer supported: export it anew with AES") from None
    except ValueError:
        raise WrongPassword("the password does not open the file, or the file is damaged") from None
    if found.key is None or found.cert is None:
        raise Unusable("the file holds no private key with its certificate")
    if not isinstance(found.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Unusable("the key is neither RSA nor ECDSA")
    inside = [each.certificate for each in found.additional_certs]
    certificate = found.cert.certificate
    check_match(certificate, found.key.public_key())
    return Imported(found.key, certificate, checked_chain(certificate, [*inside, *others], now))


def check_match(certificate: x509.Certificate, public: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> None:
    """Raises Unusable unless the certificate is of this key."""
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if certificate.public_key().public_bytes(*form) != public.public_bytes(*form):
        raise Unusable("the key is not the one of the certificate")


def checked_chain(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], now: datetime
) -> tuple[x509.Certificate, ...]:
    """The issuers of a seal's certificate up to the root, once it will do for signing.

    Raises Unusable that names the fault.
    """
    _check_key(certificate)
    _check_time(certificate, "the certificate", now)
    _check_usage(certificate)
    if certificate.issuer == certificate.subject:
        raise Unusable("the certificate is self-signed: nobody vouches for it")
    chain = tuple(_issuers(certificate, others))
    for issuer in chain:
        _check_time(issuer, f"its issuer {issuer.subject.rfc4514_string()}", now)
    return chain


def _check_form(content: bytes) -> None:
    """That it is such a file, and does not ask for more work than any such file does."""
    try:
        found = read(asn_pkcs12.Pfx, content)
        with reading():
            rounds = [*_rounds(found)]
    except Malformed:
        raise Unusable("the file is no PKCS #12 file (.p12, .pfx) that is protected by a password") from None
    if any(number > MOST_ROUNDS for number in rounds):
        raise Unusable(f"the file asks for {max(rounds)} rounds; at most {MOST_ROUNDS} are done")


def _rounds(found: asn_pkcs12.Pfx) -> Iterator[int]:
    if found["mac_data"].native is not None:
        yield int(found["mac_data"]["iterations"].native)
    for part in found.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            yield _rounds_of(part["content"]["encrypted_content_info"]["content_encryption_algorithm"])
        elif part["content_type"].native == "data":
            for bag in asn_pkcs12.SafeContents.load(part["content"].native):
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    yield _rounds_of(bag["bag_value"]["encryption_algorithm"])


def _rounds_of(algorithm: asn_pkcs12.EncryptionAlgorithm) -> int:
    return int(algorithm.kdf_iterations)


def _check_key(certificate: x509.Certificate) -> None:
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        if public.key_size < SMALLEST_RSA:
            raise Unusable(f"the RSA key has {public.key_size} bits; at least {SMALLEST_RSA} are needed")
    elif not isinstance(public, ec.EllipticCurvePublicKey):
        raise Unusable("the key is neither RSA nor ECDSA")
    elif public.curve.name not in CURVES:
        raise Unusable(f"the key is on the curve {public.curve.name}; valid are {', '.join(CURVES)}")


def _check_time(certificate: x509.Certificate, which: str, now: datetime) -> None:
    if now < certificate.not_valid_before_utc:
        raise Unusable(f"{which} is valid from {certificate.not_valid_before_utc:%Y-%m-%d} only")
    if now >= certificate.not_valid_after_utc:
        raise Unusable(f"{which} ended on {certificate.not_valid_after_utc:%Y-%m-%d}")


def _check_usage(certificate: x509.Certificate) -> None:
    try:
        extensions = certificate.extensions
    except ValueError:
        raise Unusable("the extensions of the certificate cannot be read") from None
    for extension in extensions:
        item = extension.value
        if isinstance(item, x509.BasicConstraints) and item.ca:
            raise Unusable("the certificate is an authority's, not one for signing documents")
        if isinstance(item, x509.KeyUsage) and not (item.digital_signature or item.content_commitment):
            raise Unusable("the certificate's key usage does not allow signatures")
        if isinstance(item, x509.ExtendedKeyUsage) and not _SIGNING & set(item):
            told = ", ".join(each.dotted_string for each in item)
            raise Unusable(f"the certificate's extended key usage ({told}) does not allow signing documents")


def _issuers(certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> Iterator[x509.Certificate]:
    """Upwards to the root, which is the one that signed itself."""
    below, left = certificate, list(others)
    while below.issuer != below.subject:
        above = next((each for each in left if _issued(below, each)), None)
        if above is None:
            raise Unusable(
                f"the certificate of the issuer {below.issuer.rfc4514_string()} is missing: give the whole chain"
            )
        left.remove(above)
        yield above
        below = above


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True

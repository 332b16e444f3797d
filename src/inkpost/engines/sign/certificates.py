"""Certificates of the built-in authority: what each kind says, and making one."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
    ObjectIdentifier,
)

from inkpost.engines.sign.keys import LoadedKey
from inkpost.model.trust import Purpose

PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey

DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
SERIAL_BITS: Final = 128
EARLIER: Final = timedelta(minutes=5)
"""How much before its making a certificate holds: clocks differ."""
_LONGEST_NAME = 64  # ub-common-name of RFC 5280
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Profile:
    """What certificates of a purpose say and how long they hold; they are made anew ``renewed`` before their end."""

    lasts: timedelta
    renewed: timedelta
    usage: frozenset[str]
    extended: tuple[ObjectIdentifier, ...] = ()
    extended_critical: bool = False
    path_length: int | None = None
    authority: bool = False


_SIGNS = frozenset({"digital_signature", "content_commitment"})
_ISSUES = frozenset({"key_cert_sign", "crl_sign"})
_DOCUMENTS = (DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION)  # CMS validators ask for the latter
PROFILES: Final = {
    # A year before it can no more issue for the whole time of an issuing certificate, so that it is known by then.
    Purpose.ROOT: Profile(20 * _YEAR, 11 * _YEAR, _ISSUES, path_length=1, authority=True),
    Purpose.ISSUING: Profile(10 * _YEAR, 4 * _YEAR, _ISSUES, path_length=0, authority=True),
    Purpose.PERSON: Profile(_YEAR, timedelta(days=30), _SIGNS, _DOCUMENTS),
    Purpose.COMPANY: Profile(2 * _YEAR, timedelta(days=60), _SIGNS, _DOCUMENTS),
    Purpose.OPERATOR: Profile(2 * _YEAR, timedelta(days=60), _SIGNS, _DOCUMENTS),
    Purpose.TEST: Profile(_YEAR, timedelta(days=30), _SIGNS, _DOCUMENTS),
    Purpose.TIMESTAMP: Profile(3 * _YEAR, _YEAR, _SIGNS, (ExtendedKeyUsageOID.TIME_STAMPING,), extended_critical=True),
    # Nobody can revoke a responder (nocheck), so it does not last.
    Purpose.RESPONDER: Profile(
        timedelta(days=30), timedelta(days=10), frozenset({"digital_signature"}), (ExtendedKeyUsageOID.OCSP_SIGNING,)
    ),
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where others find what belongs to a certificate: its issuer's certificate and list, and the OCSP responder."""

    issuer: str
    revocations: str
    responder: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom a certificate names. ``number`` tells apart those of one name."""

    common: str
    organization: str = ""
    given: str = ""
    surname: str = ""
    number: str = ""


def new_key() -> ec.EllipticCurvePrivateKey:
    """A key as the built-in authority makes them: ECDSA P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def new_serial() -> int:
    """128 random bits, never zero."""
    return secrets.randbits(SERIAL_BITS) or 1


def name_of(naming: Naming) -> x509.Name:
    """The subject: control characters removed, each part cut to what the standard allows, empty ones left out."""
    parts = (
        (NameOID.ORGANIZATION_NAME, naming.organization),
        (NameOID.SURNAME, naming.surname),
        (NameOID.GIVEN_NAME, naming.given),
        (NameOID.SERIAL_NUMBER, naming.number),
        (NameOID.COMMON_NAME, naming.common),
    )
    clean = [(oid, _clean(text)) for oid, text in parts]
    return x509.Name([x509.NameAttribute(oid, text, _validate=False) for oid, text in clean if text])


def shown_name(name: x509.Name) -> str:
    """A name for people: RFC 4514."""
    return name.rfc4514_string()


def root(naming: Naming, now: datetime, key: ec.EllipticCurvePrivateKey) -> LoadedKey:
    """A new root: its key and the certificate that it signs itself."""
    name = name_of(naming)
    builder = _builder(Purpose.ROOT, name, name, key.public_key(), now, now + PROFILES[Purpose.ROOT].lasts)
    return LoadedKey(key, builder.sign(key, hashes.SHA256()), ())


def issue(
    issuer: LoadedKey, purpose: Purpose, naming: Naming, public: PublicKey, places: Places, now: datetime
) -> x509.Certificate:
    """A certificate for this key; it ends with its issuer at the latest."""
    end = min(now + PROFILES[purpose].lasts, issuer.certificate.not_valid_after_utc)
    builder = _builder(purpose, name_of(naming), issuer.certificate.subject, public, now, end)
    builder = builder.add_extension(_authority_key(issuer.certificate), critical=False)
    for extension in _pointers(purpose, places):
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(issuer.key, hashes.SHA256())


def key_name(certificate: x509.Certificate) -> str:
    """The subject key identifier in hex, which addresses of certificates and lists are made of."""
    return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest.hex()


def chain_of(record_chain: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    """Certificates out of their DER."""
    return tuple(x509.load_der_x509_certificate(each) for each in record_chain)


def _builder(
    purpose: Purpose, subject: x509.Name, issuer: x509.Name, public: PublicKey, begin: datetime, end: datetime
) -> x509.CertificateBuilder:
    profile = PROFILES[purpose]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(new_serial())
        .not_valid_before(begin - EARLIER)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(profile.authority, profile.path_length), critical=True)
        .add_extension(_usage(profile), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    if profile.extended:
        extended = x509.ExtendedKeyUsage(profile.extended)
        builder = builder.add_extension(extended, critical=profile.extended_critical)
    return builder


def _usage(profile: Profile) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    more = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: name in profile.usage for name in (*names, *more)})


def _authority_key(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    subject_key = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(subject_key)


def _pointers(purpose: Purpose, places: Places) -> list[x509.ExtensionType]:
    methods = AuthorityInformationAccessOID
    access = [x509.AccessDescription(methods.CA_ISSUERS, x509.UniformResourceIdentifier(places.issuer))]
    if purpose is Purpose.RESPONDER:
        return [x509.AuthorityInformationAccess(access), x509.OCSPNoCheck()]
    if places.responder:
        access.insert(0, x509.AccessDescription(methods.OCSP, x509.UniformResourceIdentifier(places.responder)))
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(places.revocations)], None, None, None)
    return [x509.AuthorityInformationAccess(access), x509.CRLDistributionPoints([point])]


def _clean(text: str) -> str:
    """What a name may hold: no controls or lone surrogates, spaces once, at most 64 characters."""
    kept = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in text)
    return " ".join(kept.split())[:_LONGEST_NAME].strip()

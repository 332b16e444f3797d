"""Whether a signature in a CMS was made over given bytes by the key of its certificate."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.general import CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Finding, Reason
from inkpost.engines.sign.trust import MOST_CERTIFICATES, as_asn1, der

DigestOf = Callable[[str], bytes]
"""The digest of what was signed, by an algorithm in hashlib's words."""
LARGEST_CMS: Final = 8 << 20
"""Bytes of a signature with all its certificates and evidence."""
DIGESTS: Final = frozenset({"sha1", "md5", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
WEAK_DIGESTS: Final = frozenset({"sha1", "md5"})
SHORTEST_RSA: Final = 2048
_VERIFIABLE = re.compile(r"(rsassa_pkcs1v15|rsassa_pss|(md5|sha\d+|sha3_\d+)_(rsa|ecdsa))\Z")
_GOST: Final = {
    "1.2.643.2.2.9": "GOST R 34.11-94",
    "1.2.643.7.1.1.2.2": "GOST R 34.11-2012 (256)",
    "1.2.643.7.1.1.2.3": "GOST R 34.11-2012 (512)",
    "1.2.643.2.2.3": "GOST R 34.10-2001",
    "1.2.643.2.2.19": "GOST R 34.10-2001",
    "1.2.643.7.1.1.1.1": "GOST R 34.10-2012 (256)",
    "1.2.643.7.1.1.1.2": "GOST R 34.10-2012 (512)",
    "1.2.643.7.1.1.3.2": "GOST R 34.10-2012 (256)",
    "1.2.643.7.1.1.3.3": "GOST R 34.10-2012 (512)",
}
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \1-----", re.DOTALL)


@dataclass(frozen=True)
class SignerCheck:
    """What one signer's signature is worth, trust apart. ``others`` are the other certificates that came along."""

    info: cms.SignerInfo
    certificate: x509.Certificate | None
    others: tuple[x509.Certificate, ...]
    findings: tuple[Finding, ...]
    algorithm: str
    claimed_time: datetime | None

    def found(self, *findings: Finding) -> SignerCheck:
        """The same with more findings."""
        return replace(self, findings=(*self.findings, *findings))

    @property
    def reasons(self) -> set[Reason]:
        """The findings' reasons."""
        return {finding.reason for finding in self.findings}


def signed_data_of(encoded: bytes) -> cms.SignedData:
    """A CMS signature out of DER, PEM or base64; zeros may follow it, as in a PDF. Raises SignatureRefused."""
    if len(encoded) > LARGEST_CMS:
        raise _none("The signature is too large.")
    try:
        content = cms.ContentInfo.load(_binary(encoded))
        if content["content_type"].native != "signed_data":
            raise _none("The CMS is no signature.")
        data: cms.SignedData = content["content"]
        if not len(data["signer_infos"]):
            raise _none("The CMS carries no signature.")
    except _MALFORMED as fault:
        raise _none("The bytes are no CMS signature in DER, PEM or base64.") from fault
    return data


def _none(message: str) -> SignatureRefused:
    return SignatureRefused(Refusal.NOT_A_SIGNATURE, message)


def _binary(encoded: bytes) -> bytes:
    if encoded[:1] == b"\x30":
        return encoded
    armoured = _PEM.search(encoded)
    text = armoured[2] if armoured else encoded
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error:
        raise ValueError("neither DER nor base64") from None


def signers_of(data: cms.SignedData) -> list[cms.SignerInfo]:
    """Who signed, in order; at most as many as certificates are looked at."""
    return list(data["signer_infos"])[:MOST_CERTIFICATES]


def certificates_of(data: cms.SignedData) -> tuple[x509.Certificate, ...]:
    """The certificates that came with a signature; what cannot be read is left out."""
    return tuple(_certificates(data))


def _certificates(data: cms.SignedData) -> Iterator[x509.Certificate]:
    if data["certificates"] is core.VOID or not data["certificates"]:
        return
    for choice in list(data["certificates"])[:MOST_CERTIFICATES]:
        try:
            if choice.name == "certificate":
                yield x509.load_der_x509_certificate(choice.chosen.dump())
        except _MALFORMED:
            continue


def check_signer(
    data: cms.SignedData,
    info: cms.SignerInfo,
    digest_of: DigestOf,
    extra: tuple[x509.Certificate, ...] = (),
) -> SignerCheck:
    """Checks one signer's signature over the content that ``digest_of`` digests. ``extra`` are certificates at hand."""
    try:
        return _checked(data, info, digest_of, extra)
    except (*_MALFORMED, UnsupportedAlgorithm) as fault:
        return SignerCheck(info, None, (), (Finding(Reason.SIGNATURE_UNREADABLE, str(fault)[:200]),), "", None)


def _checked(
    data: cms.SignedData, info: cms.SignerInfo, digest_of: DigestOf, extra: tuple[x509.Certificate, ...]
) -> SignerCheck:
    known = (*certificates_of(data), *extra)
    certificate = _named(info["sid"], known)
    others = tuple(one for one in known if one is not certificate)
    digest, algorithm = info["digest_algorithm"]["algorithm"].native, info["signature_algorithm"]["algorithm"].native
    check = SignerCheck(info, certificate, others, (), _words(digest, algorithm), claimed_time(info))
    if digest not in DIGESTS or not _VERIFIABLE.match(algorithm) or _unknown_key(certificate):
        return check.found(Finding(Reason.NOT_VERIFIABLE_HERE, check.algorithm))
    if certificate is None:
        return check.found(Finding(Reason.SIGNER_MISSING))
    return check.found(
        *_weak(certificate, digest, algorithm), *_mathematics(data, info, certificate, digest_of(digest))
    )


def _words(digest: str, algorithm: str) -> str:
    return f"{_GOST.get(algorithm, algorithm)} / {_GOST.get(digest, digest)}"


def _unknown_key(certificate: x509.Certificate | None) -> bool:
    try:
        return certificate is not None and certificate.public_key() is None
    except (ValueError, UnsupportedAlgorithm):
        return True


def _weak(certificate: x509.Certificate, digest: str, algorithm: str) -> Iterator[Finding]:
    if digest in WEAK_DIGESTS or algorithm.startswith(("sha1_", "md5_")):
        yield Finding(Reason.ALGORITHM_WEAK, _words(digest, algorithm))
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < SHORTEST_RSA:
        yield Finding(Reason.ALGORITHM_WEAK, f"RSA {key.key_size}")


def _mathematics(
    data: cms.SignedData, info: cms.SignerInfo, certificate: x509.Certificate, digest: bytes
) -> Iterator[Finding]:
    content = data["encap_content_info"]["content_type"].native
    try:
        intact, valid = validate_sig_integrity(info, as_asn1(der(certificate)), content, digest)
    except SignatureValidationError as fault:
        unbound = fault.ades_subindication is AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND
        yield Finding(Reason.SIGNER_NOT_BOUND if unbound else Reason.SIGNATURE_UNREADABLE, str(fault))
        return
    except (CMSStructuralError, InvalidSignature, NotImplementedError) as fault:
        yield Finding(Reason.SIGNATURE_UNREADABLE, str(fault))
        return
    if not valid:
        yield Finding(Reason.SIGNATURE_WRONG)
    elif not intact:
        yield Finding(Reason.CONTENT_CHANGED)


def _named(sid: cms.SignerIdentifier, known: tuple[x509.Certificate, ...]) -> x509.Certificate | None:
    """The certificate that a signature names."""
    for one in known:
        if sid.name == "issuer_and_serial_number":
            same = one.serial_number == sid.chosen["serial_number"].native
            if same and _same_name(as_asn1(der(one)).issuer, sid.chosen["issuer"]):
                return one
        elif as_asn1(der(one)).key_identifier == sid.chosen.native:
            return one
    return None


def _same_name(one: asn1_x509.Name, other: asn1_x509.Name) -> bool:
    """Whether two names are one; as a rule they are written alike, and what the rules of names say costs much more."""
    return bool(one.dump() == other.dump() or one == other)


def claimed_time(info: cms.SignerInfo) -> datetime | None:
    """When the signer says to have signed."""
    for value in attribute(info, "signed_attrs", "signing_time"):
        moment = value.native
        return moment if isinstance(moment, datetime) and moment.tzinfo is not None else None
    return None


def attribute(info: cms.SignerInfo, group: str, name: str) -> list[Any]:
    """The values of an attribute of a signer; none where it has no such attribute."""
    try:
        listed = info[group]
        if listed is core.VOID or listed is None:
            return []
        return [value for one in listed if one["type"].native == name for value in one["values"]]
    except _MALFORMED:
        return []


def digest_of_bytes(content: bytes) -> DigestOf:
    """Digests bytes at hand."""
    return lambda algorithm: hashlib.new(algorithm, content, usedforsecurity=False).digest()

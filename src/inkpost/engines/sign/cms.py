"""Signatures as CMS (RFC 5652, CAdES): put together here, since what a signer always says is put together once.

What stays the same for a signer (its certificates, how it is named) is kept; a signature costs one hash and one
signing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.keys import Signer, Stamper, TimestampFailed

TOKEN_ROOM: Final = 12 * 1024
"""Bytes kept free for a timestamp token, which is got after the size of the signature is fixed."""
_SHA256: Final = algos.DigestAlgorithm({"algorithm": "sha256"})


@dataclass(frozen=True)
class Made:
    """A signature. ``timestamp_failure`` says why it carries no timestamp although one was asked for."""

    der: bytes
    timestamp_failure: str = ""


@dataclass(frozen=True)
class _Identity:
    """What every signature of a signer says."""

    certificates: cms.CertificateSet
    sid: cms.SignerIdentifier
    algorithm: algos.SignedDigestAlgorithm
    attributes: tuple[cms.CMSAttribute, ...]


def sign_digest(
    digest: bytes,
    signer: Signer,
    *,
    stamper: Stamper | None = None,
    signed_at: datetime | None = None,
    most: int | None = None,
) -> Made:
    """A detached signature over a SHA-256 ``digest``.

    ``signed_at`` becomes the signer's own word of the time (not in PAdES, where the file says it). With a ``stamper``
    the signature carries a timestamp, unless none comes or it would exceed ``most`` bytes. Raises SigningFailed.
    """
    identity = _identity(_der(signer.certificate), tuple(_der(one) for one in signer.chain))
    attributes = _signed_attributes(identity, digest, signed_at)
    signature = signer.sign(attributes.dump())
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": identity.sid,
            "digest_algorithm": _SHA256,
            "signed_attrs": attributes,
            "signature_algorithm": identity.algorithm,
            "signature": signature,
        }
    )
    token, failure = _stamped(signature, stamper)
    made = _content(info, identity.certificates, token)
    if token is not None and most is not None and len(made) > most:
        made, failure = _content(info, identity.certificates, None), "the timestamp is larger than the room for it"
    return Made(made, failure)


def room_for(signer: Signer, stamper: Stamper | None) -> int:
    """The most bytes that a signature of ``signer`` may take."""
    certificates = sum(len(_der(one)) for one in (signer.certificate, *signer.chain))
    return certificates + 2048 + (TOKEN_ROOM if stamper else 0)


def _stamped(signature: bytes, stamper: Stamper | None) -> tuple[bytes | None, str]:
    """A timestamp over a signature, or why there is none."""
    if stamper is None:
        return None, ""
    digest = hashlib.sha256(signature).digest()
    try:
        return checked_token(stamper.stamp(digest), digest), ""
    except TimestampFailed as failed:
        return None, str(failed) or "no authority stamped"


def checked_token(token: bytes, digest: bytes) -> bytes:
    """The token, if it is one over ``digest``: an answer to another question is none. Raises TimestampFailed."""
    try:
        found = cms.ContentInfo.load(token, strict=True)["content"]["encap_content_info"]["content"].parsed
        imprint = found["message_imprint"]["hashed_message"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        raise TimestampFailed("the authority's answer is no timestamp token") from None
    if imprint != digest:
        raise TimestampFailed("the authority stamped something else")
    return token


def fitting_token(stamper: Stamper, digest: bytes) -> bytes:
    """A token over ``digest`` that fits into the room kept for one. Raises TimestampFailed."""
    token = checked_token(stamper.stamp(digest), digest)
    if len(token) > TOKEN_ROOM:
        raise TimestampFailed("the timestamp is larger than the room for it")
    return token


def _content(info: cms.SignerInfo, certificates: cms.CertificateSet, token: bytes | None) -> bytes:
    if token is None:
        info["unsigned_attrs"] = None
    else:
        stamped = cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(token)]})
        info["unsigned_attrs"] = cms.CMSAttributes([stamped])
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms([_SHA256]),
            "encap_content_info": {"content_type": "data"},
            "certificates": certificates,
            "signer_infos": [info],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def _signed_attributes(identity: _Identity, digest: bytes, signed_at: datetime | None) -> cms.CMSAttributes:
    attributes = [*identity.attributes, cms.CMSAttribute({"type": "message_digest", "values": [digest]})]
    if signed_at is not None:
        time = cms.Time({"utc_time": core.UTCTime(signed_at.astimezone(UTC).replace(microsecond=0))})
        attributes.append(cms.CMSAttribute({"type": "signing_time", "values": [time]}))
    return cms.CMSAttributes(attributes)


@lru_cache(maxsize=256)
def _identity(certificate: bytes, chain: tuple[bytes, ...]) -> _Identity:
    own = asn1.Certificate.load(certificate)
    issuers = [one for one in map(asn1.Certificate.load, chain) if one.issuer != one.subject]
    algorithm = _algorithm(certificate)
    return _Identity(
        cms.CertificateSet([cms.CertificateChoices(name="certificate", value=one) for one in (own, *issuers)]),
        cms.SignerIdentifier(
            {
                "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                    {"issuer": own.issuer, "serial_number": own.serial_number}
                )
            }
        ),
        algorithm,
        (
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [_named(own)]}),
            cms.CMSAttribute(
                {
                    "type": "cms_algorithm_protection",
                    "values": [{"digest_algorithm": _SHA256, "signature_algorithm": algorithm}],
                }
            ),
        ),
    )


def _named(certificate: asn1.Certificate) -> tsp.SigningCertificateV2:
    """The hash of the certificate that a signature is bound to, so that it cannot be shown with another one."""
    general = asn1.GeneralName(name="directory_name", value=certificate.issuer)
    return tsp.SigningCertificateV2(
        {
            "certs": [
                {
                    "cert_hash": hashlib.sha256(certificate.dump()).digest(),
                    "issuer_serial": {"issuer": [general], "serial_number": certificate.serial_number},
                }
            ]
        }
    )


def _algorithm(certificate: bytes) -> algos.SignedDigestAlgorithm:
    elliptic = isinstance(x509.load_der_x509_certificate(certificate).public_key(), ec.EllipticCurvePublicKey)
    if elliptic:
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15", "parameters": core.Null()})


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)

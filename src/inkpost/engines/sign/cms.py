"""Signatures as CMS (RFC 5652, CAdES): put together here out of encoded pieces.

What stays the same for a signer (its certificates, how it is named) is encoded once and kept; a signature costs one
hash, one signing and some joining of bytes. asn1crypto's trees are not used for this: one that was changed encodes its
layers several times over, and with a timestamp inside that was seen to take minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign import der
from inkpost.engines.sign.keys import Signer, Stamper, TimestampFailed

TOKEN_ROOM: Final = 12 * 1024
"""Bytes kept free for a timestamp token, which is got after the size of the signature is fixed."""


def _attribute(name: bytes, *values: bytes) -> bytes:
    return der.piece(der.SEQUENCE, name, der.piece(der.SET, *values))


def _set_of(members: Iterable[bytes]) -> bytes:
    """The contents of a SET OF, which DER sorts."""
    return b"".join(sorted(members))


_ONE: Final = der.number(1)
_DATA: Final = der.name("1.2.840.113549.1.7.1")
_SIGNED_DATA: Final = der.name("1.2.840.113549.1.7.2")
_SHA256: Final = der.piece(der.SEQUENCE, der.name("2.16.840.1.101.3.4.2.1"))
_ECDSA: Final = der.piece(der.SEQUENCE, der.name("1.2.840.10045.4.3.2"))
_RSA: Final = der.piece(der.SEQUENCE, der.name("1.2.840.113549.1.1.1"), b"\x05\x00")
_CONTENT_TYPE: Final = _attribute(der.name("1.2.840.113549.1.9.3"), _DATA)
_MESSAGE_DIGEST: Final = der.name("1.2.840.113549.1.9.4")
_SIGNING_TIME: Final = der.name("1.2.840.113549.1.9.5")
_SIGNING_CERTIFICATE: Final = der.name("1.2.840.113549.1.9.16.2.47")
_PROTECTION: Final = der.name("1.2.840.113549.1.9.52")
_TIMESTAMP: Final = der.name("1.2.840.113549.1.9.16.2.14")


@dataclass(frozen=True)
class Made:
    """A signature. ``timestamp_failure`` says why it carries no timestamp although one was asked for."""

    der: bytes
    timestamp_failure: str = ""


@dataclass(frozen=True)
class _Identity:
    """What every signature of a signer says, encoded."""

    certificates: bytes
    sid: bytes
    algorithm: bytes
    attributes: tuple[bytes, ...]


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
    attributes = _set_of(_signed_attributes(identity, digest, signed_at))
    signature = signer.sign(der.piece(der.SET, attributes))
    info = (
        _ONE,
        identity.sid,
        _SHA256,
        der.tagged(0, attributes),
        identity.algorithm,
        der.piece(der.OCTETS, signature),
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


def _content(info: tuple[bytes, ...], certificates: bytes, token: bytes | None) -> bytes:
    unsigned = der.tagged(1, _attribute(_TIMESTAMP, token)) if token is not None else b""
    data = der.piece(
        der.SEQUENCE,
        _ONE,
        der.piece(der.SET, _SHA256),
        der.piece(der.SEQUENCE, _DATA),
        der.tagged(0, certificates),
        der.piece(der.SET, der.piece(der.SEQUENCE, *info, unsigned)),
    )
    return der.piece(der.SEQUENCE, _SIGNED_DATA, der.tagged(0, data))


def _signed_attributes(identity: _Identity, digest: bytes, signed_at: datetime | None) -> Iterator[bytes]:
    yield from identity.attributes
    yield _attribute(_MESSAGE_DIGEST, der.piece(der.OCTETS, digest))
    if signed_at is not None:
        yield _attribute(_SIGNING_TIME, _time(signed_at.astimezone(UTC).replace(microsecond=0)))


def _time(moment: datetime) -> bytes:
    """RFC 5652: UTCTime until 2049."""
    kind = core.UTCTime if 1950 <= moment.year < 2050 else core.GeneralizedTime
    return bytes(kind(moment).dump())


@lru_cache(maxsize=256)
def _identity(certificate: bytes, chain: tuple[bytes, ...]) -> _Identity:
    own = x509.load_der_x509_certificate(certificate)
    issuers = [one for one in chain if not _is_root(x509.load_der_x509_certificate(one))]
    issuer, serial = own.issuer.public_bytes(), der.number(own.serial_number)
    elliptic = isinstance(own.public_key(), ec.EllipticCurvePublicKey)
    algorithm = _ECDSA if elliptic else _RSA
    # The hash of the certificate binds the signature to it, so that it cannot be shown with another one.
    digest = der.piece(der.OCTETS, hashlib.sha256(certificate).digest())
    named = der.piece(
        der.SEQUENCE, digest, der.piece(der.SEQUENCE, der.piece(der.SEQUENCE, der.tagged(4, issuer)), serial)
    )
    return _Identity(
        _set_of((certificate, *issuers)),
        der.piece(der.SEQUENCE, issuer, serial),
        algorithm,
        (
            _CONTENT_TYPE,
            _attribute(_SIGNING_CERTIFICATE, der.piece(der.SEQUENCE, der.piece(der.SEQUENCE, named))),
            _attribute(_PROTECTION, der.piece(der.SEQUENCE, _SHA256, der.tagged(1, algorithm[_header(algorithm) :]))),
        ),
    )


def _header(piece: bytes) -> int:
    """How many bytes tag and length take."""
    return 2 if piece[1] < 0x80 else 2 + (piece[1] & 0x7F)


def _is_root(certificate: x509.Certificate) -> bool:
    return certificate.issuer == certificate.subject


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)

"""What signs and what stamps, whatever holds the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Signer(Protocol):
    """A key in use. ``chain`` leads from the issuer of ``certificate`` to the root, which comes last."""

    @property
    def certificate(self) -> x509.Certificate:
        """Whose key it is."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The issuers."""

    def sign(self, data: bytes) -> bytes:
        """The signature of SHA-256 over ``data``: DER for ECDSA, PKCS #1 v1.5 for RSA. Raises SigningFailed."""


class SigningFailed(Exception):
    """The key did not sign: its device is away, or locked. The text says which."""


class TimestampFailed(Exception):
    """No authority stamped. The text says what each of them answered."""


class Stamper(Protocol):
    """A timestamp authority, or several in turn."""

    def stamp(self, digest: bytes) -> bytes:
        """The DER of a timestamp token (RFC 3161) over a SHA-256 ``digest``. Raises TimestampFailed."""


@dataclass(frozen=True)
class LoadedKey:
    """A key in memory: loaded once, since loading costs more than signing."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    def sign(self, data: bytes) -> bytes:
        """See ``Signer``."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

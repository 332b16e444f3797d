"""A loaded key signs what its certificate's key verifies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from inkpost.engines.sign.keys import LoadedKey, PrivateKey


def self_signed(key: PrivateKey) -> x509.Certificate:
    """A certificate for a key, by itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(start).not_valid_after(start + timedelta(days=1))
    return builder.sign(key, hashes.SHA256())


def test_an_elliptic_key_signs() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    loaded = LoadedKey(key, self_signed(key), ())
    signature = loaded.sign(b"data")
    public = loaded.certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signature, b"data", ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        public.verify(signature, b"other", ec.ECDSA(hashes.SHA256()))


def test_an_rsa_key_signs() -> None:
    key = rsa.generate_private_key(65537, 2048)
    loaded = LoadedKey(key, self_signed(key), ())
    signature = loaded.sign(b"data")
    public = loaded.certificate.public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    public.verify(signature, b"data", padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(InvalidSignature):
        public.verify(signature, b"other", padding.PKCS1v15(), hashes.SHA256())

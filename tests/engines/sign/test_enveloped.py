from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from inkpost.engines.sign.enveloped import NotEncryptable, enveloped

KEYS = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "p521": lambda: ec.generate_private_key(ec.SECP521R1()),
}


def certificate_of(key: CertificateIssuerPrivateKeyTypes) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Анна Шмидт")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(datetime.now(UTC) - timedelta(days=1))
    made = made.not_valid_after(datetime.now(UTC) + timedelta(days=1))
    return made.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())


@pytest.mark.parametrize("kind", KEYS)
def test_openssl_opens_it_with_the_private_key_alone(kind: str, tmp_path: Path) -> None:
    key = KEYS[kind]()
    certificate = certificate_of(key)
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "own.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    for content in (b"", b"0123456789abcdef", bytes(range(256)) * 5):
        (tmp_path / "in.der").write_bytes(enveloped(content, certificate))
        opened = ["openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "in.der", "-inkey", "key.pem"]
        done = subprocess.run([*opened, "-recip", "own.pem"], cwd=tmp_path, capture_output=True, timeout=60)
        assert (done.returncode, done.stdout) == (0, content), done.stderr


def test_nothing_is_encrypted_for_a_key_that_only_signs() -> None:
    with pytest.raises(NotEncryptable):
        enveloped(b"x", certificate_of(ed25519.Ed25519PrivateKey.generate()))

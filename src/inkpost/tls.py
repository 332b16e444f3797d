"""A local authority and a certificate for the listener, for clients that insist on HTTPS."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from fasteners import InterProcessLock

ALWAYS = ("localhost", "127.0.0.1")
AUTHORITY_DAYS = 3650
LEAF_DAYS = 397  # what clients accept at most
RENEW_DAYS = 30
Key = ec.EllipticCurvePrivateKey


def self_signed(data: Path, names: Sequence[str] = ()) -> tuple[Path, Path]:
    """Paths of a certificate (with its chain) and key for localhost, 127.0.0.1 and ``names``.

    The authority in ``tls/ca.pem`` is made once; the certificate anew when a name is missing or it ends soon.
    """
    folder = data / "tls"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = tuple(dict.fromkeys((*ALWAYS, *names)))
    with InterProcessLock(folder / "lock"):
        authority, authority_key = _authority(folder)
        certificate, key = folder / "server.pem", folder / "server.key"
        if not _fits(certificate, key, wanted, authority):
            _issue(certificate, key, wanted, authority, authority_key)
    return certificate, key


def _authority(folder: Path) -> tuple[x509.Certificate, Key]:
    certificate, key = folder / "ca.pem", folder / "ca.key"
    if certificate.exists() and key.exists():
        loaded = serialization.load_pem_private_key(key.read_bytes(), None)
        if isinstance(loaded, ec.EllipticCurvePrivateKey):
            return x509.load_pem_x509_certificate(certificate.read_bytes()), loaded
    made = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Inkpost local authority {secrets.token_hex(4)}")])
    usage = _usage(signs_certificates=True)
    root = (
        _builder(name, name, made.public_key(), AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(made.public_key()), critical=False)
        .sign(made, hashes.SHA256())
    )
    _write(key, _pem_key(made), 0o600)
    _write(certificate, root.public_bytes(serialization.Encoding.PEM), 0o644)
    return root, made


def _fits(certificate: Path, key: Path, wanted: Sequence[str], authority: x509.Certificate) -> bool:
    if not (certificate.exists() and key.exists()):
        return False
    leaf = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    held = {str(name.value) for name in names}
    lasts = leaf.not_valid_after_utc > datetime.now(UTC) + timedelta(days=RENEW_DAYS)
    return leaf.issuer == authority.subject and lasts and held.issuperset(wanted)


def _issue(certificate: Path, key: Path, names: Sequence[str], authority: x509.Certificate, signer: Key) -> None:
    made = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    leaf = (
        _builder(subject, authority.subject, made.public_key(), LEAF_DAYS)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    chain = leaf.public_bytes(serialization.Encoding.PEM) + authority.public_bytes(serialization.Encoding.PEM)
    _write(key, _pem_key(made), 0o600)
    _write(certificate, chain, 0o644)


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=days))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem_key(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)

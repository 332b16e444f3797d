"""Seals that come as files: what is taken, and why not. Files are openssl's own, too."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import pkcs12 as asn_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from authorities import Authority, openssl, write_pem
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.pkcs12 import Unusable, WrongPassword, check_match, opened

AUTHORITY = Authority()
NOW = datetime.now(UTC)
PASSWORD = "пароль 1"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@functools.cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def certificate(
    key: Key,
    *extensions: x509.ExtensionType,
    begin: datetime = NOW - timedelta(days=1),
    days: float = 30,
    issuer: LoadedKey = AUTHORITY.issuing,
) -> x509.Certificate:
    """A certificate as a foreign authority may make them."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Acme")]))
        .issuer_name(issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=days))
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(issuer.key, hashes.SHA256())


CHAIN = (AUTHORITY.issuing.certificate, AUTHORITY.root.certificate)


def packed(key: Key, found: x509.Certificate, chain: tuple[x509.Certificate, ...] = CHAIN) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"seal", key, found, list(chain), BestAvailableEncryption(PASSWORD.encode())
    )


@functools.cache
def good() -> bytes:
    return packed(rsa_key(), certificate(rsa_key()))


def refused(content: bytes, password: str = PASSWORD, others: tuple[x509.Certificate, ...] = ()) -> str:
    with pytest.raises(Unusable) as caught:
        opened(content, password, others, NOW)
    assert not isinstance(caught.value, WrongPassword)
    return str(caught.value)


@pytest.mark.parametrize("curve", [None, ec.SECP256R1(), ec.SECP384R1()])
def test_a_good_file_is_taken_with_its_chain(curve: ec.EllipticCurve | None) -> None:
    key = ec.generate_private_key(curve) if curve else rsa_key()
    found = opened(packed(key, certificate(key), CHAIN[::-1]), PASSWORD, (), NOW)
    assert found.chain == CHAIN
    assert found.key.private_numbers() == key.private_numbers()
    assert str(key.private_numbers())[:20] not in repr(found)


def test_a_file_of_openssl_is_taken(tmp_path: Path) -> None:
    key = rsa_key()
    pem = tmp_path / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    leaf, chain = write_pem(tmp_path / "leaf.pem", certificate(key)), write_pem(tmp_path / "chain.pem", *CHAIN)
    out = tmp_path / "seal.p12"
    made = openssl(
        *("pkcs12", "-export", "-inkey", pem, "-in", leaf, "-certfile", chain, "-out", out, "-passout", "pass:secret")
    )
    assert made.returncode == 0
    assert opened(out.read_bytes(), "secret", (), NOW).chain == CHAIN


def test_issuers_may_come_beside_the_file() -> None:
    content = packed(rsa_key(), certificate(rsa_key()), ())
    assert "is missing: give the whole chain" in refused(content)
    assert "is missing: give the whole chain" in refused(content, others=CHAIN[:1])
    assert opened(content, PASSWORD, CHAIN, NOW).chain == CHAIN


@pytest.mark.parametrize("password", ["", "wrong", "пароль 2"])
def test_a_wrong_password_is_said_and_not_repeated(password: str) -> None:
    with pytest.raises(WrongPassword) as caught:
        opened(good(), password, (), NOW)
    assert "the password does not open the file" in str(caught.value)
    assert not password or password not in str(caught.value)


def test_a_key_of_another_certificate_is_refused() -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(Unusable, match="not the one of the certificate"):
        check_match(certificate(rsa_key()), other.public_key())


def test_each_fault_of_the_certificate_is_named() -> None:
    key = rsa_key()
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
        False,
    )
    cases: list[tuple[x509.Certificate, str]] = [
        (certificate(key, begin=NOW - timedelta(days=9), days=2), "the certificate ended on"),
        (certificate(key, begin=NOW + timedelta(days=2)), "the certificate is valid from"),
        (certificate(key, x509.BasicConstraints(True, None)), "an authority's"),
        (
            certificate(key, x509.KeyUsage(key_encipherment=True, encipher_only=False, decipher_only=False, **usage)),
            "key usage does not allow signatures",
        ),
        (certificate(key, x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])), "1.3.6.1.5.5.7.3.1"),
    ]
    for found, words in cases:
        assert words in refused(packed(key, found))


def test_weak_and_odd_keys_are_refused() -> None:
    weak, odd = rsa_key(1024), ec.generate_private_key(ec.SECP256K1())
    assert "1024 bits; at least 2048" in refused(packed(weak, certificate(weak)))
    assert "secp256k1" in refused(packed(odd, certificate(odd)))
    other = ed25519.Ed25519PrivateKey.generate()
    content = packed(other, certificate(other))  # type: ignore[arg-type]
    assert "neither RSA nor ECDSA" in refused(content)


def test_a_self_signed_certificate_is_refused() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Acme")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(5).not_valid_before(NOW - timedelta(days=1)).not_valid_after(NOW + timedelta(days=1))
    assert "self-signed" in refused(packed(key, made.sign(key, hashes.SHA256()), ()))


def test_an_issuer_of_the_same_name_with_another_key_is_none() -> None:
    impostor = Authority()
    key = rsa_key()
    content = packed(key, certificate(key), (impostor.issuing.certificate, impostor.root.certificate))
    assert "is missing" in refused(content)


def test_an_issuer_that_has_ended_is_refused() -> None:
    old = Authority(NOW - timedelta(days=10 * 365 + 20))
    key = rsa_key()
    content = packed(key, certificate(key, issuer=old.issuing), (old.issuing.certificate, old.root.certificate))
    assert "its issuer CN=Test issuing ended on" in refused(content)


def test_a_file_without_a_key_is_refused() -> None:
    content = pkcs12.serialize_key_and_certificates(
        None, None, certificate(rsa_key()), list(CHAIN), BestAvailableEncryption(PASSWORD.encode())
    )
    assert "no private key" in refused(content)


def test_a_file_that_asks_for_endless_work_is_refused_before_it_is_done() -> None:
    found = asn_pkcs12.Pfx.load(good())
    found["mac_data"]["iterations"] = 2**31 - 1
    assert "asks for 2147483647 rounds" in refused(found.dump(force=True))


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_refused_in_the_declared_way(content: bytes) -> None:
    assert "no PKCS #12 file" in refused(content)


@pytest.mark.filterwarnings("ignore:PKCS#12 bundle could not be parsed as DER")
@given(st.integers(0, 10**6), st.integers(1, 255))
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_refused_in_the_declared_way_or_holds_the_same(place: int, change: int) -> None:
    at = place % len(good())
    damaged = good()[:at] + bytes([good()[at] ^ change]) + good()[at + 1 :]
    try:
        found = opened(damaged, PASSWORD, (), NOW)
    except Unusable:
        return
    whole = opened(good(), PASSWORD, (), NOW)  # the names of the means of protection say some things twice
    assert found.key.private_numbers() == whole.key.private_numbers()
    assert (found.certificate, found.chain) == (whole.certificate, whole.chain)

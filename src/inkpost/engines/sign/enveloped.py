"""Bytes for the holder of a certificate alone: CMS EnvelopedData, with RSA (RFC 5652) or elliptic curves (RFC 5753)."""

from __future__ import annotations

import os
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, keywrap, padding
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inkpost.engines.sign.der import BITS, NULL, OCTETS, SEQUENCE, SET, name, number, piece, tagged

KEY_SIZE: Final = 32
_DATA: Final = name("1.2.840.113549.1.7.1")
_ENVELOPED: Final = name("1.2.840.113549.1.7.3")
_RSA: Final = piece(SEQUENCE, name("1.2.840.113549.1.1.1"), NULL)
_EC: Final = "1.2.840.10045.2.1"
_AGREEMENT: Final = name("1.3.132.1.11.1")  # dhSinglePass-stdDH-sha256kdf-scheme
_WRAP: Final = piece(SEQUENCE, name("2.16.840.1.101.3.4.1.45"))  # id-aes256-wrap
_CIPHER: Final = name("2.16.840.1.101.3.4.1.42")  # aes256-CBC


class NotEncryptable(Exception):
    """The certificate's key is of a kind that nothing can be encrypted for here."""


def enveloped(content: bytes, certificate: x509.Certificate) -> bytes:
    """The content as DER that the private key of the certificate opens. Raises NotEncryptable."""
    key, start = os.urandom(KEY_SIZE), os.urandom(16)
    recipient, version = _recipient(key, certificate)
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    hidden = encryptor.update(padder.update(content) + padder.finalize()) + encryptor.finalize()
    cipher = piece(SEQUENCE, _CIPHER, piece(OCTETS, start))
    body = piece(SEQUENCE, _DATA, cipher, piece(0x80, hidden))
    data = piece(SEQUENCE, number(version), piece(SET, recipient), body)
    return piece(SEQUENCE, _ENVELOPED, tagged(0, data))


def _recipient(key: bytes, certificate: x509.Certificate) -> tuple[bytes, int]:
    """Who may read it and the key for him, with the version of EnvelopedData that this takes."""
    try:
        public = certificate.public_key()
    except Exception as fault:  # a curve or an algorithm that the library does not know
        raise NotEncryptable from fault
    if isinstance(public, rsa.RSAPublicKey):
        transported = piece(OCTETS, public.encrypt(key, PKCS1v15()))
        return piece(SEQUENCE, number(0), _holder(certificate), _RSA, transported), 0
    if isinstance(public, ec.EllipticCurvePublicKey):
        return _agreed(key, certificate, public), 2
    raise NotEncryptable


def _agreed(key: bytes, certificate: x509.Certificate, public: ec.EllipticCurvePublicKey) -> bytes:
    ephemeral = ec.generate_private_key(public.curve)
    shared = ephemeral.exchange(ec.ECDH(), public)
    told = piece(SEQUENCE, _WRAP, tagged(2, piece(OCTETS, (8 * KEY_SIZE).to_bytes(4, "big"))))
    wrapping = X963KDF(hashes.SHA256(), KEY_SIZE, told).derive(shared)
    point = ephemeral.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    ours = tagged(1, piece(SEQUENCE, name(_EC)), piece(BITS, b"\0", point))
    wrapped = piece(OCTETS, keywrap.aes_key_wrap(wrapping, key))
    keys = piece(SEQUENCE, piece(SEQUENCE, _holder(certificate), wrapped))
    return tagged(1, number(3), tagged(0, ours), piece(SEQUENCE, _AGREEMENT, _WRAP), keys)


def _holder(certificate: x509.Certificate) -> bytes:
    return piece(SEQUENCE, certificate.issuer.public_bytes(), number(certificate.serial_number))

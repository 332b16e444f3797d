"""Keys at rest: all are sealed with the vault's key, and that one with the master key, so rotation is one row."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from inkpost.engines.sign.keys import PrivateKey

SHORTEST_MASTER: Final = 32
"""Characters of a master key at least."""
_VERSION: Final = b"\x01"
_NONCE, _SALT, _KEY = 12, 16, 32


class WrongMasterKey(Exception):
    """The vault was sealed with another master key."""


class WrongPin(Exception):
    """The PIN does not open the key."""


class VaultDamaged(Exception):
    """What is stored is not what was sealed here."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """What opens the vault; made of a text of at least ``SHORTEST_MASTER`` random characters."""

    secret: bytes = field(repr=False)

    @classmethod
    def of(cls, text: str) -> MasterKey:
        """The key that a text stands for. Raises ValueError for a short one."""
        if len(text) < SHORTEST_MASTER:
            raise ValueError(f"a master key has at least {SHORTEST_MASTER} characters")
        return cls(_derived(text.encode("utf-8", "surrogateescape"), b"inkpost master key"))

    @property
    def name(self) -> bytes:
        """Eight bytes that tell one master key from another and say nothing of it."""
        return hmac.digest(self.secret, b"inkpost name of a master key", "sha256")[:8]


def new_master_text() -> str:
    """A random master key as text, for a file or the environment."""
    return secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens keys. ``place`` says whose a sealed key is: it opens nowhere else."""

    key: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Vault:
        """A vault with a random key."""
        return cls(secrets.token_bytes(_KEY))

    @classmethod
    def opened(cls, sealed: bytes, master: MasterKey) -> Vault:
        """The vault that ``closed`` made bytes of. Raises WrongMasterKey."""
        try:
            return cls(_opened(master.secret, sealed, b"vault"))
        except InvalidTag:
            raise WrongMasterKey from None

    @property
    def name(self) -> bytes:
        """Eight bytes that tell this vault from another and say nothing of its key."""
        return hmac.digest(self.key, b"inkpost name of a vault", "sha256")[:8]

    def closed(self, master: MasterKey) -> bytes:
        """The vault as it is stored."""
        return _sealed(master.secret, self.key, b"vault")

    def seal(self, key: PrivateKey, place: str) -> bytes:
        """A private key as it is stored."""
        return _sealed(self.key, _der(key), f"key {place}".encode())

    def open(self, sealed: bytes, place: str) -> PrivateKey:
        """The private key again. Raises VaultDamaged."""
        try:
            return _loaded(_opened(self.key, sealed, f"key {place}".encode()))
        except InvalidTag:
            raise VaultDamaged(f"the key of {place} does not open: its row was changed or moved") from None

    def seal_with_pin(self, key: PrivateKey, place: str, pin: str) -> bytes:
        """A private key that takes both this vault and the PIN to open."""
        salt = secrets.token_bytes(_SALT)
        return salt + _sealed(self._of_pin(pin, salt), _der(key), f"pin {place}".encode())

    def open_with_pin(self, sealed: bytes | None, place: str, pin: str) -> PrivateKey:
        """The private key again; where there is none it takes as long. Raises WrongPin.

        Whether a PIN is right shows only in whether an authenticated cipher opens, at one price for right and wrong.
        """
        stored = sealed if sealed and len(sealed) > _SALT else self._nobody()
        try:
            opened = _opened(self._of_pin(pin, stored[:_SALT]), stored[_SALT:], f"pin {place}".encode())
        except InvalidTag:
            raise WrongPin from None
        return _loaded(opened)

    def _of_pin(self, pin: str, salt: bytes) -> bytes:
        stretched = Argon2id(salt=salt, length=_KEY, iterations=2, lanes=1, memory_cost=64 * 1024)
        return _derived(self.key + stretched.derive(pin.encode("utf-8", "surrogatepass")), b"inkpost key of a PIN")

    @staticmethod
    def _nobody() -> bytes:
        return secrets.token_bytes(_SALT) + _VERSION + secrets.token_bytes(_NONCE + 160)


def place_of(public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey) -> str:
    """The place of a key in the vault: the hash of its public half."""
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _sealed(key: bytes, content: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, content, _VERSION + bound)


def _opened(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    if sealed[:1] != _VERSION or len(sealed) < 1 + _NONCE + 16:
        raise InvalidTag
    return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], _VERSION + bound)


def _derived(secret: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=_KEY, salt=None, info=info).derive(secret)


def _der(key: PrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _loaded(der: bytes) -> PrivateKey:
    key = load_der_private_key(der, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise VaultDamaged("the vault holds a key of a kind that it never takes")
    return key

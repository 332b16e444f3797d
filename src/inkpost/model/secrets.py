"""Secrets: made at random, kept hashed, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cache

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


def new_secret(length: int = 32) -> str:
    """Random letters and digits, at least 128 bits for the lengths used here."""
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
    return "".join(secrets.choice(alphabet) for _ in range(length))


def digest(secret: str) -> bytes:
    """What is stored of a random secret. A plain hash is enough: nobody can guess 128 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def same(secret: str, stored: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(digest(secret), stored)


def hash_password(password: str) -> str:
    """A password is guessable: Argon2id, 64 MiB, as a PHC string."""
    return _argon2(secrets.token_bytes(16)).derive_phc_encoded(password.encode())


def password_matches(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; takes as long where there is none."""
    known = stored or _nobody()
    try:
        Argon2id.verify_phc_encoded(password.encode(), known)
    except InvalidKey:
        return False
    return stored is not None


def _argon2(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=64 * 1024)


@cache
def _nobody() -> str:
    return hash_password(secrets.token_hex(16))

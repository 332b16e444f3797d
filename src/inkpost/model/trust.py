"""Certificates and keys as values: what each is for, whose it is, and why it may be trusted no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final


class Purpose(StrEnum):
    """What a certificate is for."""

    ROOT = "root"
    ISSUING = "issuing"
    TIMESTAMP = "timestamp"
    RESPONDER = "responder"
    PERSON = "person"
    COMPANY = "company"
    OPERATOR = "operator"  # confirms what passes between boxes
    TEST = "test"  # signs for a person who tries things out; its key needs no PIN


class KeyKind(StrEnum):
    """Where the private key of a certificate is."""

    VAULT = "vault"  # sealed with the vault's key
    PIN = "pin"  # sealed with the vault's key and a PIN
    DEVICE = "device"  # in a PKCS #11 device
    LOST = "lost"  # the master key that opened it is gone


class RevocationReason(StrEnum):
    """Why a certificate is revoked, by the names of RFC 5280."""

    UNSPECIFIED = "unspecified"
    KEY_COMPROMISE = "keyCompromise"
    AFFILIATION_CHANGED = "affiliationChanged"
    SUPERSEDED = "superseded"
    CESSATION_OF_OPERATION = "cessationOfOperation"


OWN_STAMPER: Final = "own"
"""In a list of timestamp authorities: the built-in one."""
SHORTEST_PIN, LONGEST_PIN = 6, 64
MOST_WRONG_PINS: Final = 10
"""So many wrong PINs in a row, and a key is locked for good."""


@dataclass(frozen=True, slots=True)
class Device:
    """A key in a PKCS #11 device: the module's path, the token's and the key's label, and where its PIN is.

    ``pin_variable`` names the variable of the environment that holds the PIN, which is stored nowhere.
    """

    module: str
    token: str
    key: str
    pin_variable: str


@dataclass(frozen=True, slots=True)
class CertificateRecord:
    """A certificate that this server made or took in, with its key's place. Serials are lower-case hex."""

    id: int
    organization_id: int | None
    purpose: Purpose
    user_id: int | None
    company_id: int | None
    issuer_id: int | None
    serial: str
    subject: str
    content: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    key_kind: KeyKind
    sealed_key: bytes | None = field(repr=False)
    device: Mapping[str, Any]
    wrong_pins: int
    not_before: datetime
    not_after: datetime
    created_at: datetime
    revoked_at: datetime | None
    revocation_reason: str

    @property
    def imported(self) -> bool:
        """Whether another authority issued it."""
        return self.issuer_id is None and self.purpose is not Purpose.ROOT

    @property
    def locked(self) -> bool:
        """Whether too many wrong PINs were given."""
        return self.key_kind is KeyKind.PIN and self.wrong_pins >= MOST_WRONG_PINS

    def usable(self, now: datetime) -> bool:
        """Whether it may sign at this moment."""
        return self.revoked_at is None and self.key_kind is not KeyKind.LOST and self.not_before <= now < self.not_after


@dataclass(frozen=True, slots=True)
class StoredVault:
    """The vault's key as it is kept, with the name of the vault and of the master key that opens it."""

    name: bytes
    master_name: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A list of revoked certificates as it was issued (DER)."""

    issuer_id: int
    number: int
    content: bytes = field(repr=False)
    this_update: datetime
    next_update: datetime


@dataclass(frozen=True, slots=True)
class StampAuthority:
    """A timestamp authority elsewhere: its address, and the certificates (PEM) that its stamps must lead to.

    Without ``anchors`` they must lead to an authority that the system trusts.
    """

    url: str
    anchors: str = ""

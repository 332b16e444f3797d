"""The keys of a process: the vault opened with the master key, and what it holds loaded once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography import x509
from sqlalchemy import Connection

from inkpost.config import Settings
from inkpost.engines.sign.keys import LoadedKey, PrivateKey, Signer
from inkpost.engines.sign.vault import MasterKey, Vault, VaultDamaged, WrongMasterKey, place_of
from inkpost.errors import InkpostError, Reason
from inkpost.model.trust import CertificateRecord, StoredVault
from inkpost.store import master_key, trust

MOST_KEPT = 1000


@dataclass(slots=True)
class Keyring:
    """Opened keys, by the number of their certificate. Keys behind a PIN are never kept."""

    _vault: Vault | None = field(default=None, repr=False)
    _signers: dict[int, Signer] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def vault(self, settings: Settings, db: Connection) -> Vault:
        """The vault, opened. Raises UNAVAILABLE where the master key is not there."""
        stored = trust.vault(db)
        if stored is None:
            raise _faulty("There is no authority yet: it is made when the server starts")
        known = self._vault
        if known is None or known.name != stored.name:  # a new master key does not change the vault's own
            known = self._vault = open_vault(settings, stored)
        return known

    def forget(self) -> None:
        """Open everything anew when it is needed next."""
        with self._lock:
            self._vault = None
            self._signers.clear()

    def signer(self, record: CertificateRecord, make: Callable[[], Signer]) -> Signer:
        """The key of a certificate, out of memory where it is there."""
        found = self._signers.get(record.id)
        if found is not None:
            return found
        made = make()
        with self._lock:
            if len(self._signers) >= MOST_KEPT:
                self._signers.clear()
            return self._signers.setdefault(record.id, made)


def open_vault(settings: Settings, stored: StoredVault) -> Vault:
    """The vault by the master key of the environment or of the data folder. Raises UNAVAILABLE, which says what to do.

    A change of the key that died between its two steps is brought to its end here.
    """
    texts = [settings.master_key] if settings.master_key else master_key.read(settings.data)
    for step, text in enumerate(texts):
        try:
            master = MasterKey.of(text)
            if master.name != stored.master_name:
                continue
            opened = Vault.opened(stored.sealed, master)
        except (ValueError, WrongMasterKey):
            continue
        if step:
            master_key.promote(settings.data)
        return opened
    raise _faulty(_what_to_do(settings, found=bool(texts)))


def loaded(vault: Vault, record: CertificateRecord, chain: tuple[x509.Certificate, ...]) -> LoadedKey:
    """The key of a certificate out of the vault. Raises INTERNAL where its row was tampered with."""
    certificate = x509.load_der_x509_certificate(record.content)
    try:
        key: PrivateKey = vault.open(record.sealed_key or b"", place_of(certificate.public_key()))  # type: ignore[arg-type]
    except VaultDamaged as fault:
        raise InkpostError(
            Reason.INTERNAL, "The key of a certificate is damaged", subject="key", detail=f"{record.id}: {fault}"
        ) from None
    return LoadedKey(key, certificate, chain)


def _what_to_do(settings: Settings, *, found: bool) -> str:
    path = settings.data / master_key.FILE
    if settings.master_key:
        fault = "INKPOST_MASTER_KEY is another key than the one that they were encrypted with"
    elif found:
        fault = f"{path} is another key than the one that they were encrypted with"
    else:
        fault = f"{path} is missing, and INKPOST_MASTER_KEY is not set"
    return (
        f"The keys of the authority cannot be opened: {fault}. Put that key back: the file from a backup or from the "
        f"machine that made it, or its text in INKPOST_MASTER_KEY. Only if it is lost for good: "
        f"`inkpost authority begin-again` makes a new authority, and the old one's keys are lost"
    )


def _faulty(message: str) -> InkpostError:
    return InkpostError(Reason.UNAVAILABLE, message, subject="master_key")

"""The built-in authority at work: made at the first start, issuing, and renewing what is its own. No caller here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection

from inkpost.config import Settings
from inkpost.engines.sign import certificates
from inkpost.engines.sign.certificates import PROFILES, Naming, Places, PublicKey
from inkpost.engines.sign.keys import LoadedKey, PrivateKey
from inkpost.engines.sign.vault import MasterKey, Vault, new_master_text, place_of
from inkpost.model.trust import CertificateRecord, KeyKind, Purpose, StoredVault
from inkpost.operations.trust_keyring import Keyring, loaded, open_vault
from inkpost.presence import running_at
from inkpost.store import master_key, trust

log = structlog.get_logger()
_NAMES = {
    Purpose.ISSUING: "Inkpost issuing authority",
    Purpose.TIMESTAMP: "Inkpost timestamp authority",
    Purpose.RESPONDER: "Inkpost OCSP responder",
    Purpose.OPERATOR: "Inkpost exchange operator",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """What the authority works with: the settings, the process's keys, a transaction, the time."""

    settings: Settings
    keyring: Keyring
    db: Connection
    now: datetime

    def vault(self) -> Vault:
        """The vault, opened. Raises UNAVAILABLE."""
        return self.keyring.vault(self.settings, self.db)


@dataclass(frozen=True, slots=True)
class Own:
    """One of the authority's own certificates with its key."""

    record: CertificateRecord
    key: LoadedKey


def establish(db: Connection, settings: Settings, now: datetime) -> None:
    """Make the vault, the root and the issuing certificate where there are none; else see that the vault opens.

    The caller holds the lock of migrations. All of it is one transaction, and the file with the master key is there
    before: who dies in the middle begins again with the same key. Raises UNAVAILABLE for a wrong or lost key.
    """
    stored = trust.vault(db)
    if stored is not None:
        open_vault(settings, stored)
        return
    master = MasterKey.of(settings.master_key or master_key.make(settings.data, new_master_text()))
    vault = Vault.new()
    trust.keep_vault(db, StoredVault(vault.name, master.name, vault.closed(master)), now)
    bench = Bench(settings, Keyring(), db, now)
    make_root(bench)
    current(bench, Purpose.ISSUING)


def make_root(bench: Bench) -> Own:
    """A new root beside those that are there."""
    key = certificates.new_key()
    naming = Naming("Inkpost root authority", number=place_of(key.public_key())[:8])
    made = certificates.root(naming, bench.now, key)
    record = keep(bench, made.certificate, Purpose.ROOT, None, key)
    return Own(record, made)


def current(bench: Bench, purpose: Purpose) -> Own:
    """The authority's own certificate of a purpose; made anew in good time before the one that is there ends.

    Raises UNAVAILABLE without the master key.
    """
    found = _fitting(bench, purpose)
    if found is None:
        trust.hold(bench.db)
        found = _fitting(bench, purpose)  # another one may have made it while we waited
    return opened(bench, found) if found is not None else _made(bench, purpose)


def responder_of(bench: Bench, issuer: CertificateRecord) -> Own | None:
    """The OCSP responder of an issuer of ours, made anew as ``current`` does; none for an issuer that is about to end.

    Raises UNAVAILABLE without the master key.
    """
    if not issuer.usable(bench.now) or bench.now >= issuer.not_after - PROFILES[Purpose.RESPONDER].lasts:
        return None
    found = _fitting(bench, Purpose.RESPONDER, issuer.id)
    if found is None:
        trust.hold(bench.db)
        found = _fitting(bench, Purpose.RESPONDER, issuer.id)
    return opened(bench, found) if found is not None else _issued(bench, Purpose.RESPONDER, opened(bench, issuer))


def opened(bench: Bench, record: CertificateRecord) -> Own:
    """A certificate of the vault with its key."""

    def load() -> LoadedKey:
        return loaded(bench.vault(), record, chain(bench.db, record))

    key = bench.keyring.signer(record, load)
    assert isinstance(key, LoadedKey)  # noqa: S101 - the authority's own keys are in the vault
    return Own(record, key)


def chain(db: Connection, record: CertificateRecord) -> tuple[x509.Certificate, ...]:
    """From a certificate's issuer to its root; for an imported one what came with it."""
    if record.issuer_id is None:
        return certificates.chain_of(record.chain)
    found = []
    above: int | None = record.issuer_id
    while above is not None:
        issuer = trust.find(db, above)
        if issuer is None:
            break
        found.append(x509.load_der_x509_certificate(issuer.content))
        above = issuer.issuer_id
    return tuple(found)


def issue(bench: Bench, purpose: Purpose, naming: Naming, public: PublicKey) -> tuple[x509.Certificate, int]:
    """A certificate by the issuing authority, and the number of the issuer's record. ``keep`` records it."""
    issuer = _root_in_use(bench) if purpose is Purpose.ISSUING else current(bench, Purpose.ISSUING)
    return _certified(bench, purpose, naming, public, issuer), issuer.record.id


def _certified(bench: Bench, purpose: Purpose, naming: Naming, public: PublicKey, issuer: Own) -> x509.Certificate:
    return certificates.issue(issuer.key, purpose, naming, public, places(bench.settings, issuer), bench.now)


def _root_in_use(bench: Bench) -> Own:
    """The oldest root that holds for the whole time of what it issues: others have had time to learn to trust it."""
    newest = current(bench, Purpose.ROOT)
    lasts = bench.now + PROFILES[Purpose.ISSUING].lasts
    fit = [each for each in trust.own(bench.db, Purpose.ROOT) if each.usable(bench.now) and each.not_after >= lasts]
    return opened(bench, fit[-1]) if fit else newest


def keep(
    bench: Bench,
    certificate: x509.Certificate,
    purpose: Purpose,
    issuer_id: int | None,
    key: PrivateKey | None,
    **more: Any,
) -> CertificateRecord:
    """Record a certificate; ``key`` goes into the vault, without one ``more`` says where the key is."""
    values: dict[str, Any] = {"key_kind": KeyKind.VAULT}
    if key is not None:
        values["sealed_key"] = bench.vault().seal(key, place_of(key.public_key()))
    return trust.add(
        bench.db,
        purpose=purpose,
        issuer_id=issuer_id,
        serial=format(certificate.serial_number, "x"),
        subject=certificates.shown_name(certificate.subject),
        key_name=certificates.key_name(certificate),
        content=certificate.public_bytes(Encoding.DER),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        created_at=bench.now,
        **values | more,
    )


def places(settings: Settings, issuer: Own) -> Places:
    """Where a certificate of this issuer says that others find what belongs to it."""
    base = f"{public_address(settings)}/trust"
    name = certificates.key_name(issuer.key.certificate)
    return Places(f"{base}/{name}.crt", f"{base}/{name}.crl", f"{base}/ocsp")


def public_address(settings: Settings) -> str:
    """The address that certificates carry: the public one, else where the server of this data folder listens."""
    return settings.public_url or running_at(settings.data) or settings.base_url


def _fitting(bench: Bench, purpose: Purpose, issuer_id: int | None = None) -> CertificateRecord | None:
    """The newest certificate of a purpose (and issuer) that will do: usable, and not about to end."""
    for record in trust.own(bench.db, purpose):
        fits = issuer_id in {None, record.issuer_id}
        if fits and record.usable(bench.now) and bench.now < record.not_after - PROFILES[purpose].renewed:
            return record
    return None


def _made(bench: Bench, purpose: Purpose) -> Own:
    if purpose is Purpose.ROOT:
        made = make_root(bench)
        log.warning("trust.new_root", serial=made.record.serial, subject=made.record.subject)
        return made
    issuer = _root_in_use(bench) if purpose is Purpose.ISSUING else current(bench, Purpose.ISSUING)
    return _issued(bench, purpose, issuer)


def _issued(bench: Bench, purpose: Purpose, issuer: Own) -> Own:
    key = certificates.new_key()
    naming = Naming(_NAMES[purpose], number=place_of(key.public_key())[:8])
    certificate = _certified(bench, purpose, naming, key.public_key(), issuer)
    record = keep(bench, certificate, purpose, issuer.record.id, key)
    return Own(record, LoadedKey(key, certificate, chain(bench.db, record)))

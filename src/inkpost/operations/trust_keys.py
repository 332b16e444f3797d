"""What signing needs of the authority: keys in use, a stamper, the roots, and what says whether a certificate holds.

These are functions for operations, not operations: whoever calls them has demanded the right of the act. They work
in the caller's transaction, ``work.db``.

- ``company_seal(work, company_id) -> Signer``: the seal of a company of the CRM (its number there)
- ``person_key(work, user_id, pin) -> Signer``: a user's own certificate, its key unlocked by the PIN
- ``stamper(services, organization_id=None) -> Stamper``: the timestamp authorities of an organisation, in turn
- ``roots(work) -> tuple[Certificate, ...]``: every root of the built-in authority, newest first
- ``has_seal(work, company_id)``, ``has_key(work, user_id)``: whether these would do
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cryptography import x509
from sqlalchemy import Connection

from inkpost.engines.sign.keys import LoadedKey, Signer, SigningFailed, Stamper
from inkpost.engines.sign.pkcs11 import DeviceKey
from inkpost.engines.sign.vault import WrongPin, place_of
from inkpost.errors import InkpostError, Reason
from inkpost.model.trust import MOST_WRONG_PINS, CertificateRecord, Device, KeyKind, Purpose
from inkpost.operations import trust_authority
from inkpost.operations.kit import Services, Work
from inkpost.operations.passwords import slot
from inkpost.operations.trust_authority import Bench
from inkpost.operations.trust_devices import device_pin, no_device
from inkpost.operations.trust_stamping import Stampers
from inkpost.store import trust


def company_seal(work: Work, company_id: int) -> Signer:
    """The key of a company's seal, ready to sign.

    Raises NOT_FOUND (``seal``: the company has none that is usable now), UNAVAILABLE (``master_key``: the vault does
    not open; ``device``: the PKCS #11 device cannot be reached). The Signer itself raises SigningFailed.
    """
    record = usable(work, trust.of_company(work.db, work.organization_id, company_id))
    if record is None:
        raise InkpostError(
            Reason.NOT_FOUND,
            f"The company {company_id} has no usable seal: an administrator makes or imports one",
            subject="seal",
            given=str(company_id),
        )
    return signer_of(work, record)


def person_key(work: Work, user_id: int, pin: str) -> Signer:
    """The key of a user's own certificate, unlocked by the PIN; keep it no longer than the act.

    A wrong PIN is counted at once, whatever becomes of the caller's transaction; after ``MOST_WRONG_PINS`` in a row
    the key is locked for good. Raises NOT_FOUND (``certificate``: the user has none that is usable now),
    PARAMETER_INVALID (``pin``: wrong; the text says how many attempts are left), FORBIDDEN (``pin``: locked),
    UNAVAILABLE (``master_key``, or too many PINs are being checked).
    """
    record = usable(work, trust.of_user(work.db, work.organization_id, user_id))
    if record is None:
        raise InkpostError(
            Reason.NOT_FOUND, "You have no usable certificate of your own: make one first", subject="certificate"
        )
    return unlocked(work, record, pin)


def stamper(services: Services, organization_id: int | None = None) -> Stamper:
    """The timestamp authorities of an organisation, else of the server, in turn; without any the built-in one.

    Its ``stamp`` takes connections of its own, so it may be called outside a transaction. Raises TimestampFailed there.
    """
    return Stampers(services, organization_id)


def roots(work: Work) -> tuple[x509.Certificate, ...]:
    """The roots of the built-in authority, newest first; older ones stay, since signatures lead to them."""
    return tuple(x509.load_der_x509_certificate(each.content) for each in trust.own(work.db, Purpose.ROOT))


def has_seal(work: Work, company_id: int) -> bool:
    """Whether the company has a seal that is usable now. Its device is not asked."""
    return usable(work, trust.of_company(work.db, work.organization_id, company_id)) is not None


def has_key(work: Work, user_id: int) -> bool:
    """Whether the user has a certificate that is usable now and not locked."""
    found = usable(work, trust.of_user(work.db, work.organization_id, user_id))
    return found is not None and not found.locked


def usable(work: Work, records: Sequence[CertificateRecord]) -> CertificateRecord | None:
    """The newest certificate that may sign now."""
    return next((each for each in records if each.usable(work.now)), None)


def bench_of(work: Work) -> Bench:
    """What the authority needs of this work."""
    return Bench(work.services.settings, work.services.keyring, work.db, work.now)


def signer_of(work: Work, record: CertificateRecord) -> Signer:
    """The key of a certificate that takes no PIN of a person, out of the process's memory where it is there."""
    if record.key_kind is KeyKind.VAULT:
        return trust_authority.opened(bench_of(work), record).key
    return work.services.keyring.signer(record, lambda: _device_key(work, record))


def unlocked(work: Work, record: CertificateRecord, pin: str) -> LoadedKey:
    """The key of a certificate behind a PIN. Raises as ``person_key``."""
    vault = bench_of(work).vault()
    count = _count(work, record)
    certificate = x509.load_der_x509_certificate(record.content)
    try:
        with slot():
            key = vault.open_with_pin(record.sealed_key, place_of(certificate.public_key()), pin)  # type: ignore[arg-type]
    except WrongPin:
        raise _wrong(MOST_WRONG_PINS - count) from None
    with _beside(work, record) as db:
        trust.forget_attempts(db, record.id)
    return LoadedKey(key, certificate, trust_authority.chain(work.db, record))


def _count(work: Work, record: CertificateRecord) -> int:
    """Count an attempt before it is made, so that many at once do not get more than there are."""
    with _beside(work, record) as db:
        count = trust.count_attempt(db, record.id)
    if count is None:
        raise InkpostError(
            Reason.FORBIDDEN,
            f"The key is locked after {MOST_WRONG_PINS} wrong PINs: make a new certificate",
            subject="pin",
            action="unlock",
        )
    return count


@contextmanager
def _beside(work: Work, record: CertificateRecord) -> Iterator[Connection]:
    """A transaction of its own; the caller's where the certificate was made in it, and nobody else can guess yet."""
    with work.services.engine.begin() as db:
        yield db if trust.find(db, record.id) is not None else work.db


def _wrong(left: int) -> InkpostError:
    told = f"{left} attempts are left" if left > 1 else "1 attempt is left" if left else "the key is locked now"
    return InkpostError(Reason.PARAMETER_INVALID, f"The PIN is wrong; {told}", subject="pin")


def _device_key(work: Work, record: CertificateRecord) -> Signer:
    device = Device(**record.device)
    pin = device_pin(device)
    certificate = x509.load_der_x509_certificate(record.content)
    try:
        return DeviceKey.connected(device, pin, certificate, trust_authority.chain(work.db, record))
    except SigningFailed as fault:
        raise no_device(str(fault)) from None

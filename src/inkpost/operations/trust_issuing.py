"""Certificates for people and companies: made, taken in, revoked. For operations; no rights are demanded here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign import certificates, pkcs11, pkcs12
from inkpost.engines.sign.certificates import Naming
from inkpost.engines.sign.keys import PrivateKey, SigningFailed
from inkpost.engines.sign.pkcs11 import DeviceKey
from inkpost.engines.sign.pkcs12 import Unusable, WrongPassword
from inkpost.engines.sign.vault import place_of
from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import system_type
from inkpost.model.crm_fields import COMPANY
from inkpost.model.people import Organization, User
from inkpost.model.trust import (
    LONGEST_PIN,
    SHORTEST_PIN,
    CertificateRecord,
    Device,
    KeyKind,
    Purpose,
    RevocationReason,
)
from inkpost.operations import trust_revocation
from inkpost.operations.passwords import slot
from inkpost.operations.trust_authority import Bench, issue, keep
from inkpost.operations.trust_devices import device_pin, no_device
from inkpost.store import crm_items, events, people, trust

LARGEST_FILE = 1024 * 1024
T = TypeVar("T")


def person(bench: Bench, organization: Organization, user: User, pin: str) -> CertificateRecord:
    """A new certificate of a user, its key behind the PIN; those before stay as they are."""
    check_pin(pin)
    key = certificates.new_key()
    naming = Naming(user.full_name, organization.name, user.name, user.last_name, f"{organization.id}-{user.id}")
    certificate, issuer_id = issue(bench, Purpose.PERSON, naming, key.public_key())
    sealed = sealed_with_pin(bench, key, pin)
    made = keep(
        bench,
        certificate,
        Purpose.PERSON,
        issuer_id,
        None,
        organization_id=organization.id,
        user_id=user.id,
        key_kind=KeyKind.PIN,
        sealed_key=sealed,
    )
    record_event(bench, "certificate.issued", made, user.id)
    return made


def seal(bench: Bench, organization_id: int, company_id: int, by: int | None) -> CertificateRecord:
    """A new seal of a company by the built-in authority. Raises NOT_FOUND (``company``)."""
    key = certificates.new_key()
    naming = _company(bench, organization_id, company_id)
    certificate, issuer_id = issue(bench, Purpose.COMPANY, naming, key.public_key())
    made = keep(
        bench, certificate, Purpose.COMPANY, issuer_id, key, organization_id=organization_id, company_id=company_id
    )
    record_event(bench, "certificate.issued", made, by)
    return made


def imported_seal(
    bench: Bench, organization_id: int, company_id: int, content: bytes, password: str, chain_pem: bytes, by: int | None
) -> CertificateRecord:
    """The key of a PKCS #12 file as the seal of a company; ``chain_pem`` may hold issuers that the file lacks.

    Raises NOT_FOUND (``company``), PARAMETER_INVALID (``password``), UNUSABLE_FILE (``file``, ``chain``).
    """
    _company(bench, organization_id, company_id)
    if len(content) > LARGEST_FILE:
        raise _unusable("file", f"it has {len(content)} bytes: at most {LARGEST_FILE} are taken")
    others = pem_certificates(chain_pem)
    try:
        found = pkcs12.opened(content, password, others, bench.now)
    except WrongPassword as fault:
        raise InkpostError(Reason.PARAMETER_INVALID, f"The seal is not imported: {fault}", subject="password") from None
    except Unusable as fault:
        raise _unusable("file", str(fault)) from None
    made = keep(
        bench,
        found.certificate,
        Purpose.COMPANY,
        None,
        found.key,
        organization_id=organization_id,
        company_id=company_id,
        chain=[each.public_bytes(Encoding.DER) for each in found.chain],
    )
    record_event(bench, "certificate.imported", made, by)
    return made


def device_seal(
    bench: Bench, organization_id: int, company_id: int, device: Device, chain_pem: bytes
) -> CertificateRecord:
    """A key in a PKCS #11 device as the seal of a company.

    Its certificate is the one in the token under the key's label, or the one in ``chain_pem`` that the key fits, whose
    issuers are there too. Raises NOT_FOUND (``company``), UNAVAILABLE (``device``), UNUSABLE_FILE (``chain``).
    """
    _company(bench, organization_id, company_id)
    given, pin = pem_certificates(chain_pem), device_pin(device)
    try:
        certificate = _certificate_of(device, pin, given)
        chain = pkcs12.checked_chain(certificate, given, bench.now)
        DeviceKey.connected(device, pin, certificate, chain)
    except SigningFailed as fault:
        raise no_device(str(fault)) from None
    except Unusable as fault:
        raise _unusable("chain", str(fault)) from None
    made = keep(
        bench,
        certificate,
        Purpose.COMPANY,
        None,
        None,
        organization_id=organization_id,
        company_id=company_id,
        key_kind=KeyKind.DEVICE,
        device=asdict(device),
        chain=[each.public_bytes(Encoding.DER) for each in chain],
    )
    record_event(bench, "certificate.imported", made, None)
    return made


def revoke(bench: Bench, record: CertificateRecord, reason: RevocationReason, by: int | None) -> CertificateRecord:
    """Revoke a certificate; the issuer's list says so when this is committed. An imported one is only used no more.

    Raises CONFLICT for one that is revoked already.
    """
    revoked = trust.revoke(bench.db, record.id, reason, bench.now, by)
    if revoked is None:
        raise InkpostError(Reason.CONFLICT, "The certificate is revoked already", subject="certificate")
    if revoked.issuer_id is not None and trust_revocation.publishes(bench, revoked.issuer_id):
        trust_revocation.publish(bench, revoked.issuer_id)
    record_event(bench, "certificate.revoked", revoked, by, reason=reason.value)
    return revoked


def reason_of(text: str) -> RevocationReason:
    """A reason by its name in RFC 5280. Raises PARAMETER_INVALID."""
    try:
        return RevocationReason(text)
    except ValueError:
        valid = ", ".join(RevocationReason)
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"The reason is {text[:50]!r}: valid are {valid}", subject="reason"
        ) from None


def sealed_with_pin(bench: Bench, key: PrivateKey, pin: str) -> bytes:
    """A key as it is stored behind a PIN. Raises UNAVAILABLE."""
    with slot():
        return bench.vault().seal_with_pin(key, place_of(key.public_key()), pin)


def check_pin(pin: str) -> None:
    """Raises PARAMETER_INVALID for a PIN that is too short, too long, or one character over and over."""
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN:
        raise _weak(f"The PIN has {len(pin)} characters: it takes {SHORTEST_PIN} to {LONGEST_PIN}")
    if len(set(pin)) < 3:
        raise _weak("The PIN is too simple: it takes at least three different characters")


def pem_certificates(content: bytes) -> list[x509.Certificate]:
    """The certificates in a PEM file; none in an empty one. Raises UNUSABLE_FILE (``chain``)."""
    if not content.strip():
        return []
    try:
        return x509.load_pem_x509_certificates(content)
    except ValueError:
        raise _unusable("chain", "it holds no certificates (PEM)") from None


def record_event(bench: Bench, kind: str, record: CertificateRecord, by: int | None, **more: str) -> None:
    """Note in the organisation's log what happened to a certificate."""
    assert record.organization_id is not None  # noqa: S101 - the authority's own have no log
    events.append(
        bench.db, record.organization_id, kind, "certificate", record.id, user_id=by, serial=record.serial, **more
    )


def _company(bench: Bench, organization_id: int, company_id: int) -> Naming:
    """What the certificate of a company says; it must be one of the organisation's own."""
    found = crm_items.find(bench.db, system_type(organization_id, COMPANY), company_id)
    owner = people.organization(bench.db, organization_id)
    if found is None or owner is None or not found["isMyCompany"]:
        raise InkpostError(
            Reason.NOT_FOUND,
            f"There is no company {company_id} among the organisation's own",
            subject="company",
            given=str(company_id),
        )
    title = str(found["title"] or "") or owner.name
    return Naming(title, title, number=f"{organization_id}-{company_id}")


def _certificate_of(device: Device, pin: str, given: Sequence[x509.Certificate]) -> x509.Certificate:
    for each in [*pkcs11.certificates_in(device, pin), *given]:
        if _quietly(lambda each=each: DeviceKey.connected(device, pin, each, ())):  # type: ignore[misc]
            return each
    raise SigningFailed(
        f"the token {device.token!r} has no certificate labelled {device.key!r} that fits its key, and none is given"
    )


def _quietly(act: Callable[[], T]) -> T | None:
    try:
        return act()
    except SigningFailed:
        return None


def _unusable(subject: str, why: str) -> InkpostError:
    return InkpostError(Reason.UNUSABLE_FILE, f"The seal is not imported: {why}", subject=subject)


def _weak(message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject="pin", action="choose")

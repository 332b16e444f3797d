"""What the operator of the machine does with the authority from the command line: no caller, so no right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.trust import CertificateRecord, Device, Purpose, StampAuthority
from inkpost.operations import trust_authority, trust_issuing, trust_revocation
from inkpost.operations.kit import Services
from inkpost.operations.trust import check_stampers
from inkpost.operations.trust_authority import Bench
from inkpost.store import people, trust

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """The authority as it is: where it is reached, and its own certificates, newest first of each purpose."""

    address: str
    certificates: tuple[CertificateRecord, ...]


def shown(services: Services) -> Shown:
    """The authority as it is."""
    with services.engine.begin() as db:
        found = [each for purpose in Purpose for each in trust.own(db, purpose)]
    return Shown(f"{trust_authority.public_address(services.settings)}/trust", tuple(found))


def root_pem(services: Services) -> str:
    """The roots (PEM), newest first."""
    return trust_revocation.roots_pem(services).decode()


def certificates(services: Services, organization_id: int) -> list[CertificateRecord]:
    """Every certificate of an organisation, newest first. Raises NOT_FOUND (``portal``)."""
    return _within(services, organization_id, lambda bench: trust.of_organization(bench.db, organization_id))


def pem(services: Services, organization_id: int, certificate_id: int) -> str:
    """A certificate with its chain (PEM). Raises NOT_FOUND."""

    def act(bench: Bench) -> str:
        record = _found(bench.db, organization_id, certificate_id)
        own = x509.load_der_x509_certificate(record.content)
        every = [own, *trust_authority.chain(bench.db, record)]
        return "".join(each.public_bytes(Encoding.PEM).decode() for each in every)

    return _within(services, organization_id, act)


def make_seal(services: Services, organization_id: int, company_id: int) -> CertificateRecord:
    """A seal by the built-in authority. Raises NOT_FOUND (``portal``, ``company``)."""
    return _within(
        services, organization_id, lambda bench: trust_issuing.seal(bench, organization_id, company_id, None)
    )


def import_seal(
    services: Services, organization_id: int, company_id: int, content: bytes, password: str, chain_pem: bytes
) -> CertificateRecord:
    """The key of a PKCS #12 file as a seal. Raises as ``trust_issuing.imported_seal``."""

    def act(bench: Bench) -> CertificateRecord:
        return trust_issuing.imported_seal(bench, organization_id, company_id, content, password, chain_pem, None)

    return _within(services, organization_id, act)


def device_seal(
    services: Services, organization_id: int, company_id: int, device: Device, chain_pem: bytes
) -> CertificateRecord:
    """A key in a PKCS #11 device as a seal. Raises as ``trust_issuing.device_seal``.

    From the command line alone: a module is a program that the server then runs.
    """

    def act(bench: Bench) -> CertificateRecord:
        return trust_issuing.device_seal(bench, organization_id, company_id, device, chain_pem)

    return _within(services, organization_id, act)


def revoke(services: Services, organization_id: int, certificate_id: int, reason: str) -> CertificateRecord:
    """Revoke a certificate. Raises NOT_FOUND, PARAMETER_INVALID (``reason``), CONFLICT."""
    why = trust_issuing.reason_of(reason)

    def act(bench: Bench) -> CertificateRecord:
        return trust_issuing.revoke(bench, _found(bench.db, organization_id, certificate_id), why, None)

    return _within(services, organization_id, act)


def stampers(services: Services, organization_id: int) -> list[StampAuthority]:
    """The timestamp authorities of an organisation. Raises NOT_FOUND (``portal``)."""
    return _within(services, organization_id, lambda bench: trust.stampers(bench.db, organization_id))


def set_stampers(services: Services, organization_id: int, given: Sequence[StampAuthority]) -> None:
    """Set them. Raises NOT_FOUND (``portal``), PARAMETER_INVALID (``url``, ``anchors``)."""
    check_stampers(given)
    _within(services, organization_id, lambda bench: trust.set_stampers(bench.db, organization_id, given))


def _within(services: Services, organization_id: int, act: Callable[[Bench], T]) -> T:
    with services.engine.begin() as db:
        if people.organization(db, organization_id) is None:
            raise InkpostError(Reason.NOT_FOUND, f"There is no portal {organization_id}", subject="portal")
        return act(Bench(services.settings, services.keyring, db, services.clock()))


def _found(db: Connection, organization_id: int, certificate_id: int) -> CertificateRecord:
    found = trust.find(db, certificate_id)
    if found is None or found.organization_id != organization_id:
        raise InkpostError(
            Reason.NOT_FOUND,
            f"There is no certificate {certificate_id} of the portal {organization_id}",
            subject="certificate",
        )
    return found

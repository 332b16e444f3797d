"""What can be done with certificates: one's own for everybody, the companies' seals for who may change settings."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from cryptography import x509

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import system_type
from inkpost.model.crm_fields import COMPANY
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.model.people import Level, Right
from inkpost.model.trust import OWN_STAMPER, CertificateRecord, Purpose, RevocationReason, StampAuthority
from inkpost.operations import trust_issuing
from inkpost.operations.kit import Work, operation
from inkpost.operations.trust_keys import bench_of, unlocked, usable
from inkpost.store import crm_items, trust

MOST_STAMPERS = 10
MOST_COMPANIES = 100


@operation(right=Right.SIGNED_IN)
def make_own(work: Work, pin: str) -> CertificateRecord:
    """A new certificate of the caller, its key behind the PIN; the ones before are revoked as superseded.

    It asks for no PIN of before: who forgot it, or locked the key, begins again. Raises PARAMETER_INVALID (``pin``).
    """
    before = [each for each in trust.of_user(work.db, work.organization_id, work.user_id) if each.revoked_at is None]
    made = _person(work, pin)
    for each in before:
        if each.not_after > work.now:
            trust_issuing.revoke(bench_of(work), each, RevocationReason.SUPERSEDED, work.user_id)
    return made


@operation(right=Right.SIGNED_IN)
def renew_own(work: Work, pin: str) -> CertificateRecord:
    """A new certificate and key of the caller under the same PIN; the one before holds until its end.

    Raises as ``trust_keys.person_key``.
    """
    unlocked(work, _own(work), pin)
    return _person(work, pin)


@operation(right=Right.SIGNED_IN)
def change_pin(work: Work, pin: str, new_pin: str) -> None:
    """Put the caller's key behind another PIN. Raises as ``trust_keys.person_key``, PARAMETER_INVALID (``pin``)."""
    trust_issuing.check_pin(new_pin)
    record = _own(work)
    key = unlocked(work, record, pin)
    sealed = trust_issuing.sealed_with_pin(bench_of(work), key.key, new_pin)
    trust.set_sealed_key(work.db, record.id, sealed)
    trust_issuing.record_event(bench_of(work), "certificate.pin_changed", record, work.user_id)


@operation(right=Right.SIGNED_IN)
def own(work: Work) -> list[CertificateRecord]:
    """The caller's certificates, newest first."""
    return trust.of_user(work.db, work.organization_id, work.user_id)


@operation(right=Right.SETTINGS_MODIFY)
def every(work: Work) -> list[CertificateRecord]:
    """Every certificate of the organisation's people and companies, newest first."""
    return trust.of_organization(work.db, work.organization_id)


@operation(right=Right.SIGNED_IN)
def revoke(work: Work, certificate_id: int, reason: str) -> CertificateRecord:
    """Revoke a certificate: one's own, with the right to change settings any of the organisation.

    Raises NOT_FOUND (``certificate``: none that the caller may see), PARAMETER_INVALID (``reason``), CONFLICT.
    """
    why = trust_issuing.reason_of(reason)
    found = trust.find(work.db, certificate_id)
    if found is None or not _sees(work, found):
        raise InkpostError(Reason.NOT_FOUND, "Certificate not found", subject="certificate")
    return trust_issuing.revoke(bench_of(work), found, why, work.user_id)


@operation(right=Right.SETTINGS_MODIFY)
def make_seal(work: Work, company_id: int) -> CertificateRecord:
    """A seal for one of the organisation's own companies, by the built-in authority; it is the one used from now on.

    Raises NOT_FOUND (``company``).
    """
    return trust_issuing.seal(bench_of(work), work.organization_id, company_id, work.user_id)


@operation(right=Right.SETTINGS_MODIFY)
def import_seal(
    work: Work, company_id: int, content: bytes, password: str, chain_pem: bytes = b""
) -> CertificateRecord:
    """The key of a PKCS #12 file as a company's seal. Raises as ``trust_issuing.imported_seal``."""
    return trust_issuing.imported_seal(
        bench_of(work), work.organization_id, company_id, content, password, chain_pem, work.user_id
    )


@operation(right=Right.SETTINGS_MODIFY)
def seals(work: Work, company_id: int) -> list[CertificateRecord]:
    """The certificates of a company's seal, newest first; the first usable one is in use."""
    return trust.of_company(work.db, work.organization_id, company_id)


@operation(right=Right.SETTINGS_MODIFY)
def choose_seal(work: Work, certificate_id: int) -> CertificateRecord:
    """Use this certificate of a company's seal from now on, in place of a newer one.

    Raises NOT_FOUND (``certificate``: none of this organisation's companies, or one that is not usable now).
    """
    found = trust.find(work.db, certificate_id)
    ours = found is not None and found.organization_id == work.organization_id
    if found is None or not ours or found.purpose is not Purpose.COMPANY or not found.usable(work.now):
        raise InkpostError(Reason.NOT_FOUND, "There is no such usable seal", subject="certificate")
    trust.choose(work.db, found.id, work.now)
    trust_issuing.record_event(bench_of(work), "certificate.chosen", found, work.user_id)
    return found


@operation(right=Right.SETTINGS_MODIFY)
def companies(work: Work) -> list[tuple[int, str]]:
    """The organisation's own companies, each with its number in the CRM and its title."""
    kind = system_type(work.organization_id, COMPANY)
    ours = (Condition("isMyCompany", Operator.EQ, True),)
    found, _ = crm_items.page(work.db, kind, ListQuery(conditions=ours, limit=MOST_COMPANIES, count=False))
    return [(each.number, str(each["title"] or "")) for each in found]


@operation(right=Right.SETTINGS_MODIFY)
def stampers(work: Work) -> list[StampAuthority]:
    """The timestamp authorities that the organisation uses in turn; none: as the server is set."""
    return trust.stampers(work.db, work.organization_id)


@operation(right=Right.SETTINGS_MODIFY)
def set_stampers(work: Work, given: Sequence[StampAuthority]) -> None:
    """Set the timestamp authorities of the organisation; none: as the server is set. Raises PARAMETER_INVALID."""
    check_stampers(given)
    trust.set_stampers(work.db, work.organization_id, given)


def check_stampers(given: Sequence[StampAuthority]) -> None:
    """Raises PARAMETER_INVALID (``url``, ``anchors``) for what is no timestamp authority."""
    if len(given) > MOST_STAMPERS:
        raise _invalid("url", f"{len(given)} timestamp authorities are given: at most {MOST_STAMPERS} are possible")
    for each in given:
        parts = urlsplit(each.url)
        if each.url != OWN_STAMPER and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.username):
            raise _invalid("url", f"{each.url[:200]!r} is no timestamp authority: it takes an http or https address")
        if each.anchors:
            _check_anchors(each.anchors)


def _check_anchors(text: str) -> None:
    try:
        x509.load_pem_x509_certificates(text.encode("utf-8", "replace"))
    except ValueError:
        raise _invalid("anchors", "The anchors of a timestamp authority are no certificates (PEM)") from None


def _person(work: Work, pin: str) -> CertificateRecord:
    return trust_issuing.person(bench_of(work), work.caller.organization, work.caller.user, pin)


def _own(work: Work) -> CertificateRecord:
    found = usable(work, trust.of_user(work.db, work.organization_id, work.user_id))
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "You have no usable certificate of your own", subject="certificate")
    return found


def _sees(work: Work, record: CertificateRecord) -> bool:
    if record.organization_id != work.organization_id:
        return False
    return record.user_id == work.user_id or work.level(Right.SETTINGS_MODIFY) is not Level.NONE


def _invalid(field: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=field)

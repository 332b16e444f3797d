"""What the signing of documents asks of keys and of PDF signatures: is there a key, sign as a person, seal, look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign import bounded
from inkpost.engines.sign.bounded import Answer, Question
from inkpost.engines.sign.bounded_signing import sign_bounded
from inkpost.engines.sign.identities import Identity
from inkpost.engines.sign.keys import SigningFailed, Stamper
from inkpost.engines.sign.pades import Signed, Words
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Finding, Verdict
from inkpost.engines.sign.report import Reason as Found
from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import Member
from inkpost.operations import trust_keys
from inkpost.operations.kit import Services, Work
from inkpost.operations.sealing_places import (
    SEAL_FIELD,
    SealOrder,
    language_of,
    member_field,
    stamp_of_member,
    stamp_of_seal,
)

AGAINST: Final = frozenset(
    {
        *(Found.CONTENT_CHANGED, Found.SIGNATURE_SWAPPED, Found.SIGNATURE_WRONG, Found.SIGNATURE_UNREADABLE),
        *(Found.SIGNER_NOT_BOUND, Found.ALGORITHM_WEAK, Found.ISSUER_IMPOSTOR),
        *(Found.CERTIFICATE_REVOKED, Found.CERTIFICATE_EXPIRED, Found.CERTIFICATE_NOT_YET_VALID),
    }
)
"""What a signature made elsewhere is refused for; whatever else is found is kept with it."""


class SealingWaits(Exception):
    """The file cannot be sealed now. ``code`` is a word, the text says what it waits for; it is tried again."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class SignatureNotTaken(InkpostError):
    """A detached signature that is none, or that something speaks against; ``found``: whom its certificates name."""

    def __init__(self, why: str, found: str = "") -> None:
        super().__init__(Reason.PARAMETER_INVALID, f"The signature is not taken: {why}", subject="signature")
        self.found = found


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a detached signature that came from elsewhere. ``fault`` says what could not be verified.

    ``identities``: whom the certificates of its signers name; ``anonymous``: one came without its certificate.
    """

    signer: str
    fault: str
    identities: tuple[Identity, ...] = ()
    anonymous: bool = False


def missing_key(work: Work, company_id: int) -> str:
    """Why documents of a company could not be sealed; nothing where they could."""
    if not trust_keys.has_seal(work, company_id):
        return f"the company {company_id} has no usable seal"
    try:
        trust_keys.company_seal(work, company_id)
    except InkpostError as fault:
        return fault.message
    return ""


def by_person(work: Work, pdf: bytes, member: Member, language: str, pin: str) -> Signed:
    """The PDF with the caller's own signature in the member's field.

    Raises NOT_FOUND (``certificate``), PARAMETER_INVALID and FORBIDDEN (``pin``), UNAVAILABLE, UNUSABLE_FILE.
    """
    key = trust_keys.person_key(work, work.user_id, pin)
    name = work.caller.user.full_name
    stamp = stamp_of_member(key.certificate, work.now, name, member.role, language, _zone(work))
    try:
        return sign_bounded(
            pdf,
            key,
            stamper=_stamper(work.services, work.organization_id),
            field=member_field(member),
            words=Words(name=name, reason=language_of(language).signed),
            at=work.now,
            stamp=stamp,
        )
    except SignatureRefused as fault:
        raise InkpostError(Reason.UNUSABLE_FILE, fault.message, subject="file") from fault
    except SigningFailed as fault:
        raise InkpostError(Reason.UNAVAILABLE, f"The key did not sign: {fault}", subject="key") from fault


def check_detached(work: Work, content: bytes, signature: bytes) -> Checked:
    """Look at a detached CMS over ``content``; what nothing speaks against and cannot be verified here has a fault.

    Anybody may have made it: it is parsed in a process apart. Raises PARAMETER_INVALID (``signature``) for what is
    none, or is one that something speaks against.
    """
    if not signature:
        raise SignatureNotTaken("It is empty")
    roots = tuple(each.public_bytes(Encoding.DER) for each in trust_keys.roots(work))
    answer = bounded.check(Question(content, signature, roots, (), work.now))
    if answer.refused:
        raise SignatureNotTaken(answer.message or "To check it takes too much memory or time.")
    if not answer.signatures:
        raise SignatureNotTaken("Nobody signed it")
    findings = [Finding(Found(each)) for one in answer.signatures for each in one.reasons]
    against = [each for each in findings if each.reason in AGAINST]
    if against:
        raise SignatureNotTaken(_sentences(against), _names(answer))
    signers = answer.signatures
    return Checked(
        ", ".join(one.signer for one in signers if one.signer),
        "" if answer.verdict == Verdict.VALID else _sentences(findings),
        tuple(one.identity for one in signers if one.identity is not None),
        any(one.identity is None for one in signers),
    )


def _sentences(findings: Sequence[Finding]) -> str:
    return " ".join(dict.fromkeys(each.sentence() for each in findings))


def _names(answer: Answer) -> str:
    """Whom the certificates of a signature name."""
    return "; ".join(one.identity.told for one in answer.signatures if one.identity is not None)


def seal(services: Services, pdf: bytes, order: SealOrder, system: Work) -> Signed:
    """The PDF with the company's seal added. ``system`` looks for the key. Raises SealingWaits."""
    try:
        key = trust_keys.company_seal(system, order.company_id)
    except InkpostError as fault:
        raise SealingWaits(f"no_{fault.subject}", fault.message) from fault
    now = services.clock()
    stamp = stamp_of_seal(order, now, _zone(system))
    try:
        return sign_bounded(
            pdf,
            key,
            stamper=_stamper(services, order.organization_id),
            field=SEAL_FIELD,
            words=Words(reason=language_of(order.language).sealed),
            at=now,
            stamp=stamp,
        )
    except SigningFailed as fault:
        raise SealingWaits("key", f"the key of the seal did not sign: {fault}") from fault
    except SignatureRefused as fault:
        raise SealingWaits("file", fault.message) from fault


def _zone(work: Work) -> ZoneInfo:
    return ZoneInfo(work.caller.organization.timezone)


def _stamper(services: Services, organization_id: int) -> Stamper:
    return trust_keys.stamper(services, organization_id)

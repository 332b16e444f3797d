"""Whether a signature that was made elsewhere is the member's: by the names in its certificate, or a registered one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inkpost.engines.sign.identities import Identity
from inkpost.errors import InkpostError, Reason
from inkpost.model.identities import names_person, same_address
from inkpost.model.people import User
from inkpost.model.signatures import Member, Unrecognised
from inkpost.operations.kit import Work
from inkpost.operations.signing_kit import Process
from inkpost.store import hcmlink_people, people, signing_people
from inkpost.store.signing_people import SignerCertificate

NOT_RECOGNISED = "The signer was not recognised: the certificate names {found}, expected was {expected}."


class SignerUnknown(InkpostError):
    """The certificate of a signature names somebody else: whom it names, and whom it would have to name."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(
            Reason.PARAMETER_INVALID,
            f"The signature is not taken: its certificate names {found}, but the member is {expected}. "
            "Sign with a certificate of your own, or have this one registered for you.",
            subject="signer",
            given=found[:100],
        )
        self.expected = expected
        self.found = found


class SignerShared(InkpostError):
    """One of the certificates of a signature is another member's; ``found``: whom they name."""

    def __init__(self, found: str) -> None:
        super().__init__(
            Reason.PARAMETER_INVALID,
            "Another member of this document signed with this certificate: use one of your own, or have an "
            "administrator register it for both",
            subject="signer",
            action="shared",
        )
        self.found = found


@dataclass(frozen=True, slots=True)
class Expected:
    """Whom a certificate has to name: the user, and the numbers of the person where they are known."""

    user: User
    numbers: dict[str, str]

    @property
    def told(self) -> str:
        """The same in words."""
        numbers = tuple(f"{kind.upper()} {number}" for kind, number in sorted(self.numbers.items()))
        return ", ".join(part for part in (self.user.full_name, self.user.email, *numbers) if part)

    def is_named_by(self, found: Identity) -> bool:
        """Whether the names, the address or the numbers of a certificate are this person's and none speaks against."""
        numbers = [(self.numbers[kind], number) for kind, number in found.numbers if kind in self.numbers]
        if any(ours != theirs for ours, theirs in numbers):
            return False
        addressed = any(same_address(self.user.email, each) for each in found.addresses)
        named = names_person(self.user, found.common_name, found.surname, found.given_name)
        return bool(numbers) or addressed or named


@dataclass(frozen=True, slots=True)
class Bound:
    """Whose certificates they are (SHA-256), how that is known (``registered``, ``named``, nothing), what is amiss.

    ``registrations`` are those by which it is known.
    """

    certificates: tuple[bytes, ...]
    by: str
    fault: str
    registrations: tuple[SignerCertificate, ...] = ()


def bound(work: Work, process: Process, member: Member, found: Sequence[Identity]) -> Bound:
    """Bind a signature to the member, or refuse it as the company has it. The document is held.

    Every signer of it has to be the member. Raises PARAMETER_INVALID (``signer``), also where one of its certificates
    is one that another member signed with, unless it is registered for both.
    """
    owners = signing_people.owners(work.db, work.organization_id, [each.sha256 for each in found])
    for each in found:
        others = _users_of(process, each.sha256) - {member.user_id}
        if others and not others | {member.user_id} <= owners.get(each.sha256, set()):
            raise SignerShared(_names(found))
    certificates = tuple(dict.fromkeys(each.sha256 for each in found))
    if found and all(member.user_id in owners.get(each.sha256, ()) for each in found):
        known = signing_people.of_user(work.db, work.organization_id, member.user_id)
        return Bound(certificates, "registered", "", tuple(each for each in known if each.sha256 in certificates))
    expected = _expected(work, member)
    if found and all(_is(member, expected, each, owners) for each in found):
        return Bound(certificates, "named", "")
    names = _names(found)
    if signing_people.unrecognised(work.db, work.organization_id, process.document.company_id) is Unrecognised.REFUSE:
        raise SignerUnknown(expected.told, names)
    return Bound(certificates, "", NOT_RECOGNISED.format(found=names, expected=expected.told))


def _users_of(process: Process, certificate: bytes) -> set[int]:
    """Who signed with a certificate."""
    return {each.user_id for each in process.members if certificate in each.signature_certificates}


def _names(found: Sequence[Identity]) -> str:
    return "; ".join(each.told for each in found) or "nobody"


def _is(member: Member, expected: Expected, found: Identity, owners: dict[bytes, set[int]]) -> bool:
    """A certificate that is registered is those people's whom it is registered for, whatever it says."""
    whose = owners.get(found.sha256)
    return member.user_id in whose if whose else expected.is_named_by(found)


def _expected(work: Work, member: Member) -> Expected:
    user = people.user(work.db, work.organization_id, member.user_id)
    assert user is not None  # noqa: S101 - a member is a user, whom the tables keep
    data = hcmlink_people.data_of(work.db, member.employee_id) if member.employee_id is not None else {}
    lower = {str(name).lower(): str(item) for name, item in data.items() if isinstance(item, str | int)}
    digits = {kind: "".join(filter(str.isdigit, lower.get(kind, ""))) for kind in ("inn", "snils")}
    return Expected(user, {kind: number for kind, number in digits.items() if number})

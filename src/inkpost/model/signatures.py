"""The signing of a document: who takes part, in which order, what has happened, and what follows from it.

What is kept are facts (opened, signed, refused, expired …); every state is a function of them. The order: reviewers and
editors, then the assignee, then the signers; those of one step act side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from inkpost.errors import InkpostError, Reason


class Role(StrEnum):
    """What somebody does with a document."""

    REVIEWER = "reviewer"
    EDITOR = "editor"
    ASSIGNEE = "assignee"
    SIGNER = "signer"


STEPS: Final = {Role.REVIEWER: 0, Role.EDITOR: 0, Role.ASSIGNEE: 1, Role.SIGNER: 2}
SIGNING: Final = frozenset({Role.ASSIGNEE, Role.SIGNER})
"""The roles that sign; the others approve."""


class ProviderKind(StrEnum):
    """How members sign."""

    SIMPLE = "simple"  # a one-time code by e-mail, and the company's seal
    CERTIFICATE = "certificate"  # a key of one's own, unlocked by a PIN
    EXTERNAL = "external"  # a detached signature that was made elsewhere


class Unrecognised(StrEnum):
    """What a company does about a signature made elsewhere whose certificate names somebody else than the member."""

    REFUSE = "refuse"
    MARK = "mark"  # kept, and marked


class DocumentState(StrEnum):
    """Where a document stands."""

    SENT = "sent"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class MemberState(StrEnum):
    """Where a member stands."""

    WAITING = "waiting"
    READY = "ready"
    SIGNED = "signed"
    REFUSED = "refused"
    EXPIRED = "expired"


class Why(StrEnum):
    """Why a document or a member stands where it does."""

    VALUES = "values"  # the linked system of personnel records is asked for what the file is filled with
    PREPARING = "preparing"  # the file is being made ready to sign
    UNUSABLE = "unusable"  # the file cannot be made ready
    OTHERS_FIRST = "others_first"  # it is the turn of somebody else
    IN_TURN = "in_turn"
    OPENED = "opened"
    APPROVED = "approved"
    SIGNED = "signed"
    SEALING = "sealing"  # everyone has signed; the file is being sealed
    SEALED = "sealed"
    BY_MEMBER = "by_member"
    BY_SENDER = "by_sender"
    TIME_OVER = "time_over"
    ENDED = "ended"  # the document ended before it was one's turn, or before one acted


class State(NamedTuple):
    """A state, why it is so, and in whose words where somebody said why."""

    code: str
    why: Why
    comment: str = ""


class Act(StrEnum):
    """What may be done with a document that is being signed. The records of evidence bear these words."""

    SEND = "sent"
    PREPARE = "prepared"
    OPEN = "opened"
    READ = "read"
    ASK_CODE = "code_asked"
    ASK = "asked"  # the sender something
    SIGN = "signed"
    REFUSE_SIGNATURE = "signature_refused"  # what a member brought is not taken; the member goes on
    REFUSE = "refused"
    DELEGATE = "delegated"
    REMIND = "reminded"
    CANCEL = "cancelled"
    RESEND = "resent"
    ADDRESS = "address_corrected"
    EXPIRE = "expired"
    SEAL = "sealed"
    RENEW = "renewed"  # evidence and timestamps were added to the sealed file
    DOUBT = "doubted"  # the sealed file does not hold any more


REMIND_EVERY: Final = timedelta(minutes=10)
RESEND_EVERY: Final = timedelta(minutes=10)
MOST_LETTERS: Final = 5
"""Invitations and reminders to one person in a day, for a document and all that it is sent anew as."""
MOST_REMINDERS: Final = 5
"""To one person for one document that nobody asked for."""
MOST_QUESTIONS: Final = 5
"""Of one member to the sender in a day."""
MOST_CODES: Final = 20
"""Letters with a code to one person in a day, for the same."""
DAY: Final = timedelta(days=1)
CODE_EVERY: Final = timedelta(minutes=1)
CODE_LASTS: Final = timedelta(minutes=10)
LONGEST_COMMENT: Final = 2000
LONGEST_ADDRESS: Final = 254
MOST_MEMBERS: Final = 500


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's part in a document. ``filed_at``: since when it lies in the safe, signed by everyone.

    ``signature_certificates`` are the SHA-256 of those that a signature made elsewhere was made with.
    """

    id: int
    guid: str
    document_id: int
    organization_id: int
    user_id: int
    role: Role
    employee_id: int | None = None
    employee_code: str = ""
    opened_at: datetime | None = None
    read_at: datetime | None = None
    code_asked_at: datetime | None = None
    code_hash: str | None = None
    code_expires_at: datetime | None = None
    signed_at: datetime | None = None
    signature_file_id: int | None = None
    signature_fault: str = ""
    signature_certificates: Sequence[bytes] = ()
    refused_at: datetime | None = None
    comment: str = ""
    delegated_at: datetime | None = None
    reminded_at: datetime | None = None
    filed_at: datetime | None = None

    @property
    def step(self) -> int:
        """When it is its turn: 0, 1, 2."""
        return STEPS[self.role]

    @property
    def acted(self) -> bool:
        """Whether nothing more is expected of the member."""
        return self.signed_at is not None or self.refused_at is not None


@dataclass(frozen=True, slots=True)
class SentDocument:
    """A document that was sent to be signed.

    ``file_id`` is the file that was sent, ``pdf_id`` what members see, with the signatures so far, ``original_id`` the
    same before anybody signed, ``sealed_id`` the end. ``sealing_fault`` says why the sealing waits.
    """

    id: int
    guid: str
    organization_id: int
    title: str
    company_id: int
    company_guid: str
    provider_id: int
    provider: ProviderKind
    source_id: int | None
    file_id: int
    original_id: int | None
    pdf_id: int | None
    sealed_id: int | None
    region_type: str
    external_id: str
    external_created_at: datetime | None
    language: str
    responsible_id: int
    created_by: int
    resent_from: int | None
    values_job_id: int | None
    values_settled_at: datetime | None
    created_at: datetime
    expires_at: datetime | None
    prepared_at: datetime | None
    prepare_attempts: int
    unusable_at: datetime | None
    unusable: str
    cancelled_at: datetime | None
    cancel_comment: str
    expired_at: datetime | None
    signed_at: datetime | None
    sealing_attempts: int
    sealing_fault: str
    sealing_level: str
    sealing_due_at: datetime | None
    sealed_at: datetime | None
    evidence_count: int
    evidence_head: bytes


def document_state(document: SentDocument, members: Collection[Member]) -> State:
    """Where the document stands."""
    if document.unusable_at:
        return State(DocumentState.CANCELLED, Why.UNUSABLE, document.unusable)
    if document.cancelled_at:
        return State(DocumentState.CANCELLED, Why.BY_SENDER, document.cancel_comment)
    for member in members:
        if member.refused_at:
            return State(DocumentState.REFUSED, Why.BY_MEMBER, member.comment)
    if document.expired_at:
        return State(DocumentState.EXPIRED, Why.TIME_OVER)
    if document.sealed_at:
        return State(DocumentState.DONE, Why.SEALED)
    if everyone_signed(members):
        return State(DocumentState.IN_PROGRESS, Why.SEALING, document.sealing_fault)
    if any(member.opened_at or member.signed_at for member in members):
        return State(DocumentState.IN_PROGRESS, Why.OPENED)
    if document.prepared_at:
        return State(DocumentState.SENT, Why.IN_TURN)
    return State(DocumentState.SENT, Why.VALUES if awaits_values(document) else Why.PREPARING)


def awaits_values(document: SentDocument) -> bool:
    """Whether the making ready waits for values of the linked system of personnel records."""
    return document.values_job_id is not None and document.values_settled_at is None


def member_state(document: SentDocument, members: Collection[Member], member: Member) -> State:
    """Where a member stands."""
    if member.signed_at:
        return State(MemberState.SIGNED, Why.SIGNED if member.role in SIGNING else Why.APPROVED)
    if member.refused_at:
        return State(MemberState.REFUSED, Why.BY_MEMBER, member.comment)
    if document.expired_at:
        return State(MemberState.EXPIRED, Why.TIME_OVER)
    if has_ended(document, members):
        return State(MemberState.WAITING, Why.ENDED)
    if document.prepared_at is None:
        return State(MemberState.WAITING, Why.PREPARING)
    if any(each.step < member.step and not each.signed_at for each in members):
        return State(MemberState.WAITING, Why.OTHERS_FIRST)
    return State(MemberState.READY, Why.OPENED if member.opened_at else Why.IN_TURN)


def everyone_signed(members: Collection[Member]) -> bool:
    """Whether nobody is missing."""
    return bool(members) and all(member.signed_at for member in members)


def has_ended(document: SentDocument, members: Collection[Member]) -> bool:
    """Whether nobody is to act any more, well or not."""
    cut_short = document.unusable_at or document.cancelled_at or document.expired_at or document.sealed_at
    return bool(cut_short) or any(member.refused_at for member in members)


def ready(document: SentDocument, members: Collection[Member]) -> list[Member]:
    """Whose turn it is."""
    return [each for each in members if member_state(document, members, each).code == MemberState.READY]


def check_roles(roles: Sequence[Role]) -> None:
    """Refuse a document that nobody signs for one of the sides. Raises PARAMETER_INVALID (``members``; the role)."""
    for role in (Role.SIGNER, Role.ASSIGNEE):
        if role not in roles:
            raise _invalid("members", f"There is no member with the role {role}", role)
    if len(roles) > MOST_MEMBERS:
        raise _invalid("members", f"There are {len(roles)} members: a document takes at most {MOST_MEMBERS}")


def check_act(act: Act, document: SentDocument, members: Collection[Member], member: Member, now: datetime) -> None:
    """Refuse what a member may not do at this point. Raises CONFLICT (``member``; the act)."""
    state = member_state(document, members, member)
    if state.code != MemberState.READY:
        raise _conflict(act, f"The document is not waiting for this member, who is {state.code}: {state.why}")
    if act is Act.READ and not member.opened_at:
        raise _conflict(act, "The document has to be opened first")
    if act in {Act.SIGN, Act.ASK_CODE} and not member.read_at:
        raise _conflict(act, "The document has to be read first")
    if act is Act.ASK_CODE and member.code_asked_at and now < member.code_asked_at + CODE_EVERY:
        raise _conflict(act, f"A code was sent less than {CODE_EVERY.seconds} seconds ago")


def check_document_act(act: Act, document: SentDocument, members: Collection[Member], now: datetime) -> None:
    """Refuse what may not be done with the whole document at this point. Raises CONFLICT (``document``; the act)."""
    state = document_state(document, members)
    over = has_ended(document, members)
    if act is Act.RESEND:
        if state.code not in {DocumentState.REFUSED, DocumentState.EXPIRED, DocumentState.CANCELLED}:
            raise _conflict(act, f"The document is {state.code}: only one that ended unsigned is sent anew", "document")
        return
    if over or everyone_signed(members):
        raise _conflict(act, f"The document is {state.code}: {state.why}", "document")
    if act is Act.EXPIRE and (document.expires_at is None or now < document.expires_at):
        raise _conflict(act, "The time of the document is not over", "document")


class LetterLimit(InkpostError):
    """So many letters may not go to somebody; ``at`` is when the next one may."""

    def __init__(self, act: Act, at: datetime) -> None:
        told = at.astimezone(UTC).isoformat(timespec="seconds")
        super().__init__(
            Reason.LIMIT_REACHED,
            f"At most {MOST_LETTERS} letters a day go to one person, and reminders {REMIND_EVERY.seconds // 60} "
            f"minutes apart: this is possible again at {told}",
            subject="letter",
            action=act,
            given=told,
        )
        self.at = at


def free_at(letters: Sequence[datetime], now: datetime, most: int) -> datetime:
    """When the next letter may go to somebody who got these in the last day, oldest first; ``now`` where it may now."""
    day = [each for each in letters if each > now - DAY]
    return now if len(day) < most else day[len(day) - most] + DAY


def checked_address(address: str) -> str:
    """An e-mail address that a letter can be written to. Raises PARAMETER_INVALID (``address``)."""
    given = address.strip()
    name, _, host = given.rpartition("@")
    good = given.isascii() and given.isprintable() and not set(given) & set(' ,;<>()"') and "." in host
    if not good or not name or len(given) > LONGEST_ADDRESS or host.startswith(".") or host.endswith("."):
        raise _invalid("address", f"address is {given[:100]!r}: it takes one such as anna@example.com")
    return given


def checked_comment(comment: str) -> str:
    """A comment without what would break a page or a database. Raises PARAMETER_INVALID (``comment``)."""
    if len(comment) > LONGEST_COMMENT:
        raise _invalid("comment", f"comment is {len(comment)} characters long: it takes at most {LONGEST_COMMENT}")
    return comment.replace("\x00", "").strip()


def _conflict(act: Act, message: str, subject: str = "member") -> InkpostError:
    return InkpostError(Reason.CONFLICT, message, subject=subject, action=act)


def _invalid(subject: str, message: str, action: str = "") -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=subject, action=action)

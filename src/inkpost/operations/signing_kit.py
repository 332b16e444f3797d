"""What the acts of signing share: one document held, its facts changed, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.evidence import Record
from inkpost.model.people import Level, Right, User
from inkpost.model.signatures import (
    DAY,
    MOST_CODES,
    MOST_LETTERS,
    REMIND_EVERY,
    SIGNING,
    Act,
    LetterLimit,
    Member,
    MemberState,
    ProviderKind,
    SentDocument,
    State,
    document_state,
    everyone_signed,
    free_at,
    has_ended,
    member_state,
)
from inkpost.operations.announcing import announce
from inkpost.operations.kit import Services, Work
from inkpost.operations.sealing_places import SealOrder, Signatory
from inkpost.operations.signing_codes import address_of
from inkpost.operations.signing_letters import CODE as CODE
from inkpost.operations.signing_letters import INVITATION as INVITATION
from inkpost.operations.signing_letters import REMINDER as REMINDER
from inkpost.store import files, people
from inkpost.store import signatures as stored
from inkpost.store import signing_letters as letters
from inkpost.store.jobs import CONVERT, MAIL, SIGN

PREPARE: Final = "prepare_signing"
SEAL: Final = "seal_document"
STAMP: Final = "stamp_evidence"
LETTER: Final = "send_letter"
LONGEST_AGENT: Final = 500
TAKEN_FOR: Final = timedelta(minutes=10)
"""How long a sealing belongs to the job that was queued for it, before it is due again."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where; nobody for the server itself."""

    user_id: int | None = None
    name: str = ""
    address: str = ""
    agent: str = ""
    application_id: int | None = None
    connector: str = ""


SERVER: Final = Actor()


def actor_of(work: Work) -> Actor:
    """The caller of an act."""
    caller = work.caller
    return Actor(
        caller.user.id,
        caller.user.full_name,
        caller.address[:LONGEST_AGENT],
        _speakable(caller.agent)[:LONGEST_AGENT],
        caller.application_id,
        work.connector,
    )


class Process:
    """One document that is held, with its members. ``settle`` tells what its changed facts led to, and must end it."""

    def __init__(self, services: Services, db: Connection, document: SentDocument, actor: Actor, now: datetime) -> None:
        self.services = services
        self.db = db
        self.actor = actor
        self.now = now
        self.document = document
        self.members = stored.members(db, document.id)
        self._before = self._states()

    def change(self, **facts: Any) -> None:
        """Set facts of the document."""
        self.document = stored.change(self.db, self.document.id, **facts)

    def change_member(self, member: Member, **facts: Any) -> None:
        """Set facts of a member."""
        changed = stored.change_member(self.db, member.id, **facts)
        self.members = [changed if each.id == member.id else each for each in self.members]

    def member(self, member_id: int) -> Member:
        """A member as it is now."""
        return next(each for each in self.members if each.id == member_id)

    def record(self, act: Act, member: Member | None = None, **details: Any) -> None:
        """Write the next record of the evidence; of a member with its GUID and role."""
        whose = {"member": member.guid, "role": member.role.value} if member else {}
        made = Record(
            number=self.document.evidence_count + 1,
            at=self.now,
            act=act.value,
            user_id=self.actor.user_id,
            name=_speakable(self.actor.name),
            address=self.actor.address,
            agent=self.actor.agent,
            details={**whose, **{name: _told(item) for name, item in details.items()}},
            previous=self.document.evidence_head,
        )
        stored.append(self.db, self.document.id, made)
        self.document = stored.change(self.db, self.document.id, evidence_count=made.number)

    def settle(self) -> None:
        """Tell of every state that changed, invite whose turn it is now, queue the sealing once all have signed."""
        if everyone_signed(self.members) and self.document.signed_at is None:
            self.change(signed_at=self.now, sealing_due_at=self.now + TAKEN_FOR)
            queue_sealing(self.services, self.db, self.document.id)
        after = self._states()
        # Who acted comes before those whose turn it is because of that.
        for member in sorted(self.members, key=lambda each: (each.step, each.id)):
            if self._before[member.id].code != after[member.id].code:
                self._tell_member(member, after[member.id])
        if self._before[None].code != after[None].code:
            self.tell_document()
        if has_ended(self.document, self.members):
            queue_stamp(self.services, self.db, self.document.id)

    def tell_document(self) -> None:
        """Announce where the document stands."""
        state = document_state(self.document, self.members)
        self.announce("sign.document.changed", "sign_document", self.document.id, **_state(state))

    def letter(self, member: Member, kind: str) -> None:
        """Queue a letter to a member."""
        self._queue_letter(member.id, member.user_id, kind)

    def remind(self, member: Member) -> None:
        """Write to a member again."""
        self.change_member(member, reminded_at=self.now)
        self.letter(member, REMINDER)
        self.record(Act.REMIND, member)

    def letter_to_sender(self, kind: str) -> None:
        """Queue a letter to who sent the document."""
        self._queue_letter(None, self.document.created_by, kind)

    def _queue_letter(self, member_id: int | None, user_id: int, kind: str) -> None:
        letter_id = letters.add(
            self.db, document_id=self.document.id, member_id=member_id, user_id=user_id, kind=kind, now=self.now
        )
        self.services.jobs.queue(self.db, LETTER, queue=MAIL, letter_id=letter_id)

    def announce(self, kind: str, subject: str, subject_id: int, **payload: Any) -> None:
        """Tell whoever wants to hear of it."""
        announce(
            self.services,
            self.db,
            self.document.organization_id,
            kind,
            subject,
            subject_id,
            user_id=self.actor.user_id,
            application_id=self.actor.application_id,
            connector=self.actor.connector,
            uid=self.document.guid,
            company_guid=self.document.company_guid,
            **payload,
        )

    def _tell_member(self, member: Member, state: State) -> None:
        told = {"member_uid": member.guid, **_state(state)}
        self.announce("sign.member.changed", "sign_member", member.id, **told)
        if state.code == MemberState.READY:
            self.letter(member, INVITATION)

    def _states(self) -> dict[int | None, State]:
        """The states of the members by their numbers, and of the document."""
        return {
            None: document_state(self.document, self.members),
            **{each.id: member_state(self.document, self.members, each) for each in self.members},
        }


def held(work: Work, uid: str) -> Process:
    """A document that the caller sees, held for an act of its sender. Raises NOT_FOUND."""
    document = stored.find(work.db, work.organization_id, uid, lock=True)
    return Process(work.services, work.db, seen(work, document), actor_of(work), work.now)


def held_by_member(work: Work, member: Member) -> Process:
    """The document of a member, held for its act. Raises NOT_FOUND where it went to somebody else meanwhile."""
    document = stored.by_id(work.db, member.document_id, lock=True)
    if document is None:
        raise no_document()
    process = Process(work.services, work.db, document, actor_of(work), work.now)
    if process.member(member.id).user_id != work.user_id:
        raise no_document()
    return process


def seen(work: Work, document: SentDocument | None) -> SentDocument:
    """The document, if the caller may see it: whose it is, or of whom the right reaches. Raises NOT_FOUND."""
    if document is None or not sees(work, document):
        raise no_document()
    return document


def sees(work: Work, document: SentDocument) -> bool:
    """Whether the caller sees a document among those that were sent."""
    level = work.level(Right.SIGNING_VIEW)
    if level is Level.ALL:
        return True
    if level is Level.NONE:
        return False
    mine = {work.user_id} if level is Level.OWN else set(people.colleagues(work.db, work.user_id)) | {work.user_id}
    return document.created_by in mine or document.responsible_id in mine


def no_document() -> InkpostError:
    """The answer for what is not there, and for what the caller may not see."""
    return InkpostError(Reason.NOT_FOUND, "Document not found", subject="document")


def hand_over(work: Work, process: Process, member: Member, user_id: int, comment: str) -> None:
    """Let somebody else act in a member's place, from the beginning. The document is held."""
    other = active_user(work, user_id)
    if other is None or any(each.user_id == user_id and each.role is member.role for each in process.members):
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            "user takes an active user of the organisation who has no such part in the document",
            subject="user",
            given=str(user_id)[:40],
        )
    if process.document.provider is ProviderKind.SIMPLE and member.role in SIGNING and not other.email:
        raise InkpostError(
            Reason.PARAMETER_INVALID, "user has no e-mail address, which codes are sent to", subject="user"
        )
    if member_state(process.document, process.members, member).code == MemberState.READY:
        demand_letter(process, user_id, Act.DELEGATE)
    before = member.user_id
    process.change_member(
        member,
        user_id=user_id,
        employee_id=None,
        employee_code="",
        delegated_at=work.now,
        **dict.fromkeys(("opened_at", "read_at", "code_asked_at", "code_hash", "code_expires_at", "reminded_at")),
    )
    process.record(Act.DELEGATE, member, by=before, to=user_id, to_name=other.full_name, comment=comment)
    if member_state(process.document, process.members, process.member(member.id)).code == MemberState.READY:
        process.letter(process.member(member.id), INVITATION)


def demand_letter(process: Process, user_id: int, act: Act) -> None:
    """Refuse one more letter to somebody who got too many. Raises LIMIT_REACHED (``letter``)."""
    at = letter_free_at(process, user_id, act)
    if at > process.now:
        raise LetterLimit(act, at)


def letter_free_at(process: Process, user_id: int, act: Act) -> datetime:
    """When the next letter may go to somebody for this document and those it goes back to. What never came counts not.

    Reminders are some time apart as well.
    """
    kinds, most = ((CODE,), MOST_CODES) if act is Act.ASK_CODE else ((INVITATION, REMINDER), MOST_LETTERS)
    first = letters.first_of(process.db, process.document.id)
    found = letters.since(process.db, first, user_id, kinds, process.now - DAY)
    at = free_at([each.queued_at for each in found if each.failed_at is None], process.now, most)
    reminded = [each.queued_at for each in found if each.kind == REMINDER]
    return max(at, reminded[-1] + REMIND_EVERY) if act is Act.REMIND and reminded else at


def order_of(services: Services, db: Connection, document: SentDocument, members: list[Member]) -> SealOrder:
    """What a seal says of a document."""
    names = names_of(db, document, members)
    signatories = tuple(Signatory(names[each.user_id], each.role, each.signed_at) for each in members if each.signed_at)
    return SealOrder(
        document.organization_id,
        document.company_id,
        document.guid,
        document.title,
        document.language,
        signatories,
        address_of(services.settings, document.guid),
    )


def names_of(db: Connection, document: SentDocument, members: list[Member]) -> dict[int, str]:
    """The names of the members by their users."""
    found = {each.user_id: people.user(db, document.organization_id, each.user_id) for each in members}
    return {number: user.full_name if user else str(number) for number, user in found.items()}


def queue_preparation(services: Services, db: Connection, document_id: int) -> None:
    """Queue the making ready of a document's file, in the caller's transaction."""
    services.jobs.queue(db, PREPARE, queue=CONVERT, lock=f"signing:{document_id}", document_id=document_id)


def queue_sealing(services: Services, db: Connection, document_id: int) -> None:
    """Queue the sealing of a document, in the caller's transaction."""
    services.jobs.queue(db, SEAL, queue=SIGN, lock=f"sign:{document_id}", document_id=document_id)


def queue_stamp(services: Services, db: Connection, document_id: int) -> None:
    """Queue a timestamp over the end of a document's chain, in the caller's transaction."""
    services.jobs.queue(db, STAMP, queue=SIGN, lock=f"stamp:{document_id}", document_id=document_id)


def sha256_of(db: Connection, document: SentDocument, file_id: int | None) -> str:
    """The hash of a file of a document, in hex; nothing where there is no file."""
    file = files.find(db, document.organization_id, file_id) if file_id is not None else None
    return file.sha256.hex() if file else ""


def active_user(work: Work, user_id: int) -> User | None:
    """A user of the caller's organisation who may still act."""
    user = people.user(work.db, work.organization_id, user_id) if 0 < user_id < 2**63 else None
    return user if user is not None and user.active else None


def _state(state: State) -> Mapping[str, str]:
    return {"state": str(state.code), "why": state.why.value}


def _told(item: Any) -> Any:
    return _speakable(item) if isinstance(item, str) else item


def _speakable(text: str) -> str:
    """A text that has one spelling in JSON: halves of characters, which a header may hold, are replaced."""
    return text.encode("utf-8", "replace").decode()

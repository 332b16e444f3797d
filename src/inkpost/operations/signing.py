"""What the sender of a document may do: send it to be signed, see where it stands, remind, cancel, send anew."""

from __future__ import annotations

from datetime import datetime

from inkpost.errors import InkpostError, Reason
from inkpost.model.evidence import Broken, check
from inkpost.model.people import Right
from inkpost.model.signatures import (
    RESEND_EVERY,
    Act,
    LetterLimit,
    MemberState,
    Role,
    check_document_act,
    check_roles,
    checked_address,
    checked_comment,
    member_state,
)
from inkpost.operations.kit import Work, operation
from inkpost.operations.signing_kit import (
    INVITATION,
    Process,
    demand_letter,
    hand_over,
    held,
    letter_free_at,
    seen,
)
from inkpost.operations.signing_providers import Proof as Proof
from inkpost.operations.signing_providers import registered
from inkpost.operations.signing_start import CompanyNamed as CompanyNamed
from inkpost.operations.signing_start import Participant as Participant
from inkpost.operations.signing_start import Sending as Sending
from inkpost.operations.signing_start import Standing as Standing
from inkpost.operations.signing_start import (
    check_said,
    demand_key,
    people_of,
    row_of,
    sender_of,
    sent_file,
    standing,
    started,
    usable_provider,
)
from inkpost.store import people
from inkpost.store import signatures as stored
from inkpost.store import signing_letters as letters
from inkpost.store.signatures import Provider


@operation(right=Right.SIGNING_SEND)
def providers(work: Work, company: CompanyNamed, *, limit: int, offset: int) -> list[Provider]:
    """A page of the providers of a company of one's own, oldest first. Raises NOT_FOUND (``company``), FORBIDDEN."""
    sender = sender_of(work, company)
    return registered(work, sender.crm_number)[offset : offset + limit]


@operation(right=Right.SIGNING_SEND)
def send(work: Work, given: Sending) -> Standing:
    """Send a document to be signed; its file is made ready by a job, and then the first members are invited.

    Raises FORBIDDEN, NOT_FOUND (``company``, ``user``, ``employee``, ``document``), PARAMETER_INVALID (``members``,
    ``provider``, ``expires``, ``title``, ``externalId``), UNUSABLE_FILE (``file``), and CONFLICT (``key``) where the
    company has no key to seal with.
    """
    check_roles([each.role for each in given.members])
    sender = sender_of(work, given.company)
    provider = usable_provider(work, given.provider_uid, sender)
    found = people_of(work, [*given.members, given.responsible], sender, provider.kind)
    check_said(work, given)
    demand_key(work, sender.crm_number)
    return started(work, given, sender, provider, found, sent_file(work, given))


@operation(right=Right.SIGNING_VIEW)
def get(work: Work, uid: str) -> Standing:
    """Where a document stands. Raises FORBIDDEN, NOT_FOUND for one that the caller may not see."""
    document = seen(work, stored.find(work.db, work.organization_id, uid))
    return standing(document, stored.members(work.db, document.id))


@operation(right=Right.SIGNING_SEND)
def remind(work: Work, uid: str) -> int:
    """Write again to everybody whose turn it is and to whom a letter may go now; how many.

    Raises as ``cancel``, and LIMIT_REACHED (``letter``) where there is nobody whom one may go to.
    """
    process = held(work, uid)
    check_document_act(Act.REMIND, process.document, process.members, work.now)
    ready = [
        each
        for each in process.members
        if member_state(process.document, process.members, each).code == MemberState.READY
    ]
    free = {each.id: letter_free_at(process, each.user_id, Act.REMIND) for each in ready}
    if ready and min(free.values()) > work.now:
        raise LetterLimit(Act.REMIND, min(free.values()))
    ready = [each for each in ready if free[each.id] <= work.now]
    for member in ready:
        process.remind(member)
    process.settle()
    return len(ready)


@operation(right=Right.SIGNING_SEND)
def cancel(work: Work, uid: str, comment: str = "") -> Standing:
    """Call a document back before everyone has signed. Raises FORBIDDEN, NOT_FOUND, CONFLICT, PARAMETER_INVALID."""
    said = checked_comment(comment)
    process = held(work, uid)
    check_document_act(Act.CANCEL, process.document, process.members, work.now)
    process.change(cancelled_at=work.now, cancel_comment=said)
    process.record(Act.CANCEL, comment=said)
    process.settle()
    return standing(process.document, process.members)


@operation(right=Right.SIGNING_SEND)
def reassign(work: Work, uid: str, member_uid: str, user_id: int, comment: str = "") -> Standing:
    """Let somebody else act in a member's place. Raises FORBIDDEN, NOT_FOUND, CONFLICT, PARAMETER_INVALID."""
    said = checked_comment(comment)
    process = held(work, uid)
    check_document_act(Act.DELEGATE, process.document, process.members, work.now)
    member = next((each for each in process.members if each.guid == member_uid.lower()), None)
    if member is None or member.acted:
        raise InkpostError(Reason.NOT_FOUND, "There is no such member who has not acted yet", subject="member")
    hand_over(work, process, member, user_id, said)
    process.settle()
    return standing(process.document, process.members)


@operation(right=Right.SIGNING_SEND)
def resend(work: Work, uid: str, expires_at: datetime | None = None) -> Standing:
    """Send a document anew that ended unsigned: the same file to the same people, from the beginning.

    Raises FORBIDDEN, NOT_FOUND, CONFLICT (it did not end so), LIMIT_REACHED (``letter``), and what ``send`` raises.
    """
    process = held(work, uid)
    old = process.document
    check_document_act(Act.RESEND, old, process.members, work.now)
    _check_resend(process)
    given = Sending(
        company=CompanyNamed(old.company_id),
        provider_uid="",
        responsible=Participant(old.responsible_id, Role.ASSIGNEE),
        members=tuple(Participant(each.user_id, each.role) for each in process.members),
        title=old.title,
        region_type=old.region_type,
        external_id=old.external_id,
        external_created_at=old.external_created_at,
        language=old.language,
        expires_at=expires_at,
    )
    sender = sender_of(work, given.company)
    offered = [each for each in registered(work, sender.crm_number) if each.kind is old.provider]
    if not offered:
        raise InkpostError(Reason.PARAMETER_INVALID, "The provider is not available any more", subject="provider")
    found = people_of(work, [*given.members, given.responsible], sender, old.provider)
    check_said(work, given)
    demand_key(work, sender.crm_number)
    made = started(work, given, sender, offered[0], found, row_of(work, old.file_id), resent_from=old.id)
    process.record(Act.RESEND, document=made.document.guid)
    return made


def _check_resend(process: Process) -> None:
    """Refuse to send a document anew too often: its people get an invitation each time."""
    first = letters.first_of(process.db, process.document.id)
    stored.by_id(process.db, first, lock=True)  # of several who send it anew at once, the next sees the one before
    before = letters.resent_at(process.db, first)
    moments = [before + RESEND_EVERY] if before else []
    moments += [letter_free_at(process, each.user_id, Act.RESEND) for each in process.members]
    if max(moments) > process.now:
        raise LetterLimit(Act.RESEND, max(moments))


@operation(right=Right.SIGNING_SEND)
def correct_address(work: Work, uid: str, member_uid: str, address: str) -> Standing:
    """Correct the e-mail address of a member who was not reached, and invite the member again where it is the turn.

    Whoever gets the letters of somebody can sign in that name, so this is for administrators. Raises FORBIDDEN
    (``address``), NOT_FOUND (``document``, ``member``), CONFLICT, PARAMETER_INVALID (``address``), LIMIT_REACHED.
    """
    if not work.caller.user.admin:
        raise InkpostError(Reason.FORBIDDEN, "Addresses are corrected by administrators", subject="address")
    process = held(work, uid)
    check_document_act(Act.ADDRESS, process.document, process.members, work.now)
    member = next((each for each in process.members if each.guid == member_uid.lower()), None)
    if member is None or member.acted:
        raise InkpostError(Reason.NOT_FOUND, "There is no such member who has not acted yet", subject="member")
    before = people.user(work.db, work.organization_id, member.user_id)
    people.set_user(work.db, member.user_id, email=checked_address(address))
    process.record(Act.ADDRESS, member, before=before.email if before else "", after=address.strip())
    if member_state(process.document, process.members, member).code == MemberState.READY:
        demand_letter(process, member.user_id, Act.ADDRESS)
        process.letter(member, INVITATION)
    process.settle()
    return standing(process.document, process.members)


@operation(right=Right.SIGNING_VIEW)
def evidence(work: Work, uid: str) -> list[bytes]:
    """The records of a document, each in its one spelling. Raises FORBIDDEN, NOT_FOUND."""
    return stored.chain(work.db, seen(work, stored.find(work.db, work.organization_id, uid)).id)


@operation(right=Right.SIGNING_VIEW)
def check_evidence(work: Work, uid: str) -> Broken | None:
    """The first record that is not as it was written; ``None`` where all are. Raises FORBIDDEN, NOT_FOUND."""
    document = seen(work, stored.find(work.db, work.organization_id, uid))
    try:
        return check(stored.records(work.db, document.id), document.evidence_head)
    except ValueError as fault:
        return Broken(0, str(fault))

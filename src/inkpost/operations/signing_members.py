"""What a member does with a document that was sent to be signed: look, read, ask for a code, sign, refuse, delegate."""

from __future__ import annotations

from inkpost.errors import InkpostError, Reason
from inkpost.model.files import StoredFile
from inkpost.model.people import Right
from inkpost.model.signatures import (
    SIGNING,
    Act,
    Member,
    MemberState,
    ProviderKind,
    Why,
    check_act,
    checked_comment,
    member_state,
)
from inkpost.operations.kit import Work, operation
from inkpost.operations.signing_kit import (
    CODE,
    Process,
    demand_letter,
    hand_over,
    held_by_member,
    no_document,
    sha256_of,
)
from inkpost.operations.signing_letters import QUESTION
from inkpost.operations.signing_parts import MOST_LISTED, Part, own_member, part_among, part_of, shown_part
from inkpost.operations.signing_providers import Proof, held_with, note_refused, signed
from inkpost.operations.signing_questions import demand_question
from inkpost.store import signatures as stored


@operation(right=Right.SIGNED_IN)
def mine(work: Work, *, limit: int = MOST_LISTED, before: int | None = None) -> list[Part]:
    """A page of the documents that wait for the caller, newest first; those older than the part ``before``."""
    found = (part_of(work, each) for each in stored.waiting_for(work.db, work.user_id, limit=limit, before=before))
    return [part for part in found if part is not None and part.state.code == MemberState.READY]


@operation(right=Right.SIGNED_IN)
def get(work: Work, uid: str) -> Part:
    """The caller's part by the member's GUID. Raises NOT_FOUND, also before it is the caller's turn."""
    return shown_part(work, uid)


@operation(right=Right.SIGNED_IN)
def open_(work: Work, uid: str) -> Part:
    """Open the document: recorded the first time. Raises NOT_FOUND."""
    part = shown_part(work, uid)
    if part.state.code == MemberState.READY and part.member.opened_at is None:
        process = _held(work, uid, Act.OPEN)
        member = process.member(part.member.id)
        if member.opened_at is None:
            process.change_member(member, opened_at=work.now)
            process.record(Act.OPEN, member, file=sha256_of(work.db, process.document, process.document.pdf_id))
        process.settle()
        return _told(process, part.member.id)
    return part


@operation(right=Right.SIGNED_IN)
def read(work: Work, uid: str) -> Part:
    """The document was read to its end: recorded the first time. Raises NOT_FOUND, CONFLICT."""
    process = _held(work, uid, Act.READ)
    member = _of_caller(process, uid)
    if member.read_at is None:
        process.change_member(member, read_at=work.now)
        process.record(Act.READ, member)
    process.settle()
    return _told(process, member.id)


@operation(right=Right.SIGNED_IN)
def ask_code(work: Work, uid: str) -> None:
    """Have a one-time code sent by e-mail. Raises NOT_FOUND, LIMIT_REACHED, CONFLICT (not now, or no address)."""
    process = _held(work, uid, Act.ASK_CODE)
    member = _of_caller(process, uid)
    if process.document.provider is not ProviderKind.SIMPLE or member.role not in SIGNING:
        raise InkpostError(Reason.CONFLICT, "No code is needed here", subject="code", action=Act.ASK_CODE)
    if not work.caller.user.email:
        raise InkpostError(Reason.CONFLICT, "There is no e-mail address to send a code to", subject="code")
    demand_letter(process, member.user_id, Act.ASK_CODE)
    process.change_member(member, code_asked_at=work.now)
    process.record(Act.ASK_CODE, member)
    process.letter(member, CODE)
    process.settle()


@operation(right=Right.SIGNED_IN)
def sign(work: Work, uid: str, proof: Proof | None = None) -> Part:
    """Sign, or approve where the role does not sign. When everyone has, the sealing is queued.

    Raises NOT_FOUND, CONFLICT, PARAMETER_MISSING and PARAMETER_INVALID (code, pin, signature), TOO_MANY_REQUESTS,
    UNAVAILABLE.
    """
    part, given = shown_part(work, uid), proof or Proof()
    check_act(Act.SIGN, part.document, stored.members(work.db, part.document.id), part.member, work.now)
    trying = work.db.begin_nested()
    try:
        signed_part = _signed(work, part, given)
    except InkpostError as fault:
        trying.rollback()  # which lets go of the document
        if given.signature and fault.subject in {"signature", "signer"}:
            note_refused(work, part.member, given.signature, fault)
        raise
    trying.commit()
    return signed_part


def _signed(work: Work, part: Part, given: Proof) -> Part:
    uid = part.member.guid
    process, early = held_with(work, part.document, part.member, given, lambda: _held(work, uid, Act.SIGN))
    if process.member(part.member.id).code_hash != part.member.code_hash:
        raise InkpostError(Reason.CONFLICT, "Another code was sent meanwhile", subject="code")
    told = signed(work, process, process.member(part.member.id), given, early)
    process.change_member(process.member(part.member.id), signed_at=work.now)
    process.record(Act.SIGN, process.member(part.member.id), **told)
    process.settle()
    return _told(process, part.member.id)


@operation(right=Right.SIGNED_IN)
def refuse(work: Work, uid: str, comment: str = "") -> Part:
    """Refuse: the document ends. Raises NOT_FOUND, CONFLICT, PARAMETER_INVALID (``comment``)."""
    said = checked_comment(comment)
    process = _held(work, uid, Act.REFUSE)
    member = _of_caller(process, uid)
    process.change_member(member, refused_at=work.now, comment=said)
    process.record(Act.REFUSE, member, comment=said)
    process.settle()
    return _told(process, member.id)


@operation(right=Right.SIGNED_IN)
def ask(work: Work, uid: str, question: str) -> None:
    """Ask who sent the document something: recorded, and written to the sender.

    Raises NOT_FOUND, CONFLICT, LIMIT_REACHED, PARAMETER_MISSING and PARAMETER_INVALID (``comment``).
    """
    said = checked_comment(question)
    if not said:
        raise InkpostError(Reason.PARAMETER_MISSING, "The question is missing", subject="comment")
    process = _held(work, uid, Act.ASK)
    member = _of_caller(process, uid)
    demand_question(process, member)
    process.record(Act.ASK, member, comment=said)
    process.letter_to_sender(QUESTION)
    process.settle()


@operation(right=Right.SIGNED_IN)
def delegate(work: Work, uid: str, user_id: int, comment: str = "") -> None:
    """Hand the part over to somebody else of the organisation. Raises NOT_FOUND, CONFLICT, PARAMETER_INVALID."""
    said = checked_comment(comment)
    process = _held(work, uid, Act.DELEGATE)
    hand_over(work, process, _of_caller(process, uid), user_id, said)
    process.settle()


@operation(right=Right.SIGNED_IN)
def content(work: Work, uid: str) -> tuple[StoredFile, bytes]:
    """What the member is to sign: the PDF with the signatures so far, in the end the sealed one. Raises NOT_FOUND."""
    document = shown_part(work, uid).document
    return work.file(document.sealed_id or document.pdf_id or document.file_id)


@operation(right=Right.SIGNED_IN)
def original(work: Work, uid: str) -> tuple[StoredFile, bytes]:
    """The PDF as a detached signature is made over it; its hash stands in the file. Raises NOT_FOUND."""
    document = shown_part(work, uid).document
    return work.file(document.original_id or document.file_id)


@operation(right=Right.SIGNED_IN)
def picture(work: Work, uid: str, number: int) -> tuple[StoredFile, bytes]:
    """The picture of a page, from 1. Raises NOT_FOUND."""
    pages = stored.pages(work.db, shown_part(work, uid).document.id)
    if not 1 <= number <= len(pages):
        raise InkpostError(Reason.NOT_FOUND, "The document has no such page", subject="page")
    return pages[number - 1], work.services.blobs.get(pages[number - 1].sha256)


def _held(work: Work, uid: str, act: Act) -> Process:
    process = held_by_member(work, own_member(work, uid))
    member = _of_caller(process, uid)
    state = member_state(process.document, process.members, member)
    if state.why in {Why.PREPARING, Why.OTHERS_FIRST}:
        raise no_document()
    check_act(act, process.document, process.members, member, work.now)
    return process


def _of_caller(process: Process, uid: str) -> Member:
    return next(each for each in process.members if each.guid == uid.lower())


def _told(process: Process, member_id: int) -> Part:
    return part_among(process.document, process.members, member_id)

"""The safe: what everyone has signed, for those who signed it and for the company."""

from __future__ import annotations

from dataclasses import dataclass

from inkpost.errors import InkpostError, Reason
from inkpost.model.files import StoredFile
from inkpost.model.people import Level, Right
from inkpost.model.signatures import Member, SentDocument
from inkpost.operations.kit import Work, operation
from inkpost.operations.signing_kit import no_document
from inkpost.store import people
from inkpost.store import signatures as stored
from inkpost.store.signatures import Filed


@dataclass(frozen=True, slots=True)
class OfEmployee:
    """A signed document with the part of one who signed it."""

    document: SentDocument
    member: Member
    file_name: str


@operation(right=Right.SIGNED_IN)
def personal(work: Work, *, limit: int, offset: int) -> list[Filed]:
    """A page of what the caller has signed, newest first."""
    return stored.personal(work.db, work.user_id, limit=limit, offset=offset)


@operation(right=Right.SIGNING_SAFE)
def page(work: Work, *, limit: int, offset: int) -> list[Filed]:
    """A page of the safe, newest first: of all, or of what was sent by those whom the right reaches."""
    return stored.safe(work.db, work.organization_id, _senders(work), limit=limit, offset=offset)


@operation(right=Right.SIGNED_IN)
def content(work: Work, filed_id: int) -> tuple[StoredFile, bytes]:
    """The signed file, for who signed it and who sees it in the safe. Raises NOT_FOUND, FILE_LOST."""
    member = stored.member_by_id(work.db, filed_id)
    if member is None or member.organization_id != work.organization_id or member.filed_at is None:
        raise no_document()
    document = stored.by_id(work.db, member.document_id)
    if document is None or document.sealed_id is None:
        raise InkpostError(Reason.NOT_FOUND, "Document not found", subject="document")
    if member.user_id != work.user_id and not _in_safe(work, document.created_by):
        raise no_document()
    return work.file(document.sealed_id)


@operation(right=Right.SIGNED_IN)
def of_employee(work: Work, member_id: int) -> OfEmployee:
    """What an employee of the linked system has signed, for administrators. Raises FORBIDDEN, NOT_FOUND (``document``).

    The latter with ``linked`` where the company or the person is linked to nothing, ``file`` before it is sealed.
    """
    if not work.caller.user.admin:
        raise InkpostError(
            Reason.FORBIDDEN, "Documents of employees are for administrators", subject="signing", action="view"
        )
    member = stored.member_by_id(work.db, member_id) if 0 < member_id < 2**63 else None
    document = stored.by_id(work.db, member.document_id) if member else None
    if member is None or document is None or document.organization_id != work.organization_id:
        raise no_document()
    if not document.company_guid or not member.employee_code:
        raise _lacking("linked", "The document is not linked to an employee")
    if member.filed_at is None or document.sealed_id is None:
        raise _lacking("file", "The document is not signed by everyone")
    return OfEmployee(document, member, f"{document.title}.pdf")


def _lacking(what: str, message: str) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, message, subject="document", action=what)


def _in_safe(work: Work, sender: int) -> bool:
    senders = _senders(work)
    return senders is None or sender in senders


def _senders(work: Work) -> set[int] | None:
    """Whose documents the caller sees in the safe; everybody's where nothing is said."""
    level = work.level(Right.SIGNING_SAFE)
    if level is Level.ALL:
        return None
    if level is Level.NONE:
        return set()
    if level is Level.OWN:
        return {work.user_id}
    return {work.user_id, *people.colleagues(work.db, work.user_id)}

"""The safe: what everyone has signed, for those who signed it and for the company."""

from __future__ import annotations

from inkpost.errors import InkpostError, Reason
from inkpost.model.files import StoredFile
from inkpost.model.people import Level, Right
from inkpost.operations.kit import Work, operation
from inkpost.operations.signing_kit import no_document
from inkpost.store import people
from inkpost.store import signatures as stored
from inkpost.store.signatures import Filed


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

"""The files of documents, by their own numbers."""

from __future__ import annotations

from dataclasses import dataclass

from inkpost.errors import InkpostError, Reason
from inkpost.model.documents import Document
from inkpost.model.files import StoredFile
from inkpost.model.people import Level, Right
from inkpost.operations.crm_rights import sight
from inkpost.operations.crm_showing import MODULE
from inkpost.operations.kit import Work, operation
from inkpost.store import documents, files


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file of a document."""

    file: StoredFile
    document: Document


@operation(right=Right.SIGNED_IN)
def get(work: Work, file_id: int) -> DocumentFile:
    """A file of a document of the caller's organisation.

    Raises NOT_FOUND (``file``), also of a file that is no document's, and FORBIDDEN for a caller who may not see the
    document.
    """
    return _seen(work, file_id)


@operation(right=Right.SIGNED_IN)
def content(work: Work, file_id: int) -> tuple[StoredFile, bytes]:
    """The same with its contents. Raises FILE_LOST too."""
    return work.file(_seen(work, file_id).file.id)


def _seen(work: Work, file_id: int) -> DocumentFile:
    file = files.find(work.db, work.organization_id, file_id)
    document = documents.of_file(work.db, work.organization_id, file_id) if file is not None else None
    if file is None or document is None:
        raise InkpostError(Reason.NOT_FOUND, f"Could not find entity with id `{file_id}`", subject="file")
    hidden = document.module == MODULE and not sight(work, Right.CRM_VIEW).covers(document.assigned_by)
    if hidden or work.level(Right.DOCUMENTS_VIEW) is Level.NONE:
        raise InkpostError(Reason.FORBIDDEN, "Access denied", subject="file", action="see")
    return DocumentFile(file, document)

"""What can be done with documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from inkpost.engines.docx import Placeholder
from inkpost.errors import InkpostError, Reason
from inkpost.model.documents import Document
from inkpost.model.fields import FieldDescription
from inkpost.model.files import StoredFile
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.operations.crm_rights import sight
from inkpost.operations.crm_showing import MODULE
from inkpost.operations.filling import Descriptions, Values, described_fields
from inkpost.operations.kit import Work, operation
from inkpost.operations.making import (
    file_of,
    found,
    make,
    record,
    refill,
    switch_link,
    template_of,
    too_long,
    usable_template,
)
from inkpost.store import documents as stored

LONGEST_REFERENCE = 500
"""Characters."""


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """A document with the placeholders of its template."""

    document: Document
    placeholders: tuple[Placeholder, ...]
    descriptions: Mapping[str, FieldDescription]


@operation(right=Right.DOCUMENTS_VIEW)
def create(
    work: Work,
    template_id: int,
    *,
    module: str,
    reference: str,
    provider: str = "",
    values: Values | None = None,
    fields: Descriptions | None = None,
    stamps: bool | None = None,
    method: str = "rest",
) -> Document:
    """Make a document from a template for the caller's organisation, and queue its conversion.

    The number is the value ``DocumentNumber`` or the numerator's next one. Raises NOT_FOUND and DELETED (template),
    FORBIDDEN (documents, or this template), LIMIT_REACHED, PARAMETER_MISSING and PARAMETER_INVALID.
    """
    _check_reference(reference)
    template = usable_template(work, template_id, module)
    owner = {"module": module, "reference": reference, "provider": provider}
    return make(work, template, owner, values=values or {}, fields=fields or {}, stamps=stamps, method=method)


@operation(right=Right.DOCUMENTS_VIEW)
def update(
    work: Work,
    document_id: int,
    *,
    module: str,
    values: Values | None = None,
    fields: Descriptions | None = None,
    stamps: bool | None = None,
) -> Document:
    """Fill a document anew with more values over those it has, and queue its conversion.

    Two updates at once follow one another, so neither is lost. Raises NOT_FOUND, FORBIDDEN, PARAMETER_INVALID.
    """
    work.demand(Right.DOCUMENTS_MODIFY)
    return refill(work, found(work, document_id, module), values=values or {}, fields=fields or {}, stamps=stamps)


@operation(right=Right.DOCUMENTS_VIEW)
def get(work: Work, document_id: int, *, module: str) -> Document:
    """One document of the caller's organisation. Raises NOT_FOUND."""
    return found(work, document_id, module)


@operation(right=Right.DOCUMENTS_VIEW)
def page(work: Work, query: ListQuery, *, module: str) -> tuple[list[Document], int | None]:
    """A page of documents, and how many there are in all where the query asks for it."""
    return stored.page(work.db, work.organization_id, query, module=module)


@operation(right=Right.DOCUMENTS_VIEW)
def recent(work: Work, *, limit: int, before: int | None = None) -> list[Document]:
    """The newest documents of the caller's organisation, whichever part of the system made them, newest first.

    Of the CRM's those of items that the caller may see. ``before``: those alone that were made before this one.
    """
    reach = sight(work, Right.CRM_VIEW)
    return stored.recent(work.db, work.organization_id, limit, before=before, crm=MODULE, sight=reach)


@operation(right=Right.DOCUMENTS_VIEW)
def delete(work: Work, document_id: int, *, module: str) -> None:
    """Delete a document with its public link. Raises NOT_FOUND, FORBIDDEN."""
    work.demand(Right.DOCUMENTS_MODIFY)
    document = found(work, document_id, module, lock=True)
    stored.remove(work.db, document_id)
    record(work, "document.deleted", document)


@operation(right=Right.DOCUMENTS_VIEW)
def set_public_link(
    work: Work,
    document_id: int,
    *,
    module: str,
    enabled: bool,
    expires_at: datetime | None = None,
    password: str | None = None,
) -> Document:
    """Switch the public link on or off; on again gives the same link. Raises NOT_FOUND, FORBIDDEN.

    Switching on sets the expiry and the password to what is given, and clears what is not.
    """
    work.demand(Right.DOCUMENTS_MODIFY)
    document = found(work, document_id, module, lock=True)
    return switch_link(work, document, enabled=enabled, expires_at=expires_at, password=password)


@operation(right=Right.DOCUMENTS_VIEW)
def fields(work: Work, document_id: int, *, module: str) -> DocumentFields:
    """The placeholders of the document's template. Raises NOT_FOUND, FORBIDDEN."""
    work.demand(Right.DOCUMENTS_MODIFY)
    document = found(work, document_id, module)
    program = work.program(template_of(work, document).file_id)
    return DocumentFields(document, program.placeholders, described_fields(document.field_descriptions))


@operation(right=Right.DOCUMENTS_VIEW)
def content(work: Work, document_id: int, kind: str, *, module: str) -> tuple[StoredFile, bytes]:
    """A file of a document: ``docx``, ``pdf`` or ``image``. Raises NOT_FOUND (also of a file not there yet)."""
    document = found(work, document_id, module)
    return file_of(work, document, kind)


def _check_reference(reference: str) -> None:
    if not reference:
        raise InkpostError(Reason.PARAMETER_MISSING, 'Empty required parameter "value"', subject="value")
    if len(reference) > LONGEST_REFERENCE:
        raise too_long("value", reference, LONGEST_REFERENCE)

"""What can be done with documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from inkpost.engines.docx import Placeholder
from inkpost.errors import InkpostError, Reason
from inkpost.model.documents import Document
from inkpost.model.fields import FieldDescription
from inkpost.model.files import DOCX, StoredFile
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.model.secrets import hash_password, new_secret
from inkpost.model.templates import Template
from inkpost.operations.announcing import announce, told_of
from inkpost.operations.conversion import queue
from inkpost.operations.filling import (
    NUMBER,
    Descriptions,
    Draft,
    Values,
    described_fields,
    fetched_pictures,
    stored_fields,
    text_of,
)
from inkpost.operations.kit import Work, operation
from inkpost.store import documents as stored
from inkpost.store import numbering
from inkpost.store import templates as stored_templates

LONGEST_REFERENCE = 500
LONGEST_NUMBER = 255
"""Characters."""
MOST_VALUES = 16 * 1024 * 1024
"""Bytes of a document's values, written as JSON."""


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
    template = _usable_template(work, template_id, module)
    values, fields = _checked(values or {}), fields or {}
    program = work.program(template.file_id)
    # A picture may be slow to come: nothing is locked before the last one is here.
    pictures = fetched_pictures(work.services.fetcher, program, values, fields)
    _hold(work, template)
    _demand_room(work)
    number = _number(work, template, values)
    title = f"{template.name} {number}".strip()
    draft = Draft(work, template, number, title, new_secret(24), pictures)
    stamps = template.with_stamps if stamps is None else stamps
    body = draft.fill(program, values, fields, stamps, work.now)
    file = work.keep(body, name=f"{title}.docx", media_type=DOCX)
    document = stored.add(
        work.db,
        organization_id=work.organization_id,
        template_id=template.id,
        module=module,
        title=title,
        number=number,
        reference=reference,
        provider=provider,
        field_values=dict(values),
        field_descriptions=stored_fields(fields),
        creation_method=method,
        stamps_enabled=stamps,
        file_id=file.id,
        public_code=draft.public_code,
        created_by=work.user_id,
        created_at=work.now,
        updated_at=work.now,
    )
    queue(work.services, work.db, document)
    _record(work, "document.added", document)
    return document


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
    document = _found(work, document_id, module)
    template = _template_of(work, document)
    program = work.program(template.file_id)
    # A picture may be slow to come: nothing is locked before the last one is here.
    pictures = fetched_pictures(work.services.fetcher, program, *_merged(document, values, fields))
    document = _found(work, document_id, module, lock=True)
    merged, described = _merged(document, values, fields)
    pictures = fetched_pictures(work.services.fetcher, program, merged, described, pictures)
    number = text_of(merged.get(NUMBER)) or document.number
    title = f"{template.name} {number}".strip()
    stamped = True if stamps is None else stamps
    draft = Draft(work, template, number, title, document.public_code or new_secret(24), pictures)
    body = draft.fill(program, merged, described, stamped, document.created_at)
    file = work.keep(body, name=f"{title}.docx", media_type=DOCX)
    document = stored.change(
        work.db,
        document_id,
        title=title,
        number=number,
        field_values=merged,
        field_descriptions=stored_fields(described),
        stamps_enabled=stamped,
        file_id=file.id,
        public_code=draft.public_code,
        revision=document.revision + 1,
        pdf_id=None,
        image_id=None,
        converted_at=None,
        conversion_attempts=0,
        conversion_failed_at=None,
        conversion_error_code="",
        conversion_error="",
        updated_by=work.user_id,
        updated_at=work.now,
    )
    queue(work.services, work.db, document)
    _record(work, "document.updated", document)
    return document


@operation(right=Right.DOCUMENTS_VIEW)
def get(work: Work, document_id: int, *, module: str) -> Document:
    """One document of the caller's organisation. Raises NOT_FOUND."""
    return _found(work, document_id, module)


@operation(right=Right.DOCUMENTS_VIEW)
def page(work: Work, query: ListQuery, *, module: str) -> tuple[list[Document], int | None]:
    """A page of documents, and how many there are in all where the query asks for it."""
    return stored.page(work.db, work.organization_id, query, module=module)


@operation(right=Right.DOCUMENTS_VIEW)
def recent(work: Work, *, limit: int) -> list[Document]:
    """The newest documents of the caller's organisation, whichever part of the system made them."""
    return stored.recent(work.db, work.organization_id, limit)


@operation(right=Right.DOCUMENTS_VIEW)
def delete(work: Work, document_id: int, *, module: str) -> None:
    """Delete a document with its public link. Raises NOT_FOUND, FORBIDDEN."""
    work.demand(Right.DOCUMENTS_MODIFY)
    document = _found(work, document_id, module, lock=True)
    stored.remove(work.db, document_id)
    _record(work, "document.deleted", document)


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
    document = _found(work, document_id, module, lock=True)
    if expires_at is not None and expires_at <= work.now:
        raise InkpostError(
            Reason.PARAMETER_INVALID, "expires is in the past: it takes a moment to come", subject="expires"
        )
    document = stored.change(
        work.db,
        document_id,
        public=enabled,
        public_code=document.public_code or new_secret(24),
        public_expires_at=expires_at,
        public_password_hash=hash_password(password) if password else None,
    )
    _record(work, "document.link_opened" if enabled else "document.link_closed", document)
    return document


@operation(right=Right.DOCUMENTS_VIEW)
def fields(work: Work, document_id: int, *, module: str) -> DocumentFields:
    """The placeholders of the document's template. Raises NOT_FOUND, FORBIDDEN."""
    work.demand(Right.DOCUMENTS_MODIFY)
    document = _found(work, document_id, module)
    program = work.program(_template_of(work, document).file_id)
    return DocumentFields(document, program.placeholders, described_fields(document.field_descriptions))


@operation(right=Right.DOCUMENTS_VIEW)
def content(work: Work, document_id: int, kind: str, *, module: str) -> tuple[StoredFile, bytes]:
    """A file of a document: ``docx``, ``pdf`` or ``image``. Raises NOT_FOUND (also of a file not there yet)."""
    document = _found(work, document_id, module)
    file_id = {"docx": document.file_id, "pdf": document.pdf_id, "image": document.image_id}[kind]
    if file_id is None:
        raise InkpostError(Reason.NOT_FOUND, f"The document has no {kind} yet", subject="file")
    return work.file(file_id)


def _found(work: Work, document_id: int, module: str, *, lock: bool = False) -> Document:
    document = stored.find(work.db, work.organization_id, document_id, lock=lock)
    if document is None or document.module != module:
        raise InkpostError(Reason.NOT_FOUND, "Document not found", subject="document")
    return document


def _usable_template(work: Work, template_id: int, module: str) -> Template:
    template = stored_templates.find(work.db, work.organization_id, template_id)
    if template is None or template.module != module:
        raise InkpostError(Reason.NOT_FOUND, "Template not found", subject="template")
    if template.deleted:
        raise InkpostError(Reason.DELETED, "Cannot create document on deleted template", subject="template")
    work.demand(Right.DOCUMENTS_MODIFY)
    if not work.caller.user.admin and not work.access_codes.intersection(template.access_codes):
        raise InkpostError(
            Reason.FORBIDDEN, "You may not make documents from this template", subject="template", action="use"
        )
    return template


def _template_of(work: Work, document: Document) -> Template:
    template = stored_templates.find(work.db, work.organization_id, document.template_id or 0)
    if template is None:
        raise InkpostError(Reason.NOT_FOUND, "Template not found", subject="template")
    return template


def _demand_room(work: Work) -> None:
    """Refuse one document more than the plan has room for; of two at once the second counts the first."""
    most = work.caller.organization.max_documents
    if most is None:
        return
    if stored.count_in_turn(work.db, work.organization_id) >= most:
        raise InkpostError(Reason.LIMIT_REACHED, "Maximum count of documents has been reached", subject="documents")


def _hold(work: Work, template: Template) -> None:
    """Keep the template from being removed until the document that needs it is recorded."""
    if not stored_templates.hold(work.db, template.id):
        raise InkpostError(Reason.NOT_FOUND, "Template not found", subject="template")


def _check_reference(reference: str) -> None:
    if not reference:
        raise InkpostError(Reason.PARAMETER_MISSING, 'Empty required parameter "value"', subject="value")
    if len(reference) > LONGEST_REFERENCE:
        raise _too_long("value", reference, LONGEST_REFERENCE)


def _checked(values: Values) -> Values:
    """The values, once they are found small enough to keep and their number short enough to show."""
    size = len(msgspec.json.encode(values))
    if size > MOST_VALUES:
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"values take {size} bytes: at most {MOST_VALUES} are kept", subject="values"
        )
    number = text_of(values.get(NUMBER))
    if len(number) > LONGEST_NUMBER:
        raise _too_long(f"values.{NUMBER}", number, LONGEST_NUMBER)
    return values


def _too_long(field: str, text: str, most: int) -> InkpostError:
    return InkpostError(
        Reason.PARAMETER_INVALID, f"{field} is {len(text)} characters long: it takes at most {most}", subject=field
    )


def _merged(
    document: Document, values: Values | None, fields: Descriptions | None
) -> tuple[Values, dict[str, FieldDescription]]:
    """A document's values and descriptions with those of a change over them."""
    described = {**described_fields(document.field_descriptions), **(fields or {})}
    return _checked({**document.field_values, **(values or {})}), described


def _number(work: Work, template: Template, values: Values) -> str:
    given = text_of(values.get(NUMBER))
    if given or template.numerator_id is None:
        return given
    timezone = work.caller.organization.timezone
    return numbering.take(work.db, work.organization_id, template.numerator_id, work.now, timezone) or ""


def _record(work: Work, kind: str, document: Document) -> None:
    announce(
        work.services,
        work.db,
        work.organization_id,
        kind,
        "document",
        document.id,
        user_id=work.user_id,
        application_id=work.caller.application_id,
        connector=work.connector,
        revision=document.revision,
        **told_of(document),
    )

"""The making of documents, whatever their data: template, number, filling, record, queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from inkpost.engines.docx import Program
from inkpost.errors import InkpostError, Reason
from inkpost.model.documents import Document
from inkpost.model.fields import FieldDescription
from inkpost.model.files import DOCX, StoredFile
from inkpost.model.numbering import Words
from inkpost.model.people import Right
from inkpost.model.secrets import hash_password, new_secret
from inkpost.model.templates import Template
from inkpost.operations.announcing import tell, told_of
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
from inkpost.operations.kit import Work
from inkpost.store import documents as stored
from inkpost.store import numbering
from inkpost.store import templates as stored_templates

LONGEST_NUMBER = 255
"""Characters."""
MOST_VALUES = 16 * 1024 * 1024
"""Bytes of a document's values, written as JSON."""

Supply = Callable[[Program, Values], tuple[Values, Descriptions]]
"""What is known of a template's fields beside what the caller gives, which goes before it."""


def nothing(program: Program, values: Values) -> tuple[Values, Descriptions]:
    """The supply of a document that has the caller's values alone."""
    return {}, {}


def make(
    work: Work,
    template: Template,
    owner: Mapping[str, Any],
    *,
    values: Values,
    fields: Descriptions,
    stamps: bool | None,
    method: str,
    supply: Supply = nothing,
    words: Words | None = None,
) -> Document:
    """Make a document from a usable template; ``owner`` are the columns that say what it was made for.

    ``words`` are those that its number may have besides.
    """
    values = _checked(values)
    program = work.program(template.file_id)
    known, described = supply(program, values)
    known, described = {**known, **values}, {**described, **fields}
    # A picture may be slow to come: nothing is locked before the last one is here.
    pictures = fetched_pictures(work.services.fetcher, program, known, described)
    hold(work, template)
    demand_room(work)
    number = _number(work, template, values, words)
    title = f"{template.name} {number}".strip()
    draft = Draft(work, template, number, title, new_secret(24), pictures)
    stamps = template.with_stamps if stamps is None else stamps
    body = draft.fill(program, known, described, stamps, work.now)
    file = work.keep(body, name=f"{title}.docx", media_type=DOCX)
    document = stored.add(
        work.db,
        **owner,
        organization_id=work.organization_id,
        template_id=template.id,
        title=title,
        number=number,
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
    record(work, "document.added", document)
    return document


def refill(
    work: Work,
    document: Document,
    *,
    values: Values,
    fields: Descriptions,
    stamps: bool | None,
    supply: Supply = nothing,
) -> Document:
    """Fill a document anew with more values over those it has. Two at once follow one another."""
    template = template_of(work, document)
    program = work.program(template.file_id)
    merged, described = _merged(document, values, fields)
    known, kinds = supply(program, merged)
    # A picture may be slow to come: nothing is locked before the last one is here.
    pictures = fetched_pictures(work.services.fetcher, program, {**known, **merged}, {**kinds, **described})
    document = found(work, document.id, document.module, lock=True)
    merged, described = _merged(document, values, fields)
    known, kinds = {**known, **merged}, {**kinds, **described}
    pictures = fetched_pictures(work.services.fetcher, program, known, kinds, pictures)
    number = text_of(merged.get(NUMBER)) or document.number
    title = f"{template.name} {number}".strip()
    stamped = True if stamps is None else stamps
    draft = Draft(work, template, number, title, document.public_code or new_secret(24), pictures)
    body = draft.fill(program, known, kinds, stamped, document.created_at)
    file = work.keep(body, name=f"{title}.docx", media_type=DOCX)
    document = stored.change(
        work.db,
        document.id,
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
    record(work, "document.updated", document)
    return document


def switch_link(
    work: Work, document: Document, *, enabled: bool, expires_at: datetime | None, password: str | None
) -> Document:
    """Switch the public link of a locked document on or off; on again gives the same link."""
    if expires_at is not None and expires_at <= work.now:
        raise InkpostError(
            Reason.PARAMETER_INVALID, "expires is in the past: it takes a moment to come", subject="expires"
        )
    document = stored.change(
        work.db,
        document.id,
        public=enabled,
        public_code=document.public_code or new_secret(24),
        public_expires_at=expires_at,
        public_password_hash=hash_password(password) if password else None,
    )
    record(work, "document.link_opened" if enabled else "document.link_closed", document)
    return document


def file_of(work: Work, document: Document, kind: str) -> tuple[StoredFile, bytes]:
    """A file of a document: ``docx``, ``pdf`` or ``image``. Raises NOT_FOUND of a file not there yet."""
    file_id = {"docx": document.file_id, "pdf": document.pdf_id, "image": document.image_id}[kind]
    if file_id is None:
        raise InkpostError(Reason.NOT_FOUND, f"The document has no {kind} yet", subject="file")
    return work.file(file_id)


def found(work: Work, document_id: int, module: str, *, lock: bool = False) -> Document:
    document = stored.find(work.db, work.organization_id, document_id, lock=lock)
    if document is None or document.module != module:
        # Of another part of the system: it is there, and not to be had here.
        action = "module" if document is not None else ""
        raise InkpostError(Reason.NOT_FOUND, "Document not found", subject="document", action=action)
    return document


def usable_template(work: Work, template_id: int, module: str) -> Template:
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


def template_of(work: Work, document: Document) -> Template:
    template = stored_templates.find(work.db, work.organization_id, document.template_id or 0)
    if template is None:
        raise InkpostError(Reason.NOT_FOUND, "Template not found", subject="template")
    return template


def demand_room(work: Work) -> None:
    """Refuse one document more than the plan has room for; of two at once the second counts the first."""
    most = work.caller.organization.max_documents
    if most is None:
        return
    if stored.count_in_turn(work.db, work.organization_id) >= most:
        raise InkpostError(Reason.LIMIT_REACHED, "Maximum count of documents has been reached", subject="documents")


def hold(work: Work, template: Template) -> None:
    """Keep the template from being removed until the document that needs it is recorded."""
    if not stored_templates.hold(work.db, template.id):
        raise InkpostError(Reason.NOT_FOUND, "Template not found", subject="template")


def _checked(values: Values) -> Values:
    """The values, once they are found small enough to keep and their number short enough to show."""
    size = len(msgspec.json.encode(values))
    if size > MOST_VALUES:
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"values take {size} bytes: at most {MOST_VALUES} are kept", subject="values"
        )
    number = text_of(values.get(NUMBER))
    if len(number) > LONGEST_NUMBER:
        raise too_long(f"values.{NUMBER}", number, LONGEST_NUMBER)
    return values


def too_long(field: str, text: str, most: int) -> InkpostError:
    return InkpostError(
        Reason.PARAMETER_INVALID, f"{field} is {len(text)} characters long: it takes at most {most}", subject=field
    )


def _merged(
    document: Document, values: Values | None, fields: Descriptions | None
) -> tuple[Values, dict[str, FieldDescription]]:
    """A document's values and descriptions with those of a change over them."""
    described = {**described_fields(document.field_descriptions), **(fields or {})}
    return _checked({**document.field_values, **(values or {})}), described


def _number(work: Work, template: Template, values: Values, words: Words | None) -> str:
    given = text_of(values.get(NUMBER))
    if given or template.numerator_id is None:
        return given
    timezone = work.caller.organization.timezone
    taken = numbering.take(work.db, work.organization_id, template.numerator_id, work.now, timezone, more=words) or ""
    if len(taken) > LONGEST_NUMBER:
        raise InkpostError(
            Reason.CONFLICT,
            f"The numerator {template.numerator_id} made a number of {len(taken)} characters: "
            f"a document takes at most {LONGEST_NUMBER}",
            subject="numerator",
            action="take",
        )
    return taken


def record(work: Work, kind: str, document: Document) -> None:
    tell(work, kind, "document", document.id, revision=document.revision, **told_of(document))

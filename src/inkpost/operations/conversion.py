"""Conversion of a document: the job behind ``document.created`` and ``document.updated``. Idempotent at every step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from inkpost.engines.convert import ConversionFailed
from inkpost.errors import InkpostError
from inkpost.model.documents import Document
from inkpost.model.files import PDF, PNG
from inkpost.operations.announcing import announce, told_of
from inkpost.operations.kit import Services
from inkpost.store import documents, files

MAX_ATTEMPTS = 2
TASK = "convert_document"
CLOSED = "closed"  # the converter's word for: I am shutting down

ToPdf = Callable[[bytes], bytes]
ToPictures = Callable[[bytes], list[bytes]]
log = structlog.get_logger()


def convert(
    services: Services, to_pdf: ToPdf, to_pictures: ToPictures, *, organization_id: int, document_id: int, revision: int
) -> None:
    """Make the PDF and the pictures of one revision. Whatever dies in between, the next run goes on from there.

    A file that cannot be converted, for whatever reason of its own, is tried ``MAX_ATTEMPTS`` times; then the document
    says why. Raises what is no fault of the file: the database's errors, and ConversionFailed of a converter that
    closes. The job is to be tried again then.
    """
    document = _waiting(services, organization_id, document_id, revision)
    if document is None:
        return
    try:
        if document.pdf_id is None:
            _make_pdf(services, document, to_pdf)
            document = _waiting(services, organization_id, document_id, revision)
        if document is not None and document.pdf_id is not None:
            _make_pictures(services, document, to_pictures(_content(services, document, document.pdf_id)))
    except SQLAlchemyError:
        raise
    except Exception as fault:
        code, message = _told(fault)
        if code == CLOSED:
            raise
        _count_failure(services, organization_id, document_id, revision, code, message)


def give_up(services: Services, db: Connection, *, organization_id: int, document_id: int, revision: int) -> None:
    """Say that a revision cannot be converted because whoever tried it died, in the caller's transaction."""
    document = documents.find(db, organization_id, document_id)
    if document is not None and document.revision == revision and not _done(document):
        _fail(services, db, document, "crashed", "The conversion of this document ended every process that tried it.")


def _told(fault: Exception) -> tuple[str, str]:
    """What a document says of its failure; the log has the rest."""
    if isinstance(fault, ConversionFailed):
        log.warning("conversion.failed", code=fault.code, says=fault.message)
        return fault.code, fault.message
    if isinstance(fault, InkpostError):
        log.error("conversion.failed", code=fault.reason.value, says=fault.message, detail=fault.detail)
        return fault.reason.value, fault.message
    log.error("conversion.failed", code="internal", exc_info=fault)
    return "internal", "The document could not be converted."


def _waiting(services: Services, organization_id: int, document_id: int, revision: int) -> Document | None:
    with services.engine.begin() as db:
        document = documents.find(db, organization_id, document_id)
    if document is None or document.revision != revision:
        return None
    return None if _done(document) else document


def _done(document: Document) -> bool:
    return document.converted_at is not None or document.conversion_failed_at is not None


def _make_pdf(services: Services, document: Document, to_pdf: ToPdf) -> None:
    pdf = to_pdf(_content(services, document, document.file_id))
    digest = services.blobs.put(pdf)
    with services.engine.begin() as db:
        file = files.add(
            db,
            organization_id=document.organization_id,
            sha256=digest,
            size=len(pdf),
            name=f"{document.title}.pdf",
            media_type=PDF,
        )
        if not documents.record_pdf(db, document.id, document.revision, file.id):
            db.rollback()


def _make_pictures(services: Services, document: Document, pictures: list[bytes]) -> None:
    digests = [services.blobs.put(picture) for picture in pictures]
    with services.engine.begin() as db:
        pages = [
            files.add(
                db,
                organization_id=document.organization_id,
                sha256=digest,
                size=len(picture),
                name=f"{document.title}-{number}.png",
                media_type=PNG,
            ).id
            for number, (digest, picture) in enumerate(zip(digests, pictures, strict=True), 1)
        ]
        if not documents.record_pages(db, document.id, document.revision, pages, services.clock()):
            db.rollback()
            return
        _event(services, db, document, "document.converted")


def _count_failure(
    services: Services, organization_id: int, document_id: int, revision: int, code: str, message: str
) -> None:
    with services.engine.begin() as db:
        document = documents.find(db, organization_id, document_id, lock=True)
        if document is None or document.revision != revision or _done(document):
            return
        if (documents.count_failure(db, document_id, revision) or 0) < MAX_ATTEMPTS:
            queue(services, db, document)
        else:
            _fail(services, db, document, code, message)


def _fail(services: Services, db: Connection, document: Document, code: str, message: str) -> None:
    documents.record_failure(db, document.id, document.revision, code=code, message=message, now=services.clock())
    _event(services, db, document, "document.conversion_failed", code=code)


def queue(services: Services, db: Connection, document: Document) -> None:
    """Queue the conversion of the document's present revision, in the caller's transaction."""
    services.jobs.queue(
        db,
        TASK,
        lock=f"document:{document.id}",
        organization_id=document.organization_id,
        document_id=document.id,
        revision=document.revision,
    )


def _content(services: Services, document: Document, file_id: int) -> bytes:
    with services.engine.begin() as db:
        file = files.find(db, document.organization_id, file_id)
    if file is None:
        raise ConversionFailed("unreadable", "The document's file is gone")
    return services.blobs.get(file.sha256)


def _event(services: Services, db: Connection, document: Document, kind: str, **payload: Any) -> None:
    announce(
        services,
        db,
        document.organization_id,
        kind,
        "document",
        document.id,
        revision=document.revision,
        **told_of(document),
        **payload,
    )

"""Documents behind their public links: only what is open is found here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, text, update

from inkpost.model.documents import Document
from inkpost.model.files import StoredFile
from inkpost.store.rows import value
from inkpost.store.tables import document_pages, documents, files, organizations


def open_document(db: Connection, code: str, now: datetime) -> Document | None:
    """The document of a link that is switched on, has not expired and whose organisation is open.

    One look-up for every outcome, so that they take as long as one another.
    """
    row = db.execute(
        select(documents)
        .join(organizations, organizations.c.id == documents.c.organization_id)
        .where(
            documents.c.public_code == code,
            documents.c.public,
            or_(documents.c.public_expires_at.is_(None), documents.c.public_expires_at > now),
            organizations.c.closed.is_(False),
        )
    ).first()
    return value(Document, row) if row else None


def page(db: Connection, document_id: int, number: int) -> StoredFile | None:
    """The picture of one page."""
    row = db.execute(
        select(files)
        .join(document_pages, document_pages.c.file_id == files.c.id)
        .where(document_pages.c.document_id == document_id, document_pages.c.number == number)
    ).first()
    return value(StoredFile, row) if row else None


def record_view(db: Connection, document_id: int, now: datetime, *, every: timedelta) -> None:
    """Record that the page was looked at, unless that is on record already or somebody holds the document."""
    db.execute(text("set local synchronous_commit = off"))  # losing one costs nothing
    free = select(documents.c.id).where(_due(document_id, now - every)).with_for_update(skip_locked=True)
    db.execute(update(documents).where(documents.c.id.in_(free.scalar_subquery())).values(viewed_at=now))


def _due(document_id: int, before: datetime) -> ColumnElement[Any]:
    return and_(documents.c.id == document_id, or_(documents.c.viewed_at.is_(None), documents.c.viewed_at <= before))

"""What pages list of the documents that are being signed."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from inkpost.model.signatures import Member, SentDocument
from inkpost.store import signatures as stored
from inkpost.store.tables import sign_documents, sign_members, sign_versions


def member_by_guid(db: Connection, uid: str) -> Member | None:
    """A member by its GUID, of whichever organisation."""
    if not stored.is_guid(uid):
        return None
    found = db.execute(select(sign_members.c.id).where(sign_members.c.guid == uid)).scalar()
    return stored.member_by_id(db, found) if found is not None else None


def document_by_guid(db: Connection, uid: str) -> SentDocument | None:
    """A document by its GUID, of whichever organisation."""
    if not stored.is_guid(uid):
        return None
    found = db.execute(select(sign_documents.c.id).where(sign_documents.c.guid == uid)).scalar()
    return stored.by_id(db, found) if found is not None else None


def document_by_sealed(db: Connection, sha256: bytes) -> SentDocument | None:
    """The document of whose sealed file any version has this hash, of whichever organisation."""
    query = select(sign_versions.c.document_id).where(sign_versions.c.sha256 == sha256)
    found = db.execute(query.order_by(sign_versions.c.document_id).limit(1)).scalar()
    return stored.by_id(db, found) if found is not None else None


def sent(
    db: Connection, organization_id: int, whose: Collection[int] | None, *, limit: int, offset: int
) -> list[SentDocument]:
    """A page of what was sent, newest first; of these senders and responsible people alone where they are given."""
    query = select(sign_documents.c.id).where(sign_documents.c.organization_id == organization_id)
    if whose is not None:
        people = sorted(whose)
        query = query.where(
            or_(sign_documents.c.created_by.in_(people), sign_documents.c.responsible_id.in_(people)),
        )
    rows = db.execute(query.order_by(sign_documents.c.id.desc()).limit(limit).offset(offset)).scalars().all()
    return [found for number in rows if (found := stored.by_id(db, number)) is not None]

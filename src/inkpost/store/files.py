"""Files of an organisation: the row here, the contents in the blobs."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from inkpost.model.files import StoredFile
from inkpost.store.rows import value
from inkpost.store.tables import files


def add(db: Connection, *, organization_id: int, sha256: bytes, size: int, name: str, media_type: str) -> StoredFile:
    """Record a file whose contents are already in the blobs."""
    row = db.execute(
        insert(files)
        .values(organization_id=organization_id, sha256=sha256, size=size, name=name, media_type=media_type)
        .returning(*files.c)
    ).one()
    return value(StoredFile, row)


def find(db: Connection, organization_id: int, file_id: int) -> StoredFile | None:
    """A file of this organisation."""
    row = db.execute(select(files).where(files.c.id == file_id, files.c.organization_id == organization_id)).first()
    return value(StoredFile, row) if row else None

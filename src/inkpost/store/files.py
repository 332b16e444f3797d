"""Files of an organisation: the row here, the contents in the blobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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


_ADD_ALL = insert(files).returning(files.c.id, sort_by_parameter_order=True)


def add_all(db: Connection, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Record several, with the columns of ``add`` each; their numbers, in order."""
    return list(db.execute(_ADD_ALL, list(rows)).scalars()) if rows else []


def find(db: Connection, organization_id: int, file_id: int) -> StoredFile | None:
    """A file of this organisation."""
    row = db.execute(select(files).where(files.c.id == file_id, files.c.organization_id == organization_id)).first()
    return value(StoredFile, row) if row else None

"""Contents of entities: kept in the box that posts them, read by both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from inkpost.model.exchange import StoredEntity
from inkpost.operations.kit import Work
from inkpost.store import exchange_entities

BINARY: Final = "application/octet-stream"


def kept(work: Work, content: bytes, name: str) -> dict[str, Any]:
    """A content stored, as the columns of the entity that it is of."""
    stored = work.keep(content, name=name or "content", media_type=BINARY)
    return {"file_id": stored.id, "size": len(content), "file_name": name}


def contents(work: Work, file_ids: Iterable[int | None]) -> dict[int, bytes]:
    """What lies in files, by their numbers."""
    found = exchange_entities.files_of(work.db, [each for each in file_ids if each is not None])
    return {number: work.services.blobs.get(each.sha256) for number, each in found.items()}


def content_of(work: Work, entity: StoredEntity) -> bytes:
    """What an entity holds; empty where it holds nothing."""
    return contents(work, [entity.file_id])[entity.file_id] if entity.file_id is not None else b""

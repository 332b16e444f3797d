"""Contents of entities: kept in the box that posts them, read by both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from inkpost.model.exchange import StoredEntity
from inkpost.operations.kit import Services, Work
from inkpost.store import exchange_entities, files

BINARY: Final = "application/octet-stream"


class Content(NamedTuple):
    """What an entity holds. ``name`` is empty where it is no file to anybody."""

    data: bytes
    name: str
    media_type: str = BINARY


@contextmanager
def keeping(
    services: Services, db: Connection, organization_id: int, given: Sequence[Content]
) -> Iterator[list[dict[str, Any]]]:
    """Contents stored, as the columns of the entities that they are of, in order.

    They are on the disk when the block ends, which is before the transaction does: meanwhile it may write its rows.
    """
    with services.blobs.putting([each.data for each in given]) as digests:
        rows = [
            {
                "organization_id": organization_id,
                "sha256": digest,
                "size": len(each.data),
                "name": each.name or "content",
                "media_type": each.media_type,
            }
            for each, digest in zip(given, digests, strict=True)
        ]
        yield [
            {"file_id": number, "size": len(each.data), "file_name": each.name}
            for each, number in zip(given, files.add_all(db, rows), strict=True)
        ]


def kept(work: Work, content: bytes, name: str) -> dict[str, Any]:
    """A content stored, as the columns of the entity that it is of."""
    with keeping(work.services, work.db, work.organization_id, [Content(content, name)]) as (columns,):
        return columns


def contents(work: Work, file_ids: Iterable[int | None]) -> dict[int, bytes]:
    """What lies in files, by their numbers."""
    found = exchange_entities.files_of(work.db, [each for each in file_ids if each is not None])
    return {number: work.services.blobs.get(each.sha256) for number, each in found.items()}


def content_of(work: Work, entity: StoredEntity) -> bytes:
    """What an entity holds; empty where it holds nothing."""
    return contents(work, [entity.file_id])[entity.file_id] if entity.file_id is not None else b""

"""Documents as single boxes have them. Every change goes through ``write_all`` or, of one, ``write_box_document``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.docflow import DocumentClass
from inkpost.model.exchange import BoxDocument
from inkpost.store.rows import value
from inkpost.store.tables import box_documents

_KEYS = ("box_id", "document_id", "class")
_NEW = upsert(box_documents)
_WRITE = _NEW.on_conflict_do_update(
    index_elements=list(_KEYS),
    set_={column.name: column for column in _NEW.excluded if column.name not in ("id", *_KEYS)},
).returning(*box_documents.c)


def write_all(db: Connection, rows: Sequence[Mapping[str, Any]]) -> dict[int, BoxDocument]:
    """Record what boxes have of documents, in one statement; the rows as they are now, by the documents' numbers.

    Each row has every column but its number, and no two are of one document.
    """
    if not rows:
        return {}
    return {row.document_id: document_of(row) for row in db.execute(_WRITE, [dict(each) for each in rows])}


def write_box_document(db: Connection, *, box_id: int, document_id: int, **values: Any) -> BoxDocument:
    """Record what a box has of a document, or change it; the row as it is now."""
    new = upsert(box_documents).values(box_id=box_id, document_id=document_id, **values)
    known = [box_documents.c.box_id, box_documents.c.document_id, box_documents.c["class"]]
    row = db.execute(new.on_conflict_do_update(index_elements=known, set_=values).returning(*box_documents.c))
    return document_of(row.one())


def find(db: Connection, box_id: int, document_id: int) -> BoxDocument | None:
    """What a box has of a document."""
    here = (box_documents.c.box_id == box_id, box_documents.c.document_id == document_id)
    row = db.execute(select(box_documents).where(*here)).first()
    return document_of(row) if row else None


def of_messages(db: Connection, box_id: int, message_ids: Collection[int], *, hold: bool = False) -> list[BoxDocument]:
    """What a box has of the documents of messages, in the order of the documents; kept from change where asked."""
    here = (box_documents.c.box_id == box_id, box_documents.c.message_id.in_(message_ids))
    found = select(box_documents).where(*here).order_by(box_documents.c.document_id)
    if hold:
        found = found.with_for_update(key_share=True)
    return [document_of(row) for row in db.execute(found)]


def messages_of(db: Connection, ids: Collection[int]) -> set[int]:
    """The messages that these documents, by their numbers in a box, are of."""
    found = select(box_documents.c.message_id).where(box_documents.c.id.in_(ids))
    return set(db.execute(found).scalars())


def of_document(db: Connection, document_id: int) -> list[BoxDocument]:
    """What every box has of a document."""
    found = select(box_documents).where(box_documents.c.document_id == document_id)
    return [document_of(row) for row in db.execute(found)]


def hold(db: Connection, document_ids: Collection[int]) -> list[BoxDocument]:
    """What every box has of documents, kept from change until the transaction ends; always in the same order."""
    if not document_ids:
        return []
    found = select(box_documents).where(box_documents.c.document_id.in_(document_ids))
    return [document_of(row) for row in db.execute(found.order_by(box_documents.c.id).with_for_update(key_share=True))]


def approvals(db: Connection, ids: Collection[int]) -> dict[int, Sequence[Any]]:
    """What the engine said last of the approval of documents within their box, by their numbers there."""
    found = select(box_documents.c.id, box_documents.c.view["approval"].label("approval"))
    return {row.id: row.approval for row in db.execute(found.where(box_documents.c.id.in_(ids)))}


def document_of(row: Row[Any]) -> BoxDocument:
    """What a box has of a document, out of its columns."""
    pairs = [(str(key), str(text)) for key, text in row.custom_data or ()]
    return value(BoxDocument, row, folder=DocumentClass(row._mapping["class"]), custom_data=pairs)

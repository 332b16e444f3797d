"""What a box has of a document, made out of the facts. For operations; no rights are demanded here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from inkpost.engines.docflow import Seen, State, fold, view
from inkpost.model.docflow import DocumentClass
from inkpost.model.exchange import BoxDocument, ExchangeDocument, Message, MessageKind, StoredEntity, ticks
from inkpost.model.workflows import WORKFLOWS
from inkpost.operations import exchange_listing as listing
from inkpost.operations.exchange_types import amended_by, is_invoice, may_be_amended
from inkpost.operations.kit import Services
from inkpost.store import box_documents, exchange_documents, exchange_entities, exchange_messages
from inkpost.store.exchange_postings import Change

Changes = Mapping[UUID, Mapping[str, Any]]
"""Columns of a box's documents, by the document's GUID."""


def counterparty_of(message: Message, box_id: int) -> int | None:
    """The box that this one exchanges the message with."""
    if message.internal:
        return None
    return message.to_box_id if box_id == message.from_box_id else message.from_box_id


def state_of(document: ExchangeDocument, entities: Iterable[StoredEntity]) -> State:
    """The state that a document is in by these entities."""
    own = [each.fact() for each in entities if each.document == document.guid]
    return fold(WORKFLOWS[document.workflow_id], own)


def seen_of(
    message: Message,
    document: ExchangeDocument,
    box_id: int,
    delivered: datetime | None,
    *,
    read: datetime | None,
    deleted: datetime | None,
) -> Seen:
    """What a box knows of a document beside its entities, and beside what other documents say of it."""
    return Seen(
        document_class=message.class_of(box_id),
        box=box_id,
        is_read=read is not None,
        is_deleted=deleted is not None,
        is_draft=message.kind is MessageKind.DRAFT,
        sent_at=message.sent_at,
        delivered_at=delivered,
        is_invoice=is_invoice(document.type_name, document.function),
    )


def settle_again(
    services: Services, db: Connection, document_ids: Collection[int], box_id: int, now: datetime, **changes: Any
) -> None:
    """Bring what a box has of documents to what is said of them now, beside their messages: links, an operator's word.

    Their rows are held until the transaction ends, so that nobody who changes them meanwhile is overwritten.
    """
    if not document_ids:
        return
    documents = exchange_documents.of_ids(db, document_ids)
    for held in box_documents.hold(db, document_ids):
        if held.box_id != box_id:
            continue
        message = exchange_messages.by_id(db, held.message_id)
        seen = exchange_entities.seen(db, box_id, [message.id])
        document = documents[held.document_id]
        (settled,) = settle(db, message, box_id, [document], seen, {document.id: held}, now, {document.guid: changes})
        listing.keep(services, db, message, [Change(held, settled)], seen)


def settle(
    db: Connection,
    message: Message,
    box_id: int,
    documents: Sequence[ExchangeDocument],
    seen: Sequence[StoredEntity],
    held: Mapping[int, BoxDocument],
    now: datetime,
    changes: Changes,
    *,
    linked: bool = True,
) -> list[BoxDocument]:
    """Record what a box has of a message's documents now; the rows, in order.

    ``held`` is what it had, by their numbers. Without ``linked`` none of them belongs to another one.
    """
    amended = [each.id for each in documents if may_be_amended(each.type_name)] if linked else []
    below = exchange_documents.amending(db, box_id, amended) if amended else {}
    rows = []
    for each in documents:
        columns = settled_columns(
            message,
            box_id,
            each,
            seen,
            held.get(each.id),
            now,
            changes.get(each.guid, {}),
            amending=below.get(each.id, frozenset()),
        )
        rows.append({"box_id": box_id, "document_id": each.id, **columns})
    written = box_documents.write_all(db, rows)
    return [written[each.id] for each in documents]


def settled_columns(
    message: Message,
    box_id: int,
    document: ExchangeDocument,
    seen: Sequence[StoredEntity],
    held: BoxDocument | None,
    now: datetime,
    changes: Mapping[str, Any],
    *,
    amending: Collection[str] = (),
) -> dict[str, Any]:
    """What a box has of a document by the entities that it sees, what it had of it, and what changes now.

    ``amending`` are the types of the sent documents that belong to it.
    """
    folder = message.class_of(box_id)
    delivered = _delivered_at(message, box_id)
    state = state_of(document, seen)
    read_at = changes.get("read_at", held.read_at if held else now if folder is DocumentClass.OUTBOUND else None)
    deleted_at = changes.get("deleted_at", held.deleted_at if held else None)
    revised, corrected = amended_by(document.type_name, amending)
    owed = changes.get("owes_marking_cancellation", held.owes_marking_cancellation if held else False)
    seen_as = seen_of(message, document, box_id, delivered, read=read_at, deleted=deleted_at)
    said = view(state, replace(seen_as, revised=revised, corrected=corrected, owes_marking_cancellation=owed))
    return {
        "message_id": message.id,
        "class": folder,
        "type_name": document.type_name,
        **departments_in(message, box_id, held, changes),
        "counterparty_box_id": counterparty_of(message, box_id),
        "ticks": _ticks(message, folder, delivered),
        "number": document.number,
        "date": document.date,
        "draft": message.kind is MessageKind.DRAFT,
        "sent_at": message.sent_at,
        "delivered_at": delivered,
        "read_at": read_at,
        "deleted_at": deleted_at,
        "changed_at": now,
        "view": msgspec.to_builtins(said),
        "categories": said.bits,
        "owes_marking_cancellation": owed,
        "custom_data": changes.get("custom_data", [list(pair) for pair in held.custom_data] if held else []),
    }


def _delivered_at(message: Message, box_id: int) -> datetime | None:
    return message.proxy_delivered_at if box_id == message.proxy_box_id else message.delivered_at


def _ticks(message: Message, folder: DocumentClass, delivered: datetime | None) -> int:
    """Where a document stands in the lists of a box."""
    if folder in (DocumentClass.INBOUND, DocumentClass.PROXY):
        return ticks(delivered or message.created_at)
    return ticks(message.sent_at or message.created_at)


def departments_in(
    message: Message, box_id: int, held: BoxDocument | None, changes: Mapping[str, Any]
) -> dict[str, int | None]:
    """Where a document lies in a box: what ``changes`` say, else where it lay, else where the message came to."""
    ends = {"from_department_id": message.from_department_id, "to_department_id": message.to_department_id}
    if not message.internal:
        ends = {"from_department_id": None, "to_department_id": None}
    if "department_id" in changes:
        return {"department_id": changes["department_id"], **ends}
    if held is not None:
        return {"department_id": held.department_id, **ends}
    own = {
        DocumentClass.OUTBOUND: message.from_department_id,
        DocumentClass.PROXY: message.proxy_department_id,
    }.get(message.class_of(box_id), message.to_department_id)
    return {"department_id": own, **ends}

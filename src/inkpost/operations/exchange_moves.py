"""Documents deleted in a box, restored, and moved between its departments: the other box hears nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Permission, Seat
from inkpost.model.exchange import LockMode, Message, PatchKind
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_faults import conflict
from inkpost.operations.exchange_people import box_of, demand
from inkpost.operations.kit import Work, operation
from inkpost.store import box_documents, exchange_documents, exchange_messages, exchange_patches

MOST_MOVED = 1000


@operation(right=Right.SIGNED_IN)
def delete(work: Work, box: UUID, message: UUID, document: UUID | None = None) -> None:
    """Mark a document, or a message with all of its documents, as deleted.

    With its last document a message is deleted too. Raises FORBIDDEN, NOT_FOUND, CONFLICT (deleted before).
    """
    _mark(work, box, message, document, PatchKind.DELETION)


@operation(right=Right.SIGNED_IN)
def restore(work: Work, box: UUID, message: UUID, document: UUID | None = None) -> None:
    """Undo ``delete``; with its first document a message is there again. Raises FORBIDDEN, NOT_FOUND, CONFLICT."""
    _mark(work, box, message, document, PatchKind.RESTORATION)


@operation(right=Right.SIGNED_IN)
def move(work: Work, box: UUID, documents: Sequence[tuple[UUID, UUID]], department: UUID | None) -> None:
    """Move documents (GUIDs of message and document) to a department of the box; the head where none is given.

    All of them or none. Raises FORBIDDEN (box, a document, the department), PARAMETER_INVALID, NOT_FOUND.
    """
    if len(documents) > MOST_MOVED:
        told = f"document_ids: {len(documents)} are given, at most {MOST_MOVED} go at once"
        raise InkpostError(Reason.PARAMETER_INVALID, told, subject="document_ids")
    by_message: dict[UUID, set[UUID]] = {}
    for message, document in documents:
        by_message.setdefault(message, set()).add(document)
    for guid in sorted(by_message):  # in one order, so that two who move the same do not wait for each other
        exchange_messages.hold(work.db, guid)
    seat = box_of(work, box)
    target = kit.department_of(work.db, seat.box, department, "to_department_id")
    for guid in sorted(by_message):
        _move(work, seat, kit.find_message(work, seat, guid, field="document_ids"), by_message[guid], target)


def _move(work: Work, seat: Seat, message: Message, guids: set[UUID], target: int) -> None:
    chosen = _chosen(work, seat, message, guids)
    changes = {guid: {"department_id": target} for guid in chosen}
    marks = [{"entity": str(guid), "department": target} for guid in sorted(chosen)]
    _tell(work, seat, message, PatchKind.MOVE, marks, changes)


def _mark(work: Work, box: UUID, message_guid: UUID, document: UUID | None, kind: PatchKind) -> None:
    exchange_messages.hold(work.db, message_guid)
    seat = box_of(work, box)
    demand(seat, Permission.DELETE)
    message = kit.find_message(work, seat, message_guid)
    held = {each.document_id: each for each in box_documents.of_messages(work.db, seat.box.id, [message.id])}
    gone = {guid for guid, number in _guids(work, message).items() if held[number].deleted_at is not None}
    chosen = _chosen(work, seat, message, None if document is None else {document})
    away = kind is PatchKind.DELETION
    todo = chosen - gone if away else chosen & gone
    if not todo:
        told = "deleted already" if away else "not deleted"
        raise InkpostError(Reason.CONFLICT, f"message_id: it is {told}", subject="message_id")
    at = work.now if away else None
    left = set(_guids(work, message)) - (gone | todo) if away else set()
    exchange_messages.set_deleted(work.db, seat.box.id, message.id, at if away and not left else None)
    marks = [{"entity": str(guid), "deleted": away} for guid in sorted(todo)]
    _tell(work, seat, message, kind, marks, {guid: {"deleted_at": at} for guid in todo})


def _guids(work: Work, message: Message) -> dict[UUID, int]:
    return {each.guid: each.id for each in exchange_documents.of_message(work.db, message.id)}


def _chosen(work: Work, seat: Seat, message: Message, guids: set[UUID] | None) -> set[UUID]:
    """The documents of a message that are meant; the caller sees every one of them."""
    known = _guids(work, message)
    chosen = set(known) if guids is None else guids
    unknown = next((each for each in chosen if each not in known), None)
    if unknown is not None:
        raise InkpostError(
            Reason.NOT_FOUND,
            f"document_id: the message {message.guid} has no document {unknown}",
            subject="document_id",
            given=str(unknown),
        )
    _check_lock(message, known, chosen)
    numbers = {known[each] for each in chosen}
    held = box_documents.of_messages(work.db, seat.box.id, [message.id])
    kit.demand_sight(work, seat, [each for each in held if each.document_id in numbers])
    return chosen


def _check_lock(message: Message, known: Collection[UUID], chosen: set[UUID]) -> None:
    """A packet that is locked stays together; one that is sent as one until it is sent."""
    together = message.lock_mode is LockMode.FULL or (message.lock_mode is LockMode.SEND and message.sent_at is None)
    left = sorted(str(each) for each in known if each not in chosen)
    if together and left:
        told = (
            f"the packet is locked: its documents are moved, deleted and restored together. Left out: {', '.join(left)}"
        )
        raise conflict("document_id", told)


def _tell(
    work: Work,
    seat: Seat,
    message: Message,
    kind: PatchKind,
    marks: Sequence[Mapping[str, Any]],
    changes: Mapping[UUID, Mapping[str, Any]],
) -> None:
    patch = exchange_patches.add(
        work.db,
        message_id=message.id,
        box_id=seat.box.id,
        user_id=work.user_id,
        kind=kind,
        private=True,
        marks=list(marks),
        created_at=work.now,
    )
    kit.come(work.services, work.db, message, patch, seat.box.id, work.now, changes)

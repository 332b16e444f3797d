"""What a box has: messages, documents, contents, and who signed. Reading marks nothing as read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from inkpost.engines.sign.report import Report
from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Seat
from inkpost.model.docflow import Check, EntityKind
from inkpost.model.exchange import Message, MessageView, StoredEntity
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_files import content_of
from inkpost.operations.exchange_people import box_of
from inkpost.operations.exchange_showing import of_document, shown_message, with_contents
from inkpost.operations.exchange_signatures import report_of, trusted
from inkpost.operations.kit import Work, operation


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """A signature: what it is over, what is known of it, and what its check found now."""

    entity: StoredEntity
    check: Check
    report: Report | None
    signature: bytes


@operation(right=Right.SIGNED_IN)
def message(work: Work, box: UUID, guid: UUID, *, document: UUID | None = None, inject: bool = False) -> MessageView:
    """A message, or what belongs to one document of it; with contents where asked, up to 1 MiB of them.

    Raises FORBIDDEN (box, or a document in a department that the caller does not see), NOT_FOUND.
    """
    view = _view(work, box, guid, document)
    return with_contents(work.db, work.services.blobs, view) if inject else view


@operation(right=Right.SIGNED_IN)
def document(work: Work, box: UUID, message_guid: UUID, guid: UUID, *, inject: bool = False) -> MessageView:
    """One document: a message with it alone. Raises as ``message``."""
    view = _view(work, box, message_guid, guid)
    return with_contents(work.db, work.services.blobs, view) if inject else view


@operation(right=Right.SIGNED_IN)
def content(work: Work, box: UUID, message_guid: UUID, guid: UUID) -> tuple[StoredEntity, bytes]:
    """What an entity holds. Raises FORBIDDEN, NOT_FOUND (also of an entity that holds nothing)."""
    entity = _entity(work, _seen(work, box, message_guid), guid)
    if entity.file_id is None:
        raise _nothing("entity_id", f"the entity {guid} holds nothing")
    return entity, content_of(work, entity)


@operation(right=Right.SIGNED_IN)
def signature(work: Work, box: UUID, message_guid: UUID, guid: UUID) -> SignatureFacts:
    """A signature, checked anew. Raises FORBIDDEN, NOT_FOUND, PARAMETER_INVALID (the entity is no signature)."""
    view = _seen(work, box, message_guid)
    entity = _entity(work, view, guid)
    if entity.kind is not EntityKind.SIGNATURE:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"entity_id: {guid} is a {entity.kind.replace('_', ' ')}, a signature is wanted",
            subject="entity_id",
        )
    over = next((each for each in view.entities if each.guid == entity.parent), None)
    signed = content_of(work, over) if over else b""
    given = content_of(work, entity)
    return SignatureFacts(entity, entity.check, report_of(work, given, signed, trusted(work)), given)


def _view(work: Work, box: UUID, guid: UUID, document_guid: UUID | None) -> MessageView:
    view = _seen(work, box, guid)
    seat = box_of(work, box)
    if document_guid is not None:
        if document_guid not in view.documents:
            raise _nothing("entity_id", f"the message {guid} has no document {document_guid}")
        view = of_document(view, document_guid)
    _demand(work, seat, view.message, view)
    return view


def _seen(work: Work, box: UUID, guid: UUID) -> MessageView:
    seat = box_of(work, box)
    return shown_message(work.db, seat.box, kit.find_message(work, seat, guid))


def _entity(work: Work, view: MessageView, guid: UUID) -> StoredEntity:
    entity = next((each for each in view.entities if each.guid == guid), None)
    if entity is None:
        raise _nothing("entity_id", f"the message {view.message.guid} has no entity {guid}")
    seat = box_of(work, UUID(view.box.guid))
    own = view.documents.get(entity.document) if entity.document else None
    kit.demand_sight(work, seat, [own.held] if own else [each.held for each in view.documents.values()])
    return entity


def _demand(work: Work, seat: Seat, message: Message, view: MessageView) -> None:
    kit.demand_sight(work, seat, [each.held for each in view.documents.values()])


def _nothing(field: str, why: str) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, f"{field}: {why}", subject=field)

"""What the operator of the machine says of documents from the command line: no caller, so no right.

Other operators and registers that a document depends on are beyond this server: somebody tells it what they said.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from inkpost.engines.docflow import check_step
from inkpost.errors import InkpostError, Reason
from inkpost.model.docflow import DocumentClass, EntityKind, Side
from inkpost.model.exchange import LONGEST_COMMENT, ExchangeDocument, Message, PatchKind, StoredEntity
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_faults import conflict, wrong
from inkpost.operations.exchange_settling import settle_again, state_of
from inkpost.operations.kit import Services
from inkpost.store import boxes, exchange_documents, exchange_entities, exchange_messages, exchange_patches


def report_roaming(
    services: Services, box_guid: UUID, message_guid: UUID, document_guid: UUID, *, failed: bool, text: str = ""
) -> None:
    """Tell a sender what another operator reported of a document: it could not be delivered there, or was.

    The last report counts. Raises NOT_FOUND (``box``, ``message``, ``document``), CONFLICT (not sent by this box),
    PARAMETER_INVALID (``text``).
    """
    if len(text) > LONGEST_COMMENT:
        raise wrong("text", f"it has {len(text)} characters, at most {LONGEST_COMMENT} are valid")
    now = services.clock()
    with services.engine.begin() as db:
        box_id, message, document = _sent(db, box_guid, message_guid, document_guid)
        patch = exchange_patches.add(db, message_id=message.id, kind=PatchKind.ADDITION, private=True, created_at=now)
        row = kit.entity_row(
            message,
            patch,
            message.entity_count,
            EntityKind.ROAMING_ERROR if failed else EntityKind.ROAMING_SUCCESS,
            Side.OPERATOR,
            parent=document.guid,
            document=document.guid,
            attachment="RoamingNotification",
            details={"comment": text},
        )
        entities = exchange_entities.of_message(db, message.id)
        check_step(state_of(document, entities), StoredEntity(id=0, **row).fact())
        exchange_entities.add_all(db, [row])
        message = exchange_messages.change(db, message.id, entity_count=message.entity_count + 1, changed_at=now)
        kit.come(services, db, message, patch, box_id, now)


def owe_marking_cancellation(
    services: Services, box_guid: UUID, message_guid: UUID, document_guid: UUID, *, owed: bool
) -> None:
    """Say whether the sender of a document has to cancel what the register of marked goods has of it.

    Raises NOT_FOUND and CONFLICT as ``report_roaming`` does.
    """
    with services.engine.begin() as db:
        box_id, _, document = _sent(db, box_guid, message_guid, document_guid)
        settle_again(services, db, [document.id], box_id, services.clock(), owes_marking_cancellation=owed)


def _sent(
    db: Connection, box_guid: UUID, message_guid: UUID, document_guid: UUID
) -> tuple[int, Message, ExchangeDocument]:
    """A document that a box sent to another one; its message is held."""
    exchange_messages.hold(db, message_guid)
    box = boxes.by_guid(db, box_guid)
    if box is None:
        raise _unknown("box", f"There is no box {box_guid}")
    message = exchange_messages.in_box(db, box.id, message_guid)
    if message is None:
        raise _unknown("message", f"The box has no message {message_guid}")
    document = exchange_documents.in_box(db, box.id, message_guid, document_guid)
    if document is None:
        raise _unknown("document", f"The message has no document {document_guid}")
    if message.class_of(box.id) is not DocumentClass.OUTBOUND or message.sent_at is None:
        raise conflict("message", "it was not sent from this box to another one: there is nothing to tell of it")
    return box.id, message, document


def _unknown(subject: str, text: str) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, text, subject=subject)

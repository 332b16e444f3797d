"""What documents with their docflows are made of, whichever version of them is asked for.

The versions name the same parts with classes of their own; ``Shapes`` are those of one version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inkpost.engines.docflow import ConfirmationThread, ReceiptThread
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.content_types import content_type
from inkpost.faces.diadoc.translate.document import RECEIPTS
from inkpost.faces.diadoc.translate.names import box_of, department_of
from inkpost.model.docflow import Check, Entity, EntityKind
from inkpost.model.exchange import PatchKind, StoredEntity, ticks
from inkpost.operations.exchange_docflow_views import DocflowView


@dataclass(frozen=True, slots=True)
class Shapes:
    """The classes of one version."""

    receipt: Any
    confirmation: Any
    rejection: Any


def at(moment: datetime | None) -> pb.Timestamp | None:
    """A moment, where there is one."""
    return pb.Timestamp(Ticks=ticks(moment)) if moment is not None else None


def stored(given: DocflowView, entity: Entity) -> StoredEntity:
    """An entity that the rules speak of, as it is kept."""
    return of_guid(given, entity.id)


def of_guid(given: DocflowView, guid: UUID) -> StoredEntity:
    """An entity of the document."""
    return next(each for each in given.document.entities if each.guid == guid)


def sent_at(given: DocflowView, entity: StoredEntity) -> pb.Timestamp | None:
    """When it was sent: the document with its message, what answers it at once."""
    if entity.kind is EntityKind.DOCUMENT:
        return at(given.document.held.sent_at)
    return at(entity.created_at)


def delivered_at(given: DocflowView, entity: StoredEntity) -> pb.Timestamp | None:
    """When it came to the other box; within one box at once."""
    if entity.kind is EntityKind.DOCUMENT or entity.patch_id == of_guid(given, given.threads.document.id).patch_id:
        return at(given.document.held.delivered_at)
    if given.document.message.internal:
        return at(entity.created_at)
    own = next(each for each in given.events if each.patch_id == entity.patch_id)
    if entity.box_id != given.box.id:
        return at(own.happened_at)
    came = [each for each in given.events if each.patch.kind is PatchKind.DELIVERY]
    told = [each.happened_at for each in came if each.patch.delivered_patch == own.patch.guid]
    return at(told[-1]) if told else None


def entity(given: DocflowView, of: StoredEntity) -> pb.DocflowEntity:
    """An entity: its name, its time, and its content as far as that is told."""
    made = pb.DocflowEntity(EntityId=str(of.guid), CreationTimestamp=at(of.created_at))
    if of.file_id is not None:
        made.Content.Size = of.size
        if of.guid in given.contents:
            made.Content.Data = given.contents[of.guid]
    return made


def author(given: DocflowView, of: StoredEntity) -> str | None:
    """The GUID of the user who added an entity; none of the operator's."""
    known = given.names.people.get(of.user_id or 0)
    return known[0] if known else None


def signature(given: DocflowView, of: StoredEntity) -> pb.SignatureV3:
    """A signature with what is known of it: what cannot be checked here counts as not checked yet."""
    made = pb.SignatureV3(
        Cms=entity(given, of),
        SignerBoxId=box_of(given.names, of.box_id),
        SignerDepartmentId=department_of(given.names, of.department_id),
        IsValid=of.check is not Check.INVALID,
        DeliveredAt=delivered_at(given, of),
    )
    if of.guid in given.contents and of.check in (Check.VALID, Check.INVALID):
        made.VerificationResult.IsValid = of.check is Check.VALID
    return made


def signature_under(given: DocflowView, of: StoredEntity) -> pb.SignatureV3 | None:
    """The last signature of an entity's author under it."""
    under = [
        each
        for each in given.document.entities
        if each.kind is EntityKind.SIGNATURE
        and each.parent == of.guid
        and each.side is of.side
        and not each.approvement
    ]
    return signature(given, under[-1]) if under else None


def attachment(given: DocflowView, of: StoredEntity) -> pb.SignedAttachmentV3:
    """A content with the signature and the comment that its author gave it."""
    own = of.kind is EntityKind.DOCUMENT
    made = pb.SignedAttachmentV3(
        Attachment=pb.Attachment(
            Entity=entity(given, of),
            AttachmentFilename=of.file_name,
            DisplayFilename=given.document.document.title if own else of.file_name,
        ),
        Signature=signature_under(given, of),
        ContentTypeId=content_type(given.document.document, of),
    )
    for each in given.document.entities:
        if each.attachment == "comment" and each.parent == of.guid:
            made.Comment.CopyFrom(entity(given, each))
    return made


def plain_text(given: DocflowView, of: StoredEntity) -> str | None:
    """What a request or a refusal says in words: its comment, or its content where that is a text and is told."""
    comment = str(of.details.get("comment") or "")
    if comment or of.attachment != "SignatureRequestRejection" or of.guid not in given.contents:
        return comment or None
    try:
        return given.contents[of.guid].decode()
    except UnicodeDecodeError:
        return None


def rejection(shapes: Shapes, given: DocflowView, of: StoredEntity) -> Any:
    """A refusal to sign."""
    return shapes.rejection(
        SignatureRejection=attachment(given, of),
        IsFormal=of.attachment.startswith("Xml"),
        DeliveredAt=delivered_at(given, of),
        PlainText=plain_text(given, of),
    )


def receipt(shapes: Shapes, given: DocflowView, thread: ReceiptThread | None) -> Any:
    """A receipt that is asked for or was given; none where there is none to be."""
    if thread is None:
        return None
    of = stored(given, thread.given) if thread.given else None
    return shapes.receipt(
        IsFinished=thread.finished,
        ReceiptAttachment=attachment(given, of) if of else None,
        SentAt=sent_at(given, of) if of else None,
        DeliveredAt=delivered_at(given, of) if of else None,
        Confirmation=confirmation(shapes, given, thread.confirmation),
        Status=RECEIPTS[thread.standing],
    )


def confirmation(shapes: Shapes, given: DocflowView, thread: ConfirmationThread | None) -> Any:
    """The operator's confirmation for this side; none where there is none to be."""
    if thread is None:
        return None
    of = stored(given, thread.given) if thread.given else None
    return shapes.confirmation(
        IsFinished=thread.finished,
        ConfirmationAttachment=attachment(given, of) if of else None,
        ConfirmedAt=at(of.created_at) if of else None,
        Receipt=receipt(shapes, given, thread.receipt),
    )


def last_event(given: DocflowView) -> pb.LastEvent:
    """The last event that is in the answer."""
    return pb.LastEvent(EventId=str(given.last.patch.guid), Timestamp=at(given.last.happened_at))


def document_id(given: DocflowView) -> pb.DocumentId:
    """Which document it is."""
    known = given.document
    return pb.DocumentId(MessageId=str(known.message.guid), EntityId=str(known.document.guid))


def ids(given: Sequence[tuple[UUID, UUID]]) -> list[pb.DocumentId]:
    """Documents by the GUIDs of message and document."""
    return [pb.DocumentId(MessageId=str(message), EntityId=str(document)) for message, document in given]

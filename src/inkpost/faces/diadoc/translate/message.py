"""Messages, patches, entities and events of a box, in the vendor's words."""

from __future__ import annotations

from typing import Any, Final

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.document import LOCKS, document, said_of, target
from inkpost.faces.diadoc.translate.names import box_of, department_of
from inkpost.model.docflow import EntityKind, ResolutionKind
from inkpost.model.exchange import (
    EventView,
    LockMode,
    MessageKind,
    MessageView,
    Patch,
    PatchKind,
    Place,
    StoredEntity,
    ticks,
)

ATTACHMENTS: Final = {
    "comment": "AttachmentComment",
    "data": "StructuredData",
    "confirmation": "InvoiceConfirmation",
}
"""What the record calls contents that no type of document is of."""
_NAMES: Final = frozenset(pb.AttachmentType.keys())
RESOLUTIONS: Final = {ResolutionKind.APPROVE: "Approve", ResolutionKind.DISAPPROVE: "Disapprove"}
REQUESTS: Final = {
    ResolutionKind.APPROVE: "ApprovementRequest",
    ResolutionKind.SIGN: "SignatureRequest",
    ResolutionKind.PRIMARY_SIGN: "SignatureRequest",
    ResolutionKind.APPROVEMENT_SIGN: "ApprovementSignatureRequest",
    ResolutionKind.CUSTOM: "Custom",
}
KINDS: Final = {MessageKind.LETTER: "Letter", MessageKind.DRAFT: "Draft"}


def message(view: MessageView, *, language: str = "ru") -> pb.Message:
    """A message with the entities that the view shows."""
    known, names = view.message, view.names
    made = pb.Message(
        MessageId=str(known.guid),
        TimestampTicks=ticks(known.created_at),
        LastPatchTimestampTicks=ticks(known.changed_at),
        FromBoxId=box_of(names, known.from_box_id),
        FromTitle=names.boxes[known.from_box_id].title,
        Entities=[entity(view, each, language=language) for each in view.entities],
        IsDraft=known.kind is MessageKind.DRAFT,
        DraftIsLocked=known.draft_locked,
        DraftIsRecycled=known.recycled_at is not None,
        DraftIsTransformedToMessageIdList=[str(each) for each in view.made_of_draft],
        IsDeleted=view.deleted,
        IsTest=known.test,
        IsInternal=known.internal,
        IsProxified=known.proxy_box_id is not None,
        PacketIsLocked=known.lock_mode is LockMode.FULL,
        LockMode=LOCKS[known.lock_mode],
        MessageType=KINDS[known.kind],
        IsReusable=False,
    )
    if known.to_box_id is not None:
        made.ToBoxId, made.ToTitle = box_of(names, known.to_box_id), names.boxes[known.to_box_id].title
    if known.proxy_box_id is not None:
        made.ProxyBoxId, made.ProxyTitle = box_of(names, known.proxy_box_id), names.boxes[known.proxy_box_id].title
    if view.draft is not None:
        made.CreatedFromDraftId = str(view.draft)
    return made


def patch(view: MessageView, given: Patch, *, language: str = "ru") -> pb.MessagePatch:
    """A patch with its entities, which the view shows."""
    made = pb.MessagePatch(
        MessageId=str(view.message.guid),
        TimestampTicks=ticks(given.created_at),
        Entities=[entity(view, each, language=language) for each in view.entities],
        ForDraft=view.message.kind is MessageKind.DRAFT,
        DraftIsRecycled=given.kind is PatchKind.RECYCLING,
        DraftIsLocked=view.message.draft_locked,
        MessageIsDeleted=given.kind is PatchKind.DELETION and view.deleted,
        MessageIsRestored=given.kind is PatchKind.RESTORATION,
        MessageIsDelivered=given.kind is PatchKind.DELIVERY,
        EntityPatches=[_mark(view, each) for each in given.marks],
        PatchId=str(given.guid),
        MessageType=KINDS[view.message.kind],
    )
    if given.kind is PatchKind.RECYCLING:
        made.DraftIsTransformedToMessageIdList.extend(str(each) for each in view.made_of_draft)
    if given.delivered_patch is not None:
        made.DeliveredPatchId = str(given.delivered_patch)
    return made


def event(view: EventView, *, language: str = "ru") -> pb.BoxEvent:
    """One event of a box's feed."""
    given = view.event.patch
    made = pb.BoxEvent(EventId=str(given.guid), IndexKey=event_key(view))
    if given.kind is PatchKind.MESSAGE:
        made.Message.CopyFrom(message(view.message, language=language))
    else:
        made.Patch.CopyFrom(patch(view.message, given, language=language))
    return made


def event_key(view: EventView) -> str:
    """An event's place in its feed."""
    return Place(view.event.xact, view.event.id).key


def entity(view: MessageView, given: StoredEntity, *, language: str = "ru") -> pb.Entity:
    """An entity with what belongs to its kind alone."""
    names = view.names
    made = pb.Entity(
        EntityType="Signature" if given.kind is EntityKind.SIGNATURE else "Attachment",
        EntityId=str(given.guid),
        RawCreationDate=ticks(given.created_at),
        NeedRecipientSignature=given.wants_signature,
        NeedReceipt=given.wants_receipt,
        IsApprovementSignature=given.approvement,
        IsEncryptedContent=given.encrypted,
        Labels=[str(each) for each in given.details.get("labels", ())],
    )
    if given.parent is not None:
        made.ParentEntityId = str(given.parent)
    if given.user_id is not None and given.user_id in names.people:
        made.AuthorUserId = names.people[given.user_id][0]
    if given.file_id is not None:
        made.Content.Size = given.size
        if given.guid in view.contents:
            made.Content.Data = view.contents[given.guid]
    if given.kind is EntityKind.SIGNATURE:
        _add_signature(made, view, given)
    else:
        made.MergeFrom(pb.Entity(EntityId=made.EntityId, AttachmentType=attachment(view, given)))
        made.FileName = given.file_name
        _ADD.get(given.kind, _add_nothing)(made, view, given)
    if given.kind is EntityKind.DOCUMENT and given.guid in view.documents:
        own = view.documents[given.guid]
        made.DocumentInfo.CopyFrom(document(own, names, language=language))
        made.PacketId = str(own.document.packet)
        made.Version = own.document.version
        made.AttachmentVersion = own.document.version
    return made


def attachment(view: MessageView, given: StoredEntity) -> str:
    """What the content of an entity is, in the vendor's word; of an invoice's docflow a receipt has one of its own."""
    name = ATTACHMENTS.get(given.attachment, given.attachment)
    if given.kind is EntityKind.RECEIPT:
        own = view.documents.get(given.document) if given.document is not None else None
        return "InvoiceReceipt" if own is not None and said_of(own).seen.is_invoice else "Receipt"
    return name if name in _NAMES else "Title"


def _mark(view: MessageView, given: Any) -> pb.EntityPatch:
    made = pb.EntityPatch(EntityId=given["entity"])
    if "deleted" in given:
        made.DocumentIsDeleted, made.DocumentIsRestored = given["deleted"], not given["deleted"]
    if "department" in given:
        made.MovedToDepartment = department_of(view.names, given["department"])
    return made


def _add_signature(made: pb.Entity, view: MessageView, given: StoredEntity) -> None:
    if given.box_id is not None:
        made.SignerBoxId = box_of(view.names, given.box_id)
        made.SignerDepartmentId = department_of(view.names, given.department_id)


def _add_nothing(made: pb.Entity, view: MessageView, given: StoredEntity) -> None:
    """Most kinds say no more."""


def _author(view: MessageView, given: StoredEntity) -> str:
    return view.names.people.get(given.user_id or 0, ("", ""))[1]


def _add_resolution(made: pb.Entity, view: MessageView, given: StoredEntity) -> None:
    said = RESOLUTIONS.get(given.resolution or ResolutionKind.CUSTOM, "UndefinedResolutionType")
    made.ResolutionInfo.CopyFrom(pb.ResolutionInfo(Author=_author(view, given), ResolutionType=said))


def _add_request(made: pb.Entity, view: MessageView, given: StoredEntity) -> None:
    wanted = REQUESTS[given.resolution or ResolutionKind.CUSTOM]
    made.ResolutionRequestInfo.CopyFrom(pb.ResolutionRequestInfo(Author=_author(view, given), RequestType=wanted))
    asked = target(given, view.names, user="target_user_id", department="target_department_id")
    made.ResolutionRequestInfo.Target.CopyFrom(asked)


def _add_denial(made: pb.Entity, view: MessageView, given: StoredEntity) -> None:
    made.ResolutionRequestDenialInfo.Author = _author(view, given)
    made.ResolutionRequestDenialInfo.InitialRequestId = str(given.parent)


def _add_cancellation(made: pb.Entity, view: MessageView, given: StoredEntity) -> None:
    made.CancellationInfo.Author = _author(view, given)


def _add_revocation(made: pb.Entity, view: MessageView, given: StoredEntity) -> None:
    made.RevocationRequestInfo.InitiatorBoxId = box_of(view.names, given.box_id)


_ADD: Final = {
    EntityKind.RESOLUTION: _add_resolution,
    EntityKind.RESOLUTION_REQUEST: _add_request,
    EntityKind.RESOLUTION_REQUEST_DENIAL: _add_denial,
    EntityKind.CANCELLATION: _add_cancellation,
    EntityKind.REVOCATION_REQUEST: _add_revocation,
}

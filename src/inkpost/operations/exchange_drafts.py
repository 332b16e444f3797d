"""Drafts: sent once somebody has signed them, or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Permission, Seat
from inkpost.model.exchange import (
    ExchangeDocument,
    Message,
    MessageKind,
    MessageView,
    PatchKind,
    StoredEntity,
)
from inkpost.model.exchange_posting import (
    DraftSignature,
    DraftToSend,
    Linked,
    NewData,
    NewDocument,
    NewMessage,
    Signed,
)
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_checks import ends_of, looked_at
from inkpost.operations.exchange_faults import conflict, wrong
from inkpost.operations.exchange_files import contents
from inkpost.operations.exchange_people import box_of, demand
from inkpost.operations.exchange_recording import record
from inkpost.operations.kit import Work, operation
from inkpost.store import (
    box_documents,
    boxes,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_patches,
)


@operation(right=Right.SIGNED_IN)
def send_draft(work: Work, given: DraftToSend) -> MessageView:
    """Make a message of a draft: its documents signed as given. The draft is used up.

    Raises NOT_FOUND (draft), CONFLICT (it was sent or deleted), FORBIDDEN (drafts are for who sees all documents), and
    what ``post`` raises.
    """
    seat = box_of(work, given.box)
    demand(seat, Permission.CREATE)
    draft = _draft(work, seat, given.draft, "draft_id")
    message = _of_draft(work, seat, draft, given)
    ends = ends_of(work, seat, message)
    ready = looked_at(work, seat, message)
    answered = record(work, ends, message, ready, draft=draft)
    _recycle(work, seat, draft)
    return answered


@operation(right=Right.SIGNED_IN)
def recycle_draft(work: Work, box: UUID, draft_guid: UUID) -> None:
    """Throw a draft away. Raises NOT_FOUND, CONFLICT (it was sent or thrown away before)."""
    seat = box_of(work, box)
    demand(seat, Permission.DELETE)
    _recycle(work, seat, _draft(work, seat, draft_guid, "draft_id"))


def _draft(work: Work, seat: Seat, guid: UUID, path: str) -> Message:
    found = kit.find_message(work, seat, guid, hold=True, field=path)
    if found.kind is not MessageKind.DRAFT:
        raise InkpostError(Reason.NOT_FOUND, f"{path}: {guid} is no draft", subject=path, given=str(guid))
    if found.recycled_at is not None:
        raise conflict(path, f"the draft {guid} was sent or deleted before")
    kit.demand_sight(work, seat, box_documents.of_messages(work.db, seat.box.id, [found.id]))
    return found


def _of_draft(work: Work, seat: Seat, draft: Message, given: DraftToSend) -> NewMessage:
    """The message that a draft becomes: its own words, and what is given in their place."""
    signatures = {each.document: each for each in given.signatures}
    documents = exchange_documents.of_message(work.db, draft.id)
    foreign = next((each for each in given.signatures if each.document not in {d.guid for d in documents}), None)
    if foreign is not None:
        raise wrong(f"{foreign.path}.parent_entity_id", f"the draft has no document {foreign.document}")
    entities = exchange_entities.of_message(work.db, draft.id)
    found = boxes.of_ids(work.db, [each for each in (draft.to_box_id, draft.proxy_box_id) if each])
    guids = {number: UUID(each) for number, each in _department_guids(work, draft).items()}
    above = exchange_documents.initial_of(work.db, seat.box.id, [each.id for each in documents])
    held = {each.document_id: each for each in box_documents.of_messages(work.db, seat.box.id, [draft.id])}
    own = _own_names(documents)
    named = {guid for links in above.values() for _, guid in links} | {
        each.parent for each in entities if each.attachment == "data"
    }
    new = [
        replace(
            _document_of_draft(work, each, entities, signatures, at),
            custom_id=own[each.guid] if each.guid in named else each.custom_id,
            custom_data=held[each.id].custom_data,
            initial=[_link_of_draft(draft, own, *link) for link in above.get(each.id, ())],
        )
        for at, each in enumerate(documents)
    ]

    def guid_of(number: int | None) -> UUID | None:
        return UUID(found[number].guid) if number in found else None

    return NewMessage(
        from_box=UUID(seat.box.guid),
        to_box=given.to_box or guid_of(draft.to_box_id),
        documents=new,
        data=_data_of_draft(work, entities, own),
        proxy_box=given.proxy_box or guid_of(draft.proxy_box_id),
        from_department=guids.get(draft.from_department_id or 0),
        to_department=given.to_department or (None if given.to_box else guids.get(draft.to_department_id or 0)),
        proxy_department=given.proxy_department or guids.get(draft.proxy_department_id or 0),
        internal=draft.internal,
        lock_mode=draft.lock_mode,
    )


def _own_names(documents: Sequence[ExchangeDocument]) -> dict[UUID, str]:
    """What the documents of a draft are called within it; by their GUIDs where the client gave no identifier."""
    return {each.guid: each.custom_id or str(each.guid) for each in documents}


def _link_of_draft(draft: Message, own: Mapping[UUID, str], message: UUID, document: UUID) -> Linked:
    """A link to another document of the draft is one within the message; any other one stays."""
    return Linked(None, own[document]) if message == draft.guid else Linked(message, str(document))


def _data_of_draft(work: Work, entities: Sequence[StoredEntity], own: Mapping[UUID, str]) -> list[NewData]:
    found = [each for each in entities if each.attachment == "data" and each.parent in own]
    content = contents(work, [each.file_id for each in found])
    return [
        NewData(f"draft.data[{at}]", content[each.file_id or 0], each.file_name, own[each.parent])  # type: ignore[index]
        for at, each in enumerate(found)
    ]


def _department_guids(work: Work, draft: Message) -> Mapping[int, str]:
    ids = (draft.from_department_id, draft.to_department_id, draft.proxy_department_id)
    return boxes.department_guids(work.db, [each for each in ids if each is not None])


def _document_of_draft(
    work: Work,
    document: ExchangeDocument,
    entities: Sequence[StoredEntity],
    signatures: Mapping[UUID, DraftSignature],
    at: int,
) -> NewDocument:
    entity = next(each for each in entities if each.guid == document.guid)
    given = signatures.get(document.guid)
    path = given.path if given else f"document_signatures[{at}]"
    comments = [each for each in entities if each.parent == document.guid and each.attachment == "comment"]
    content = contents(work, [entity.file_id, *(each.file_id for each in comments)])
    return NewDocument(
        path=path,
        type_name=document.type_name,
        signed=Signed(content[entity.file_id or 0], given.signature if given else b"", bool(given and given.by_test)),
        function=document.function,
        version=document.version,
        workflow_id=document.workflow_id,
        comment=content[comments[0].file_id or 0].decode() if comments else "",
        wants_signature=entity.wants_signature,
        wants_receipt=entity.wants_receipt,
        custom_id=document.custom_id,
        editing_id=document.editing_id,
        metadata=document.metadata,
        encrypted=entity.encrypted,
    )


def _recycle(work: Work, seat: Seat, draft: Message) -> None:
    exchange_messages.change(work.db, draft.id, recycled_at=work.now, changed_at=work.now)
    patch = exchange_patches.add(
        work.db,
        message_id=draft.id,
        box_id=seat.box.id,
        user_id=work.user_id,
        kind=PatchKind.RECYCLING,
        private=True,
        created_at=work.now,
    )
    message = exchange_messages.by_id(work.db, draft.id)
    kit.come(work.services, work.db, message, patch, seat.box.id, work.now)

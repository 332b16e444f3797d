"""A message recorded in its sender's box, with its documents. For operations; no rights are demanded here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from inkpost.model.boxes import Box, Seat
from inkpost.model.docflow import Check, EntityKind, Side
from inkpost.model.exchange import (
    ExchangeDocument,
    LockMode,
    Message,
    MessageKind,
    MessageView,
    Patch,
    PatchKind,
)
from inkpost.model.exchange_posting import (
    Linked,
    NewData,
    NewMessage,
)
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_checks import Ends, Ready
from inkpost.operations.exchange_faults import wrong
from inkpost.operations.exchange_files import kept
from inkpost.operations.exchange_showing import shown_message
from inkpost.operations.kit import Work
from inkpost.store import (
    box_documents,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_patches,
)


def record(
    work: Work, ends: Ends, given: NewMessage, ready: Sequence[Ready], *, draft: Message | None = None
) -> MessageView:
    signed = all(each.check in (Check.VALID, Check.UNVERIFIABLE) for each in ready)
    sent = signed and not given.draft and not given.delayed
    box = ends.seat.box
    message = exchange_messages.add(
        work.db,
        kind=MessageKind.DRAFT if given.draft else MessageKind.LETTER,
        from_box_id=box.id,
        to_box_id=ends.to.id if ends.to else None,
        proxy_box_id=ends.proxy.id if ends.proxy else None,
        from_department_id=ends.from_department,
        to_department_id=ends.to_department,
        proxy_department_id=ends.proxy_department,
        internal=given.internal,
        delayed=given.delayed,
        test=box.test or bool(ends.to and ends.to.test),
        draft_locked=given.lock_draft,
        lock_mode=given.lock_mode,
        packet=uuid4(),
        created_by=work.user_id,
        created_at=work.now,
        changed_at=work.now,
        sent_at=work.now if sent else None,
        delivered_at=work.now if sent and given.internal else None,
        draft_id=draft.id if draft else None,
    )
    patch = exchange_patches.add(
        work.db,
        guid=message.guid,
        message_id=message.id,
        box_id=box.id,
        user_id=work.user_id,
        kind=PatchKind.MESSAGE,
        created_at=work.now,
    )
    message = _add_documents(work, message, patch, ends, given, ready)
    begin(work, message, patch, box, {each.guid: each.given.custom_data for each in ready})
    return shown_message(work.db, ends.seat.box, message)


def begin(
    work: Work, message: Message, patch: Patch, box: Box, custom: Mapping[UUID, Sequence[tuple[str, str]]]
) -> None:
    """Let a new message be in its sender's box and, where it is sent, go on."""
    exchange_messages.arrive(work.db, box.id, message.id, work.now)
    tags = {guid: {"custom_data": [list(pair) for pair in pairs]} for guid, pairs in custom.items()}
    kit.come(work.services, work.db, message, patch, box.id, work.now, tags)
    entities = exchange_entities.of_message(work.db, message.id)
    kit.send_out(work.services.jobs, work.db, message, kit.opened_to(message, entities), work.now)


def _add_documents(
    work: Work, message: Message, patch: Patch, ends: Ends, given: NewMessage, ready: Sequence[Ready]
) -> Message:
    """Record the documents with what belongs to them; the message as it is then."""
    rows: list[dict[str, Any]] = []

    def add(kind: EntityKind, **more: Any) -> None:
        rows.append(kit.entity_row(message, patch, len(rows), kind, Side.SENDER, **more))

    for each in ready:
        new, content = each.given, each.given.signed.content
        name = each.is_a.file_name
        add(
            EntityKind.DOCUMENT,
            guid=each.guid,
            document=each.guid,
            attachment=each.is_a.attachment,
            **kept(work, content, name),
            wants_signature=new.wants_signature,
            wants_receipt=new.wants_receipt,
            encrypted=new.encrypted,
            through_proxy=message.proxy_box_id is not None,
        )
        if each.signature:
            under = {"parent": each.guid, "document": each.guid, "department_id": ends.from_department}
            add(EntityKind.SIGNATURE, check=each.check, **under, **kept(work, each.signature, ""))
        if new.comment:
            about = {"parent": each.guid, "document": each.guid, "attachment": "comment"}
            add(EntityKind.ATTACHMENT, **about, **kept(work, new.comment.encode(), "comment.txt"))
    for data in given.data:
        add(EntityKind.ATTACHMENT, **_data(work, data, ready))
    exchange_entities.add_all(work.db, rows)
    stored = exchange_documents.add_all(work.db, [_document(each, message, work) for each in ready])
    for each, document in zip(ready, stored, strict=True):
        each.stored = document
    _join(work, message, _link(work, ends.seat, ready))
    return exchange_messages.change(work.db, message.id, entity_count=len(rows))


def _data(work: Work, data: NewData, ready: Sequence[Ready]) -> dict[str, Any]:
    parent = next(each.guid for each in ready if each.given.custom_id == data.parent)
    about = {"parent": parent, "document": parent, "attachment": "data"}
    return {**about, **kept(work, data.content, data.file_name)}


def _document(ready: Ready, message: Message, work: Work) -> dict[str, Any]:
    is_a = ready.is_a
    return {
        "guid": ready.guid,
        "message_id": message.id,
        "type_name": is_a.type_name,
        "function": is_a.function,
        "version": is_a.version,
        "workflow_id": is_a.workflow_id,
        "title": is_a.title,
        "file_name": is_a.file_name,
        "number": is_a.number,
        "date": is_a.date,
        "custom_id": ready.given.custom_id,
        "editing_id": ready.given.editing_id,
        "metadata": [list(pair) for pair in is_a.metadata],
        "packet": message.packet,
        "created_at": work.now,
    }


def _link(work: Work, seat: Seat, ready: Sequence[Ready]) -> list[ExchangeDocument]:
    """Let documents belong to one another; those of other messages among them."""
    known = {each.given.custom_id: each.stored for each in ready if each.given.custom_id}
    others = []
    for each in ready:
        assert each.stored is not None  # noqa: S101 - it was stored just now
        for at, link in enumerate(each.given.initial):
            above = _linked(work, seat, known, link, f"{each.given.path}.initial_document_ids[{at}]")
            exchange_documents.link(work.db, above.id, each.stored.id)
            others.append(above)
        for at, link in enumerate(each.given.subordinate):
            below = _linked(work, seat, known, link, f"{each.given.path}.subordinate_document_ids[{at}]")
            exchange_documents.link(work.db, each.stored.id, below.id)
            others.append(below)
    return [each for each in others if all(each != one.stored for one in ready)]


def _join(work: Work, message: Message, others: Sequence[ExchangeDocument]) -> None:
    """Let new documents be of the packet of the first document that they are linked with.

    Where one of the two is locked, or goes to somebody else, each stays a packet of its own.
    """
    if not others or message.lock_mode is not LockMode.NONE:
        return
    other = exchange_messages.by_id(work.db, others[0].message_id)
    ends = ({message.from_box_id, message.to_box_id}, {other.from_box_id, other.to_box_id})
    if other.lock_mode is LockMode.NONE and ends[0] == ends[1] and message.kind is other.kind:
        exchange_documents.set_packet(work.db, message.packet, others[0].packet)


def _linked(
    work: Work, seat: Seat, known: Mapping[str, ExchangeDocument | None], link: Linked, path: str
) -> ExchangeDocument:
    if link.message is None:
        found = known[link.document]
    else:
        try:
            guid = UUID(link.document)
        except ValueError:
            raise wrong(f"{path}.entity_id", f"{link.document[:50]!r} is no GUID of a document") from None
        found = exchange_documents.in_box(work.db, seat.box.id, link.message, guid)
        held = box_documents.find(work.db, seat.box.id, found.id) if found else None
        kit.demand_sight(work, seat, [held] if held else [])
    if found is None:
        raise wrong(path, f"the box has no document {link.document[:50]} of the message {link.message}")
    return found

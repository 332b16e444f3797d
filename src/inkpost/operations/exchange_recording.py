"""A message recorded in its sender's box, with its documents. For operations; no rights are demanded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from inkpost.model.boxes import Seat
from inkpost.model.docflow import Check, EntityKind, Side
from inkpost.model.exchange import (
    ExchangeDocument,
    LockMode,
    Message,
    MessageKind,
    MessageView,
    Names,
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
from inkpost.operations.exchange_files import Content, keeping
from inkpost.operations.kit import Work
from inkpost.store import (
    box_documents,
    boxes,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_patches,
)


class _Part(NamedTuple):
    """An entity that is to be: its kind, its content, and what its columns say beside that."""

    kind: EntityKind
    content: Content
    columns: dict[str, Any]


def record(
    work: Work, ends: Ends, given: NewMessage, ready: Sequence[Ready], *, draft: Message | None = None
) -> MessageView:
    """Record a message whose parts were looked at, with its documents, in its sender's box; what that box sees of it.

    Where every document is signed and nothing holds it back, it goes on. ``draft`` is what it was made of. Raises
    PARAMETER_INVALID for a link to a document that the box has not, FORBIDDEN for one that the caller does not see.
    """
    parts = [each for one in ready for each in _parts_of(ends, one)]
    parts += [_data(each, ready) for each in given.data]
    with keeping(work.services, work.db, work.organization_id, [each.content for each in parts]) as files:
        message = _message(work, ends, given, ready, len(parts), draft)
        patch = exchange_patches.add(
            work.db,
            guid=message.guid,
            message_id=message.id,
            box_id=ends.seat.box.id,
            user_id=work.user_id,
            kind=PatchKind.MESSAGE,
            created_at=work.now,
        )
        rows = [
            kit.entity_row(message, patch, place, part.kind, Side.SENDER, **part.columns, **file)
            for place, (part, file) in enumerate(zip(parts, files, strict=True))
        ]
        entities = exchange_entities.add_all(work.db, rows)
        documents, linked = _add_documents(work, message, ends, ready)
        return _begin(work, kit.Whole(message, patch, documents, entities, linked), ends, ready, draft)


def _message(
    work: Work, ends: Ends, given: NewMessage, ready: Sequence[Ready], count: int, draft: Message | None
) -> Message:
    signed = all(each.check in (Check.VALID, Check.UNVERIFIABLE) for each in ready)
    sent = signed and not given.draft and not given.delayed
    box = ends.seat.box
    return exchange_messages.add(
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
        entity_count=count,
    )


def _begin(work: Work, whole: kit.Whole, ends: Ends, ready: Sequence[Ready], draft: Message | None) -> MessageView:
    """Let a new message be in its sender's box and, where it is sent, go on."""
    tags = {each.guid: {"custom_data": [list(pair) for pair in each.given.custom_data]} for each in ready}
    names = _names(work, ends)
    box, message = ends.seat.box, whole.message
    views = kit.begin(work.services, work.db, whole, box, names, work.now, tags)
    kit.send_out(work.services.jobs, work.db, [whole.patch], kit.opened_to(message, whole.entities), work.now)
    return MessageView(
        box,
        message,
        [whole.patch],
        whole.entities,
        {each.document.guid: each for each in views},
        names,
        draft=draft.guid if draft else None,
    )


def _names(work: Work, ends: Ends) -> Names:
    """The second identities of everything in a new message."""
    found = {each.id: each for each in (ends.seat.box, ends.to, ends.proxy) if each is not None}
    departments = {ends.from_department, ends.to_department, ends.proxy_department}
    user = work.caller.user
    return Names(
        found,
        boxes.department_guids(work.db, [each for each in departments if each is not None]),
        {user.id: (str(user.guid), user.full_name)},
    )


def _parts_of(ends: Ends, ready: Ready) -> Iterator[_Part]:
    """A document with what belongs to it."""
    new, is_a = ready.given, ready.is_a
    own = {
        "guid": ready.guid,
        "document": ready.guid,
        "attachment": is_a.attachment,
        "wants_signature": new.wants_signature,
        "wants_receipt": new.wants_receipt,
        "encrypted": new.encrypted,
        "through_proxy": ends.proxy is not None,
    }
    yield _Part(EntityKind.DOCUMENT, Content(new.signed.content, is_a.file_name), own)
    under = {"parent": ready.guid, "document": ready.guid}
    if ready.signature:
        more = {"check": ready.check, "department_id": ends.from_department}
        yield _Part(EntityKind.SIGNATURE, Content(ready.signature, ""), under | more)
    if new.comment:
        content = Content(new.comment.encode(), "comment.txt")
        yield _Part(EntityKind.ATTACHMENT, content, under | {"attachment": "comment"})


def _data(data: NewData, ready: Sequence[Ready]) -> _Part:
    parent = next(each.guid for each in ready if each.given.custom_id == data.parent)
    about = {"parent": parent, "document": parent, "attachment": "data"}
    return _Part(EntityKind.ATTACHMENT, Content(data.content, data.file_name), about)


def _add_documents(
    work: Work, message: Message, ends: Ends, ready: Sequence[Ready]
) -> tuple[list[ExchangeDocument], bool]:
    """Record the documents, and what belongs to what; the documents, and whether any of them belongs to another."""
    stored = exchange_documents.add_all(work.db, [_document(each, message, work) for each in ready])
    for each, document in zip(ready, stored, strict=True):
        each.stored = document
    others = _link(work, ends.seat, ready)
    linked = any(each.given.initial or each.given.subordinate for each in ready)
    if _join(work, message, others):
        stored = exchange_documents.of_message(work.db, message.id)
    return stored, linked


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


def _join(work: Work, message: Message, others: Sequence[ExchangeDocument]) -> bool:
    """Let new documents be of the packet of the first document that they are linked with; whether they are now.

    Where one of the two is locked, or goes to somebody else, each stays a packet of its own.
    """
    if not others or message.lock_mode is not LockMode.NONE:
        return False
    other = exchange_messages.by_id(work.db, others[0].message_id)
    ends = ({message.from_box_id, message.to_box_id}, {other.from_box_id, other.to_box_id})
    joined = other.lock_mode is LockMode.NONE and ends[0] == ends[1] and message.kind is other.kind
    if joined:
        exchange_documents.set_packet(work.db, message.packet, others[0].packet)
    return joined


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

"""Messages between boxes: sent at once, sent later, or kept as a draft until somebody signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Access, Box, Permission, Seat
from inkpost.model.docflow import Check, EntityKind, Side
from inkpost.model.exchange import (
    LONGEST_COMMENT,
    MOST_CUSTOM_DATA,
    MOST_DOCUMENTS,
    ExchangeDocument,
    Message,
    MessageKind,
    MessageView,
    Patch,
    PatchKind,
)
from inkpost.model.exchange_posting import (
    DraftToSend,
    Linked,
    NewData,
    NewDocument,
    NewMessage,
    Signed,
)
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_files import contents, kept
from inkpost.operations.exchange_people import box_of, demand
from inkpost.operations.exchange_relations import check_may_send
from inkpost.operations.exchange_showing import shown_message
from inkpost.operations.exchange_signatures import checked, test_signature
from inkpost.operations.exchange_types import Described, described
from inkpost.operations.kit import Work, operation
from inkpost.store import (
    boxes,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_patches,
)

LONGEST_KEY, LONGEST_VALUE = 255, 1000


@dataclass(slots=True)
class Ready:
    """A document that was looked at: what it is, and its signature with what is known of it."""

    given: NewDocument
    is_a: Described
    guid: UUID = field(default_factory=uuid4)
    signature: bytes = b""
    check: Check = Check.UNCHECKED
    stored: ExchangeDocument | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """From where to where a message goes."""

    seat: Seat
    to: Box | None
    proxy: Box | None
    from_department: int
    to_department: int | None
    proxy_department: int | None


@operation(right=Right.SIGNED_IN)
def post(work: Work, given: NewMessage) -> MessageView:
    """Record a message in the sender's box and, where it is signed and not delayed, let it go.

    Raises FORBIDDEN (box, permission), PARAMETER_MISSING and PARAMETER_INVALID (the field that is wrong, by its
    path), CONFLICT (the recipient takes nothing from this box).
    """
    seat = box_of(work, given.from_box)
    demand(seat, Permission.CREATE)
    _check_shape(given)
    ends = _ends(work, seat, given)
    ready = [_ready(work, seat, each, given) for each in given.documents]
    _check_identifiers(given)
    return _record(work, ends, given, ready)


@operation(right=Right.SIGNED_IN)
def send_draft(work: Work, given: DraftToSend) -> MessageView:
    """Make a message of a draft: its documents signed as given. The draft is used up.

    Raises NOT_FOUND (draft), CONFLICT (it was sent or deleted), and what ``post`` raises.
    """
    seat = box_of(work, given.box)
    demand(seat, Permission.CREATE)
    draft = _draft(work, seat, given.draft, "draft_id")
    message = _of_draft(work, seat, draft, given)
    ends = _ends(work, seat, message)
    ready = [_ready(work, seat, each, message) for each in message.documents]
    answered = _record(work, ends, message, ready, draft=draft)
    _recycle(work, seat, draft)
    return answered


@operation(right=Right.SIGNED_IN)
def recycle_draft(work: Work, box: UUID, draft_guid: UUID) -> None:
    """Throw a draft away. Raises NOT_FOUND, CONFLICT (it was sent or thrown away before)."""
    seat = box_of(work, box)
    demand(seat, Permission.DELETE)
    _recycle(work, seat, _draft(work, seat, draft_guid, "draft_id"))


def _check_shape(given: NewMessage) -> None:
    """What is wrong with a message whatever the boxes are."""
    if not given.documents:
        raise _missing("document_attachments", f"a message has 1 to {MOST_DOCUMENTS} documents, and none is given")
    if len(given.documents) > MOST_DOCUMENTS:
        told = f"a message has 1 to {MOST_DOCUMENTS} documents, and {len(given.documents)} are given"
        raise _wrong("document_attachments", told)
    if given.internal and given.to_box is not None and given.to_box != given.from_box:
        raise _wrong("to_box_id", "an internal message stays in its box: leave it out")
    if given.internal and given.proxy_box is not None:
        raise _wrong("proxy_box_id", "an internal message goes through nobody: leave it out")
    if given.draft and given.delayed:
        raise _wrong("delay_send", "a draft is not sent at all: give is_draft or delay_send, not both")
    if given.lock_draft and not given.draft:
        raise _wrong("lock_draft", "it is for a draft alone: give is_draft too")
    if not given.internal and not given.draft and given.to_box is None:
        raise _missing("to_box_id", "the recipient's box is not given; without one a message is internal or a draft")
    if given.to_box is not None and given.to_box == given.from_box and not given.internal:
        raise _wrong("to_box_id", "it is the sender's own box: give another one, or is_internal")


def _ends(work: Work, seat: Seat, given: NewMessage) -> Ends:
    to = None if given.internal else _box(work, seat, given.to_box, "to_box_id")
    proxy = _box(work, seat, given.proxy_box, "proxy_box_id")
    if proxy is not None and proxy.id in {seat.box.id, to.id if to else None}:
        raise _wrong("proxy_box_id", "the proxy is a third box, neither the sender's nor the recipient's")
    start = kit.department_of(work.db, seat.box, given.from_department, "from_department_id")
    reach = kit.sight(work, seat)
    if reach is not None and start not in reach:
        if given.from_department is not None or seat.employee.access is Access.NONE:
            raise InkpostError(
                Reason.FORBIDDEN,
                "You have no access to the department that the message is from",
                subject="from_department_id",
                action="view",
            )
        start = seat.employee.department_id
    target = seat.box if given.internal else to
    end = kit.department_of(work.db, target, given.to_department, "to_department_id") if target else None
    middle = kit.department_of(work.db, proxy, given.proxy_department, "proxy_department_id") if proxy else None
    if proxy is None and given.proxy_department is not None:
        raise _wrong("proxy_department_id", "there is no proxy: give proxy_box_id too")
    return Ends(seat, to, proxy, start, end, middle)


def _box(work: Work, seat: Seat, guid: UUID | None, path: str) -> Box | None:
    """The box of another one that takes documents from this one."""
    if guid is None:
        return None
    found = boxes.by_guid(work.db, guid)
    if found is None:
        raise _wrong(path, f"there is no box {guid}")
    if found.id != seat.box.id:
        check_may_send(work.db, seat.box, found)
    return found


def _ready(work: Work, seat: Seat, given: NewDocument, message: NewMessage) -> Ready:
    path = f"{given.path}.signed_content"
    if not given.signed.content:
        raise _missing(f"{path}.content", "the document has no content: it takes at least one byte")
    if len(given.comment) > LONGEST_COMMENT:
        raise _wrong(f"{given.path}.comment", f"it has {len(given.comment)} characters, at most {LONGEST_COMMENT}")
    _check_pairs(given.custom_data, f"{given.path}.custom_data")
    ready = Ready(given, described(given, strict=message.strict or not message.draft))
    if given.signed.signed:
        demand(seat, Permission.SIGN)
        if message.draft:
            raise _wrong(f"{path}.signature", "a draft is signed when it is sent: leave it out")
        ready.signature = given.signed.signature or test_signature(work, seat, given.signed.content)
        ready.check = checked(work, ready.signature, given.signed.content, f"{path}.signature")
    elif not message.draft and not message.delayed:
        told = "the document is not signed: give signature or sign_with_test_signature, or delay_send to sign it later"
        raise _missing(f"{path}.signature", told)
    return ready


def _check_pairs(pairs: Sequence[tuple[str, str]], path: str) -> None:
    if len(pairs) > MOST_CUSTOM_DATA:
        raise _wrong(path, f"{len(pairs)} items are given, a document has at most {MOST_CUSTOM_DATA}")
    for at, (key, text) in enumerate(pairs):
        if not 1 <= len(key) <= LONGEST_KEY:
            raise _wrong(f"{path}[{at}].key", f"it has {len(key)} characters: 1 to {LONGEST_KEY} are valid")
        if len(text) > LONGEST_VALUE:
            raise _wrong(f"{path}[{at}].value", f"it has {len(text)} characters: at most {LONGEST_VALUE} are valid")
    keys = [key for key, _ in pairs]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise _wrong(path, f"the key {twice[:50]!r} is given twice")


def _check_identifiers(given: NewMessage) -> None:
    """The clients' own identifiers: each once, and no document belongs to itself, around any corner."""
    known: dict[str, NewDocument] = {}
    for each in given.documents:
        if each.custom_id and known.setdefault(each.custom_id, each) is not each:
            told = f"{each.custom_id[:50]!r} is the identifier of {known[each.custom_id].path} too: each has its own"
            raise _wrong(f"{each.path}.custom_document_id", told)
    for data in given.data:
        if data.parent not in known:
            told = f"no document of the message has the identifier {data.parent[:50]!r}"
            raise _wrong(f"{data.path}.parent_custom_document_id", told)
    _check_loops(given, known)


def _check_loops(given: NewMessage, known: Mapping[str, NewDocument]) -> None:
    above: dict[str, set[str]] = {each.path: set() for each in given.documents}
    for each in given.documents:
        for at, link in enumerate(each.initial):
            if link.message is None:
                above[each.path].add(_inside(known, link, f"{each.path}.initial_document_ids[{at}]").path)
        for at, link in enumerate(each.subordinate):
            if link.message is None:
                above[_inside(known, link, f"{each.path}.subordinate_document_ids[{at}]").path].add(each.path)
    done: set[str] = set()
    while rest := [path for path in above if path not in done]:
        free = [path for path in rest if above[path] <= done]
        if not free:
            raise _wrong(f"{rest[0]}.initial_document_ids", "the documents belong to one another in a circle")
        done.update(free)


def _inside(known: Mapping[str, NewDocument], link: Linked, path: str) -> NewDocument:
    found = known.get(link.document)
    if found is None:
        told = f"no document of the message has the custom_document_id {link.document[:50]!r}"
        raise _wrong(f"{path}.entity_id", told)
    return found


def _record(
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
    _add_documents(work, message, patch, ends, given, ready)
    message = exchange_messages.by_id(work.db, message.id)
    begin(work, message, patch, box, {each.guid: each.given.custom_data for each in ready})
    return shown_message(work.db, ends.seat.box, message)


def begin(
    work: Work, message: Message, patch: Patch, box: Box, custom: Mapping[UUID, Sequence[tuple[str, str]]]
) -> None:
    """Let a new message be in its sender's box and, where it is sent, go on."""
    exchange_messages.arrive(work.db, box.id, message.id, work.now)
    tags = {guid: {"custom_data": [list(pair) for pair in pairs]} for guid, pairs in custom.items()}
    kit.come(work.db, message, patch, box.id, work.now, tags)
    entities = exchange_entities.of_message(work.db, message.id)
    kit.send_out(work.services.jobs, work.db, message, kit.opened_to(message, entities), work.now)


def _add_documents(
    work: Work, message: Message, patch: Patch, ends: Ends, given: NewMessage, ready: Sequence[Ready]
) -> None:
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
    exchange_messages.change(work.db, message.id, entity_count=len(rows))
    for each in ready:
        each.stored = exchange_documents.add(work.db, message_id=message.id, **_document(each, message, work))
    _link(work, ends.seat, ready)


def _data(work: Work, data: NewData, ready: Sequence[Ready]) -> dict[str, Any]:
    parent = next(each.guid for each in ready if each.given.custom_id == data.parent)
    about = {"parent": parent, "document": parent, "attachment": "data"}
    return {**about, **kept(work, data.content, data.file_name)}


def _document(ready: Ready, message: Message, work: Work) -> dict[str, Any]:
    is_a = ready.is_a
    return {
        "guid": ready.guid,
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


def _link(work: Work, seat: Seat, ready: Sequence[Ready]) -> None:
    known = {each.given.custom_id: each.stored for each in ready if each.given.custom_id}
    for each in ready:
        assert each.stored is not None  # noqa: S101 - it was stored just now
        for at, link in enumerate(each.given.initial):
            above = _linked(work, seat, known, link, f"{each.given.path}.initial_document_ids[{at}]")
            exchange_documents.link(work.db, above.id, each.stored.id)
        for at, link in enumerate(each.given.subordinate):
            below = _linked(work, seat, known, link, f"{each.given.path}.subordinate_document_ids[{at}]")
            exchange_documents.link(work.db, each.stored.id, below.id)


def _linked(
    work: Work, seat: Seat, known: Mapping[str, ExchangeDocument | None], link: Linked, path: str
) -> ExchangeDocument:
    if link.message is None:
        found = known[link.document]
    else:
        try:
            guid = UUID(link.document)
        except ValueError:
            raise _wrong(f"{path}.entity_id", f"{link.document[:50]!r} is no GUID of a document") from None
        found = exchange_documents.in_box(work.db, seat.box.id, link.message, guid)
    if found is None:
        raise _wrong(path, f"the box has no document {link.document[:50]} of the message {link.message}")
    return found


def _draft(work: Work, seat: Seat, guid: UUID, path: str) -> Message:
    found = kit.find_message(work, seat, guid, hold=True, field=path)
    if found.kind is not MessageKind.DRAFT:
        raise InkpostError(Reason.NOT_FOUND, f"{path}: {guid} is no draft", subject=path, given=str(guid))
    if found.recycled_at is not None:
        raise _conflict(path, f"the draft {guid} was sent or deleted before")
    return found


def _of_draft(work: Work, seat: Seat, draft: Message, given: DraftToSend) -> NewMessage:
    """The message that a draft becomes: its own words, and what is given in their place."""
    signatures = {each.document: each for each in given.signatures}
    documents = exchange_documents.of_message(work.db, draft.id)
    foreign = next((each for each in given.signatures if each.document not in {d.guid for d in documents}), None)
    if foreign is not None:
        raise _wrong(f"{foreign.path}.parent_entity_id", f"the draft has no document {foreign.document}")
    entities = exchange_entities.of_message(work.db, draft.id)
    found = boxes.of_ids(work.db, [each for each in (draft.to_box_id, draft.proxy_box_id) if each])
    guids = {number: UUID(each) for number, each in _department_guids(work, draft).items()}
    new = [_document_of_draft(work, each, entities, signatures, at) for at, each in enumerate(documents)]

    def guid_of(number: int | None) -> UUID | None:
        return UUID(found[number].guid) if number in found else None

    return NewMessage(
        from_box=UUID(seat.box.guid),
        to_box=given.to_box or guid_of(draft.to_box_id),
        documents=new,
        proxy_box=given.proxy_box or guid_of(draft.proxy_box_id),
        from_department=guids.get(draft.from_department_id or 0),
        to_department=given.to_department or (None if given.to_box else guids.get(draft.to_department_id or 0)),
        proxy_department=given.proxy_department or guids.get(draft.proxy_department_id or 0),
        internal=draft.internal,
        lock_mode=draft.lock_mode,
    )


def _department_guids(work: Work, draft: Message) -> Mapping[int, str]:
    ids = (draft.from_department_id, draft.to_department_id, draft.proxy_department_id)
    return boxes.department_guids(work.db, [each for each in ids if each is not None])


def _document_of_draft(
    work: Work, document: ExchangeDocument, entities: Sequence[Any], signatures: Mapping[UUID, Any], at: int
) -> NewDocument:
    entity = next(each for each in entities if each.guid == document.guid)
    given = signatures.get(document.guid)
    path = given.path if given else f"document_signatures[{at}]"
    comments = [each for each in entities if each.parent == document.guid and each.attachment == "comment"]
    content = contents(work, [entity.file_id, *(each.file_id for each in comments)])
    return NewDocument(
        path=path,
        type_name=document.type_name,
        signed=Signed(content[entity.file_id], given.signature if given else b"", bool(given and given.by_test)),
        function=document.function,
        version=document.version,
        workflow_id=document.workflow_id,
        comment=content[comments[0].file_id].decode() if comments else "",
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
    kit.come(work.db, exchange_messages.by_id(work.db, draft.id), patch, seat.box.id, work.now)


def _missing(path: str, why: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_MISSING, f"{path}: {why}", subject=path)


def _wrong(path: str, why: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"{path}: {why}", subject=path)


def _conflict(path: str, why: str) -> InkpostError:
    return InkpostError(Reason.CONFLICT, f"{path}: {why}", subject=path)

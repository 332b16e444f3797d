"""What posting, adding, delivering and reading share. For operations; no rights are demanded here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box, Seat
from inkpost.model.docflow import Check, DocumentClass, EntityKind, Side
from inkpost.model.exchange import (
    BoxDocument,
    DocumentView,
    ExchangeDocument,
    Message,
    MessageKind,
    Names,
    Patch,
    Place,
    StoredEntity,
)
from inkpost.operations import exchange_listing as listing
from inkpost.operations.announcing import announce
from inkpost.operations.exchange_people import departments_seen
from inkpost.operations.exchange_settling import Changes, counterparty_of, departments_in, settle, settle_again
from inkpost.operations.exchange_showing import shown_documents
from inkpost.operations.kit import Services, Work
from inkpost.store import (
    box_documents,
    box_events,
    boxes,
    exchange_deliveries,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_postings,
    signals,
)
from inkpost.store.exchange_postings import Change
from inkpost.store.jobs import EXCHANGE, Jobs

DELIVER: Final = "exchange_deliver"
EVENT: Final = "box.event"
HEAD: Final = UUID(int=0)
"""The GUID that stands for the head department wherever one is named."""


def topic(box_id: int) -> str:
    """What who waits for events of a box listens to."""
    return f"box:{box_id}"


def find_message(work: Work, seat: Seat, guid: UUID, *, hold: bool = False, field: str = "message_id") -> Message:
    """A message of a box; held until the transaction ends where asked. Raises NOT_FOUND."""
    if hold:
        exchange_messages.hold(work.db, guid)
    message = exchange_messages.in_box(work.db, seat.box.id, guid)
    if message is None:
        raise InkpostError(
            Reason.NOT_FOUND, f"{field}: there is no message {guid} in this box", subject=field, given=str(guid)
        )
    return message


def sight(work: Work, seat: Seat) -> frozenset[int] | None:
    """The departments whose documents the caller sees; None: all."""
    return departments_seen(work, seat.box, seat.employee)


def sees(document: BoxDocument, departments: frozenset[int] | None) -> bool:
    """Whether somebody with these departments sees a document; an internal one from either end. Drafts have none."""
    if departments is None:
        return True
    if document.draft:
        return False
    places = {document.department_id}
    if document.folder is DocumentClass.INTERNAL:
        places |= {document.from_department_id, document.to_department_id}
    return not departments.isdisjoint(each for each in places if each is not None)


def demand_sight(work: Work, seat: Seat, documents: Iterable[BoxDocument]) -> None:
    """Refuse who does not see every one of these documents. Raises FORBIDDEN."""
    departments = sight(work, seat)
    if not all(sees(each, departments) for each in documents):
        raise InkpostError(
            Reason.FORBIDDEN,
            "You have no access to the department that the document is in",
            subject="document",
            action="view",
        )


def department_of(db: Connection, box: Box, guid: UUID | None, field: str) -> int:
    """The number of a department of a box; its head where none or the zero GUID is given. Raises PARAMETER_INVALID."""
    if guid is None or guid == HEAD:
        return box.head_department_id
    found = boxes.department_by_guid(db, box.organization_id, guid)
    if found is None or found.id not in boxes.department_ids(db, box.id):
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"{field}: the box has no department {guid}; leave it out for the head department",
            subject=field,
            given=str(guid),
        )
    return found.id


def boxes_of(message: Message) -> list[int]:
    """The boxes that a message concerns, the sender's first."""
    found = [message.from_box_id, message.proxy_box_id, message.to_box_id]
    return [each for each in found if each is not None]


def come(
    services: Services,
    db: Connection,
    message: Message,
    patch: Patch,
    box_id: int,
    now: datetime,
    changes: Changes | None = None,
) -> list[BoxDocument]:
    """Let a patch come to a box: into its feed, into what it has of the documents; whoever waits for it is told.

    Idempotent. ``changes`` are set on the documents that they name by GUID.
    """
    changes = changes or {}
    held = {each.document_id: each for each in box_documents.of_messages(db, box_id, [message.id], hold=True)}
    documents = exchange_documents.of_message(db, message.id)
    _feed(services, db, message, patch, boxes.by_id(db, box_id), documents, held, now, changes)
    seen = exchange_entities.seen(db, box_id, [message.id])
    settled = settle(db, message, box_id, documents, seen, held, now, changes)
    listing.keep(services, db, message, [Change(held.get(each.document_id), each) for each in settled], seen)
    if not held or message.sent_at == now:
        linked = exchange_documents.linked(db, box_id, message.id, [each.id for each in documents])
        settle_again(services, db, linked, box_id, now)
    return settled


@dataclass(frozen=True, slots=True)
class Whole:
    """A new message with all that it consists of. Without ``linked`` no document of it belongs to another one."""

    message: Message
    patch: Patch
    documents: Sequence[ExchangeDocument]
    entities: Sequence[StoredEntity]
    linked: bool


def begin(
    services: Services, db: Connection, whole: Whole, box: Box, names: Names, now: datetime, changes: Changes
) -> list[DocumentView]:
    """Let a new message be in its sender's box, as ``come`` would: but nothing is read that was written just now.

    ``names`` are those of everything in it. Answers what the box sees of its documents.
    """
    message, documents = whole.message, whole.documents
    exchange_messages.arrive(db, box.id, message.id, now)
    _feed(services, db, message, whole.patch, box, documents, {}, now, changes)
    settled = settle(db, message, box.id, documents, whole.entities, {}, now, changes, linked=whole.linked)
    exchange_postings.post(db, [Change(None, each) for each in settled])
    views = shown_documents(
        db,
        {message.id: message},
        settled,
        whole.entities,
        documents={each.id: each for each in documents},
        linked=whole.linked,
    )
    exchange_postings.keep_bodies(db, listing.drawn(services, views, names))
    if whole.linked:
        linked = exchange_documents.linked(db, box.id, message.id, [each.id for each in documents])
        settle_again(services, db, linked, box.id, now)
    return views


def _feed(
    services: Services,
    db: Connection,
    message: Message,
    patch: Patch,
    box: Box,
    documents: Sequence[ExchangeDocument],
    held: Mapping[int, BoxDocument],
    now: datetime,
    changes: Changes,
) -> None:
    """Put a patch into the feed of a box; whoever waits for it is told."""
    places = [departments_in(message, box.id, held.get(each.id), changes.get(each.guid, {})) for each in documents]
    before = [each.department_id for each in held.values()]
    place = box_events.add(
        db,
        box_id=box.id,
        message_id=message.id,
        patch_id=patch.id,
        message_kind=message.kind,
        departments=_event_departments(message, [*before, *(each for place in places for each in place.values())]),
        types=sorted({each.type_name for each in documents}),
        classes=[message.class_of(box.id)],
        counterparty_box_id=counterparty_of(message, box.id),
        happened_at=now,
    )
    if place is not None:
        _tell(services, db, message, patch, box, place)
    signals.notify(db, topic(box.id))


def _tell(services: Services, db: Connection, message: Message, patch: Patch, box: Box, place: Place) -> None:
    """Tell endpoints of a new event of a box's feed, by what it is found there again."""
    announce(
        services,
        db,
        box.organization_id,
        EVENT,
        "box",
        box.id,
        user_id=patch.user_id if patch.box_id == box.id else None,
        box=box.guid,
        message=str(message.guid),
        event=patch.kind.value,
        event_id=str(patch.guid),
        index_key=place.key,
    )


def _event_departments(message: Message, places: Iterable[int | None]) -> list[int]:
    if message.kind is MessageKind.DRAFT:
        return []
    return sorted({each for each in places if each is not None})


def opened_to(message: Message, entities: Sequence[StoredEntity]) -> list[int]:
    """The boxes beside the sender's that a sent message goes to now: past a proxy only once it has signed."""
    if message.sent_at is None or message.internal or message.to_box_id is None:
        return []
    if message.proxy_box_id is None:
        return [message.to_box_id]
    return [message.proxy_box_id, message.to_box_id] if _passed(entities) else [message.proxy_box_id]


def send_out(jobs: Jobs, db: Connection, patches: Sequence[Patch], to_boxes: Iterable[int], now: datetime) -> None:
    """Let those of a message's shared patches that are not under way to these boxes go to them."""
    pairs = set()
    for to_box in to_boxes:
        for patch in patches:
            author = patch.box_id
            if author not in (None, to_box) and exchange_deliveries.add(db, author, to_box, patch.id, now):
                pairs.add((min(author, to_box), max(author, to_box)))
    for pair in sorted(pairs):
        queue_delivery(jobs, db, pair)


def queue_delivery(jobs: Jobs, db: Connection, pair: tuple[int, int]) -> None:
    """Have what waits between two boxes delivered; of one pair one job runs at a time."""
    one, other = pair
    jobs.queue(db, DELIVER, lock=f"exchange:{one}:{other}", queue=EXCHANGE, one=one, other=other)


def entity_row(message: Message, patch: Patch, place: int, kind: EntityKind, side: Side, **more: Any) -> dict[str, Any]:
    """The columns of a new entity; every one of them, so that several go in one statement."""
    found: dict[str, Any] = {
        "guid": uuid4(),
        "message_id": message.id,
        "patch_id": patch.id,
        "place": place,
        "kind": kind,
        "side": side,
        "attachment": "",
        "parent": None,
        "document": None,
        "box_id": patch.box_id,
        "user_id": patch.user_id,
        "department_id": None,
        "file_id": None,
        "size": 0,
        "file_name": "",
        "wants_signature": False,
        "wants_receipt": False,
        "approvement": False,
        "partially": False,
        "rejected": False,
        "encrypted": False,
        "through_proxy": False,
        "to_side": None,
        "check": Check.UNCHECKED,
        "resolution": None,
        "target_user_id": None,
        "target_department_id": None,
        "details": {},
        "created_at": patch.created_at,
    }
    return found | more


def _passed(entities: Sequence[StoredEntity]) -> bool:
    """Whether the proxy has answered every document with a signature or title that holds."""
    documents = {each.guid for each in entities if each.kind is EntityKind.DOCUMENT}
    answered = {
        each.document
        for each in entities
        if each.side is Side.PROXY
        and each.kind in (EntityKind.SIGNATURE, EntityKind.RECIPIENT_TITLE)
        and not each.approvement
        and each.check is not Check.INVALID
        and not each.rejected
    }
    return documents <= answered

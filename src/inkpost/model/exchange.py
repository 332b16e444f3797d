"""Messages between boxes as they are recorded: what was sent, what was added, and what one box knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from inkpost.model.boxes import Box
from inkpost.model.docflow import Check, DocumentClass, Entity, EntityKind, ResolutionKind, Side

MOST_DOCUMENTS: Final = 40
"""Of one message."""
LONGEST_COMMENT: Final = 5000
MOST_CUSTOM_DATA: Final = 15
MOST_INVALID_SIGNATURES: Final = 3
"""Of one entity in 24 hours."""
LARGEST_SIGNATURE: Final = 512 * 1024
_BEGIN: Final = datetime(1, 1, 1, tzinfo=UTC)


class MessageKind(StrEnum):
    """What a message is: sent or to be sent, or prepared for somebody to send."""

    LETTER = "letter"
    DRAFT = "draft"


class LockMode(StrEnum):
    """Whether the documents of a message go one by one."""

    NONE = "none"
    SEND = "send"  # they are sent together
    FULL = "full"  # every act is one for all of them


class PatchKind(StrEnum):
    """What a patch does; the first one of a message is the message."""

    MESSAGE = "message"
    ADDITION = "addition"
    DELIVERY = "delivery"  # tells the sender that a patch was delivered
    DELETION = "deletion"
    RESTORATION = "restoration"
    MOVE = "move"
    RECYCLING = "recycling"


def ticks(at: datetime) -> int:
    """A moment as ticks of 100 ns since 0001-01-01 UTC."""
    return (at - _BEGIN) // timedelta(microseconds=1) * 10


def moment(number: int) -> datetime | None:
    """The moment of ticks; None beyond the calendar."""
    try:
        return _BEGIN + timedelta(microseconds=number // 10)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Message:
    """A message or a draft. ``delivered_at``: to the last recipient; an internal one when it was sent."""

    id: int
    guid: UUID
    kind: MessageKind
    from_box_id: int
    to_box_id: int | None
    proxy_box_id: int | None
    from_department_id: int | None
    to_department_id: int | None
    proxy_department_id: int | None
    internal: bool
    delayed: bool
    test: bool
    draft_locked: bool
    lock_mode: LockMode
    packet: UUID
    created_by: int | None
    created_at: datetime
    changed_at: datetime
    sent_at: datetime | None
    proxy_delivered_at: datetime | None
    delivered_at: datetime | None
    recycled_at: datetime | None
    draft_id: int | None
    entity_count: int

    def side_of(self, box_id: int) -> Side | None:
        """Whose side a box is on; that of the sender in a message within the box."""
        if box_id == self.from_box_id:
            return Side.SENDER
        if box_id == self.proxy_box_id:
            return Side.PROXY
        return Side.RECIPIENT if box_id == self.to_box_id else None

    def class_of(self, box_id: int) -> DocumentClass:
        """The folder of its documents in a box of the message."""
        if self.internal:
            return DocumentClass.INTERNAL
        side = self.side_of(box_id)
        if side is Side.SENDER:
            return DocumentClass.OUTBOUND
        return DocumentClass.PROXY if side is Side.PROXY else DocumentClass.INBOUND


@dataclass(frozen=True, slots=True)
class Patch:
    """One step of a message, with everything it brought."""

    id: int
    guid: UUID
    message_id: int
    box_id: int | None
    user_id: int | None
    kind: PatchKind
    private: bool
    delivered_patch: UUID | None
    marks: Sequence[Mapping[str, Any]]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An entity with where its content lies. ``details`` holds texts: comment, labels, key and value."""

    id: int
    guid: UUID
    message_id: int
    patch_id: int
    place: int
    kind: EntityKind
    side: Side
    attachment: str
    parent: UUID | None
    document: UUID | None
    box_id: int | None
    user_id: int | None
    department_id: int | None
    file_id: int | None
    size: int
    file_name: str
    wants_signature: bool
    wants_receipt: bool
    approvement: bool
    partially: bool
    rejected: bool
    encrypted: bool
    through_proxy: bool
    to_side: Side | None
    check: Check
    resolution: ResolutionKind | None
    target_user_id: int | None
    target_department_id: int | None
    details: Mapping[str, Any]
    created_at: datetime

    def fact(self) -> Entity:
        """The entity as the rules of a docflow see it."""
        return Entity(
            id=self.guid,
            kind=self.kind,
            side=self.side,
            at=self.created_at,
            order=self.place,
            parent=self.parent,
            author_box=self.box_id,
            author_user=self.user_id,
            check=self.check,
            wants_signature=self.wants_signature,
            wants_receipt=self.wants_receipt,
            approvement=self.approvement,
            partially=self.partially,
            rejected=self.rejected,
            resolution=self.resolution,
            target_user=self.target_user_id,
            target_department=self.target_department_id,
            encrypted=self.encrypted,
            through_proxy=self.through_proxy,
            to=self.to_side,
        )


@dataclass(frozen=True, slots=True)
class ExchangeDocument:
    """What both sides know of a document. ``metadata`` is a list of keys and values in the sender's order."""

    id: int
    guid: UUID
    message_id: int
    type_name: str
    function: str
    version: str
    workflow_id: int
    title: str
    file_name: str
    number: str | None
    date: date | None
    custom_id: str
    editing_id: str
    metadata: Sequence[tuple[str, str]]
    packet: UUID
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BoxDocument:
    """A document as one box has it. ``view`` is what the engine says of it, ``categories`` its bits."""

    id: int
    box_id: int
    document_id: int
    message_id: int
    folder: DocumentClass
    type_name: str
    department_id: int | None
    from_department_id: int | None
    to_department_id: int | None
    counterparty_box_id: int | None
    ticks: int
    number: str | None
    date: date | None
    draft: bool
    sent_at: datetime | None
    delivered_at: datetime | None
    read_at: datetime | None
    deleted_at: datetime | None
    changed_at: datetime
    owes_marking_cancellation: bool
    view: Mapping[str, Any]
    categories: int
    custom_data: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands in the feed of its box: the transaction it came by, and its number."""

    xact: int
    id: int

    @property
    def key(self) -> str:
        """The place as a text that sorts alike."""
        return f"{self.xact:016X}{self.id:016X}"


@dataclass(frozen=True, slots=True)
class BoxEvent:
    """One event of a box's feed: a patch that came to it. ``(xact, id)`` is its place."""

    id: int
    box_id: int
    message_id: int
    patch_id: int
    xact: int
    happened_at: datetime
    patch: Patch


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are asked for; empty lists ask for all. ``departments`` None: those of the whole box."""

    after: tuple[int, int] | None = None
    kinds: Sequence[str] = ()
    types: Sequence[str] = ()
    classes: Sequence[str] = ()
    departments: Sequence[int] | None = None
    counterparty_box_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    descending: bool = False
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Names:
    """The second identities of what is named by numbers: boxes, departments (GUIDs), people (GUID and name)."""

    boxes: Mapping[int, Box]
    departments: Mapping[int, str]
    people: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as one box sees it, with its entities; links are GUIDs of message and document."""

    message: Message
    document: ExchangeDocument
    held: BoxDocument
    entities: Sequence[StoredEntity]
    initial: Sequence[tuple[UUID, UUID]]
    subordinate: Sequence[tuple[UUID, UUID]]


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as one box sees it: its patches, their entities, its documents by GUID.

    ``contents`` holds what lies in the entities' files where that is asked for.
    """

    box: Box
    message: Message
    patches: Sequence[Patch]
    entities: Sequence[StoredEntity]
    documents: Mapping[UUID, DocumentView]
    names: Names
    deleted: bool = False
    draft: UUID | None = None
    made_of_draft: Sequence[UUID] = ()
    contents: Mapping[UUID, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with the message as it is now; ``message`` shows the entities of the event's patch alone."""

    event: BoxEvent
    message: MessageView

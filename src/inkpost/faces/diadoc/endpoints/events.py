"""The feed of a box."""

from __future__ import annotations

import re
from enum import StrEnum
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Locale, Query, Ticks
from inkpost.faces.diadoc.routes import NotYet, endpoint
from inkpost.faces.diadoc.translate import message as shown
from inkpost.faces.diadoc.translate.errors import as_on_the_wire
from inkpost.faces.diadoc.waiting import LONGEST_WAIT, NothingYet
from inkpost.model.exchange import EventQuery, moment
from inkpost.operations import exchange_feed
from inkpost.operations.exchange_feed import MOST_EVENTS
from inkpost.operations.kit import Work

AGAIN_SECONDS = 5
_KEY = re.compile(r"[0-9A-F]{32}", re.ASCII | re.IGNORECASE)


class MessageType(StrEnum):
    """What messages are."""

    LETTER = "Letter"
    DRAFT = "Draft"
    TEMPLATE = "Template"


class Direction(StrEnum):
    """Where documents come from, seen from the box."""

    INBOUND = "Inbound"
    OUTBOUND = "Outbound"
    INTERNAL = "Internal"


class Order(StrEnum):
    """Which end the feed begins at."""

    ASCENDING = "Ascending"
    DESCENDING = "Descending"


class NewEvents(Query, frozen=True, rename="camel"):
    """Which events."""

    box_id: BoxId
    after_event_id: UUID | None = None
    after_index_key: str = ""
    department_id: UUID | None = None
    message_type: tuple[MessageType, ...] = ()
    type_named_id: tuple[str, ...] = ()
    document_direction: tuple[Direction, ...] = ()
    timestamp_from_ticks: Ticks | None = None
    timestamp_to_ticks: Ticks | None = None
    counteragent_box_id: BoxId | None = None
    order_by: Order = Order.ASCENDING
    limit: int = MOST_EVENTS
    locale: Locale = "ru"
    wait: int = 0


class OneEvent(Query, frozen=True, rename="camel"):
    """One event of a box."""

    box_id: BoxId
    event_id: UUID
    inject_entity_content: bool = False
    locale: Locale = "ru"


class OneBox(Query, frozen=True, rename="camel"):
    """A box."""

    box_id: BoxId
    locale: Locale = "ru"


@endpoint("GET", "/V8/GetNewEvents", query=NewEvents, answer=pb.BoxEventList)
@endpoint("GET", "/V7/GetNewEvents", query=NewEvents, answer=pb.BoxEventList)
def get_new_events(work: Work, query: NewEvents) -> pb.BoxEventList:
    """A page of a box's feed; with ``wait`` seconds an empty one is kept back until something comes."""
    if not 0 <= query.wait <= LONGEST_WAIT:
        raise _wrong("wait", f"{query.wait} is given, 0 to {LONGEST_WAIT} seconds are valid")
    with as_on_the_wire():
        found = exchange_feed.page(
            work,
            query.box_id,
            _asked(query),
            after_event=query.after_event_id,
            department=query.department_id,
            counterparty=query.counteragent_box_id,
        )
    made = pb.BoxEventList(
        Events=[shown.event(each, language=query.locale) for each in found.events],
        TotalCount=found.total,
        TotalCountType="Equal" if found.exact else "GreaterThanOrEqual",
    )
    if query.wait and not found.events:
        raise NothingYet(found.topic, query.wait, made)
    return made


@endpoint("GET", "/V3/GetEvent", query=OneEvent, answer=pb.BoxEvent)
@endpoint("GET", "/V2/GetEvent", query=OneEvent, answer=pb.BoxEvent)
def get_event(work: Work, query: OneEvent) -> pb.BoxEvent:
    """One event."""
    with as_on_the_wire():
        found = exchange_feed.get(work, query.box_id, query.event_id, inject=query.inject_entity_content)
    return shown.event(found, language=query.locale)


@endpoint("GET", "/V2/GetLastEvent", query=OneBox, answer=pb.BoxEvent)
@endpoint("GET", "/GetLastEvent", query=OneBox, answer=pb.BoxEvent)
def get_last_event(work: Work, query: OneBox) -> pb.BoxEvent:
    """The last event that the caller sees."""
    found = exchange_feed.last(work, query.box_id)
    if found is None:
        raise NotYet(AGAIN_SECONDS)
    return shown.event(found, language=query.locale)


def _asked(query: NewEvents) -> EventQuery:
    if query.after_index_key and query.after_event_id is not None:
        raise _wrong("afterIndexKey", "it goes without afterEventId: give one of them")
    if not 1 <= query.limit <= MOST_EVENTS:
        raise _wrong("limit", f"{query.limit} is given, 1 to {MOST_EVENTS} are valid")
    return EventQuery(
        after=_place(query.after_index_key),
        kinds=[each.value.lower() for each in query.message_type],
        types=query.type_named_id,
        classes=[each for way in query.document_direction for each in _CLASSES[way]],
        since=moment(query.timestamp_from_ticks) if query.timestamp_from_ticks is not None else None,
        until=moment(query.timestamp_to_ticks) if query.timestamp_to_ticks is not None else None,
        descending=query.order_by is Order.DESCENDING,
        limit=query.limit,
    )


def _place(key: str) -> tuple[int, int] | None:
    if not key:
        return None
    if not _KEY.fullmatch(key):
        raise _wrong("afterIndexKey", "it is no key of an event: take the IndexKey of one")
    place = int(key[:16], 16), int(key[16:], 16)
    if max(place) >= 2**63:
        raise _wrong("afterIndexKey", "it is no key of an event: take the IndexKey of one")
    return place


def _wrong(name: str, why: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"The query parameter {name}: {why}", subject=name)


_CLASSES = {
    Direction.INBOUND: ("inbound", "proxy"),
    Direction.OUTBOUND: ("outbound",),
    Direction.INTERNAL: ("internal",),
}

"""The feed of a box: every message and patch that came to it, in one order, none stepped over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Access, Seat
from inkpost.model.exchange import BoxEvent, EventQuery, EventView
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_narrowing import narrowed
from inkpost.operations.exchange_people import box_of, demand_all_documents
from inkpost.operations.exchange_showing import shown_events, with_contents
from inkpost.operations.kit import Work, operation
from inkpost.store import box_events

MOST_EVENTS: Final = 100
MOST_COUNTED: Final = 10_000
"""Events are counted up to this many; more are said to be at least as many."""


@dataclass(frozen=True, slots=True)
class Events:
    """A page of events, how many there are of what was asked for, and whether all of them were counted."""

    events: list[EventView]
    total: int
    exact: bool
    topic: str  # what is told of when there is more


@operation(right=Right.SIGNED_IN)
def page(
    work: Work,
    box: UUID,
    query: EventQuery,
    *,
    after_event: UUID | None = None,
    department: UUID | None = None,
    counterparty: UUID | None = None,
) -> Events:
    """A page of a box's feed.

    Raises FORBIDDEN (box; a department is to be named, or is not the caller's), PARAMETER_INVALID (the field).
    """
    seat = box_of(work, box)
    asked = narrowed(work, seat, query, department, counterparty)
    if asked is None:
        return Events([], 0, exact=True, topic=kit.topic(seat.box.id))
    if after_event is not None:
        asked = replace(asked, after=_after(work, seat, after_event))
    found = box_events.page(work.db, seat.box.id, asked)
    total = box_events.count(work.db, seat.box.id, asked, MOST_COUNTED)
    shown = [_seen_by(work, seat, each) for each in shown_events(work.db, seat.box, found)]
    return Events(shown, total, exact=total < MOST_COUNTED, topic=kit.topic(seat.box.id))


@operation(right=Right.SIGNED_IN)
def get(work: Work, box: UUID, event: UUID, *, inject: bool = False) -> EventView:
    """One event, also one that is about to be in the feed. Raises FORBIDDEN (all documents are wanted), NOT_FOUND."""
    seat = box_of(work, box)
    demand_all_documents(seat)
    shown = shown_events(work.db, seat.box, [_event(work, seat, event, "event_id")])[0]
    if inject:
        shown = replace(shown, message=with_contents(work.db, work.services.blobs, shown.message))
    return shown


@operation(right=Right.SIGNED_IN)
def last(work: Work, box: UUID) -> EventView | None:
    """The last event of what the caller sees of a box; None where there is none. Raises FORBIDDEN (box)."""
    seat = box_of(work, box)
    departments = None if seat.employee.access is Access.ALL else sorted(kit.sight(work, seat) or ())
    query = EventQuery(departments=departments, descending=True, limit=1)
    found = box_events.page(work.db, seat.box.id, query)
    return _seen_by(work, seat, shown_events(work.db, seat.box, found)[0]) if found else None


def _seen_by(work: Work, seat: Seat, event: EventView) -> EventView:
    """An event without what lies in departments that the caller does not see: documents of a message part ways."""
    reach = kit.sight(work, seat)
    if reach is None:
        return event
    view = event.message
    hidden = {guid for guid, each in view.documents.items() if not kit.sees(each.held, reach)}
    return replace(
        event, message=replace(view, entities=[each for each in view.entities if each.document not in hidden])
    )


def _after(work: Work, seat: Seat, guid: UUID) -> tuple[int, int]:
    found = box_events.find(work.db, seat.box.id, guid)
    if found is None:
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"after_event_id: the box has no event {guid}", subject="after_event_id"
        )
    return found.xact, found.id


def _event(work: Work, seat: Seat, guid: UUID, field: str) -> BoxEvent:
    found = box_events.find(work.db, seat.box.id, guid)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, f"{field}: the box has no event {guid}", subject=field, given=str(guid))
    return found

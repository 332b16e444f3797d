"""Lists of a box's documents by category: pages, totals, and what a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from inkpost.engines.docflow import CAN_OCCUR
from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box, Seat
from inkpost.model.docflow import DocumentClass
from inkpost.model.docflow_categories import category
from inkpost.model.exchange import DocumentView, Names
from inkpost.model.exchange_lists import BodyForm, DepartmentTree, ListAsked, ListPage, ListQuery, Place
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_people import box_of
from inkpost.operations.exchange_showing import shown_messages
from inkpost.operations.kit import Services, Work, operation
from inkpost.store import box_documents, boxes, exchange_lists, exchange_messages, exchange_postings, people

MOST: Final = 100
"""Documents of one page."""
AT_ONCE: Final = 20_000
NOBODY: Final = -1
"""The number of no box and no department."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The documents of a page: their bodies by number; what is known of the approval of those that name people."""

    places: Sequence[Place]
    bodies: Mapping[int, bytes]
    approvals: Mapping[int, Sequence[Any]]
    names: Names


@operation(right=Right.SIGNED_IN)
def page(work: Work, box: UUID, asked: ListAsked) -> ListPage:
    """A page of a list: documents that the caller sees, and how many there are in all.

    Both are of one moment where the transaction sees one. Raises FORBIDDEN (``box``), PARAMETER_INVALID (the field).
    """
    seat = box_of(work, box)
    if not 0 <= asked.count <= MOST:
        told = f"count is {asked.count}: it takes 0 to {MOST}"
        raise InkpostError(Reason.PARAMETER_INVALID, told, subject="count", given=str(asked.count))
    query = _query(work, seat, asked)
    if not query.categories or query.departments == [] or query.seen == []:
        return ListPage(seat.box, (), 0)
    return ListPage(seat.box, exchange_lists.page(work.db, query), exchange_lists.total(work.db, query))


@operation(right=Right.SIGNED_IN)
def shown(work: Work, page: ListPage, form: BodyForm) -> Shown:
    """What a page that ``page`` answered to the caller shows of its documents, in one form."""
    found = exchange_lists.bodies(work.db, [each.number for each in page.places], form)
    named = {number: who for number, (_, who) in found.items() if who}
    approvals = box_documents.approvals(work.db, named) if named else {}
    bodies = {number: body for number, (body, _) in found.items()}
    return Shown(page.places, bodies, approvals, _names(work, page.box, named, approvals))


@operation(right=Right.SIGNED_IN)
def views(work: Work, page: ListPage) -> list[tuple[Place, DocumentView, Names]]:
    """The documents of a page that ``page`` answered to the caller, for who wants other than what is ready of them."""
    numbers = [each.number for each in page.places]
    messages = exchange_messages.of_ids(work.db, box_documents.messages_of(work.db, numbers))
    shown = shown_messages(work.db, page.box, list(messages.values()))
    found = {each.held.id: (each, view.names) for view in shown.values() for each in view.documents.values()}
    return [(each, *found[each.number]) for each in page.places if each.number in found]


def fold(services: Services) -> int:
    """Fold what changed into the tallies; how many changes there were."""
    done = 0
    while True:
        with services.engine.begin() as db:
            found = exchange_postings.fold(db, AT_ONCE)
        done += found
        if found < AT_ONCE:
            return done


def _names(work: Work, box: Box, named: Mapping[int, Sequence[int]], approvals: Mapping[int, Sequence[Any]]) -> Names:
    if not named:
        return Names({box.id: box}, {}, {})
    users = {number for who in named.values() for number in who}
    targets = {by["target_department"] for _, by in approvals.values() if by is not None}
    departments = boxes.department_guids(work.db, {each for each in targets if each is not None})
    return Names({box.id: box}, departments, people.names(work.db, users))


def _query(work: Work, seat: Seat, asked: ListAsked) -> ListQuery:
    held, seen = _reach(work, seat, asked)
    of = asked.document_class
    return ListQuery(
        box_id=seat.box.id,
        categories=[category(of, each) for each in dict.fromkeys(asked.statuses) if (of, each) in CAN_OCCUR],
        types=list(dict.fromkeys(asked.types)),
        departments=held,
        seen=seen,
        counterparties=[_box(work, each) for each in asked.counterparties],
        from_departments=[_department(work, seat, each, "from_department_id") for each in asked.from_departments],
        to_departments=[_department(work, seat, each, "to_department_id") for each in asked.to_departments],
        asked=asked,
    )


def _reach(work: Work, seat: Seat, asked: ListAsked) -> tuple[list[int] | None, list[int] | None]:
    """The departments that are asked for, and those that the caller sees internal documents of; None where all."""
    held = _asked(work, seat, asked.departments)
    sight = kit.sight(work, seat)
    if sight is None:
        return held, None
    if asked.document_class is DocumentClass.INTERNAL:
        return held, sorted(sight)
    return sorted(sight if held is None else sight.intersection(held)), None


def _asked(work: Work, seat: Seat, trees: Sequence[DepartmentTree]) -> list[int] | None:
    """The departments of trees; None where one of them is the whole box."""
    found: set[int] = set()
    for each in trees:
        top = _department(work, seat, each.guid, "department_id")
        if top == seat.box.head_department_id and not each.alone:
            return None
        found |= {top} if each.alone else boxes.department_ids(work.db, seat.box.id, top)
    return sorted(found)


def _department(work: Work, seat: Seat, guid: UUID | None, field: str) -> int:
    return kit.department_of(work.db, seat.box, guid, field)


def _box(work: Work, guid: UUID) -> int:
    """The number of a counterparty; of a box that nobody has there are no documents."""
    found = boxes.by_guid(work.db, guid)
    return found.id if found is not None else NOBODY

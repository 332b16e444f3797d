"""Documents with their docflows: by name, by packet, by what is known of them, and what happened to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Seat
from inkpost.model.exchange import BoxDocument, BoxEvent, EventQuery
from inkpost.model.exchange_docflows import MOST_DOCFLOWS, AskedDocflow, DocumentEvent, Search
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_docflow_views import DocflowView, Shown, shown
from inkpost.operations.exchange_faults import wrong
from inkpost.operations.exchange_feed import MOST_COUNTED
from inkpost.operations.exchange_narrowing import narrowed
from inkpost.operations.exchange_people import box_of, demand_all_documents
from inkpost.operations.exchange_showing import contents_of
from inkpost.operations.kit import Work, operation
from inkpost.store import box_docflows


@dataclass(frozen=True, slots=True)
class Found:
    """A page of documents, and whether there are more behind it."""

    docflows: list[DocflowView]
    more: bool


@dataclass(frozen=True, slots=True)
class Populate:
    """What is told of each event beside itself: the document after it, the one before it, contents of both."""

    after: bool = False
    before: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class DocflowEvent:
    """An event of one document with what was asked for beside it; ``previous`` is the event before it."""

    event: DocumentEvent
    message: UUID
    document: UUID
    previous: BoxEvent | None
    after: DocflowView | None = None
    before: DocflowView | None = None


@dataclass(frozen=True, slots=True)
class DocflowEvents:
    """A page of events, how many there are of what was asked for, and whether all of them were counted."""

    events: list[DocflowEvent]
    total: int
    exact: bool


@operation(right=Right.SIGNED_IN)
def get(work: Work, box: UUID, asked: Sequence[AskedDocflow]) -> list[DocflowView]:
    """Documents by name, in the order in which they are asked for.

    Raises FORBIDDEN (box; all documents are wanted), NOT_FOUND (every one that is not there, by name),
    PARAMETER_INVALID (too many; an event that is none of the document's).
    """
    seat = box_of(work, box)
    demand_all_documents(seat)
    if len(asked) > MOST_DOCFLOWS:
        raise wrong("requests", f"{len(asked)} documents are asked for, at most {MOST_DOCFLOWS} go at once")
    held = box_docflows.named(work.db, seat.box.id, {each.document for each in asked})
    known = shown(work.db, seat.box, sorted({each.message_id for each in held.values()}))
    _demand_all(asked, held, known)
    found = [known.docflow(held[each.document], _until(known, each)) for each in asked]
    return _filled(work, found, [each.inject for each in asked])


@operation(right=Right.SIGNED_IN)
def of_packet(
    work: Work, box: UUID, packet: UUID, *, after: int = 0, count: int = MOST_DOCFLOWS, inject: bool = False
) -> Found:
    """The documents of a packet that the caller sees, behind the one with the number ``after``.

    Raises FORBIDDEN (box), PARAMETER_INVALID (``count``).
    """
    seat = box_of(work, box)
    _check_count(count)
    held = box_docflows.of_packet(work.db, seat.box.id, packet, kit.sight(work, seat), after, count + 1)
    return _page(work, seat, held, count, inject)


@operation(right=Right.SIGNED_IN)
def search(work: Work, box: UUID, asked: Search, *, inject: bool = False) -> Found:
    """The documents that are found among those that the caller sees. Raises FORBIDDEN (box), PARAMETER_INVALID."""
    seat = box_of(work, box)
    _check_count(asked.count)
    if asked.first < 0:
        raise wrong("first_index", f"{asked.first} is given, 0 is the first document")
    if not asked.tokens and asked.pair is None:
        return Found([], more=False)
    held = box_docflows.search(work.db, seat.box.id, asked, kit.sight(work, seat), asked.count + 1)
    return _page(work, seat, held, asked.count, inject)


@operation(right=Right.SIGNED_IN)
def events(
    work: Work,
    box: UUID,
    query: EventQuery,
    populate: Populate = Populate(),
    *,
    after: tuple[int, int, int] | None = None,
    department: UUID | None = None,
    counterparty: UUID | None = None,
) -> DocflowEvents:
    """A page of what happened to the documents of a box, in the order of its feed, none stepped over.

    Raises FORBIDDEN (box; a department is to be named, or is not the caller's), PARAMETER_INVALID.
    """
    seat = box_of(work, box)
    asked = narrowed(work, seat, query, department, counterparty)
    if asked is None:
        return DocflowEvents([], 0, exact=True)
    found = box_docflows.page(work.db, seat.box.id, asked, after)
    total = box_docflows.count(work.db, seat.box.id, asked, MOST_COUNTED)
    known = shown(work.db, seat.box, sorted({each.event.message_id for each in found}))
    told = _populated(work, [_event(known, each, populate) for each in found], populate)
    return DocflowEvents(told, total, exact=total < MOST_COUNTED)


def _demand_all(asked: Sequence[AskedDocflow], held: dict[UUID, BoxDocument], known: Shown) -> None:
    missing = [
        f"{each.path} asks for the document {each.document} of the message {each.message}"
        for each in asked
        if each.document not in held or known.messages[held[each.document].message_id].message.guid != each.message
    ]
    if missing:
        raise InkpostError(Reason.NOT_FOUND, f"The box has no such documents: {'; '.join(missing)}", subject="requests")


def _until(known: Shown, asked: AskedDocflow) -> BoxEvent | None:
    """The event after which a document is asked for."""
    if asked.until is None:
        return None
    of_all = (each.event for of_document in known.events.values() for each in of_document)
    for event in of_all:
        if event.patch.guid == asked.until and known.messages[event.message_id].message.guid == asked.message:
            return event
    told = f"the message {asked.message} has no event {asked.until} in this box"
    raise wrong(f"{asked.path}.last_event_id", told)


def _check_count(count: int) -> None:
    if not 1 <= count <= MOST_DOCFLOWS:
        raise wrong("count", f"{count} is given, 1 to {MOST_DOCFLOWS} are valid")


def _page(work: Work, seat: Seat, held: Sequence[BoxDocument], count: int, inject: bool) -> Found:
    here = held[:count]
    known = shown(work.db, seat.box, sorted({each.message_id for each in here}))
    found = [known.docflow(each) for each in here]
    return Found(_filled(work, found, [inject] * len(found)), more=len(held) > count)


def _event(known: Shown, found: DocumentEvent, populate: Populate) -> DocflowEvent:
    message = known.messages[found.event.message_id]
    document = next(each for each in message.documents.values() if each.held.document_id == found.document_id)
    previous = known.before(found)
    return DocflowEvent(
        found,
        message.message.guid,
        document.document.guid,
        previous,
        known.docflow(document.held, found.event) if populate.after else None,
        known.docflow(document.held, previous) if populate.before and previous is not None else None,
    )


def _populated(work: Work, found: list[DocflowEvent], populate: Populate) -> list[DocflowEvent]:
    if not populate.contents:
        return found
    views = [view for each in found for view in (each.after, each.before) if view is not None]
    contents = _contents(work, views)
    return [
        replace(
            each,
            after=replace(each.after, contents=contents) if each.after else None,
            before=replace(each.before, contents=contents) if each.before else None,
        )
        for each in found
    ]


def _filled(work: Work, found: Sequence[DocflowView], inject: Sequence[bool]) -> list[DocflowView]:
    """Documents with the contents of those that are to have them, as much as goes into one answer."""
    contents = _contents(work, [each for each, wanted in zip(found, inject, strict=True) if wanted])
    return [replace(each, contents=contents) if wanted else each for each, wanted in zip(found, inject, strict=True)]


def _contents(work: Work, of: Iterable[DocflowView]) -> dict[UUID, bytes]:
    entities = [entity for each in of for entity in each.document.entities]
    return contents_of(work.db, work.services.blobs, entities)

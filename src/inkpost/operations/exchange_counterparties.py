"""What employees of a box do with its counterparties, and what they learn of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box, Counterparty, CounterpartyEvent, Permission, Seat, Standing
from inkpost.model.people import Right
from inkpost.operations import exchange_relations as relations
from inkpost.operations.exchange_parties import Party, department_of, listed, party_of
from inkpost.operations.exchange_people import box_of, box_of_person, demand, demand_all_documents
from inkpost.operations.exchange_relations import Act
from inkpost.operations.kit import Work, operation
from inkpost.store import boxes, counterparties
from inkpost.store.counterparties import Period

PAGE: Final = 100
LONGEST_MESSAGE: Final = 2000
LONGEST_COMMENT: Final = 5000
LISTED: Final = frozenset(Standing) - {Standing.STRANGER}


@dataclass(frozen=True, slots=True)
class Whom:
    """An organisation by its box, else by its own GUID, else by its INN."""

    box: UUID | None = None
    person: UUID | None = None
    inn: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A counterparty with what is seen of its organisation."""

    relation: Counterparty
    party: Party


@dataclass(frozen=True, slots=True)
class Happened:
    """An event and the GUID of the other box."""

    event: CounterpartyEvent
    other: Box


@operation(right=Right.SIGNED_IN)
def seat(work: Work, box: UUID | None = None, person: UUID | None = None) -> Seat:
    """A box of the caller's, by its own GUID or the legal person's. Raises FORBIDDEN, PARAMETER_MISSING (``box``)."""
    return _seat(work, box, person)


@operation(right=Right.SIGNED_IN)
def get(work: Work, my_box: UUID, other: UUID) -> Related:
    """One counterparty. Raises FORBIDDEN (``box``), NOT_FOUND (``counterparty``: nothing ever was between them)."""
    mine = box_of(work, my_box).box
    found = boxes.by_guid(work.db, other)
    relation = counterparties.find(work.db, mine.id, found.id) if found else None
    if found is None or relation is None or relation.standing is Standing.STRANGER:
        message = "The organisation is not among the counterparties of the box"
        raise InkpostError(Reason.NOT_FOUND, message, subject="counterparty", given=str(other))
    return Related(relation, party_of(work, found))


@operation(right=Right.SIGNED_IN)
def page(
    work: Work,
    my_box: UUID,
    *,
    standings: Collection[Standing] = LISTED,
    words: str = "",
    after: int | None = None,
) -> tuple[list[Related], int]:
    """Up to 100 counterparties in an order that stays, and how many there are. Raises FORBIDDEN, PARAMETER_INVALID."""
    mine = box_of(work, my_box).box
    if words and after is not None:
        message = "query and afterIndexKey exclude one another"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="query")
    found, total = counterparties.page(work.db, mine.id, standings, words=words, after=after, limit=PAGE)
    others = boxes.of_ids(work.db, [each.other_box_id for each in found])
    parties = {party.box.id: party for party in listed(work, list(others.values()))}
    return [Related(each, parties[each.other_box_id]) for each in found], total


@operation(right=Right.SIGNED_IN)
def acquire(work: Work, my_box: UUID, whom: Whom, comment: str = "", *, department: UUID | None = None) -> str:
    """Invite an organisation, or accept its invitation; answers the GUID of the task that tells what came of it.

    Raises FORBIDDEN (``box``, ``counterparties``), NOT_FOUND (``counterparty``, ``department``), PARAMETER_MISSING,
    PARAMETER_INVALID (``comment``).
    """
    mine = box_of(work, my_box)
    demand(mine, Permission.COUNTERPARTIES)
    demand_all_documents(mine)
    _check_length("comment", comment, LONGEST_MESSAGE)
    if department is not None:
        department_of(work, mine.box, department)
    other = _whom(work, whom)
    fault = f"There is no organisation with the INN {whom.inn} here" if other is None else ""
    if other is not None:
        try:
            relations.invite(Act(work.services, work.db, mine.box, other, work.user_id, comment))
        except InkpostError as refused:
            fault = refused.message
    return counterparties.add_task(
        work.db,
        box_id=mine.box.id,
        user_id=work.user_id,
        other_box_id=other.id if other else None,
        fault=fault,
        created_at=work.now,
    )


@operation(right=Right.SIGNED_IN)
def acquired(work: Work, task: UUID) -> Box:
    """The organisation that a task invited.

    Raises NOT_FOUND (``task``), FORBIDDEN (not of a box that the caller works in and sees every document of),
    CONFLICT (``task``: it came to nothing).
    """
    found = counterparties.task(work.db, task)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such task", subject="task", given=str(task))
    demand_all_documents(box_of(work, UUID(boxes.by_id(work.db, found.box_id).guid)))
    if found.fault or found.other_box_id is None:
        raise InkpostError(Reason.CONFLICT, found.fault, subject="task")
    return boxes.by_id(work.db, found.other_box_id)


@operation(right=Right.SIGNED_IN)
def leave(work: Work, my_box: UUID, other: UUID, comment: str = "") -> None:
    """Break up with a counterparty, refuse its invitation or withdraw one's own; where there is nothing, nothing.

    Raises FORBIDDEN (``box``, ``counterparties``), PARAMETER_INVALID (``counterparty``, ``comment``).
    """
    mine = box_of(work, my_box)
    demand(mine, Permission.COUNTERPARTIES)
    _check_length("comment", comment, LONGEST_COMMENT)
    found = boxes.by_guid(work.db, other)
    if found is None or found.id == mine.box.id:
        message = f"There is no other box {other}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="counterparty", given=str(other))
    relations.end(Act(work.services, work.db, mine.box, found, work.user_id, comment))


@operation(right=Right.SIGNED_IN)
def happened(
    work: Work, my_box: UUID, *, after: int | None = None, period: Period | None = None, limit: int = PAGE
) -> tuple[list[Happened], int]:
    """What happened between a box and others, in order, and how many events there are.

    Raises FORBIDDEN (``box``, ``counterparties``), PARAMETER_INVALID (``limit``).
    """
    mine = box_of(work, my_box)
    demand(mine, Permission.COUNTERPARTIES)
    if not 1 <= limit <= PAGE:
        message = f"limit is {limit}: it takes 1 to {PAGE}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="limit")
    found, total = counterparties.events(work.db, mine.box.id, after=after, period=period, limit=limit)
    others = boxes.of_ids(work.db, {each.other_box_id for each in found})
    return [Happened(each, others[each.other_box_id]) for each in found], total


def _seat(work: Work, box: UUID | None, person: UUID | None) -> Seat:
    if box is not None:
        return box_of(work, box)
    if person is not None:
        return box_of_person(work, person)
    raise InkpostError(Reason.PARAMETER_MISSING, "No box is named", subject="box")


def _whom(work: Work, whom: Whom) -> Box | None:
    """The box, or nothing where only an INN is known that nobody has."""
    if whom.box is None and whom.person is None:
        if not whom.inn:
            message = "One of BoxId, OrgId and Inn has to name the organisation"
            raise InkpostError(Reason.PARAMETER_MISSING, message, subject="counterparty")
        return next(iter(boxes.by_inn(work.db, [whom.inn])[::-1]), None)
    found = boxes.by_guid(work.db, whom.box) if whom.box else None
    if whom.box is None and whom.person is not None:
        found = boxes.by_person(work.db, whom.person)
    if found is None:
        message = f"There is no organisation {whom.box or whom.person}"
        raise InkpostError(Reason.NOT_FOUND, message, subject="counterparty")
    return found


def _check_length(name: str, text: str, most: int) -> None:
    if len(text) > most:
        message = f"{name} has {len(text)} characters: it takes at most {most}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject=name)

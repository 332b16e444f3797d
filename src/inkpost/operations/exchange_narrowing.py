"""What a caller may hear of a box's feed: all of it, or what lies in a department of theirs."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Seat
from inkpost.model.exchange import EventQuery
from inkpost.operations import exchange_kit as kit
from inkpost.operations.kit import Work
from inkpost.store import boxes


def narrowed(
    work: Work, seat: Seat, query: EventQuery, department: UUID | None, counterparty: UUID | None
) -> EventQuery | None:
    """A query about what the caller may see; None where no event can be of it: there is no such counterparty.

    Raises FORBIDDEN (a department is to be named, or is not the caller's), PARAMETER_INVALID.
    """
    asked = replace(query, departments=_departments(work, seat, department))
    if counterparty is None:
        return asked
    other = boxes.by_guid(work.db, counterparty)
    return replace(asked, counterparty_box_id=other.id) if other is not None else None


def _departments(work: Work, seat: Seat, guid: UUID | None) -> list[int] | None:
    reach = kit.sight(work, seat)
    if guid is None:
        if reach is None:
            return None
        raise InkpostError(
            Reason.FORBIDDEN,
            "department_id: you do not see all documents of the box, so name a department that you see",
            subject="department_id",
            action="view",
        )
    number = kit.department_of(work.db, seat.box, guid, "department_id")
    if reach is not None and number not in reach:
        raise InkpostError(
            Reason.FORBIDDEN,
            "department_id: you do not see the documents of this department",
            subject="department_id",
            action="view",
        )
    return [number]

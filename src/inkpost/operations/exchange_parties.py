"""What the operations on boxes share: an organisation as the caller sees it, and the departments of a box."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box, Standing
from inkpost.model.departments import Department
from inkpost.operations.kit import Work
from inkpost.store import boxes, counterparties, employees


@dataclass(frozen=True, slots=True)
class Party:
    """A legal person with its box, as the caller sees it.

    ``departments`` without the head: of one's own organisations and of one's counterparties. ``mine``: the caller works
    there. ``active``: it ever sent something or had to do with a counterparty. ``invitations``: how often it was
    invited, where that was asked for.
    """

    box: Box
    departments: tuple[Department, ...] = ()
    mine: bool = False
    active: bool = False
    invitations: int | None = None


def department_of(work: Work, box: Box, guid: UUID | None) -> Department:
    """A department of a box, None for its head. Raises NOT_FOUND (``department``)."""
    listed = boxes.departments_of(work.db, box)
    wanted = [each for each in listed if (each.guid == str(guid) if guid else each.id == box.head_department_id)]
    if not wanted:
        raise missing("department", guid or "of the head")
    return wanted[0]


def party_of(work: Work, box: Box) -> Party:
    """The organisation of a box as the caller sees it."""
    (party,) = listed(work, [box])
    return replace(party, departments=below_head(work, box)) if sees_departments(work, box) else party


def listed(work: Work, found: Collection[Box]) -> list[Party]:
    """The organisations of boxes as the caller sees them, without departments."""
    own, active = {box.id for box in own_boxes(work)}, boxes.active(work.db, [box.id for box in found])
    return [Party(box, mine=box.id in own, active=box.id in active) for box in found]


def own_boxes(work: Work) -> list[Box]:
    """The boxes that the caller works in and is not blocked in."""
    return [seat.box for seat in employees.seats(work.db, work.user_id) if seat.employee.blocked_at is None]


def _is_mine(work: Work, box: Box) -> bool:
    return box.id in {each.id for each in own_boxes(work)}


def sees_departments(work: Work, box: Box) -> bool:
    """Whether the caller works there, or in a counterparty of it."""
    return _is_mine(work, box) or any(_partners(work, each, box) for each in own_boxes(work))


def _partners(work: Work, box: Box, other: Box) -> bool:
    found = counterparties.find(work.db, box.id, other.id)
    return found is not None and found.standing is Standing.PARTNER


def below_head(work: Work, box: Box) -> tuple[Department, ...]:
    """The departments of a box without its head."""
    return tuple(each for each in boxes.departments_of(work.db, box) if each.id != box.head_department_id)


def missing(subject: str, key: object) -> InkpostError:
    """The refusal of what is not there."""
    return InkpostError(Reason.NOT_FOUND, f"There is no {subject} {key}", subject=subject, given=str(key))

"""What can be learnt about organisations that exchange documents: one's own, and what is public of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box, Counterparty, Standing
from inkpost.model.departments import Department
from inkpost.model.people import Right
from inkpost.operations.exchange_people import box_of, box_of_person
from inkpost.operations.kit import Work, operation
from inkpost.store import boxes, counterparties, employees

MOST_INNS: Final = 1000


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


@dataclass(frozen=True, slots=True)
class RelatedParty:
    """A legal person and what it is to a box of the caller's, where that was asked for."""

    party: Party
    relation: Counterparty | None


@operation(right=Right.SIGNED_IN)
def mine(work: Work) -> list[Party]:
    """The organisations that the caller works in and is not blocked in."""
    return [replace(party, departments=_departments(work, party.box)) for party in listed(work, _own(work))]


@operation(right=Right.SIGNED_IN)
def by_box(work: Work, guid: UUID) -> Party:
    """The organisation of a box. Raises NOT_FOUND (``box``)."""
    return _party(work, _there(boxes.by_guid(work.db, guid), "box", guid))


@operation(right=Right.SIGNED_IN)
def by_person(work: Work, guid: UUID) -> Party:
    """The organisation of this GUID. Raises NOT_FOUND (``organization``)."""
    return _party(work, _there(boxes.by_person(work.db, guid), "organization", guid))


@operation(right=Right.SIGNED_IN)
def by_participant(work: Work, participant_id: str) -> Party:
    """The organisation of a participant's identifier. Raises NOT_FOUND (``organization``)."""
    return _party(work, _there(boxes.by_participant(work.db, participant_id), "organization", participant_id))


@operation(right=Right.SIGNED_IN)
def by_inn(work: Work, inn: str, kpp: str = "") -> Party:
    """The one organisation of an INN; of several that of the KPP, else the head one.

    Raises NOT_FOUND (``organization``), also where there are several and no KPP tells which.
    """
    found = boxes.by_inn(work.db, [inn])
    if kpp and len(found) > 1:
        found = [box for box in found if box.kpp == kpp] or [box for box in found if not box.branch]
        found = found[:1]
    if len(found) > 1:
        message = f"Several organisations have the INN {inn}: say the KPP, too"
        raise InkpostError(Reason.NOT_FOUND, message, subject="organization", given=inn)
    return _party(work, _there(found[0] if found else None, "organization", inn))


@operation(right=Right.SIGNED_IN)
def with_inn(work: Work, inn: str, kpp: str = "", *, invitations: bool = False) -> list[Party]:
    """The organisations of an INN, of a KPP where one is given, without departments; if asked, how often invited."""
    found = boxes.by_inn(work.db, [inn], kpp)
    if not invitations:
        return listed(work, found)
    many = counterparties.invitations(work.db, [box.id for box in found])
    return [replace(party, invitations=many.get(party.box.id, 0)) for party in listed(work, found)]


@operation(right=Right.SIGNED_IN)
def with_inns(work: Work, inns: Collection[str], my_person: UUID | None = None) -> list[RelatedParty]:
    """The organisations of several INNs, without departments, with what they are to one of the caller's.

    Raises FORBIDDEN (``box``: not the caller's), PARAMETER_INVALID (``inns``: too many).
    """
    if len(inns) > MOST_INNS:
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"InnList has {len(inns)} items: it takes at most {MOST_INNS}", subject="inns"
        )
    my_box = box_of_person(work, my_person).box if my_person else None
    found = boxes.by_inn(work.db, inns)
    relations: Mapping[int, Counterparty] = {}
    if my_box:
        relations = counterparties.of_boxes(work.db, my_box.id, [box.id for box in found])
    return [RelatedParty(party, relations.get(party.box.id)) for party in listed(work, found)]


@operation(right=Right.SIGNED_IN)
def department(work: Work, person: UUID, guid: UUID | None) -> tuple[Box, Department, Mapping[int, str]]:
    """A department of an organisation that the caller may see, None for its head; and the GUID of the one above.

    Raises NOT_FOUND (``organization``, ``department``).
    """
    box = _there(boxes.by_person(work.db, person), "organization", person)
    if not _sees_departments(work, box):
        raise _missing("department", guid or "of the head")
    found = department_of(work, box, guid)
    above = {found.parent_id} if found.parent_id not in {None, box.head_department_id} else set()
    return box, found, boxes.department_guids(work.db, above)


@operation(right=Right.SIGNED_IN)
def own(work: Work, guid: UUID) -> Box:
    """A box that the caller works in. Raises FORBIDDEN (``box``)."""
    return box_of(work, guid).box


def department_of(work: Work, box: Box, guid: UUID | None) -> Department:
    """A department of a box, None for its head. Raises NOT_FOUND (``department``)."""
    listed = boxes.departments_of(work.db, box)
    wanted = [each for each in listed if (each.guid == str(guid) if guid else each.id == box.head_department_id)]
    if not wanted:
        raise _missing("department", guid or "of the head")
    return wanted[0]


def party_of(work: Work, box: Box) -> Party:
    """What the caller sees of a box's organisation."""
    return _party(work, box)


def _party(work: Work, box: Box) -> Party:
    (party,) = listed(work, [box])
    return replace(party, departments=_departments(work, box)) if _sees_departments(work, box) else party


def listed(work: Work, found: Collection[Box]) -> list[Party]:
    """The organisations of boxes as the caller sees them, without departments."""
    own, active = {box.id for box in _own(work)}, boxes.active(work.db, [box.id for box in found])
    return [Party(box, mine=box.id in own, active=box.id in active) for box in found]


def _own(work: Work) -> list[Box]:
    """The boxes that the caller works in and is not blocked in."""
    return [seat.box for seat in employees.seats(work.db, work.user_id) if seat.employee.blocked_at is None]


def _is_mine(work: Work, box: Box) -> bool:
    return box.id in {each.id for each in _own(work)}


def _sees_departments(work: Work, box: Box) -> bool:
    return _is_mine(work, box) or any(_partners(work, each, box) for each in _own(work))


def _partners(work: Work, box: Box, other: Box) -> bool:
    found = counterparties.find(work.db, box.id, other.id)
    return found is not None and found.standing is Standing.PARTNER


def _departments(work: Work, box: Box) -> tuple[Department, ...]:
    return tuple(each for each in boxes.departments_of(work.db, box) if each.id != box.head_department_id)


def _there(found: Box | None, subject: str, key: object) -> Box:
    if found is None:
        raise _missing(subject, key)
    return found


def _missing(subject: str, key: object) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, f"There is no {subject} {key}", subject=subject, given=str(key))

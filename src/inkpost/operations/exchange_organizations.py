"""What can be learnt about organisations that exchange documents: one's own, and what is public of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box, Counterparty
from inkpost.model.departments import Department
from inkpost.model.people import Right
from inkpost.operations.exchange_parties import (
    Party,
    below_head,
    department_of,
    listed,
    missing,
    own_boxes,
    party_of,
    sees_departments,
)
from inkpost.operations.exchange_people import box_of, box_of_person
from inkpost.operations.kit import Work, operation
from inkpost.store import boxes, counterparties

MOST_INNS: Final = 1000


@dataclass(frozen=True, slots=True)
class RelatedParty:
    """A legal person and what it is to a box of the caller's, where that was asked for."""

    party: Party
    relation: Counterparty | None


@operation(right=Right.SIGNED_IN)
def mine(work: Work) -> list[Party]:
    """The organisations that the caller works in and is not blocked in."""
    return [replace(party, departments=below_head(work, party.box)) for party in listed(work, own_boxes(work))]


@operation(right=Right.SIGNED_IN)
def by_box(work: Work, guid: UUID) -> Party:
    """The organisation of a box. Raises NOT_FOUND (``box``)."""
    return party_of(work, _there(boxes.by_guid(work.db, guid), "box", guid))


@operation(right=Right.SIGNED_IN)
def by_person(work: Work, guid: UUID) -> Party:
    """The organisation of this GUID. Raises NOT_FOUND (``organization``)."""
    return party_of(work, _there(boxes.by_person(work.db, guid), "organization", guid))


@operation(right=Right.SIGNED_IN)
def by_participant(work: Work, participant_id: str) -> Party:
    """The organisation of a participant's identifier. Raises NOT_FOUND (``organization``)."""
    return party_of(work, _there(boxes.by_participant(work.db, participant_id), "organization", participant_id))


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
    return party_of(work, _there(found[0] if found else None, "organization", inn))


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
    if not sees_departments(work, box):
        raise missing("department", guid or "of the head")
    found = department_of(work, box, guid)
    above = {found.parent_id} if found.parent_id not in {None, box.head_department_id} else set()
    return box, found, boxes.department_guids(work.db, above)


@operation(right=Right.SIGNED_IN)
def own(work: Work, guid: UUID) -> Box:
    """A box that the caller works in. Raises FORBIDDEN (``box``)."""
    return box_of(work, guid).box


def _there(found: Box | None, subject: str, key: object) -> Box:
    if found is None:
        raise missing(subject, key)
    return found

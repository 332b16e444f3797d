"""What the operator of the machine does with boxes from the command line: no caller, so no right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import INDIVIDUAL_INN, Access, Box, Counterparty, Employee, Permission, Standing, Worker
from inkpost.model.people import Organization
from inkpost.model.tax_numbers import OPERATOR, inn_fault, kpp_fault, ogrn_fault
from inkpost.operations import administration
from inkpost.operations import exchange_relations as relations
from inkpost.operations.exchange_relations import Act
from inkpost.operations.kit import Services
from inkpost.store import boxes, counterparties, employees, people

LONGEST_NAME: Final = 1000
_PARTICIPANT: Final = re.compile(r"[0-9A-Za-z-]{4,46}")
_SETTABLE: Final = frozenset({"ogrn", "full_name", "short_name", "tax_office", "address", "partners_only", "test"})


@dataclass(frozen=True, slots=True)
class NewBox:
    """The legal person that gets a box. Without ``participant_id`` one is made."""

    inn: str
    kpp: str = ""
    full_name: str = ""
    short_name: str = ""
    ogrn: str = ""
    participant_id: str = ""
    tax_office: str = ""
    address: Mapping[str, object] = field(default_factory=dict)
    partners_only: bool = False
    test: bool = False


def add_organization(
    services: Services, name: str, new: NewBox, *, timezone: str = "UTC", language: str = "ru"
) -> tuple[int, Box]:
    """A new organisation with its default roles and its box; answers its number and the box.

    Raises PARAMETER_INVALID (the field), CONFLICT (``inn``: somebody has it).
    """
    with _once_each(new), services.engine.begin() as db:
        number = administration.record_organization(db, name, timezone=timezone, language=language)
        return number, record_box(db, number, new, services.clock())


def add_box(services: Services, organization_id: int, new: NewBox) -> Box:
    """Give a legal person of an organisation its box.

    Raises NOT_FOUND (``portal``), PARAMETER_INVALID (the field), CONFLICT (``inn``: somebody has it).
    """
    with _once_each(new), services.engine.begin() as db:
        return record_box(db, organization_id, new, services.clock())


@contextmanager
def _once_each(new: NewBox) -> Iterator[None]:
    try:
        yield
    except IntegrityError as fault:
        who = f"INN {new.inn}" + (f" and KPP {new.kpp}" if new.kpp else "")
        message = f"There is a box with {who} or with the participant's identifier {new.participant_id!r}"
        raise InkpostError(Reason.CONFLICT, message, subject="inn", detail=str(fault.orig)) from None


def record_box(db: Connection, organization_id: int, new: NewBox, now: datetime) -> Box:
    """The same within a transaction; INN and KPP that are taken break it."""
    portal = people.organization(db, organization_id)
    if portal is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no portal {organization_id}", subject="portal")
    _check_numbers(new.inn, new.kpp, new.ogrn)
    name = _named(new.full_name or portal.name)
    return boxes.add(
        db,
        organization_id=organization_id,
        head_department_id=boxes.head_for(db, organization_id, new.short_name or name),
        inn=new.inn,
        kpp=new.kpp,
        ogrn=new.ogrn,
        full_name=name,
        short_name=new.short_name,
        participant_id=_participant(new, now),
        tax_office=new.tax_office,
        address=dict(new.address),
        partners_only=new.partners_only,
        test=new.test,
        created_at=now,
    )


def set_box(services: Services, guid: UUID, **values: Any) -> Box:
    """Change what is set of a box. Raises NOT_FOUND (``box``), PARAMETER_INVALID (the field)."""
    unknown = sorted(values.keys() - _SETTABLE)
    if unknown:
        raise _invalid(unknown[0], f"{unknown[0]} cannot be set: valid are {', '.join(sorted(_SETTABLE))}")
    with services.engine.begin() as db:
        found = box_by_guid(db, guid)
        if values.get("ogrn"):
            _check_numbers(found.inn, found.kpp, values["ogrn"])
        if "full_name" in values:
            _named(values["full_name"])
        return boxes.change(db, found.id, **values) if values else found


def portal_of_user(services: Services, user_id: int) -> Organization:
    """The organisation that a user is of. Raises NOT_FOUND (``user``)."""
    with services.engine.begin() as db:
        found = people.organization_of_user(db, user_id)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no user {user_id}", subject="user")
    return found


def box(services: Services, guid: UUID) -> Box:
    """One box. Raises NOT_FOUND (``box``)."""
    with services.engine.begin() as db:
        return box_by_guid(db, guid)


def all_boxes(services: Services, organization_id: int | None = None) -> list[Box]:
    """Every box, or an organisation's, the oldest first."""
    with services.engine.begin() as db:
        return boxes.all_of(db, organization_id)


def add_employee(
    services: Services,
    guid: UUID,
    user_id: int,
    *,
    access: Access = Access.NONE,
    permissions: Collection[Permission] = (),
    department_id: int | None = None,
    selected: Collection[int] = (),
    administrator: bool = False,
    position: str = "",
) -> Employee:
    """Let a user of the box's organisation work in it; without a department in its head.

    Raises NOT_FOUND (``box``, ``user``, ``department``), CONFLICT (``employee``: works there already).
    """
    with services.engine.begin() as db:
        place = box_by_guid(db, guid)
        if people.user(db, place.organization_id, user_id) is None:
            message = f"There is no user {user_id} in the portal {place.organization_id}"
            raise InkpostError(Reason.NOT_FOUND, message, subject="user")
        if employees.find(db, place.id, user_id):
            raise InkpostError(Reason.CONFLICT, f"The user {user_id} works in the box already", subject="employee")
        check_departments(db, place, [*([department_id] if department_id else []), *selected])
        return employees.add(
            db,
            box_id=place.id,
            user_id=user_id,
            department_id=department_id or place.head_department_id,
            position=position,
            access=access.value,
            selected_departments=list(selected),
            administrator=administrator,
            permissions=sorted(each.value for each in permissions),
            created_at=services.clock(),
        )


def set_employee(services: Services, guid: UUID, user_id: int, **values: Any) -> Employee:
    """Change columns of an employee. Raises NOT_FOUND (``box``, ``employee``, ``department``)."""
    with services.engine.begin() as db:
        place = box_by_guid(db, guid)
        found = _employee(db, place, user_id)
        departments = [values["department_id"]] if values.get("department_id") else []
        check_departments(db, place, [*departments, *values.get("selected_departments", [])])
        return employees.change(db, found.id, **values)


def remove_employee(services: Services, guid: UUID, user_id: int) -> None:
    """Let a user work in a box no more. Raises NOT_FOUND (``box``, ``employee``)."""
    with services.engine.begin() as db:
        employees.remove(db, _employee(db, box_by_guid(db, guid), user_id).id)


def employees_of(services: Services, guid: UUID) -> list[Worker]:
    """Who works in a box. Raises NOT_FOUND (``box``)."""
    with services.engine.begin() as db:
        return employees.of_box(db, box_by_guid(db, guid).id)


def make_partners(services: Services, guid: UUID, other: UUID) -> None:
    """Make two boxes counterparties of one another. Raises NOT_FOUND (``box``), CONFLICT (``counterparty``)."""
    with services.engine.begin() as db:
        mine, theirs = box_by_guid(db, guid), box_by_guid(db, other)
        relations.invite(Act(services, db, mine, theirs))
        relations.invite(Act(services, db, theirs, mine))


def invite(services: Services, guid: UUID, other: UUID, comment: str = "") -> Standing:
    """Invite a box in the name of another one, or accept; answers what it is then. Raises NOT_FOUND, CONFLICT."""
    with services.engine.begin() as db:
        return relations.invite(Act(services, db, box_by_guid(db, guid), box_by_guid(db, other), comment=comment))


def leave(services: Services, guid: UUID, other: UUID, comment: str = "") -> Standing:
    """Break up with a counterparty, refuse it or withdraw; answers what it is then. Raises NOT_FOUND (``box``)."""
    with services.engine.begin() as db:
        act = Act(services, db, box_by_guid(db, guid), box_by_guid(db, other), comment=comment)
        relations.end(act)
        return act.standing


def block(services: Services, guid: UUID, other: UUID, *, blocked: bool) -> None:
    """Let a box take nothing from another one any more, or again. Raises NOT_FOUND (``box``)."""
    with services.engine.begin() as db:
        act = Act(services, db, box_by_guid(db, guid), box_by_guid(db, other))
        relations.block(act, blocked=blocked)


def counterparties_of(services: Services, guid: UUID) -> list[tuple[Counterparty, Box]]:
    """What other boxes are to a box, blocked strangers included. Raises NOT_FOUND (``box``)."""
    with services.engine.begin() as db:
        found = counterparties.all_of(db, box_by_guid(db, guid).id)
        others = boxes.of_ids(db, [each.other_box_id for each in found])
        return [(each, others[each.other_box_id]) for each in found]


def box_by_guid(db: Connection, guid: UUID) -> Box:
    """The box of a GUID, whoever's. Raises NOT_FOUND (``box``)."""
    found = boxes.by_guid(db, guid)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no box {guid}", subject="box")
    return found


def check_departments(db: Connection, place: Box, ids: Collection[int]) -> None:
    """Refuse departments that are not the box's. Raises NOT_FOUND (``department``)."""
    strange = set(ids) - boxes.department_ids(db, place.id) if ids else set()
    if strange:
        raise InkpostError(Reason.NOT_FOUND, f"The box has no department {min(strange)}", subject="department")


def _employee(db: Connection, place: Box, user_id: int) -> Employee:
    found = employees.find(db, place.id, user_id)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, f"The user {user_id} does not work in the box", subject="employee")
    return found


def _check_numbers(inn: str, kpp: str, ogrn: str) -> None:
    faults = {"inn": (inn, inn_fault(inn)), "kpp": (kpp, _kpp_fault(inn, kpp))}
    if ogrn:
        faults["ogrn"] = (ogrn, ogrn_fault(ogrn))
    for name, (given, fault) in faults.items():
        if fault:
            raise _invalid(name, f"{name} is {given!r}: it {fault}")


def _kpp_fault(inn: str, kpp: str) -> str:
    if len(inn) == INDIVIDUAL_INN:
        return "is empty for an individual" if kpp else ""
    return kpp_fault(kpp)


def _participant(new: NewBox, now: datetime) -> str:
    if new.participant_id and not _PARTICIPANT.fullmatch(new.participant_id):
        raise _invalid(
            "participant_id",
            f"participant_id is {new.participant_id!r}: it takes 4 to 46 Latin letters, digits and hyphens",
        )
    parts = (OPERATOR, new.inn, new.kpp, f"{now:%Y%m%d%H%M%S%f}"[:17])
    return new.participant_id or "-".join(part for part in parts if part)


def _named(name: str) -> str:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise _invalid("full_name", f"full_name has {len(name)} characters: it takes 1 to {LONGEST_NAME}")
    return name.strip()


def _invalid(name: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name)

"""What administrators of a box do with its departments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box
from inkpost.model.departments import Department
from inkpost.model.people import Right
from inkpost.model.tax_numbers import kpp_fault
from inkpost.operations.exchange_parties import department_of
from inkpost.operations.exchange_people import box_of, demand_administrator
from inkpost.operations.kit import Work, operation
from inkpost.store import boxes, departments, employees, events

LONGEST_NAME: Final = 255
MOST_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class DepartmentChange:
    """What is to be set; None leaves it. ``parent`` is set where ``moves``, None then means the head.

    ``address`` is a map without vendor's words; an empty one takes it away, as an empty ``kpp`` does.
    """

    name: str | None = None
    abbreviation: str | None = None
    moves: bool = False
    parent: UUID | None = None
    kpp: str | None = None
    address: Mapping[str, object] | None = None
    routed_by_kpp: bool | None = None
    routed_by_address: bool | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """Departments of a box with the GUIDs of those above them, and how many there are in all."""

    box: Box
    departments: tuple[Department, ...]
    parents: Mapping[int, str]
    total: int


@operation(right=Right.SIGNED_IN)
def get(work: Work, box_guid: UUID, guid: UUID | None) -> Structure:
    """One department, None for the head. Raises FORBIDDEN (``box``), NOT_FOUND (``department``)."""
    box = _administered(work, box_guid)
    return _structure(work, box, [department_of(work, box, guid)], 1)


@operation(right=Right.SIGNED_IN)
def page(work: Work, box_guid: UUID, number: int = 1, count: int = MOST_AT_ONCE) -> Structure:
    """A page of the departments, the head first, then the oldest. Raises FORBIDDEN, PARAMETER_INVALID."""
    box = _administered(work, box_guid)
    first = first_of_page(number, count, MOST_AT_ONCE)
    found = boxes.departments_of(work.db, box)
    return _structure(work, box, found[first : first + count], len(found))


@operation(right=Right.SIGNED_IN)
def create(work: Work, box_guid: UUID, given: DepartmentChange) -> Structure:
    """Record a department under another one, under the head where none is named.

    Raises FORBIDDEN (``box``), NOT_FOUND (``department``: the one above), PARAMETER_INVALID (the field).
    """
    box = _administered(work, box_guid)
    departments.hold(work.db, box.organization_id)
    columns = _columns(given)
    for name in ("name", "abbreviation"):
        if name not in columns:
            raise _invalid(name, f"{name} is missing")
    columns["parent_id"] = department_of(work, box, given.parent).id
    _check_routing(columns)
    made = departments.add(work.db, organization_id=box.organization_id, created_at=work.now, **columns)
    _record(work, box, "department.added", made)
    return _structure(work, box, [made], 1)


@operation(right=Right.SIGNED_IN)
def update(work: Work, box_guid: UUID, guid: UUID | None, given: DepartmentChange) -> Structure:
    """Change what is named of a department; the head stays where it is, and none comes to lie under itself.

    Raises FORBIDDEN (``box``), NOT_FOUND (``department``), PARAMETER_INVALID (the field).
    """
    box = _administered(work, box_guid)
    departments.hold(work.db, box.organization_id)
    found = department_of(work, box, guid)
    columns = _columns(given)
    if given.moves:
        columns["parent_id"] = _parent(work, box, found, given.parent)
    _check_routing({name: columns.get(name, getattr(found, name)) for name in _ROUTING})
    changed = departments.change(work.db, found.id, **columns) if columns else found
    _record(work, box, "department.updated", changed)
    return _structure(work, box, [changed], 1)


@operation(right=Right.SIGNED_IN)
def delete(work: Work, box_guid: UUID, guid: UUID | None) -> None:
    """Delete a department that nothing is in.

    Raises FORBIDDEN (``box``), NOT_FOUND (``department``), CONFLICT (``department``: the head, or one with departments,
    employees or documents).
    """
    box = _administered(work, box_guid)
    departments.hold(work.db, box.organization_id)
    found = department_of(work, box, guid)
    if found.id == box.head_department_id:
        raise _conflict("The head department cannot be deleted")
    if departments.has_children(work.db, found.id):
        raise _conflict("The department has departments under it: move or delete them first")
    if employees.in_department(work.db, found.id):
        raise _conflict("Employees work in the department: move them first")
    try:
        with work.db.begin_nested():
            departments.remove(work.db, found)
    except IntegrityError as fault:
        raise _conflict("Documents lie in the department: move them first", str(fault.orig)) from None
    _record(work, box, "department.deleted", found)


def first_of_page(number: int, count: int, most: int) -> int:
    """How many stand before a page. Raises PARAMETER_INVALID (``page``, ``count``)."""
    if not 1 <= count <= most:
        raise _invalid("count", f"count is {count}: it takes 1 to {most}")
    if not 1 <= number <= 10**9:
        raise _invalid("page", f"page is {number}: it takes whole numbers from 1 on")
    return (number - 1) * count


_ROUTING: Final = ("kpp", "address", "routed_by_kpp", "routed_by_address")


def _administered(work: Work, box_guid: UUID) -> Box:
    seat = box_of(work, box_guid)
    demand_administrator(seat)
    return seat.box


def _structure(work: Work, box: Box, found: list[Department], total: int) -> Structure:
    above = boxes.department_guids(work.db, {each.parent_id for each in found if each.parent_id})
    return Structure(box, tuple(found), above, total)


def _parent(work: Work, box: Box, department: Department, parent: UUID | None) -> int:
    if department.id == box.head_department_id:
        raise _invalid("parent", "The head department stays at the top")
    above = department_of(work, box, parent)
    if departments.lies_under(work.db, above.id, department.id):
        raise _invalid("parent", "A department cannot lie under itself")
    return above.id


def _columns(given: DepartmentChange) -> dict[str, Any]:
    named = {name: getattr(given, name) for name in ("name", "abbreviation", *_ROUTING)}
    columns = {name: value for name, value in named.items() if value is not None}
    for name in ("name", "abbreviation"):
        if name in columns:
            columns[name] = _text(name, columns[name])
    if columns.get("kpp") and kpp_fault(columns["kpp"]):
        raise _invalid("kpp", f"kpp is {columns['kpp']!r}: it {kpp_fault(columns['kpp'])}")
    return columns


def _text(name: str, text: str) -> str:
    found = text.strip()
    if not found or len(found) > LONGEST_NAME:
        raise _invalid(name, f"{name} has {len(found)} characters: it takes 1 to {LONGEST_NAME}")
    return found


def _check_routing(columns: Mapping[str, Any]) -> None:
    if columns.get("routed_by_kpp") and not columns.get("kpp"):
        raise _invalid("kpp", "kpp is empty: routing by KPP takes one")
    if columns.get("routed_by_address") and not columns.get("address"):
        raise _invalid("address", "address is empty: routing by address takes one")


def _record(work: Work, box: Box, kind: str, department: Department) -> None:
    events.append(work.db, box.organization_id, kind, "department", department.id, user_id=work.user_id)


def _invalid(name: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name)


def _conflict(message: str, detail: str = "") -> InkpostError:
    return InkpostError(Reason.CONFLICT, message, subject="department", detail=detail)

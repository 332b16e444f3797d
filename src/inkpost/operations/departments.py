"""What can be done with the structure of an organisation: everybody may read it, administrators change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from inkpost.errors import InkpostError, Reason
from inkpost.model.departments import Department
from inkpost.model.listing import ListQuery
from inkpost.model.people import Authentication, Right
from inkpost.operations.kit import Work, operation
from inkpost.store import boxes, events, people
from inkpost.store import departments as stored

LONGEST_NAME: Final = 255
SORT: Final = 500
LARGEST_SORT: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class DepartmentChange:
    """What is to be set; None leaves it as it is. 0 as ``head_id``: nobody; as ``parent_id``: at the top."""

    name: str | None = None
    sort: int | None = None
    parent_id: int | None = None
    head_id: int | None = None


@operation(right=Right.SIGNED_IN)
def page(work: Work, query: ListQuery) -> tuple[list[Department], int | None]:
    """A page of the organisation's departments and how many match."""
    return stored.page(work.db, work.organization_id, query)


@operation(right=Right.SIGNED_IN)
def add(work: Work, given: DepartmentChange) -> Department:
    """Record a department under another one; the first of all stands at the top, and no other does.

    Raises FORBIDDEN (not an administrator), PARAMETER_MISSING (name), CONFLICT (parent), PARAMETER_INVALID.
    """
    _demand_administrator(work)
    if given.name is None:
        raise _nameless()
    stored.hold(work.db, work.organization_id)
    columns = {"sort": SORT, **_columns(work, given)}
    columns["parent_id"] = _parent(work, given.parent_id or 0)
    department = stored.add(work.db, organization_id=work.organization_id, **columns)
    _record(work, "department.added", department)
    return department


@operation(right=Right.SIGNED_IN)
def update(work: Work, department_id: int, given: DepartmentChange) -> Department:
    """Change what is named of a department; the tree stays one: no department comes to lie under itself.

    Raises FORBIDDEN (not an administrator), NOT_FOUND, PARAMETER_MISSING (an empty name), CONFLICT (parent),
    PARAMETER_INVALID.
    """
    _demand_administrator(work)
    stored.hold(work.db, work.organization_id)
    department = _found(work, department_id)
    columns = _columns(work, given)
    if given.parent_id is not None and given.parent_id != (department.parent_id or 0):
        columns["parent_id"] = _parent(work, given.parent_id, department)
    if not columns:
        return department
    changed = stored.change(work.db, department.id, **columns)
    _record(work, "department.updated", changed)
    return changed


@operation(right=Right.SIGNED_IN)
def delete(work: Work, department_id: int) -> None:
    """Delete a department; what lies under it and who is in it go to the one above.

    Raises FORBIDDEN (not an administrator), NOT_FOUND, CONFLICT (the top, while others lie under it; the head of a box;
    documents of a box in it).
    """
    _demand_administrator(work)
    stored.hold(work.db, work.organization_id)
    department = _found(work, department_id)
    if department.parent_id is None and stored.has_children(work.db, department.id):
        raise InkpostError(Reason.CONFLICT, "The top-level department has departments under it", subject="department")
    if boxes.is_head(work.db, department.id):
        raise InkpostError(Reason.CONFLICT, "The department is the head of a box", subject="department")
    try:
        with work.db.begin_nested():
            stored.remove(work.db, department)
    except IntegrityError as fault:
        message = "Documents of a box lie in the department"
        raise InkpostError(Reason.CONFLICT, message, subject="department", detail=str(fault.orig)) from None
    _record(work, "department.deleted", department)


def _demand_administrator(work: Work) -> None:
    if not work.caller.user.admin and work.caller.authentication is not Authentication.SYSTEM:
        raise InkpostError(
            Reason.FORBIDDEN, "Only administrators change the structure", subject="departments", action="modify"
        )


def _found(work: Work, department_id: int) -> Department:
    department = stored.find(work.db, work.organization_id, department_id)
    if department is None:
        raise InkpostError(Reason.NOT_FOUND, "Department not found", subject="department")
    return department


def _parent(work: Work, parent_id: int, department: Department | None = None) -> int | None:
    """The number of the department above as it is stored; the structure is held."""
    if parent_id == 0 and not stored.has_top(work.db, work.organization_id):
        return None
    if stored.find(work.db, work.organization_id, parent_id) is None:
        raise InkpostError(
            Reason.CONFLICT,
            "There can only be one top-level department in the company structure",
            subject="parent",
        )
    if department is not None and stored.lies_under(work.db, parent_id, department.id):
        raise _invalid("parent", f"PARENT is {parent_id}: a department cannot lie under itself")
    return parent_id


def _columns(work: Work, given: DepartmentChange) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if given.name is not None:
        columns["name"] = _name(given.name.strip())
    if given.sort is not None:
        if abs(given.sort) > LARGEST_SORT:
            raise _invalid("sort", f"SORT is {given.sort}: it takes whole numbers up to {LARGEST_SORT}")
        columns["sort"] = given.sort
    if given.head_id is not None:
        columns["head_id"] = _head(work, given.head_id)
    return columns


def _name(name: str) -> str:
    if not name:
        raise _nameless()
    if len(name) > LONGEST_NAME:
        raise _invalid("name", f"NAME has {len(name)} characters: it takes at most {LONGEST_NAME}")
    return name


def _head(work: Work, user_id: int) -> int | None:
    if user_id == 0:
        return None
    if people.user(work.db, work.organization_id, user_id) is None:
        raise _invalid("head", f"UF_HEAD is {user_id}: there is no such user; 0 means nobody")
    return user_id


def _nameless() -> InkpostError:
    return InkpostError(Reason.PARAMETER_MISSING, "Department name not provided", subject="name")


def _invalid(field: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=field)


def _record(work: Work, kind: str, department: Department) -> None:
    events.append(work.db, work.organization_id, kind, "department", department.id, user_id=work.user_id)

"""Who works in a box: everybody may learn of themselves and their colleagues, administrators of the box change it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Access, Box, Permission, Worker
from inkpost.model.people import Right, User
from inkpost.operations.exchange_departments import first_of_page
from inkpost.operations.exchange_parties import department_of
from inkpost.operations.exchange_people import box_of, demand_administrator
from inkpost.operations.kit import Work, operation
from inkpost.store import boxes, employees, events, people

MOST_AT_ONCE: Final = 50
LONGEST_POSITION: Final = 255
LONGEST_COMMENT: Final = 500
LONGEST_LOGIN: Final = 255


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who is to work in a box: by login, with a name for who is not a user yet."""

    login: str
    name: str = ""
    last_name: str = ""
    second_name: str = ""


@dataclass(frozen=True, slots=True)
class EmployeeChange:
    """What is to be set of an employee; None leaves it.

    ``department`` is set where ``moves``; None there and in ``selected`` means the head. ``permissions`` says of each
    whether it is given, ``blocked`` with ``blocked_comment`` whether the access is blocked.
    """

    moves: bool = False
    department: UUID | None = None
    access: Access | None = None
    selected: Collection[UUID | None] | None = None
    administrator: bool | None = None
    permissions: Mapping[Permission, bool] | None = None
    position: str | None = None
    in_chats: bool | None = None
    blocked: bool | None = None
    blocked_comment: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Employees of a box, the GUIDs of the departments they are in or see, and how many work there."""

    box: Box
    workers: tuple[Worker, ...]
    departments: Mapping[int, str]
    total: int


@operation(right=Right.SIGNED_IN)
def me(work: Work, box_guid: UUID) -> Staff:
    """The caller's place in a box. Raises FORBIDDEN (``box``)."""
    box = box_of(work, box_guid).box
    found = employees.of_user(work.db, box.id, work.user_id)
    return _staff(work, box, [found] if found else [], 1)


@operation(right=Right.SIGNED_IN)
def colleagues(work: Work, box_guid: UUID) -> Staff:
    """Everybody who works in a box. Raises FORBIDDEN (``box``)."""
    box = box_of(work, box_guid).box
    found = employees.of_box(work.db, box.id)
    return _staff(work, box, found, len(found))


@operation(right=Right.SIGNED_IN)
def get(work: Work, box_guid: UUID, user: UUID) -> Staff:
    """One employee. Raises FORBIDDEN (``box``: also who is no administrator), NOT_FOUND (``user``)."""
    box = _administered(work, box_guid)
    return _staff(work, box, [_worker(work, box, user)], 1)


@operation(right=Right.SIGNED_IN)
def page(work: Work, box_guid: UUID, number: int = 1, count: int = MOST_AT_ONCE) -> Staff:
    """A page of the employees, who cannot sign in yet first. Raises FORBIDDEN (``box``), PARAMETER_INVALID."""
    box = _administered(work, box_guid)
    first = first_of_page(number, count, MOST_AT_ONCE)
    found = employees.of_box(work.db, box.id, limit=count, offset=first)
    return _staff(work, box, found, employees.count(work.db, box.id))


@operation(right=Right.SIGNED_IN)
def create(work: Work, box_guid: UUID, person: NewPerson, given: EmployeeChange) -> Staff:
    """Let somebody work in a box; who is no user of the organisation yet becomes one, without a password.

    Raises FORBIDDEN (``box``), CONFLICT (``employee``: works there; ``login``: of another organisation),
    NOT_FOUND (``department``), PARAMETER_INVALID, PARAMETER_MISSING.
    """
    box = _administered(work, box_guid)
    user = _user(work, box, person)
    if employees.find(work.db, box.id, user.id):
        raise InkpostError(Reason.CONFLICT, f"{user.login} works in the box already", subject="employee")
    columns = _columns(work, box, replace(given, moves=True), frozenset())
    employees.add(work.db, box_id=box.id, user_id=user.id, created_at=work.now, **columns)
    _record(work, box, "employee.added", user.id)
    found = employees.of_user(work.db, box.id, user.id)
    return _staff(work, box, [found] if found else [], 1)


@operation(right=Right.SIGNED_IN)
def update(work: Work, box_guid: UUID, user: UUID, given: EmployeeChange) -> Staff:
    """Change what is named of an employee. The last administrator stays one and is not blocked.

    Raises FORBIDDEN (``box``), NOT_FOUND (``user``, ``department``), PARAMETER_INVALID.
    """
    box = _administered(work, box_guid, hold=True)
    found = _worker(work, box, user)
    columns = _columns(work, box, given, found.employee.permissions)
    if columns.get("administrator") is False or columns.get("blocked_at"):
        _check_not_last(work, box, found.user.id)
    if columns:
        employees.change(work.db, found.employee.id, **columns)
        _record(work, box, "employee.updated", found.user.id)
    return _staff(work, box, [_worker(work, box, user)], 1)


@operation(right=Right.SIGNED_IN)
def delete(work: Work, box_guid: UUID, user: UUID) -> None:
    """Let somebody work in a box no more; who does not any more is left alone.

    Raises FORBIDDEN (``box``), NOT_FOUND (``user``: nobody of the organisation), PARAMETER_INVALID (the last
    administrator).
    """
    box = _administered(work, box_guid, hold=True)
    found = employees.by_user_guid(work.db, box.id, user)
    if found is None:
        if people.user_by_guid(work.db, box.organization_id, user) is None:
            raise _nobody(user)
        return
    _check_not_last(work, box, found.user.id)
    employees.remove(work.db, found.employee.id)
    _record(work, box, "employee.deleted", found.user.id)


def _administered(work: Work, box_guid: UUID, *, hold: bool = False) -> Box:
    seat = box_of(work, box_guid)
    demand_administrator(seat)
    if hold:
        boxes.hold(work.db, seat.box.id)  # so that two administrators do not put one another out at once
    return seat.box


def _staff(work: Work, box: Box, workers: Collection[Worker], total: int) -> Staff:
    named = {each.employee.department_id for each in workers}
    seen = {number for each in workers for number in each.employee.selected_departments}
    return Staff(box, tuple(workers), boxes.department_guids(work.db, named | seen), total)


def _worker(work: Work, box: Box, user: UUID) -> Worker:
    found = employees.by_user_guid(work.db, box.id, user)
    if found is None:
        raise _nobody(user)
    return found


def _user(work: Work, box: Box, person: NewPerson) -> User:
    login = person.login.strip()
    if not login or len(login) > LONGEST_LOGIN or "@" not in login:
        raise _invalid("Login", f"Login is {login[:100]!r}: it takes an e-mail address")
    found = people.user_for_sign_in(work.db, login)
    if found is not None:
        if found[0].organization_id != box.organization_id:
            message = f"{login} is a user of another organisation, and here nobody is of two"
            raise InkpostError(Reason.CONFLICT, message, subject="login")
        return found[0]
    if not person.name.strip() or not person.last_name.strip():
        message = f"There is no user {login}: FullName has to say who is to become one"
        raise InkpostError(Reason.PARAMETER_MISSING, message, subject="FullName")
    number = people.add_user(
        work.db,
        organization_id=box.organization_id,
        login=login,
        email=login,
        name=person.name.strip(),
        last_name=person.last_name.strip(),
        second_name=person.second_name.strip(),
        created_at=work.now,
    )
    made = people.user(work.db, box.organization_id, number)
    if made is None:
        raise InkpostError(Reason.INTERNAL, detail="a user who was just made is not there")
    return made


def _columns(work: Work, box: Box, given: EmployeeChange, had: frozenset[Permission]) -> dict[str, Any]:
    plain = {"administrator": given.administrator, "in_chats": given.in_chats}
    columns: dict[str, Any] = {name: value for name, value in plain.items() if value is not None}
    if given.moves:
        columns["department_id"] = department_of(work, box, given.department).id
    if given.access is not None:
        columns["access"] = given.access.value
    if given.selected is not None:
        columns["selected_departments"] = _selected(work, box, given.selected)
    if given.position is not None:
        columns["position"] = _short("Position", given.position, LONGEST_POSITION)
    if given.permissions is not None:
        now = (had | {each for each, yes in given.permissions.items() if yes}) - {
            each for each, yes in given.permissions.items() if not yes
        }
        columns["permissions"] = sorted(each.value for each in now)
    if given.blocked is not None:
        columns["blocked_at"] = work.now if given.blocked else None
        columns["blocked_comment"] = _short("Comment", given.blocked_comment, LONGEST_COMMENT) if given.blocked else ""
    return columns


def _selected(work: Work, box: Box, guids: Collection[UUID | None]) -> list[int]:
    known: dict[str | None, int] = {each.guid: each.id for each in boxes.departments_of(work.db, box)}
    known[None] = box.head_department_id
    strange = [guid for guid in guids if (str(guid) if guid else None) not in known]
    if strange:
        message = f"There is no department {strange[0]}"
        raise InkpostError(Reason.NOT_FOUND, message, subject="department", given=str(strange[0]))
    return sorted({known[str(guid) if guid else None] for guid in guids})


def _check_not_last(work: Work, box: Box, user_id: int) -> None:
    if employees.administrators(work.db, box.id) == [user_id]:
        raise _invalid("userId", "The last administrator of the box stays: make another one first")


def _short(name: str, text: str, most: int) -> str:
    if len(text) > most:
        raise _invalid(name, f"{name} has {len(text)} characters: it takes at most {most}")
    return text


def _record(work: Work, box: Box, kind: str, user_id: int) -> None:
    events.append(work.db, box.organization_id, kind, "user", user_id, user_id=work.user_id, box=box.guid)


def _nobody(user: UUID) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, f"Nobody with the id {user} works in the box", subject="user")


def _invalid(name: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name)

"""Who may do what in a box: the one way from a box's GUID to the box, and what an employee sees."""

from __future__ import annotations

from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Access, Box, Employee, Permission, Seat
from inkpost.operations.kit import Work
from inkpost.store import boxes, employees


def box_of(work: Work, guid: UUID) -> Seat:
    """A box that the caller works in, and as what. Raises FORBIDDEN, whether the box exists or not (``box``).

    So does a caller whose access was blocked.
    """
    found = employees.seat(work.db, work.user_id, guid)
    if found is None:
        raise InkpostError(
            Reason.FORBIDDEN, "The box is none of those that you work in", subject="box", action="view", given=str(guid)
        )
    if found.employee.blocked_at is not None:
        told = found.employee.blocked_comment
        message = f"Your access to the box is blocked: {told}" if told else "Your access to the box is blocked"
        raise InkpostError(Reason.FORBIDDEN, message, subject="box", action="view", given=str(guid))
    return found


def box_of_person(work: Work, person_guid: UUID) -> Seat:
    """The same by the GUID of the legal person. Raises FORBIDDEN (``box``)."""
    found = boxes.by_person(work.db, person_guid)
    return box_of(work, UUID(found.guid) if found else person_guid)


def demand(seat: Seat, permission: Permission) -> None:
    """Refuse the employee who was not given this. Raises FORBIDDEN."""
    if not seat.employee.may(permission):
        raise InkpostError(
            Reason.FORBIDDEN,
            f"Your place in the box lacks the permission to {_TOLD[permission]}",
            subject="box",
            action=permission.value,
        )


def demand_administrator(seat: Seat) -> None:
    """Refuse who does not administer the box. Raises FORBIDDEN."""
    if not seat.employee.administrator:
        raise InkpostError(
            Reason.FORBIDDEN, "Only administrators of the box do this", subject="box", action="administer"
        )


def demand_all_documents(seat: Seat) -> None:
    """Refuse who does not see every document of the box. Raises FORBIDDEN."""
    if seat.employee.access is not Access.ALL:
        raise InkpostError(
            Reason.FORBIDDEN, "It takes access to all documents of the box", subject="box", action="view_all"
        )


def visible_departments(work: Work, seat: Seat) -> frozenset[int] | None:
    """The departments whose documents the employee sees; None: of all of them, now and later."""
    return departments_seen(work, seat.box, seat.employee)


def departments_seen(work: Work, box: Box, employee: Employee) -> frozenset[int] | None:
    """The same for any employee of a box."""
    if employee.access is Access.ALL:
        return None
    if employee.access is Access.OWN:
        return frozenset({employee.department_id})
    if employee.access is Access.OWN_AND_BELOW:
        return boxes.department_ids(work.db, box.id, employee.department_id)
    if employee.access is Access.SELECTED:
        return frozenset(employee.selected_departments)
    return frozenset()


_TOLD = {
    Permission.CREATE: "create documents",
    Permission.DELETE: "delete and restore documents",
    Permission.SIGN: "sign documents",
    Permission.RESOLVE: "add resolutions",
    Permission.REQUEST_RESOLUTIONS: "request resolutions",
    Permission.COUNTERPARTIES: "manage counterparties",
}

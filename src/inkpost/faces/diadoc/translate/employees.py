"""People who work in a box on the wire, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.common import department_guid, invalid, read_department
from inkpost.model.boxes import Access, Employee, Permission, Worker
from inkpost.model.exchange import ticks
from inkpost.model.people import User
from inkpost.operations.exchange_employees import EmployeeChange, NewPerson, Staff

ACTIONS: Final[Mapping[str, Permission]] = {
    "CreateDocuments": Permission.CREATE,
    "DeleteRestoreDocuments": Permission.DELETE,
    "SignDocuments": Permission.SIGN,
    "AddResolutions": Permission.RESOLVE,
    "RequestResolutions": Permission.REQUEST_RESOLUTIONS,
    "ManageCounteragents": Permission.COUNTERPARTIES,
}
_LEVELS: Final[Mapping[int, Access]] = {
    pb.DocumentAccessLevel.DepartmentOnly: Access.OWN,
    pb.DocumentAccessLevel.DepartmentAndSubdepartments: Access.OWN_AND_BELOW,
    pb.DocumentAccessLevel.AllDocuments: Access.ALL,
    pb.DocumentAccessLevel.SelectedDepartments: Access.SELECTED,
}
# Who sees nothing sees the documents of the departments chosen for them: of none.
_SHOWN: Final[Mapping[Access, pb.DocumentAccessLevel]] = {
    Access.OWN: pb.DocumentAccessLevel.DepartmentOnly,
    Access.OWN_AND_BELOW: pb.DocumentAccessLevel.DepartmentAndSubdepartments,
    Access.ALL: pb.DocumentAccessLevel.AllDocuments,
    Access.SELECTED: pb.DocumentAccessLevel.SelectedDepartments,
    Access.NONE: pb.DocumentAccessLevel.SelectedDepartments,
}


def user(found: User, *, registered: bool) -> pb.UserV2:
    """A user."""
    name = pb.FullName(LastName=found.last_name, FirstName=found.name, MiddleName=found.second_name or None)
    return pb.UserV2(UserId=found.guid, Login=found.login, FullName=name, IsRegistered=registered)


def old_user(found: User, guid: UUID) -> pb.User:
    """The same as the first version of the interface told it; it has no certificates of the vendor's cloud."""
    return pb.User(Id=str(guid), LastName=found.last_name, FirstName=found.name, MiddleName=found.second_name or None)


def employee(found: Staff) -> pb.Employee:
    """The one employee that was asked for."""
    return _employee(found, found.workers[0])


def employee_list(found: Staff) -> pb.EmployeeList:
    """A page of them."""
    return pb.EmployeeList(Employees=[_employee(found, each) for each in found.workers], TotalCount=found.total)


def users_list(found: Staff, caller: UUID) -> pb.OrganizationUsersList:
    """Everybody in the older form."""
    return pb.OrganizationUsersList(
        Users=[_organization_user(found, each) for each in found.workers], CurrentUserId=str(caller)
    )


def new_person(given: pb.EmployeeToCreateCredentials) -> NewPerson:
    """Who is to work in the box. Raises PARAMETER_INVALID."""
    if given.HasField("Login") == given.HasField("Certificate"):
        raise invalid("Credentials", "Credentials takes one of Login and Certificate")
    if given.HasField("Certificate"):
        raise invalid("Credentials.Certificate", "Employees are added by Credentials.Login here, not by a certificate")
    name = given.Login.FullName
    return NewPerson(given.Login.Login, name.FirstName, name.LastName, name.MiddleName)


def to_create(given: pb.EmployeeToCreate) -> EmployeeChange:
    """What a new employee is to be."""
    may = given.Permissions
    return EmployeeChange(
        moves=True,
        department=read_department("UserDepartmentId", may.UserDepartmentId),
        access=_access(may.DocumentAccessLevel),
        selected=_selected(may.SelectedDepartmentIds),
        administrator=may.IsAdministrator,
        permissions=_permissions(may.Actions),
        position=given.Position,
        in_chats=given.CanBeInvitedForChat,
        blocked=may.AuthorizationPermission.IsBlocked,
        blocked_comment=may.AuthorizationPermission.Comment,
    )


def to_update(given: pb.EmployeeToUpdate) -> EmployeeChange:
    """What is to be changed of one: each part that is there."""
    may = given.Permissions
    moves = may.HasField("Department")
    blocks = may.HasField("AuthorizationPermission")
    chats, administers = given.HasField("CanBeInvitedForChat"), may.HasField("IsAdministrator")
    return EmployeeChange(
        moves=moves,
        department=read_department("DepartmentId", may.Department.DepartmentId) if moves else None,
        access=_access(may.DocumentAccessLevel.DocumentAccessLevel) if may.HasField("DocumentAccessLevel") else None,
        selected=_selected(may.SelectedDepartments.SelectedDepartmentIds)
        if may.HasField("SelectedDepartments")
        else None,
        administrator=may.IsAdministrator.IsAdministrator if administers else None,
        permissions=_permissions(may.Actions) if may.Actions else None,
        position=given.Position.Position if given.HasField("Position") else None,
        in_chats=given.CanBeInvitedForChat.CanBeInvitedForChat if chats else None,
        blocked=may.AuthorizationPermission.IsBlocked if blocks else None,
        blocked_comment=may.AuthorizationPermission.Comment,
    )


def _access(level: int) -> Access:
    if level not in _LEVELS:
        valid = ", ".join(pb.DocumentAccessLevel.Name(each) for each in _LEVELS)
        raise invalid("DocumentAccessLevel", f"DocumentAccessLevel is unknown: it takes one of {valid}")
    return _LEVELS[level]


def _selected(ids: Iterable[str]) -> list[UUID | None]:
    return [read_department("SelectedDepartmentIds", each) for each in ids]


def _permissions(actions: Iterable[pb.EmployeeAction]) -> dict[Permission, bool]:
    found: dict[Permission, bool] = {}
    for each in actions:
        if each.Name not in ACTIONS:
            raise invalid("Actions", f"Actions names {each.Name[:100]!r}: valid are {', '.join(ACTIONS)}")
        found[ACTIONS[each.Name]] = each.IsAllowed
    return found


def _employee(found: Staff, worker: Worker) -> pb.Employee:
    who = worker.employee
    return pb.Employee(
        User=user(worker.user, registered=worker.registered),
        Permissions=pb.EmployeePermissions(
            UserDepartmentId=department_guid(found.box, who.department_id, found.departments),
            IsAdministrator=who.administrator,
            DocumentAccessLevel=_SHOWN[who.access],
            SelectedDepartmentIds=_chosen(found, who),
            Actions=[pb.EmployeeAction(Name=name, IsAllowed=who.may(each)) for name, each in ACTIONS.items()],
            AuthorizationPermission=_authorization(who),
        ),
        Position=who.position,
        CanBeInvitedForChat=who.in_chats,
        CreationTimestamp=pb.Timestamp(Ticks=ticks(who.created_at)),
    )


def _organization_user(found: Staff, worker: Worker) -> pb.OrganizationUser:
    who = worker.employee
    return pb.OrganizationUser(
        Id=worker.user.guid,
        Name=_full_name(worker.user),
        Position=who.position,
        Permissions=pb.OrganizationUserPermissions(
            UserDepartmentId=department_guid(found.box, who.department_id, found.departments),
            IsAdministrator=who.administrator,
            DocumentAccessLevel=_SHOWN[who.access],
            SelectedDepartmentIds=_chosen(found, who),
            JobTitle=who.position or None,
            CanSignDocuments=who.may(Permission.SIGN),
            CanManageCounteragents=who.may(Permission.COUNTERPARTIES),
            CanAddResolutions=who.may(Permission.RESOLVE),
            CanRequestResolutions=who.may(Permission.REQUEST_RESOLUTIONS),
            CanCreateDocuments=who.may(Permission.CREATE),
            CanDeleteRestoreDocuments=who.may(Permission.DELETE),
            CanAttachUniversalMessages=False,
            AuthorizationPermission=_authorization(who),
        ),
    )


def _full_name(found: User) -> str:
    parts = (found.last_name, found.name, found.second_name)
    return " ".join(part for part in parts if part) or found.login


def _chosen(found: Staff, who: Employee) -> list[str]:
    if who.access is not Access.SELECTED:
        return []
    known = {found.box.head_department_id, *found.departments}
    return [department_guid(found.box, each, found.departments) for each in who.selected_departments if each in known]


def _authorization(who: Employee) -> pb.AuthorizationPermission:
    return pb.AuthorizationPermission(IsBlocked=who.blocked_at is not None, Comment=who.blocked_comment or None)

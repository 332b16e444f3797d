"""People who work in a box."""

from __future__ import annotations

from uuid import UUID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.faces.diadoc.translate import employees as translate
from inkpost.operations import exchange_counterparties, users
from inkpost.operations import exchange_employees as operations
from inkpost.operations.kit import Work


class OfBox(Query, frozen=True):
    """A box."""

    box_id: BoxId


class OfOrganization(Query, frozen=True):
    """An organisation, for the older addresses."""

    org_id: UUID


class OfEmployee(Query, frozen=True):
    """Somebody who works in a box."""

    box_id: BoxId
    user_id: UUID


class GetEmployees(Query, frozen=True):
    """A page, from 1 on, of so many."""

    box_id: BoxId
    page: int = 1
    count: int = operations.MOST_AT_ONCE


@endpoint("GET", "/GetMyUser", answer=pb.User)
def get_my_user(work: Work, query: Query) -> pb.User:
    """The caller as the first version told it."""
    return translate.old_user(work.caller.user, users.guid(work))


@endpoint("GET", "/GetMyEmployee", query=OfBox, answer=pb.Employee)
def get_my_employee(work: Work, query: OfBox) -> pb.Employee:
    """The caller's place in a box."""
    return translate.employee(operations.me(work, query.box_id))


@endpoint("GET", "/GetEmployee", query=OfEmployee, answer=pb.Employee)
def get_employee(work: Work, query: OfEmployee) -> pb.Employee:
    """One employee, for administrators."""
    return translate.employee(operations.get(work, query.box_id, query.user_id))


@endpoint("GET", "/GetEmployees", query=GetEmployees, answer=pb.EmployeeList)
def get_employees(work: Work, query: GetEmployees) -> pb.EmployeeList:
    """A page of employees, for administrators."""
    return translate.employee_list(operations.page(work, query.box_id, query.page, query.count))


@endpoint("POST", "/CreateEmployee", query=OfBox, body=pb.EmployeeToCreate, answer=pb.Employee)
def create_employee(work: Work, query: OfBox, given: pb.EmployeeToCreate) -> pb.Employee:
    """Let somebody work in a box."""
    person, change = translate.new_person(given.Credentials), translate.to_create(given)
    return translate.employee(operations.create(work, query.box_id, person, change))


@endpoint("POST", "/UpdateEmployee", query=OfEmployee, body=pb.EmployeeToUpdate, answer=pb.Employee)
def update_employee(work: Work, query: OfEmployee, given: pb.EmployeeToUpdate) -> pb.Employee:
    """Change what somebody may do."""
    return translate.employee(operations.update(work, query.box_id, query.user_id, translate.to_update(given)))


@endpoint("POST", "/DeleteEmployee", query=OfEmployee)
def delete_employee(work: Work, query: OfEmployee) -> None:
    """Let somebody work in a box no more."""
    operations.delete(work, query.box_id, query.user_id)


@endpoint("GET", "/V2/GetOrganizationUsers", query=OfBox, answer=pb.OrganizationUsersList)
def get_organization_users(work: Work, query: OfBox) -> pb.OrganizationUsersList:
    """Everybody who works in a box, for everybody who does."""
    return translate.users_list(operations.colleagues(work, query.box_id), users.guid(work))


@endpoint("GET", "/GetOrganizationUsers", query=OfOrganization, answer=pb.OrganizationUsersList)
def get_organization_users_of_organization(work: Work, query: OfOrganization) -> pb.OrganizationUsersList:
    """The same by the organisation."""
    box = exchange_counterparties.seat(work, person=query.org_id).box
    return translate.users_list(operations.colleagues(work, UUID(box.guid)), users.guid(work))

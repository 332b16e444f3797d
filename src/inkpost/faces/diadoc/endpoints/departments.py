"""Departments of a box, for its administrators."""

from __future__ import annotations

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.faces.diadoc.translate import departments as translate
from inkpost.faces.diadoc.translate.common import read_department
from inkpost.operations import exchange_departments as operations
from inkpost.operations.kit import Work


class OfBox(Query, frozen=True):
    """A box."""

    box_id: BoxId


class OfDepartment(Query, frozen=True):
    """A department of a box."""

    box_id: BoxId
    department_id: str


class GetDepartments(Query, frozen=True):
    """A page, from 1 on, of so many."""

    box_id: BoxId
    page: int = 1
    count: int = operations.MOST_AT_ONCE


@endpoint("GET", "/admin/GetDepartment", query=OfDepartment, answer=pb.AdminDepartment)
def get_department(work: Work, query: OfDepartment) -> pb.AdminDepartment:
    """One department."""
    found = operations.get(work, query.box_id, read_department("departmentId", query.department_id))
    return translate.departments(found)[0]


@endpoint("GET", "/admin/GetDepartments", query=GetDepartments, answer=pb.DepartmentList)
def get_departments(work: Work, query: GetDepartments) -> pb.DepartmentList:
    """A page of the departments, the head first."""
    return translate.department_list(operations.page(work, query.box_id, query.page, query.count))


@endpoint("POST", "/admin/CreateDepartment", query=OfBox, body=pb.DepartmentToCreate, answer=pb.AdminDepartment)
def create_department(work: Work, query: OfBox, given: pb.DepartmentToCreate) -> pb.AdminDepartment:
    """Make a department."""
    return translate.departments(operations.create(work, query.box_id, translate.to_create(given)))[0]


@endpoint("POST", "/admin/UpdateDepartment", query=OfDepartment, body=pb.DepartmentToUpdate, answer=pb.AdminDepartment)
def update_department(work: Work, query: OfDepartment, given: pb.DepartmentToUpdate) -> pb.AdminDepartment:
    """Change a department."""
    wanted = read_department("departmentId", query.department_id)
    return translate.departments(operations.update(work, query.box_id, wanted, translate.to_update(given)))[0]


@endpoint("POST", "/admin/DeleteDepartment", query=OfDepartment)
def delete_department(work: Work, query: OfDepartment) -> None:
    """Delete a department that is empty."""
    operations.delete(work, query.box_id, read_department("departmentId", query.department_id))

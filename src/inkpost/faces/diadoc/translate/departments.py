"""Departments of one's own box on the wire."""

from __future__ import annotations

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.common import HEAD, address, department_guid, read_address, read_department
from inkpost.model.boxes import Box
from inkpost.model.departments import Department
from inkpost.model.exchange import ticks
from inkpost.operations.exchange_departments import DepartmentChange, Structure


def departments(found: Structure) -> list[pb.AdminDepartment]:
    """Departments as administrators see them."""
    return [_department(found, each) for each in found.departments]


def department_list(found: Structure) -> pb.DepartmentList:
    """A page of them."""
    return pb.DepartmentList(Departments=departments(found), TotalCount=found.total)


def to_create(given: pb.DepartmentToCreate) -> DepartmentChange:
    """A new department."""
    parent = given.ParentDepartmentId
    return DepartmentChange(
        name=given.Name,
        abbreviation=given.Abbreviation,
        moves=True,
        parent=read_department("ParentDepartmentId", parent) if parent else None,
        kpp=given.Kpp,
        address=read_address(given.Address),
        routed_by_kpp=given.Routing.Kpp,
        routed_by_address=given.Routing.Address,
    )


def to_update(given: pb.DepartmentToUpdate) -> DepartmentChange:
    """What is to be changed of one: each part that is there."""
    moves = given.HasField("ParentDepartment")
    named = given.HasField("DepartmentNaming")
    routed = given.HasField("Routing")
    parent = given.ParentDepartment.ParentDepartmentId
    return DepartmentChange(
        name=given.DepartmentNaming.Name if named else None,
        abbreviation=given.DepartmentNaming.Abbreviation if named else None,
        moves=moves,
        parent=read_department("ParentDepartmentId", parent) if moves else None,
        kpp=given.Kpp.Kpp if given.HasField("Kpp") else None,
        address=read_address(given.Address.Address) if given.HasField("Address") else None,
        routed_by_kpp=given.Routing.Kpp if routed else None,
        routed_by_address=given.Routing.Address if routed else None,
    )


def _department(found: Structure, department: Department) -> pb.AdminDepartment:
    box: Box = found.box
    is_head = department.id == box.head_department_id
    created = 0 if is_head or department.created_at is None else ticks(department.created_at)
    above = None if is_head else department_guid(box, department.parent_id or box.head_department_id, found.parents)
    return pb.AdminDepartment(
        Id=HEAD if is_head else department.guid,
        ParentDepartmentId=above,
        Name=department.name,
        Abbreviation=department.abbreviation,
        Kpp=department.kpp or None,
        Address=address(department.address),
        Routing=pb.Routing(Kpp=department.routed_by_kpp, Address=department.routed_by_address),
        CreationTimestamp=pb.Timestamp(Ticks=created),
    )

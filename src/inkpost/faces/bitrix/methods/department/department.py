"""``department.*``: the structure of the company"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any, Final, Self

import msgspec

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import Family, Nothing, Reply, Row
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.common import counted
from inkpost.faces.bitrix.params import Params, fold
from inkpost.model.departments import Department
from inkpost.operations import departments
from inkpost.operations.departments import DepartmentChange
from inkpost.operations.kit import Work

COLUMNS: Final = Columns(
    Column("ID", int, field="id"),
    Column("NAME", field="name"),
    Column("SORT", int, field="sort"),
    Column("PARENT", int, field="parent_id"),
    Column("UF_HEAD", int, field="head_id"),
)
TITLES: Final = {
    "ID": "ID",
    "NAME": "Department Name",
    "SORT": "Sort Order",
    "PARENT": "Parent Department",
    "UF_HEAD": "Manager",
}
_NAMES: Final = frozenset(fold(name) for name in TITLES)

family = Family(
    "department",
    scope="department",
    rows={
        (Reason.PARAMETER_MISSING, "name"): Row(400, "ERROR_CORE", "Department name not provided.<br>"),
        (Reason.NOT_FOUND, "department"): Row(400, "ERROR_CORE", "Department not found"),
        (Reason.CONFLICT, "parent"): Row(400, "ERROR_CORE", "{message}"),
        (Reason.CONFLICT, "department"): Row(400, "ERROR_CORE", "{message}"),
        (Reason.FORBIDDEN, "departments"): Row(400, "ERROR_CORE", "Access denied"),
    },
)


class Get(Params):
    """``department.get``: ``sort`` and ``order`` are a field and a direction, every other field is a condition.

    ``SORT`` is both a field and the parameter; a number is meant as the condition.
    """

    sort: str = ""
    order: str = ""
    start: Any = None
    conditions: dict[str, Any] = {}

    @classmethod
    def read(cls, given: Mapping[str, Any], zone: tzinfo = UTC) -> Self:
        """The parameters, with the conditions gathered from among them."""
        conditions = {key: item for key, item in given.items() if fold(key) in _NAMES and not _is_direction(key, item)}
        found = super().read({key: item for key, item in given.items() if key not in conditions}, zone)
        return msgspec.structs.replace(found, conditions=conditions)


def _is_direction(key: str, item: Any) -> bool:
    return fold(key) == "sort" and isinstance(item, str) and fold(item.strip()) in _NAMES | {""}


class Change(Params):
    """``department.add`` and, with ``ID``, ``department.update``."""

    id: int = 0
    name: str | None = None
    sort: int | None = None
    parent: int | msgspec.UnsetType | None = msgspec.UNSET
    uf_head: int | msgspec.UnsetType | None = msgspec.UNSET

    def change(self) -> DepartmentChange:
        """The same for the operation; an empty ``UF_HEAD`` is nobody, an empty ``PARENT`` the top."""
        return DepartmentChange(self.name, self.sort, _number(self.parent), _number(self.uf_head))


class Id(Params):
    """``department.delete``"""

    id: int = 0


@family.method("get", reads=True)
def get(work: Work, given: Get) -> Reply:
    """A page of the departments."""
    order = {given.sort.strip() or "ID": given.order.strip() or "ASC"}
    query = COLUMNS.read({"filter": given.conditions, "order": order, "start": given.start})
    found, total = departments.page(work, query)
    return Reply([_row(each) for each in found], *counted(query, total))


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What the fields of a department are called."""
    return Reply(TITLES)


@family.method("add")
def add(work: Work, given: Change) -> Reply:
    """Add a department."""
    return Reply(departments.add(work, given.change()).id)


@family.method("update")
def update(work: Work, given: Change) -> Reply:
    """Change a department."""
    departments.update(work, given.id, given.change())
    return Reply(True)


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a department."""
    departments.delete(work, given.id)
    return Reply(True)


def _number(given: int | msgspec.UnsetType | None) -> int | None:
    return None if isinstance(given, msgspec.UnsetType) else given or 0


def _row(department: Department) -> dict[str, Any]:
    """A department as it is listed; who stands at the top has no ``PARENT``, who has no head no ``UF_HEAD``."""
    row: dict[str, Any] = {"ID": str(department.id), "NAME": department.name, "SORT": department.sort}
    if department.parent_id is not None:
        row["PARENT"] = str(department.parent_id)
    if department.head_id is not None:
        row["UF_HEAD"] = str(department.head_id)
    return row

"""``humanresources.hcmlink.employee.*``: the people of the other system"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.common import written
from inkpost.faces.bitrix.methods.humanresources.hcmlink.common import (
    DENIED,
    NO_APPLICATION,
    NO_JOB,
    NOT_THERE,
    SCOPE,
    JobGiven,
    items,
    plain,
    processed,
)
from inkpost.faces.bitrix.params import Params
from inkpost.faces.bitrix.values import ValueFault, integer
from inkpost.model.hcmlink import NAMES, Employee, Person
from inkpost.operations import hcmlink_people
from inkpost.operations.hcmlink_people import GivenEmployee
from inkpost.operations.kit import Work

NOBODY = -1
"""A user that there is not, for what is no number."""

family = Family("humanresources.hcmlink.employee", scope=SCOPE, rows=DENIED)


class Page(Params):
    """``employee.list``"""

    company: str = ""
    limit: int | None = None
    offset: int | None = None
    updated_at: datetime | None = None


class Set(Params):
    """``employee.set``; each item is judged by itself."""

    company: str = ""
    data: Any = None
    job: JobGiven | None = None


@family.method(
    "list",
    application_only=True,
    wrong_type=NO_APPLICATION,
    reads=True,
    rows={(Reason.NOT_FOUND, "company"): NOT_THERE},
)
def list_(work: Work, given: Page) -> Reply:
    """The persons who are users here, with their posts."""
    found = hcmlink_people.page(work, given.company, limit=given.limit, offset=given.offset, after=given.updated_at)
    return Reply([_shown(work, given.company, each) for each in found])


@family.method("set", application_only=True, wrong_type=NO_APPLICATION, rows=NO_JOB)
def set_(work: Work, given: Set) -> Reply:
    """Record people."""
    told = [_employee(each) for each in items(given.data)]
    job = given.job.change() if given.job else None
    return processed(hcmlink_people.set_employees(work, given.company, told, job))


def _employee(item: Mapping[str, Any]) -> GivenEmployee:
    data = item.get("data")
    return GivenEmployee(
        plain(item.get("employee")),
        plain(item.get("person")),
        data if isinstance(data, Mapping) else {},
        _user(item.get("userid")),
    )


def _user(given: Any) -> int | None:
    if given in (None, ""):
        return None
    try:
        return integer(given) or None
    except ValueFault:
        return NOBODY


def _shown(work: Work, company: str, person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "company": company,
        "person": person.code,
        "employees": [_post(work, each) for each in person.employees],
        "userId": person.user_id,
        "title": person.title,
        "createdAt": written(person.created_at, work),
        "updatedAt": written(person.updated_at, work),
    }


def _post(work: Work, employee: Employee) -> dict[str, Any]:
    """A post; what names the person is in the person's title."""
    data = {name: item for name, item in employee.data.items() if name not in NAMES}
    return {
        "id": employee.id,
        "employee": employee.code,
        "data": data,
        "createdAt": written(employee.created_at, work),
    }

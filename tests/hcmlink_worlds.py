"""A linked company with people in the other system, and what is asked there, for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from applications import AppRest, application
from crm_things import item
from inkpost.model.hcmlink import Asked, Job
from inkpost.operations import hcmlink_jobs
from inkpost.operations.kit import Work
from inkpost.store import credentials
from worlds import SCOPES, Person, World

H = "humanresources.hcmlink"
SCOPE = [*SCOPES, H]
T = TypeVar("T")
FIELDS = [
    {"field": "personal_number", "title": "Personnel number", "type": "STRING", "entityType": "EMPLOYEE", "ttl": 600},
    {"field": "pin", "title": "PIN"},
]
NAMED = {"firstName": "Klaus", "lastName": "Weber", "position": "Manager"}


@dataclass
class Link:
    """An organisation with an application of its administrator, and one linked company as soon as it is asked for."""

    world: World
    more: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def app(self) -> AppRest:
        """The application's calls for the administrator."""
        return application(self.world, scopes=SCOPE)

    def app_of(self, person: Person) -> AppRest:
        """An application's calls for somebody."""
        return application(self.world, person, scopes=SCOPE)

    @cached_property
    def crm_company(self) -> int:
        """A company of the CRM."""
        return item(self.world, isMyCompany=True)

    def company(self, **more: Any) -> dict[str, Any]:
        """What ``company.add`` takes."""
        known = {"company": "hr-1", "crmCompanyId": self.crm_company, "title": "Muller GmbH", "fields": FIELDS}
        return {**known, **more}

    @cached_property
    def id(self) -> int:
        """The linked company."""
        made: int = self.app(f"{H}.company.add", fields=self.company(**self.more))
        return made

    def employees(self, *given: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Record people; one by default."""
        assert self.id
        known = {"employee": "e-1", "person": "p-1", "data": NAMED}
        items = [{**known, **each} for each in given or ({},)]
        answer: dict[str, Any] = self.app(f"{H}.employee.set", company="hr-1", data=items, **more)
        return answer

    def values(self, *given: tuple[str, str, Any], **more: Any) -> dict[str, Any]:
        """Record values: (employee, field, value)."""
        items = [{"employee": employee, "field": name, "value": value} for employee, name, value in given]
        answer: dict[str, Any] = self.app(f"{H}.field.value.set", **{"company": "hr-1", "data": items, **more})
        return answer

    def people(self, **more: Any) -> list[dict[str, Any]]:
        """The persons who are users here."""
        found: list[dict[str, Any]] = self.app(f"{H}.employee.list", company="hr-1", **more)
        return found

    def act(self, operation: Callable[..., T], *args: Any, by: Person | None = None, **more: Any) -> T:
        """An operation of somebody (default: the administrator), committed."""
        with self.world.services.engine.begin() as db:
            caller = credentials.caller_as_user(db, self.world.organization_id, (by or self.world.admin).id)
            assert caller is not None
            return operation(Work(self.world.services, caller, db), *args, **more)

    def ask_people(self) -> int:
        """A job that asks for people."""
        return self.act(hcmlink_jobs.ask_employees, self.id).id

    def ask_values(self, *employees: str, fields: tuple[str, ...] = ("personal_number",)) -> int:
        """A job that asks for values."""
        return self.act(hcmlink_jobs.ask_values, self.id, employees or ("e-1",), fields).id

    def ask_own(self, by: Person, asked: Asked = Asked.PIN, fields: tuple[str, ...] = ("pin",)) -> Job:
        """A job that somebody asks for on the own account."""
        return self.act(hcmlink_jobs.ask_own, self.id, asked, fields, by=by)

    def alive(self, job: int) -> bool:
        """Whether a job still runs."""
        answer: bool = self.app(f"{H}.job.status.get", id=job)["alive"]
        return answer


def told(job: int, status: str = "DONE", **more: Any) -> dict[str, Any]:
    """What the other system says of a job."""
    return {"job": {"id": job, "fields": {"status": status, **more}}}

"""What the operations on the link to personnel records share: who may, what is found, what is asked, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.hcmlink import ENDS, Asked, Company, Job, JobState, alive
from inkpost.model.people import Authentication
from inkpost.operations.announcing import announce
from inkpost.operations.kit import Work
from inkpost.operations.signing_kit import queue_preparation
from inkpost.store import hcmlink as stored
from inkpost.store import hcmlink_jobs as jobs

LONGEST_CODE: Final = 255
LONGEST_TITLE: Final = 255
LARGEST_DATA: Final = 16 * 1024
"""Bytes of JSON."""
LARGEST_NUMBER: Final = 2**31 - 1
MOST_AT_ONCE: Final = 1000
DEFAULT_AT_ONCE: Final = 100
MOST_ITEMS: Final = 10_000
"""Employees or values of one call."""
EVENTS: Final[Mapping[Asked, str]] = {
    Asked.EMPLOYEES: "hcmlink.employees_asked",
    Asked.MAPPED: "hcmlink.mapped",
    Asked.VALUES: "hcmlink.values_asked",
    Asked.PIN: "hcmlink.pin_asked",
    Asked.SALARY: "hcmlink.salary_asked",
}


class Wrong(StrEnum):
    """What may be wrong with one item of many, or with all of them."""

    NOTHING_GIVEN = "nothing_given"
    COMPANY_UNKNOWN = "company_unknown"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    USER_UNKNOWN = "user_unknown"
    USER_TAKEN = "user_taken"
    FIELD_UNKNOWN = "field_unknown"
    EMPLOYEE_UNKNOWN = "employee_unknown"
    NOT_OF_PIN = "not_of_pin"
    NOT_OF_SALARY = "not_of_salary"
    JOB_INCOMPLETE = "job_incomplete"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: ``place`` counts the items from 0; ``told`` is the code, the number or the sentence at fault."""

    wrong: Wrong
    place: int = -1
    told: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class JobChange:
    """What the other system says of a job. ``state``: in progress, done, cancelled; ``None``: it said none of these."""

    job_id: int
    state: JobState | None
    total: int | None = None
    sent: int | None = None
    data: Mapping[str, Any] | None = None


def demand_administrator(work: Work) -> None:
    """Refuse who is no administrator. Raises FORBIDDEN."""
    if not work.caller.user.admin and work.caller.authentication is not Authentication.SYSTEM:
        raise InkpostError(Reason.FORBIDDEN, "The link is for administrators", subject="hcmlink", action="modify")


def company_by_id(work: Work, company_id: int, *, hold: bool = False) -> Company:
    """A company of the link. Raises NOT_FOUND (``company``)."""
    return _there(stored.find(work.db, work.organization_id, company_id, hold=hold))


def company_by_code(work: Work, code: str) -> Company:
    """A company by its code in the other system. Raises NOT_FOUND (``company``)."""
    return _there(stored.by_code(work.db, work.organization_id, code))


def _there(company: Company | None) -> Company:
    if company is None:
        raise InkpostError(Reason.NOT_FOUND, "The company is not linked", subject="company")
    return company


def checked_page(limit: int | None, offset: int | None) -> tuple[int, int]:
    """How many and from where. Raises PARAMETER_INVALID (``limit``, ``offset``)."""
    many, start = DEFAULT_AT_ONCE if limit is None else limit, offset or 0
    if not 1 <= many <= MOST_AT_ONCE:
        raise invalid("limit", f"limit is {many}: it takes 1 to {MOST_AT_ONCE}")
    if start < 0:
        raise invalid("offset", f"offset is {start}: it takes whole numbers from 0 on")
    return many, start


def flaw(text: str, most: int) -> str:
    """What keeps a text from being recorded; empty where nothing does."""
    if len(text) > most:
        return f"has {len(text)} characters: it takes at most {most}"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "has half of a character"
    return "has a character that is zero" if "\0" in text else ""


def flaw_of_map(data: Mapping[str, Any]) -> str:
    """The same for what the other side keeps with a thing."""
    try:
        written = msgspec.json.encode(data)
    except (msgspec.MsgspecError, ValueError, OverflowError, TypeError, RecursionError):
        return "is no JSON"
    return f"has {len(written)} bytes: it takes at most {LARGEST_DATA}" if len(written) > LARGEST_DATA else ""


def invalid(name: str, message: str) -> InkpostError:
    """The refusal of a value."""
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name)


def ask(
    work: Work, company: Company, asked: Asked, *, employees: Sequence[str] = (), fields: Sequence[str] = ()
) -> Job:
    """Record what is asked of the other system and tell it so: a job that ends when it has answered."""
    job = jobs.add(
        work.db,
        organization_id=work.organization_id,
        company_id=company.id,
        asked=asked.value,
        employees=list(employees),
        fields=list(fields),
        user_id=work.user_id,
        created_at=work.now,
    )
    told = {"company": company.code, "employees": list(employees), "fields": list(fields)}
    _announce(work, EVENTS[asked], job, **told)
    return job


def job_to_change(work: Work, change: JobChange, fit: frozenset[Asked] = frozenset(Asked)) -> Job:
    """A job that still runs, held until this transaction ends.

    Raises NOT_FOUND (``job``), also where it asked for something else; CONFLICT (``job``) where it has ended,
    PARAMETER_INVALID (``status``, ``total``, ``sent``, ``data``).
    """
    job = jobs.find(work.db, work.organization_id, change.job_id, hold=True)
    if job is None or job.asked not in fit:
        raise InkpostError(Reason.NOT_FOUND, "There is no such job", subject="job")
    if change.state is None:
        raise invalid("status", "status takes IN_PROGRESS, DONE, CANCELED")
    if not alive(job, work.now):
        raise InkpostError(Reason.CONFLICT, "The job has ended", subject="job")
    for name, number in (("total", change.total), ("sent", change.sent)):
        if number is not None and not 0 <= number <= LARGEST_NUMBER:
            raise invalid(name, f"{name} is {number}: it takes whole numbers from 0 to {LARGEST_NUMBER}")
    fault = flaw_of_map(change.data or {})
    if fault:
        raise invalid("job", f"job data {fault}")
    return job


def progress(work: Work, job: Job, change: JobChange) -> Job:
    """Record what the other system says of a job; where it ends, that is announced, and documents wait no more."""
    told = {"total": change.total, "sent": change.sent, "data": change.data}
    columns: dict[str, Any] = {name: item for name, item in told.items() if item is not None}
    ended = ENDS.get(change.state) if change.state else None
    if ended:
        columns[ended] = work.now
    changed = jobs.change(work.db, job.id, heard_at=work.now, **columns)
    if ended:
        _announce(work, "hcmlink.job_ended", job, state=str(change.state))
        for number in jobs.settle(work.db, work.now, job_id=job.id):
            queue_preparation(work.services, work.db, number)
    return changed


def _announce(work: Work, kind: str, job: Job, **told: Any) -> None:
    by = work.caller.application_id
    source = {"application_id": by, "connector": work.connector} if by is not None else {}
    announce(
        work.services,
        work.db,
        work.organization_id,
        kind,
        "hcmlink_job",
        job.id,
        user_id=work.user_id,
        **told,
        **source,
    )

"""What the other system of the link to personnel records is asked, how far it is, and the values that it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.hcmlink import ANSWERED_BY_VALUES, Asked, Company, Job, JobState
from inkpost.model.people import Right
from inkpost.operations.hcmlink_common import (
    LARGEST_NUMBER,
    MOST_ITEMS,
    Fault,
    JobChange,
    Wrong,
    ask,
    company_by_id,
    demand_administrator,
    flaw,
    invalid,
    job_to_change,
    progress,
)
from inkpost.operations.kit import Work, operation
from inkpost.store import hcmlink as companies
from inkpost.store import hcmlink_jobs as stored
from inkpost.store import hcmlink_people as people

LONGEST_VALUE: Final = 10_000
_OTHERS: Final = {Asked.PIN: Wrong.NOT_OF_PIN, Asked.SALARY: Wrong.NOT_OF_SALARY}


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value of an employee's field; ``None``: what was given is no text."""

    field: str
    employee: str
    text: str | None


@operation(right=Right.SIGNED_IN)
def ask_employees(work: Work, company_id: int) -> Job:
    """Ask for the people of a company. Raises FORBIDDEN, NOT_FOUND (``company``)."""
    demand_administrator(work)
    return ask(work, company_by_id(work, company_id), Asked.EMPLOYEES)


@operation(right=Right.SIGNED_IN)
def ask_values(work: Work, company_id: int, employees: Sequence[str], fields: Sequence[str]) -> Job:
    """Ask for each of these fields of each of these employees, by their codes: what a document is filled with.

    Raises FORBIDDEN, NOT_FOUND (``company``, ``employee``, ``field``), PARAMETER_MISSING (``employees``, ``fields``).
    """
    demand_administrator(work)
    company = company_by_id(work, company_id)
    return ask(
        work,
        company,
        Asked.VALUES,
        employees=_known_employees(work, company, employees),
        fields=_known_fields(company, fields),
    )


@operation(right=Right.SIGNED_IN)
def ask_own(work: Work, company_id: int, asked: Asked, fields: Sequence[str]) -> Job:
    """Ask for fields of the caller's own posts: a PIN, what was earned and which leave is left.

    Raises NOT_FOUND (``company``, also where the caller is nobody there; ``field``), PARAMETER_MISSING (``fields``),
    PARAMETER_INVALID (``asked``).
    """
    if asked not in _OTHERS:
        raise invalid("asked", f"asked is {asked}: it takes {', '.join(_OTHERS)}")
    company = company_by_id(work, company_id)
    person = people.of_user(work.db, company.id, work.user_id)
    if person is None:
        raise InkpostError(Reason.NOT_FOUND, "The company is not linked", subject="company")
    employees = [each.code for each in person.employees]
    return ask(work, company, asked, employees=employees, fields=_known_fields(company, fields))


@operation(right=Right.SIGNED_IN)
def get(work: Work, job_id: int) -> Job:
    """A job. Raises FORBIDDEN, NOT_FOUND (``job``)."""
    demand_administrator(work)
    return _found(work, job_id)


@operation(right=Right.SIGNED_IN)
def update(work: Work, change: JobChange) -> Job:
    """Record how far the other system is. Raises FORBIDDEN and what ``job_to_change`` does."""
    demand_administrator(work)
    return progress(work, job_to_change(work, change), change)


@operation(right=Right.SIGNED_IN)
def answers(work: Work, job_id: int) -> dict[tuple[str, str], str]:
    """The values that came for a job, by the codes of employee and field, for who asked.

    What somebody asked of one's own account is nobody else's, not even an administrator's. Raises NOT_FOUND (``job``).
    """
    job = _found(work, job_id)
    if job.user_id != work.user_id and not (work.caller.user.admin and job.asked is Asked.VALUES):
        raise InkpostError(Reason.NOT_FOUND, "There is no such job", subject="job")
    found = stored.values_of(work.db, job.company_id, job.employees, since=job.created_at, now=work.now)
    return {pair: text for pair, text in found.items() if pair in job.pairs}


@operation(right=Right.SIGNED_IN)
def set_values(work: Work, company: str, given: Sequence[GivenValue], change: JobChange | None = None) -> list[Fault]:
    """Record values; what is wrong with which item is answered, and the others are recorded.

    ``company``: its code, its number in the CRM, or nothing where the job says which. The job goes on only where
    nothing is wrong, and is done only when all that was asked for is there. Raises FORBIDDEN, and of a job what
    ``job_to_change`` does.
    """
    demand_administrator(work)
    if not given:
        return [Fault(Wrong.NOTHING_GIVEN)]
    if len(given) > MOST_ITEMS:
        raise invalid("data", f"data has {len(given)} items: it takes at most {MOST_ITEMS}")
    found = _company(work, company, change)
    if found is None:
        return [Fault(Wrong.COMPANY_UNKNOWN, told=company)]
    job = _job(work, found, change)
    faults = _record_values(work, found, given, job)
    if job and change and not faults:
        if change.state is JobState.DONE and _missing(work, job):
            return [Fault(Wrong.JOB_INCOMPLETE, told=str(job.id))]
        progress(work, job, change)
    return faults


def _found(work: Work, job_id: int) -> Job:
    job = stored.find(work.db, work.organization_id, job_id)
    if job is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such job", subject="job")
    return job


def _company(work: Work, company: str, change: JobChange | None) -> Company | None:
    """The company that is meant, held until this transaction ends."""
    if company:
        found = companies.by_code(work.db, work.organization_id, company, hold=True)
        number = int(company) if company.isascii() and company.isdigit() and len(company) < 11 else 0
        if found is None and 0 < number <= LARGEST_NUMBER:
            found = companies.by_crm_number(work.db, work.organization_id, number, hold=True)
        return found
    job = stored.find(work.db, work.organization_id, change.job_id) if change else None
    return companies.find(work.db, work.organization_id, job.company_id, hold=True) if job else None


def _job(work: Work, company: Company, change: JobChange | None) -> Job | None:
    if change is None:
        return None
    job = job_to_change(work, change, ANSWERED_BY_VALUES)
    if job.company_id != company.id:
        raise InkpostError(Reason.NOT_FOUND, "The job is of another company", subject="job")
    return job


def _record_values(work: Work, company: Company, given: Sequence[GivenValue], job: Job | None) -> list[Fault]:
    ttl = {each.code: each.ttl for each in company.fields}
    numbers = people.known(work.db, company.id, {each.employee for each in given if not flaw(each.employee, 255)})
    good: dict[tuple[int, str], str] = {}
    faults = []
    for place, each in enumerate(given):
        fault = _fault(place, each, company.code, ttl, numbers, job)
        if fault:
            faults.append(fault)
        elif each.text is not None:
            good[numbers[each.employee], each.field] = each.text
    expiry = {code: work.now + timedelta(seconds=seconds) for code, seconds in ttl.items()}
    stored.set_values(work.db, company.id, good, work.now, expiry)
    return faults


def _fault(
    place: int,
    given: GivenValue,
    company: str,
    fields: Mapping[str, Any],
    employees: Mapping[str, Any],
    job: Job | None,
) -> Fault | None:
    if given.field not in fields:
        return Fault(Wrong.FIELD_UNKNOWN, place, given.field, company)
    if given.employee not in employees:
        return Fault(Wrong.EMPLOYEE_UNKNOWN, place, given.employee, company)
    wrong = "is no text" if given.text is None else flaw(given.text, LONGEST_VALUE)
    if wrong:
        return Fault(Wrong.UNREADABLE, place, f"'value' {wrong}")
    if job and job.asked in _OTHERS and (given.employee, given.field) not in job.pairs:
        return Fault(_OTHERS[job.asked], place, str(job.id))
    return None


def _missing(work: Work, job: Job) -> frozenset[tuple[str, str]]:
    """What was asked for and has not come since, whether it is still kept or not."""
    return job.pairs - stored.values_of(work.db, job.company_id, job.employees, since=job.created_at).keys()


def _known_employees(work: Work, company: Company, codes: Sequence[str]) -> list[str]:
    known = people.known(work.db, company.id, codes)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise InkpostError(Reason.NOT_FOUND, f"There is no employee {unknown[0]!r}", subject="employee")
    return _some("employees", codes)


def _known_fields(company: Company, codes: Sequence[str]) -> list[str]:
    known = {each.code for each in company.fields}
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise InkpostError(Reason.NOT_FOUND, f"There is no field {unknown[0]!r}", subject="field")
    return _some("fields", codes)


def _some(name: str, codes: Sequence[str]) -> list[str]:
    if not codes:
        raise InkpostError(Reason.PARAMETER_MISSING, f"{name} is required", subject=name)
    if len(codes) > MOST_ITEMS:
        raise invalid(name, f"{name} has {len(codes)} items: it takes at most {MOST_ITEMS}")
    return list(dict.fromkeys(codes))

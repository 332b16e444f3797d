"""The link to a system of personnel records: its companies, its people, values of its fields, and what it is asked.

A *person* is a human being there and may be linked to a user here; an *employee* is a post of that person: somebody
with two posts is one person and two employees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

TTL: Final = 86_400
"""Seconds that a value is kept unless its field says otherwise."""
LONGEST_TTL: Final = 10 * 365 * 86_400
PATIENCE: Final = timedelta(days=1)
"""How long a job may be silent before nobody waits for it any more."""
NAMES: Final = ("firstName", "lastName", "patronymicName")
"""What of an employee's data names the person."""
UNKNOWN: Final = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the other system. ``ttl``: the seconds that its values are kept."""

    code: str
    title: str
    kind: str = UNKNOWN
    subject: str = UNKNOWN
    ttl: int = TTL


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the other system; ``crm_number`` is the same one's number in the CRM. ``data`` is as it was given.

    Where a user was asked for, ``person`` is the code of the person there that is linked to this user.
    """

    id: int
    organization_id: int
    code: str
    crm_number: int
    title: str
    data: Mapping[str, Any]
    created_at: datetime
    fields: Sequence[Field] = ()
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Employee:
    """A post of a person; ``data`` is as it was given."""

    id: int
    code: str
    person_id: int
    data: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """A human being in the other system, and the user here, if one is linked."""

    id: int
    company_id: int
    code: str
    title: str
    user_id: int | None
    created_at: datetime
    updated_at: datetime
    employees: Sequence[Employee] = ()


class Asked(StrEnum):
    """What a job asks of the other system."""

    EMPLOYEES = "employees"
    MAPPED = "mapped"
    VALUES = "values"
    PIN = "pin"
    SALARY = "salary"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


ENDS: Final = {JobState.DONE: "done_at", JobState.CANCELLED: "cancelled_at"}
"""The facts that end a job."""
ANSWERED_BY_VALUES: Final = frozenset({Asked.VALUES, Asked.PIN, Asked.SALARY})


@dataclass(frozen=True, slots=True)
class Job:
    """What the other system was asked, and what it said of its progress.

    ``employees`` and ``fields`` are the codes that values were asked for: each field of each employee. ``total`` and
    ``sent`` are its own counts, ``data`` what it keeps with the job. ``user_id`` is who asked.
    """

    id: int
    organization_id: int
    company_id: int
    asked: Asked
    employees: Sequence[str]
    fields: Sequence[str]
    user_id: int | None
    total: int | None
    sent: int | None
    data: Mapping[str, Any]
    created_at: datetime
    heard_at: datetime | None
    done_at: datetime | None
    cancelled_at: datetime | None

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every employee with every field that is asked for."""
        return frozenset((employee, field) for employee in self.employees for field in self.fields)


def state(job: Job, now: datetime) -> JobState:
    """Where a job stands, by what is recorded of it."""
    if job.cancelled_at is not None:
        return JobState.CANCELLED
    if job.done_at is not None:
        return JobState.DONE
    if now - (job.heard_at or job.created_at) > PATIENCE:
        return JobState.EXPIRED
    return JobState.WAITING if job.heard_at is None else JobState.IN_PROGRESS


def alive(job: Job, now: datetime) -> bool:
    """Whether anything is still awaited."""
    return state(job, now) in {JobState.WAITING, JobState.IN_PROGRESS}


def title_of(data: Mapping[str, Any], code: str) -> str:
    """What a person is called: first and last name, whatever other part there is, or the code."""
    first, last, middle = (str(data.get(name) or "").strip() for name in NAMES)
    return " ".join(part for part in (first, last) if part) or middle or code

"""What the families of ``humanresources.hcmlink`` say alike: refusals, jobs, what is wrong with items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Reply, Row
from inkpost.faces.bitrix.params import Params, fold
from inkpost.faces.bitrix.values import ValueFault, text
from inkpost.model.hcmlink import JobState
from inkpost.operations.hcmlink_common import Fault, JobChange, Wrong

SCOPE: Final = "humanresources.hcmlink"
FAILED: Final = Row(200, 0, "Operation failed")
NOT_THERE: Final = Row(200, 510, "Operation failed")
NO_APPLICATION: Final = Row(403, "WRONG_AUTH_TYPE", "Application context required")
DENIED: Final[ErrorTable] = {(Reason.FORBIDDEN, "hcmlink"): Row(403, "ACCESS_DENIED", "Access denied! Access denied.")}
NO_JOB: Final[ErrorTable] = {
    (Reason.NOT_FOUND, "job"): FAILED,
    (Reason.CONFLICT, "job"): FAILED,
    (Reason.PARAMETER_INVALID, "status"): FAILED,
}
_STATES: Final = {
    "IN_PROGRESS": JobState.IN_PROGRESS,
    "DONE": JobState.DONE,
    "CANCELED": JobState.CANCELLED,
}
_WORDS: Final[Mapping[Wrong, str]] = {
    Wrong.NOTHING_GIVEN: "Parameter 'data' must be a non empty array ",  # with the space at its end
    Wrong.COMPANY_UNKNOWN: "Company '{told}' not found",
    Wrong.INCOMPLETE: "Item #{place} should have not empty 'employee', 'person', 'data'",
    Wrong.UNREADABLE: "Item #{place} {told}",
    Wrong.USER_UNKNOWN: "Item #{place} user '{told}' not found",
    Wrong.USER_TAKEN: "Item #{place} user '{told}' is mapped to another person of the company",
    Wrong.FIELD_UNKNOWN: "Item #{place} field '{told}' not found for company '{company}'",
    Wrong.EMPLOYEE_UNKNOWN: "Item #{place} employee '{told}' not found for company '{company}'",
    Wrong.NOT_OF_PIN: "Item #{place} does not match PIN request job '{told}'",
    Wrong.NOT_OF_SALARY: "Item #{place} does not match salary/vacation request job '{told}'",
    Wrong.JOB_INCOMPLETE: "Job '{told}' result is incomplete",
}
_REPEATED: Final = 100
"""Characters of a wrong value that an answer repeats."""
_MOST_FAULTS: Final = 1000


class JobFields(Params):
    """What is said of a job."""

    status: str = ""
    total: int | None = None
    sent: int | None = None
    data: dict[str, Any] | None = None


class JobGiven(Params):
    """A job and what is said of it."""

    id: int = 0
    fields: JobFields = JobFields()

    def change(self) -> JobChange:
        """The same for the operation."""
        told = self.fields
        return JobChange(self.id, _STATES.get(told.status.strip().upper()), told.total, told.sent, told.data)


def items(given: Any) -> list[Mapping[str, Any]]:
    """The items of a list, or of a map, with folded keys; one that is no map has none. Nothing else has items."""
    found = list(given.values()) if isinstance(given, Mapping) else given if isinstance(given, list) else []
    return [{fold(key): held for key, held in each.items()} if isinstance(each, Mapping) else {} for each in found]


def plain(value: Any) -> str:
    """A text, or nothing for what is none."""
    return readable(value) or ""


def readable(value: Any) -> str | None:
    """A text, or ``None`` for what is none."""
    try:
        return None if value is None else text(value)
    except ValueFault:
        return None


def processed(faults: list[Fault]) -> Reply:
    """What became of a list: which of its items are wrong, if any."""
    return Reply({"status": "error" if faults else "ok", "errors": list(_said(faults[:_MOST_FAULTS]))})


def _said(faults: list[Fault]) -> Iterator[str]:
    for fault in faults:
        told, company = (part[:_REPEATED].encode(errors="replace").decode() for part in (fault.told, fault.company))
        yield _WORDS[fault.wrong].format(place=fault.place, told=told, company=company)

"""``humanresources.hcmlink.field.value.*``: the values of the other system's fields"""

from __future__ import annotations

from typing import Any

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.humanresources.hcmlink.common import (
    DENIED,
    NO_APPLICATION,
    NO_JOB,
    SCOPE,
    JobGiven,
    items,
    plain,
    processed,
    readable,
)
from inkpost.faces.bitrix.params import Params
from inkpost.operations import hcmlink_jobs
from inkpost.operations.hcmlink_jobs import GivenValue
from inkpost.operations.kit import Work

family = Family("humanresources.hcmlink.field.value", scope=SCOPE, rows={**DENIED, **NO_JOB})


class Set(Params):
    """``field.value.set``; each item is judged by itself."""

    company: str = ""
    data: Any = None
    job: JobGiven | None = None


@family.method("set", application_only=True, wrong_type=NO_APPLICATION)
def set_(work: Work, given: Set) -> Reply:
    """Record values."""
    told = [
        GivenValue(plain(each.get("field")), plain(each.get("employee")), readable(each.get("value")))
        for each in items(given.data)
    ]
    job = given.job.change() if given.job else None
    return processed(hcmlink_jobs.set_values(work, given.company, told, job))

"""``humanresources.hcmlink.job.*``: how far the other system is with what it was asked"""

from __future__ import annotations

from inkpost.errors import InkpostError
from inkpost.faces.bitrix.family import Family, Reply, keys
from inkpost.faces.bitrix.methods.humanresources.hcmlink.common import (
    DENIED,
    FAILED,
    NO_APPLICATION,
    NO_JOB,
    SCOPE,
    JobGiven,
)
from inkpost.operations import hcmlink_jobs
from inkpost.operations.kit import Work

family = Family("humanresources.hcmlink.job", scope=SCOPE, rows=DENIED)


@family.method("update", application_only=True, wrong_type=NO_APPLICATION)
def update(work: Work, given: JobGiven) -> Reply:
    """Record how far it is. A refusal of this method alone lies in ``result``, as its page shows it."""
    try:
        hcmlink_jobs.update(work, given.change())
    except InkpostError as error:
        if not NO_JOB.keys() & set(keys(error)):
            raise
        return Reply({"error": FAILED.code, "error_description": FAILED.text})
    return Reply(True)

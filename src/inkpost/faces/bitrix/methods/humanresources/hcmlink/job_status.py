"""``humanresources.hcmlink.job.status.*``: whether the other system is still waited for"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.humanresources.hcmlink.common import DENIED, NO_APPLICATION, NO_JOB, SCOPE
from inkpost.faces.bitrix.params import Params
from inkpost.model.hcmlink import alive
from inkpost.operations import hcmlink_jobs
from inkpost.operations.kit import Work

family = Family("humanresources.hcmlink.job.status", scope=SCOPE, rows={**DENIED, **NO_JOB})


class Id(Params):
    """``job.status.get``"""

    id: int = 0


@family.method("get", application_only=True, wrong_type=NO_APPLICATION, reads=True)
def get(work: Work, given: Id) -> Reply:
    """Whether a job still runs."""
    return Reply({"alive": alive(hcmlink_jobs.get(work, given.id), work.now)})

"""``app.*``"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply, Row
from inkpost.operations import applications
from inkpost.operations.kit import Work

NO_APPLICATION = Row(400, "ACCESS_DENIED", "Access denied! Application context required")
LOCAL = "L"
PLAN = "selfhosted"

family = Family("app")


@family.method("info", application_only=True, wrong_type=NO_APPLICATION)
def info(work: Work, given: Nothing) -> Reply:
    """The calling application: always a local one that is installed and never expires."""
    found = applications.current(work)
    language = work.caller.organization.language
    return Reply(
        {
            "ID": found.id,
            "CODE": found.code,
            "VERSION": found.version,
            "STATUS": LOCAL,
            "INSTALLED": True,
            "PAYMENT_EXPIRED": "N",
            "DAYS": None,
            "LANGUAGE_ID": language,
            "LICENSE": f"{language}_{PLAN}",
            "LICENSE_TYPE": PLAN,
            "LICENSE_FAMILY": PLAN,
        }
    )

"""``app.option.*``"""

from __future__ import annotations

from typing import Any

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import Family, Reply, Row
from inkpost.faces.bitrix.params import Params
from inkpost.operations import applications
from inkpost.operations.kit import Work

# The pages have the code AccessException here; the vendor's server, as its own SDK is tested, says ACCESS_DENIED.
NO_APPLICATION = Row(403, "ACCESS_DENIED", "Access denied! Application context required")
NO_ADMINISTRATOR = Row(403, "ACCESS_DENIED", "Access denied! Administrator authorization required")
EMPTY = Row(400, "ArgumentNullException", "options is empty")

family = Family("app.option")


class Get(Params):
    """``app.option.get``"""

    option: str = ""


class Set(Params):
    """``app.option.set``"""

    options: dict[str, Any] = {}


@family.method("get", application_only=True, wrong_type=NO_APPLICATION)
def get(work: Work, given: Get) -> Reply:
    """One option of the calling application (null if there is none such), or all of them."""
    kept = applications.options(work)
    return Reply(kept.get(given.option) if given.option else kept)


@family.method(
    "set",
    application_only=True,
    wrong_type=NO_APPLICATION,
    rows={(Reason.FORBIDDEN, "options"): NO_ADMINISTRATOR, (Reason.PARAMETER_MISSING, "options"): EMPTY},
)
def set_(work: Work, given: Set) -> Reply:
    """Keep options of the calling application beside those it has."""
    if not given.options:
        raise InkpostError(Reason.PARAMETER_MISSING, "The options are required", subject="options")
    applications.keep_options(work, given.options)
    return Reply(True)

"""The face's total table of errors: the status of each reason. The text is the error's own."""

from __future__ import annotations

from collections.abc import Mapping

from inkpost.errors import InkpostError, Reason

TABLE: Mapping[Reason, int] = {
    Reason.NOT_AUTHENTICATED: 401,
    Reason.TOKEN_EXPIRED: 401,
    Reason.WRONG_AUTHENTICATION: 401,
    Reason.SCOPE_MISSING: 403,
    Reason.APPLICATION_CLOSED: 403,
    Reason.USER_INACTIVE: 401,
    Reason.PLAN_WITHOUT_API: 402,
    Reason.ORGANIZATION_OVERLOADED: 429,
    Reason.ORGANIZATION_CLOSED: 403,
    Reason.TOO_MANY_REQUESTS: 429,
    Reason.OPERATING_TIME_EXCEEDED: 429,
    Reason.HTTPS_REQUIRED: 400,
    Reason.METHOD_UNKNOWN: 404,
    Reason.PARAMETER_MISSING: 400,
    Reason.PARAMETER_INVALID: 400,
    Reason.NOT_FOUND: 404,
    Reason.DELETED: 404,
    Reason.FORBIDDEN: 403,
    Reason.CONFLICT: 409,
    Reason.LIMIT_REACHED: 409,
    Reason.UNUSABLE_FILE: 400,
    Reason.FILE_LOST: 500,
    Reason.UNAVAILABLE: 503,
    Reason.INTERNAL: 500,
}
OWN_FAULT = "The server failed; try again, and if it stays so, tell its administrator the request id"
BUSY = "The server cannot answer now; try again later"
TOO_LARGE = ("body", "shrink")
"""Subject and action of a body over the limit."""


def told(fault: Exception) -> tuple[int, str]:
    """Status and text of a refusal; of what is not ours to tell, that it is our fault."""
    if not isinstance(fault, InkpostError):
        return 500, OWN_FAULT
    status = TABLE[fault.reason]
    if (fault.subject, fault.action) == TOO_LARGE:
        status = 413
    if status >= 500:
        return status, BUSY if status == 503 else OWN_FAULT
    return status, fault.message or fault.reason.value.replace("_", " ").capitalize()

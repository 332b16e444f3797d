"""The console's words for each reason why a request cannot be met."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.exc import InterfaceError, OperationalError

from inkpost.errors import InkpostError, Reason

STATUSES: Mapping[Reason, int] = {
    Reason.NOT_AUTHENTICATED: 403,
    Reason.TOKEN_EXPIRED: 403,
    Reason.WRONG_AUTHENTICATION: 403,
    Reason.SCOPE_MISSING: 403,
    Reason.APPLICATION_CLOSED: 403,
    Reason.USER_INACTIVE: 403,
    Reason.PLAN_WITHOUT_API: 403,
    Reason.ORGANIZATION_OVERLOADED: 503,
    Reason.ORGANIZATION_CLOSED: 404,
    Reason.TOO_MANY_REQUESTS: 429,
    Reason.OPERATING_TIME_EXCEEDED: 429,
    Reason.HTTPS_REQUIRED: 400,
    Reason.METHOD_UNKNOWN: 404,
    Reason.PARAMETER_MISSING: 400,
    Reason.PARAMETER_INVALID: 400,
    Reason.NOT_FOUND: 404,
    Reason.DELETED: 404,
    Reason.FORBIDDEN: 403,
    Reason.CONFLICT: 400,
    Reason.LIMIT_REACHED: 400,
    Reason.UNUSABLE_FILE: 400,
    Reason.FILE_LOST: 500,
    Reason.UNAVAILABLE: 503,
    Reason.INTERNAL: 500,
}


def status_of(fault: Exception) -> int:
    """The status that says a failure; what is not ours to tell is an internal error."""
    if isinstance(fault, InkpostError):
        return STATUSES[fault.reason]
    return 503 if isinstance(fault, OperationalError | InterfaceError) else 500

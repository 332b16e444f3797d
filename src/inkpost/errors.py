"""The closed list of reasons why a request cannot be met.

Everything below the faces raises only these. A face has a total table that says each of them in its own words; what
the client hears (``message``) and what the log records (``detail``) are different things.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a request cannot be met; each face answers every one of these."""

    # who is asking
    NOT_AUTHENTICATED = "not_authenticated"
    TOKEN_EXPIRED = "token_expired"  # noqa: S105 - a reason, not a secret
    WRONG_AUTHENTICATION = "wrong_authentication"
    SCOPE_MISSING = "scope_missing"
    APPLICATION_CLOSED = "application_closed"
    USER_INACTIVE = "user_inactive"
    # the organisation
    PLAN_WITHOUT_API = "plan_without_api"
    ORGANIZATION_OVERLOADED = "organization_overloaded"
    ORGANIZATION_CLOSED = "organization_closed"
    # how much
    TOO_MANY_REQUESTS = "too_many_requests"
    OPERATING_TIME_EXCEEDED = "operating_time_exceeded"
    # the channel
    HTTPS_REQUIRED = "https_required"
    METHOD_UNKNOWN = "method_unknown"
    # the request
    PARAMETER_MISSING = "parameter_missing"
    PARAMETER_INVALID = "parameter_invalid"
    # the thing
    NOT_FOUND = "not_found"
    DELETED = "deleted"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    LIMIT_REACHED = "limit_reached"
    UNUSABLE_FILE = "unusable_file"
    FILE_LOST = "file_lost"
    # the server
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


class InkpostError(Exception):
    """A request cannot be met.

    ``subject`` names the thing or the field ("template", "fields"), ``message`` is one plain sentence for the client,
    ``action`` the right that was missing ("view", "modify", "create"), ``given`` the value at fault, shortened, for
    wires that repeat it, ``detail`` is for the log alone.
    """

    def __init__(
        self,
        reason: Reason,
        message: str = "",
        *,
        subject: str = "",
        action: str = "",
        given: str = "",
        detail: str = "",
    ) -> None:
        super().__init__(message or reason.value)
        self.reason = reason
        self.message = message
        self.subject = subject
        self.action = action
        self.given = given
        self.detail = detail

"""What the families of ``sign.b2e`` say alike: scopes, refusals, pages."""

from __future__ import annotations

from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Row
from inkpost.faces.bitrix.values import ValueFault, integer
from inkpost.operations.kit import Work

SCOPE: Final = "sign.b2e"
CRM: Final = "crm"
HCMLINK: Final = "humanresources.hcmlink"
DENIED: Final = Row(403, "ACCESS_DENIED", "Access denied!")
NO_CODE: Final = ""
"""Pages write a dash for it, and another one of this section "empty value"."""
NOT_THERE: Final = 510
NO_APPLICATION: Final = Row(
    401, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method Application context required"
)
PAGED: Final[ErrorTable] = {
    (Reason.PARAMETER_INVALID, "limit"): Row(400, "INVALID_ARGUMENT", "{message}"),
    (Reason.PARAMETER_INVALID, "offset"): Row(400, "INVALID_ARGUMENT", "{message}"),
}
LARGEST_OFFSET: Final = 2**63 - 1


def page_of(limit: Any, offset: Any, *, most: int, default: int) -> tuple[int, int]:
    """``limit`` and ``offset`` of a call. Raises PARAMETER_INVALID with the range that the parameter has."""
    return _within("limit", limit, 1, most, default), _within("offset", offset, 0, LARGEST_OFFSET, 0)


def demand_scope(work: Work, scope: str) -> None:
    """Refuse a caller without a scope that a method takes besides its own."""
    if scope not in work.caller.scopes:
        raise InkpostError(Reason.SCOPE_MISSING, f"The scope {scope} is missing", subject=scope)


def _within(name: str, given: Any, low: int, high: int, default: int) -> int:
    if given is None:
        return default
    try:
        found = integer(given)
    except ValueFault:
        found = low - 1
    if not low <= found <= high:
        to = f"to {high}" if high < LARGEST_OFFSET else "upwards"
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"Invalid {name}: it takes a whole number from {low} {to}", subject=name
        )
    return found

"""What an application can learn and keep about itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Right
from inkpost.operations.kit import Work, operation
from inkpost.store import applications as stored
from inkpost.store import credentials
from inkpost.store.credentials import Application

LARGEST_OPTIONS: Final = 64 * 1024


@operation(right=Right.SIGNED_IN)
def current(work: Work) -> Application:
    """The calling application. Raises WRONG_AUTHENTICATION."""
    found = credentials.application(work.db, application_id=_own_id(work))
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "Application not found", subject="application")
    return found


@operation(right=Right.SIGNED_IN)
def options(work: Work) -> dict[str, Any]:
    """What the calling application has kept, by name. Raises WRONG_AUTHENTICATION."""
    return stored.options(work.db, _own_id(work))


@operation(right=Right.SIGNED_IN)
def keep_options(work: Work, given: Mapping[str, Any]) -> None:
    """Keep values under names, over what was there under the same ones; for administrators.

    Raises WRONG_AUTHENTICATION, FORBIDDEN and LIMIT_REACHED (``options``).
    """
    application_id = _own_id(work)
    if not work.caller.user.admin:
        raise InkpostError(Reason.FORBIDDEN, "Administrators set options", subject="options", action="modify")
    kept = stored.keep_options(work.db, application_id, given)
    if len(msgspec.json.encode(kept)) > LARGEST_OPTIONS:
        raise InkpostError(
            Reason.LIMIT_REACHED, f"The options would be larger than {LARGEST_OPTIONS} bytes", subject="options"
        )


def _own_id(work: Work) -> int:
    if work.caller.application_id is None:
        raise InkpostError(Reason.WRONG_AUTHENTICATION, "Only for an application", subject="application")
    return work.caller.application_id

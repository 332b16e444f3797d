"""The queue of offline events, as its application works it off; for administrators in an application."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.model.secrets import new_secret
from inkpost.operations.kit import Work, operation
from inkpost.store import offline_events as stored
from inkpost.store.offline_events import OfflineEvent

MOST_AT_ONCE: Final = 1000
PROCESS_LENGTH: Final = 32


@operation(right=Right.SIGNED_IN)
def take(
    work: Work,
    query: ListQuery,
    *,
    limit: int,
    clear: bool,
    process_id: str = "",
    connector: str = "",
    failed: bool = False,
) -> tuple[str | None, list[OfflineEvent]]:
    """The first waiting events, and the process that has them now; with ``clear`` they are forgotten at once.

    With ``process_id`` those that this process took before and has not cleared. Two who ask at once get different
    ones. Raises WRONG_AUTHENTICATION, FORBIDDEN (``offline``), PARAMETER_INVALID (``limit``).
    """
    application_id = _own_queue(work)
    if not 1 <= limit <= MOST_AT_ONCE:
        raise InkpostError(Reason.PARAMETER_INVALID, f"limit is {limit}: it takes 1 to {MOST_AT_ONCE}", subject="limit")
    asked = msgspec.structs.replace(query, limit=limit, offset=0, count=False)
    found = stored.free(work.db, application_id, connector, asked, process_id=process_id, failed=failed)
    numbers = [each.id for each in found]
    if clear:
        stored.forget(work.db, numbers)
        return None, found
    process = process_id or new_secret(PROCESS_LENGTH)
    stored.take(work.db, numbers, process, work.now)
    return process, found


@operation(right=Right.SIGNED_IN)
def page(work: Work, query: ListQuery, *, connector: str = "") -> tuple[list[OfflineEvent], int | None]:
    """A page of the queue as it is, and how many there are. Raises WRONG_AUTHENTICATION, FORBIDDEN (``offline``)."""
    return stored.page(work.db, _own_queue(work), connector, query)


@operation(right=Right.SIGNED_IN)
def clear(
    work: Work, process_id: str, *, ids: Sequence[int] | None = None, message_ids: Sequence[str] | None = None
) -> None:
    """Forget what a process has taken and done: all, or what is named by number, else by message.

    Raises WRONG_AUTHENTICATION, FORBIDDEN (``offline``), PARAMETER_MISSING (``process_id``).
    """
    application_id = _own_queue(work)
    stored.remove(work.db, application_id, _named(process_id), ids=ids, message_ids=message_ids)


@operation(right=Right.SIGNED_IN)
def fail(work: Work, process_id: str, *, message_ids: Sequence[str] | None = None) -> None:
    """Mark what a process could not do; raises what ``clear`` raises."""
    application_id = _own_queue(work)
    stored.fail(work.db, application_id, _named(process_id), message_ids)


def _own_queue(work: Work) -> int:
    if work.caller.application_id is None:
        raise InkpostError(Reason.WRONG_AUTHENTICATION, "Only an application has a queue", subject="application")
    if not work.caller.user.admin:
        raise InkpostError(
            Reason.FORBIDDEN, "The queue of offline events is for administrators", subject="offline", action="work off"
        )
    return work.caller.application_id


def _named(process_id: str) -> str:
    if not process_id:
        raise InkpostError(Reason.PARAMETER_MISSING, "The process_id is required", subject="process_id")
    return process_id

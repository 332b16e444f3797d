"""What applications can do to hear of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.events import MOST_HANDLERS, EventHandler, checked_address
from inkpost.model.people import Right
from inkpost.operations.kit import Work, operation
from inkpost.store import event_handlers as stored
from inkpost.store import events, people

LARGEST_OPTIONS: Final = 16 * 1024
LONGEST_CONNECTOR: Final = 255


@operation(right=Right.SIGNED_IN)
def bind(
    work: Work,
    event: str,
    *,
    url: str = "",
    user_id: int | None = None,
    offline: bool = False,
    connector: str = "",
    options: Mapping[str, Any] | None = None,
) -> EventHandler:
    """Register a handler of the calling application.

    It acts for ``user_id``, without one for the user who causes the event; a caller who is no administrator registers
    handlers that act for this caller. Raises WRONG_AUTHENTICATION outside an application, FORBIDDEN (``offline``
    or ``user``), PARAMETER_MISSING and PARAMETER_INVALID (``handler``), NOT_FOUND (``user``), CONFLICT, LIMIT_REACHED.
    """
    application_id = _application(work)
    _demand_admin_for(work, "bind", offline=offline, user_id=user_id)
    given = dict(options or {})
    _check_sizes(connector, given)
    _demand_room(work, application_id)
    handler = stored.add(
        work.db,
        organization_id=work.organization_id,
        application_id=application_id,
        event=event,
        url=_address(url, offline),
        user_id=_acting_user(work, user_id),
        offline=offline,
        connector=connector,
        options=given,
    )
    if handler is None:
        raise InkpostError(Reason.CONFLICT, "This handler is registered already", subject="handler")
    _record(work, "event_handler.added", handler.id, event)
    return handler


@operation(right=Right.SIGNED_IN)
def unbind(
    work: Work, event: str, *, url: str = "", user_id: int | None = None, unowned: bool = False, offline: bool = False
) -> int:
    """Forget the calling application's handlers of an event and answer how many.

    No ``url``: at any address. ``user_id``: only those that act for this user; ``unowned``: only those that act for
    whoever causes the event. Others than administrators lose their own ones only. Raises WRONG_AUTHENTICATION,
    FORBIDDEN (``offline`` or ``user``).
    """
    application_id = _application(work)
    _demand_admin_for(work, "unbind", offline=offline, user_id=user_id)
    users = _meant_users(work, user_id, unowned)
    count = stored.remove(work.db, application_id, event, offline=offline, url=url, users=users)
    if count:
        _record(work, "event_handler.removed", application_id, event, subject="application", count=count)
    return count


@operation(right=Right.SIGNED_IN)
def handlers(work: Work) -> list[EventHandler]:
    """The calling application's handlers; for others than administrators their own. Raises WRONG_AUTHENTICATION."""
    own = None if work.caller.user.admin else work.user_id
    return stored.of_application(work.db, _application(work), user_id=own)


def _application(work: Work) -> int:
    if work.caller.application_id is None:
        raise InkpostError(Reason.WRONG_AUTHENTICATION, "Only an application has handlers", subject="application")
    return work.caller.application_id


def _demand_admin_for(work: Work, act: str, *, offline: bool, user_id: int | None) -> None:
    if work.caller.user.admin:
        return
    if offline:
        raise InkpostError(Reason.FORBIDDEN, "Offline events are for administrators", subject="offline", action=act)
    if user_id is not None and user_id != work.user_id:
        raise InkpostError(Reason.FORBIDDEN, "Others' handlers are for administrators", subject="user", action=act)


def _acting_user(work: Work, user_id: int | None) -> int | None:
    if user_id is None:
        return None if work.caller.user.admin else work.user_id
    if people.user(work.db, work.organization_id, user_id) is None:
        raise InkpostError(Reason.NOT_FOUND, "User not found", subject="user")
    return user_id


def _meant_users(work: Work, user_id: int | None, unowned: bool) -> tuple[int | None, ...] | None:
    if unowned:
        return (None,) if work.caller.user.admin else ()
    if user_id is None and work.caller.user.admin:
        return None
    return (work.user_id if user_id is None else user_id,)


def _address(url: str, offline: bool) -> str:
    if url:
        return checked_address(url)
    if offline:
        return ""
    raise InkpostError(Reason.PARAMETER_MISSING, "The handler is required", subject="handler")


def _check_sizes(connector: str, options: dict[str, Any]) -> None:
    if len(connector) > LONGEST_CONNECTOR:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"The connector has {len(connector)} characters: at most {LONGEST_CONNECTOR} are possible",
            subject="connector",
        )
    if len(msgspec.json.encode(options)) > LARGEST_OPTIONS:
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"The options are larger than {LARGEST_OPTIONS} bytes", subject="options"
        )


def _demand_room(work: Work, application_id: int) -> None:
    if stored.count(work.db, application_id) >= MOST_HANDLERS:
        raise InkpostError(
            Reason.LIMIT_REACHED, f"An application has at most {MOST_HANDLERS} handlers", subject="handlers"
        )


def _record(work: Work, kind: str, number: int, event: str, *, subject: str = "event_handler", **more: Any) -> None:
    events.append(work.db, work.organization_id, kind, subject, number, user_id=work.user_id, event=event, **more)

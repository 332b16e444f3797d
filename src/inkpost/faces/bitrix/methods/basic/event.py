"""``event.*``"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, UnsetType

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.events import of_scopes
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply, Row
from inkpost.faces.bitrix.params import Params
from inkpost.model.events import EventHandler
from inkpost.operations import crm_types, events
from inkpost.operations.kit import Work

Kind = Literal["online", "offline"]
DENIED = "Access denied! "
NEEDS_ADMIN = "requires administrator access rights"

ROWS: ErrorTable = {
    (Reason.PARAMETER_MISSING, "event"): Row(400, "ERROR_ARGUMENT", "Argument 'EVENT' is null or empty"),
    (Reason.PARAMETER_MISSING, "handler"): Row(400, "ERROR_ARGUMENT", "Argument 'HANDLER' is null or empty"),
    (Reason.PARAMETER_INVALID, "handler", "protocol"): Row(
        400, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported handler protocol"
    ),
    (Reason.PARAMETER_INVALID, "handler", "address"): Row(400, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL"),
    (Reason.NOT_FOUND, "event"): Row(400, "ERROR_EVENT_NOT_FOUND", "Event not found"),
    (Reason.CONFLICT, "handler"): Row(400, "ERROR_CORE", "Unable to set event handler: Handler already binded"),
    (Reason.FORBIDDEN, "offline", "bind"): Row(403, "ACCESS_DENIED", f"{DENIED}Offline events binding {NEEDS_ADMIN}"),
    (Reason.FORBIDDEN, "offline", "unbind"): Row(
        403, "ACCESS_DENIED", f"{DENIED}Offline events unbinding {NEEDS_ADMIN}"
    ),
    (Reason.FORBIDDEN, "user", "bind"): Row(
        403, "ACCESS_DENIED", f"{DENIED}Event binding with AUTH_TYPE {NEEDS_ADMIN}"
    ),
    (Reason.FORBIDDEN, "user", "unbind"): Row(
        403, "ACCESS_DENIED", f"{DENIED}Event unbinding with AUTH_TYPE {NEEDS_ADMIN}"
    ),
}

family = Family("event", rows=ROWS)


class Bind(Params):
    """``event.bind``"""

    event: str = ""
    handler: str = ""
    auth_type: int | None = None
    event_type: Kind | None = None
    auth_connector: str = ""
    options: dict[str, Any] = {}


class Unbind(Params):
    """``event.unbind``; an ``auth_type`` that is empty or 0 is another thing than none."""

    event: str = ""
    handler: str = ""
    auth_type: int | UnsetType | None = UNSET
    event_type: Kind | None = None


@family.method("bind", application_only=True)
def bind(work: Work, given: Bind) -> Reply:
    """Register a handler of the application."""
    event = _name(given.event)
    if event not in of_scopes(work.caller.scopes, crm_types.numbers(work)):
        raise InkpostError(Reason.NOT_FOUND, "Event not found", subject="event")
    events.bind(
        work,
        event,
        url=given.handler.strip(),
        user_id=given.auth_type or None,
        offline=given.event_type == "offline",
        connector=given.auth_connector,
        options=given.options,
    )
    return Reply(True)


@family.method("unbind", application_only=True)
def unbind(work: Work, given: Unbind) -> Reply:
    """Forget handlers of the application and say how many."""
    acting = None if given.auth_type is UNSET else given.auth_type or 0
    count = events.unbind(
        work,
        _name(given.event),
        url=given.handler.strip(),
        user_id=acting or None,
        unowned=acting == 0,
        offline=given.event_type == "offline",
    )
    return Reply({"count": count})


@family.method("get", application_only=True)
def get(work: Work, given: Nothing) -> Reply:
    """The handlers of the application, for others than administrators their own."""
    return Reply([_shown(each) for each in events.handlers(work)])


def _name(event: str) -> str:
    if not event.strip():
        raise InkpostError(Reason.PARAMETER_MISSING, "The event is required", subject="event")
    return event.strip().upper()


def _shown(handler: EventHandler) -> dict[str, Any]:
    return {
        "event": handler.event,
        "handler": handler.url,
        "auth_type": str(handler.user_id or 0),
        "offline": int(handler.offline),
    }

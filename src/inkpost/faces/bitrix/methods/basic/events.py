"""``events``"""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from inkpost.faces.bitrix.events import ALL, EVENTS, of_scopes
from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.operations.kit import Work

family = Family("events")


class Events(Params):
    """``events``; an empty ``scope`` stands for the events that need none."""

    scope: str | UnsetType = UNSET
    full: Flag = False


@family.method("", application_only=True)
def events(work: Work, given: Events) -> Reply:
    """The names of the events of a scope, of all events, or of those the application can hear of."""
    if given.scope is not UNSET:
        return Reply(list(EVENTS.get(given.scope.strip().lower(), ())))
    return Reply(list(ALL if given.full else of_scopes(work.caller.scopes)))

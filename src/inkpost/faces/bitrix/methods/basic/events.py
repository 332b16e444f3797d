"""``events``"""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from inkpost.faces.bitrix.events import CRM, EVENTS, of_scope, of_scopes
from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.operations import crm_types
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
        return Reply(list(of_scope(given.scope.strip().lower(), _types(work))))
    return Reply(list(of_scopes(EVENTS if given.full else work.caller.scopes, _types(work))))


def _types(work: Work) -> list[int]:
    """The types that the organisation defined, for a caller who may know of them."""
    return crm_types.numbers(work) if CRM in work.caller.scopes else []

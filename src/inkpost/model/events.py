"""Who wants to hear of what happens: the handlers that applications register for events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from inkpost.errors import InkpostError, Reason

LONGEST_ADDRESS: Final = 2048
MOST_HANDLERS: Final = 1000  # of one application


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a thing: ``document.added`` to the ``document`` 7; ``payload`` has the rest."""

    id: int
    organization_id: int
    kind: str
    subject: str
    subject_id: int
    user_id: int | None
    payload: Mapping[str, Any]
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class EventHandler:
    """An application's address for an event.

    ``event`` is the name the application knows it by. The call comes with the rights of ``user_id``, or (``None``) of
    the user who caused the event. An ``offline`` handler has no address: the application fetches what happened, and
    ``connector`` names the source whose own changes it does not want to hear of.
    """

    id: int
    application_id: int
    event: str
    url: str
    user_id: int | None
    offline: bool
    connector: str
    options: Mapping[str, Any]


def checked_address(url: str) -> str:
    """The address of a handler. Raises PARAMETER_INVALID (handler; ``protocol`` or ``address``)."""
    if len(url) > LONGEST_ADDRESS:
        raise _unusable(f"longer than {LONGEST_ADDRESS} characters", "address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _unusable("no address", "address") from None
    if parts.scheme not in {"http", "https"}:
        raise _unusable("neither http nor https", "protocol")
    if not host or port == 0 or any(character.isspace() or not character.isprintable() for character in url):
        raise _unusable("no address with a host", "address")
    return url


def _unusable(fault: str, part: str) -> InkpostError:
    return InkpostError(
        Reason.PARAMETER_INVALID,
        f"The handler is {fault}: it takes an address such as https://example.com/handler/",
        subject="handler",
        action=part,
    )

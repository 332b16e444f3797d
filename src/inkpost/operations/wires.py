"""How events are put into words for those who registered to hear of them; each face has its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection

from inkpost.model.deliveries import Outgoing
from inkpost.model.events import Event, EventHandler
from inkpost.operations.kit import Services


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted where."""

    url: str
    body: bytes
    headers: Mapping[str, str]


class Wire(Protocol):
    """How the face that handlers are registered in speaks of events."""

    offline_notice: str
    """The event that tells an application of new offline events."""

    def names(self, event: Event) -> Sequence[str]:
        """The event's names there; none where it is not told there."""
        ...

    def scope(self, event: Event) -> str:
        """The scope that an application needs in order to be told."""
        ...

    def data(self, event: Event) -> dict[str, Any]:
        """What is said of the event there."""
        ...

    def for_handler(
        self, services: Services, db: Connection, handler: EventHandler, name: str, event: Event
    ) -> Message | None:
        """The message for an application's handler; nothing for an application that is not to hear of it any more."""
        ...

    def for_outgoing(self, services: Services, db: Connection, webhook: Outgoing, name: str, event: Event) -> Message:
        """The message for an outgoing webhook."""
        ...

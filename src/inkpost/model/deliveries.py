"""Who is told of events, what a delivery is, and when a failed one is tried again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

RETRIED_FOR: Final = timedelta(days=1)
"""How long an endpoint may fail before it is disabled, and how long a message waits for a handler at most."""
FIRST_PAUSE: Final = 5.0
LONGEST_PAUSE: Final = 900.0
"""Seconds between two attempts, before the jitter."""
JITTER: Final = 0.2

KINDS: Final = (
    "document.added",
    "document.updated",
    "document.deleted",
    "document.converted",
    "document.conversion_failed",
    "document.link_opened",
    "document.link_closed",
    "hcmlink.employees_asked",
    "hcmlink.values_asked",
    "hcmlink.pin_asked",
    "hcmlink.salary_asked",
    "hcmlink.mapped",
    "hcmlink.job_ended",
    "sign.document.changed",
    "sign.member.changed",
    "sign.document.filed",
    "crm.item.added",
    "crm.item.updated",
    "crm.item.moved",
    "crm.item.goods_changed",
    "crm.item.deleted",
    "crm.type.added",
    "crm.type.updated",
    "crm.type.deleted",
    "requisite.added",
    "requisite.updated",
    "requisite.deleted",
    "bank_detail.added",
    "bank_detail.updated",
    "bank_detail.deleted",
    "address.added",
    "address.updated",
    "address.deleted",
    "counterparty.changed",
    "box.event",
)
"""The kinds of events that are told; others are only recorded."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An outgoing webhook: an address that hears of events by the names it knows them by, with a token of its own."""

    id: int
    organization_id: int
    url: str
    events: list[str]
    application_token: str
    title: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that gets signed messages; no ``kinds``: of every kind of event.

    Until ``previous_until`` messages are signed with the previous secret too. ``failing_since`` is the first failure
    since the last message that was taken; an endpoint that failed for too long was disabled at ``disabled_at``.
    """

    id: int
    organization_id: int
    url: str
    kinds: list[str]
    secret: str
    previous_secret: str
    previous_until: datetime | None
    title: str
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None

    def secrets(self, now: datetime) -> list[str]:
        """What messages are signed with, the newest first."""
        both = self.previous_secret and self.previous_until is not None and now < self.previous_until
        return [self.secret, self.previous_secret] if both else [self.secret]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one address. ``guid`` is the message's id, the same at every attempt and in a replay.

    ``event`` is the name that the other side knows it by. ``due_at`` is when it is to be tried next (``None``: there
    is nothing more to do), ``failures`` how often it failed in a row since ``failing_since``.
    """

    id: int
    guid: str
    organization_id: int
    event_id: int
    lane: str
    endpoint_id: int | None
    handler_id: int | None
    outgoing_id: int | None
    event: str
    created_at: datetime
    due_at: datetime | None
    failures: int
    failing_since: datetime | None
    delivered_at: datetime | None
    given_up_at: datetime | None

    @property
    def message_id(self) -> str:
        """The id that the receiver tells messages apart by."""
        return "msg_" + self.guid.replace("-", "")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to deliver: when, how long it took, the status (``None``: no answer), the answer's first bytes."""

    started_at: datetime
    seconds: float
    status: int | None
    answer: str
    fault: str


def pause(message_id: str, failures: int) -> timedelta:
    """How long to wait after so many failures in a row: twice as long each time, up to a quarter of an hour.

    The jitter of a fifth keeps messages apart that failed together; it comes from the id, so it can be told before.
    """
    seconds = min(FIRST_PAUSE * 2 ** min(failures - 1, 20), LONGEST_PAUSE)
    drawn = hashlib.sha256(f"{message_id}/{failures}".encode()).digest()
    share = int.from_bytes(drawn[:4], "big") / 0xFFFFFFFF
    return timedelta(seconds=seconds * (1 - JITTER + 2 * JITTER * share))

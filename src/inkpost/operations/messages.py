"""What a signed message says of an event."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import msgspec

from inkpost.model.events import Event

_TOLD = (
    *("module", "revision", "reference", "entity_type_id", "entity_id", "code"),
    *("company", "employees", "fields"),
    *("uid", "member_uid", "company_guid", "state", "why"),
    *("box", "counterparty", "message", "event", "standing", "event_id", "index_key"),
    *("category_id", "stage_id", "amount_changed", "requisite_id", "address_type", "anchor_type_id", "anchor_id"),
)


def standard_body(event: Event) -> bytes:
    """The message of an event: type, moment and data; the same bytes at every attempt."""
    number = event.payload.get("number", event.subject_id)  # an item is known by its number
    told: dict[str, Any] = {"id": number, "user_id": event.user_id}
    told |= {name: event.payload[name] for name in _TOLD if name in event.payload}
    moment = event.happened_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return msgspec.json.encode({"type": event.kind, "timestamp": moment, "data": told})

"""Messages between boxes: sent at once, sent later, or kept as a draft until somebody signs."""

from __future__ import annotations

from inkpost.model.boxes import Permission
from inkpost.model.exchange import (
    MessageView,
)
from inkpost.model.exchange_posting import (
    NewMessage,
)
from inkpost.model.people import Right
from inkpost.operations.exchange_checks import check_identifiers, check_shape, ends_of, looked_at
from inkpost.operations.exchange_people import box_of, demand
from inkpost.operations.exchange_recording import record
from inkpost.operations.kit import Work, operation


@operation(right=Right.SIGNED_IN)
def post(work: Work, given: NewMessage) -> MessageView:
    """Record a message in the sender's box and, where it is signed and not delayed, let it go.

    Raises FORBIDDEN (box, permission), PARAMETER_MISSING and PARAMETER_INVALID (the field that is wrong, by its
    path), CONFLICT (the recipient takes nothing from this box).
    """
    seat = box_of(work, given.from_box)
    demand(seat, Permission.CREATE)
    check_shape(given)
    ends = ends_of(work, seat, given)
    ready = looked_at(work, seat, given)
    check_identifiers(given)
    return record(work, ends, given, ready)

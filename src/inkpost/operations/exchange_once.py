"""An act that is done once, however often it is asked for: its first answer is every later one's."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Right
from inkpost.operations.exchange_people import box_of
from inkpost.operations.kit import Work, operation
from inkpost.store import exchange_once as stored

LONGEST_OPERATION = 255


@operation(right=Right.SIGNED_IN)
def once(work: Work, box: UUID, act: str, operation_id: str, do: Callable[[], bytes]) -> bytes | None:
    """What ``do`` answered when this was asked for first, by this user in this box; None while that still runs.

    Letter case is none of the identifier's. What failed is done anew. Raises FORBIDDEN, PARAMETER_INVALID.
    """
    name = operation_id.lower()
    if len(name) > LONGEST_OPERATION:
        told = f"operationId has {len(name)} characters, at most {LONGEST_OPERATION} are valid"
        raise InkpostError(Reason.PARAMETER_INVALID, told, subject="operationId")
    number = box_of(work, box).box.id
    if not stored.hold(work.db, work.user_id, number, act, name):
        return None
    known = stored.answer(work.db, work.user_id, number, act, name)
    if known is not None:
        return known
    answered = do()
    stored.keep(work.db, work.user_id, number, act, name, answered)
    return answered

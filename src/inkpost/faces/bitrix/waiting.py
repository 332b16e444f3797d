"""``wait``: a call that is answered when what it asks about has come about, or when its seconds are over.

The waiting is done on the event loop: it holds no thread and no connection to the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.answers import Answer, Held
from inkpost.faces.bitrix.family import Waits
from inkpost.faces.bitrix.params import Params
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.requests import WireRequest
from inkpost.operations import documents
from inkpost.operations.kit import Work

if TYPE_CHECKING:
    from inkpost.faces.bitrix.portal import Portal

LONGEST_WAIT: Final = 30
MOST_WAITING: Final = 2000
"""Calls and streams of one process; one more is answered at once."""
LARGEST_HELD: Final = 64 * 1024
"""Bytes of a request's body that are worth keeping while it waits."""


class Wait(Params):
    """The extension that methods which wait have in common."""

    wait: int | None = None


def seconds_of(params: Mapping[str, Any]) -> int:
    """How long a call wants to wait. Raises PARAMETER_INVALID (``wait``)."""
    seconds = Wait.read(params).wait or 0
    if not 0 <= seconds <= LONGEST_WAIT:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"The parameter wait: it takes whole seconds from 0 to {LONGEST_WAIT}, not {seconds}",
            subject="wait",
        )
    return seconds


def held_for(waits: Waits | None, work: Work, given: Any, seconds: int) -> Held | None:
    """What the answer to a call may be held back for."""
    topic = waits(work, given) if waits and seconds else None
    return Held(topic, seconds) if topic else None


def conversion(module: str) -> Waits:
    """Wait for the conversion of the document ``id``, to its end or its failure."""

    def topic(work: Work, given: Any) -> str | None:
        document = documents.get(work, given.id, module=module)
        done = document.converted_at is not None or document.conversion_failed_at is not None
        return None if done else f"document:{document.id}"

    return topic


async def hold(edge: Edge, portal: Portal, wire: WireRequest, first: Answer, held: Held) -> Answer:
    """Keep an answer back until a better one is there; who is to get it is found out anew each time."""
    if edge.signals.waiting >= MOST_WAITING or len(wire.body) > LARGEST_HELD:
        return first
    loop = asyncio.get_running_loop()
    deadline = loop.time() + held.seconds
    async with edge.signals.hearing(held.topic) as woken:
        while True:
            woken.clear()
            answer = await edge.hop.run(portal.answer, wire, True)
            left = deadline - loop.time()
            if answer.held is None or left <= 0 or edge.signals.closed:
                return answer
            try:
                await asyncio.wait_for(woken.wait(), left)
            except TimeoutError:
                deadline = loop.time()  # one look more: a signal may have been lost with the connection

"""``wait``: a call that is answered when what it asks about has come about, or when its seconds are over.

The waiting is done on the event loop: it holds no thread and no connection to the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.answers import Answer, Held
from inkpost.faces.bitrix.family import Waits
from inkpost.faces.bitrix.params import Params
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.requests import WireRequest
from inkpost.model.documents import Document
from inkpost.operations.kit import Work

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


def conversion(find: Callable[[Work, int], Document]) -> Waits:
    """Wait for the conversion of the document ``id`` that ``find`` answers, to its end or its failure."""

    def topic(work: Work, given: Any) -> str | None:
        document = find(work, given.id)
        done = document.converted_at is not None or document.conversion_failed_at is not None
        return None if done else f"document:{document.id}"

    return topic


async def hold(
    edge: Edge, answered: Callable[[WireRequest, bool], Answer], wire: WireRequest, first: Answer, held: Held
) -> Answer:
    """Keep an answer back until ``answered(wire, True)`` has a better one; who is to get it is found out each time."""
    if edge.signals.waiting >= MOST_WAITING or len(wire.body) > LARGEST_HELD:
        return first
    loop = asyncio.get_running_loop()
    deadline = loop.time() + held.seconds
    async with edge.signals.hearing(held.topic) as woken:
        while True:
            woken.clear()
            answer = await edge.hop.run(answered, wire, True)
            left = deadline - loop.time()
            if answer.held is None or left <= 0 or edge.signals.closed:
                return answer
            try:
                await asyncio.wait_for(woken.wait(), left)
            except TimeoutError:
                deadline = loop.time()  # one look more: a signal may have been lost with the connection

"""Calls that are answered when there is something to tell, or when their seconds are over: an extension of ours.

The waiting is done on the event loop: it holds no thread and no connection to the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from google.protobuf.message import Message
from starlette.responses import Response

from inkpost.faces.kit.edge import Edge

LONGEST_WAIT: Final = 30
"""Seconds."""
MOST_WAITING: Final = 2000
"""Calls of one process; one more is answered at once."""
LOOK_SECONDS: Final = 0.5
"""What was told of may be shown a moment later, when whoever wrote before has come to an end."""


class NothingYet(Exception):
    """There is nothing to tell: ``answer`` says so, unless something comes about ``topic`` within ``seconds``."""

    def __init__(self, topic: str, seconds: int, answer: Message) -> None:
        super().__init__(topic)
        self.topic = topic
        self.seconds = seconds
        self.answer = answer


class Held(Response):
    """An answer that says that there is nothing yet, and what to wait for."""

    topic: str
    seconds: int


async def hold(edge: Edge, first: Held, ask: Callable[[], Response]) -> Response:
    """Keep an answer back until a better one is there; who is to get it is found out anew each time."""
    if edge.signals.waiting >= MOST_WAITING:
        return first
    loop = asyncio.get_running_loop()
    deadline = loop.time() + first.seconds
    async with edge.signals.hearing(first.topic) as woken:
        heard = False
        while True:
            woken.clear()
            answer = await edge.hop.run(ask)
            left = deadline - loop.time()
            if not isinstance(answer, Held) or left <= 0 or edge.signals.closed:
                return answer
            heard = await _heard(woken, min(left, LOOK_SECONDS) if heard else left) or heard


async def _heard(woken: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(woken.wait(), seconds)
    except TimeoutError:
        return False
    return True

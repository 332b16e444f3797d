"""A gate before what takes long and anybody may ask for: a few at once, one from each address, and few who wait.

Who waits is kept on the event loop and holds no thread. Whoever does not get in hears so, and when to come again.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import network_of

MOST_WAITING: Final = 8
"""Each holds what it sent in the memory."""
PATIENCE_S: Final = 15.0
AGAIN_S: Final = 5
T = TypeVar("T")


class Busy(InkpostError):
    """No place; after ``seconds`` there may be one. TOO_MANY_REQUESTS for the caller's own doing, else UNAVAILABLE."""

    def __init__(self, reason: Reason, message: str, seconds: int = AGAIN_S) -> None:
        super().__init__(reason, f"{message}; try again in {seconds} seconds", subject="check")
        self.seconds = seconds


class Places:
    """A few places and a queue before them; used from one event loop alone."""

    def __init__(self, at_once: int, *, most_waiting: int, patience_s: float) -> None:
        self._free = at_once
        self._most_waiting = most_waiting
        self._patience_s = patience_s
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def awaited(self) -> int:
        """How many wait."""
        return len(self._waiting)

    async def enter(self) -> None:
        """Take a place, first come first served. Raises Busy."""
        if self._free:
            self._free -= 1
            return
        if len(self._waiting) >= self._most_waiting:
            raise Busy(Reason.UNAVAILABLE, "Too many wait already")
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self._patience_s):
                await turn
        except TimeoutError:
            self._give_up(turn)
            raise Busy(Reason.UNAVAILABLE, "There was no place in time") from None
        except asyncio.CancelledError:
            self._give_up(turn)
            raise

    def leave(self) -> None:
        """Give the place to who has waited longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _give_up(self, turn: asyncio.Future[None]) -> None:
        if turn in self._waiting:
            self._waiting.remove(turn)
        elif not turn.cancelled():
            self.leave()  # its turn came in the same moment


class Gate:
    """The gate of one process; used from its event loop alone."""

    def __init__(self, at_once: int, *, most_waiting: int = MOST_WAITING, patience_s: float = PATIENCE_S) -> None:
        self._places = Places(at_once, most_waiting=most_waiting, patience_s=patience_s)
        self._inside: set[str] = set()

    async def run(self, address: str, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work of an address (of IPv6 its /64) once there is a place. Raises Busy.

        The place is kept until the work ends, also where the caller has gone away: a thread cannot be called back.
        """
        whom = network_of(address)
        if whom in self._inside:
            raise Busy(Reason.TOO_MANY_REQUESTS, "Something else of this address is being done")
        self._inside.add(whom)
        try:
            await self._places.enter()
        except BaseException:
            self._inside.discard(whom)
            raise
        doing = asyncio.ensure_future(work())
        doing.add_done_callback(lambda _: self._leave(whom))
        return await asyncio.shield(doing)

    def _leave(self, whom: str) -> None:
        self._inside.discard(whom)
        self._places.leave()

"""How many bodies one process reads at once, and which of them gives way to who waits.

A place costs whoever holds it nothing but patience, so somebody with a few addresses could hold all of them by sending
a byte now and then. A body therefore lives on what it brings: whoever waits is let in for one that brings too little.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from inkpost.errors import InkpostError, Reason
from inkpost.faces.kit.gate import MOST_WAITING, PATIENCE_S, Busy, Places
from inkpost.model.brakes import network_of

LEAST_RATE: Final = 16 * 1024
"""Bytes a second that keep a place for good."""
T = TypeVar("T")


class Slow(InkpostError):
    """What was sent did not come in time: in ``seconds``, or fast enough to keep others waiting."""

    def __init__(self, seconds: float) -> None:
        super().__init__(Reason.PARAMETER_INVALID, f"The body did not come in {seconds:g} seconds", subject="body")
        self.seconds = round(seconds)


@dataclass(eq=False, slots=True)
class _Body:
    """A body that is being read; its place is safe ``until`` then, by the clock of the loop."""

    limit: asyncio.Timeout
    until: float
    grace: float
    out: bool = False

    def came(self, size: int) -> None:
        """Bytes came: they buy time, but never more than the grace."""
        now = asyncio.get_running_loop().time()
        self.until = min(max(self.until, now) + size / LEAST_RATE, now + self.grace) if size else self.until


class Intake:
    """The places where one process reads bodies; used from its event loop alone.

    While others wait, a body that brings nothing keeps its place for ``grace_s`` seconds.
    """

    def __init__(
        self,
        at_once: int,
        of_one: int,
        seconds: float,
        *,
        grace_s: float,
        most_waiting: int = MOST_WAITING,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._places = Places(at_once, most_waiting=most_waiting, patience_s=patience_s)
        self._of_one = of_one
        self._seconds = seconds
        self._grace = grace_s
        self._here: Counter[str] = Counter()
        self._bodies: list[_Body] = []
        self._look: asyncio.TimerHandle | None = None

    async def run(self, address: str, read: Callable[[Callable[[int], None]], Awaitable[T]]) -> T:
        """Read the body of an address (of IPv6 its /64), and say what came of it, in bytes. Raises Busy and Slow."""
        whom = network_of(address)
        if self._here[whom] >= self._of_one:
            raise Busy(Reason.TOO_MANY_REQUESTS, "Something else of this address is being sent")
        self._here[whom] += 1
        try:
            return await self._in_turn(read)
        finally:
            self._here -= Counter({whom: 1})

    async def _in_turn(self, read: Callable[[Callable[[int], None]], Awaitable[T]]) -> T:
        asyncio.get_running_loop().call_soon(self._put_out)  # once this one waits, if it has to
        await self._places.enter()
        try:
            return await self._read(read)
        finally:
            self._places.leave()

    async def _read(self, read: Callable[[Callable[[int], None]], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(self._seconds) as limit:
                body = _Body(limit, asyncio.get_running_loop().time() + self._grace, self._grace)
                self._bodies.append(body)
                self._put_out()  # whoever waits may have this one to look at alone
                try:
                    return await read(body.came)
                finally:
                    self._bodies.remove(body)
        except TimeoutError:
            raise Slow(self._grace if body.out else self._seconds) from None

    def _put_out(self) -> None:
        """End as many bodies whose time is over as others wait for, and look again when the next one's is."""
        if self._look is not None:
            self._look.cancel()
            self._look = None
        loop = asyncio.get_running_loop()
        wanted = self._places.awaited - sum(body.out for body in self._bodies)
        held = sorted((body for body in self._bodies if not body.out), key=lambda body: body.until)
        while wanted > 0 and held and held[0].until <= loop.time():
            body, wanted = held.pop(0), wanted - 1
            body.out = True
            body.limit.reschedule(loop.time())
        if wanted > 0 and held:
            self._look = loop.call_at(held[0].until, self._put_out)

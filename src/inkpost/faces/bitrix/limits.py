"""How much a caller may do: requests in a leaky bucket, seconds of work per method in minute baskets.

Both keep their state in a ``Storage``, as a small value per key that is replaced in one atomic step.
``InMemory`` serves one process and its threads. Several processes or machines need a storage that they share
and a clock that they share too (the database's); clocks are only read as nanoseconds since a fixed moment.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

import msgspec

NANO: Final = 1_000_000_000
MINUTE: Final = 60 * NANO
WINDOW: Final = 10 * MINUTE

State = TypeVar("State")
Answer = TypeVar("Answer")


class Storage(Protocol[State]):
    """Keeps one state per key; ``None`` is the state of a key that was never seen or no longer matters."""

    def change(self, key: str, step: Callable[[State | None], tuple[State | None, Answer]]) -> Answer:
        """Replace the state under ``key`` by what ``step`` makes of it, undisturbed; pass the answer on.

        ``step`` is pure and quick and may be called again if the storage has to retry.
        """
        ...


class InMemory(Storage[State]):
    """The storage of one process; beyond ``capacity`` keys it forgets the one that was longest unused."""

    def __init__(self, capacity: int = 100_000) -> None:
        self._states: OrderedDict[str, State] = OrderedDict()
        self._capacity = capacity
        self._lock = threading.Lock()

    def change(self, key: str, step: Callable[[State | None], tuple[State | None, Answer]]) -> Answer:
        with self._lock:
            state, answer = step(self._states.pop(key, None))
            if state is not None:
                self._states[key] = state
            if len(self._states) > self._capacity:
                self._states.popitem(last=False)
            return answer

    def __len__(self) -> int:
        return len(self._states)


class Level(msgspec.Struct, frozen=True):
    """What is in a bucket, in billionths of a request, at a moment in nanoseconds."""

    units: int
    at: int


class LeakyBucket:
    """``size`` requests at once, ``rate`` a second in the long run; exact, as it counts in whole numbers.

    A refused request leaves the bucket as it is, so waiting 1/``rate`` seconds always makes room for one.
    """

    def __init__(
        self,
        rate: int,
        size: int,
        storage: Storage[Level] | None = None,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        if rate < 1 or size < 1:
            raise ValueError("rate and size are at least 1")
        self._rate = rate
        self._size = size * NANO
        self._storage: Storage[Level] = InMemory() if storage is None else storage
        self._clock = clock

    def take(self, key: str) -> bool:
        """Count a request of ``key``; false if it is one too many."""
        now = self._clock()

        def step(state: Level | None) -> tuple[Level | None, bool]:
            units, at = self._leaked(state, now)
            fits = units + NANO <= self._size
            return Level(units + NANO if fits else units, at), fits

        return self._storage.change(key, step)

    def _leaked(self, state: Level | None, now: int) -> tuple[int, int]:
        if state is None:
            return 0, now
        at = max(now, state.at)  # a clock that runs back does not fill the bucket
        return max(0, state.units - (at - state.at) * self._rate), at


class Basket(msgspec.Struct, frozen=True):
    """The work of one minute: its number, the second (in ns) when its first call began, and how many ns."""

    minute: int
    first: int
    spent: int


Baskets = tuple[Basket, ...]


class Usage(msgspec.Struct, frozen=True):
    """Seconds of work that count now, and the Unix time (whole seconds) when the oldest of them cease to."""

    operating: float
    reset_at: int


class OperatingTime:
    """The work that each method did for each application or webhook, in baskets of a minute each.

    A basket counts until ten minutes after the second in which its first call began. The key names the method
    and the application or webhook (so that a refreshed token changes nothing); ``operating_key`` makes it.
    ``clock`` gives Unix time in nanoseconds.
    """

    def __init__(
        self,
        limit: float = 480,
        storage: Storage[Baskets] | None = None,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self._limit = round(limit * NANO)
        self._storage: Storage[Baskets] = InMemory() if storage is None else storage
        self._clock = clock

    def add(self, key: str, seconds: float) -> Usage:
        """Count a call that ends now and took ``seconds``; answers the usage with it."""
        now = self._clock()
        spent = max(0, round(seconds * NANO))

        def step(state: Baskets | None) -> tuple[Baskets | None, Usage]:
            baskets = _with(_current(state, now), now - spent, spent)
            return baskets, _usage(baskets, now)

        return self._storage.change(key, step)

    def usage(self, key: str) -> Usage:
        """What counts now; if nothing does, the reset is ten minutes ahead."""
        baskets, now = self._read(key)
        return _usage(baskets, now)

    def operating(self, key: str) -> float:
        """Seconds of work that count now."""
        return self.usage(key).operating

    def reset_at(self, key: str) -> int:
        """The Unix time when the oldest basket ceases to count."""
        return self.usage(key).reset_at

    def exceeded(self, key: str) -> bool:
        """Whether the next call has to be refused: more than the limit has been spent."""
        return sum(basket.spent for basket in self._read(key)[0]) > self._limit

    def _read(self, key: str) -> tuple[Baskets, int]:
        now = self._clock()

        def step(state: Baskets | None) -> tuple[Baskets | None, Baskets]:
            baskets = _current(state, now)
            return baskets or None, baskets

        return self._storage.change(key, step), now


def operating_key(method: str, owner: str) -> str:
    """The key of a method's operating time for an application or webhook, whatever the letter case."""
    return f"{method.lower()}\n{owner}"


def _current(baskets: Baskets | None, now: int) -> Baskets:
    return tuple(basket for basket in baskets or () if now < basket.first + WINDOW)


def _with(baskets: Baskets, began: int, spent: int) -> Baskets:
    """The baskets with one call more, the oldest first."""
    minute = began // MINUTE
    same = [basket for basket in baskets if basket.minute == minute]
    first = min([began // NANO * NANO, *(basket.first for basket in same)])
    grown = Basket(minute, first, spent + sum(basket.spent for basket in same))
    others = [basket for basket in baskets if basket.minute != minute]
    return tuple(sorted([*others, grown], key=lambda basket: basket.minute))


def _usage(baskets: Baskets, now: int) -> Usage:
    first = baskets[0].first if baskets else now
    return Usage(sum(basket.spent for basket in baskets) / NANO, (first + WINDOW) // NANO)

"""Brakes on guessing: a leaky bucket of attempts, counted exactly."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

NANO = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Level:
    """What is in a bucket, in nanoseconds of leaking, at a moment in nanoseconds."""

    filled: int
    at: int


@dataclass(frozen=True, slots=True)
class Brake:
    """``size`` attempts at once, then one every ``seconds``."""

    name: str
    size: int
    seconds: float

    @property
    def _one(self) -> int:
        return round(self.seconds * NANO)

    def take(self, level: Level | None, now: int) -> tuple[Level | None, int]:
        """The level after one attempt, and 0, or after none, and in how many seconds there is room for one."""
        found = self._leaked(level, now)
        one = self._one
        over = found.filled + one - self.size * one
        if over > 0:
            return found, -(-over // NANO)
        return Level(found.filled + one, found.at), 0

    def give_back(self, level: Level | None, now: int) -> Level | None:
        """The level without one attempt: it was no guess."""
        found = self._leaked(level, now)
        left = max(0, found.filled - self._one)
        return Level(left, found.at) if left else None

    def _leaked(self, level: Level | None, now: int) -> Level:
        if level is None:
            return Level(0, now)
        at = max(now, level.at)  # a clock that runs back does not fill the bucket
        return Level(max(0, level.filled - (at - level.at)), at)


def network_of(address: str) -> str:
    """Whom an address stands for: itself, or the /64 that an IPv6 subscriber has to choose from."""
    try:
        number = ip_address(address)
    except ValueError:
        return address
    if not isinstance(number, IPv6Address):
        return str(number)
    return str(number.ipv4_mapped or ip_network((number, 64), strict=False))

"""A guess at a password: braked, at the same price whether right or wrong, and few at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import NANO, Brake, Level
from inkpost.model.secrets import password_matches
from inkpost.operations.kit import Services
from inkpost.store.limiter import SharedStates

AT_ONCE = 4  # each takes 64 MiB while it is checked
PATIENCE = 5.0  # a thread that waits serves nobody else
_slots = BoundedSemaphore(AT_ONCE)
_LEVELS = msgspec.msgpack.Decoder(Level)

Key = tuple[Brake, str]


class Braked(InkpostError):
    """Too many guesses; after ``seconds`` there is room for another."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            Reason.TOO_MANY_REQUESTS, f"Too many attempts; try again in {seconds} seconds", subject="password"
        )
        self.seconds = seconds


def matches(services: Services, password: str, stored: str | None, *keys: Key) -> bool:
    """Whether the password is the one stored; without one it takes as long and is not.

    Each key is one brake and whom it counts. A right password is no guess and is given back. Raises Braked,
    UNAVAILABLE.
    """
    count(services, *keys)
    guessed = False
    try:
        with slot():
            guessed = not password_matches(password, stored)
    finally:
        if not guessed:
            _forgive(services, keys)
    return not guessed


def count(services: Services, *keys: Key) -> None:
    """Count an attempt at what is not a secret but takes long. Raises Braked."""
    for at, key in enumerate(keys):
        wait = _take(services, key)
        if wait:
            _forgive(services, keys[:at])
            raise Braked(wait)


def warm_up() -> None:
    """Make what a check without a stored password compares with, so that the first one takes no longer."""
    password_matches("", None)


@contextmanager
def slot() -> Iterator[None]:
    """A place among the few secrets that are checked at once. Raises UNAVAILABLE."""
    if not _slots.acquire(timeout=PATIENCE):
        raise InkpostError(Reason.UNAVAILABLE, "Too many passwords are being checked", subject="password")
    try:
        yield
    finally:
        _slots.release()


def _take(services: Services, key: Key) -> int:
    brake, now = key[0], _now(services)
    return _change(services, key, lambda level: brake.take(level, now))


def _forgive(services: Services, keys: tuple[Key, ...]) -> None:
    now = _now(services)
    for key in keys:
        brake = key[0]
        _change(services, key, lambda level, brake=brake: (brake.give_back(level, now), 0))  # type: ignore[misc]


def _change(services: Services, key: Key, step: Callable[[Level | None], tuple[Level | None, int]]) -> int:
    brake, whom = key
    with services.engine.connect() as db:
        states: SharedStates[Level] = SharedStates(db, _LEVELS, f"brake {brake.name}")
        return states.change(hashlib.sha256(whom.encode("utf-8", "surrogatepass")).hexdigest(), step)


def _now(services: Services) -> int:
    return int(services.clock().timestamp()) * NANO

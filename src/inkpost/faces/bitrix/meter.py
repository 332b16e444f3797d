"""How much a caller has done: the leaky bucket of its portal and address, the seconds of each method."""

from __future__ import annotations

import time

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from inkpost.config import Limits, Settings
from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.limits import Baskets, LeakyBucket, Level, OperatingTime, Usage, operating_key
from inkpost.faces.kit.logs import logger
from inkpost.model.people import Caller
from inkpost.store.limiter import SharedStates, forget_old

TARIFFS = {Limits.STANDARD: (2, 50), Limits.ENTERPRISE: (5, 250)}  # requests a second, at once
SWEEP_SECONDS = 600
_LEVELS = msgspec.msgpack.Decoder(Level)
_BASKETS = msgspec.msgpack.Decoder(Baskets)
log = logger()


class Meter:
    """Counts in memory while nothing is limited, in the database where it is: then every process counts alike.

    What counts in the database does so over the caller's own connection, after ending the transaction in hand.
    """

    def __init__(self, settings: Settings) -> None:
        self._default = settings.limits
        self._seconds = settings.operating_limit
        self._own = OperatingTime(self._seconds)
        self._sweep_at = 0.0

    def tariff(self, caller: Caller) -> Limits:
        """The portal's own tariff, else the server's."""
        return Limits(caller.organization.limits) if caller.organization.limits else self._default

    def limited(self, caller: Caller) -> bool:
        """Whether anything is limited for this caller."""
        return self.tariff(caller) is not Limits.OFF

    def admit(self, db: Connection, caller: Caller, address: str) -> None:
        """Count one request of an address to a portal. Raises TOO_MANY_REQUESTS."""
        if not self.limited(caller):
            return
        db.rollback()
        self._sweep(db)
        states = SharedStates(db, _LEVELS, "bucket")
        bucket = LeakyBucket(*TARIFFS[self.tariff(caller)], states, states.clock)
        if not bucket.take(f"{caller.organization.id}\n{address}"):
            raise InkpostError(Reason.TOO_MANY_REQUESTS, "Too many requests", subject="requests")

    def check(self, db: Connection, caller: Caller, method: str) -> None:
        """Refuse a method whose operating time is used up. Raises OPERATING_TIME_EXCEEDED."""
        if not self.limited(caller):
            return
        db.rollback()
        if self._shared(db).exceeded(operating_key(method, caller.credential)):
            raise InkpostError(Reason.OPERATING_TIME_EXCEEDED, "The operating time is used up", subject=method)

    def add(self, db: Connection, caller: Caller, method: str, seconds: float) -> Usage | None:
        """Count what a call took, and answer what the method has taken of late.

        The call is over by now: that it cannot be counted does not undo it, so the answer is nothing then.
        """
        key = operating_key(method, caller.credential)
        if not self.limited(caller):
            return self._own.add(key, seconds)
        try:
            return self._shared(db).add(key, seconds)
        except SQLAlchemyError as fault:
            log.warning("meter.lost", method=method, fault=repr(fault))
            return None

    def _shared(self, db: Connection) -> OperatingTime:
        states = SharedStates(db, _BASKETS, "operating")
        return OperatingTime(self._seconds, states, states.clock)

    def _sweep(self, db: Connection) -> None:
        if time.monotonic() > self._sweep_at:
            self._sweep_at = time.monotonic() + SWEEP_SECONDS
            forget_old(db)

"""Questions to timestamp authorities elsewhere: posted behind the same guard as pictures are fetched."""

from __future__ import annotations

import ssl
from typing import Final

from inkpost.config import Network
from inkpost.store.asking import Asking, Unanswered, Wanted

LARGEST_ANSWER: Final = 64 * 1024
ANSWERS: Final = frozenset({"application/timestamp-reply", "application/timestamp-response"})


class NoStamp(Exception):
    """The authority gave no answer that could be one; the text says why, without its address."""


class StampCalls:
    """Asks over HTTP: see ``Asking``."""

    def __init__(
        self, allowed: tuple[Network, ...] = (), *, seconds: float = 10.0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._asking = Asking(allowed, seconds=seconds, tls=tls)

    @property
    def seconds(self) -> float:
        """How long one may take."""
        return self._asking.seconds

    def ask(self, address: str, query: bytes) -> bytes:
        """The answer (DER) to a query. Raises NoStamp."""
        try:
            return self._asking.ask(address, Wanted(ANSWERS, LARGEST_ANSWER), query, "application/timestamp-query")
        except Unanswered as fault:
            raise NoStamp(str(fault)) from None

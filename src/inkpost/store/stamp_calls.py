"""Questions to timestamp authorities elsewhere: posted behind the same guard as pictures are fetched."""

from __future__ import annotations

import ssl
import time
from typing import Final

import httpcore

from inkpost.config import Network
from inkpost.store.guard import Guard, Refused, Trust, left, parsed

LARGEST_ANSWER: Final = 64 * 1024
ANSWERS: Final = frozenset({"application/timestamp-reply", "application/timestamp-response"})


class NoStamp(Exception):
    """The authority gave no answer that could be one; the text says why, without its address."""


class StampCalls:
    """Asks over HTTP: public addresses only, no redirect followed, bounded time and answer, no proxy, no cookie."""

    def __init__(
        self, allowed: tuple[Network, ...] = (), *, seconds: float = 10.0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._allowed = allowed
        self._trust = Trust(tls)
        self.seconds = seconds

    def ask(self, address: str, query: bytes) -> bytes:
        """The answer (DER) to a query. Raises NoStamp."""
        try:
            return self._once(address, query, time.monotonic() + self.seconds)
        except Refused as fault:
            raise NoStamp(str(fault)) from None
        except PermissionError:
            raise NoStamp("it is not a public address") from None
        except (httpcore.TimeoutException, TimeoutError):
            raise NoStamp(f"it did not answer within {self.seconds:g} seconds") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError):
            raise NoStamp("it could not be reached") from None

    def _once(self, address: str, query: bytes, deadline: float) -> bytes:
        url = parsed(address)
        guard = Guard(self._allowed, deadline)
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers: dict[bytes | str, bytes | str] = {
            "Host": url.netloc,
            "Content-Type": "application/timestamp-query",
            "Content-Length": str(len(query)),
            "Accept-Encoding": "identity",
            "User-Agent": "Inkpost",
        }
        extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), left(deadline))}
        with (
            httpcore.ConnectionPool(ssl_context=self._trust.context(url), network_backend=guard) as pool,
            pool.stream("POST", target, headers=headers, content=query, extensions=extensions) as response,
        ):
            return _read(response, deadline)


def _read(response: httpcore.Response, deadline: float) -> bytes:
    found = {name.decode("latin-1").lower(): item.decode("latin-1") for name, item in response.headers}
    if response.status != 200:
        raise Refused(f"it answered with status {response.status}")
    kind = found.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ANSWERS:
        raise Refused(f"its answer is {kind[:80] or 'of no type'}, not application/timestamp-reply")
    content = bytearray()
    for chunk in response.iter_stream():
        content += chunk
        if len(content) > LARGEST_ANSWER:
            raise Refused(f"its answer is larger than {LARGEST_ANSWER} bytes")
        left(deadline)
    return bytes(content)

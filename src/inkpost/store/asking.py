"""One question to a server elsewhere and its answer, behind the guard: all of it bounded."""

from __future__ import annotations

import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import httpcore

from inkpost.config import Network
from inkpost.store.guard import Guard, Refused, Trust, left, parsed


class Unanswered(Exception):
    """There was no answer that could be one; the text says why, without the address."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer has to be: one of these media types (any where there are none), at most so many bytes."""

    kinds: Collection[str]
    most: int


class Asking:
    """Asks over HTTP: public addresses only, no redirect followed, bounded time and answer, no proxy, no cookie."""

    def __init__(
        self, allowed: tuple[Network, ...] = (), *, seconds: float = 10.0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._allowed = allowed
        self._trust = Trust(tls)
        self.seconds = seconds

    def ask(self, address: str, wanted: Wanted, content: bytes | None = None, kind: str = "") -> bytes:
        """The answer to a GET, or to a POST of ``content`` of the media type ``kind``. Raises Unanswered."""
        try:
            return self._once(address, wanted, content, kind, time.monotonic() + self.seconds)
        except Refused as fault:
            raise Unanswered(str(fault)) from None
        except PermissionError:
            raise Unanswered("it is not a public address") from None
        except (httpcore.TimeoutException, TimeoutError):
            raise Unanswered(f"it did not answer within {self.seconds:g} seconds") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError):
            raise Unanswered("it could not be reached") from None

    def _once(self, address: str, wanted: Wanted, content: bytes | None, kind: str, deadline: float) -> bytes:
        url = parsed(address)
        guard = Guard(self._allowed, deadline)
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers: dict[bytes | str, bytes | str] = {
            "Host": url.netloc,
            "Accept-Encoding": "identity",
            "User-Agent": "Inkpost",
        }
        if content is not None:
            headers |= {"Content-Type": kind, "Content-Length": str(len(content))}
        method = "GET" if content is None else "POST"
        extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), left(deadline))}
        with (
            httpcore.ConnectionPool(ssl_context=self._trust.context(url), network_backend=guard) as pool,
            pool.stream(method, target, headers=headers, content=content, extensions=extensions) as response,
        ):
            return _read(response, wanted, deadline)


def _read(response: httpcore.Response, wanted: Wanted, deadline: float) -> bytes:
    found: Mapping[str, str] = {
        name.decode("latin-1").lower(): item.decode("latin-1") for name, item in response.headers
    }
    if response.status != 200:
        raise Refused(f"it answered with status {response.status}")
    kind = found.get("content-type", "").partition(";")[0].strip().lower()
    if wanted.kinds and kind not in wanted.kinds:
        raise Refused(f"its answer is {kind[:80] or 'of no type'}, not {' or '.join(sorted(wanted.kinds))}")
    content = bytearray()
    for chunk in response.iter_stream():
        content += chunk
        if len(content) > wanted.most:
            raise Refused(f"its answer is larger than {wanted.most} bytes")
        left(deadline)
    return bytes(content)

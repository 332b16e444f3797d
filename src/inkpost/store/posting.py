"""Messages to handlers elsewhere: posted behind the same guard as pictures are fetched, and never redirected."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore
import httpx

from inkpost.config import Network
from inkpost.store.guard import Guard, Refused, Trust, left, parsed

MOST_ANSWER = 1024
"""Bytes that are read of an answer; the rest is nobody's business here."""


@dataclass(frozen=True, slots=True)
class Posted:
    """How a post went: the status (``None``: no answer), the seconds it took, the answer's first bytes, what failed."""

    status: int | None
    seconds: float
    answer: str = ""
    fault: str = ""

    @property
    def taken(self) -> bool:
        """Whether the other side took the message: a status of the two hundreds, which came in time."""
        return self.status is not None and 200 <= self.status < 300


class Poster:
    """Posts over HTTP: public addresses only, no redirect followed, bounded time and answer.

    No proxy of the environment is used, no cookie is kept.
    """

    def __init__(
        self, allowed: tuple[Network, ...] = (), *, seconds: float = 10.0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._allowed = allowed
        self._trust = Trust(tls)
        self.seconds = seconds

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> Posted:
        """Post once and tell how it went. Raises nothing that the other side or its address may bring about."""
        began = time.monotonic()
        try:
            status, answer = self._once(address, body, headers, began + self.seconds)
        except Refused as fault:
            return self._failed(began, str(fault))
        except PermissionError:
            return self._failed(began, "it is not a public address")
        except (httpcore.TimeoutException, TimeoutError):
            return self._failed(began, f"it did not answer within {self.seconds:g} seconds")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError):
            return self._failed(began, "it could not be reached")
        said = "" if 200 <= status < 300 else f"it answered with status {status}"
        return Posted(status, time.monotonic() - began, answer, said)

    def _failed(self, began: float, fault: str) -> Posted:
        return Posted(None, time.monotonic() - began, fault=fault)

    def _once(self, address: str, body: bytes, headers: Mapping[str, str], deadline: float) -> tuple[int, str]:
        url = parsed(address)
        guard = Guard(self._allowed, deadline)
        extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), left(deadline))}
        with (
            httpcore.ConnectionPool(ssl_context=self._trust.context(url), network_backend=guard) as pool,
            pool.stream(
                "POST", _target(url), headers=_headers(url, body, headers), content=body, extensions=extensions
            ) as response,
        ):
            return response.status, _first_bytes(response, deadline)


def _target(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _headers(url: httpx.URL, body: bytes, more: Mapping[str, str]) -> dict[bytes | str, bytes | str]:
    found: dict[bytes | str, bytes | str] = {
        "Host": url.netloc,
        "Content-Length": str(len(body)),
        "Accept-Encoding": "identity",
        "User-Agent": "Inkpost",
    }
    found.update(more.items())
    return found


def _first_bytes(response: httpcore.Response, deadline: float) -> str:
    """The beginning of an answer as text; an answer that breaks off has been given all the same."""
    content = bytearray()
    try:
        for chunk in response.iter_stream():
            content += chunk
            if len(content) >= MOST_ANSWER:
                break
            left(deadline)
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, TimeoutError):
        pass
    return bytes(content[:MOST_ANSWER]).decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")

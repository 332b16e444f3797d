"""The guard of every connection outwards: public addresses only, after the name is resolved, within a time limit."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import certifi
import httpcore
import httpx

from inkpost.config import Network

_CONNECT_TIMEOUT = 5.0
_SYSTEM_PORTS = 1024
_HTTP_PORTS = frozenset({80, 443})
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_CLOSED = (IPv6Network("3fff::/20"),)  # for documentation; newer than this Python's own list
_RELAY = IPv4Address("192.88.99.0")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
_PARAMETERS = re.compile("[?#]")
_TOKEN = re.compile(r"(?=\D*\d)[\w-]{16,}")
Address = IPv4Address | IPv6Address


def is_open(address: str, allowed: Iterable[Network] = ()) -> bool:
    """Whether we may connect there: a public address, or one in a network that the operator opened.

    An address that carries another one (mapped, NAT64, 6to4, Teredo, ISATAP) is as open as the one it carries.
    """
    number = ip_address(address.partition("%")[0])
    networks = tuple(allowed)
    if _within(number, networks):
        return True
    if isinstance(number, IPv4Address):
        return number.is_global and not number.is_multicast and int(number) >> 8 != int(_RELAY) >> 8
    stands_for = number.ipv4_mapped or (_last(number) if number in _NAT64 else None)
    if stands_for is not None:
        return is_open(str(stands_for), networks)
    public = number in _GLOBAL_UNICAST and number.is_global and not any(number in each for each in _CLOSED)
    return public and all(is_open(str(each)) for each in _carried(number))


def _within(number: Address, networks: Sequence[Network]) -> bool:
    return any(number.version == network.version and number in network for network in networks)


def _carried(number: IPv6Address) -> list[IPv4Address]:
    found = [number.sixtofour, *(number.teredo or ())]
    if (int(number) >> 32) & 0xFFFFFFFF in _ISATAP:
        found.append(_last(number))
    return [each for each in found if each is not None]


def _last(number: IPv6Address) -> IPv4Address:
    return IPv4Address(int(number) & 0xFFFFFFFF)


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait ends with the whole fetch: a byte now and then does not buy more time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Guard(httpcore.NetworkBackend):
    """Resolves a name once, checks every address and connects to a checked one, so no second answer slips in."""

    def __init__(self, allowed: tuple[Network, ...], deadline: float) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        addresses = _resolve(host, port, self._deadline)
        closed = [each for each in addresses if not is_open(each, self._allowed)]
        if closed or not addresses:
            raise PermissionError(f"{host} resolves to {', '.join(closed) or 'nothing'}")
        if port < _SYSTEM_PORTS and port not in _HTTP_PORTS:
            raise Refused(f"port {port} is not for the web; valid ports are 80, 443 and those from {_SYSTEM_PORTS}")
        return self._first(addresses, port)

    def _first(self, addresses: Sequence[str], port: int) -> httpcore.NetworkStream:
        """A connection to the first address that takes one."""
        fault: Exception = OSError("no address")
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, min(left(self._deadline), _CONNECT_TIMEOUT))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                fault = failed
            else:
                return _Timed(stream, self._deadline)
        raise fault


def _resolve(host: str, port: int, deadline: float) -> list[str]:
    """The addresses of a name, once each. The system's resolver knows no time limit, so it is asked in a thread."""
    found: list[str] = []
    faults: list[OSError] = []

    def ask() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(entry[4][0]) for entry in entries))
        except (OSError, UnicodeError) as fault:
            faults.append(OSError(str(fault)))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(left(deadline))
    if thread.is_alive():
        raise TimeoutError
    if faults:
        raise faults[0]
    return found


def left(deadline: float) -> float:
    """Seconds until the deadline. Raises TimeoutError when it has passed."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class Refused(Exception):
    """What is wrong with the address or its answer, in words for the client."""


def parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address, seen once for all: what is checked here is what is connected to."""
    try:
        url = base.join(address) if base is not None else httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        raise Refused("it is not an address") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise Refused("it takes an http or https address" + (", not where it redirects to" if base else ""))
    if url.userinfo:
        raise Refused("it takes an address without a user name or password")
    return url


class Trust:
    """Who is believed over TLS: the system's authorities, and where it has none, Mozilla's. Made once, when needed."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls

    def context(self, url: httpx.URL) -> ssl.SSLContext | None:
        """What checks the other side's certificate."""
        if url.scheme == "https" and self._tls is None:
            made = ssl.create_default_context()
            made.load_verify_locations(certifi.where())
            self._tls = made
        return self._tls


def shown(address: str) -> str:
    """An address for people and logs: without what may be secret (who asks, the query, a token in the path)."""
    scheme, separator, rest = address.rpartition("://")
    plain = _PARAMETERS.split(rest, maxsplit=1)[0]
    host, slash, path = plain.partition("/")
    parts = ["…" if _TOKEN.fullmatch(part) else part for part in path.split("/")]
    told = scheme + separator + host.rpartition("@")[2] + slash + "/".join(parts)
    return told if len(told) <= 200 else told[:199] + "…"

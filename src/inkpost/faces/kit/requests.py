"""A request as the faces see it: bytes and facts, taken off the wire once."""

from __future__ import annotations

import io
import re
import secrets
from dataclasses import dataclass, field, replace
from ipaddress import ip_address

from starlette.requests import Request

from inkpost.config import Network, Settings
from inkpost.errors import InkpostError, Reason

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(frozen=True, slots=True)
class WireRequest:
    """Method, path, raw query, headers (lower-case names), body, who sent it, and whether the channel was safe."""

    method: str
    path: str
    query: bytes
    headers: dict[str, str]
    body: bytes
    address: str
    secure: bool
    id: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def content_type(self) -> str:
        """The Content-Type header, or nothing."""
        return self.headers.get("content-type", "")


async def read_request(request: Request, settings: Settings) -> WireRequest:
    """Take a request off the wire. A body over the limit is refused before it is read to its end."""
    head = head_of(request, settings)
    if request.method in {"GET", "HEAD"}:
        return head
    return replace(head, body=await _body(request, head.headers, settings.max_body))


def head_of(request: Request, settings: Settings) -> WireRequest:
    """A request as far as it is known before its body."""
    headers = {name.decode("latin-1"): item.decode("latin-1") for name, item in request.scope["headers"]}
    peer = request.client.host if request.client else ""
    proxied = _in(peer, settings.trusted_proxies)
    given = headers.get("x-request-id", "")
    return WireRequest(
        method=request.method,
        path=request.scope["path"],
        query=request.scope.get("query_string", b""),
        headers=headers,
        body=b"",
        address=_client_address(peer, headers, settings.trusted_proxies) if proxied else peer,
        secure=_secure(request.scope.get("scheme", ""), headers, settings, proxied),
        id=given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8),
    )


async def _body(request: Request, headers: dict[str, str], limit: int) -> bytes:
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > limit:
        raise _too_large(limit)
    content = io.BytesIO()  # hands out what it holds without a second copy of it
    async for chunk in request.stream():
        if content.tell() + len(chunk) > limit:
            raise _too_large(limit)
        content.write(chunk)
    return content.getvalue()


def _too_large(limit: int) -> InkpostError:
    return InkpostError(
        Reason.PARAMETER_INVALID, f"The request is larger than {limit} bytes", subject="body", action="shrink"
    )


def _secure(scheme: str, headers: dict[str, str], settings: Settings, proxied: bool) -> bool:
    # What a proxy of ours says of the client's channel counts for more than our own channel to the proxy.
    told = headers.get("x-forwarded-proto", "").split(",")[-1].strip().lower() if proxied else ""
    return (told or scheme) == "https" or (not told and settings.loopback)


def _client_address(peer: str, headers: dict[str, str], trusted: tuple[Network, ...]) -> str:
    # From the right: the first hop that is not a proxy of ours is the client; what stands left of it is hearsay.
    for hop in reversed(headers.get("x-forwarded-for", "").split(",")):
        hop = hop.strip()
        if not _is_address(hop):
            break
        if not _in(hop, trusted):
            return hop
    return peer


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _in(address: str, networks: tuple[Network, ...]) -> bool:
    if not networks or not _is_address(address):
        return False
    number = ip_address(address)
    return any(number.version == network.version and number in network for network in networks)

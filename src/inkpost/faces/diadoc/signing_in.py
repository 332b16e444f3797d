"""``Authenticate`` and ``AuthenticateConfirm``: the addresses where a token is got; nobody is a caller there yet."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Literal

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import auth, codec
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import Given, Query, read
from inkpost.faces.diadoc.routes import Raw
from inkpost.faces.kit.requests import WireRequest
from inkpost.operations import exchange_sessions
from inkpost.operations.exchange_sessions import Service, parsed, thumbprint_of
from inkpost.operations.kit import Services

_KEY, _USER = "x-diadoc-servicekey", "x-diadoc-serviceuserid"
_TEXT = "text/plain; charset=utf-8"
Handler = Callable[[Services, WireRequest, Given], Raw]


class Authenticate(Query, frozen=True):
    """``type``: how the person is proved."""

    type: Literal["password", "certificate", "trust"]


class Confirm(Query, frozen=True):
    """``token``: what was decrypted, in base64. ``thumbprint``: of which certificate, else it is the body."""

    token: str
    thumbprint: str = ""
    save_binding: bool = False


def authenticate(services: Services, wire: WireRequest, given: Given) -> Raw:
    """A token as text; for a certificate, what only its holder can read and confirm."""
    client = auth.client_id(wire.headers)
    match read(Authenticate, given).type:
        case "password":
            return _token(_by_password(services, wire, client))
        case "trust":
            return _token(exchange_sessions.by_service(services, client, _service(wire.headers) or _no_service()))
        case _:
            service = _service(wire.headers)
            hidden = exchange_sessions.challenge(services, client, wire.body, address=wire.address, service=service)
            return Raw(hidden)


def confirm(services: Services, wire: WireRequest, given: Given) -> Raw:
    """The token of who read what ``authenticate`` encrypted for his certificate."""
    client = auth.client_id(wire.headers)
    query = read(Confirm, given)
    thumbprint = query.thumbprint or thumbprint_of(parsed(wire.body))
    secret = _decoded(query.token)
    return _token(exchange_sessions.confirm(services, client, secret, thumbprint, bind=query.save_binding))


def _decoded(token: str) -> bytes:
    try:
        return base64.b64decode(token.replace(" ", "+"), validate=True)  # a plus that was not encoded is a space
    except (binascii.Error, ValueError):
        raise InkpostError(
            Reason.PARAMETER_INVALID, "The query parameter token takes base64", subject="token"
        ) from None


def _no_service() -> Service:
    raise InkpostError(
        Reason.NOT_AUTHENTICATED,
        "type=trust takes the headers X-Diadoc-ServiceKey and X-Diadoc-ServiceUserId",
        subject="service",
    )


def _by_password(services: Services, wire: WireRequest, client: str) -> str:
    given = codec.body(pb.LoginPassword, wire.body, wire.content_type)
    return exchange_sessions.by_password(
        services, client, given.Login, given.Password, address=wire.address, service=_service(wire.headers)
    )


def _service(headers: Mapping[str, str]) -> Service | None:
    """The trusted service that a request names, if it does."""
    key = headers.get(_KEY, "")
    return Service(key, headers.get(_USER, "")) if key else None


def _token(token: str) -> Raw:
    return Raw(token.encode(), media_type=_TEXT)


_PATHS = ("/v3/authenticate", "/v2/authenticate", "/authenticate")
ADDRESSES: Mapping[str, Mapping[str, Handler]] = {
    **{path: {"POST": authenticate} for path in _PATHS},
    **{f"{path}confirm": {"POST": confirm} for path in _PATHS},
}
"""By path in lower case and verb."""

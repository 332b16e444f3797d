"""``Authenticate`` and ``AuthenticateConfirm``: the addresses where a token is got; nobody is a caller there yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import auth, codec
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.codec import Encoding
from inkpost.faces.diadoc.queries import Given, Query, read
from inkpost.faces.diadoc.routes import Raw
from inkpost.faces.kit.requests import WireRequest
from inkpost.operations import exchange_sessions
from inkpost.operations.exchange_sessions import Service
from inkpost.operations.kit import Services

_KEY, _USER = "x-diadoc-servicekey", "x-diadoc-serviceuserid"
_TEXT = "text/plain; charset=utf-8"
Handler = Callable[[Services, WireRequest, Given], Raw]


class Authenticate(Query, frozen=True):
    """``type``: how the person is proved."""

    type: Literal["password", "certificate", "trust"]


def authenticate(services: Services, wire: WireRequest, given: Given) -> Raw:
    """A token as text; for a certificate, what only its holder can read and confirm."""
    client = auth.client_id(wire.headers)
    if read(Authenticate, given).type == "password":
        return _token(_by_password(services, wire, client))
    raise InkpostError(Reason.UNAVAILABLE)


def _by_password(services: Services, wire: WireRequest, client: str) -> str:
    encoding = codec.given_encoding(wire.content_type) or Encoding.PROTOBUF
    given = codec.read(pb.LoginPassword, wire.body, encoding)
    return exchange_sessions.by_password(
        services, client, given.Login, given.Password, address=wire.address, service=_service(wire.headers)
    )


def _service(headers: Mapping[str, str]) -> Service | None:
    """The trusted service that a request names, if it does."""
    key = headers.get(_KEY, "")
    return Service(key, headers.get(_USER, "")) if key else None


def _token(token: str) -> Raw:
    return Raw(token.encode(), media_type=_TEXT)


ADDRESSES: Mapping[str, Mapping[str, Handler]] = {
    "/v3/authenticate": {"POST": authenticate},
}
"""By path in lower case and verb."""

"""Who calls: ``DiadocAuth ddauth_api_client_id=…,ddauth_token=…``, or ``Bearer`` with a token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Caller
from inkpost.operations import exchange_sessions

SCHEME = "DiadocAuth"
CHALLENGES = (SCHEME, "Bearer")
_CLIENT, _TOKEN = "ddauth_api_client_id", "ddauth_token"
_HOW = f"send Authorization: {SCHEME} {_CLIENT}=…,{_TOKEN}=… or Authorization: Bearer …"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the Authorization header holds; empty where it does not."""

    client_id: str = ""
    token: str = ""
    bearer: bool = False


def given(headers: Mapping[str, str]) -> Credentials:
    """The credentials of a request. Names have no letter case; some clients break the header over lines."""
    kind, _, rest = headers.get("authorization", "").strip().partition(" ")
    if kind.lower() == "bearer":
        return Credentials(token=rest.strip(), bearer=True)
    if kind.lower() != SCHEME.lower():
        return Credentials()
    parts: dict[str, str] = {}
    for part in rest.split(","):
        name, _, value = part.partition("=")
        parts[name.strip().lower()] = value.strip().strip('"')
    return Credentials(parts.get(_CLIENT, ""), parts.get(_TOKEN, ""))


def authenticate(db: Connection, headers: Mapping[str, str], now: datetime) -> Caller:
    """The caller. Raises NOT_AUTHENTICATED, TOKEN_EXPIRED, and what stands in the way of everybody there."""
    found = given(headers)
    if not found.token:
        raise InkpostError(Reason.NOT_AUTHENTICATED, f"The request has no token: {_HOW}", subject="authorization")
    if found.bearer:
        return exchange_sessions.bearer_of(db, found.token, now)
    return exchange_sessions.caller_of(db, found.token, found.client_id, now)


def client_id(headers: Mapping[str, str]) -> str:
    """The client id of a request that signs in. Raises NOT_AUTHENTICATED."""
    found = given(headers).client_id
    if not found:
        raise InkpostError(
            Reason.NOT_AUTHENTICATED,
            f"The request names no client: send Authorization: {SCHEME} {_CLIENT}=…",
            subject="authorization",
        )
    return found

"""Who calls: a webhook in the path, or an access token in the query, the body or the Authorization header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Caller
from inkpost.model.secrets import digest
from inkpost.store import credentials, people

_USER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Path:
    """The path of a call taken apart: ``/rest/{user}/{secret}/{method}`` or ``/rest/{method}``."""

    method: str
    format: str = "json"
    user_id: int | None = None
    secret: str = ""


def read_path(path: str) -> Path:
    """Take the path apart; empty segments do not count, the method's letter case and suffix neither."""
    parts = [part for part in path.split("/") if part][1:]
    user_id, secret = None, ""
    if len(parts) >= 2 and _USER.fullmatch(parts[0]):
        user_id, secret, *parts = int(parts[0]), parts[1], *parts[2:]
    method = "/".join(parts).lower()
    for suffix in ("json", "xml"):
        if method.endswith(f".{suffix}"):
            return Path(method.removesuffix(f".{suffix}"), suffix, user_id, secret)
    return Path(method, "json", user_id, secret)


def authenticate(
    db: Connection, path: Path, params: Mapping[str, Any], headers: Mapping[str, str], now: datetime
) -> Caller:
    """The caller, once its secret is found good and its user may work.

    Raises NOT_AUTHENTICATED, TOKEN_EXPIRED, APPLICATION_CLOSED, USER_INACTIVE, and ORGANIZATION_CLOSED,
    ORGANIZATION_OVERLOADED, PLAN_WITHOUT_API for what stands in the way of everybody there.
    """
    if path.user_id is not None:
        caller = credentials.caller_by_webhook(db, path.user_id, digest(path.secret))
        if caller is None:
            raise _unknown()
        _admit(caller)
        return caller
    return _by_token(db, _token(params, headers), now)


def _token(params: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    given = params.get("auth") or params.get("access_token")
    if isinstance(given, Mapping):  # an event's own auth block, passed on as it came
        given = given.get("access_token")
    if isinstance(given, str) and given:
        return given
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _by_token(db: Connection, token: str, now: datetime) -> Caller:
    found = credentials.caller_by_token(db, digest(token)) if token else None
    if found is None:
        raise _unknown()
    if found.expires_at <= now:
        raise InkpostError(Reason.TOKEN_EXPIRED, "The access token has expired", subject="auth")
    _admit(found.caller)
    if found.open_to and not people.access_codes(db, found.caller.user.id).intersection(found.open_to):
        raise InkpostError(Reason.APPLICATION_CLOSED, "The application is not open to this user", subject="auth")
    return found.caller


def _admit(caller: Caller) -> None:
    organization = caller.organization
    if organization.closed:
        raise InkpostError(Reason.ORGANIZATION_CLOSED, "The portal is closed", subject="organization")
    if organization.overloaded:
        raise InkpostError(Reason.ORGANIZATION_OVERLOADED, "The portal is blocked", subject="organization")
    if not organization.api_in_plan:
        raise InkpostError(Reason.PLAN_WITHOUT_API, "The plan has no REST", subject="organization")
    if not caller.user.active:
        raise InkpostError(Reason.USER_INACTIVE, "The user is not active", subject="user")


def _unknown() -> InkpostError:
    return InkpostError(Reason.NOT_AUTHENTICATED, "Unknown access token or webhook", subject="auth")

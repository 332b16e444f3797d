"""Signing in to exchange: nobody is a caller yet, so these take the services and no right.

A program names itself by the client id of an application, whichever organisation registered it; who it acts for is
proved by a password, by a certificate's private key, or by a trusted service that the person was bound to before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import network_of
from inkpost.model.people import Caller
from inkpost.model.secrets import digest, new_secret, same
from inkpost.operations.kit import Services
from inkpost.operations.passwords import matches
from inkpost.operations.sessions import HERE, PERSON, PERSON_FROM_HERE, person_for_sign_in
from inkpost.store import credentials, exchange_access, people
from inkpost.store.credentials import Application

TOKEN_SECONDS = 24 * 3600
TOKEN_LENGTH = 64
LONGEST_SERVICE_USER = 200


@dataclass(frozen=True, slots=True)
class Service:
    """A trusted service: the secret of the application, and what it calls the person."""

    key: str
    user: str


def by_password(
    services: Services, client_id: str, login: str, password: str, *, address: str, service: Service | None = None
) -> str:
    """A token for a login and its password; a trusted service's user is bound to it.

    An unknown login, a wrong password and a person who may not sign in get one answer. Raises NOT_AUTHENTICATED, and
    TOO_MANY_REQUESTS (``passwords.Braked``) to who guesses.
    """
    application = client(services, client_id)
    if service is not None:
        check_service(application, service)
    login, here = login.strip(), network_of(address)
    person, stored = person_for_sign_in(services, login)
    keys = ((PERSON_FROM_HERE, f"{login}\n{here}"), (PERSON, login), (HERE, here))
    if not matches(services, password, stored, *keys) or person is None:
        raise InkpostError(Reason.NOT_AUTHENTICATED, "The login or the password is wrong", subject="login")
    with services.engine.begin() as db:
        if service is not None:
            exchange_access.bind(db, application.id, service.user, person)
        return issue(services, db, application.id, person)


def client(services: Services, client_id: str) -> Application:
    """The application that a client id names. Raises NOT_AUTHENTICATED."""
    with services.engine.begin() as db:
        found = credentials.application(db, client_id=client_id) if client_id and "\0" not in client_id else None
    if found is None:
        raise InkpostError(
            Reason.NOT_AUTHENTICATED,
            "The client id is unknown: use the client id of an application that is registered on this server",
            subject="client",
        )
    return found


def check_service(application: Application, service: Service) -> None:
    """Whether a trusted service is what it says. Raises NOT_AUTHENTICATED, PARAMETER_INVALID."""
    if not service.user or len(service.user) > LONGEST_SERVICE_USER or "\0" in service.user:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"The trusted service's user is a text of 1 to {LONGEST_SERVICE_USER} characters",
            subject="service",
        )
    if not same(service.key, application.secret_hash):
        raise InkpostError(Reason.NOT_AUTHENTICATED, "The trusted service's key is wrong", subject="service")


def issue(services: Services, db: Connection, application_id: int, user_id: int) -> str:
    """A new token for a user, shown once."""
    token, now = new_secret(TOKEN_LENGTH), services.clock()
    exchange_access.add_token(db, digest(token), application_id, user_id, now + timedelta(seconds=TOKEN_SECONDS))
    people.set_user(db, user_id, last_seen_at=now)
    return token


def caller_of(db: Connection, token: str, now: datetime) -> Caller:
    """Whose a token is. Raises NOT_AUTHENTICATED, TOKEN_EXPIRED, and what stands in the way of everybody there."""
    found = exchange_access.holder(db, digest(token)) if token else None
    if found is None:
        raise InkpostError(
            Reason.NOT_AUTHENTICATED, "The token is unknown: sign in with POST /V3/Authenticate", subject="token"
        )
    if found.expires_at <= now:
        raise InkpostError(
            Reason.TOKEN_EXPIRED, "The token has expired: sign in again with POST /V3/Authenticate", subject="token"
        )
    admit(found.caller)
    return found.caller


def admit(caller: Caller) -> None:
    """Refuse a person or an organisation that may not work here now. Raises USER_INACTIVE, ORGANIZATION_CLOSED …"""
    organization = caller.organization
    if organization.closed:
        raise InkpostError(Reason.ORGANIZATION_CLOSED, "The organisation is closed", subject="organization")
    if organization.overloaded:
        raise InkpostError(
            Reason.ORGANIZATION_OVERLOADED, "The organisation is blocked because of its load", subject="organization"
        )
    if not organization.api_in_plan:
        raise InkpostError(
            Reason.PLAN_WITHOUT_API, "The organisation's plan has no programming interface", subject="organization"
        )
    if not caller.user.active:
        raise InkpostError(Reason.USER_INACTIVE, "The user is not active", subject="user")

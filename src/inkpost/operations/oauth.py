"""OAuth 2: a signed-in person lets an application in, and the application's tokens from then on.

No caller stands behind these acts but the application itself, so each proves who asks and is one transaction. What is
refused names its part as the subject: ``client``, ``secret``, ``code``, ``refresh_token``, ``access_token``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Caller, Organization, User
from inkpost.model.secrets import digest, new_secret, same
from inkpost.operations.kit import Services
from inkpost.store import credentials, people
from inkpost.store.credentials import Application

CODE_SECONDS = 30
ACCESS_SECONDS = 3600
REFRESH_SECONDS = 180 * 86400
TOKEN_LENGTH = 70
KEPT_DAYS = 30
"""How long a used-up pair is remembered, so that its access token is told to be expired rather than unknown."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A code for an application, and where the person's browser takes it; no address: the person does."""

    application: Application
    organization: Organization
    code: str
    redirect_url: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A pair of tokens, shown once, and whose it is."""

    access_token: str
    refresh_token: str
    expires_at: datetime
    application: Application
    organization: Organization
    user: User
    scopes: list[str]


@dataclass(frozen=True, slots=True)
class Described:
    """What an access token stands for."""

    application: Application
    caller: Caller
    expires_at: datetime


def grant(services: Services, caller: Caller, client_id: str, *, redirect_url: str = "") -> Grant:
    """A code with which the application gets the caller's tokens, once and within 30 seconds.

    ``redirect_url`` chooses among the application's registered addresses, the first by default. Raises NOT_FOUND for
    an application that the caller's organisation does not have, PARAMETER_INVALID for an address that is not
    registered, APPLICATION_CLOSED, and what stands in the way of the caller's whole organisation.
    """
    code = new_secret(TOKEN_LENGTH)
    with services.engine.begin() as db:
        application = credentials.application(db, client_id=client_id)
        if application is None or application.organization_id != caller.organization.id:
            raise InkpostError(Reason.NOT_FOUND, "Application not found", subject="client")
        chosen = _registered(application, redirect_url)
        _admit(db, application, caller.organization, caller.user)
        credentials.add_code(
            db,
            code_hash=digest(code),
            application_id=application.id,
            user_id=caller.user.id,
            redirect_url=chosen,
            expires_at=services.clock() + timedelta(seconds=CODE_SECONDS),
        )
    return Grant(application, caller.organization, code, chosen)


def exchange(services: Services, client_id: str, client_secret: str, code: str) -> Issued:
    """The first pair of tokens for a code. Raises NOT_AUTHENTICATED, and what ``grant`` raises."""
    now = services.clock()
    with services.engine.begin() as db:
        application = _client(db, client_id, client_secret)
        used = credentials.use_code(db, digest(code), application.id, now)
        if used is None:
            raise _unknown("code")
        return issue(db, application, used.user_id, now)


def refresh(services: Services, client_id: str, client_secret: str, refresh_token: str) -> Issued:
    """The next pair of tokens. The refresh token is used up by it; the access token before it lives out its hour.

    Raises NOT_AUTHENTICATED for a token that is unknown, used or too old, and what ``grant`` raises.
    """
    now = services.clock()
    with services.engine.begin() as db:
        application = _client(db, client_id, client_secret)
        found = credentials.use_refresh(db, digest(refresh_token), application.id, now)
        if found is None:
            raise _unknown("refresh_token")
        credentials.forget_tokens(db, application.id, found.user_id, now - timedelta(days=KEPT_DAYS))
        return issue(db, application, found.user_id, now)


def describe(services: Services, access_token: str) -> Described:
    """The application and the user of an access token. Raises NOT_AUTHENTICATED, TOKEN_EXPIRED."""
    with services.engine.begin() as db:
        found = credentials.caller_by_token(db, digest(access_token))
        application = credentials.application(db, application_id=found.caller.application_id) if found else None
        if found is None or application is None:
            raise _unknown("access_token")
        if found.expires_at <= services.clock():
            raise InkpostError(Reason.TOKEN_EXPIRED, "The access token has expired", subject="access_token")
        _admit(db, application, found.caller.organization, found.caller.user)
        return Described(application, found.caller, found.expires_at)


def issue(db: Connection, application: Application, user_id: int, now: datetime) -> Issued:
    """A pair of tokens in the caller's transaction, for a user of the application's organisation."""
    organization = people.organization(db, application.organization_id)
    user = people.user(db, application.organization_id, user_id)
    if organization is None or user is None:
        raise InkpostError(Reason.NOT_FOUND, f"The portal has no user {user_id}", subject="user")
    _admit(db, application, organization, user)
    access, following = new_secret(TOKEN_LENGTH), new_secret(TOKEN_LENGTH)
    expires_at = now + timedelta(seconds=ACCESS_SECONDS)
    credentials.add_token(
        db,
        access_hash=digest(access),
        refresh_hash=digest(following),
        organization_id=organization.id,
        application_id=application.id,
        user_id=user.id,
        scopes=application.scopes,
        expires_at=expires_at,
        refresh_expires_at=now + timedelta(seconds=REFRESH_SECONDS),
    )
    return Issued(access, following, expires_at, application, organization, user, application.scopes)


def _client(db: Connection, client_id: str, client_secret: str) -> Application:
    application = credentials.application(db, client_id=client_id, removed=True)
    if application is None:
        raise _unknown("client")
    if not same(client_secret, application.secret_hash):
        raise _unknown("secret")
    if application.removed_at is not None:
        raise InkpostError(Reason.NOT_FOUND, "Application not installed", subject="client")
    return application


def _registered(application: Application, wanted: str) -> str:
    if wanted and wanted not in application.redirect_urls:
        raise InkpostError(
            Reason.PARAMETER_INVALID, "The redirect address is not one of the application's", subject="redirect_uri"
        )
    return wanted or next(iter(application.redirect_urls), "")


def _admit(db: Connection, application: Application, organization: Organization, user: User) -> None:
    if organization.closed:
        raise InkpostError(Reason.ORGANIZATION_CLOSED, "The portal is closed", subject="organization")
    if not organization.api_in_plan:
        raise InkpostError(Reason.PLAN_WITHOUT_API, "The plan has no REST", subject="organization")
    if not user.active:
        raise InkpostError(Reason.USER_INACTIVE, "The user is not active", subject="user")
    if application.open_to and not people.access_codes(db, user.id).intersection(application.open_to):
        raise InkpostError(Reason.APPLICATION_CLOSED, "The application is not open to this user", subject="application")


def _unknown(subject: str) -> InkpostError:
    return InkpostError(Reason.NOT_AUTHENTICATED, f"The {subject} is not valid", subject=subject)

"""Signing in and out: nobody is a caller yet, so these take the services and no right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import Brake, network_of
from inkpost.model.people import Caller
from inkpost.model.secrets import digest, new_secret
from inkpost.operations.kit import Services
from inkpost.operations.passwords import matches
from inkpost.store import credentials, people

SESSION_SECONDS = 30 * 86400
PERSON_FROM_HERE = Brake("sign-in of a login from an address", size=5, seconds=60)
PERSON = Brake("sign-in of a login", size=50, seconds=60)
HERE = Brake("sign-in from an address", size=100, seconds=6)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person's token, shown once, and until when it holds."""

    token: str
    expires_at: datetime


def sign_in(services: Services, login: str, password: str, *, address: str) -> Session:
    """Begin a session. An unknown login, a wrong password and a person who may not sign in get one answer.

    Raises NOT_AUTHENTICATED, and TOO_MANY_REQUESTS (``passwords.Braked``) to who guesses.
    """
    login, here = login.strip(), network_of(address)
    keys = ((PERSON_FROM_HERE, f"{login}\n{here}"), (PERSON, login), (HERE, here))
    person, stored = person_for_sign_in(services, login)
    if not matches(services, password, stored, *keys) or person is None:
        raise InkpostError(Reason.NOT_AUTHENTICATED, "The login or the password is wrong", subject="login")
    token, now = new_secret(40), services.clock()
    expires_at = now + timedelta(seconds=SESSION_SECONDS)
    with services.engine.begin() as db:
        credentials.remove_old_sessions(db, person, now)
        credentials.add_session(db, digest(token), person, expires_at)
        people.set_user(db, person, last_seen_at=now)
    return Session(token, expires_at)


def sign_out(services: Services, token: str) -> None:
    """End a session; one that is not there has ended already."""
    with services.engine.begin() as db:
        credentials.remove_session(db, digest(token))


def caller_of(services: Services, token: str) -> Caller | None:
    """Who is signed in with a token: nobody once it has expired, the person was dismissed or the portal closed."""
    if not token:
        return None
    with services.engine.begin() as db:
        caller = credentials.caller_by_session(db, digest(token), services.clock())
    return caller if caller is not None and caller.user.active and not caller.organization.closed else None


def person_for_sign_in(services: Services, login: str) -> tuple[int | None, str | None]:
    """The number and the stored password of a person who may sign in; nothing for anybody else."""
    if "\0" in login:  # no text of PostgreSQL's holds one
        return None, None
    with services.engine.begin() as db:
        found = people.user_for_sign_in(db, login)
        if found is None:
            return None, None
        user, stored = found
        organization = people.organization(db, user.organization_id)
    usable = user.active and organization is not None and not organization.closed
    return (user.id, stored) if usable else (None, None)

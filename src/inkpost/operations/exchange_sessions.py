"""Signing in to exchange: nobody is a caller yet, so these take the services and no right.

A program names itself by the client id of an application, whichever organisation registered it; who it acts for is
proved by a password, by a certificate's private key, or by a trusted service that the person was bound to before.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection

from inkpost.engines.sign.enveloped import NotEncryptable, enveloped
from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import Brake, network_of
from inkpost.model.people import Caller
from inkpost.model.secrets import digest, new_secret, same
from inkpost.operations.kit import Services
from inkpost.operations.passwords import count, matches
from inkpost.operations.sessions import HERE, PERSON, PERSON_FROM_HERE, person_for_sign_in
from inkpost.store import credentials, exchange_access, people, signing_people, trust
from inkpost.store.credentials import Application, TokenFound
from inkpost.store.exchange_access import TokenHolder
from inkpost.store.signing_people import SignerCertificate

SCOPE = "exchange"
"""What an application needs so that its OAuth tokens are good here too."""
TOKEN_SECONDS = 24 * 3600
TOKEN_LENGTH = 64
CHALLENGE_SECONDS = 300
CHALLENGE_SIZE = 32
LARGEST_CERTIFICATE = 64 * 1024
CERTIFICATES = Brake("sign-in by certificate from an address", size=100, seconds=1)
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


def challenge(
    services: Services, client_id: str, content: bytes, *, address: str, service: Service | None = None
) -> bytes:
    """Bytes that the private key of the certificate opens; ``confirm`` takes what they hold, for five minutes.

    Raises NOT_AUTHENTICATED for a certificate that no active user has, PARAMETER_INVALID for what is none or of a kind
    that nothing can be encrypted for, TOO_MANY_REQUESTS.
    """
    application = client(services, client_id)
    if service is not None:
        check_service(application, service)
    count(services, (CERTIFICATES, network_of(address)))
    certificate = parsed(content)
    now, secret = services.clock(), os.urandom(CHALLENGE_SIZE)
    with services.engine.begin() as db:
        known = _usable(db, certificate, now)
        try:
            hidden = enveloped(secret, certificate)
        except NotEncryptable:
            raise _invalid("The certificate's key is of a kind that is not supported here: RSA and EC are") from None
        exchange_access.add_challenge(
            db,
            secret_hash=hashlib.sha256(secret).digest(),
            application_id=application.id,
            certificate_id=known.id,
            service_user=service.user if service else None,
            expires_at=now + timedelta(seconds=CHALLENGE_SECONDS),
        )
    return hidden


def confirm(services: Services, client_id: str, secret: bytes, thumbprint: str, *, bind: bool = False) -> str:
    """A token for who could read a challenge, once. ``bind`` it to the trusted service that asked for the challenge.

    Raises NOT_AUTHENTICATED, PARAMETER_INVALID where no trusted service asked.
    """
    application, now = client(services, client_id), services.clock()
    with services.engine.begin() as db:
        used = exchange_access.use_challenge(db, hashlib.sha256(secret).digest(), application.id, now)
        certificate = parsed(used.certificate.content) if used else None
        if used is None or certificate is None or thumbprint_of(certificate) != thumbprint.upper():
            raise InkpostError(
                Reason.NOT_AUTHENTICATED,
                "The token is not what was encrypted for this certificate, or older than 5 minutes, or was used before",
                subject="token",
            )
        holder = _usable(db, certificate, now)
        if bind and used.service_user is None:
            raise InkpostError(
                Reason.PARAMETER_INVALID,
                "saveBinding takes the trusted service's key and user at Authenticate",
                subject="saveBinding",
            )
        if bind and used.service_user is not None:
            exchange_access.bind(db, application.id, used.service_user, holder.user_id)
        return issue(services, db, application.id, holder.user_id)


def by_service(services: Services, client_id: str, service: Service) -> str:
    """A token for whom a trusted service's user was bound to before. Raises NOT_AUTHENTICATED, PARAMETER_INVALID."""
    application = client(services, client_id)
    check_service(application, service)
    with services.engine.begin() as db:
        user = exchange_access.bound(db, application.id, service.user)
        if user is None or not people.may_sign_in(db, user):
            raise InkpostError(
                Reason.NOT_AUTHENTICATED,
                "The trusted service's user is bound to nobody: sign in once by password or certificate with its key",
                subject="service",
            )
        return issue(services, db, application.id, user)


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


def caller_of(db: Connection, token: str, client_id: str, now: datetime) -> Caller:
    """Whose a token is that the program ``client_id`` got.

    Raises NOT_AUTHENTICATED, TOKEN_EXPIRED, APPLICATION_CLOSED, and what stands in the way of everybody there.
    """
    found = exchange_access.holder(db, digest(token))
    if found is None:
        raise _unknown_token()
    if found.client_id != client_id:
        raise InkpostError(Reason.NOT_AUTHENTICATED, "The token was given to another client id", subject="client")
    return _admitted(db, found, now)


def bearer_of(db: Connection, token: str, now: datetime) -> Caller:
    """Whose a token is, whichever program got it: one of exchange, or one of OAuth 2 with the scope ``exchange``.

    Raises what ``caller_of`` raises, SCOPE_MISSING.
    """
    found = exchange_access.holder(db, digest(token))
    if found is not None:
        return _admitted(db, found, now)
    granted = credentials.caller_by_token(db, digest(token))
    if granted is None:
        raise _unknown_token()
    caller = _admitted(db, granted, now)
    if SCOPE not in caller.scopes:
        raise InkpostError(
            Reason.SCOPE_MISSING, f"The application has not the scope {SCOPE}, which this takes", subject="scope"
        )
    return caller


def _admitted(db: Connection, found: TokenHolder | TokenFound, now: datetime) -> Caller:
    if found.expires_at <= now:
        raise InkpostError(Reason.TOKEN_EXPIRED, "The token has expired: sign in again", subject="token")
    admit(found.caller)
    if found.open_to and not people.access_codes(db, found.caller.user.id).intersection(found.open_to):
        raise InkpostError(Reason.APPLICATION_CLOSED, "The application is not open to this user", subject="client")
    return found.caller


def _unknown_token() -> InkpostError:
    return InkpostError(Reason.NOT_AUTHENTICATED, "The token is unknown: sign in to get one", subject="token")


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


def parsed(content: bytes) -> x509.Certificate:
    """A certificate out of DER or PEM. Raises PARAMETER_INVALID."""
    try:
        if len(content) > LARGEST_CERTIFICATE:
            raise ValueError
        pem = content.lstrip().startswith(b"-----BEGIN")
        return x509.load_pem_x509_certificate(content) if pem else x509.load_der_x509_certificate(content)
    except Exception:  # its parts are parsed by code that raises many kinds of faults
        raise _invalid("This is no X.509 certificate (DER or PEM)") from None


def thumbprint_of(certificate: x509.Certificate) -> str:
    """SHA-1 of the certificate in upper-case hexadecimal: how programs name one, no protection."""
    return certificate.fingerprint(hashes.SHA1()).hex().upper()  # noqa: S303


def _usable(db: Connection, certificate: x509.Certificate, now: datetime) -> SignerCertificate:
    """Whose a certificate is that holds now: of those who may sign in, who said so first. Raises NOT_AUTHENTICATED."""
    revoked = trust.is_revoked(db, certificate.public_bytes(Encoding.DER), format(certificate.serial_number, "x"))
    if certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc and not revoked:
        for record in signing_people.everybodys(db, certificate.fingerprint(hashes.SHA256())):
            if people.may_sign_in(db, record.user_id):
                return record
    raise InkpostError(
        Reason.NOT_AUTHENTICATED,
        f"The certificate {thumbprint_of(certificate)} is not known to be a user's, is not valid now or was revoked: "
        "register a valid one",
        subject="certificate",
    )


def _invalid(message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject="certificate")

"""What the operator of the machine does from the command line: no caller, so no right; each act one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from inkpost.config import Limits
from inkpost.errors import InkpostError, Reason
from inkpost.model.access import MEANINGS, is_code
from inkpost.model.departments import Department
from inkpost.model.people import Organization, User
from inkpost.model.secrets import digest, hash_password, new_secret
from inkpost.model.tax_numbers import kpp_fault
from inkpost.model.timezones import is_timezone
from inkpost.operations import oauth
from inkpost.operations.kit import Services
from inkpost.operations.oauth import ACCESS_SECONDS as ACCESS_SECONDS
from inkpost.store import (
    credentials,
    crm_directories,
    crm_presets,
    event_handlers,
    exchange_access,
    offline_events,
    people,
    roles,
)
from inkpost.store.credentials import Application, Webhook

T = TypeVar("T")
LIMITS = ("", *(limits.value for limits in Limits))
GROUP_ROLES = ("member", "moderator", "owner")


@dataclass(frozen=True, slots=True)
class NewApplication:
    """An application with its secrets, which are shown once."""

    id: int
    client_id: str
    client_secret: str
    application_token: str


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """A webhook with its secret, which is shown once."""

    id: int
    user_id: int
    secret: str


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token and the refresh token that follows it; shown once."""

    access_token: str
    refresh_token: str


def add_organization(services: Services, name: str, *, timezone: str = "UTC", language: str = "en") -> int:
    """A new organisation with its default roles; answers its id. Raises PARAMETER_INVALID."""
    with services.engine.begin() as db:
        return record_organization(db, name, timezone=timezone, language=language)


def record_organization(db: Connection, name: str, *, timezone: str, language: str) -> int:
    """The same within a transaction."""
    _check_organization({"name": name, "timezone": timezone})
    number = people.add_organization(db, name=name, timezone=timezone, language=language)
    roles.add_defaults(db, number)
    crm_presets.add_defaults(db, number)
    crm_directories.add_defaults(db, number, language)
    return number


def set_organization(services: Services, organization_id: int, **values: Any) -> Organization:
    """Change what is set of an organisation. Raises NOT_FOUND, PARAMETER_INVALID."""
    _check_organization(values)
    with services.engine.begin() as db:
        if not values:
            return _organization(db, organization_id)
        return _found(people.set_organization(db, organization_id, **values), "portal", organization_id)


def organization(services: Services, organization_id: int) -> Organization:
    """One organisation. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        return _organization(db, organization_id)


def organizations(services: Services) -> list[Organization]:
    """Every organisation."""
    with services.engine.begin() as db:
        return people.all_organizations(db)


def add_user(
    services: Services,
    organization_id: int,
    login: str,
    *,
    password: str | None = None,
    admin: bool = False,
    departments: Sequence[int] = (),
    **values: Any,
) -> int:
    """A new user; answers the id. Raises CONFLICT for a login that is taken, NOT_FOUND for an unknown portal."""
    _check_filled("login", login)
    try:
        with services.engine.begin() as db:
            _organization(db, organization_id)
            number = people.add_user(
                db,
                organization_id=organization_id,
                login=login,
                password_hash=hash_password(password) if password else None,
                admin=admin,
                **values,
            )
            for department in departments:
                _check_department(db, organization_id, department)
                people.add_to_department(db, department, number)
            return number
    except IntegrityError as fault:
        raise _conflict(f"The login {login!r} is taken", fault) from None


def set_user(services: Services, organization_id: int, user_id: int, **values: Any) -> User:
    """Change a user; ``password`` (text) is stored hashed. Raises NOT_FOUND.

    A new password and deactivation end the user's sessions, those of programs in exchange too.
    """
    password = values.pop("password", None)
    if password:
        values["password_hash"] = hash_password(password)
    with services.engine.begin() as db:
        _user(db, organization_id, user_id)
        if values:
            people.set_user(db, user_id, **values)
        if password or values.get("active") is False:
            credentials.remove_sessions(db, user_id)
            exchange_access.remove_tokens(db, user_id)
        return _user(db, organization_id, user_id)


def users(services: Services, organization_id: int) -> list[User]:
    """The users of an organisation. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _organization(db, organization_id)
        return people.users_of(db, organization_id)


def departments(services: Services, organization_id: int) -> list[Department]:
    """The departments of an organisation, oldest first. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _organization(db, organization_id)
        return people.all_departments(db, organization_id)


def add_department(
    services: Services, organization_id: int, name: str, *, parent: int | None = None, **values: str
) -> int:
    """A new department below ``parent``; answers its id. ``values``: ``abbreviation``, ``kpp``.

    Raises NOT_FOUND, PARAMETER_INVALID.
    """
    _check_filled("name", name)
    if values.get("kpp") and kpp_fault(values["kpp"]):
        raise _invalid("kpp", f"kpp is {values['kpp']!r}: it {kpp_fault(values['kpp'])}")
    with services.engine.begin() as db:
        _organization(db, organization_id)
        if parent is not None:
            _check_department(db, organization_id, parent)
        return people.add_department(db, organization_id=organization_id, name=name, parent_id=parent, **values)


def add_group(
    services: Services,
    organization_id: int,
    name: str,
    *,
    workgroup: bool = False,
    members: Mapping[int, str] | None = None,
) -> int:
    """A new group, or a workgroup, whose members have roles (owner, moderator, member); answers its id.

    Raises NOT_FOUND, PARAMETER_INVALID.
    """
    _check_filled("name", name)
    with services.engine.begin() as db:
        _organization(db, organization_id)
        number = people.add_group(db, organization_id=organization_id, name=name, workgroup=workgroup)
        for user_id, role in (members or {}).items():
            _check_choice("role", role, GROUP_ROLES)
            _user(db, organization_id, user_id)
            people.add_to_group(db, number, user_id, role)
        return number


def add_webhook(
    services: Services, organization_id: int, user_id: int, *, scopes: Sequence[str], title: str = ""
) -> str:
    """A new incoming webhook of a user; answers its secret, which is not kept. Raises NOT_FOUND."""
    return create_webhook(services, organization_id, user_id, scopes=scopes, title=title).secret


def create_webhook(
    services: Services, organization_id: int, user_id: int, *, scopes: Sequence[str], title: str = ""
) -> NewWebhook:
    """The same, with the webhook's number."""
    secret = new_secret(32)
    with services.engine.begin() as db:
        _user(db, organization_id, user_id)
        number = credentials.add_webhook(db, organization_id, user_id, digest(secret), scopes, title)
    return NewWebhook(number, user_id, secret)


def webhooks(services: Services, organization_id: int) -> list[Webhook]:
    """The webhooks of an organisation. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _organization(db, organization_id)
        return credentials.webhooks_of(db, organization_id)


def revoke_webhook(services: Services, organization_id: int, webhook_id: int) -> None:
    """Switch a webhook off for good. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        revoked = credentials.revoke_webhook(db, organization_id, webhook_id, services.clock())
        _found(revoked or None, "webhook", webhook_id)


def add_application(
    services: Services,
    organization_id: int,
    name: str,
    *,
    scopes: Sequence[str],
    redirect_urls: Sequence[str] = (),
    open_to: Sequence[str] = (),
) -> NewApplication:
    """A new OAuth application; without ``open_to`` it is open to everybody in the portal.

    Raises NOT_FOUND, PARAMETER_INVALID.
    """
    _check_filled("name", name)
    _check_codes(open_to)
    for url in redirect_urls:
        _check_redirect(url)
    client_id, secret, token = f"local.{new_secret(24)}", new_secret(48), new_secret(32)
    with services.engine.begin() as db:
        _organization(db, organization_id)
        number = credentials.add_application(
            db,
            organization_id=organization_id,
            client_id=client_id,
            secret_hash=digest(secret),
            name=name,
            code=client_id,
            scopes=list(scopes),
            redirect_urls=list(redirect_urls),
            open_to=list(open_to),
            application_token=token,
        )
    return NewApplication(number, client_id, secret, token)


def applications(services: Services, organization_id: int) -> list[Application]:
    """The applications of an organisation. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _organization(db, organization_id)
        return credentials.applications_of(db, organization_id)


def application(services: Services, organization_id: int, client_id: str) -> Application:
    """One application. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        return _application(db, organization_id, client_id)


def open_application(services: Services, organization_id: int, client_id: str, open_to: Sequence[str]) -> None:
    """Say who may use an application; nobody named: everybody. Raises NOT_FOUND, PARAMETER_INVALID."""
    _check_codes(open_to)
    with services.engine.begin() as db:
        found = _application(db, organization_id, client_id)
        credentials.set_application(db, found.id, open_to=list(open_to))


def remove_application(services: Services, organization_id: int, client_id: str) -> None:
    """Take an application away; its tokens, codes and handlers die with it. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        found = _application(db, organization_id, client_id)
        credentials.set_application(db, found.id, removed_at=services.clock())
        credentials.remove_tokens(db, found.id)
        event_handlers.remove_of_application(db, found.id)
        offline_events.forget_all(db, found.id)


def issue_token(services: Services, application_id: int, user_id: int) -> TokenPair:
    """A pair of tokens for a user of the application's portal, as if the user had just let it in.

    Raises NOT_FOUND, USER_INACTIVE, APPLICATION_CLOSED.
    """
    with services.engine.begin() as db:
        known = _found(credentials.application(db, application_id=application_id), "application", application_id)
        issued = oauth.issue(db, known, user_id, services.clock())
    return TokenPair(issued.access_token, issued.refresh_token)


def _organization(db: Connection, number: int) -> Organization:
    return _found(people.organization(db, number), "portal", number)


def _user(db: Connection, organization_id: int, number: int) -> User:
    return _found(people.user(db, organization_id, number), f"user of the portal {organization_id}", number)


def _application(db: Connection, organization_id: int, client_id: str) -> Application:
    found = credentials.application(db, client_id=client_id)
    mine = found if found and found.organization_id == organization_id else None
    return _found(mine, f"application of the portal {organization_id}", client_id)


def _found(thing: T | None, kind: str, key: object) -> T:
    if thing is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no {kind} {key}", subject=kind.partition(" ")[0])
    return thing


def _check_organization(values: Mapping[str, Any]) -> None:
    if "name" in values:
        _check_filled("name", values["name"])
    if "timezone" in values:
        _check_timezone(values["timezone"])
    if "limits" in values:
        _check_choice("limits", values["limits"], LIMITS)


def _check_department(db: Connection, organization_id: int, number: int) -> None:
    _found(people.department(db, organization_id, number), f"department of the portal {organization_id}", number)


def _check_filled(field: str, text: str) -> None:
    if not text.strip():
        raise _invalid(field, f"The {field} is empty")


def _check_choice(field: str, text: str, valid: Sequence[str]) -> None:
    if text not in valid:
        raise _invalid(field, f"The {field} is {text!r}: valid are {', '.join(each or 'nothing' for each in valid)}")


def _check_timezone(name: str) -> None:
    if not is_timezone(name):
        raise _invalid("timezone", f"{name!r} is no timezone: it takes a name such as Europe/Berlin")


def _check_codes(codes: Sequence[str]) -> None:
    wrong = [code for code in codes if not is_code(code)]
    if wrong:
        raise _invalid("open_to", f"{wrong[0]!r} is no access code: valid are {MEANINGS}")


def _check_redirect(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.fragment or parts.username:
        raise _invalid(
            "redirect_urls", f"{url!r} is no redirect address: it takes one such as https://app.example.com/back"
        )


def _invalid(field: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=field)


def _conflict(message: str, fault: IntegrityError) -> InkpostError:
    return InkpostError(Reason.CONFLICT, message, subject="record", detail=str(fault.orig))

"""Webhooks, applications, tokens, codes and sessions: found by the hash of their secret, never by the secret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from inkpost.model.people import Authentication, Caller, Organization, User
from inkpost.store.rows import value
from inkpost.store.tables import applications, authorization_codes, organizations, sessions, tokens, users, webhooks

_ORGANIZATION = [organizations.c[each.name].label(f"organization__{each.name}") for each in fields(Organization)]
_GUID = [each.name for each in fields(Organization)].index("guid")
_USER = [users.c[each.name].label(f"user__{each.name}") for each in fields(User)]


def callers(source: FromClause, *columns: ColumnElement[Any]) -> Select[Any]:
    """The rows of a table that has a ``user_id``, with what ``people_of`` reads; other columns come first."""
    return select(*columns, *_USER, *_ORGANIZATION).select_from(
        source.join(users, source.c.user_id == users.c.id).join(
            organizations, users.c.organization_id == organizations.c.id
        )
    )


_USED = datetime.fromtimestamp(0, UTC)
_BY_WEBHOOK = callers(webhooks, webhooks.c.id, webhooks.c.scopes).where(
    webhooks.c.secret_hash == bindparam("secret_hash"),
    webhooks.c.user_id == bindparam("user_id"),
    webhooks.c.revoked_at.is_(None),
)  # every call runs this: built once, for composing it costs as much as running it
_BY_SESSION = callers(sessions, sessions.c.expires_at)


@dataclass(frozen=True, slots=True)
class Application:
    """An OAuth application of an organisation; ``open_to`` are access codes, none means everybody."""

    id: int
    organization_id: int
    client_id: str
    secret_hash: bytes
    name: str
    code: str
    scopes: list[str]
    redirect_urls: list[str]
    open_to: list[str]
    application_token: str | None
    version: int
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Webhook:
    """An incoming webhook of a user; ``revoked_at`` is when it was switched off for good."""

    id: int
    organization_id: int
    user_id: int
    scopes: list[str]
    title: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class TokenFound:
    """An access token's caller with what decides whether it is good."""

    caller: Caller
    expires_at: datetime
    open_to: list[str]


def people_of(row: Row[Any]) -> tuple[Organization, User]:
    """The last columns of a row, which stand in the order of the fields: first the user's, then the organisation's."""
    values = list(row)
    middle = len(values) - len(_ORGANIZATION)
    values[middle + _GUID] = str(values[middle + _GUID])
    return Organization(*values[middle:]), User(*values[middle - len(_USER) : middle])


def caller_in(row: Row[Any], kind: Authentication, name: str, scopes: Iterable[str] = (), **more: Any) -> Caller:
    """The caller out of a row of ``callers``, who came in this way and is counted under this name."""
    organization, user = people_of(row)
    return Caller(organization, user, kind, name, frozenset(scopes), **more)


def caller_by_webhook(db: Connection, user_id: int, secret_hash: bytes) -> Caller | None:
    """Who calls with this webhook; nobody if it is unknown, revoked or another user's."""
    row = db.execute(_BY_WEBHOOK, {"secret_hash": secret_hash, "user_id": user_id}).first()
    if row is None:
        return None
    return caller_in(row, Authentication.WEBHOOK, f"webhook:{row.id}", row.scopes)


def caller_by_session(db: Connection, token_hash: bytes, now: datetime) -> Caller | None:
    """Who is signed in with this session."""
    row = db.execute(_BY_SESSION.where(sessions.c.token_hash == token_hash, sessions.c.expires_at > now)).first()
    return caller_in(row, Authentication.SESSION, f"session:{row.user__id}") if row else None


_BY_TOKEN = (
    callers(tokens, tokens.c.application_id, tokens.c.scopes, tokens.c.expires_at, applications.c.open_to)
    .join(applications, tokens.c.application_id == applications.c.id)
    .where(tokens.c.access_hash == bindparam("access_hash"), applications.c.removed_at.is_(None))
)


def caller_by_token(db: Connection, access_hash: bytes) -> TokenFound | None:
    """Who calls with this access token, expired or not; the application must still be there."""
    row = db.execute(_BY_TOKEN, {"access_hash": access_hash}).first()
    if row is None:
        return None
    more = {"application_id": row.application_id, "token_expires_at": row.expires_at}
    name = f"application:{row.application_id}"
    caller = caller_in(row, Authentication.APPLICATION, name, row.scopes, **more)
    return TokenFound(caller, row.expires_at, row.open_to)


def caller_as_user(db: Connection, organization_id: int, user_id: int) -> Caller | None:
    """A user by number, for a link that was signed for this user: with this user's rights and no more."""
    found = caller_as_system(db, organization_id, user_id)
    return replace(found, authentication=Authentication.SESSION) if found else None


def caller_as_system(db: Connection, organization_id: int, user_id: int) -> Caller | None:
    """A user for whom the system itself acts (jobs, the command line)."""
    row = db.execute(
        select(*_USER, *_ORGANIZATION)
        .select_from(users.join(organizations))
        .where(users.c.id == user_id, users.c.organization_id == organization_id)
    ).first()
    return caller_in(row, Authentication.SYSTEM, f"system:{row.user__id}") if row else None


def add_webhook(
    db: Connection, organization_id: int, user_id: int, secret_hash: bytes, scopes: Iterable[str], title: str
) -> int:
    """Record a webhook and answer its id."""
    return int(
        db.execute(
            insert(webhooks)
            .values(
                organization_id=organization_id,
                user_id=user_id,
                secret_hash=secret_hash,
                scopes=list(scopes),
                title=title,
            )
            .returning(webhooks.c.id)
        ).scalar_one()
    )


def webhooks_of(db: Connection, organization_id: int) -> list[Webhook]:
    """The webhooks of an organisation, revoked ones too, oldest first."""
    rows = db.execute(select(webhooks).where(webhooks.c.organization_id == organization_id).order_by(webhooks.c.id))
    return [value(Webhook, row) for row in rows]


def revoke_webhook(db: Connection, organization_id: int, webhook_id: int, now: datetime) -> bool:
    """Switch a webhook off for good; false if the organisation has none such."""
    return bool(
        db.execute(
            update(webhooks)
            .where(webhooks.c.id == webhook_id, webhooks.c.organization_id == organization_id)
            .values(revoked_at=func.coalesce(webhooks.c.revoked_at, now))
        ).rowcount
    )


def add_application(db: Connection, **values: Any) -> int:
    """Record an application and answer its id."""
    return int(db.execute(insert(applications).values(**values).returning(applications.c.id)).scalar_one())


def application(
    db: Connection, *, client_id: str | None = None, application_id: int | None = None, removed: bool = False
) -> Application | None:
    """An application by its client id or number; one that was removed only if asked for with ``removed``."""
    where = applications.c.client_id == client_id if client_id is not None else applications.c.id == application_id
    row = db.execute(select(applications).where(where)).first()
    return value(Application, row) if row and (removed or row.removed_at is None) else None


def applications_of(db: Connection, organization_id: int) -> list[Application]:
    """The applications of an organisation that are still there, oldest first."""
    rows = db.execute(
        select(applications)
        .where(applications.c.organization_id == organization_id, applications.c.removed_at.is_(None))
        .order_by(applications.c.id)
    )
    return [value(Application, row) for row in rows]


def set_application(db: Connection, application_id: int, **values: Any) -> None:
    """Change an application's columns."""
    db.execute(update(applications).where(applications.c.id == application_id).values(**values))


def add_code(db: Connection, **values: Any) -> None:
    """Record an authorization code by its hash."""
    db.execute(insert(authorization_codes).values(**values))


def use_code(db: Connection, code_hash: bytes, application_id: int, now: datetime) -> Row[Any] | None:
    """Take a code, once: its user and redirect address, or nothing if it is unknown, used or too old."""
    return db.execute(
        update(authorization_codes)
        .where(
            authorization_codes.c.code_hash == code_hash,
            authorization_codes.c.application_id == application_id,
            authorization_codes.c.used_at.is_(None),
            authorization_codes.c.expires_at > now,
        )
        .values(used_at=now)
        .returning(authorization_codes.c.user_id, authorization_codes.c.redirect_url)
    ).first()


def add_token(db: Connection, **values: Any) -> int:
    """Record a pair of access and refresh token by their hashes."""
    return int(db.execute(insert(tokens).values(**values).returning(tokens.c.id)).scalar_one())


def use_refresh(db: Connection, refresh_hash: bytes, application_id: int, now: datetime) -> Row[Any] | None:
    """Take a refresh token, once: its user, or nothing if it is unknown, used or too old."""
    return db.execute(
        update(tokens)
        .where(
            tokens.c.refresh_hash == refresh_hash,
            tokens.c.application_id == application_id,
            tokens.c.refresh_expires_at > now,
        )
        .values(refresh_expires_at=_USED)  # not now: a refresh at the same time may have read an earlier clock
        .returning(tokens.c.user_id)
    ).first()


def forget_tokens(db: Connection, application_id: int, user_id: int, before: datetime) -> None:
    """Drop the tokens of a user for an application that were used up before a moment."""
    db.execute(
        delete(tokens).where(
            tokens.c.application_id == application_id,
            tokens.c.user_id == user_id,
            tokens.c.expires_at < before,
            tokens.c.refresh_expires_at < before,
        )
    )


def forget_old_tokens(db: Connection, before: datetime) -> None:
    """Drop the tokens of everybody that were used up before a moment."""
    db.execute(delete(tokens).where(tokens.c.expires_at < before, tokens.c.refresh_expires_at < before))


def remove_tokens(db: Connection, application_id: int) -> None:
    """Forget all tokens and codes of an application."""
    db.execute(delete(tokens).where(tokens.c.application_id == application_id))
    db.execute(delete(authorization_codes).where(authorization_codes.c.application_id == application_id))


def add_session(db: Connection, token_hash: bytes, user_id: int, expires_at: datetime) -> None:
    """Record a signed-in person's session."""
    db.execute(insert(sessions).values(token_hash=token_hash, user_id=user_id, expires_at=expires_at))


def remove_old_sessions(db: Connection, user_id: int, now: datetime) -> None:
    """Forget a person's sessions that have expired."""
    db.execute(delete(sessions).where(sessions.c.user_id == user_id, sessions.c.expires_at <= now))


def remove_session(db: Connection, token_hash: bytes) -> None:
    """Sign out."""
    db.execute(delete(sessions).where(sessions.c.token_hash == token_hash))


def remove_sessions(db: Connection, user_id: int) -> None:
    """Sign a user out everywhere."""
    db.execute(delete(sessions).where(sessions.c.user_id == user_id))

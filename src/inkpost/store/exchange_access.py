"""Tokens, challenges and bindings of exchange, found by the hash of their secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from inkpost.model.people import Authentication, Caller
from inkpost.store.credentials import caller_in, callers
from inkpost.store.rows import value
from inkpost.store.signing_people import SignerCertificate
from inkpost.store.tables import (
    applications,
    exchange_bindings,
    exchange_challenges,
    exchange_tokens,
    signer_certificates,
)


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Whose a token is, which program got it and whom that is open to, and until when it holds."""

    caller: Caller
    client_id: str
    open_to: list[str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Challenge:
    """What was answered: whose certificate, and what a trusted service called him."""

    certificate: SignerCertificate
    service_user: str | None


_BY_TOKEN = (
    callers(
        exchange_tokens,
        exchange_tokens.c.application_id,
        exchange_tokens.c.expires_at,
        applications.c.client_id,
        applications.c.open_to,
    )
    .join(applications, exchange_tokens.c.application_id == applications.c.id)
    .where(exchange_tokens.c.token_hash == bindparam("token_hash"), applications.c.removed_at.is_(None))
)  # every call runs this: built once


def holder(db: Connection, token_hash: bytes) -> TokenHolder | None:
    """Whose a token is, expired or not; the application that asked for it must still be there."""
    row = db.execute(_BY_TOKEN, {"token_hash": token_hash}).first()
    if row is None:
        return None
    name = f"exchange:{row.application_id}"
    caller = caller_in(row, Authentication.SESSION, name, token_expires_at=row.expires_at)
    return TokenHolder(caller, row.client_id, row.open_to, row.expires_at)


def add_token(db: Connection, token_hash: bytes, application_id: int, user_id: int, expires_at: datetime) -> None:
    """Record a token by its hash."""
    db.execute(
        insert(exchange_tokens).values(
            token_hash=token_hash, application_id=application_id, user_id=user_id, expires_at=expires_at
        )
    )


def forget_tokens(db: Connection, before: datetime) -> None:
    """Drop tokens and challenges that ended before a moment."""
    db.execute(delete(exchange_tokens).where(exchange_tokens.c.expires_at < before))
    db.execute(delete(exchange_challenges).where(exchange_challenges.c.expires_at < before))


def remove_tokens(db: Connection, user_id: int) -> None:
    """Drop all tokens of a user, and what trusted services had him bound to."""
    db.execute(delete(exchange_tokens).where(exchange_tokens.c.user_id == user_id))
    db.execute(delete(exchange_bindings).where(exchange_bindings.c.user_id == user_id))


def add_challenge(db: Connection, **values: Any) -> None:
    """Record what a certificate's holder has to answer, by its hash."""
    db.execute(insert(exchange_challenges).values(**values))


def use_challenge(db: Connection, secret_hash: bytes, application_id: int, now: datetime) -> Challenge | None:
    """Take a challenge, once, or nothing if it is unknown, used or too old."""
    taken = (
        delete(exchange_challenges)
        .where(
            exchange_challenges.c.secret_hash == secret_hash,
            exchange_challenges.c.application_id == application_id,
            exchange_challenges.c.expires_at > now,
        )
        .returning(exchange_challenges.c.certificate_id, exchange_challenges.c.service_user)
    )
    used = db.execute(taken).first()
    row = used and db.execute(select(signer_certificates).where(signer_certificates.c.id == used[0])).first()
    return Challenge(value(SignerCertificate, row), used.service_user) if used and row else None


def bind(db: Connection, application_id: int, service_user: str, user_id: int) -> None:
    """Remember which user of ours a trusted service's user is; the newest binding counts."""
    given = insert(exchange_bindings).values(application_id=application_id, service_user=service_user, user_id=user_id)
    db.execute(
        given.on_conflict_do_update(
            index_elements=["application_id", "service_user"], set_={"user_id": given.excluded.user_id}
        )
    )


def bound(db: Connection, application_id: int, service_user: str) -> int | None:
    """The user of ours that a trusted service's user is bound to."""
    return db.execute(
        select(exchange_bindings.c.user_id).where(
            exchange_bindings.c.application_id == application_id, exchange_bindings.c.service_user == service_user
        )
    ).scalar()

"""What lets a program into exchange: tokens, challenges to certificates, whom a trusted service's user is."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, PrimaryKeyConstraint, Table, Text

from inkpost.store.tables.columns import metadata, time, to, words

exchange_tokens = Table(
    "exchange_tokens",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    to("application_id", "applications", cascade=True, index=True),
    to("user_id", "users", cascade=True, index=True),
    time("created_at"),
    time("expires_at"),
    Index("ix_exchange_tokens_expires_at", "expires_at"),
)

exchange_challenges = Table(
    "exchange_challenges",
    metadata,
    Column("secret_hash", LargeBinary, primary_key=True),
    to("application_id", "applications", cascade=True, index=True),
    to("certificate_id", "signer_certificates", cascade=True, index=True),
    words("service_user", None),  # what a trusted service called the person when the challenge was asked for
    time("expires_at"),
    Index("ix_exchange_challenges_expires_at", "expires_at"),
)

exchange_bindings = Table(
    "exchange_bindings",
    metadata,
    to("application_id", "applications", cascade=True),
    Column("service_user", Text, nullable=False),
    to("user_id", "users", cascade=True, index=True),
    time("created_at"),
    PrimaryKeyConstraint("application_id", "service_user"),
)

"""Beside the documents that people sign: the certificates that people bring, the rules of companies, the letters."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from inkpost.store.tables.columns import metadata, own_id, time, to, words

signer_certificates = Table(
    "signer_certificates",
    metadata,
    own_id(),
    to("organization_id", "organizations"),
    to("user_id", "users"),
    Column("sha256", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("subject", Text, nullable=False),
    time("not_before"),
    time("not_after"),
    time("created_at"),
    to("created_by", "users"),
    UniqueConstraint("organization_id", "sha256", "user_id"),
    Index("ix_signer_certificates_user", "user_id"),
    Index("ix_signer_certificates_sha256", "sha256"),
)

signing_rules = Table(
    "signing_rules",
    metadata,
    to("organization_id", "organizations"),
    Column("company_id", BigInteger, nullable=False),  # the number of the company of the CRM
    Column("unrecognised", Text, nullable=False),
    PrimaryKeyConstraint("organization_id", "company_id"),
)

sign_letters = Table(
    "sign_letters",
    metadata,
    own_id(),
    to("document_id", "sign_documents", index=True),
    # The document that this one was sent anew from, and that one before it: letters are counted for all of them.
    to("first_id", "sign_documents"),
    to("member_id", "sign_members", nullable=True, index=True),  # none: to who sent the document
    to("user_id", "users"),
    Column("kind", Text, nullable=False),
    words("address"),
    time("queued_at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    time("sent_at", nullable=True),
    time("failed_at", nullable=True),
    words("fault"),
    Index("ix_sign_letters_counted", "first_id", "user_id", "queued_at"),
)

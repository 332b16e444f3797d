"""What becomes of signed files after their sealing: their versions, when each is due, and what the last check found."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text, text

from inkpost.store.tables.columns import metadata, time, to, words

sign_versions = Table(
    "sign_versions",
    metadata,
    to("document_id", "sign_documents"),
    Column("number", Integer, nullable=False),
    # The first bytes of the newest version are those of every earlier one: none but the newest is kept.
    Column("sha256", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("level", Text, nullable=False),
    time("made_at"),
    PrimaryKeyConstraint("document_id", "number"),
    Index("ix_sign_versions_sha256", "sha256"),
)

sign_upkeep = Table(
    "sign_upkeep",
    metadata,
    to("document_id", "sign_documents"),
    time("due_at", nullable=True),  # when the file is to be extended next
    Column("attempts", Integer, nullable=False, server_default="0"),
    words("fault"),  # why the last attempt left it as it was
    time("ends_at", nullable=True),  # of the certificates behind the newest proof of its time
    time("check_due_at"),
    time("checked_at", nullable=True),
    words("verdict"),
    words("reasons"),
    time("doubted_at", nullable=True),  # since when it does not hold any more
    PrimaryKeyConstraint("document_id"),
    Index("ix_sign_upkeep_due_at", "due_at", "document_id", postgresql_where=text("due_at is not null")),
    Index("ix_sign_upkeep_check_due_at", "check_due_at", "document_id"),
)

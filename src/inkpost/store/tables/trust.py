"""The built-in authority: its vault, the certificates with their keys, the lists of those revoked, its stamps."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from inkpost.store.tables.columns import free_map, metadata, own_id, time, to, words

vaults = Table(
    "vaults",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", LargeBinary, nullable=False),
    Column("master_name", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    time("changed_at"),
    CheckConstraint("id = 1", name="ck_vaults_one"),
)

certificates = Table(
    "certificates",
    metadata,
    own_id(),
    to("organization_id", "organizations", nullable=True, index=True),  # nobody's: the authority's own
    Column("purpose", Text, nullable=False),
    to("user_id", "users", nullable=True, index=True),
    Column("company_id", BigInteger),
    to("issuer_id", "certificates", nullable=True, index=True),
    Column("serial", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("key_name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("chain", ARRAY(LargeBinary), nullable=False, server_default=text("'{}'::bytea[]")),
    Column("key_kind", Text, nullable=False),
    Column("sealed_key", LargeBinary),
    free_map("device"),
    Column("wrong_pins", Integer, nullable=False, server_default="0"),
    time("not_before"),
    time("not_after"),
    time("created_at"),
    time("chosen_at", nullable=True),  # since when a company's seal is used in place of newer ones
    time("revoked_at", nullable=True),
    words("revocation_reason"),
    to("revoked_by", "users", nullable=True),
    UniqueConstraint("issuer_id", "serial"),
    Index("ix_certificates_company", "organization_id", "company_id", postgresql_where=text("company_id is not null")),
    Index("ix_certificates_own", "purpose", postgresql_where=text("organization_id is null")),
    Index("ix_certificates_key_name", "key_name", postgresql_where=text("organization_id is null")),
)

revocation_lists = Table(
    "revocation_lists",
    metadata,
    Column("issuer_id", BigInteger, ForeignKey("certificates.id"), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    time("this_update"),
    time("next_update"),
)

stamp_counters = Table(
    "stamp_counters",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("serial", BigInteger, nullable=False),
    time("stamped_at"),
    CheckConstraint("id = 1", name="ck_stamp_counters_one"),
)

stamp_authorities = Table(
    "stamp_authorities",
    metadata,
    own_id(),
    to("organization_id", "organizations", index=True, cascade=True),
    Column("place", Integer, nullable=False),
    Column("url", Text, nullable=False),
    words("anchors"),
    UniqueConstraint("organization_id", "place"),
)

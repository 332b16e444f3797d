"""The values that list fields of the CRM take, and the pipelines that items go through."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from inkpost.store.tables.columns import flag, metadata, own_id, to, words

crm_categories = Table(
    "crm_categories",
    metadata,
    to("organization_id", "organizations"),
    Column("type_id", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),  # 0: the first one of the CRM's own types
    Column("name", Text, nullable=False),
    Column("sort", BigInteger, nullable=False, server_default="500"),
    flag("is_default"),
    words("origin_id"),
    words("originator_id"),
    PrimaryKeyConstraint("organization_id", "type_id", "number"),
)

crm_directory_entries = Table(
    "crm_directory_entries",
    metadata,
    own_id(),
    to("organization_id", "organizations"),
    Column("directory", Text, nullable=False),  # SOURCE, DEAL_STAGE_3
    Column("code", Text, nullable=False),  # what items hold
    Column("name", Text, nullable=False),
    words("first_name"),
    Column("sort", BigInteger, nullable=False, server_default="10"),
    flag("system"),
    Column("type_id", BigInteger),  # of stages alone
    Column("category_id", BigInteger),  # of stages of a pipeline
    words("color", None),
    words("semantics"),  # S, F or nothing
    UniqueConstraint("organization_id", "directory", "code"),
    Index("ix_crm_directory_entries_stages", "organization_id", "type_id", "semantics", "code"),
)

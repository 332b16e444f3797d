"""Organisations, their people, and what lets a caller in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from inkpost.store.tables.columns import flag, free_map, guid, metadata, organization, own_id, texts, time, to, words

organizations = Table(
    "organizations",
    metadata,
    own_id(),
    guid(),
    Column("name", Text, nullable=False),
    words("timezone", "UTC"),
    words("language", "en"),
    flag("closed"),
    flag("overloaded"),
    flag("api_in_plan", True),
    flag("roles_in_plan", True),
    Column("max_documents", Integer),
    words("limits"),
    time("created_at"),
)

users = Table(
    "users",
    metadata,
    own_id(),
    guid(),
    organization(),
    Column("login", Text, nullable=False, unique=True),
    words("password_hash", None),
    words("name"),
    words("last_name"),
    words("second_name"),
    words("email"),
    words("position"),
    words("personal_phone"),
    words("personal_mobile"),
    words("work_phone"),
    flag("active", True),
    flag("admin"),
    time("created_at"),
    time("updated_at"),
    time("last_seen_at", nullable=True),
)

departments = Table(
    "departments",
    metadata,
    own_id(),
    organization(),
    to("parent_id", "departments", nullable=True, index=True),
    Column("name", Text, nullable=False),
    Column("sort", BigInteger, nullable=False, server_default="500"),
    to("head_id", "users", nullable=True),
    guid(),
    words("abbreviation"),
    words("kpp"),
    free_map("address"),
    flag("routed_by_kpp"),
    flag("routed_by_address"),
    time("created_at"),
)

department_members = Table(
    "department_members",
    metadata,
    to("department_id", "departments", cascade=True),
    to("user_id", "users", cascade=True, index=True),
    PrimaryKeyConstraint("department_id", "user_id"),
)

groups = Table(
    "groups",
    metadata,
    own_id(),
    organization(),
    Column("name", Text, nullable=False),
    flag("workgroup"),
)

group_members = Table(
    "group_members",
    metadata,
    to("group_id", "groups", cascade=True),
    to("user_id", "users", cascade=True, index=True),
    words("role", "member"),  # of a workgroup: owner, moderator, member
    PrimaryKeyConstraint("group_id", "user_id"),
)

roles = Table(
    "roles",
    metadata,
    own_id(),
    organization(),
    Column("name", Text, nullable=False),
    words("code"),
    free_map("permissions"),
)

role_accesses = Table(
    "role_accesses",
    metadata,
    to("role_id", "roles", cascade=True),
    Column("access_code", Text, nullable=False, index=True),
    PrimaryKeyConstraint("role_id", "access_code"),
)

webhooks = Table(
    "webhooks",
    metadata,
    own_id(),
    organization(),
    to("user_id", "users"),
    Column("secret_hash", LargeBinary, nullable=False, unique=True),
    texts("scopes"),
    words("title"),
    time("created_at"),
    time("revoked_at", nullable=True),
)

applications = Table(
    "applications",
    metadata,
    own_id(),
    organization(),
    Column("client_id", Text, nullable=False, unique=True),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    words("code"),
    texts("scopes"),
    texts("redirect_urls"),
    texts("open_to"),  # access codes; empty: everybody
    words("application_token", None),
    Column("version", Integer, nullable=False, server_default="1"),
    free_map("options"),  # what the application keeps about itself
    time("created_at"),
    time("removed_at", nullable=True),
)

authorization_codes = Table(
    "authorization_codes",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    to("application_id", "applications", cascade=True),
    to("user_id", "users", cascade=True),
    words("redirect_url"),
    time("expires_at"),
    time("used_at", nullable=True),
)

tokens = Table(
    "tokens",
    metadata,
    own_id(),
    Column("access_hash", LargeBinary, nullable=False, unique=True),
    Column("refresh_hash", LargeBinary, nullable=False, unique=True),
    organization(),
    to("application_id", "applications", cascade=True),
    to("user_id", "users", cascade=True),
    texts("scopes"),
    time("expires_at"),
    time("refresh_expires_at"),
    time("created_at"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    to("user_id", "users", cascade=True),
    time("created_at"),
    time("expires_at"),
)

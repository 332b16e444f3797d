"""Every table, said once. The newest migration matches this file; a test compares them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(), primary_key=True)


def _guid() -> Column[Any]:
    return Column("guid", Uuid, nullable=False, unique=True, server_default=text("gen_random_uuid()"))


def _to(name: str, target: str, *, nullable: bool = False, cascade: bool = False, index: bool = False) -> Column[int]:
    rule = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return Column(name, BigInteger, rule, nullable=nullable, index=index)


def _organization() -> Column[int]:
    return _to("organization_id", "organizations", index=True)


def _time(name: str, *, nullable: bool = False) -> Column[Any]:
    default = None if nullable else text("now()")
    return Column(name, DateTime(timezone=True), nullable=nullable, server_default=default)


def _text(name: str, default: str | None = "") -> Column[str]:
    return Column(name, Text, nullable=default is None, server_default=default)


def _flag(name: str, default: bool = False) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("true" if default else "false"))


def _map(name: str) -> Column[Any]:
    return Column(name, JSONB, nullable=False, server_default=text("'{}'::jsonb"))


def _ordered_map(name: str) -> Column[Any]:
    # What a client gave is given back in its order, which jsonb would lose.
    return Column(name, JSON, nullable=False, server_default=text("'{}'::json"))


def _texts(name: str) -> Column[Any]:
    return Column(name, ARRAY(Text), nullable=False, server_default=text("'{}'::text[]"))


# --- people and access ---------------------------------------------------------------------------------------------

organizations = Table(
    "organizations",
    metadata,
    _id(),
    _guid(),
    Column("name", Text, nullable=False),
    _text("timezone", "UTC"),
    _text("language", "en"),
    _flag("closed"),
    _flag("overloaded"),
    _flag("api_in_plan", True),
    _flag("roles_in_plan", True),
    Column("max_documents", Integer),
    _text("limits"),
    _time("created_at"),
)

users = Table(
    "users",
    metadata,
    _id(),
    _guid(),
    _organization(),
    Column("login", Text, nullable=False, unique=True),
    _text("password_hash", None),
    _text("name"),
    _text("last_name"),
    _text("second_name"),
    _text("email"),
    _text("position"),
    _flag("active", True),
    _flag("admin"),
    _time("created_at"),
    _time("updated_at"),
    _time("last_seen_at", nullable=True),
)

departments = Table(
    "departments",
    metadata,
    _id(),
    _organization(),
    _to("parent_id", "departments", nullable=True, index=True),
    Column("name", Text, nullable=False),
    Column("sort", Integer, nullable=False, server_default="500"),
    _to("head_id", "users", nullable=True),
)

department_members = Table(
    "department_members",
    metadata,
    _to("department_id", "departments", cascade=True),
    _to("user_id", "users", cascade=True, index=True),
    PrimaryKeyConstraint("department_id", "user_id"),
)

groups = Table(
    "groups",
    metadata,
    _id(),
    _organization(),
    Column("name", Text, nullable=False),
    _flag("workgroup"),
)

group_members = Table(
    "group_members",
    metadata,
    _to("group_id", "groups", cascade=True),
    _to("user_id", "users", cascade=True, index=True),
    _text("role", "member"),  # of a workgroup: owner, moderator, member
    PrimaryKeyConstraint("group_id", "user_id"),
)

roles = Table(
    "roles",
    metadata,
    _id(),
    _organization(),
    Column("name", Text, nullable=False),
    _text("code"),
    _map("permissions"),
)

role_accesses = Table(
    "role_accesses",
    metadata,
    _to("role_id", "roles", cascade=True),
    Column("access_code", Text, nullable=False, index=True),
    PrimaryKeyConstraint("role_id", "access_code"),
)

webhooks = Table(
    "webhooks",
    metadata,
    _id(),
    _organization(),
    _to("user_id", "users"),
    Column("secret_hash", LargeBinary, nullable=False, unique=True),
    _texts("scopes"),
    _text("title"),
    _time("created_at"),
    _time("revoked_at", nullable=True),
)

applications = Table(
    "applications",
    metadata,
    _id(),
    _organization(),
    Column("client_id", Text, nullable=False, unique=True),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    _text("code"),
    _texts("scopes"),
    _texts("redirect_urls"),
    _texts("open_to"),  # access codes; empty: everybody
    _text("application_token", None),
    Column("version", Integer, nullable=False, server_default="1"),
    _map("options"),  # what the application keeps about itself
    _time("created_at"),
    _time("removed_at", nullable=True),
)

authorization_codes = Table(
    "authorization_codes",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    _to("application_id", "applications", cascade=True),
    _to("user_id", "users", cascade=True),
    _text("redirect_url"),
    _time("expires_at"),
    _time("used_at", nullable=True),
)

tokens = Table(
    "tokens",
    metadata,
    _id(),
    Column("access_hash", LargeBinary, nullable=False, unique=True),
    Column("refresh_hash", LargeBinary, nullable=False, unique=True),
    _organization(),
    _to("application_id", "applications", cascade=True),
    _to("user_id", "users", cascade=True),
    _texts("scopes"),
    _time("expires_at"),
    _time("refresh_expires_at"),
    _time("created_at"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    _to("user_id", "users", cascade=True),
    _time("created_at"),
    _time("expires_at"),
)

# --- how much ------------------------------------------------------------------------------------------------------

limiter_states = Table(
    "limiter_states",
    metadata,
    Column("key", Text, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    _time("changed_at"),
)

# --- files, templates, documents -----------------------------------------------------------------------------------

files = Table(
    "files",
    metadata,
    _id(),
    _organization(),
    Column("sha256", LargeBinary, nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    _time("created_at"),
)

numerators = Table(
    "numerators",
    metadata,
    _id(),
    _organization(),
    Column("name", Text, nullable=False),
    Column("template", Text, nullable=False),
    _text("code", None),
    _text("module"),  # which part of the system made it, and so may change it: "rest" or "crm"
    _map("settings"),
    _time("created_at"),
)

counters = Table(
    "counters",
    metadata,
    _to("numerator_id", "numerators", cascade=True),
    _text("series"),  # what is counted apart where the numerator does not count directly; '' where nothing is
    Column("period", Text, nullable=False),  # '' without a period, else 2026, 2026-11, 2026-11-20
    Column("next", BigInteger, nullable=False),
    PrimaryKeyConstraint("numerator_id", "series", "period"),
)

regions = Table(
    "regions",
    metadata,
    _id(),
    _organization(),
    Column("title", Text, nullable=False),
    _text("language"),
    _text("date_format"),
    _text("datetime_format"),
    _text("name_format"),
    _ordered_map("phrases"),
)

templates = Table(
    "templates",
    metadata,
    _id(),
    _guid(),
    _organization(),
    Column("name", Text, nullable=False),
    _text("code"),
    _text("region"),
    _text("module"),  # which part of the system owns it: "rest" or "crm"
    _flag("active", True),
    _flag("with_stamps"),
    _flag("deleted"),
    _flag("is_default"),
    Column("sort", Integer, nullable=False, server_default="500"),
    _text("products_table_variant"),
    _texts("providers"),
    _to("numerator_id", "numerators", nullable=True, index=True),
    _to("file_id", "files"),
    _to("created_by", "users", nullable=True),
    _to("updated_by", "users", nullable=True),
    _time("created_at"),
    _time("updated_at"),
)

template_accesses = Table(
    "template_accesses",
    metadata,
    _to("template_id", "templates", cascade=True),
    Column("access_code", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("template_id", "access_code"),
)

documents = Table(
    "documents",
    metadata,
    _id(),
    _guid(),
    _to("organization_id", "organizations"),
    _to("template_id", "templates", nullable=True, index=True),
    _text("module"),
    Column("title", Text, nullable=False),
    _text("number"),
    _text("reference"),
    _text("provider"),
    _ordered_map("field_values"),
    _ordered_map("field_descriptions"),
    _text("creation_method"),
    _flag("stamps_enabled", True),
    # what is known of the conversion of the present revision
    Column("revision", Integer, nullable=False, server_default="1"),
    _to("file_id", "files"),
    _to("pdf_id", "files", nullable=True),
    _to("image_id", "files", nullable=True),
    _time("converted_at", nullable=True),
    Column("conversion_attempts", Integer, nullable=False, server_default="0"),
    _time("conversion_failed_at", nullable=True),
    _text("conversion_error_code"),
    _text("conversion_error"),
    # the public link: made once, switched on and off
    Column("public_code", Text, unique=True),
    _flag("public"),
    _time("public_expires_at", nullable=True),
    _text("public_password_hash", None),
    _time("viewed_at", nullable=True),
    _to("created_by", "users", nullable=True),
    _to("updated_by", "users", nullable=True),
    _time("created_at"),
    _time("updated_at"),
    Index("ix_documents_organization_id_id", "organization_id", "id"),
    Index("ix_documents_reference", "organization_id", "reference"),
)

document_pages = Table(
    "document_pages",
    metadata,
    _to("document_id", "documents", cascade=True),
    Column("number", Integer, nullable=False),
    _to("file_id", "files"),
    PrimaryKeyConstraint("document_id", "number"),
)

# --- what happened -------------------------------------------------------------------------------------------------

events = Table(
    "events",
    metadata,
    _id(),
    _organization(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    _to("user_id", "users", nullable=True),
    _map("payload"),
    _time("happened_at"),
)

event_handlers = Table(
    "event_handlers",
    metadata,
    _id(),
    _organization(),
    _to("application_id", "applications", cascade=True),
    Column("event", Text, nullable=False),
    _text("url"),
    _to("user_id", "users", nullable=True),
    _flag("offline"),
    _text("connector"),
    _map("options"),
    UniqueConstraint(
        *("application_id", "event", "url", "user_id", "offline", "connector"),
        postgresql_nulls_not_distinct=True,
    ),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Uuid, primary_key=True),
    _flag("ready"),
    _text("note"),
    _time("seen_at"),
)

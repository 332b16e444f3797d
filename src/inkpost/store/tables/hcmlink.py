"""The link to a system of personnel records."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from inkpost.store.tables.columns import metadata, ordered_map, organization, own_id, texts, time, to, words

hcmlink_companies = Table(
    "hcmlink_companies",
    metadata,
    own_id(),
    organization(),
    Column("code", Text, nullable=False),  # the other system's, as are those below
    Column("crm_number", BigInteger, nullable=False),
    words("title"),
    ordered_map("data"),
    time("created_at"),
    UniqueConstraint("organization_id", "code"),
)

hcmlink_fields = Table(
    "hcmlink_fields",
    metadata,
    own_id(),
    to("company_id", "hcmlink_companies", cascade=True),
    Column("code", Text, nullable=False),
    words("title"),
    words("kind"),
    words("subject"),
    Column("ttl", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    UniqueConstraint("company_id", "code"),
)

hcmlink_persons = Table(
    "hcmlink_persons",
    metadata,
    own_id(),
    to("company_id", "hcmlink_companies", cascade=True),
    Column("code", Text, nullable=False),
    words("title"),
    to("user_id", "users", nullable=True, index=True),
    time("created_at"),
    time("updated_at"),
    UniqueConstraint("company_id", "code"),
    UniqueConstraint("company_id", "user_id"),  # a user is one person there
)

hcmlink_employees = Table(
    "hcmlink_employees",
    metadata,
    own_id(),
    to("company_id", "hcmlink_companies", cascade=True),
    to("person_id", "hcmlink_persons", cascade=True, index=True),
    Column("code", Text, nullable=False),
    ordered_map("data"),
    time("created_at"),
    UniqueConstraint("company_id", "code"),
)

hcmlink_jobs = Table(
    "hcmlink_jobs",
    metadata,
    own_id(),
    organization(),
    to("company_id", "hcmlink_companies", cascade=True, index=True),
    Column("asked", Text, nullable=False),
    texts("employees"),
    texts("fields"),
    to("user_id", "users", nullable=True),
    Column("total", BigInteger),
    Column("sent", BigInteger),
    ordered_map("data"),
    time("created_at"),
    time("heard_at", nullable=True),
    time("done_at", nullable=True),
    time("cancelled_at", nullable=True),
)

hcmlink_values = Table(
    "hcmlink_values",
    metadata,
    to("employee_id", "hcmlink_employees", cascade=True),
    to("field_id", "hcmlink_fields", cascade=True),
    Column("value", Text, nullable=False),
    time("set_at"),
    time("expires_at"),
    PrimaryKeyConstraint("employee_id", "field_id"),
    Index("ix_hcmlink_values_field_id", "field_id"),
    Index("ix_hcmlink_values_expires_at", "expires_at"),
)

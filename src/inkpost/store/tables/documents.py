"""Files, numerators, regions, templates, documents."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from inkpost.store.tables.columns import (
    flag,
    free_map,
    guid,
    metadata,
    ordered_map,
    organization,
    own_id,
    texts,
    time,
    to,
    words,
)

files = Table(
    "files",
    metadata,
    own_id(),
    organization(),
    Column("sha256", LargeBinary, nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    time("created_at"),
    time("unused_since", nullable=True),  # when nothing was first found to refer to it
    Index("ix_files_unused_since", "unused_since", postgresql_where=text("unused_since is not null")),
)

# Which folder of contents belongs to these tables: what they do not name may be removed from that one alone.
file_stores = Table(
    "file_stores",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Uuid, nullable=False, server_default=text("gen_random_uuid()")),
    CheckConstraint("id = 1", name="ck_file_stores_one"),
)

numerators = Table(
    "numerators",
    metadata,
    own_id(),
    organization(),
    Column("name", Text, nullable=False),
    Column("template", Text, nullable=False),
    words("code", None),
    words("module"),  # which part of the system made it, and so may change it: "rest" or "crm"
    free_map("settings"),
    time("created_at"),
)

counters = Table(
    "counters",
    metadata,
    to("numerator_id", "numerators", cascade=True),
    words("series"),  # what is counted apart where the numerator does not count directly; '' where nothing is
    Column("period", Text, nullable=False),  # '' without a period, else 2026, 2026-11, 2026-11-20
    Column("next", BigInteger, nullable=False),
    PrimaryKeyConstraint("numerator_id", "series", "period"),
)

regions = Table(
    "regions",
    metadata,
    own_id(),
    organization(),
    Column("title", Text, nullable=False),
    words("language"),
    words("date_format"),
    words("datetime_format"),
    words("name_format"),
    ordered_map("phrases"),
)

templates = Table(
    "templates",
    metadata,
    own_id(),
    guid(),
    organization(),
    Column("name", Text, nullable=False),
    words("code"),
    words("region"),
    words("module"),  # which part of the system owns it: "rest" or "crm"
    flag("active", True),
    flag("with_stamps"),
    flag("deleted"),
    flag("is_default"),
    Column("sort", BigInteger, nullable=False, server_default="500"),
    words("products_table_variant"),
    texts("providers"),
    to("numerator_id", "numerators", nullable=True, index=True),
    to("file_id", "files", index=True),
    to("created_by", "users", nullable=True),
    to("updated_by", "users", nullable=True),
    time("created_at"),
    time("updated_at"),
)

template_accesses = Table(
    "template_accesses",
    metadata,
    to("template_id", "templates", cascade=True),
    Column("access_code", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("template_id", "access_code"),
)

documents = Table(
    "documents",
    metadata,
    own_id(),
    guid(),
    to("organization_id", "organizations"),
    to("template_id", "templates", nullable=True, index=True),
    words("module"),
    Column("title", Text, nullable=False),
    words("number"),
    words("reference"),
    words("provider"),
    # the item of the CRM that it was made for, and the item's responsible person beside it: who may see whose items is
    # asked of every row of a list
    Column("entity_type_id", BigInteger),
    Column("entity_id", BigInteger),
    to("assigned_by", "users", nullable=True),
    ordered_map("field_values"),
    ordered_map("field_descriptions"),
    words("creation_method"),
    flag("stamps_enabled", True),
    # what is known of the conversion of the present revision
    Column("revision", Integer, nullable=False, server_default="1"),
    to("file_id", "files", index=True),
    to("pdf_id", "files", nullable=True, index=True),
    to("image_id", "files", nullable=True, index=True),
    time("converted_at", nullable=True),
    Column("conversion_attempts", Integer, nullable=False, server_default="0"),
    time("conversion_failed_at", nullable=True),
    words("conversion_error_code"),
    words("conversion_error"),
    # the public link: made once, switched on and off
    Column("public_code", Text, unique=True),
    flag("public"),
    time("public_expires_at", nullable=True),
    words("public_password_hash", None),
    time("viewed_at", nullable=True),
    to("created_by", "users", nullable=True),
    to("updated_by", "users", nullable=True),
    time("created_at"),
    time("updated_at"),
    Index("ix_documents_organization_id_id", "organization_id", "id"),
    Index("ix_documents_reference", "organization_id", "reference"),
    Index(
        "ix_documents_assigned_by",
        *("organization_id", "assigned_by", "id"),
        postgresql_where=text("entity_type_id > 0"),
    ),
    Index(
        "ix_documents_entity",
        *("organization_id", "entity_type_id", "entity_id", "id"),
        postgresql_where=text("entity_type_id > 0"),
    ),
)

document_pages = Table(
    "document_pages",
    metadata,
    to("document_id", "documents", cascade=True),
    Column("number", Integer, nullable=False),
    to("file_id", "files", index=True),
    PrimaryKeyConstraint("document_id", "number"),
)

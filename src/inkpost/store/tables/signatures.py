"""Documents that are sent to be signed, who takes part, how they sign, and the records of what they did."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from inkpost.store.tables.columns import guid, metadata, organization, own_id, time, to, words

sign_providers = Table(
    "sign_providers",
    metadata,
    own_id(),
    guid(),
    to("organization_id", "organizations"),
    Column("company_id", BigInteger, nullable=False),  # the number of the company of the CRM
    Column("kind", Text, nullable=False),
    time("created_at"),
    time("expires_at", nullable=True),
    time("closed_at", nullable=True),  # since when new documents may not use it
    Index("ix_sign_providers_company", "organization_id", "company_id"),
)

sign_documents = Table(
    "sign_documents",
    metadata,
    own_id(),
    guid(),
    organization(),
    Column("title", Text, nullable=False),
    Column("company_id", BigInteger, nullable=False),
    words("company_guid"),
    to("provider_id", "sign_providers"),
    # A document may be deleted while what was signed of it stays: the number alone is kept.
    Column("source_id", BigInteger),
    to("file_id", "files", index=True),
    to("original_id", "files", nullable=True, index=True),
    to("pdf_id", "files", nullable=True, index=True),
    to("sealed_id", "files", nullable=True, index=True),
    words("region_type"),
    words("external_id"),
    time("external_created_at", nullable=True),
    words("language"),
    to("responsible_id", "users"),
    to("created_by", "users"),
    to("resent_from", "sign_documents", nullable=True),
    # What was asked of the linked system of personnel records to fill the document: a job there. The number alone is
    # kept: a company that is linked no more takes its jobs along.
    Column("values_job_id", BigInteger),
    time("values_settled_at", nullable=True),  # since when they are waited for no more
    time("created_at"),
    time("expires_at", nullable=True),
    time("prepared_at", nullable=True),
    Column("prepare_attempts", Integer, nullable=False, server_default="0"),
    time("unusable_at", nullable=True),
    words("unusable"),
    time("cancelled_at", nullable=True),
    words("cancel_comment"),
    time("expired_at", nullable=True),
    time("signed_at", nullable=True),
    Column("sealing_attempts", Integer, nullable=False, server_default="0"),
    words("sealing_fault"),
    words("sealing_level"),
    time("sealing_due_at", nullable=True),
    time("sealed_at", nullable=True),
    Column("evidence_count", Integer, nullable=False, server_default="0"),
    Column("evidence_head", LargeBinary, nullable=False),
    Index(
        "ix_sign_documents_expires_at",
        "expires_at",
        postgresql_where=text("expired_at is null and signed_at is null and cancelled_at is null"),
    ),
    Index("ix_sign_documents_sealing_due_at", "sealing_due_at", postgresql_where=text("sealing_due_at is not null")),
    Index("ix_sign_documents_values", "values_job_id", postgresql_where=text("values_settled_at is null")),
    Index("ix_sign_documents_created_by", "organization_id", "created_by", "id"),
)

sign_pages = Table(
    "sign_pages",
    metadata,
    to("document_id", "sign_documents", cascade=True),
    Column("number", Integer, nullable=False),
    to("file_id", "files", index=True),
    PrimaryKeyConstraint("document_id", "number"),
)

sign_members = Table(
    "sign_members",
    metadata,
    own_id(),
    guid(),
    to("document_id", "sign_documents", index=True),
    to("organization_id", "organizations"),
    to("user_id", "users"),
    Column("role", Text, nullable=False),
    Column("employee_id", BigInteger),
    words("employee_code"),
    time("opened_at", nullable=True),
    time("read_at", nullable=True),
    time("code_asked_at", nullable=True),
    words("code_hash", None),
    time("code_expires_at", nullable=True),
    time("signed_at", nullable=True),
    to("signature_file_id", "files", nullable=True, index=True),
    words("signature_fault"),
    # The SHA-256 of the certificate of each signer of what was signed elsewhere.
    Column("signature_certificates", ARRAY(LargeBinary), nullable=False, server_default="{}"),
    time("refused_at", nullable=True),
    words("comment"),
    time("delegated_at", nullable=True),
    time("reminded_at", nullable=True),
    # The safe: what everyone has signed, newest first, for its member and for the company. Who sent it stands beside
    # it, since that decides who sees it there.
    time("filed_at", nullable=True),
    to("sent_by", "users"),
    Index("ix_sign_members_personal", "user_id", "filed_at", "id", postgresql_where=text("filed_at is not null")),
    Index("ix_sign_members_safe", "organization_id", "filed_at", "id", postgresql_where=text("filed_at is not null")),
    Index("ix_sign_members_sent_by", "sent_by", "filed_at", "id", postgresql_where=text("filed_at is not null")),
    Index("ix_sign_members_open", "user_id", "id", postgresql_where=text("filed_at is null")),
)

sign_records = Table(
    "sign_records",
    metadata,
    to("document_id", "sign_documents"),
    Column("number", Integer, nullable=False),
    Column("line", LargeBinary, nullable=False),  # the record in its one spelling
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("document_id", "number"),
    UniqueConstraint("hash"),
)

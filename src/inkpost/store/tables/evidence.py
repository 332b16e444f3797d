"""The timestamps and seals over chains of records."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, PrimaryKeyConstraint, Table

from inkpost.store.tables.columns import metadata, time, to

sign_stamps = Table(
    "sign_stamps",
    metadata,
    to("document_id", "sign_documents"),
    Column("number", Integer, nullable=False),  # of the last record that it covers
    Column("token", LargeBinary, nullable=False),
    Column("seal", LargeBinary),  # the company's signature over the same
    time("stamped_at"),
    PrimaryKeyConstraint("document_id", "number"),
)

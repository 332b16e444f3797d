"""What is counted to keep within the limits."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Table, Text

from inkpost.store.tables.columns import metadata, time

limiter_states = Table(
    "limiter_states",
    metadata,
    Column("key", Text, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    time("changed_at"),
)

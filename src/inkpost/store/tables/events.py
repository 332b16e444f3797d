"""The event log, who wants to hear of it, and the workers."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text, UniqueConstraint, Uuid

from inkpost.store.tables.columns import flag, free_map, metadata, organization, own_id, time, to, words

events = Table(
    "events",
    metadata,
    own_id(),
    organization(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    to("user_id", "users", nullable=True),
    free_map("payload"),
    time("happened_at"),
)

event_handlers = Table(
    "event_handlers",
    metadata,
    own_id(),
    organization(),
    to("application_id", "applications", cascade=True),
    Column("event", Text, nullable=False),
    words("url"),
    to("user_id", "users", nullable=True),
    flag("offline"),
    words("connector"),
    free_map("options"),
    UniqueConstraint(
        *("application_id", "event", "url", "user_id", "offline", "connector"),
        postgresql_nulls_not_distinct=True,
    ),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Uuid, primary_key=True),
    flag("ready"),
    words("note"),
    time("seen_at"),
)

"""What is told to others: outgoing webhooks, endpoints, the deliveries to them, and the queue of offline events."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from inkpost.store.tables.columns import (
    flag,
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

outgoing_webhooks = Table(
    "outgoing_webhooks",
    metadata,
    own_id(),
    organization(),
    Column("url", Text, nullable=False),
    texts("events"),  # the names it knows them by
    Column("application_token", Text, nullable=False),  # in the clear: every message carries it
    words("title"),
    time("created_at"),
)

endpoints = Table(
    "endpoints",
    metadata,
    own_id(),
    organization(),
    Column("url", Text, nullable=False),
    texts("kinds"),  # of events; none: all
    Column("secret", Text, nullable=False),  # in the clear: messages are signed with it
    words("previous_secret"),
    time("previous_until", nullable=True),
    words("title"),
    time("created_at"),
    time("failing_since", nullable=True),
    time("disabled_at", nullable=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    own_id(),
    guid(),
    organization(),
    to("event_id", "events"),
    Column("lane", Text, nullable=False),  # whom it is for: "endpoint:7"; of a lane one message is under way at a time
    to("endpoint_id", "endpoints", nullable=True, cascade=True, index=True),
    to("handler_id", "event_handlers", nullable=True, cascade=True, index=True),
    to("outgoing_id", "outgoing_webhooks", nullable=True, cascade=True, index=True),
    words("event"),  # the name that the other side knows it by
    time("created_at"),
    time("due_at", nullable=True),  # null: there is nothing more to do
    Column("failures", Integer, nullable=False, server_default="0"),  # in a row, since it was last queued
    time("failing_since", nullable=True),
    time("delivered_at", nullable=True),
    time("given_up_at", nullable=True),
    UniqueConstraint("lane", "event_id", "event"),
    Index("ix_deliveries_waiting", "lane", "event_id", "id", postgresql_where=text("due_at is not null")),
)

undispatched_events = Table(
    "undispatched_events",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id"), primary_key=True, autoincrement=False),
    to("organization_id", "organizations"),
    Index("ix_undispatched_events_organization_id", "organization_id", "event_id"),
)  # what happened and is not yet made into deliveries

delivery_attempts = Table(
    "delivery_attempts",
    metadata,
    own_id(),
    to("delivery_id", "deliveries", cascade=True, index=True),
    time("started_at"),
    Column("seconds", Float, nullable=False),
    Column("status", Integer),  # null: there was no answer
    words("answer"),  # its first bytes
    words("fault"),
)

offline_events = Table(
    "offline_events",
    metadata,
    own_id(),
    organization(),
    to("application_id", "applications", cascade=True),
    Column("event", Text, nullable=False),
    words("connector"),
    Column("message_id", Text, nullable=False),  # the same for one event of one thing
    ordered_map("data"),
    Column("user_id", BigInteger),  # who caused it
    time("happened_at"),
    words("process_id"),  # who has taken it to work on it; '' where nobody has
    time("taken_at", nullable=True),
    flag("failed"),
    Index(
        "uq_offline_events_waiting",
        *("application_id", "connector", "message_id"),
        unique=True,
        postgresql_where=text("process_id = ''"),
    ),
    Index("ix_offline_events_application_id_id", "application_id", "id"),
)

"""Who exchanges documents: boxes, the people who work in them, and who is whose counterparty."""

from __future__ import annotations

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Column, Index, Table, Text, UniqueConstraint, Uuid, text

from inkpost.store.tables.columns import flag, free_map, guid, metadata, organization, own_id, texts, time, to, words

boxes = Table(
    "boxes",
    metadata,
    own_id(),
    guid(),
    Column("person_guid", Uuid, nullable=False, unique=True, server_default=text("gen_random_uuid()")),
    organization(),
    to("head_department_id", "departments", index=True),
    Column("inn", Text, nullable=False),
    words("kpp"),  # empty of an individual entrepreneur
    words("ogrn"),
    Column("full_name", Text, nullable=False),
    words("short_name"),
    Column("participant_id", Text, nullable=False, unique=True),
    words("tax_office"),
    free_map("address"),
    flag("partners_only"),
    flag("test"),
    time("created_at"),
    UniqueConstraint("inn", "kpp"),
)

employees = Table(
    "employees",
    metadata,
    own_id(),
    to("box_id", "boxes"),
    to("user_id", "users", index=True),
    to("department_id", "departments", index=True),
    words("position"),
    words("access", "none"),
    Column("selected_departments", ARRAY(BigInteger), nullable=False, server_default=text("'{}'::bigint[]")),
    flag("administrator"),
    texts("permissions"),
    flag("in_chats"),
    time("blocked_at", nullable=True),
    words("blocked_comment"),
    time("created_at"),
    UniqueConstraint("box_id", "user_id"),
)

counterparties = Table(
    "counterparties",
    metadata,
    own_id(),
    to("box_id", "boxes"),
    to("other_box_id", "boxes", index=True),
    words("inviting", None),  # whose invitation waits: "me", "them", or nobody's
    words("settled", None),  # what holds otherwise: "partners", "rejected_by_me", "rejected_by_them", or nothing yet
    words("comment_from"),
    words("comment_to"),
    words("last_comment"),
    time("blocked_at", nullable=True),
    time("last_event_at"),
    UniqueConstraint("box_id", "other_box_id"),
    CheckConstraint("box_id <> other_box_id", name="two_boxes"),
)

# Whoever adds to it holds both boxes, so that the numbers of a box grow in the order of commits.
counterparty_events = Table(
    "counterparty_events",
    metadata,
    own_id(),
    guid(),
    to("box_id", "boxes"),
    to("other_box_id", "boxes", index=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    words("comment"),
    words("comment_from"),
    words("comment_to"),
    to("user_id", "users", nullable=True),
    time("at"),
    Index("ix_counterparty_events_box_id_id", "box_id", "id"),
)

exchange_tasks = Table(
    "exchange_tasks",
    metadata,
    own_id(),
    guid(),
    to("box_id", "boxes", index=True),
    to("user_id", "users", index=True),
    to("other_box_id", "boxes", nullable=True, index=True),
    words("fault"),
    time("created_at"),
)

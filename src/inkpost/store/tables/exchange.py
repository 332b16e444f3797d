"""Exchange between boxes: messages, their patches and entities, what each box knows of them, and its feed of events."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from inkpost.store.tables.columns import flag, free_map, guid, metadata, ordered_map, own_id, time, to, words

exchange_messages = Table(
    "exchange_messages",
    metadata,
    own_id(),
    guid(),
    Column("kind", Text, nullable=False),
    to("from_box_id", "boxes", index=True),
    to("to_box_id", "boxes", nullable=True),
    to("proxy_box_id", "boxes", nullable=True),
    to("from_department_id", "departments", nullable=True),
    to("to_department_id", "departments", nullable=True),
    to("proxy_department_id", "departments", nullable=True),
    flag("internal"),
    flag("delayed"),
    flag("test"),
    flag("draft_locked"),
    Column("lock_mode", Text, nullable=False),
    Column("packet", Uuid, nullable=False),
    to("created_by", "users", nullable=True),
    time("created_at"),
    time("changed_at"),
    time("sent_at", nullable=True),
    time("proxy_delivered_at", nullable=True),
    time("delivered_at", nullable=True),
    time("recycled_at", nullable=True),
    to("draft_id", "exchange_messages", nullable=True, index=True),
    Column("entity_count", Integer, nullable=False, server_default="0"),
)

exchange_patches = Table(
    "exchange_patches",
    metadata,
    own_id(),
    guid(),
    to("message_id", "exchange_messages", index=True),
    to("box_id", "boxes", nullable=True),  # whose act it is; none of the operator
    to("user_id", "users", nullable=True),
    Column("kind", Text, nullable=False),
    flag("private"),  # for the box alone whose act it is
    Column("delivered_patch", Uuid),  # what was delivered, where that is what it tells of
    ordered_map("marks"),  # what it says of entities that were there: deleted, moved
    time("created_at"),
)

exchange_entities = Table(
    "exchange_entities",
    metadata,
    own_id(),
    guid(),
    to("message_id", "exchange_messages"),
    to("patch_id", "exchange_patches", index=True),
    Column("place", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("attachment", Text, nullable=False),  # what the content is: a type of document, a receipt, a comment
    Column("parent", Uuid),
    Column("document", Uuid),
    to("box_id", "boxes", nullable=True),
    to("user_id", "users", nullable=True),
    to("department_id", "departments", nullable=True),
    to("file_id", "files", nullable=True, index=True),
    Column("size", BigInteger, nullable=False, server_default="0"),
    words("file_name"),
    flag("wants_signature"),
    flag("wants_receipt"),
    flag("approvement"),
    flag("partially"),
    flag("rejected"),
    flag("encrypted"),
    flag("through_proxy"),
    Column("to_side", Text),  # of a confirmation: whom it is for
    Column("check", Text, nullable=False),
    Column("resolution", Text),
    to("target_user_id", "users", nullable=True),
    to("target_department_id", "departments", nullable=True),
    ordered_map("details"),
    time("created_at"),
    UniqueConstraint("message_id", "place"),
)

exchange_documents = Table(
    "exchange_documents",
    metadata,
    own_id(),
    guid(),  # that of its entity
    to("message_id", "exchange_messages", index=True),
    Column("type_name", Text, nullable=False),
    Column("function", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("workflow_id", Integer, nullable=False),
    words("title"),
    words("file_name"),
    words("number", None),
    Column("date", Date),
    words("custom_id"),
    words("editing_id"),
    ordered_map("metadata"),
    Column("packet", Uuid, nullable=False, index=True),
    time("created_at"),
)

exchange_links = Table(
    "exchange_links",
    metadata,
    to("initial_id", "exchange_documents"),
    to("subordinate_id", "exchange_documents", index=True),
    PrimaryKeyConstraint("initial_id", "subordinate_id"),
)

box_messages = Table(
    "box_messages",
    metadata,
    to("box_id", "boxes"),
    to("message_id", "exchange_messages", index=True),
    time("arrived_at"),
    time("deleted_at", nullable=True),
    PrimaryKeyConstraint("box_id", "message_id"),
)

box_documents = Table(
    "box_documents",
    metadata,
    own_id(),
    to("box_id", "boxes"),
    to("document_id", "exchange_documents", index=True),
    to("message_id", "exchange_messages"),
    Column("class", Text, nullable=False),
    Column("type_name", Text, nullable=False),
    to("department_id", "departments", nullable=True),
    to("from_department_id", "departments", nullable=True),
    to("to_department_id", "departments", nullable=True),
    to("counterparty_box_id", "boxes", nullable=True),
    Column("ticks", BigInteger, nullable=False),
    words("number", None),
    Column("date", Date),
    flag("draft"),
    time("sent_at", nullable=True),
    time("delivered_at", nullable=True),
    time("read_at", nullable=True),
    time("deleted_at", nullable=True),
    time("changed_at"),
    flag("owes_marking_cancellation"),  # the operator's word
    free_map("view"),
    Column("categories", BigInteger, nullable=False, server_default="0"),
    ordered_map("custom_data"),
    UniqueConstraint("box_id", "document_id", "class"),
    Index("ix_box_documents_message", "box_id", "message_id"),
    Index("ix_box_documents_number", "box_id", "number"),
    Index("ix_box_documents_counterparty", "box_id", "counterparty_box_id"),
)

exchange_deliveries = Table(
    "exchange_deliveries",
    metadata,
    own_id(),
    to("from_box_id", "boxes"),
    to("to_box_id", "boxes"),
    to("patch_id", "exchange_patches", index=True),
    time("created_at"),
    time("delivered_at", nullable=True),
    UniqueConstraint("to_box_id", "patch_id"),
    Index(
        "ix_exchange_deliveries_waiting",
        "from_box_id",
        "to_box_id",
        "id",
        postgresql_where=text("delivered_at is null"),
    ),
)

box_events = Table(
    "box_events",
    metadata,
    own_id(),
    to("box_id", "boxes"),
    to("message_id", "exchange_messages"),
    to("patch_id", "exchange_patches", index=True),
    # Numbers of one sequence are not committed in their order; those of transactions tell what may still come.
    Column("xact", BigInteger, nullable=False),
    Column("message_kind", Text, nullable=False),
    Column("departments", ARRAY(BigInteger), nullable=False),
    Column("types", ARRAY(Text), nullable=False),
    Column("classes", ARRAY(Text), nullable=False),
    to("counterparty_box_id", "boxes", nullable=True),
    time("happened_at"),
    UniqueConstraint("box_id", "patch_id"),
    Index("ix_box_events_feed", "box_id", "xact", "id"),
    Index("ix_box_events_message", "message_id", "box_id"),
)

# What is added to the numbers of transactions: a database that was loaded from a backup begins to count anew.
feed_bases = Table(
    "feed_bases",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("amount", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="ck_feed_bases_one"),
)

exchange_once = Table(
    "exchange_once",
    metadata,
    to("user_id", "users"),
    to("box_id", "boxes"),
    Column("act", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    time("created_at"),
    PrimaryKeyConstraint("user_id", "box_id", "act", "operation"),
)

# Signatures that were refused, counted in a transaction beside the one that was rolled back: so it refers to nothing.
refused_signatures = Table(
    "refused_signatures",
    metadata,
    own_id(),
    Column("message_id", BigInteger, nullable=False),
    Column("parent", Uuid, nullable=False),
    time("refused_at"),
    Index("ix_refused_signatures_parent", "message_id", "parent"),
)

"""The lists of boxes: which document is in which of them, how many each has, and what a page shows of a document."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    text,
)

from inkpost.store.tables.columns import metadata, own_id, to


def _place() -> list[Column[Any]]:
    """Whose list it is, what of, and where in the box. Without foreign keys: one writer writes them, with their row."""
    return [
        Column("box_id", BigInteger, nullable=False),
        Column("category", SmallInteger, nullable=False),
        Column("type_name", Text, nullable=False),
        Column("department_id", BigInteger, nullable=False),
        Column("from_department_id", BigInteger, nullable=False),
        Column("to_department_id", BigInteger, nullable=False),
    ]


_DATED: Final = text("date is not null")
_FROM: Final = text("from_department_id <> 0")
_TO: Final = text("to_department_id <> 0")

# A page is a short range of one of these indexes, whatever is asked; so each ends in the order of its pages.
box_postings = Table(
    "box_postings",
    metadata,
    Column("box_document_id", BigInteger, nullable=False),
    *_place(),
    Column("ticks", BigInteger, nullable=False),
    Column("date", Date),
    PrimaryKeyConstraint("box_document_id", "category"),
    Index("ix_box_postings_all", "box_id", "category", "ticks", "box_document_id"),
    Index("ix_box_postings_type", "box_id", "category", "type_name", "ticks", "box_document_id"),
    Index("ix_box_postings_department", "box_id", "category", "department_id", "ticks", "box_document_id"),
    Index(
        "ix_box_postings_department_type",
        "box_id",
        "category",
        "department_id",
        "type_name",
        "ticks",
        "box_document_id",
    ),
    Index(
        "ix_box_postings_date",
        "box_id",
        "category",
        "date",
        "ticks",
        "box_document_id",
        postgresql_where=_DATED,
        postgresql_include=["type_name"],
    ),
    Index(
        "ix_box_postings_department_date",
        "box_id",
        "category",
        "department_id",
        "date",
        "ticks",
        "box_document_id",
        postgresql_where=_DATED,
        postgresql_include=["type_name"],
    ),
    # Internal documents are seen from either end.
    Index(
        "ix_box_postings_from",
        "box_id",
        "category",
        "from_department_id",
        "ticks",
        "box_document_id",
        postgresql_where=_FROM,
    ),
    Index(
        "ix_box_postings_to", "box_id", "category", "to_department_id", "ticks", "box_document_id", postgresql_where=_TO
    ),
)

# Departments 0 stand for the whole box, no type for all of them; see box_tally_changes for what is not counted yet.
box_tallies = Table(
    "box_tallies",
    metadata,
    *_place(),
    Column("count", BigInteger, nullable=False),
    PrimaryKeyConstraint("box_id", "category", "type_name", "department_id", "from_department_id", "to_department_id"),
)

# Rows are only added, so writers never wait for one another; a job folds them into the tallies.
box_tally_changes = Table(
    "box_tally_changes",
    metadata,
    own_id(),
    *_place(),
    Column("change", SmallInteger, nullable=False),
    Index("ix_box_tally_changes_list", "box_id", "category"),
)

box_bodies = Table(
    "box_bodies",
    metadata,
    to("box_document_id", "box_documents"),
    Column("protobuf", LargeBinary, nullable=False),
    Column("json", LargeBinary, nullable=False),
    # Whose names a page adds to it: they may change without the document.
    Column("people", ARRAY(BigInteger), nullable=False, server_default=text("'{}'::bigint[]")),
    PrimaryKeyConstraint("box_document_id"),
)

# Lists that documents pass through quickly leave dead rows where pages begin: they are swept by number, not by share.
TUNING: Final = (
    "alter table box_postings set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, "
    "autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000)",
    "alter table box_tally_changes set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)",
    "alter table box_tallies set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, "
    "autovacuum_vacuum_threshold = 2000)",
    # Compressed, and beside the row: a page reads a hundred of them.
    "alter table box_bodies alter column protobuf set storage main, alter column json set storage main",
)
"""What the tables are told beside their columns; the first migration says it after making them."""

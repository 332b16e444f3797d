"""The kinds of columns that tables are made of, and the one collection that all tables belong to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    MetaData,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def own_id() -> Column[int]:
    """The table's own number, given by the database."""
    return Column("id", BigInteger, Identity(), primary_key=True)


def guid() -> Column[Any]:
    """The second identity, known to the other side."""
    return Column("guid", Uuid, nullable=False, unique=True, server_default=text("gen_random_uuid()"))


def to(name: str, target: str, *, nullable: bool = False, cascade: bool = False, index: bool = False) -> Column[int]:
    """The number of a row of another table."""
    rule = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return Column(name, BigInteger, rule, nullable=nullable, index=index)


def organization() -> Column[int]:
    """Whose row it is."""
    return to("organization_id", "organizations", index=True)


def time(name: str, *, nullable: bool = False) -> Column[Any]:
    """A moment; now, where it is not nullable."""
    default = None if nullable else text("now()")
    return Column(name, DateTime(timezone=True), nullable=nullable, server_default=default)


def words(name: str, default: str | None = "") -> Column[str]:
    """A text, empty by default; nullable where the default is None."""
    return Column(name, Text, nullable=default is None, server_default=default)


def flag(name: str, default: bool = False) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, server_default=text("true" if default else "false"))


def free_map(name: str) -> Column[Any]:
    """Keys and values whose order nobody asks for."""
    return Column(name, JSONB, nullable=False, server_default=text("'{}'::jsonb"))


def ordered_map(name: str) -> Column[Any]:
    """What a client gave and gets back in its order, which jsonb would lose."""
    return Column(name, JSON, nullable=False, server_default=text("'{}'::json"))


def texts(name: str) -> Column[Any]:
    """A list of texts."""
    return Column(name, ARRAY(Text), nullable=False, server_default=text("'{}'::text[]"))

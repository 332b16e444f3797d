"""Requisites of companies and contacts, their presets, accounts and addresses, and which of them an object uses."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Identity, Index, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from inkpost.store.tables.columns import flag, free_map, metadata, organization, own_id, time, to, words

FIRST_OWN_PRESET = 1001  # below are those that every organisation begins with, by the same numbers everywhere


def _number(name: str, default: int | None = None) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=None if default is None else str(default))


def _owner() -> tuple[Column[int], Column[int]]:
    """Whose it is: the kind of the object and its number on the wire."""
    return Column("entity_type_id", BigInteger, nullable=False), _number("entity_id")


def _history() -> tuple[Column[int], ...]:
    """Who made it and who changed it last, and when; nobody where it came with the organisation."""
    return (
        to("created_by", "users", nullable=True),
        to("modified_by", "users", nullable=True),
        time("created_at"),
        time("updated_at", nullable=True),
    )


requisite_presets = Table(
    "requisite_presets",
    metadata,
    Column("id", BigInteger, Identity(start=FIRST_OWN_PRESET), nullable=False),
    organization(),
    Column("country_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    words("code", None),
    flag("active", True),
    Column("sort", BigInteger, nullable=False, server_default="500"),
    free_map("fields"),  # "items": what it shows, in the form of model.requisites.PresetField; "last": the last number
    *_history(),
    PrimaryKeyConstraint("organization_id", "id"),
)

requisites = Table(
    "requisites",
    metadata,
    own_id(),
    organization(),
    *_owner(),
    _number("preset_id"),
    Column("name", Text, nullable=False),
    words("code", None),
    words("xml_id", None),
    words("originator_id", None),
    flag("active", True),
    flag("address_only"),
    Column("sort", BigInteger, nullable=False, server_default="500"),
    free_map("texts"),
    *_history(),
    Index("ix_requisites_owner", "organization_id", "entity_type_id", "entity_id"),
)

bank_details = Table(
    "bank_details",
    metadata,
    own_id(),
    organization(),
    to("requisite_id", "requisites", cascade=True, index=True),
    Column("country_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    words("code", None),
    words("xml_id", None),
    words("originator_id", None),
    flag("active", True),
    Column("sort", BigInteger, nullable=False, server_default="500"),
    words("comments", None),
    free_map("texts"),
    *_history(),
)

addresses = Table(
    "addresses",
    metadata,
    own_id(),
    organization(),
    Column("type_id", BigInteger, nullable=False),
    *_owner(),
    words("address_1", None),
    words("address_2", None),
    words("city", None),
    words("postal_code", None),
    words("region", None),
    words("province", None),
    words("country", None),
    words("country_code", None),
    Column("anchor_type_id", BigInteger, nullable=False),
    _number("anchor_id"),
    UniqueConstraint("organization_id", "entity_type_id", "entity_id", "type_id", name="uq_addresses_owner_type"),
    Index("ix_addresses_anchor", "organization_id", "anchor_type_id", "anchor_id"),
)

requisite_links = Table(
    "requisite_links",
    metadata,
    own_id(),
    organization(),
    *_owner(),
    _number("requisite_id", 0),
    _number("bank_detail_id", 0),
    _number("my_requisite_id", 0),
    _number("my_bank_detail_id", 0),
    UniqueConstraint("organization_id", "entity_type_id", "entity_id", name="uq_requisite_links_owner"),
)

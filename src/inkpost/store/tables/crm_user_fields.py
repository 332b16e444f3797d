"""The fields that users add to the items of a type."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text, UniqueConstraint

from inkpost.store.tables.columns import flag, free_map, metadata, own_id, to, words

crm_user_fields = Table(
    "crm_user_fields",
    metadata,
    own_id(),
    to("organization_id", "organizations"),
    Column("type_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),  # UF_CRM_1639669411
    Column("kind", Text, nullable=False),
    words("xml_id", None),
    Column("sort", BigInteger, nullable=False, server_default="100"),
    flag("multiple"),
    flag("mandatory"),
    flag("show_filter"),
    flag("show_in_list"),
    flag("edit_in_list", True),
    flag("searchable"),
    free_map("settings"),
    free_map("labels"),
    free_map("list_items"),  # "items": in the form of model.crm_user_fields.ListItem
    UniqueConstraint("organization_id", "type_id", "name"),
)

"""What documents take their data from: deals, people, firms and the like, and the goods they are about."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from inkpost.store.tables.columns import flag, free_map, metadata, organization, own_id, time, to, words

crm_types = Table(
    "crm_types",
    metadata,
    own_id(),
    organization(),
    Column("type_id", BigInteger, nullable=False),  # 128 to 191, or even from 1030 on
    Column("title", Text, nullable=False),
    words("code"),
    free_map("settings"),
    to("created_by", "users", nullable=True),
    to("updated_by", "users", nullable=True),
    time("created_at"),
    time("updated_at"),
    UniqueConstraint("organization_id", "type_id"),
)

crm_counters = Table(
    "crm_counters",
    metadata,
    to("organization_id", "organizations"),
    Column("type_id", BigInteger, nullable=False),
    Column("next", BigInteger, nullable=False),
    PrimaryKeyConstraint("organization_id", "type_id"),
)

# Columns of their own for what is filtered and sorted by most; every other field lies in ``field_values`` by name.
# The index with ``assigned_by`` in it serves whoever may see the items of some users alone.
crm_items = Table(
    "crm_items",
    metadata,
    own_id(),
    to("organization_id", "organizations"),
    Column("type_id", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),  # counted per organisation and type
    words("title"),
    Column("category_id", BigInteger, nullable=False, server_default="0"),
    words("stage"),
    to("assigned_by", "users", nullable=True),
    Column("company_number", BigInteger),
    Column("contact_number", BigInteger),  # the first of the bound contacts
    Column("my_company_number", BigInteger),
    Column("opportunity", Numeric(20, 4)),
    Column("tax_value", Numeric(20, 4)),
    flag("manual_opportunity"),
    words("currency"),
    flag("is_my_company"),
    flag("opened", True),
    Column("begin_date", Date),
    Column("close_date", Date),
    to("created_by", "users", nullable=True),
    to("updated_by", "users", nullable=True),
    to("moved_by", "users", nullable=True),
    time("created_at"),
    time("updated_at"),
    time("moved_at"),
    free_map("field_values"),
    free_map("user_fields"),
    UniqueConstraint("organization_id", "type_id", "number"),
    Index("ix_crm_items_assigned_by", "organization_id", "type_id", "assigned_by", "number"),
    Index("ix_crm_items_own", "organization_id", "number", postgresql_where=text("is_my_company")),
    Index("ix_crm_items_company", "organization_id", "company_number", postgresql_where=text("company_number > 0")),
    Index("ix_crm_items_contact", "organization_id", "contact_number", postgresql_where=text("contact_number > 0")),
    Index(
        "ix_crm_items_my_company",
        *("organization_id", "my_company_number"),
        postgresql_where=text("my_company_number > 0"),
    ),
)

crm_contact_bindings = Table(
    "crm_contact_bindings",
    metadata,
    to("item_id", "crm_items", cascade=True),
    to("contact_id", "crm_items", cascade=True, index=True),
    Column("position", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("item_id", "contact_id"),
)

crm_multifields = Table(
    "crm_multifields",
    metadata,
    own_id(),
    to("item_id", "crm_items", cascade=True, index=True),
    Column("kind", Text, nullable=False),  # PHONE, EMAIL, WEB, IM, LINK
    words("value_type"),  # WORK, MOBILE, HOME ...
    Column("value", Text, nullable=False),
)

crm_product_rows = Table(
    "crm_product_rows",
    metadata,
    own_id(),
    to("item_id", "crm_items", cascade=True, index=True),
    Column("product_id", BigInteger),
    words("product_name"),
    Column("price", Numeric(20, 4), nullable=False, server_default="0"),  # after the discount, with the tax
    Column("price_exclusive", Numeric(20, 4), nullable=False, server_default="0"),  # the same without the tax
    Column("price_netto", Numeric(20, 4), nullable=False, server_default="0"),  # before the discount, without the tax
    Column("price_brutto", Numeric(20, 4), nullable=False, server_default="0"),  # before the discount, with the tax
    Column("quantity", Numeric(20, 4), nullable=False, server_default="1"),
    Column("discount_type", BigInteger, nullable=False, server_default="2"),  # 1: a sum, 2: a percentage
    Column("discount_rate", Numeric(20, 4), nullable=False, server_default="0"),
    Column("discount_sum", Numeric(20, 4), nullable=False, server_default="0"),
    Column("tax_rate", Numeric(9, 4)),  # None: free of tax
    flag("tax_included"),
    flag("customized", True),
    Column("measure_code", BigInteger),
    words("measure_name"),
    Column("sort", BigInteger, nullable=False, server_default="0"),
    Column("kind", BigInteger, nullable=False, server_default="4"),
    Column("store_id", BigInteger),
    words("xml_id"),
)

"""Catalogs and their elements."""

from sqlalchemy import Column, Index, Integer, Table

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

catalogs = Table(
    "catalogs",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    columns.text("type"),
    Column("sort", Integer, nullable=False),
    columns.flag("can_add_elements"),
    columns.flag("can_show_in_cards"),
    columns.flag("can_link_multiple"),
    columns.flag("can_be_deleted"),
    columns.flag("is_enabled"),
    columns.number("created_by"),
    columns.number("updated_by"),
    *columns.times(),
)

elements = Table(
    "elements",
    metadata,
    columns.account(),
    columns.id(),
    columns.number("catalog_id"),
    columns.text("name"),
    columns.folded("name_folded"),
    columns.number("created_by"),
    columns.number("updated_by"),
    *columns.times(),
    columns.flag("is_deleted"),
    columns.number("currency_id", null=True),
    columns.json("custom_fields"),
    Index("elements_catalog", "account_id", "catalog_id", "id"),
    Index("elements_name", "account_id", "catalog_id", "name_folded", "id"),
)

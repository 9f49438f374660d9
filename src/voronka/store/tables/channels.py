"""Where customers come from."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Table, Text, text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

sources = Table(
    "sources",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("client_id"),  # empty: of tokens without an integration
    columns.text("name"),
    columns.text("external_id"),
    columns.number("pipeline_id"),
    columns.flag("is_default"),
    columns.text("origin_code", null=True),
    columns.json("services"),
    columns.flag("is_deleted"),
    *columns.times(),
    Index(
        "sources_external_id",
        "account_id",
        "client_id",
        "external_id",
        unique=True,
        sqlite_where=text("NOT is_deleted"),
        postgresql_where=text("NOT is_deleted"),
    ),
    Index("sources_pipeline", "account_id", "pipeline_id"),
)

short_links = Table(
    "short_links",
    metadata,
    columns.account(),
    Column("code", Text, primary_key=True),
    columns.text("url"),
    columns.number("contact_id"),
    columns.number("created_by"),
    columns.number("opened_at"),  # last noted; 0: never
    columns.number("created_at"),
    Index("short_links_contact", "account_id", "contact_id"),
)

website_buttons = Table(
    "website_buttons",
    metadata,
    columns.account(),
    columns.id(),  # the source's
    columns.number("button_id", null=True),  # null: not created yet
    columns.text("code"),
    columns.json("sites"),
    columns.flag("is_used_in_app"),
    columns.flag("has_chat"),
    *columns.times(),
    Index("website_buttons_code", "account_id", "code", unique=True),
    Index(
        "website_buttons_pending",
        "account_id",
        "id",
        sqlite_where=text("button_id IS NULL"),
        postgresql_where=text("button_id IS NULL"),
    ),
    ForeignKeyConstraint(["account_id", "id"], ["sources.account_id", "sources.id"], ondelete="CASCADE"),
)

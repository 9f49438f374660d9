"""Custom fields, and the two indexes over their values."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, SmallInteger, Table, Text, text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

custom_fields = Table(
    "custom_fields",
    metadata,
    columns.account(),
    columns.id(),
    Column("entity_type", SmallInteger, nullable=False),
    columns.number("catalog_id"),  # 0 unless the entity is a catalog element
    columns.text("name"),
    columns.text("code", null=True),
    columns.text("type"),
    Column("sort", Integer, nullable=False),
    columns.text("group_id", null=True),
    columns.flag("is_api_only"),
    columns.flag("is_deletable"),
    columns.flag("is_predefined"),
    columns.flag("is_visible"),
    columns.flag("is_required"),
    columns.json("enums"),
    columns.json("nested"),
    columns.json("required_statuses"),
    columns.json("hidden_statuses"),
    columns.json("settings"),  # remind, currency, chained_lists, search_in, tracking_callback, settings, origin
    *columns.times(),
    Index("custom_fields_owner", "account_id", "entity_type", "catalog_id", "sort", "id"),
)

field_groups = Table(
    "field_groups",
    metadata,
    columns.account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("catalog_id", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    columns.text("name"),
    Column("sort", Integer, nullable=False),
    columns.flag("is_predefined"),
    *columns.times(),
)

field_values = Table(
    "field_values",
    metadata,
    columns.account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("field_id", BigInteger, primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("value_text", Text, nullable=True),
    Column("value_num", Float, nullable=True),
    Index(
        "field_values_text",
        "account_id",
        "field_id",
        "value_text",
        "entity_id",
        sqlite_where=text("value_text IS NOT NULL"),
        postgresql_where=text("value_text IS NOT NULL"),
    ),
    Index(
        "field_values_num",
        "account_id",
        "field_id",
        "value_num",
        "entity_id",
        sqlite_where=text("value_num IS NOT NULL"),
        postgresql_where=text("value_num IS NOT NULL"),
    ),
)

search_texts = Table(
    "search_texts",
    metadata,
    columns.account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    columns.text("text"),
    Index(
        "search_texts_trigrams",
        "account_id",
        "entity_type",
        "text",
        postgresql_using="gin",
        postgresql_ops={"text": "gin_trgm_ops"},
    ),
    info={"sqlite": "a virtual table of FTS5 instead, see dialects/sqlite.py"},
)

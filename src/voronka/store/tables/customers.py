"""What stands around customers: their statuses, segments and purchases."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, SmallInteger, Table

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

customer_statuses = Table(
    "customer_statuses",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    Column("sort", Integer, nullable=False),
    columns.text("color"),
    Column("type", SmallInteger, nullable=False),
    columns.flag("is_default"),
    Column("period", Integer, nullable=False),
)

segments = Table(
    "segments",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    columns.text("color"),
    columns.json("available_products_price_types"),
    Column("bonus_points_conversion_rate", Float, nullable=True),
    Column("bonus_points_max_discount", Float, nullable=True),
    columns.json("custom_fields"),
    *columns.times(),
)

# An index over the column `segments` of customers, which is the truth: who is in a segment.
customer_segments = Table(
    "customer_segments",
    metadata,
    columns.account(),
    Column("segment_id", BigInteger, primary_key=True, autoincrement=False),
    Column("customer_id", BigInteger, primary_key=True, autoincrement=False),
    Index("customer_segments_customer", "account_id", "customer_id"),
)

transactions = Table(
    "transactions",
    metadata,
    columns.account(),
    columns.id(),
    columns.number("customer_id"),
    columns.number("price"),
    columns.text("comment", null=True),
    columns.number("completed_at"),
    columns.number("created_by"),
    columns.number("updated_by"),
    *columns.times(),
    columns.flag("is_deleted"),
    columns.json("elements"),
    columns.json("metadata"),
    columns.number("bonus_points"),  # that were accrued for it
    Index("transactions_customer", "account_id", "customer_id", "id"),
)

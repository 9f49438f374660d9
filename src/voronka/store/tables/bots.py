"""Bots and what they are at."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, SmallInteger, Table

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

bots = Table(
    "bots",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    columns.text("type_functionality"),  # regular, greeting, marketing, nps
    columns.flag("is_visual_editor"),
    columns.flag("is_active"),
    columns.flag("is_favorite"),
    *columns.times(),
)

bot_runs = Table(
    "bot_runs",
    metadata,
    columns.account(),
    columns.id(),
    columns.number("bot_id"),
    Column("entity_type", SmallInteger, nullable=False),
    columns.number("entity_id"),
    columns.text("state"),  # waiting, finished, stopped
    columns.number("step"),
    columns.json("data"),
    columns.number("created_by"),
    *columns.times(),
    Index("bot_runs_entity", "account_id", "entity_id", "bot_id"),
    ForeignKeyConstraint(["account_id", "bot_id"], ["bots.account_id", "bots.id"], ondelete="CASCADE"),
)

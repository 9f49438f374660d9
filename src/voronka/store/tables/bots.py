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
    columns.text("client_id", null=True),  # whose widget its steps call
    columns.json("steps"),
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

bot_calls = Table(
    "bot_calls",
    metadata,
    columns.account(),
    columns.id(),  # the run's
    Column("entity_type", SmallInteger, nullable=False),
    columns.text("url"),
    columns.text("body"),
    Column("attempts", SmallInteger, nullable=False),
    columns.number("next_at"),
    columns.number("created_at"),
    Index("bot_calls_due", "account_id", "next_at", "id"),
    ForeignKeyConstraint(["account_id", "id"], ["bot_runs.account_id", "bot_runs.id"], ondelete="CASCADE"),
)

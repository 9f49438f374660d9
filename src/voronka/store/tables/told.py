"""Who is told."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, SmallInteger, Table, Text, text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

webhooks = Table(
    "webhooks",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("destination"),
    columns.json("settings"),
    Column("sort", Integer, nullable=False),
    columns.flag("disabled"),
    columns.number("created_by"),
    *columns.times(),
    Index("webhooks_destination", "account_id", "destination", unique=True),
)

triggers = Table(
    "triggers",
    metadata,
    columns.account(),
    columns.id(),
    columns.number("pipeline_id"),
    columns.number("status_id"),
    columns.text("event"),
    columns.text("destination", null=True),  # null: the widget's
    columns.number("widget_id", null=True),
    columns.json("settings"),
    columns.number("created_at"),
    Index("triggers_status", "account_id", "pipeline_id", "status_id"),
    Index("triggers_widget", "account_id", "widget_id"),
    ForeignKeyConstraint(
        ["account_id", "pipeline_id", "status_id"],
        ["statuses.account_id", "statuses.pipeline_id", "statuses.id"],
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(["account_id", "widget_id"], ["widgets.account_id", "widgets.id"], ondelete="CASCADE"),
)

deliveries = Table(
    "deliveries",
    metadata,
    columns.account(),
    Column("id", Text, primary_key=True),
    columns.number("webhook_id", null=True),  # who is told: a webhook
    columns.number("trigger_id", null=True),  # or a trigger
    Column("entity_type", SmallInteger, nullable=False),  # notices of one record keep their order
    columns.number("entity_id"),
    columns.text("event"),
    columns.text("body"),
    columns.text("state"),  # waiting, done, dead; held: waits for its webhook to be switched on again
    Column("attempts", SmallInteger, nullable=False),
    columns.number("next_at"),
    columns.number("leased_until"),
    columns.number("created_at"),
    Index(
        "deliveries_due",
        "account_id",
        "next_at",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("deliveries_webhook", "account_id", "webhook_id", "id"),
    Index(
        "deliveries_trigger",
        "account_id",
        "trigger_id",
        sqlite_where=text("trigger_id IS NOT NULL"),
        postgresql_where=text("trigger_id IS NOT NULL"),
    ),
    ForeignKeyConstraint(["account_id", "webhook_id"], ["webhooks.account_id", "webhooks.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["account_id", "trigger_id"], ["triggers.account_id", "triggers.id"], ondelete="CASCADE"),
)

attempts = Table(
    "attempts",
    metadata,
    columns.account(),
    Column("id", Text, primary_key=True),
    columns.number("webhook_id", null=True),
    columns.number("trigger_id", null=True),
    columns.text("delivery_id"),
    columns.number("at"),
    Column("code", SmallInteger, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    columns.text("error", null=True),
    Index("attempts_webhook", "account_id", "webhook_id", "id"),
    Index(
        "attempts_bad",
        "account_id",
        "webhook_id",
        "at",
        sqlite_where=text("code < 100 OR code >= 300"),
        postgresql_where=text("code < 100 OR code >= 300"),
    ),
    Index(
        "attempts_trigger",
        "account_id",
        "trigger_id",
        "at",
        sqlite_where=text("trigger_id IS NOT NULL"),
        postgresql_where=text("trigger_id IS NOT NULL"),
    ),
    ForeignKeyConstraint(["account_id", "webhook_id"], ["webhooks.account_id", "webhooks.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["account_id", "trigger_id"], ["triggers.account_id", "triggers.id"], ondelete="CASCADE"),
)

"""Widgets that the account knows."""

from sqlalchemy import Index, Table

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

widgets = Table(
    "widgets",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("code"),
    columns.text("version"),
    columns.text("client_id", null=True),
    columns.json("template"),
    columns.json("locations"),
    columns.text("webhook_url", null=True),  # of its actions in the Digital Pipeline
    columns.flag("is_installed"),
    columns.json("settings"),  # without passwords
    *columns.times(),
    Index("widgets_code", "account_id", "code", unique=True),
)

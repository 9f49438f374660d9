"""Answers prepared beforehand."""

from sqlalchemy import ForeignKeyConstraint, Index, Table

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

chat_templates = Table(
    "chat_templates",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("client_id"),  # empty: of tokens without an integration
    columns.text("name"),
    columns.text("content"),
    columns.text("external_id", null=True),
    columns.flag("is_editable"),
    columns.text("type"),  # amocrm, waba
    columns.json("buttons"),
    columns.json("attachment"),
    columns.text("waba_header", null=True),
    columns.text("waba_header_type", null=True),
    columns.text("waba_footer"),
    columns.text("waba_language"),
    columns.text("waba_category"),
    columns.json("waba_examples"),
    *columns.times(),
    Index("chat_templates_integration", "account_id", "client_id", "id"),
)

chat_template_reviews = Table(
    "chat_template_reviews",
    metadata,
    columns.account(),
    columns.id(),
    columns.number("template_id"),
    columns.number("source_id"),
    columns.text("status"),  # review, approved, paused, rejected
    columns.text("reject_reason", null=True),
    *columns.times(),
    Index("chat_template_reviews_template", "account_id", "template_id"),
    ForeignKeyConstraint(
        ["account_id", "template_id"], ["chat_templates.account_id", "chat_templates.id"], ondelete="CASCADE"
    ),
)

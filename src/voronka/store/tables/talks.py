"""What is said: chats, the talks in them, their messages."""

from sqlalchemy import Column, Index, SmallInteger, Table, Text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

chats = Table(
    "chats",
    metadata,
    columns.account(),
    Column("chat_id", Text, primary_key=True),
    columns.text("client_id"),  # empty: of tokens without an integration
    columns.number("contact_id", null=True),
    columns.number("link_id"),
    columns.text("origin"),
    columns.number("source_id", null=True),
    *columns.times(),
    Index("chats_contact", "account_id", "contact_id"),
    Index("chats_source", "account_id", "source_id", "created_at"),
)

talks = Table(
    "talks",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("chat_id"),
    columns.number("contact_id"),
    Column("entity_type", SmallInteger, nullable=True),
    columns.number("entity_id", null=True),
    columns.text("status"),  # in_work, closed, nps_scheduled, nps_in_progress, with_error
    columns.flag("is_read"),
    columns.number("rate"),
    columns.text("origin"),
    columns.number("source_id", null=True),
    columns.number("missed_at", null=True),
    *columns.times(),
    Index("talks_chat", "account_id", "chat_id", "id"),
    Index("talks_contact", "account_id", "contact_id", "id"),
    Index("talks_entity", "account_id", "entity_type", "entity_id", "id"),
)

messages = Table(
    "messages",
    metadata,
    columns.account(),
    Column("id", Text, primary_key=True),
    columns.number("place"),  # in the order in which they came: many in one second
    columns.number("talk_id"),
    columns.text("chat_id"),
    columns.text("type"),  # incoming, outgoing
    columns.text("message_type"),
    columns.text("text"),
    columns.json("attachment"),
    columns.json("author"),
    columns.text("delivery", null=True),
    columns.number("created_at"),
    Index("messages_talk", "account_id", "talk_id", "created_at", "place"),
    Index("messages_chat", "account_id", "chat_id", "created_at", "place"),
)

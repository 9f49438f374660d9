"""What records carry: tags, subscribers, links, notes, calls, tasks, and their keys in the files they came from."""

from sqlalchemy import BigInteger, Column, Float, Index, SmallInteger, Table, Text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

tags = Table(
    "tags",
    metadata,
    columns.account(),
    columns.id(),
    Column("entity_type", SmallInteger, nullable=False),
    columns.text("name"),
    columns.text("color", null=True),
    Index("tags_name", "account_id", "entity_type", "name", unique=True),
)

entity_tags = Table(
    "entity_tags",
    metadata,
    columns.account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tag_id", BigInteger, primary_key=True, autoincrement=False),
    Index("entity_tags_tag", "account_id", "tag_id", "entity_id"),
)

entity_subscriptions = Table(
    "entity_subscriptions",
    metadata,
    columns.account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("subscriber_type", Text, primary_key=True),
    Column("subscriber_id", BigInteger, primary_key=True, autoincrement=False),
    columns.number("place"),
)

links = Table(
    "links",
    metadata,
    columns.account(),
    Column("from_type", SmallInteger, primary_key=True),
    Column("from_id", BigInteger, primary_key=True, autoincrement=False),
    Column("to_type", SmallInteger, primary_key=True),
    Column("to_id", BigInteger, primary_key=True, autoincrement=False),
    columns.flag("is_main"),
    columns.number("catalog_id", null=True),
    Column("quantity", Float, nullable=True),
    columns.number("price_id", null=True),
    columns.number("created_at"),
    Index("links_back", "account_id", "to_type", "to_id", "from_type", "from_id"),
)

notes = Table(
    "notes",
    metadata,
    columns.account(),
    columns.id(),
    Column("entity_type", SmallInteger, nullable=False),
    columns.number("entity_id"),
    columns.text("note_type"),
    columns.json("params"),
    columns.number("responsible_user_id"),
    columns.number("group_id"),
    columns.number("created_by"),
    columns.number("updated_by"),
    *columns.times(),
    columns.flag("is_pinned"),
    Index("notes_entity", "account_id", "entity_type", "entity_id", "id"),
    Index("notes_kind", "account_id", "entity_type", "id"),
    Index("notes_type", "account_id", "entity_type", "note_type", "id"),
    Index("notes_updated_at", "account_id", "entity_type", "updated_at", "id"),
)

calls = Table(
    "calls",
    metadata,
    columns.account(),
    Column("uniq", Text, primary_key=True),  # the telephony's own id
    columns.number("note_id"),
    Column("entity_type", SmallInteger, nullable=False),
    columns.number("entity_id"),
)

waiting_calls = Table(
    "waiting_calls",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("uniq", null=True),
    columns.number("user_id"),  # in whose name it was sent; 0: the integration's own
    columns.json("draft"),
    columns.number("created_at"),
    columns.number("next_at"),
    Index("waiting_calls_uniq", "account_id", "uniq", unique=True),
    Index("waiting_calls_due", "account_id", "next_at", "id"),
)

tasks = Table(
    "tasks",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("text"),
    columns.number("complete_till"),
    columns.number("duration"),
    columns.number("task_type_id"),
    Column("entity_type", SmallInteger, nullable=True),
    columns.number("entity_id", null=True),
    columns.number("responsible_user_id"),
    columns.number("group_id"),
    columns.flag("is_completed"),
    columns.text("result", null=True),
    columns.number("created_by"),
    columns.number("updated_by"),
    *columns.times(),
    columns.flag("is_deleted"),
    Index("tasks_entity", "account_id", "entity_type", "entity_id", "is_completed", "complete_till"),
    Index("tasks_responsible", "account_id", "responsible_user_id", "id"),
    Index("tasks_complete_till", "account_id", "complete_till", "id"),
    Index("tasks_created_at", "account_id", "created_at", "id"),
    Index("tasks_updated_at", "account_id", "updated_at", "id"),
)

task_types = Table(
    "task_types",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
)

external_keys = Table(
    "external_keys",
    metadata,
    columns.account(),
    Column("source", Text, primary_key=True),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("key", Text, primary_key=True),
    columns.number("entity_id"),
    columns.text("fingerprint"),
    columns.json("attached"),  # links and tags that came with the row, so that only these leave with it
)

"""What happened."""

from sqlalchemy import Column, Index, SmallInteger, Table, Text, text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

journal = Table(
    "journal",
    metadata,
    columns.account(),
    Column("id", Text, primary_key=True),
    Column("entity_type", SmallInteger, nullable=False),
    columns.number("entity_id"),
    columns.text(
        "action"
    ),  # add, update, delete, restore, link, unlink, note, note_update, message, talk_add, talk_update, purchase
    columns.number("actor_id"),  # 0: robot
    columns.number("created_at"),
    columns.json("before"),  # changed fields, old values
    columns.json("after"),  # changed fields, new values
    columns.json("record"),  # the whole record as it then was, when somebody is to be told
    columns.flag("pending"),  # not yet fanned out to webhooks
    Index("journal_entity", "account_id", "entity_type", "entity_id", "id"),
    Index("journal_pending", "account_id", "id", sqlite_where=text("pending"), postgresql_where=text("pending")),
)

events = Table(
    "events",
    metadata,
    columns.account(),
    Column("id", Text, primary_key=True),
    columns.text("journal_id"),
    columns.text("type"),
    Column("entity_type", SmallInteger, nullable=False),
    columns.number("entity_id"),
    columns.number("catalog_id"),
    columns.number("field_id", null=True),
    columns.number("created_by"),
    columns.number("created_at"),
    columns.json("value_before"),
    columns.json("value_after"),
    # each ends in the order of the list, so a page streams from whichever fits, bounded by time at both ends
    Index("events_entity", "account_id", "entity_type", "entity_id", "created_at", "id"),
    Index("events_type", "account_id", "type", "created_at", "id"),
    Index("events_actor", "account_id", "created_by", "created_at", "id"),
    Index("events_time", "account_id", "created_at", "id"),
)

"""All tables as data, in one long file because a reader wants to see them side by side.

account_id opens every key, unique and index, so the same schema shards by account.

Records are wide rows; a custom field's value lives in the record's JSON column (the truth that pages read),
`field_values` and `search_texts` are indexes over it, written in the same transaction and rebuildable.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)

metadata = MetaData()


def _account(*, primary: bool = True) -> Column[int]:
    return Column("account_id", BigInteger, primary_key=primary, autoincrement=False)


def _id() -> Column[int]:
    return Column("id", BigInteger, primary_key=True, autoincrement=False)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _folded(name: str) -> Column[str]:
    """Ordered by code points whatever the database's language: a search by the beginning of a name is a range."""
    return Column(name, Text().with_variant(Text(collation="C"), "postgresql"), nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _json(name: str) -> Column[Any]:
    return Column(name, JSON(none_as_null=True), nullable=True)


def _times() -> tuple[Column[int], Column[int]]:
    return _number("created_at"), _number("updated_at")


# --- the installation: the only tables that do not belong to one account -------------------------------------------

accounts = Table(
    "accounts",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("subdomain", Text, nullable=False, unique=True),
    _text("name"),
    _text("uuid"),
    _text("amojo_id"),
    _flag("is_default"),
    _number("facts_version"),
    _json("settings"),
    *_times(),
    Index("accounts_default", "is_default"),  # every request asks for «this subdomain or the default account»
    info={"installation": True},
)

# --- people and what may call in their name -------------------------------------------------------------------------

counters = Table(
    "counters",
    metadata,
    _account(),
    Column("name", Text, primary_key=True),
    _number("next"),
)

groups = Table("groups", metadata, _account(), _id(), _text("name"), Column("sort", Integer, nullable=False), *_times())

users = Table(
    "users",
    metadata,
    _account(),
    _id(),
    _text("name"),
    _text("email"),
    _text("password_hash", null=True),
    _text("lang"),
    _number("group_id", null=True),
    _number("role_id", null=True),
    _flag("is_admin"),
    _flag("is_free"),
    _flag("is_active"),
    _json("rights"),
    _text("uuid"),
    _text("amojo_id", null=True),
    _text("phone_number", null=True),
    _text("user_rank", null=True),
    Column("key_version", Integer, nullable=False),
    *_times(),
    Index("users_email", "account_id", "email", unique=True),
)

integrations = Table(
    "integrations",
    metadata,
    _account(),
    Column("client_id", Text, primary_key=True),
    _text("name"),
    _text("redirect_uri"),
    _json("scopes"),
    Column("secret_version", Integer, nullable=False),
    _flag("is_active"),
    _json("settings"),
    *_times(),
)

tokens = Table(
    "tokens",
    metadata,
    _account(),
    Column("id", Text, primary_key=True),  # jti of an access token; SHA-256 of a code, refresh token or session
    _text("kind"),  # code, access, refresh, long_lived, session
    _number("user_id"),
    _text("client_id", null=True),
    _text("name", null=True),
    _number("created_at"),
    _number("expires_at"),
    _number("used_at", null=True),
    _number("revoked_at", null=True),
    Index("tokens_expiry", "account_id", "expires_at"),
    Index("tokens_integration", "account_id", "client_id"),
)

# --- the funnel ---------------------------------------------------------------------------------------------------

pipelines = Table(
    "pipelines",
    metadata,
    _account(),
    _id(),
    _text("name"),
    Column("sort", Integer, nullable=False),
    _flag("is_main"),
    _flag("is_unsorted_on"),
    _flag("is_archive"),
    *_times(),
)

statuses = Table(
    "statuses",
    metadata,
    _account(),
    Column("pipeline_id", BigInteger, primary_key=True, autoincrement=False),
    _id(),
    _text("name"),
    Column("sort", Integer, nullable=False),
    _text("color"),
    Column("type", SmallInteger, nullable=False),
    _flag("is_editable"),
    _json("descriptions"),
    ForeignKeyConstraint(["account_id", "pipeline_id"], ["pipelines.account_id", "pipelines.id"], ondelete="CASCADE"),
)

loss_reasons = Table(
    "loss_reasons", metadata, _account(), _id(), _text("name"), Column("sort", Integer, nullable=False), *_times()
)

# --- records ------------------------------------------------------------------------------------------------------


def _record(*own: Column[Any]) -> list[Column[Any]]:
    """What leads, contacts and companies share."""
    return [
        _account(),
        _id(),
        _text("name"),
        _folded("name_folded"),
        _number("responsible_user_id"),
        _number("group_id"),
        _number("created_by"),
        _number("updated_by"),
        *_times(),
        _number("closest_task_at", null=True),
        _flag("is_deleted"),
        *own,
        _json("custom_fields"),
    ]


def _record_indexes(name: str) -> list[Index]:
    columns = ("name_folded", "responsible_user_id", "created_at", "updated_at")
    return [
        *(Index(f"{name}_{column}", "account_id", column, "id") for column in columns),
        Index(
            f"{name}_closest_task_at",
            "account_id",
            "closest_task_at",
            "id",
            sqlite_where=text("closest_task_at IS NOT NULL"),
            postgresql_where=text("closest_task_at IS NOT NULL"),
        ),
        Index(
            f"{name}_deleted",
            "account_id",
            "id",
            sqlite_where=text("is_deleted"),
            postgresql_where=text("is_deleted"),
        ),
    ]


leads = Table(
    "leads",
    metadata,
    *_record(
        _number("price"),
        _number("status_id"),
        _number("pipeline_id"),
        _number("loss_reason_id", null=True),
        _number("closed_at", null=True),
        _number("score", null=True),
        _number("labor_cost", null=True),
        _number("source_id", null=True),
        _text("visitor_uid", null=True),
        _flag("is_price_modified_by_robot"),
    ),
    *_record_indexes("leads"),
    Index("leads_stage", "account_id", "pipeline_id", "status_id", "id"),
    Index("leads_status", "account_id", "status_id", "id"),
    Index("leads_price", "account_id", "price", "id"),
    Index("leads_closed_at", "account_id", "closed_at", "id"),
)

contacts = Table(
    "contacts",
    metadata,
    *_record(_text("first_name"), _text("last_name"), _flag("is_unsorted")),
    *_record_indexes("contacts"),
)

companies = Table("companies", metadata, *_record(), *_record_indexes("companies"))

catalogs = Table(
    "catalogs",
    metadata,
    _account(),
    _id(),
    _text("name"),
    _text("type"),
    Column("sort", Integer, nullable=False),
    _flag("can_add_elements"),
    _flag("can_show_in_cards"),
    _flag("can_link_multiple"),
    _flag("can_be_deleted"),
    _number("created_by"),
    _number("updated_by"),
    *_times(),
)

elements = Table(
    "elements",
    metadata,
    _account(),
    _id(),
    _number("catalog_id"),
    _text("name"),
    _folded("name_folded"),
    _number("created_by"),
    _number("updated_by"),
    *_times(),
    _flag("is_deleted"),
    _number("currency_id", null=True),
    _json("custom_fields"),
    Index("elements_catalog", "account_id", "catalog_id", "id"),
    Index("elements_name", "account_id", "catalog_id", "name_folded", "id"),
)

# --- what records carry ---------------------------------------------------------------------------------------------

custom_fields = Table(
    "custom_fields",
    metadata,
    _account(),
    _id(),
    Column("entity_type", SmallInteger, nullable=False),
    _number("catalog_id"),  # 0 unless the entity is a catalog element
    _text("name"),
    _text("code", null=True),
    _text("type"),
    Column("sort", Integer, nullable=False),
    _text("group_id", null=True),
    _flag("is_api_only"),
    _flag("is_deletable"),
    _flag("is_predefined"),
    _flag("is_visible"),
    _flag("is_required"),
    _json("enums"),
    _json("nested"),
    _json("required_statuses"),
    _json("hidden_statuses"),
    _json("settings"),  # remind, currency, chained_lists, search_in, tracking_callback, settings
    *_times(),
    Index("custom_fields_owner", "account_id", "entity_type", "catalog_id", "sort", "id"),
)

field_groups = Table(
    "field_groups",
    metadata,
    _account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("catalog_id", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    _text("name"),
    Column("sort", Integer, nullable=False),
    _flag("is_predefined"),
    *_times(),
)

field_values = Table(
    "field_values",
    metadata,
    _account(),
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
    _account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    _text("text"),
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

tags = Table(
    "tags",
    metadata,
    _account(),
    _id(),
    Column("entity_type", SmallInteger, nullable=False),
    _text("name"),
    _text("color", null=True),
    Index("tags_name", "account_id", "entity_type", "name", unique=True),
)

entity_tags = Table(
    "entity_tags",
    metadata,
    _account(),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tag_id", BigInteger, primary_key=True, autoincrement=False),
    Index("entity_tags_tag", "account_id", "tag_id", "entity_id"),
)

links = Table(
    "links",
    metadata,
    _account(),
    Column("from_type", SmallInteger, primary_key=True),
    Column("from_id", BigInteger, primary_key=True, autoincrement=False),
    Column("to_type", SmallInteger, primary_key=True),
    Column("to_id", BigInteger, primary_key=True, autoincrement=False),
    _flag("is_main"),
    _number("catalog_id", null=True),
    Column("quantity", Float, nullable=True),
    _number("price_id", null=True),
    _number("created_at"),
    Index("links_back", "account_id", "to_type", "to_id", "from_type", "from_id"),
)

notes = Table(
    "notes",
    metadata,
    _account(),
    _id(),
    Column("entity_type", SmallInteger, nullable=False),
    _number("entity_id"),
    _text("note_type"),
    _json("params"),
    _number("responsible_user_id"),
    _number("group_id"),
    _number("created_by"),
    _number("updated_by"),
    *_times(),
    _flag("is_pinned"),
    Index("notes_entity", "account_id", "entity_type", "entity_id", "id"),
    Index("notes_kind", "account_id", "entity_type", "id"),
    Index("notes_type", "account_id", "entity_type", "note_type", "id"),
    Index("notes_updated_at", "account_id", "entity_type", "updated_at", "id"),
)

tasks = Table(
    "tasks",
    metadata,
    _account(),
    _id(),
    _text("text"),
    _number("complete_till"),
    _number("duration"),
    _number("task_type_id"),
    Column("entity_type", SmallInteger, nullable=True),
    _number("entity_id", null=True),
    _number("responsible_user_id"),
    _number("group_id"),
    _flag("is_completed"),
    _text("result", null=True),
    _number("created_by"),
    _number("updated_by"),
    *_times(),
    _flag("is_deleted"),
    Index("tasks_entity", "account_id", "entity_type", "entity_id", "is_completed", "complete_till"),
    Index("tasks_responsible", "account_id", "responsible_user_id", "id"),
    Index("tasks_complete_till", "account_id", "complete_till", "id"),
    Index("tasks_created_at", "account_id", "created_at", "id"),
    Index("tasks_updated_at", "account_id", "updated_at", "id"),
)

external_keys = Table(
    "external_keys",
    metadata,
    _account(),
    Column("source", Text, primary_key=True),
    Column("entity_type", SmallInteger, primary_key=True),
    Column("key", Text, primary_key=True),
    _number("entity_id"),
    _text("fingerprint"),
    _json("attached"),  # links and tags that came with the row, so that only these leave with it
)

# --- what happened, and who is told ---------------------------------------------------------------------------------

journal = Table(
    "journal",
    metadata,
    _account(),
    Column("id", Text, primary_key=True),
    Column("entity_type", SmallInteger, nullable=False),
    _number("entity_id"),
    _text("action"),  # add, update, delete, restore, link, unlink, note, note_update
    _number("actor_id"),  # 0: robot
    _number("created_at"),
    _json("before"),  # changed fields, old values
    _json("after"),  # changed fields, new values
    _json("record"),  # the whole record as it then was, when somebody is to be told
    _flag("pending"),  # not yet fanned out to webhooks
    Index("journal_entity", "account_id", "entity_type", "entity_id", "id"),
    Index("journal_pending", "account_id", "id", sqlite_where=text("pending"), postgresql_where=text("pending")),
)

events = Table(
    "events",
    metadata,
    _account(),
    Column("id", Text, primary_key=True),
    _text("journal_id"),
    _text("type"),
    Column("entity_type", SmallInteger, nullable=False),
    _number("entity_id"),
    _number("catalog_id"),
    _number("field_id", null=True),
    _number("created_by"),
    _number("created_at"),
    _json("value_before"),
    _json("value_after"),
    # each ends in the order of the list, so a page streams from whichever fits, bounded by time at both ends
    Index("events_entity", "account_id", "entity_type", "entity_id", "created_at", "id"),
    Index("events_type", "account_id", "type", "created_at", "id"),
    Index("events_actor", "account_id", "created_by", "created_at", "id"),
    Index("events_time", "account_id", "created_at", "id"),
)

webhooks = Table(
    "webhooks",
    metadata,
    _account(),
    _id(),
    _text("destination"),
    _json("settings"),
    Column("sort", Integer, nullable=False),
    _flag("disabled"),
    _number("created_by"),
    *_times(),
    Index("webhooks_destination", "account_id", "destination", unique=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    _account(),
    Column("id", Text, primary_key=True),
    _number("webhook_id"),
    Column("entity_type", SmallInteger, nullable=False),  # notices of one record keep their order
    _number("entity_id"),
    _text("event"),
    _text("body"),
    _text("state"),  # waiting, done, dead; held: waits for its webhook to be switched on again
    Column("attempts", SmallInteger, nullable=False),
    _number("next_at"),
    _number("leased_until"),
    _number("created_at"),
    Index(
        "deliveries_due",
        "account_id",
        "next_at",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("deliveries_webhook", "account_id", "webhook_id", "id"),
    ForeignKeyConstraint(["account_id", "webhook_id"], ["webhooks.account_id", "webhooks.id"], ondelete="CASCADE"),
)

attempts = Table(
    "attempts",
    metadata,
    _account(),
    Column("id", Text, primary_key=True),
    _number("webhook_id"),
    _text("delivery_id"),
    _number("at"),
    Column("code", SmallInteger, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    _text("error", null=True),
    Index("attempts_webhook", "account_id", "webhook_id", "id"),
    Index(
        "attempts_bad",
        "account_id",
        "webhook_id",
        "at",
        sqlite_where=text("code < 100 OR code >= 300"),
        postgresql_where=text("code < 100 OR code >= 300"),
    ),
    ForeignKeyConstraint(["account_id", "webhook_id"], ["webhooks.account_id", "webhooks.id"], ondelete="CASCADE"),
)

"""All tables of the first release. Printed by scripts/make_first_migration.py."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        # trigrams over one folded text per record; the rowid holds account, kind and record
        op.execute("CREATE VIRTUAL TABLE search_texts USING fts5(text, tokenize='trigram', detail='none')")
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
        _create_search_texts()
    _create_tables()


def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first release: delete the database instead.")


def _create_search_texts() -> None:
    op.create_table(
        "search_texts",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "entity_type", "entity_id"),
        info={"sqlite": "a virtual table of FTS5 instead, see dialects/sqlite.py"},
    )
    op.create_index(
        "search_texts_trigrams",
        "search_texts",
        ["account_id", "entity_type", "text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"text": "gin_trgm_ops"},
    )


def _create_tables() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subdomain", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("amojo_id", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("facts_version", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subdomain"),
        info={"installation": True},
    )
    op.create_index("accounts_default", "accounts", ["is_default"], unique=False)
    op.create_index("accounts_uuid", "accounts", ["uuid"], unique=True)
    op.create_table(
        "bots",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type_functionality", sa.Text(), nullable=False),
        sa.Column("is_visual_editor", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_favorite", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("steps", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "calls",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uniq", sa.Text(), nullable=False),
        sa.Column("note_id", sa.BigInteger(), nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "uniq"),
    )
    op.create_table(
        "catalogs",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("can_add_elements", sa.Boolean(), nullable=False),
        sa.Column("can_show_in_cards", sa.Boolean(), nullable=False),
        sa.Column("can_link_multiple", sa.Boolean(), nullable=False),
        sa.Column("can_be_deleted", sa.Boolean(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "chat_templates",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("is_editable", sa.Boolean(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("buttons", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("attachment", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("waba_header", sa.Text(), nullable=True),
        sa.Column("waba_header_type", sa.Text(), nullable=True),
        sa.Column("waba_footer", sa.Text(), nullable=False),
        sa.Column("waba_language", sa.Text(), nullable=False),
        sa.Column("waba_category", sa.Text(), nullable=False),
        sa.Column("waba_examples", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("chat_templates_integration", "chat_templates", ["account_id", "client_id", "id"], unique=False)
    op.create_table(
        "chats",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=True),
        sa.Column("link_id", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "chat_id"),
    )
    op.create_index("chats_contact", "chats", ["account_id", "contact_id"], unique=False)
    op.create_index("chats_source", "chats", ["account_id", "source_id", "created_at"], unique=False)
    op.create_table(
        "companies",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("responsible_user_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("closest_task_at", sa.BigInteger(), nullable=True),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("is_unsorted", sa.Boolean(), nullable=False),
        sa.Column("custom_fields", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "companies_closest_task_at",
        "companies",
        ["account_id", "closest_task_at", "id"],
        unique=False,
        sqlite_where=sa.text("closest_task_at IS NOT NULL"),
        postgresql_where=sa.text("closest_task_at IS NOT NULL"),
    )
    op.create_index("companies_created_at", "companies", ["account_id", "created_at", "id"], unique=False)
    op.create_index(
        "companies_deleted",
        "companies",
        ["account_id", "id"],
        unique=False,
        sqlite_where=sa.text("is_deleted"),
        postgresql_where=sa.text("is_deleted"),
    )
    op.create_index("companies_group_id", "companies", ["account_id", "group_id", "id"], unique=False)
    op.create_index("companies_name_folded", "companies", ["account_id", "name_folded", "id"], unique=False)
    op.create_index(
        "companies_responsible_user_id", "companies", ["account_id", "responsible_user_id", "id"], unique=False
    )
    op.create_index("companies_updated_at", "companies", ["account_id", "updated_at", "id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("responsible_user_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("closest_task_at", sa.BigInteger(), nullable=True),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("is_unsorted", sa.Boolean(), nullable=False),
        sa.Column("custom_fields", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "contacts_closest_task_at",
        "contacts",
        ["account_id", "closest_task_at", "id"],
        unique=False,
        sqlite_where=sa.text("closest_task_at IS NOT NULL"),
        postgresql_where=sa.text("closest_task_at IS NOT NULL"),
    )
    op.create_index("contacts_created_at", "contacts", ["account_id", "created_at", "id"], unique=False)
    op.create_index(
        "contacts_deleted",
        "contacts",
        ["account_id", "id"],
        unique=False,
        sqlite_where=sa.text("is_deleted"),
        postgresql_where=sa.text("is_deleted"),
    )
    op.create_index("contacts_group_id", "contacts", ["account_id", "group_id", "id"], unique=False)
    op.create_index("contacts_name_folded", "contacts", ["account_id", "name_folded", "id"], unique=False)
    op.create_index(
        "contacts_responsible_user_id", "contacts", ["account_id", "responsible_user_id", "id"], unique=False
    )
    op.create_index("contacts_updated_at", "contacts", ["account_id", "updated_at", "id"], unique=False)
    op.create_table(
        "counters",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "name"),
    )
    op.create_table(
        "custom_fields",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("catalog_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("is_api_only", sa.Boolean(), nullable=False),
        sa.Column("is_deletable", sa.Boolean(), nullable=False),
        sa.Column("is_predefined", sa.Boolean(), nullable=False),
        sa.Column("is_visible", sa.Boolean(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("enums", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("nested", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("required_statuses", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("hidden_statuses", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "custom_fields_owner", "custom_fields", ["account_id", "entity_type", "catalog_id", "sort", "id"], unique=False
    )
    op.create_table(
        "customer_segments",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("segment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "segment_id", "customer_id"),
    )
    op.create_index("customer_segments_customer", "customer_segments", ["account_id", "customer_id"], unique=False)
    op.create_table(
        "customer_statuses",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "customers",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("responsible_user_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("closest_task_at", sa.BigInteger(), nullable=True),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("next_price", sa.BigInteger(), nullable=False),
        sa.Column("next_date", sa.BigInteger(), nullable=True),
        sa.Column("status_id", sa.BigInteger(), nullable=False),
        sa.Column("periodicity", sa.BigInteger(), nullable=False),
        sa.Column("ltv", sa.BigInteger(), nullable=False),
        sa.Column("purchases_count", sa.BigInteger(), nullable=False),
        sa.Column("average_check", sa.BigInteger(), nullable=False),
        sa.Column("bonus_points", sa.BigInteger(), nullable=False),
        sa.Column("segments", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("custom_fields", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("customers_awaited", "customers", ["account_id", "status_id", "next_date"], unique=False)
    op.create_index(
        "customers_closest_task_at",
        "customers",
        ["account_id", "closest_task_at", "id"],
        unique=False,
        sqlite_where=sa.text("closest_task_at IS NOT NULL"),
        postgresql_where=sa.text("closest_task_at IS NOT NULL"),
    )
    op.create_index("customers_created_at", "customers", ["account_id", "created_at", "id"], unique=False)
    op.create_index(
        "customers_deleted",
        "customers",
        ["account_id", "id"],
        unique=False,
        sqlite_where=sa.text("is_deleted"),
        postgresql_where=sa.text("is_deleted"),
    )
    op.create_index("customers_group_id", "customers", ["account_id", "group_id", "id"], unique=False)
    op.create_index("customers_name_folded", "customers", ["account_id", "name_folded", "id"], unique=False)
    op.create_index("customers_next_date", "customers", ["account_id", "next_date", "id"], unique=False)
    op.create_index(
        "customers_responsible_user_id", "customers", ["account_id", "responsible_user_id", "id"], unique=False
    )
    op.create_index("customers_status", "customers", ["account_id", "status_id", "id"], unique=False)
    op.create_index("customers_updated_at", "customers", ["account_id", "updated_at", "id"], unique=False)
    op.create_table(
        "elements",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("catalog_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("currency_id", sa.BigInteger(), nullable=True),
        sa.Column("custom_fields", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("elements_catalog", "elements", ["account_id", "catalog_id", "id"], unique=False)
    op.create_index("elements_name", "elements", ["account_id", "catalog_id", "name_folded", "id"], unique=False)
    op.create_table(
        "entity_subscriptions",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subscriber_type", sa.Text(), nullable=False),
        sa.Column("subscriber_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "entity_type", "entity_id", "subscriber_type", "subscriber_id"),
    )
    op.create_table(
        "entity_tags",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "entity_type", "entity_id", "tag_id"),
    )
    op.create_index("entity_tags_tag", "entity_tags", ["account_id", "tag_id", "entity_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.Column("catalog_id", sa.BigInteger(), nullable=False),
        sa.Column("field_id", sa.BigInteger(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("value_before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("value_after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("events_actor", "events", ["account_id", "created_by", "created_at", "id"], unique=False)
    op.create_index(
        "events_entity", "events", ["account_id", "entity_type", "entity_id", "created_at", "id"], unique=False
    )
    op.create_index("events_time", "events", ["account_id", "created_at", "id"], unique=False)
    op.create_index("events_type", "events", ["account_id", "type", "created_at", "id"], unique=False)
    op.create_table(
        "external_keys",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("attached", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "source", "entity_type", "key"),
    )
    op.create_table(
        "field_groups",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("catalog_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("is_predefined", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "entity_type", "catalog_id", "id"),
    )
    op.create_table(
        "field_values",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("field_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("value_text", sa.Text(), nullable=True),
        sa.Column("value_num", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "entity_type", "entity_id", "field_id", "position"),
    )
    op.create_index(
        "field_values_num",
        "field_values",
        ["account_id", "field_id", "value_num", "entity_id"],
        unique=False,
        sqlite_where=sa.text("value_num IS NOT NULL"),
        postgresql_where=sa.text("value_num IS NOT NULL"),
    )
    op.create_index(
        "field_values_text",
        "field_values",
        ["account_id", "field_id", "value_text", "entity_id"],
        unique=False,
        sqlite_where=sa.text("value_text IS NOT NULL"),
        postgresql_where=sa.text("value_text IS NOT NULL"),
    )
    op.create_table(
        "file_contents",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("suspected_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "hash"),
    )
    op.create_index("file_contents_suspected_at", "file_contents", ["account_id", "suspected_at", "hash"], unique=False)
    op.create_table(
        "file_links",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "file_links_entity", "file_links", ["account_id", "entity_type", "entity_id", "file_id"], unique=True
    )
    op.create_index(
        "file_links_file", "file_links", ["account_id", "file_id", "entity_type", "entity_id"], unique=False
    )
    op.create_index("file_links_newest", "file_links", ["account_id", "entity_type", "entity_id", "id"], unique=False)
    op.create_table(
        "file_sessions",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("with_preview", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_by_type", sa.Text(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=True),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("file_sessions_expires_at", "file_sessions", ["account_id", "expires_at", "id"], unique=False)
    op.create_index("file_sessions_token", "file_sessions", ["account_id", "token"], unique=True)
    op.create_index(
        "file_sessions_under_way",
        "file_sessions",
        ["account_id", "opened_by"],
        unique=False,
        sqlite_where=sa.text("version_id IS NULL"),
        postgresql_where=sa.text("version_id IS NULL"),
    )
    op.create_table(
        "file_versions",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("previews", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_by_type", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("file_versions_file", "file_versions", ["account_id", "file_id", "id"], unique=False)
    op.create_index("file_versions_hash", "file_versions", ["account_id", "hash"], unique=False)
    op.create_index("file_versions_uuid", "file_versions", ["account_id", "uuid"], unique=True)
    op.create_table(
        "files",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("version_uuid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("sanitized_name", sa.Text(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("previews", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("has_multiple_versions", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_by_type", sa.Text(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by_type", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_by", sa.BigInteger(), nullable=True),
        sa.Column("deleted_by_type", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("files_created_at", "files", ["account_id", "created_at", "id"], unique=False)
    op.create_index("files_created_by", "files", ["account_id", "created_by", "id"], unique=False)
    op.create_index("files_deleted_at", "files", ["account_id", "deleted_at", "id"], unique=False)
    op.create_index("files_extension", "files", ["account_id", "extension", "id"], unique=False)
    op.create_index("files_name", "files", ["account_id", "name_folded", "id"], unique=False)
    op.create_index("files_size", "files", ["account_id", "size", "id"], unique=False)
    op.create_index("files_updated_at", "files", ["account_id", "updated_at", "id"], unique=False)
    op.create_index("files_updated_by", "files", ["account_id", "updated_by", "id"], unique=False)
    op.create_index("files_uuid", "files", ["account_id", "uuid"], unique=True)
    op.create_table(
        "groups",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "integrations",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.Column("hook_uri", sa.Text(), nullable=True),
        sa.Column("scopes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("secret_version", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "client_id"),
    )
    op.create_table(
        "journal",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("journal_entity", "journal", ["account_id", "entity_type", "entity_id", "id"], unique=False)
    op.create_index(
        "journal_pending",
        "journal",
        ["account_id", "id"],
        unique=False,
        sqlite_where=sa.text("pending"),
        postgresql_where=sa.text("pending"),
    )
    op.create_table(
        "leads",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("responsible_user_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("closest_task_at", sa.BigInteger(), nullable=True),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("status_id", sa.BigInteger(), nullable=False),
        sa.Column("pipeline_id", sa.BigInteger(), nullable=False),
        sa.Column("loss_reason_id", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.BigInteger(), nullable=True),
        sa.Column("labor_cost", sa.BigInteger(), nullable=True),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("visitor_uid", sa.Text(), nullable=True),
        sa.Column("is_price_modified_by_robot", sa.Boolean(), nullable=False),
        sa.Column("custom_fields", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("leads_closed_at", "leads", ["account_id", "closed_at", "id"], unique=False)
    op.create_index(
        "leads_closest_task_at",
        "leads",
        ["account_id", "closest_task_at", "id"],
        unique=False,
        sqlite_where=sa.text("closest_task_at IS NOT NULL"),
        postgresql_where=sa.text("closest_task_at IS NOT NULL"),
    )
    op.create_index("leads_created_at", "leads", ["account_id", "created_at", "id"], unique=False)
    op.create_index(
        "leads_deleted",
        "leads",
        ["account_id", "id"],
        unique=False,
        sqlite_where=sa.text("is_deleted"),
        postgresql_where=sa.text("is_deleted"),
    )
    op.create_index("leads_group_id", "leads", ["account_id", "group_id", "id"], unique=False)
    op.create_index("leads_name_folded", "leads", ["account_id", "name_folded", "id"], unique=False)
    op.create_index("leads_price", "leads", ["account_id", "price", "id"], unique=False)
    op.create_index("leads_responsible_user_id", "leads", ["account_id", "responsible_user_id", "id"], unique=False)
    op.create_index(
        "leads_responsible_user_id_created_at",
        "leads",
        ["account_id", "responsible_user_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "leads_responsible_user_id_updated_at",
        "leads",
        ["account_id", "responsible_user_id", "updated_at", "id"],
        unique=False,
    )
    op.create_index("leads_stage", "leads", ["account_id", "pipeline_id", "status_id", "id"], unique=False)
    op.create_index(
        "leads_stage_created_at", "leads", ["account_id", "pipeline_id", "status_id", "created_at", "id"], unique=False
    )
    op.create_index(
        "leads_stage_updated_at", "leads", ["account_id", "pipeline_id", "status_id", "updated_at", "id"], unique=False
    )
    op.create_index("leads_status", "leads", ["account_id", "status_id", "id"], unique=False)
    op.create_index("leads_updated_at", "leads", ["account_id", "updated_at", "id"], unique=False)
    op.create_table(
        "links",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_type", sa.SmallInteger(), nullable=False),
        sa.Column("from_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("to_type", sa.SmallInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("catalog_id", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.Float(), nullable=True),
        sa.Column("price_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "from_type", "from_id", "to_type", "to_id"),
    )
    op.create_index("links_back", "links", ["account_id", "to_type", "to_id", "from_type", "from_id"], unique=False)
    op.create_table(
        "loss_reasons",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "messages",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("talk_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("message_type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachment", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("author", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("delivery", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("messages_chat", "messages", ["account_id", "chat_id", "created_at", "place"], unique=False)
    op.create_index("messages_talk", "messages", ["account_id", "talk_id", "created_at", "place"], unique=False)
    op.create_table(
        "notes",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.Column("note_type", sa.Text(), nullable=False),
        sa.Column("params", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("responsible_user_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("notes_entity", "notes", ["account_id", "entity_type", "entity_id", "id"], unique=False)
    op.create_index("notes_kind", "notes", ["account_id", "entity_type", "id"], unique=False)
    op.create_index("notes_type", "notes", ["account_id", "entity_type", "note_type", "id"], unique=False)
    op.create_index("notes_updated_at", "notes", ["account_id", "entity_type", "updated_at", "id"], unique=False)
    op.create_table(
        "pipelines",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("is_unsorted_on", sa.Boolean(), nullable=False),
        sa.Column("is_archive", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "roles",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rights", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "segments",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        sa.Column("available_products_price_types", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("bonus_points_conversion_rate", sa.Float(), nullable=True),
        sa.Column("bonus_points_max_discount", sa.Float(), nullable=True),
        sa.Column("custom_fields", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "short_links",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "code"),
    )
    op.create_index("short_links_contact", "short_links", ["account_id", "contact_id"], unique=False)
    op.create_table(
        "sources",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("pipeline_id", sa.BigInteger(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("origin_code", sa.Text(), nullable=True),
        sa.Column("services", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "sources_external_id",
        "sources",
        ["account_id", "client_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("NOT is_deleted"),
        postgresql_where=sa.text("NOT is_deleted"),
    )
    op.create_index("sources_pipeline", "sources", ["account_id", "pipeline_id"], unique=False)
    op.create_table(
        "tags",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("color", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("tags_name", "tags", ["account_id", "entity_type", "name"], unique=True)
    op.create_table(
        "talks",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=True),
        sa.Column("entity_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("missed_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("talks_chat", "talks", ["account_id", "chat_id", "id"], unique=False)
    op.create_index("talks_contact", "talks", ["account_id", "contact_id", "id"], unique=False)
    op.create_index("talks_entity", "talks", ["account_id", "entity_type", "entity_id", "id"], unique=False)
    op.create_table(
        "task_types",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_table(
        "tasks",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("complete_till", sa.BigInteger(), nullable=False),
        sa.Column("duration", sa.BigInteger(), nullable=False),
        sa.Column("task_type_id", sa.BigInteger(), nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=True),
        sa.Column("entity_id", sa.BigInteger(), nullable=True),
        sa.Column("responsible_user_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("is_completed", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("tasks_complete_till", "tasks", ["account_id", "complete_till", "id"], unique=False)
    op.create_index("tasks_created_at", "tasks", ["account_id", "created_at", "id"], unique=False)
    op.create_index(
        "tasks_entity",
        "tasks",
        ["account_id", "entity_type", "entity_id", "is_completed", "complete_till"],
        unique=False,
    )
    op.create_index("tasks_responsible", "tasks", ["account_id", "responsible_user_id", "id"], unique=False)
    op.create_index("tasks_updated_at", "tasks", ["account_id", "updated_at", "id"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("tokens_expiry", "tokens", ["account_id", "expires_at"], unique=False)
    op.create_index("tokens_integration", "tokens", ["account_id", "client_id"], unique=False)
    op.create_table(
        "transactions",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("completed_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("elements", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("metadata", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("bonus_points", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("transactions_customer", "transactions", ["account_id", "customer_id", "id"], unique=False)
    op.create_table(
        "unsorted",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("source_uid", sa.Text(), nullable=True),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("pipeline_id", sa.BigInteger(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=True),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("metadata", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("sorted_at", sa.BigInteger(), nullable=True),
        sa.Column("sorted_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("unsorted_created_at", "unsorted", ["account_id", "state", "created_at", "id"], unique=False)
    op.create_index("unsorted_fingerprint", "unsorted", ["account_id", "fingerprint"], unique=True)
    op.create_index("unsorted_lead", "unsorted", ["account_id", "lead_id"], unique=False)
    op.create_index("unsorted_state", "unsorted", ["account_id", "state", "id"], unique=False)
    op.create_index("unsorted_uid", "unsorted", ["account_id", "uid"], unique=True)
    op.create_index("unsorted_updated_at", "unsorted", ["account_id", "state", "updated_at", "id"], unique=False)
    op.create_table(
        "users",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("role_id", sa.BigInteger(), nullable=True),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("rights", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("amojo_id", sa.Text(), nullable=True),
        sa.Column("phone_number", sa.Text(), nullable=True),
        sa.Column("user_rank", sa.Text(), nullable=True),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("users_email", "users", ["account_id", "email"], unique=True)
    op.create_table(
        "waiting_calls",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uniq", sa.Text(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("draft", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("waiting_calls_due", "waiting_calls", ["account_id", "next_at", "id"], unique=False)
    op.create_index("waiting_calls_uniq", "waiting_calls", ["account_id", "uniq"], unique=True)
    op.create_table(
        "webhooks",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("webhooks_destination", "webhooks", ["account_id", "destination"], unique=True)
    op.create_table(
        "widgets",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("template", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("locations", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("webhook_url", sa.Text(), nullable=True),
        sa.Column("is_installed", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("widgets_code", "widgets", ["account_id", "code"], unique=True)
    op.create_table(
        "bot_runs",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id", "bot_id"], ["bots.account_id", "bots.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("bot_runs_entity", "bot_runs", ["account_id", "entity_id", "bot_id"], unique=False)
    op.create_table(
        "chat_template_reviews",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("template_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reject_reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "template_id"], ["chat_templates.account_id", "chat_templates.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "chat_template_reviews_template", "chat_template_reviews", ["account_id", "template_id"], unique=False
    )
    op.create_table(
        "file_parts",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("session_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "session_id"], ["file_sessions.account_id", "file_sessions.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "session_id", "position"),
    )
    op.create_table(
        "statuses",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pipeline_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.Column("is_editable", sa.Boolean(), nullable=False),
        sa.Column("descriptions", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id", "pipeline_id"], ["pipelines.account_id", "pipelines.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "pipeline_id", "id"),
    )
    op.create_table(
        "website_buttons",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("button_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sites", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("is_used_in_app", sa.Boolean(), nullable=False),
        sa.Column("has_chat", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id", "id"], ["sources.account_id", "sources.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("website_buttons_code", "website_buttons", ["account_id", "code"], unique=True)
    op.create_index(
        "website_buttons_pending",
        "website_buttons",
        ["account_id", "id"],
        unique=False,
        sqlite_where=sa.text("button_id IS NULL"),
        postgresql_where=sa.text("button_id IS NULL"),
    )
    op.create_table(
        "bot_calls",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id", "id"], ["bot_runs.account_id", "bot_runs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("bot_calls_due", "bot_calls", ["account_id", "next_at", "id"], unique=False)
    op.create_table(
        "triggers",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pipeline_id", sa.BigInteger(), nullable=False),
        sa.Column("status_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=True),
        sa.Column("widget_id", sa.BigInteger(), nullable=True),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "pipeline_id", "status_id"],
            ["statuses.account_id", "statuses.pipeline_id", "statuses.id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["account_id", "widget_id"], ["widgets.account_id", "widgets.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index("triggers_status", "triggers", ["account_id", "pipeline_id", "status_id"], unique=False)
    op.create_index("triggers_widget", "triggers", ["account_id", "widget_id"], unique=False)
    op.create_table(
        "attempts",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("webhook_id", sa.BigInteger(), nullable=True),
        sa.Column("trigger_id", sa.BigInteger(), nullable=True),
        sa.Column("delivery_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.SmallInteger(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id", "trigger_id"], ["triggers.account_id", "triggers.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "webhook_id"], ["webhooks.account_id", "webhooks.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "attempts_bad",
        "attempts",
        ["account_id", "webhook_id", "at"],
        unique=False,
        sqlite_where=sa.text("code < 100 OR code >= 300"),
        postgresql_where=sa.text("code < 100 OR code >= 300"),
    )
    op.create_index(
        "attempts_trigger",
        "attempts",
        ["account_id", "trigger_id", "at"],
        unique=False,
        sqlite_where=sa.text("trigger_id IS NOT NULL"),
        postgresql_where=sa.text("trigger_id IS NOT NULL"),
    )
    op.create_index("attempts_webhook", "attempts", ["account_id", "webhook_id", "id"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("webhook_id", sa.BigInteger(), nullable=True),
        sa.Column("trigger_id", sa.BigInteger(), nullable=True),
        sa.Column("entity_type", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "trigger_id"], ["triggers.account_id", "triggers.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "webhook_id"], ["webhooks.account_id", "webhooks.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id"),
    )
    op.create_index(
        "deliveries_due",
        "deliveries",
        ["account_id", "next_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "deliveries_trigger",
        "deliveries",
        ["account_id", "trigger_id"],
        unique=False,
        sqlite_where=sa.text("trigger_id IS NOT NULL"),
        postgresql_where=sa.text("trigger_id IS NOT NULL"),
    )
    op.create_index("deliveries_webhook", "deliveries", ["account_id", "webhook_id", "id"], unique=False)

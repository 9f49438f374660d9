"""The drive: files, their versions, the contents on the disk, what they hang on, and uploads under way."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, SmallInteger, Table, Text, text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

UNDER_WAY = text("version_id IS NULL")

files = Table(
    "files",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("uuid"),
    columns.text("version_uuid"),
    columns.text("name"),
    columns.folded("name_folded"),
    columns.text("sanitized_name"),
    columns.number("session_id"),
    columns.number("source_id", null=True),
    columns.text("hash"),
    columns.number("size"),
    columns.text("type"),
    columns.text("extension"),
    columns.text("mime_type"),
    columns.json("previews"),
    columns.flag("has_multiple_versions"),
    columns.number("created_by"),
    columns.text("created_by_type"),
    columns.number("updated_by"),
    columns.text("updated_by_type"),
    *columns.times(),
    columns.number("deleted_at", null=True),
    columns.number("deleted_by", null=True),
    columns.text("deleted_by_type", null=True),
    Index("files_uuid", "account_id", "uuid", unique=True),
    Index("files_name", "account_id", "name_folded", "id"),
    Index("files_extension", "account_id", "extension", "id"),
    Index("files_size", "account_id", "size", "id"),
    Index("files_created_by", "account_id", "created_by", "id"),
    Index("files_updated_by", "account_id", "updated_by", "id"),
    Index("files_created_at", "account_id", "created_at", "id"),
    Index("files_updated_at", "account_id", "updated_at", "id"),
    Index("files_deleted_at", "account_id", "deleted_at", "id"),
)

file_versions = Table(
    "file_versions",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("uuid"),
    columns.number("file_id"),
    columns.number("session_id"),
    columns.text("hash"),
    columns.number("size"),
    columns.text("type"),
    columns.text("extension"),
    columns.text("mime_type"),
    columns.json("previews"),
    columns.number("created_by"),
    columns.text("created_by_type"),
    columns.number("created_at"),
    Index("file_versions_uuid", "account_id", "uuid", unique=True),
    Index("file_versions_file", "account_id", "file_id", "id"),
    Index("file_versions_hash", "account_id", "hash"),
)

file_contents = Table(
    "file_contents",
    metadata,
    columns.account(),
    Column("hash", Text, primary_key=True),
    columns.number("size"),
    columns.number("suspected_at", null=True),  # since then perhaps of no version any more
    Index("file_contents_suspected_at", "account_id", "suspected_at", "hash"),
)

file_links = Table(
    "file_links",
    metadata,
    columns.account(),
    columns.id(),
    Column("entity_type", SmallInteger, nullable=False),
    columns.number("entity_id"),
    columns.number("file_id"),
    columns.number("created_by"),
    columns.number("created_at"),
    Index("file_links_entity", "account_id", "entity_type", "entity_id", "file_id", unique=True),
    Index("file_links_newest", "account_id", "entity_type", "entity_id", "id"),
    Index("file_links_file", "account_id", "file_id", "entity_type", "entity_id"),
)

file_sessions = Table(
    "file_sessions",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("token"),
    columns.text("file_name"),
    columns.number("file_size"),
    columns.text("content_type", null=True),
    columns.number("file_id", null=True),
    columns.flag("with_preview"),
    columns.number("created_by"),
    columns.text("created_by_type"),
    columns.number("received"),
    Column("parts", Integer, nullable=False),
    columns.number("version_id", null=True),
    columns.number("opened_by"),
    columns.number("created_at"),
    columns.number("expires_at"),
    Index("file_sessions_token", "account_id", "token", unique=True),
    Index("file_sessions_under_way", "account_id", "opened_by", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
    Index("file_sessions_expires_at", "account_id", "expires_at", "id"),
)

file_parts = Table(
    "file_parts",
    metadata,
    columns.account(),
    Column("session_id", BigInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    columns.number("size"),
    columns.text("digest"),
    columns.text("key"),
    ForeignKeyConstraint(
        ["account_id", "session_id"], ["file_sessions.account_id", "file_sessions.id"], ondelete="CASCADE"
    ),
)

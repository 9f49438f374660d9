"""People, and what may call in their name."""

from sqlalchemy import Column, Index, Integer, Table, Text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

counters = Table(
    "counters",
    metadata,
    columns.account(),
    Column("name", Text, primary_key=True),
    columns.number("next"),
)

groups = Table(
    "groups",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    Column("sort", Integer, nullable=False),
    *columns.times(),
)

users = Table(
    "users",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    columns.text("email"),
    columns.text("password_hash", null=True),
    columns.text("lang"),
    columns.number("group_id", null=True),
    columns.number("role_id", null=True),
    columns.flag("is_admin"),
    columns.flag("is_free"),
    columns.flag("is_active"),
    columns.json("rights"),
    columns.text("uuid"),
    columns.text("amojo_id", null=True),
    columns.text("phone_number", null=True),
    columns.text("user_rank", null=True),
    Column("key_version", Integer, nullable=False),
    *columns.times(),
    Index("users_email", "account_id", "email", unique=True),
)

roles = Table(
    "roles",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    columns.json("rights"),
    *columns.times(),
)

integrations = Table(
    "integrations",
    metadata,
    columns.account(),
    Column("client_id", Text, primary_key=True),
    columns.text("name"),
    columns.text("redirect_uri"),
    columns.text("hook_uri", null=True),
    columns.json("scopes"),
    Column("secret_version", Integer, nullable=False),
    columns.flag("is_active"),
    columns.json("settings"),
    *columns.times(),
)

tokens = Table(
    "tokens",
    metadata,
    columns.account(),
    Column("id", Text, primary_key=True),  # jti of an access token; SHA-256 of a code, refresh token or session
    columns.text("kind"),  # code, access, refresh, long_lived, session
    columns.number("user_id"),
    columns.text("client_id", null=True),
    columns.text("name", null=True),
    columns.number("created_at"),
    columns.number("expires_at"),
    columns.number("used_at", null=True),
    columns.number("revoked_at", null=True),
    Index("tokens_expiry", "account_id", "expires_at"),
    Index("tokens_integration", "account_id", "client_id"),
)

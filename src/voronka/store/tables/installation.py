"""The installation: the only tables that do not belong to one account."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("subdomain", Text, nullable=False, unique=True),
    columns.text("name"),
    columns.text("uuid"),
    columns.text("amojo_id"),
    columns.flag("is_default"),
    columns.number("facts_version"),
    columns.json("settings"),
    *columns.times(),
    Index("accounts_default", "is_default"),  # every request asks for «this subdomain or the default account»
    Index("accounts_uuid", "uuid", unique=True),  # links to files name their account so
    info={"installation": True},
)

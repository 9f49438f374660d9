"""The alphabet of the tables: columns as every one of them spells them."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, MetaData, Text

metadata = MetaData()


def account(*, primary: bool = True) -> Column[int]:
    return Column("account_id", BigInteger, primary_key=primary, autoincrement=False)


def id() -> Column[int]:
    return Column("id", BigInteger, primary_key=True, autoincrement=False)


def number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


def text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def folded(name: str) -> Column[str]:
    """Ordered by code points whatever the database's language: a search by the beginning of a name is a range."""
    return Column(name, Text().with_variant(Text(collation="C"), "postgresql"), nullable=False)


def flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def json(name: str) -> Column[Any]:
    return Column(name, JSON(none_as_null=True), nullable=True)


def times() -> tuple[Column[int], Column[int]]:
    return number("created_at"), number("updated_at")

"""Brings a database to the present schema. Alembic is imported only when needed, so that start-up stays quick."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from voronka.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))

LOCK = 0x766F726F  # any number that other programs on the same PostgreSQL server are unlikely to lock


class NewerSchema(Exception):
    """The database was written by a later version of the program."""


async def migrate(database: Database) -> bool:
    """True when something had to be done. Two processes may call it at once: the second waits and finds it done."""
    if await database.run(is_current, write=False):
        return False
    return await database.run(_upgrade)


def revision(connection: Connection) -> str | None:
    """None: nothing has ever been migrated here."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_current(connection: Connection) -> bool:
    found = revision(connection)
    if found and found > HEAD:
        raise NewerSchema(f"The database has schema {found}, this Voronka knows {HEAD}: install the newer version.")
    return found == HEAD


def hold(connection: Connection) -> None:
    """Until the transaction ends nobody else makes tables or the first account. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def _upgrade(connection: Connection) -> bool:
    hold(connection)
    if is_current(connection):
        return False
    from alembic import command

    from voronka.store.migrations.config import make_config

    command.upgrade(make_config(connection), "head")
    return True

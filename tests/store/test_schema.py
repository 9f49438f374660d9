"""A migrated database is what store/tables/ says, on both databases, whoever migrates it and however often."""

from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from anyio.from_thread import BlockingPortal
from sqlalchemy import Connection, text

from tests.databases import SECRETS, Templates
from voronka.store import schema
from voronka.store.database import Database, open_database
from voronka.store.tables import metadata


@pytest.fixture
def blank(templates: Templates, portal: BlockingPortal) -> Iterator[str]:
    """A database in which nothing has happened yet."""
    yield portal.call(templates.home.create, "blank")
    portal.call(templates.home.drop, "blank")


def test_the_migrated_database_has_the_tables_that_the_program_expects(database: Database, portal: BlockingPortal):
    differences = portal.call(database.run, _differences)

    assert differences == []


def test_a_second_migration_changes_nothing(database: Database, portal: BlockingPortal):
    assert portal.call(schema.migrate, database) is False


def test_two_servers_that_start_at_once_migrate_once(blank: str, portal: BlockingPortal):
    done: list[bool] = []

    async def start() -> None:
        database = open_database(blank, SECRETS)
        done.append(await schema.migrate(database))
        await database.close()

    async def both() -> None:
        async with anyio.create_task_group() as servers:
            servers.start_soon(start)
            servers.start_soon(start)

    portal.call(both)

    assert sorted(done) == [False, True]


def test_a_database_of_a_newer_version_is_left_alone(database: Database, portal: BlockingPortal):
    portal.call(
        database.run, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )

    with pytest.raises(schema.NewerSchema, match="install the newer version"):
        portal.call(schema.migrate, database)

    portal.call(
        database.run, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    )


def test_postgresql_finds_parts_of_words_by_an_index_of_trigrams(database: Database, portal: BlockingPortal):
    if database.dialect.name != "postgresql":
        pytest.skip("SQLite searches by its own full-text table")
    by_name = "SELECT indexdef FROM pg_indexes WHERE indexname = 'search_texts_trigrams'"

    definition = portal.call(database.run, lambda connection: connection.execute(text(by_name)).scalar_one())

    assert definition.endswith("USING gin (account_id, entity_type, text gin_trgm_ops)")


def _differences(connection: Connection) -> list[Any]:
    """FTS5 keeps its index in tables of its own, and `search_texts` on SQLite is not the table of tables.py."""
    on_sqlite = connection.dialect.name == "sqlite"

    def ours(_item: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
        return not (on_sqlite and kind == "table" and (name or "").startswith("search_texts"))

    options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)

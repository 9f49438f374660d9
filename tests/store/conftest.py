"""Fixtures of the store: servers side by side."""

from collections.abc import Iterator

import pytest
from anyio.from_thread import BlockingPortal

from tests import invariants
from tests.databases import SECRETS, Templates
from tests.servers import Servers
from tests.world import World, settle
from voronka.store.database import Database, open_database


@pytest.fixture
def servers(templates: Templates, portal: BlockingPortal) -> Iterator[Servers]:
    """Two of them. Whatever a test does, everything in both companies is sound afterwards."""
    url, cast = portal.call(templates.fresh, "world", settle)

    async def opened() -> list[Database]:
        return [open_database(url, SECRETS), open_database(url, SECRETS)]

    databases = portal.call(opened)
    servers = Servers(databases, portal, cast)
    yield servers
    invariants.check(servers.world)
    for database in databases:
        portal.call(database.close)


@pytest.fixture
def world(servers: Servers) -> World:
    """The first server's."""
    return servers.world

"""What every test may ask for.

    database    migrated and empty
    world       a database with «Ромашка» and «Ветер» in it, see world.py
    app         the application on the world's database, as `voronka serve` builds it
    client      HTTP on the application in memory, as Ирина Волкова; `client_of(user)` as somebody else
    served      the application over a socket: its address as http://127.0.0.1:port
    elsewhere   an integration's own site, where users come from and return to
    statements  `with statements() as seen:` lists the SQL statements of the block

Each test runs on SQLite, and on PostgreSQL where VORONKA_TEST_DATABASE_URL names one (`make test` sees to it).
Every statement of every test is checked to name its account.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from tests import databases
from tests.databases import PostgresqlHome, SqliteHome, Templates
from tests.serving import InMemory, serving
from tests.site import Site, site
from tests.statements import Recorder
from tests.world import ZONE, World, settle
from voronka.domain.users import User
from voronka.server.settings import Settings
from voronka.store.database import Database, open_database

ClientOf = Callable[..., httpx2.Client]
Statements = Callable[[], AbstractContextManager[list[str]]]


def pytest_report_header() -> str:
    return f"databases: {', '.join(databases.kinds())}"


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    """The event loop of the session, in a thread of its own: tests stay plain functions."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture(scope="session", params=databases.kinds())
def templates(
    request: pytest.FixtureRequest, portal: BlockingPortal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Templates]:
    if request.param == "sqlite":
        templates = Templates(SqliteHome(tmp_path_factory.mktemp("databases")))
    else:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        templates = Templates(PostgresqlHome(os.environ[databases.VARIABLE], worker))
    yield templates
    portal.call(templates.drop_all)


@pytest.fixture
def database(templates: Templates, portal: BlockingPortal, tmp_path: Path) -> Iterator[Database]:
    url, _ = portal.call(templates.fresh, "empty", lambda *_: None)
    yield from _opened(url, portal, tmp_path)


@pytest.fixture
def world(templates: Templates, portal: BlockingPortal, tmp_path: Path) -> Iterator[World]:
    url, cast = portal.call(templates.fresh, "world", settle)
    for database in _opened(url, portal, tmp_path):
        yield World(database, portal, cast)


def _opened(url: str, portal: BlockingPortal, home: Path) -> Iterator[Database]:
    async def opened() -> Database:
        return open_database(url, databases.SECRETS, home / "files")

    database = portal.call(opened)
    yield database
    portal.call(database.close)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, base_domain=ZONE, webhooks_allow_private=True, log_level="warning")


@pytest.fixture
def app(world: World, settings: Settings) -> Any:
    from voronka.server.app import create_app

    return create_app(settings, world.database)


@pytest.fixture
def client_of(app: Any, world: World, portal: BlockingPortal) -> Iterator[ClientOf]:
    clients: list[httpx2.Client] = []

    def client_of(user: User | None, **options: Any) -> httpx2.Client:
        """None: nobody, without a token, at «Ромашка»."""
        host = world.host(world.veter if user == world.egor else world.romashka)
        headers = {"Authorization": f"Bearer {world.token(user)}"} if user else {}
        transport = InMemory(app, portal)
        clients.append(httpx2.Client(transport=transport, base_url=f"https://{host}", headers=headers, **options))
        return clients[-1]

    yield client_of
    for client in clients:
        client.close()


@pytest.fixture
def client(client_of: ClientOf, world: World) -> httpx2.Client:
    return client_of(world.irina)


@pytest.fixture
def served(app: Any, portal: BlockingPortal) -> Iterator[str]:
    with serving(app, portal) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    with site() as found:
        yield found


@pytest.fixture(scope="session")
def recorder() -> Recorder:
    recorder = Recorder()
    recorder.start()
    return recorder


@pytest.fixture(autouse=True)
def _every_statement_names_its_account(recorder: Recorder) -> Iterator[None]:
    recorder.clear()
    yield
    assert not recorder.without_account(), "every table of accounts that a statement names is narrowed by account_id"


@pytest.fixture
def statements(recorder: Recorder) -> Statements:
    return recorder.statements

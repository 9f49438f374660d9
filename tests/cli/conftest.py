"""Fixtures of the command line: an installation of one's own, on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal

from tests import databases
from tests.cli.installation import Installation
from tests.databases import PostgresqlHome


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Nothing has happened in it yet; SQLite."""
    return Installation(tmp_path / "data")


@pytest.fixture(params=databases.kinds())
def any_installation(request: pytest.FixtureRequest, tmp_path: Path, portal: BlockingPortal) -> Iterator[Installation]:
    """The same on each database."""
    if request.param == "sqlite":
        yield Installation(tmp_path / "data")
        return
    home = PostgresqlHome(os.environ[databases.VARIABLE], os.environ.get("PYTEST_XDIST_WORKER", "main"))
    yield Installation(tmp_path / "data", portal.call(home.create, "installation"))
    portal.call(home.drop, "installation")

"""`shop` imports files that a test writes out, into «Ромашка»."""

import csv
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal

from tests.services.importing.shop import Shop
from tests.world import World


@pytest.fixture
def shop(world: World, portal: BlockingPortal, tmp_path: Path) -> Shop:
    return Shop(world, portal, tmp_path)


@pytest.fixture(autouse=True)
def _usual_csv_limits() -> None:
    csv.field_size_limit(131_072)

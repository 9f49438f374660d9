"""What the tests of this facade share."""

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import new
from tests.conftest import ClientOf
from tests.integration import Sync
from tests.world import World


@pytest.fixture
def maria(client: httpx2.Client) -> int:
    """A contact of «Ромашка»."""
    return new(client, "contacts", name="Мария")


@pytest.fixture
def sync(world: World, client_of: ClientOf) -> Sync:
    """An integration of «Ромашка» with a client that has no token yet."""
    return Sync(world, client_of(None))

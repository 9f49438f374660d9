"""What the examples of the contract share."""

import pytest

from tests.conftest import ClientOf
from tests.integration import Sync
from tests.world import World


@pytest.fixture
def sync(world: World, client_of: ClientOf) -> Sync:
    """An integration of «Ромашка» with a client that has no token yet."""
    return Sync(world, client_of(None))

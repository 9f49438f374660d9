"""npm's `@shevernitskiy/amo` and `amocrm-js` drive «Ромашка» as they drive the cloud, chapter by chapter.

What they do and expect stands in node/*.cjs. Node itself comes with the type checker; `make test` installs the packages
that node/package-lock.json pins into .venv/node.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.conftest import Cloud, Integration
from tests.node import node
from tests.world import World

HERE = Path(__file__).parent / "node"

AMO = (
    "account", "calls and sources", "catalogs", "chats", "complex", "customers", "events", "faults", "fields", "files",
    "leads", "people", "pipelines", "purchases", "refresh", "unsorted", "webhooks",
    "work",
)  # fmt: skip
AMOCRM_JS = (
    "account", "faults", "leads", "long-lived token", "pages", "people", "plain requests", "refresh", "tasks and tags",
)  # fmt: skip

Tell = Callable[[str, str], None]


@pytest.fixture
def tell(cloud: Cloud, integration: Integration, world: World) -> Tell:
    given = {
        "NODE_EXTRA_CA_CERTS": str(cloud.trusted),
        "CLOUD_PORT": str(cloud.port),
        "CLIENT_ID": integration.client_id,
        "CLIENT_SECRET": integration.client_secret,
        "REDIRECT_URI": integration.redirect_uri,
        "CODE": integration.code,
        "TOKEN": world.token(),
    }

    def tell(script: str, chapter: str) -> None:
        node("--require", HERE / "cloud.cjs", HERE / script, chapter, **given)

    return tell


@pytest.mark.parametrize("chapter", AMO)
def test_shevernitskiy_amo(tell: Tell, chapter: str) -> None:
    tell("amo.cjs", chapter)


@pytest.mark.parametrize("chapter", AMOCRM_JS)
def test_amocrm_js(tell: Tell, chapter: str) -> None:
    tell("amocrm_js.cjs", chapter)

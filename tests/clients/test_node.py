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
from voronka.domain.leads import LeadChange
from voronka.domain.talks import Incoming
from voronka.domain.unsorted import Incoming as Request
from voronka.services import bots, receiving, unsorted, widgets
from voronka.services.leads_complex import Draft

HERE = Path(__file__).parent / "node"

AMO = (
    "account", "calls and sources", "catalogs", "chats", "complex", "customers", "events", "faults", "fields", "files",
    "leads", "people", "pipelines", "purchases", "refresh", "unsorted", "webhooks",
    "work",
)  # fmt: skip
AMO_MORE = (
    "bots", "contacts and chats", "links by type", "parts of files", "products", "roles and users",
    "several at once", "stages in a filter", "subscriptions", "tags taken off", "talks", "unsorted calls and chats",
    "webhooks received", "widgets",
)  # fmt: skip
AMOCRM_JS = (
    "account", "faults", "leads", "long-lived token", "pages", "people", "plain requests", "refresh", "tasks and tags",
)  # fmt: skip

MANIFEST = {
    "widget": {"code": "phone_bridge", "version": "1.4.0"},
    "locations": ["ccard-1"],
    "settings": {"login": {"name": "Логин", "type": "text", "required": True}},
}
FIRST = Incoming(chat_id="0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a", author="Мария", text="Есть пионы?")
CHAT = Request(category="chats", metadata={"service": "telegram", "client": {"name": "Мария"}})

Tell = Callable[..., None]


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

    def tell(script: str, chapter: str, **more: str) -> None:
        node("--require", HERE / "cloud.cjs", HERE / script, chapter, **given, **more)

    return tell


@pytest.mark.parametrize("chapter", AMO)
def test_shevernitskiy_amo(tell: Tell, chapter: str) -> None:
    tell("amo.cjs", chapter)


@pytest.mark.parametrize("chapter", AMO_MORE)
def test_shevernitskiy_amo_more(tell: Tell, world: World, chapter: str) -> None:
    """What no client can make itself is there: a talk, a request from a chat, a bot and a widget."""
    talk = world.do_as(world.irina, receiving.receive, FIRST).talk_id
    [waiting] = world.do_as(world.irina, unsorted.add, [Draft(lead=LeadChange(name="Чат"), incoming=CHAT)])
    bot = world.do(bots.create, name="Приветствие", type="regular").id
    world.do(widgets.add, MANIFEST)
    tell("amo_more.cjs", chapter, TALK=str(talk), CHAT=waiting.uid, BOT=str(bot))


@pytest.mark.parametrize("chapter", AMOCRM_JS)
def test_amocrm_js(tell: Tell, chapter: str) -> None:
    tell("amocrm_js.cjs", chapter)

"""The examples of a noun: told in a fresh «Ромашка», cleaned of what differs from one run to the next, and kept.

They are kept in src/voronka/contract/amocrm_v4/examples/, where the OpenAPI and docs/wire/ find them.
"""

import importlib
import json
import re
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal

from tests.contract.shop import Exchange, Shop
from tests.databases import SECRETS, SqliteHome, Templates
from tests.integration import Sync
from tests.serving import InMemory
from tests.world import ZONE, World, settle
from voronka.contract import amocrm_v4
from voronka.contract.operation import Operation
from voronka.server.app import create_app
from voronka.server.settings import Settings
from voronka.store.database import open_database

KEPT = Path(amocrm_v4.__file__).parent / "examples"
NOW = 1790000000
ITEMS_AT_MOST = 2  # of a list in an answer: it shows a shape, not a stock

# What is random, and what stands for it.
RANDOM = (
    (re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+"), "eyJ0eXAi…"),
    (re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"), "8f52d38a-0c1d-4e5f-9a6b-7c8d9e0f1a2b"),
    (re.compile(r"\b01[0-9a-hjkmnp-tv-z]{24}\b"), "01j8k3m5n7p9q1r3s5t7v9w1x3"),
    (re.compile(r"\b([a-z]+_)\d{12,}\b"), r"\g<1>63431752236083"),
    (re.compile(r"(?<![\w-])(?!8f52d38a)(?=\w*\d)(?=\w*[a-z])[\w-]{32,}"), "def50200…"),
    (re.compile(r"^1[78]\d{8}$"), str(1790000000)),
)


def nouns(contract: ModuleType = amocrm_v4) -> dict[str, list[Operation]]:
    """The operations of each file of a contract."""
    modules = {name: module for name, module in vars(contract).items() if isinstance(module, ModuleType)}
    found = {name: getattr(module, "OPERATIONS", ()) for name, module in modules.items()}
    return {name: list(own) for name, own in sorted(found.items()) if own}


def tell(noun: str, shop: Shop) -> None:
    importlib.import_module(f"tests.contract.examples.{noun}").tell(shop)


def tell_all() -> dict[str, dict[str, Any]]:
    """By noun, by operation: its first example."""
    with tempfile.TemporaryDirectory() as directory, start_blocking_portal() as portal:
        templates = Templates(SqliteHome(Path(directory)))
        home = Path(directory)
        return {noun: _told(noun, operations, templates, portal, home / noun) for noun, operations in nouns().items()}


def _told(
    noun: str, operations: list[Operation], templates: Templates, portal: BlockingPortal, files: Path
) -> dict[str, Any]:
    url, cast = portal.call(templates.fresh, "world", settle)
    database = portal.call(_opened, url, files)
    world = World(database, portal, cast)
    app = create_app(Settings(base_domain=ZONE, webhooks_allow_private=True, log_level="error"), database)
    way, host, token = InMemory(app, portal), f"https://{world.host()}", {"Authorization": f"Bearer {world.token()}"}
    with (
        httpx2.Client(transport=way, base_url=host) as nobody,
        httpx2.Client(transport=way, base_url=host, headers=token) as client,
    ):
        shop = Shop(world, client, Sync(world, nobody))
        tell(noun, shop)
    portal.call(database.close)
    return kept(shop.told, operations)


async def _opened(url: str, files: Path) -> Any:
    return open_database(url, SECRETS, files)


def kept(told: list[Exchange], operations: list[Operation]) -> dict[str, Any]:
    """The first example of each operation, in the order of the contract."""
    first: dict[str, Exchange] = {}
    for exchange in told:
        first.setdefault(exchange.operation.name, exchange)
    return {each.name: _clean(first[each.name]) for each in operations if each.name in first}


def _clean(exchange: Exchange) -> dict[str, Any]:
    parts = {"path": exchange.path, "query": exchange.query, "body": exchange.body, "answer": _shown(exchange.answer)}
    return {name: settled(part) for name, part in parts.items() if part not in (None, {})}


def _shown(answer: Any) -> Any:
    """A page of text says nothing here."""
    return None if isinstance(answer, str) else answer


def settled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: settled(below) for key, below in value.items()}
    if isinstance(value, list):
        return [settled(below) for below in value[:ITEMS_AT_MOST]]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value - time.time()) < 3600 * 24:
        return NOW
    if isinstance(value, str):
        for pattern, instead in RANDOM:
            value = pattern.sub(instead, value)
    return value


def read(noun: str) -> Any:
    """What is kept of a noun; None when nothing is."""
    path = KEPT / f"{noun}.json"
    return json.loads(path.read_text()) if path.exists() else None


def shape(value: Any) -> Any:
    """Without the values: ids and texts may differ, keys and types may not."""
    if isinstance(value, dict):
        return {key: shape(below) for key, below in value.items()}
    if isinstance(value, list):
        return [shape(below) for below in value]
    return type(value).__name__

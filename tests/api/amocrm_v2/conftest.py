"""What the tests of this facade share."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded
from tests.world import World
from voronka.services import api_keys


class Desk:
    """API v2 as a client of it works: items in, items out."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client

    def add(self, noun: str, *items: Any) -> list[int]:
        return [item["id"] for item in self.set(noun, add=list(items))["_embedded"]["items"]]

    def update(self, noun: str, *items: Any) -> dict[str, Any]:
        return self.set(noun, update=list(items))["_embedded"]

    def set(self, noun: str, **lists: Any) -> dict[str, Any]:
        answer = self.client.post(f"/api/v2/{noun}", json=lists)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def list(self, noun: str, query: str = "", **headers: str) -> list[dict[str, Any]]:
        return embedded(self.client.get(f"/api/v2/{noun}?{query}", headers=headers))

    def one(self, noun: str, id: int, more: str = "") -> dict[str, Any]:
        [found] = self.list(noun, f"id={id}{more}")
        return found


@pytest.fixture
def desk(client: httpx2.Client) -> Desk:
    return Desk(client)


@pytest.fixture
def key(world: World) -> dict[str, str]:
    """What Анна's client sends with every request."""
    keys = world.do(api_keys.show, world.anna.id)
    return {"USER_LOGIN": keys.login, "USER_HASH": keys.amocrm}

"""What the tests of events do: something happens over HTTP, and then they ask what did."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx2
from sqlalchemy import delete, select

from tests.answers import embedded
from tests.renderers import RENDERERS
from tests.world import World
from voronka.hooks import fanout
from voronka.services.work import Work
from voronka.store.tables import deliveries

EVENTS = "/api/v4/events"


def post(client: httpx2.Client, path: str, *items: Any) -> list[Any]:
    """What the answer embeds."""
    answer = client.post(f"/api/v4/{path}", json=list(items))
    assert answer.is_success, answer.text
    return next(iter(answer.json()["_embedded"].values()))


def new(client: httpx2.Client, entity: str = "leads", **record: Any) -> int:
    return post(client, entity, {"name": "Свадьба", **record})[0]["id"]


def change(client: httpx2.Client, id: int, entity: str = "leads", **record: Any) -> None:
    answer = client.patch(f"/api/v4/{entity}/{id}", json=record)
    assert answer.status_code == 200, answer.text


def events(client: httpx2.Client, **filters: Any) -> list[dict[str, Any]]:
    """`events(client, type="lead_added")` asks for filter[type]=lead_added."""
    params = {"with" if name == "with_" else f"filter[{name}]": value for name, value in filters.items()}
    return embedded(client.get(EVENTS, params=params))


def types(found: list[dict[str, Any]]) -> list[str]:
    return [event["type"] for event in found]


def faults(client: httpx2.Client, query: str) -> list[tuple[str, str]]:
    answer = client.get(f"{EVENTS}?{query}")
    assert answer.status_code == 400, answer.text
    [item] = answer.json()["validation-errors"]
    return [(error["path"], error["code"]) for error in item["errors"]]


def notices(client: httpx2.Client, world: World, code: str, happens: Callable[[], object]) -> list[dict[str, str]]:
    """The bodies that a subscriber to one event is sent when that happens."""
    sent = {"destination": "http://127.0.0.1:9/hook", "settings": [code]}
    answer = client.post("/api/v4/webhooks", json=sent)
    assert answer.status_code == 201, answer.text
    world.do(_told)
    happens()
    return [dict(parse_qsl(body, keep_blank_values=True)) for body in world.do(_told)]


def _told(work: Work) -> list[str]:
    """Whatever has not been told yet."""
    fanout.fan_out(work, RENDERERS, 1000)
    ours = deliveries.c.account_id == work.account_id
    bodies = list(work.connection.execute(select(deliveries.c.body).where(ours).order_by(deliveries.c.id)).scalars())
    work.connection.execute(delete(deliveries).where(ours))
    return bodies

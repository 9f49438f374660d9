"""What the tests of events do: something happens over HTTP, and then they ask what did."""

from typing import Any

import httpx2

EVENTS = "/api/v4/events"


def new(client: httpx2.Client, entity: str = "leads", **record: Any) -> int:
    answer = client.post(f"/api/v4/{entity}", json=[{"name": "Свадьба", **record}])
    return answer.json()["_embedded"][entity.rsplit("/", 1)[-1]][0]["id"]


def change(client: httpx2.Client, id: int, entity: str = "leads", **record: Any) -> None:
    answer = client.patch(f"/api/v4/{entity}/{id}", json=record)
    assert answer.status_code == 200, answer.text


def events(client: httpx2.Client, **filters: Any) -> list[dict[str, Any]]:
    """`events(client, type="lead_added")` asks for filter[type]=lead_added."""
    params = {"with" if name == "with_" else f"filter[{name}]": value for name, value in filters.items()}
    answer = client.get(EVENTS, params=params)
    assert answer.status_code in (200, 204), answer.text
    return answer.json()["_embedded"]["events"] if answer.status_code == 200 else []


def types(found: list[dict[str, Any]]) -> list[str]:
    return [event["type"] for event in found]


def faults(client: httpx2.Client, query: str) -> list[tuple[str, str]]:
    answer = client.get(f"{EVENTS}?{query}")
    assert answer.status_code == 400, answer.text
    [item] = answer.json()["validation-errors"]
    return [(error["path"], error["code"]) for error in item["errors"]]

"""The published examples of catalogs, word for word: what they send and what they are said to answer.

Keys are in quotes here, so that the examples are JSON; ids, users and times are those of the test.
"""

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.world import World

PATH = "/api/v2/catalogs"
JSON = {"Content-Type": "application/json", "User-Agent": "amoCRM-API-client/1.0"}


def link(path: str, method: str) -> dict[str, dict[str, str]]:
    return {"self": {"href": path, "method": method}}


def test_adding(client: httpx2.Client) -> None:
    """The published answer has no request_id, its own table says that one is made when none is sent; and it writes
    `_link` where the table, and the answer of the list, have `_links`."""
    answer = client.post(PATH, content='{"add": [{"name": "Товары"}]}'.encode(), headers=JSON)
    [item] = answer.json()["_embedded"]["items"]
    id = item["id"]
    assert answer.status_code == 200
    assert answer.json() == {
        "_links": link("/api/v2/catalogs", "post"),
        "_embedded": {"items": [{"id": id, "request_id": 0, "_links": link(f"/api/v2/catalogs?id={id}", "get")}]},
    }


def test_updating(client: httpx2.Client, desk: Desk) -> None:
    [id] = desk.add("catalogs", {"name": "Тарифы"})
    body = f'{{"update": [{{"id": "{id}", "name": "Товары"}}]}}'
    answer = client.post(PATH, content=body.encode(), headers=JSON).json()
    [item] = answer["_embedded"]["items"]
    assert answer["_links"] == link("/api/v2/catalogs", "post")
    assert (item["id"], item["_links"]) == (id, link(f"/api/v2/catalogs?id={id}", "get"))
    assert desk.one("catalogs", id)["name"] == "Товары"


@pytest.mark.parametrize("body", ['{{"delete": [{}, {}, {}]}}', '{{"delete": [{{"0": {}, "1": {}, "2": {}}}]}}'])
def test_deleting(client: httpx2.Client, desk: Desk, body: str) -> None:
    """The published list has braces inside its brackets: PHP's own spelling of a list."""
    ids = desk.add("catalogs", {"name": "Товары"}, {"name": "Услуги"}, {"name": "Тарифы"})
    answer = client.post(PATH, content=body.format(*ids), headers=JSON)
    assert (answer.status_code, answer.json()["_embedded"]) == (200, {"items": []})
    assert client.get(PATH).status_code == 204


def test_the_programs_of_the_page(client: httpx2.Client) -> None:
    """Adding two, renaming both, deleting both, as its three programs do."""
    made = client.post(PATH, json={"add": [{"name": "Tariffs"}, {"name": "Products"}]}, headers=JSON)
    first, second = (item["id"] for item in made.json()["_embedded"]["items"])
    renamed = {"update": [{"id": first, "name": "Products"}, {"id": second, "name": "Cars"}]}
    assert client.post(PATH, json=renamed, headers=JSON).status_code == 200
    names = [each["name"] for each in client.get(PATH).json()["_embedded"]["items"]]
    assert names == ["Products", "Cars"]
    assert client.post(PATH, json={"delete": [first, second]}, headers=JSON).status_code == 200
    assert client.get(PATH).status_code == 204


def test_the_list(client: httpx2.Client, desk: Desk, world: World) -> None:
    goods, services = desk.add("catalogs", {"name": "Товары"}, {"name": "Услуги"})
    answer = client.get(PATH)
    assert answer.headers["content-type"] == "application/hal+json"
    assert answer.json()["_links"] == link("/api/v2/catalogs", "get")
    shown = answer.json()["_embedded"]["items"]
    for item, id, name, sort in zip(shown, (goods, services), ("Товары", "Услуги"), (10, 20), strict=True):
        documented = {key: item[key] for key in ("id", "name", "created_by", "sort", "_links")}
        by = world.irina.id
        links = link(f"/api/v2/catalogs?id={id}", "get")
        assert documented == {"id": id, "name": name, "created_by": by, "sort": sort, "_links": links}
        assert isinstance(item["created_at"], int)


def test_one_of_the_list(client: httpx2.Client, desk: Desk) -> None:
    _, services = desk.add("catalogs", {"name": "Товары"}, {"name": "Услуги"})
    answer = client.get(f"{PATH}?id={services}").json()
    assert answer["_links"] == link(f"/api/v2/catalogs?id={services}", "get")
    assert [item["name"] for item in answer["_embedded"]["items"]] == ["Услуги"]

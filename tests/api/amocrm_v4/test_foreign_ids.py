"""What an administrator of «Ромашка» has made does not exist for the administrator of «Ветер», whatever he tries."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec import Struct

from tests.conftest import ClientOf
from tests.rights import contents
from tests.world import World
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Right

MANY = 5  # ids are counted by each company for itself: so the last of these is nobody's in «Ветер»


class Made(Struct, frozen=True):
    """Where it is made, from what, and what may be tried on it. `alone`: one object, no array."""

    path: str
    body: Callable[[int], dict[str, Any]]
    change: dict[str, Any]
    key: str
    alone: bool = False
    deletes: bool = True


STAGES = {"statuses": [{"name": "Букет", "sort": 10, "color": "#fffeb2"}]}
THINGS = {
    "catalogs": Made("catalogs", lambda n: {"name": f"Список {n}"}, {"name": "Чужой"}, "catalogs", deletes=False),
    "fields": Made(
        "leads/custom_fields", lambda n: {"type": "text", "name": f"Поле {n}"}, {"name": "Чужое"}, "custom_fields"
    ),
    "groups": Made(
        "leads/custom_fields/groups",
        lambda n: {"name": f"Группа {n}", "sort": n},
        {"name": "Чужая"},
        "custom_field_groups",
    ),
    "loss reasons": Made("leads/loss_reasons", lambda n: {"name": f"Дорого {n}"}, {"name": "Чужая"}, "loss_reasons"),
    "pipelines": Made(
        "leads/pipelines",
        lambda n: {"name": f"Воронка {n}", "sort": n, "is_main": False, "is_unsorted_on": False, "_embedded": STAGES},
        {"name": "Чужая"},
        "pipelines",
    ),
    "roles": Made("roles", lambda n: {"name": f"Роль {n}", "rights": {}}, {"name": "Чужая"}, "roles"),
    "segments": Made("customers/segments", lambda n: {"name": f"Круг {n}"}, {"name": "Чужой"}, "segments", alone=True),
    "templates": Made(
        "chats/templates",
        lambda n: {"name": f"Привет {n}", "content": "Здравствуйте"},
        {"name": "Чужой"},
        "chat_templates",
    ),
}


def make(client: httpx2.Client, thing: Made) -> Any:
    """The id of the last one."""
    path = f"/api/v4/{thing.path}"
    if thing.alone:
        return [client.post(path, json=thing.body(n)).json()["id"] for n in range(1, MANY + 1)][-1]
    answer = client.post(path, json=[thing.body(n) for n in range(1, MANY + 1)])
    assert answer.is_success, answer.text
    return answer.json()["_embedded"][thing.key][-1]["id"]


@pytest.mark.parametrize("name", THINGS)
def test_another_companys_administrator_finds_changes_and_deletes_nothing(
    client: httpx2.Client, client_of: ClientOf, world: World, name: str
) -> None:
    thing, egor = THINGS[name], client_of(world.egor)
    for each in (client, egor):
        each.patch("/api/v4/customers/mode", json={"mode": "segments", "is_enabled": True})
    one = f"/api/v4/{thing.path}/{make(client, thing)}"
    assert client.get(one).status_code == 200
    before = contents(world)

    assert egor.get(one).status_code in (204, 404)
    assert egor.patch(one, json=thing.change).status_code == 404
    if thing.deletes:
        assert egor.delete(one).status_code == 404
    assert contents(world) == before


def test_every_noun_of_administrators_stands_here_or_is_tested_with_its_own() -> None:
    """A new one: a line in THINGS. Statuses are tested with theirs, and all fields are the same code."""
    own = {"customers/statuses", "leads/pipelines/{pipeline_id}/statuses"}
    written = {
        operation.path.removeprefix("/api/v4/").removesuffix("/{id}")
        for operation in OPERATIONS
        if operation.right is Right.ADMIN and operation.path.endswith("/{id}") and operation.method != "GET"
    }
    entities = ("contacts", "companies", "customers", "customers/segments", "catalogs/{catalog_id}")
    alike = {f"{entity}/{fields}" for entity in entities for fields in ("custom_fields", "custom_fields/groups")}
    assert written - own - alike == {thing.path for thing in THINGS.values()}

"""Who is told of what happens in a deal: he who is responsible for it."""

import httpx2

from tests.api.amocrm_v4.happenings import new
from tests.conftest import ClientOf
from tests.world import World


def test_the_responsible_user_follows_his_lead(client: httpx2.Client, world: World) -> None:
    lead = new(client, name="Свадьба", responsible_user_id=world.anna.id)
    path = f"/api/v4/leads/{lead}/subscriptions"
    body = client.get(path).json()
    assert (body["_total_items"], body["_page"], body["_page_count"]) == (1, 1, 1)
    assert body["_embedded"]["subscriptions"] == [{"subscriber_id": world.anna.id, "type": "user"}]
    client.patch(f"/api/v4/leads/{lead}", json={"responsible_user_id": world.oleg.id})
    assert client.get(path).json()["_embedded"]["subscriptions"][0]["subscriber_id"] == world.oleg.id
    assert client.get(path, params={"page": 2}).status_code == 204


def test_of_what_one_may_not_see_nothing_is_told(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    lead = new(client, name="Свадьба")
    assert client_of(world.egor).get(f"/api/v4/leads/{lead}/subscriptions").status_code == 404
    for entity in ("leads", "customers"):
        assert client.get(f"/api/v4/{entity}/5/subscriptions").status_code == 404

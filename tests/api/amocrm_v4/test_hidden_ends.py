"""Whom a card names and what a list of links leads to: only what the asker may see, whoever linked it."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import new
from tests.conftest import ClientOf
from tests.rights import give, rights_with
from tests.world import World

WITH = "contacts,companies,catalog_elements,customers,leads"

# A card, and what hangs on it: of each kind one that Анна may see and one that she may not.
CARDS = {
    "leads": ("contacts", "companies"),
    "customers": ("contacts", "companies"),
    "contacts": ("leads", "customers", "companies"),
    "companies": ("leads", "customers", "contacts"),
}
# One company at most hangs on each of these: a second one takes its place.
ONE_COMPANY = ("leads", "customers", "contacts")


class Card:
    """Анна's record with ends that are hers and ends that are Олег's."""

    def __init__(self, client: httpx2.Client, world: World, entity: str) -> None:
        self.path = f"/api/v4/{entity}"
        self.id = new(client, entity, responsible_user_id=world.anna.id)
        self.hers: dict[str, set[int]] = {}
        for other in CARDS[entity]:
            alone = other == "companies" and entity in ONE_COMPANY
            owners = (world.oleg,) if alone else (world.anna, world.oleg)
            ids = [new(client, other, responsible_user_id=owner.id) for owner in owners]
            self._link(client, *({"to_entity_type": other, "to_entity_id": id} for id in ids))
            self.hers[other] = set() if alone else {ids[0]}
        [roses, vases] = client.post("/api/v4/catalogs", json=[{"name": "Розы"}, {"name": "Вазы"}]).json()["_embedded"][
            "catalogs"
        ]
        for catalog in (roses, vases):
            element = new(client, f"catalogs/{catalog['id']}/elements")
            metadata = {"catalog_id": catalog["id"]}
            self._link(client, {"to_entity_type": "catalog_elements", "to_entity_id": element, "metadata": metadata})
            self.hers.setdefault("catalog_elements", {element})
        self.rights = rights_with(view="M") | {
            "catalog_rights": [{"catalog_id": vases["id"], "rights": dict.fromkeys(("view", "edit", "add"), "D")}]
        }

    def _link(self, client: httpx2.Client, *links: dict[str, Any]) -> None:
        answer = client.post(f"{self.path}/{self.id}/link", json=list(links))
        assert answer.status_code == 200, answer.text


@pytest.fixture(params=CARDS)
def card(client: httpx2.Client, world: World, request: pytest.FixtureRequest) -> Card:
    made = Card(client, world, request.param)
    world.do(give, world.anna, made.rights)
    return made


def ends(answer: httpx2.Response) -> dict[str, set[int]]:
    """By kind the ids that a list of links leads to."""
    told: dict[str, set[int]] = {}
    for link in answer.json()["_embedded"]["links"]:
        told.setdefault(link["to_entity_type"], set()).add(link["to_entity_id"])
    return told


def test_a_card_embeds_only_what_may_be_seen(card: Card, client_of: ClientOf, world: World) -> None:
    embedded = client_of(world.anna).get(f"{card.path}/{card.id}?with={WITH}").json()["_embedded"]
    told = {name: {each["id"] for each in embedded[name]} for name in card.hers if name in embedded}
    assert told == {name: card.hers[name] for name in told}
    assert "catalog_elements" in told


def test_a_list_embeds_only_what_may_be_seen(card: Card, client_of: ClientOf, world: World) -> None:
    entity = card.path.rpartition("/")[2]
    listed = client_of(world.anna).get(f"{card.path}?with={WITH}&filter[id]={card.id}").json()["_embedded"][entity]
    embedded = listed[0]["_embedded"]
    told = {name: {each["id"] for each in embedded[name]} for name in card.hers if name in embedded}
    assert told == {name: card.hers[name] for name in told}


def test_links_lead_only_to_what_may_be_seen(card: Card, client: httpx2.Client, client_of: ClientOf, world: World):
    seen = {name: ids for name, ids in card.hers.items() if ids}
    anna = client_of(world.anna)
    assert ends(anna.get(f"{card.path}/{card.id}/links")) == seen
    assert ends(anna.get(f"{card.path}/links?filter[entity_id][]={card.id}")) == seen
    assert sum(map(len, ends(client.get(f"{card.path}/{card.id}/links")).values())) > sum(map(len, seen.values()))


def test_an_element_tells_only_the_records_that_may_be_seen(
    client: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    [catalog] = client.post("/api/v4/catalogs", json=[{"name": "Розы"}]).json()["_embedded"]["catalogs"]
    path = f"catalogs/{catalog['id']}/elements"
    element = new(client, path)
    mine, others = (new(client, responsible_user_id=user.id) for user in (world.anna, world.oleg))
    links = [{"to_entity_type": "leads", "to_entity_id": id} for id in (mine, others)]
    client.post(f"/api/v4/{path}/{element}/link", json=links)
    world.do(give, world.anna, rights_with(view="M"))
    assert ends(client.get(f"/api/v4/{path}/{element}/links")) == {"leads": {mine, others}}
    assert ends(client_of(world.anna).get(f"/api/v4/{path}/{element}/links")) == {"leads": {mine}}

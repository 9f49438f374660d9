"""Who follows a deal: he who is responsible for it, and whoever was named besides."""

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import change, new
from tests.conftest import ClientOf
from tests.world import World
from voronka.domain.entity_subscriptions import Subscriber
from voronka.domain.errors import Forbidden, Invalid, NotFound
from voronka.domain.kinds import BY_PLURAL, Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End
from voronka.domain.unsorted import Incoming
from voronka.domain.users import Group, User
from voronka.services import customers, entity_subscriptions, leads, unsorted
from voronka.services.leads_complex import Draft

ENTITIES = pytest.mark.parametrize("entity", ["leads", "customers"])


def path(entity: str, id: int) -> str:
    return f"/api/v4/{entity}/{id}/subscriptions"


def followers(client: httpx2.Client, id: int, entity: str = "leads", **query: int) -> list[tuple[str, int]]:
    answer = client.get(path(entity, id), params=query)
    assert answer.status_code in (200, 204), answer.text
    listed = answer.json()["_embedded"]["subscriptions"] if answer.content else []
    return [(each["type"], each["subscriber_id"]) for each in listed]


def user(user: User) -> Subscriber:
    return Subscriber(user.id, "user")


def group(group: Group) -> Subscriber:
    return Subscriber(group.id, "group")


def follow(world: World, end: End, *others: Subscriber) -> None:
    world.do_as(world.irina, entity_subscriptions.set_others, end, others)


@ENTITIES
def test_the_responsible_user_follows_his_record(client: httpx2.Client, world: World, entity: str) -> None:
    id = new(client, entity, responsible_user_id=world.anna.id)
    assert followers(client, id, entity) == [("user", world.anna.id)]
    change(client, id, entity, responsible_user_id=world.oleg.id)
    assert followers(client, id, entity) == [("user", world.oleg.id)]


@ENTITIES
def test_users_and_groups_follow_it_besides(client: httpx2.Client, world: World, entity: str) -> None:
    id = new(client, entity)
    end, shops = End(BY_PLURAL[entity], id), group(world.shops)
    follow(world, end, shops, user(world.anna), user(world.irina), shops)
    address = f"https://romashka.voronka.test{path(entity, id)}?page=1&limit=50"
    assert client.get(path(entity, id)).json() == {
        "_total_items": 3,
        "_page": 1,
        "_page_count": 1,
        "_links": {"self": {"href": address}, "last": {"href": address}},
        "_embedded": {
            "subscriptions": [
                {"subscriber_id": world.irina.id, "type": "user"},
                {"subscriber_id": world.shops.id, "type": "group"},
                {"subscriber_id": world.anna.id, "type": "user"},
            ]
        },
    }
    follow(world, end)
    assert followers(client, id, entity) == [("user", world.irina.id)]


def test_they_are_told_page_by_page(client: httpx2.Client, world: World) -> None:
    id = new(client)
    follow(world, End(Kind.LEAD, id), user(world.anna), group(world.shops))
    first, second = (client.get(path("leads", id), params={"limit": 2, "page": page}).json() for page in (1, 2))
    assert [(each["_total_items"], each["_page"], each["_page_count"]) for each in (first, second)] == [
        (3, 1, 2),
        (3, 2, 2),
    ]
    assert ("next" in first["_links"], "next" in second["_links"], "prev" in second["_links"]) == (True, False, True)
    assert followers(client, id, limit=2, page=2) == [("group", world.shops.id)]
    assert followers(client, id, page=3) == []
    assert client.get(path("leads", id), params={"limit": 251}).status_code == 422


@pytest.mark.parametrize("other", [Subscriber(5, "user"), Subscriber(5, "group")])
def test_nobody_follows_who_is_not_there(client: httpx2.Client, world: World, other: Subscriber) -> None:
    id = new(client)
    with pytest.raises(Invalid):
        follow(world, End(Kind.LEAD, id), user(world.anna), other)
    assert followers(client, id) == [("user", world.irina.id)]


def test_an_administrator_names_them_for_what_can_be_followed(client: httpx2.Client, world: World) -> None:
    lead, contact = End(Kind.LEAD, new(client)), End(Kind.CONTACT, new(client, "contacts"))
    with pytest.raises(Forbidden):
        world.do_as(world.anna, entity_subscriptions.set_others, lead, [user(world.anna)])
    for end in (contact, End(Kind.LEAD, 5)):
        with pytest.raises(NotFound):
            follow(world, end, user(world.anna))


@ENTITIES
def test_of_what_one_may_not_see_nothing_is_told(
    client: httpx2.Client, client_of: ClientOf, world: World, entity: str
) -> None:
    id = new(client, entity)
    assert client_of(world.egor).get(path(entity, id)).status_code == 404
    assert client.get(path(entity, 5)).status_code == 404
    world.do({"leads": leads, "customers": customers}[entity].delete, [id])
    assert client.get(path(entity, id)).status_code == 404, "it lies in the recycle bin"


def test_contacts_and_companies_are_not_followed(client: httpx2.Client) -> None:
    for entity in ("contacts", "companies"):
        assert client.get(path(entity, new(client, entity))).status_code == 404


def test_who_followed_a_chat_follows_the_deal_that_it_is_attached_to(client: httpx2.Client, world: World) -> None:
    deal, chat = new(client), Incoming(category="chats", metadata={"service": "telegram"})
    [waiting] = world.do_as(world.irina, unsorted.add, [Draft(lead=LeadChange(name="Чат"), incoming=chat)])
    follow(world, End(Kind.LEAD, deal), group(world.shops))
    follow(world, End(Kind.LEAD, waiting.lead_id), user(world.anna), group(world.shops))
    body = {"link": {"entity_id": deal, "entity_type": "leads"}}
    client.post(f"/api/v4/leads/unsorted/{waiting.uid}/link", json=body).raise_for_status()
    assert followers(client, deal) == [("user", world.irina.id), ("group", world.shops.id), ("user", world.anna.id)]
